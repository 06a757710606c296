"""Token files in: with the offsets written beside them the article as it was, else a text made of its tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

import msgspec

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.conll import token_table
from hashiya.exchange.conll.rows import DOCUMENT, Layout, Token, columns_of, layout_of, read_lines
from hashiya.exchange.conll.tags import TagReader, variant_of
from hashiya.exchange.conll.tokens import JOINT
from hashiya.exchange.details import About, draft_of
from hashiya.exchange.encodings import guessed, marked
from hashiya.exchange.json_items import json_values
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source

OFFSETS = ".offsets"
"""Ends the name of the file that keeps texts and offsets beside the tokens."""
_PROCLITICS = frozenset(("و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "فب", "فل", "فك", "وس", "فس"))
_NAMES = frozenset(("newdoc id", "newdoc_id", "doc_id", "document_id", "newdoc"))
_WIDTH_2003 = 4
Kind = Literal["iob2", "iob1", "bilou", "conll2003", "wojood"]


class Beside(msgspec.Struct, frozen=True, omit_defaults=True):
    """One article in the file of offsets; the first line also says which variant the tokens are in."""

    text: str
    tokens: list[tuple[int, int]]
    about: About = About()
    variant: str = ""


class ConllReader(Reader):
    """Reads one variant; all variants are read alike, and which one a file is in is told from its tags."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def sniff(self, source: Source, head: bytes) -> float:
        if source.ending == OFFSETS:
            return 1.0 if f'"variant":"{self._kind}"'.encode() in head else 0.0
        if source.ending == token_table.ENDING:
            return 0.6 if self._kind == "iob2" and token_table.is_token_table(head) else 0.0
        if source.ending == token_table.WORKBOOK:
            return 0.7 if self._kind == "iob2" and token_table.is_token_workbook(source, head) else 0.0
        lines = _head_lines(head)
        layout, sure = layout_of(lines)
        if sure < 0.8:
            return 0.0
        own = _kind_of(lines, layout) == self._kind
        strong = source.ending not in (".txt", ".tsv")
        return (0.7 if strong else 0.55) if own else 0.15

    def units(self, sources: Sequence[Source]) -> list[tuple[Source, ...]]:
        beside = {(one.path.parent, one.stem): one for one in sources if one.ending == OFFSETS}
        files = [one for one in sources if one.ending != OFFSETS]
        # One that was named alone still has its offsets beside it.
        return [(one, *filter(None, (beside.get((one.path.parent, one.stem)) or _next_to(one),))) for one in files]

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        if unit[0].ending in (token_table.ENDING, token_table.WORKBOOK):
            yield from _Rebuilt(reading, Layout(tabs=True), unit[0].stem).articles(
                token_table.lines_of(unit[0], reading)
            )
            return
        with ExitStack() as stack:
            lines = _head_lines(unit[0].head())
            layout, _ = layout_of(lines)
            reading.remark("said", "foreign.variant", found=_kind_of(lines, layout))
            told = read_lines(stack.enter_context(unit[0].open()), reading.file, reading.options.encoding)
            rows = (row for number, row in enumerate(told) if number or not _names_columns(row[1]))
            if len(unit) > 1:
                values = json_values(stack.enter_context(unit[1].open()), str(unit[1].path))
                yield from _WithOffsets(reading, layout, unit[1].path).articles(rows, values)
            else:
                yield from _Rebuilt(reading, layout, unit[0].stem).articles(rows)


def _names_columns(line: str) -> bool:
    """Whether a first line names the columns, as tables have it."""
    return token_table.are_of_tokens(columns_of(line, tabs="\t" in line))


def _next_to(source: Source) -> Source | None:
    if source.archive is not None:
        return None
    path = source.path.with_suffix(OFFSETS)
    return Source(path, path.name, path.stat().st_size) if path.is_file() else None


def _head_lines(head: bytes) -> list[str]:
    mark = marked(head)
    text = head.decode(mark[0] if mark else guessed(head[: head.rfind(b"\n") + 1] or head), "replace")
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    lines = lines[:-1] if len(lines) > 1 else lines
    return lines[1:] if _names_columns(lines[0]) else lines


def _kind_of(lines: list[str], layout: Layout) -> Kind:
    if layout.nested:
        return "wojood"
    tokens = [(row, token.tags) for _, row, token in layout.tokens(enumerate(lines)) if token is not None]
    if any(line.startswith(DOCUMENT) for line in lines) or (
        tokens and all(layout.width(row) == _WIDTH_2003 for row, _ in tokens[:20])
    ):
        return "conll2003"
    return variant_of(tags for _, tags in tokens)


class _Tally:
    """What is odd about the tags and tokens of an article, each counted and said once with its first line."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._first: dict[str, tuple[int, str]] = {}
        self._counts: Counter[str] = Counter()

    def note(self, code: str, line: int, found: str) -> None:
        self._first.setdefault(code, (line, found))
        self._counts[code] += 1

    def tell(self, article: str) -> None:
        for code, (line, found) in self._first.items():
            count = self._counts[code]
            self._reading.remark("changed", code, line=line, article=article, found=found, expected=count)
            self._reading.counts["changed"] += count - 1
        self._first.clear()
        self._counts.clear()


def _tell_tags(tags: TagReader, lines: list[int], raw: list[str], tally: _Tally) -> None:
    for place in tags.orphans:
        tally.note("foreign.orphan_tag", lines[place], raw[place])
    for place, tag in tags.strange:
        tally.note("foreign.strange_tag", lines[place], tag)


class _Rebuilt:
    """Articles whose text is made of the tokens: a space between two, a line a sentence."""

    def __init__(self, reading: Reading, layout: Layout, stem: str) -> None:
        self._reading, self._layout, self._stem = reading, layout, stem
        self._each_sentence = reading.options.more.get("article") == "sentence"
        self._number = 0
        self._name = ""
        self._clear()

    def _clear(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._places: list[tuple[int, int]] = []
        self._lines: list[int] = []
        self._raw: list[str] = []
        self._tags = TagReader()
        self._gap = ""
        self._began = 0

    def articles(self, rows: Iterator[tuple[int, str]]) -> Iterator[CorpusArticle]:
        self._reading.remark("said", "foreign.text_rebuilt")
        tally = _Tally(self._reading)
        for line, row, token in self._layout.tokens(rows):
            if token is not None:
                self._token(line, row, token, tally)
            elif not row.strip(" \t"):
                self._end_sentence()
                if self._each_sentence:
                    yield from self._finish(tally)
            elif row.startswith(DOCUMENT):
                yield from self._finish(tally)
            else:
                yield from self._comment(row, tally)
        yield from self._finish(tally)

    def _comment(self, row: str, tally: _Tally) -> Iterator[CorpusArticle]:
        """Where a comment names an article, that begins; one that names a sentence names it if it is an article."""
        key, _, value = row[2:].partition("=")
        if key.strip().rpartition(":")[2] in _NAMES:
            yield from self._finish(tally)
            self._name = value.strip()
        elif self._each_sentence and key.strip() in ("sent_id", "id"):
            self._name = value.strip()

    def _token(self, line: int, row: str, found: Token, tally: _Tally) -> None:
        token = found.text
        if not token.strip():
            # An empty token breaks nothing: the mention goes on behind it.
            tally.note("foreign.empty_token", line, row)
            return
        self._began = self._began or line
        joined = token.endswith(JOINT) and token[:-1] in _PROCLITICS
        token = token[:-1] if joined else token
        self._text.append(self._gap + token)
        start = self._length + len(self._gap)
        self._length = start + len(token)
        self._places.append((start, self._length))
        self._lines.append(line)
        self._raw.append(" ".join(found.tags))
        self._tags.add(found.tags)
        self._gap = "" if joined or found.glued else " "

    def _end_sentence(self) -> None:
        self._tags.end_sentence()
        if self._text:
            self._gap = "\n"

    def _finish(self, tally: _Tally) -> Iterator[CorpusArticle]:
        if self._text:
            self._number += 1
            whole = f"{identifier_of(self._stem)}-{self._number}" if self._number > 1 else identifier_of(self._stem)
            about = About(id=self._name or whole)
            draft = draft_of(about, "".join(self._text) + "\n", self._reading, line=self._began)
            for one in self._tags.ranges():
                place = (self._places[one.start][0], self._places[one.end - 1][1])
                draft.entity(one.label, [place], line=self._lines[one.start])
            _tell_tags(self._tags, self._lines, self._raw, tally)
            tally.tell(about.id)
            if made := draft.finish():
                yield made
        self._name = ""
        self._clear()


class _WithOffsets:
    """Articles whose text and offsets were kept beside the tokens."""

    def __init__(self, reading: Reading, layout: Layout, path: Path) -> None:
        self._reading, self._layout, self._path = reading, layout, path

    def articles(self, rows: Iterator[tuple[int, str]], values: Iterator[tuple[int, Any]]) -> Iterator[CorpusArticle]:
        tally = _Tally(self._reading)
        for number, value in values:
            try:
                beside = msgspec.convert(value, Beside)
            except msgspec.ValidationError as error:
                raise FileFault(Fault("wrong_type", file=str(self._path), line=number, found=str(error))) from error
            yield from self._article(beside, rows, number, tally)
        for line, row in rows:
            if row.strip(" \t") and not row.startswith(DOCUMENT):
                raise FileFault(Fault("foreign.other_offsets", file=self._reading.file, line=line, found=row))

    def _article(
        self, beside: Beside, rows: Iterator[tuple[int, str]], number: int, tally: _Tally
    ) -> Iterator[CorpusArticle]:
        tags, lines, raw = TagReader(), list[int](), list[str]()
        for start, end in beside.tokens:
            line, columns = self._next(rows, tags)
            token = beside.text[start:end] if 0 <= start < end else ""
            if not token or columns[0] not in (token, token + JOINT):
                fault = Fault(
                    "foreign.other_offsets", file=self._reading.file, line=line, found=columns[0], expected=token
                )
                raise FileFault(fault)
            found = self._layout.tags(columns)
            tags.add(found)
            lines.append(line)
            raw.append(" ".join(found))
        draft = draft_of(beside.about, beside.text, self._reading, line=number)
        for one in tags.ranges():
            place = (beside.tokens[one.start][0], beside.tokens[one.end - 1][1])
            draft.entity(one.label, [place], line=lines[one.start])
        _tell_tags(tags, lines, raw, tally)
        tally.tell(beside.about.id)
        if made := draft.finish():
            yield made

    def _next(self, rows: Iterator[tuple[int, str]], tags: TagReader) -> tuple[int, list[str]]:
        for line, row in rows:
            if row.startswith(DOCUMENT):
                continue
            if row.strip(" \t"):
                return line, self._layout.columns(row)
            # The offsets hold the article together: a mention may go on in the next sentence.
        raise FileFault(Fault("foreign.other_offsets", file=self._reading.file, found="…"))
