"""Rows as articles: tables that the program wrote, and tables of others with one article or one annotation a row."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, islice
from typing import Any

import msgspec

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.draft import By, Draft, Fills
from hashiya.exchange.layered import LayeredSpan, tell_layered
from hashiya.exchange.line import CorpusArticle, CorpusFiller
from hashiya.exchange.offsets import Unit
from hashiya.exchange.prodigy.spacy_rows import has_places, spans_of
from hashiya.exchange.protocol import Reading
from hashiya.exchange.table.columns import META, guessed, is_own, longest

Row = Mapping[str, Any]
"""A row by the names of its columns; empty cells are missing or None."""
STATUSES = frozenset(("new", "in_progress", "done", "set_aside"))
NUMBERED = tuple[int, Row]
LOOKED_AT = 20
"""How many rows are looked at to tell what the columns hold."""


def articles_of(rows: Iterable[NUMBERED], names: list[str], reading: Reading) -> Iterator[CorpusArticle]:
    """The articles of a table, one at a time; FileFault when no column holds the text."""
    if is_own(names):
        yield from _Own(reading).articles(rows)
        return
    columns = guessed(names, reading.options.columns)
    if "text" not in columns and "text" not in reading.options.columns:
        first = list(islice(rows, LOOKED_AT))
        rows = chain(first, rows)
        if told := longest([row for _, row in first], columns):
            columns = {purpose: name for purpose, name in columns.items() if name != told} | {"text": told}
            reading.remark("said", "reading.text_told", found=told)
    reading.columns, reading.took = tuple(names), columns
    missing = [name for name in reading.options.columns.values() if name and name not in names]
    if missing or "text" not in columns:
        wanted = ", ".join(missing) or "text"
        fault = Fault("reading.no_column", file=reading.file, line=1, found=", ".join(names)[:120], expected=wanted)
        raise FileFault(fault)
    yield from _Foreign(reading, columns).articles(rows)


LONGEST_LIST = 1 << 20
"""Characters of a cell that is taken for a list."""
_NOTHING = "[]"
_LISTS = ("[[", "[{", "[(")
_OF_MARKS = frozenset(("start", "end", "quote", "annotator", "note", "score"))


def _number(value: Any) -> int | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return int(number) if number == int(number) and abs(number) < 1 << 53 else None


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _listed(value: Any) -> Any:
    """The list that a cell holds as text, as JSON or as Python prints it; None when it holds none."""
    if not isinstance(value, str) or not value.startswith(_LISTS) or len(value) > LONGEST_LIST:
        return None
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        with suppress(ValueError, SyntaxError, RecursionError, MemoryError):
            return literal_eval(value)
    return None


def _looks_marked(value: Any) -> bool:
    """Whether the value holds places in a text."""
    one = value[0] if isinstance(value, list) and value else value
    inner = one.values() if isinstance(one, dict) else ()
    return isinstance(one, dict) and (
        {"start", "end"} <= one.keys() or any(_looks_marked(part) for part in inner if isinstance(part, list | dict))
    )


class _Foreign:
    """Rows of another tool: the rows of one article follow each other."""

    def __init__(self, reading: Reading, columns: dict[str, str]) -> None:
        self._reading, self._columns = reading, columns
        self._marked = {"start", "end"} <= columns.keys()
        # What says something of a mark says it of the article where there are no marks.
        self._known = {name for purpose, name in columns.items() if self._marked or purpose not in _OF_MARKS}
        self._nested: set[str] = set()
        unit = reading.options.more.get("unit", Unit.CODEPOINT.value)
        self._unit = Unit(unit) if unit in list(Unit) else Unit.CODEPOINT

    def articles(self, rows: Iterable[NUMBERED]) -> Iterator[CorpusArticle]:
        draft: Draft | None = None
        before: tuple[str, str] | None = None
        for line, row in rows:
            text, name = self._cell(row, "text"), self._cell(row, "article")
            if not text and not (draft and name and before and name == before[0]):
                self._reading.refuse("reading.no_text", line=line, found=name or None)
                continue
            if draft is None or not self._marked or (name, text) != before:
                if draft and (made := draft.finish()):
                    yield made
                draft, before = self._draft(row, name, text, line), (name, text)
            if self._marked:
                self._mark(draft, row, line)
        if draft and (made := draft.finish()):
            yield made

    def _cell(self, row: Row, purpose: str) -> str:
        name = self._columns.get(purpose)
        return _text(row.get(name)) if name else ""

    def _draft(self, row: Row, name: str, text: str, line: int) -> Draft:
        meta: dict[str, Any] = {key: value for key in META if (value := self._cell(row, key))}
        meta |= {key: value for key, value in row.items() if key not in self._known and value not in (None, "")}
        if not self._marked and (label := self._cell(row, "label")):
            meta["label"] = label
        spans: list[LayeredSpan] = []
        for key, value in list(meta.items()):
            if value == _NOTHING:
                del meta[key]
            elif has_places(listed := _listed(value)):
                spans += spans_of(listed, key, self._reading, line, name)
                del meta[key]
            elif key not in self._nested and _looks_marked(value):
                self._nested.add(key)
                self._reading.remark("said", "reading.marks_in_metadata", line=line, article=name or None, found=key)
        draft = Draft(self._reading, article_id=name, text=text, unit=self._unit, meta=meta, line=line)
        tell_layered(draft, spans, ())
        return draft

    def _mark(self, draft: Draft, row: Row, line: int) -> None:
        given = (self._cell(row, "start"), self._cell(row, "end"))
        if not any(given):
            return
        start, end = _number(given[0]), _number(given[1])
        if start is None or end is None:
            self._reading.refuse("reading.no_number", line=line, found=" ".join(given))
            return
        score = self._cell(row, "score")
        try:
            sure = float(score) if score else None
        except ValueError:
            sure = None
        by = By(annotator=self._cell(row, "annotator") or None, score=sure)
        draft.entity(
            self._cell(row, "label"),
            [(start, end)],
            quote=self._cell(row, "quote") or None,
            note=self._cell(row, "note") or None,
            by=by,
            line=line,
        )


class _Referent(msgspec.Struct):
    """A referent as a cell has it."""

    name: str
    label: str | None = None
    aliases: list[str] = []
    external: dict[str, str] = {}
    note: str | None = None


class _Own:
    """Rows that the program wrote."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def articles(self, rows: Iterable[NUMBERED]) -> Iterator[CorpusArticle]:
        draft: Draft | None = None
        for line, row in rows:
            kind = row.get("kind")
            if kind == "article":
                if draft and (made := draft.finish()):
                    yield made
                draft = self._draft(row, line)
            elif draft is None or kind not in ("region", "entity", "claim", "relation", "more"):
                self._reading.refuse("reading.row_without_article", line=line, found=kind)
            elif kind == "more":
                # A text longer than a cell goes on in the next row.
                draft.text += _text(row.get("text"))
            else:
                self._thing(draft, str(kind), row, line)
        if draft and (made := draft.finish()):
            yield made

    def _json(self, row: Row, key: str, kind: type[Any], line: int) -> Any:
        """The JSON of a cell; nothing, said, when it is none or not of that type."""
        cell = row.get(key)
        if cell in (None, ""):
            return kind()
        try:
            return msgspec.json.decode(_text(cell), type=kind)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            self._reading.refuse("reading.bad_cell", line=line, found=f"{key}: {_text(cell)[:60]}")
            return kind()

    def _draft(self, row: Row, line: int) -> Draft:
        about = self._json(row, "meta", dict, line)
        meta = about.get("meta")
        draft = Draft(
            self._reading,
            article_id=_text(row.get("article")),
            text=_text(row.get("text")),
            meta=meta if isinstance(meta, dict) else {},
            language=str(about.get("language") or "ar"),
            line=line,
        )
        draft.note = _text(row.get("note")) or None
        if about.get("status") in STATUSES:
            draft.status = about["status"]
        progress, labels = about.get("progress"), about.get("labels")
        if isinstance(progress, dict):
            draft.progress.update({str(who): how for who, how in progress.items() if how in STATUSES})
        if isinstance(labels, dict):
            draft.labels.update({str(name): value for name, value in labels.items() if isinstance(value, str)})
        for key, one in self._referents(about, line).items():
            draft.referent(
                key, one.name, label=one.label, aliases=one.aliases, external=one.external or {}, note=one.note
            )
        return draft

    def _referents(self, about: dict[str, Any], line: int) -> dict[str, _Referent]:
        convert: Callable[..., dict[str, _Referent]] = msgspec.convert
        try:
            return convert(about.get("referents") or {}, dict[str, _Referent])
        except msgspec.ValidationError as error:
            self._reading.refuse("reading.bad_cell", line=line, found=f"referents: {error}")
            return {}

    def _thing(self, draft: Draft, kind: str, row: Row, line: int) -> None:
        common: dict[str, Any] = {
            "own_id": _text(row.get("id")) or None,
            "attributes": self._json(row, "attributes", dict[str, str | None], line),
            "defaulted": self._json(row, "defaulted", list[str], line),
            "note": _text(row.get("note")) or None,
            "by": self._by(row),
            "line": line,
        }
        label = _text(row.get("label"))
        if kind == "relation":
            tail = _text(row.get("tail"))
            elsewhere = self._json(row, "tail", list[str], line) if tail.startswith("[") else []
            if len(elsewhere) == 2:
                common["tail_article"], tail = elsewhere
            draft.relation(label, _text(row.get("head")), tail, **common)
            return
        pieces = self._json(row, "fragments", list[tuple[int, int]], line)
        if not pieces:
            start, end = _number(row.get("start")), _number(row.get("end"))
            if start is None or end is None:
                self._reading.refuse("reading.no_number", line=line, found=f"{row.get('start')} {row.get('end')}")
                return
            pieces = [(start, end)]
        common["quote"] = _text(row.get("text")) or None
        if kind == "region":
            draft.region(label, pieces, **common)
        elif kind == "entity":
            draft.entity(label, pieces, referent=_text(row.get("referent")) or None, **common)
        else:
            self._claim(draft, label, pieces, row, common)

    def _claim(self, draft: Draft, label: str, pieces: list[tuple[int, int]], row: Row, common: dict[str, Any]) -> None:
        told = self._json(row, "roles", dict[str, list[CorpusFiller]], common["line"])
        roles = {role: [_filler(one) for one in fillers] for role, fillers in told.items()}
        draft.claim(
            label,
            pieces,
            roles=roles,
            restatement=_text(row.get("restatement")) or None,
            cluster=_text(row.get("cluster")) or None,
            **common,
        )

    def _by(self, row: Row) -> By:
        score = row.get("score")
        try:
            sure = float(score) if score not in (None, "") else None
        except (TypeError, ValueError):
            sure = None
        return By(
            annotator=_text(row.get("annotator")) or None,
            origin=_text(row.get("origin")) or None,
            score=sure,
            created=_text(row.get("created")) or None,
            modified=_text(row.get("modified")) or None,
        )


def _filler(one: CorpusFiller) -> Fills:
    return Fills(id=one.id, referent=one.referent, pieces=one.fragments, quote=one.text)
