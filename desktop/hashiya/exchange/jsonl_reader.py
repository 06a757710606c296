"""A corpus in: one line at a time, every fault with its file, line and field."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.files import known
from hashiya.exchange.line import CorpusArticle, CorpusEnd
from hashiya.exchange.line_check import LineCheck, decode_line, is_uuid
from hashiya.exchange.manifest import Manifest, find_manifest, read_manifest

LONGEST_LINE = 1 << 30
"""Bytes that a line may have: what is longer is not a line of articles."""


class Corpus:
    """The articles of a corpus file, read one at a time each time that it is iterated over.

    `manifest` is what stands beside it, or None. `warnings` are filled while reading: relations whose end is
    nowhere, fragments that were joined, a manifest that does not fit. FileFault at the first fault.
    """

    def __init__(self, path: Path, *, longest_line: int = LONGEST_LINE) -> None:
        self.path = path
        self.manifest: Manifest | None = None
        self.warnings: list[Fault] = []
        self._longest = longest_line
        self._part: str | None = None
        self._opening: list[Fault] = []
        with known(path), path.open("rb"):
            pass
        self._find_manifest()
        self.warnings = list(self._opening)

    def __iter__(self) -> Iterator[CorpusArticle]:
        reading = _Reading(self, self._longest, self._part)
        self.warnings = list(self._opening)
        for line, faults in reading.lines():
            if faults:
                raise FileFault(faults[0])
            self.warnings += reading.take_warnings()
            if line is not None:
                yield line
        self.warnings += reading.take_warnings()

    def faults(self) -> Iterator[Fault]:
        """Every fault of the file and of its manifest, warnings too."""
        reading = _Reading(self, self._longest, self._part)
        yield from self._opening
        for _, faults in reading.lines():
            yield from reading.take_warnings()
            yield from faults
        yield from reading.take_warnings()

    def _find_manifest(self) -> None:
        found = find_manifest(self.path)
        if found is None:
            return
        path, self._part = found
        try:
            self.manifest = read_manifest(path)
        except FileFault as error:
            self._opening.append(error.fault)


class _Reading:
    """One reading of the file; what stays in memory is one line, the ids, and the relations' ends elsewhere."""

    def __init__(self, corpus: Corpus, longest: int, part: str | None) -> None:
        self._path, self._file = corpus.path, str(corpus.path)
        self._manifest, self._part, self._longest = corpus.manifest, part, longest
        self._referents = (
            frozenset(str(one.id) for one in corpus.manifest.referents) if corpus.manifest else frozenset()
        )
        self._warnings: list[Fault] = []
        self._articles: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        self._ids: dict[str, int] = {}
        self._ends: list[tuple[int, str, str, CorpusEnd]] = []

    def take_warnings(self) -> list[Fault]:
        """The warnings since the last time."""
        taken, self._warnings = self._warnings, []
        return taken

    def lines(self) -> Iterator[tuple[CorpusArticle | None, list[Fault]]]:
        """Every line, or its faults."""
        hasher = sha256()
        size = 0
        with known(self._path), self._path.open("rb") as file:
            for number, data in self._split(file):
                hasher.update(data)
                size += len(data)
                yield self._line(data, number)
                if len(data) > self._longest:
                    return
        self._check_ends()
        expected = self._manifest.file_of(self._part) if self._manifest else None
        if self._manifest and (expected is None or expected.sha256 != hasher.hexdigest()):
            self._warnings.append(
                Fault(
                    "manifest_differs",
                    file=self._file,
                    field="sha256",
                    found=hasher.hexdigest(),
                    expected=expected.sha256 if expected else None,
                )
            )

    def _split(self, file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
        number = 0
        while data := file.readline(self._longest + 1):
            number += 1
            yield number, data

    def _line(self, data: bytes, number: int) -> tuple[CorpusArticle | None, list[Fault]]:
        if len(data) > self._longest:
            fault = Fault("line_too_long", file=self._file, line=number, expected=str(self._longest))
            return None, [fault]
        stripped = data.rstrip(b"\r\n")
        if not stripped.strip():
            return None, [Fault("empty_line", file=self._file, line=number, expected="{")]
        line, faults = decode_line(stripped, file=self._file, number=number)
        if line is None:
            return None, faults
        check = LineCheck(line, file=self._file, number=number, referents=self._referents)
        self._warnings += check.warnings
        self._note_ids(check, number)
        return check.checked, check.faults

    def _note_ids(self, check: LineCheck, number: int) -> None:
        line = check.checked
        for field, value, seen in (("id", line.id, self._articles), ("key", line.key, self._keys)):
            if value and seen.setdefault(value, number) != number:
                check.faults.append(self._doubled(value, field, line.id, number, seen[value]))
        for name in ("regions", "entities", "claims", "relations"):
            for index, one in enumerate(getattr(line, name)):
                if one.id is None:
                    continue
                known_as = _global(line.id, one.id)
                if self._ids.setdefault(known_as, number) != number:
                    field = f"{name}[{index}].id"
                    check.faults.append(self._doubled(one.id, field, line.id, number, self._ids[known_as]))
        for index, relation in enumerate(line.relations):
            for field, end in (("head", relation.head), ("tail", relation.tail)):
                # Nearly all are in the article itself: they need not be kept until the last line.
                if end.article != line.id or self._ids.get(_global(end.article, end.id)) != number:
                    self._ends.append((number, line.id, f"relations[{index}].{field}", end))

    def _doubled(self, value: str, field: str, article: str, number: int, first: int) -> Fault:
        return Fault(
            "doubled_id_above",
            file=self._file,
            line=number,
            article=article,
            field=field,
            found=value,
            expected=str(first),
        )

    def _check_ends(self) -> None:
        """A warning for each relation's end that is nowhere in the file."""
        for number, article, field, end in self._ends:
            place = self._articles.get(end.article)
            if place is None or self._ids.get(_global(end.article, end.id)) != place:
                self._warnings.append(
                    Fault(
                        "unknown_end",
                        file=self._file,
                        line=number,
                        article=article,
                        field=field,
                        found=f"{end.article}: {end.id}",
                    )
                )


def _global(article: str, identifier: str) -> str:
    """A UUID is the same thing everywhere; any other id names something of its own article only."""
    return identifier.lower() if is_uuid(identifier) else f"{article}\0{identifier}"


def read_corpus(path: str | Path) -> Corpus:
    """The corpus in this file; KnownFailure when it cannot be opened, FileFault while reading, at the first fault."""
    return Corpus(Path(path))


def check_corpus(path: str | Path) -> list[Fault]:
    """Every fault of the corpus and its manifest, in the order of the lines."""
    return list(Corpus(Path(path)).faults())
