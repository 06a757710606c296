"""What a damaged file still tells: its record, its rows, and where the two disagree."""

from __future__ import annotations

import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterator

import msgspec

from hashiya.domain.annotation import Annotation, AnyAnnotation
from hashiya.domain.article import Article, digest
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import NOBODY, SHARED, AnnotatorId
from hashiya.domain.links import Annotator, Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.scheme import Scheme
from hashiya.domain.step import Kind, Thing
from hashiya.storage.line import Line, Row
from hashiya.storage.record import greatest_of
from hashiya.storage.salvage import Salvaged, salvage
from hashiya.storage.things import SCHEME_TARGET, TABLE
from hashiya.storage.values import decode, decode_details

STEP = ("id", "device", "annotator", "at", "name", "undoes", "details", "greatest")
CHANGE = ("step", "n", "kind", "target", "owner", "base", "before", "after", "v")
IMPORT = ("id", "source", "annotator", "device", "at", "state", "process", "beat", "greatest", "counts", "step")
BITS = 24  # of a change's number, for its place in its step

# In this order each thing finds what it names.
KINDS = (
    Kind.SCHEME,
    Kind.ANNOTATOR,
    Kind.REFERENT,
    Kind.CLUSTER,
    Kind.ARTICLE,
    Kind.ENTITY,
    Kind.REGION,
    Kind.CLAIM,
    Kind.RELATION,
    Kind.REJECTION,
)
_UNREADABLE = (msgspec.MsgspecError, ValueError, KeyError, TypeError, AttributeError)
_MARK_COLUMNS = ("label", "start", '"end"', "quote")


def target_of(thing: Thing) -> str:
    """The id under which the record knows a thing."""
    if isinstance(thing, Scheme):
        return SCHEME_TARGET
    return thing.key if isinstance(thing, Article) else thing.id


class Findings:
    """Everything that the damaged file gives, each value read once to see that it can be.

    `recorded` has what the last readable change of each thing made of it, None where it deleted it; `things` what
    should be in the new file, with the number of the import that brought it. `unread` counts rows that could not be
    read, by table; `lost` what is known to be missing, by kind.
    """

    def __init__(self, line: Line) -> None:
        self.unread: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.meta = self._meta(line)
        self.imports = self._table(line, "import", IMPORT)
        self.steps = dict(self._steps(line))
        self.changes: dict[int, Row] = {}
        self.recorded: dict[tuple[Kind, str], Thing | None] = {}
        self.things: dict[Kind, dict[str, tuple[Thing, int | None]]] = {kind: {} for kind in KINDS}
        self.texts = dict(self._texts(line))
        self._read_record(line)
        for table in dict.fromkeys(TABLE[kind] for kind in KINDS):
            self._read_rows(line, table)
        if not self.things[Kind.SCHEME] and not self.texts:
            raise KnownFailure("nothing_to_rescue", path=str(line.path), reason="neither scheme nor text")
        self._name_the_unknown()

    def _table(
        self, line: Line, table: str, columns: tuple[str, ...], *, by_index: str | None = None
    ) -> dict[int, Row]:
        try:
            found = salvage(line, table, columns, by_index=by_index)
        except (KnownFailure, sqlite3.DatabaseError):
            # Not even the list of tables can be read for it.
            found = Salvaged(lost=1)
        if found.lost:
            self.unread[table] += found.lost
        return found.rows

    def _meta(self, line: Line) -> dict[str, str]:
        try:
            return {str(key): str(value) for key, value in line.rows("SELECT key, value FROM meta")}
        except (KnownFailure, sqlite3.DatabaseError):
            return {}

    def _steps(self, line: Line) -> Iterator[tuple[int, Row]]:
        """The steps that can be read, their greatest ids worked out anew."""
        greatest = ""
        for number, row in sorted(self._table(line, "step", STEP).items()):
            identifier, details = row[0], row[6]
            try:
                uuid.UUID(identifier)
                decode_details(details)
            except _UNREADABLE:
                self.unread["step"] += 1
                continue
            greatest = greatest_of((identifier,), greatest)
            yield number, (*row[:7], greatest)

    def _texts(self, line: Line) -> Iterator[tuple[str, str]]:
        """The texts that are what their digest says."""
        for sha256, text in self._table(line, "text", ("sha256", "text")).values():
            try:
                right = digest(text) == sha256
            except _UNREADABLE:
                right = False
            if right:
                yield sha256, text
            else:
                self.unread["text"] += 1

    def _name_the_unknown(self) -> None:
        """An annotator for each id that things name and nothing explains: exports need a handle."""
        people = self.things[Kind.ANNOTATOR]
        named = {
            identifier
            for things in self.things.values()
            for thing, _ in things.values()
            if isinstance(thing, Annotation | Relation | Rejection)
            for identifier in (thing.owner, getattr(thing, "annotator", thing.owner))
        }
        for n, identifier in enumerate(sorted(named - {*people, SHARED, NOBODY}), 1):
            self.lost[Kind.ANNOTATOR.value] += 1
            people[identifier] = (Annotator(id=AnnotatorId(identifier), handle=f"rescued-{n}", name="؟"), None)

    # The record

    def _read_record(self, line: Line) -> None:
        """The changes whose values can be read, and what the last one made of each thing."""
        made: set[str] = set()
        for number, row in sorted(self._table(line, "change", CHANGE, by_index="change_of").items()):
            _, _, kind, target, owner, base, before, after, version = row
            try:
                old = None if before is None else _checked(kind, target, before, version)
                new = None if after is None else _checked(kind, target, after, version)
                if not old and not new:
                    raise ValueError(number)
            except _UNREADABLE:
                self.unread["change"] += 1
                continue
            step, place = number >> BITS, number & (1 << BITS) - 1
            self.changes[number] = (step, place, kind, target, owner, base, before, after, version)
            if old is None:
                made.add(target)
            self.recorded[Kind(kind), target] = new
        self._take_recorded(made)

    def _take_recorded(self, made: set[str]) -> None:
        """What the record says is there; the rows come after and hold over it, as it may lack its last changes."""
        taken_back = any(row[5] == "taken_back" for row in self.imports.values())
        for (kind, target), thing in list(self.recorded.items()):
            if taken_back and target not in made:
                # No step made it: it may have gone with the import that brought it.
                del self.recorded[kind, target]
            elif thing is not None:
                self.things[kind][target] = (thing, None)

    # The rows

    def _read_rows(self, line: Line, table: str) -> None:
        if table == "rejection" and not self._has(line, table):
            return
        of_annotations = table == "annotation"
        columns = (
            "key" if table == "article" else "id",
            "kind" if of_annotations else f"'{table}'",
            "NULL" if table == "scheme" else "brought",
            "body",
            "position" if table == "article" else "0",
            *(_MARK_COLUMNS if of_annotations else ()),
        )
        rows = self._table(line, table, columns)
        hidden = {number for number, row in self.imports.items() if row[5] != "finished"}
        for number in sorted(rows, key=lambda number: (_place(rows[number][4]), number)):
            target, kind, brought, body, _, *marks = rows[number]
            if brought in hidden:
                continue
            try:
                thing = _checked(kind, target, body)
                sure = not marks or self._agrees(thing, tuple(marks))
            except _UNREADABLE:
                self.unread[table] += 1
                continue
            things = self.things[Kind(kind)]
            if target in things and not sure:
                continue
            things.pop(target, None)  # the order is that of the rows, not of the record
            things[target] = (thing, brought if brought in self.imports else None)

    def _has(self, line: Line, table: str) -> bool:
        """Whether the file has the table, which one of the first format has not; True where that cannot be read."""
        try:
            return bool(line.value("SELECT count(*) FROM sqlite_schema WHERE name = ?", (table,)))
        except (KnownFailure, sqlite3.DatabaseError):
            return True

    def _agrees(self, thing: Thing, marks: Row) -> bool:
        """Whether the body says what the columns say, and the quote is that of the text."""
        if not isinstance(thing, AnyAnnotation):
            return False
        label, start, end, quote = marks
        return (thing.label, thing.start, thing.end) == (label, start, end) and (
            quote is None or self._quoted(thing) in {quote, None}
        )

    def _quoted(self, thing: AnyAnnotation) -> str | None:
        known = self.things[Kind.ARTICLE].get(thing.article)
        if known is None or not isinstance(known[0], Article):
            return None
        text = self.texts.get(known[0].sha256)
        return None if text is None else text[thing.start : thing.end]


def _place(position: object) -> int:
    return position if isinstance(position, int) else 0


def _checked(kind: str, target: str, body: str, version: int = 1) -> Thing:
    """The thing in the body; ValueError when it is another than the one it should be."""
    thing = decode(Kind(kind), body, version=version)
    if target_of(thing) != target:
        raise ValueError(target)
    return thing
