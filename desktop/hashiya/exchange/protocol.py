"""What every format is: a reader of files into corpus lines, a writer of corpus lines into files, and what it loses.

A format is one module (or package) with a `FORMAT` that stands in `formats.py`. Reader and writer know neither
project nor screen: a reader yields one article at a time as a corpus line (best made with `draft.Draft`), a writer
takes one at a time. What they cannot carry they say: the reader in its `Reading`, the writer with `lose`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hashiya.domain.faults import Fault
from hashiya.domain.links import Annotator, Cluster, Referent
from hashiya.domain.scheme import Scheme
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.sources import Source

MOST_LISTED = 500
"""How many remarks a reading keeps whole; the rest are counted."""
MOST_EXAMPLES = 3

Remark = Literal["changed", "refused", "differs", "said"]
"""`changed`: came in otherwise than it stood there; `refused`: did not come in; `differs`: came in, but the file's own
words disagree; `said`: what the person should know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read; `columns` maps what is wanted (text, start, end, label …) to the names of columns.

    `more` are options of single formats, as the command's `--option name=value` gives them.
    """

    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)


class Reading:
    """One reading of one unit of files: what was remarked, and what articles share.

    `referents` are those whose aliases, external ids or notes a corpus line has no place for, by the key that the
    lines name them with; `read` counts annotations and relations that came out whole. A table's reader tells the names
    of its `columns`, and which it `took` for what.
    """

    def __init__(self, format_name: str, file: str, options: ReadOptions | None = None) -> None:
        self.format = format_name
        self.file = file
        self.options = options or ReadOptions()
        self.counts: Counter[Remark] = Counter()
        self.read = 0
        self.listed: list[tuple[Remark, Fault]] = []
        self.referents: dict[str, Referent] = {}
        self.columns: tuple[str, ...] = ()
        self.took: Mapping[str, str] = {}

    def remark(
        self,
        kind: Remark,
        code: str,
        *,
        line: int | None = None,
        article: str | None = None,
        field: str | None = None,
        found: object = None,
        expected: object = None,
        file: str | None = None,
    ) -> None:
        """Count something, and list it; `code` is a fault's code or, with a dot in it, a message key."""
        self.counts[kind] += 1
        if len(self.listed) < MOST_LISTED:
            fault = Fault(
                code,
                file=file or self.file,
                line=line,
                article=article,
                field=field,
                found=None if found is None else _short(found),
                expected=None if expected is None else _short(expected),
            )
            self.listed.append((kind, fault))

    def refuse(
        self,
        code: str,
        *,
        line: int | None = None,
        article: str | None = None,
        found: object = None,
        expected: object = None,
        file: str | None = None,
    ) -> None:
        """Count and list what does not come in."""
        self.remark("refused", code, line=line, article=article, found=found, expected=expected, file=file)


def _short(value: object) -> str:
    text = str(value).encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    return text if len(text) <= 120 else text[:119] + "…"


class Reader(ABC):
    """Reads one format; it keeps nothing between two units."""

    @abstractmethod
    def sniff(self, source: Source, head: bytes) -> float:
        """How sure it is that the file is its own, from 0 to 1, by the first bytes and the names beside it.

        1 is for what no other format has; 0.5 for what looks like it; below 0.1 it is not taken.
        """

    def units(self, sources: Sequence[Source]) -> list[tuple[Source, ...]]:
        """The files dealt out into what is read at once; files that say nothing by themselves may be left out."""
        return [(one,) for one in sources]

    @abstractmethod
    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        """The articles of the unit, one at a time; FileFault when it cannot be read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the articles of an export share; `program` is the program's name and version."""

    scheme: Scheme
    annotators: tuple[Annotator, ...] = ()
    referents: Mapping[str, Referent] = field(default_factory=dict)
    clusters: Mapping[str, Cluster] = field(default_factory=dict)
    program: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


class Closing:
    """How the writing of a format ends: nothing is left to do, unless a writer says what."""

    def abandon(self) -> None:
        """Let go of what is open besides the export's own files: it was cancelled, or failed."""

    def finish(self) -> None:
        """Write what comes after the last article."""

    def finish_together(self, parts: Mapping[str, Writer], out: Outlet) -> None:
        """Write what the parts of a split share, when all are finished; without a split the only part is ""."""


class Writer(Closing, ABC):
    """Writes one file, folder or zip in one format; `finish` is called once, after the last article.

    What the format always loses is counted for it, by the `loses` of its Format; `lose` counts what only it can know.
    """

    def __init__(self, out: Outlet, setting: Setting) -> None:
        self.out = out
        self.setting = setting
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = {}

    def lose(self, kind: str, example: str = "", *, count: int = 1) -> None:
        """Count what could not be carried; the kind must be among the format's `loses`."""
        self.counts[kind] += count
        known = self.examples.setdefault(kind, [])
        if example and len(known) < MOST_EXAMPLES:
            known.append(_short(example))

    @abstractmethod
    def add(self, line: CorpusArticle) -> None:
        """Write one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format.

    `endings` are what its files end with, the first one what it writes. `reader` and `writer` import what they need
    when they are called. `loses` are the kinds of `losses.KINDS`, or its own, that writing does not carry.
    `shape`: whether it is written as one file (with others beside) or as a folder; either goes into a zip. `many`:
    whether a unit may hold many articles; a unit with one is read whole before it comes in. `needs` is the extra
    that must be installed.
    """

    name: str
    endings: tuple[str, ...]
    reader: Callable[[], Reader] | None = None
    writer: Callable[[Outlet, Setting], Writer] | None = None
    loses: tuple[str, ...] = ()
    shape: Literal["file", "folder"] = "file"
    many: bool = True
    needs: str | None = None

    @property
    def read(self) -> bool:
        """Whether the format is read."""
        return self.reader is not None

    @property
    def write(self) -> bool:
        """Whether the format is written."""
        return self.writer is not None
