"""Rescue: what a damaged file still holds, written into a new one; the damaged file stays as it is."""

from __future__ import annotations

import sqlite3
import uuid
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention
from hashiya.domain.article import Article, digest
from hashiya.domain.faults import Fault, KnownFailure
from hashiya.domain.ids import SHARED, AnnotatorId, DeviceId, IdSource, StepId
from hashiya.domain.links import Referent, Relation
from hashiya.domain.scheme import Scheme, Words
from hashiya.domain.step import Change, Kind, Step, Thing
from hashiya.storage import schema
from hashiya.storage.checking import check_file
from hashiya.storage.clock import now
from hashiya.storage.failures import known_failures
from hashiya.storage.line import Line
from hashiya.storage.meta import Meta
from hashiya.storage.record import Record, greatest_of
from hashiya.storage.salvage import Salvaged, copy_to_read, salvage
from hashiya.storage.things import SCHEME_TARGET, TABLE, Things
from hashiya.storage.values import decode, encode

_STEP = ("id", "device", "annotator", "at", "name", "undoes", "details", "greatest")
_CHANGE = ("step", "n", "kind", "target", "owner", "base", "before", "after", "v")
_IMPORT = ("id", "source", "annotator", "device", "at", "state", "process", "beat", "greatest", "counts", "step")
# In this order each thing finds what it names.
_KINDS = (
    Kind.SCHEME,
    Kind.ANNOTATOR,
    Kind.REFERENT,
    Kind.CLUSTER,
    Kind.ARTICLE,
    Kind.ENTITY,
    Kind.REGION,
    Kind.CLAIM,
    Kind.RELATION,
)
_UNREADABLE = (msgspec.DecodeError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class RescueReport:
    """What was rescued and what was not.

    `rescued` and `lost` count by kind (`step`, `change`, `text` and the kinds of things); `lost` is at least what is
    known to be missing. `repaired` counts things that lost a reference to what is gone. `faults` are those of the new
    file, none as a rule.
    """

    rescued: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    repaired: int = 0
    faults: tuple[Fault, ...] = ()


def rescue(path: Path, to: Path) -> RescueReport:
    """Write what is readable into a new file; KnownFailure `nothing_to_rescue` when nothing is, `file_exists`."""
    with known_failures(to):
        to.open("xb").close()
    try:
        with copy_to_read(path) as damaged:
            found = _Found(damaged)
        line = Line(to, "rw")
        try:
            report = _write(line, found)
            line.run("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            line.close()
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    return replace(report, faults=tuple(check_file(to)))


class _Found:
    """Everything that the damaged file gives."""

    def __init__(self, line: Line) -> None:
        self.lost: Counter[str] = Counter()
        self.meta = self._meta(line)
        self.steps = self._table(line, "step", _STEP)
        self.changes = self._table(line, "change", _CHANGE, by_index="change_of")
        self.imports = self._table(line, "import", _IMPORT)
        self.texts = self._texts(line)
        self.things: dict[Kind, dict[str, tuple[Thing, int | None]]] = {kind: {} for kind in _KINDS}
        self._from_record()
        for table in dict.fromkeys(TABLE[kind] for kind in _KINDS):
            self._from_rows(line, table)
        if not self.things[Kind.SCHEME] and not self.texts:
            raise KnownFailure("nothing_to_rescue", path=str(line.path), reason="neither scheme nor text")

    def _table(self, line: Line, table: str, columns: tuple[str, ...], by_index: str | None = None) -> Any:
        try:
            found = salvage(line, table, columns, by_index=by_index)
        except (KnownFailure, sqlite3.DatabaseError):
            # Not even the list of tables can be read for it.
            found = Salvaged(lost=1)
        if found.lost:
            self.lost[table] += found.lost
        return found.rows

    def _meta(self, line: Line) -> dict[str, str]:
        try:
            return dict(line.rows("SELECT key, value FROM meta"))
        except (KnownFailure, sqlite3.DatabaseError):
            return {}

    def _texts(self, line: Line) -> dict[str, str]:
        """The texts that are what their digest says."""
        found = {}
        for sha256, text in self._table(line, "text", ("sha256", "text")).values():
            if digest(text) == sha256:
                found[sha256] = text
            else:
                self.lost["text"] += 1
        return found

    def _from_record(self) -> None:
        """What the last readable change of each thing made of it."""
        for number in sorted(self.changes):
            _, _, kind, target, _, _, _, after, version = self.changes[number]
            try:
                things = self.things[Kind(kind)]
                if after is None:
                    things.pop(target, None)
                else:
                    things[target] = (decode(kind, after, version=version), None)
            except _UNREADABLE:
                self.lost["change"] += 1

    def _from_rows(self, line: Line, table: str) -> None:
        """What the rows themselves say holds over the record, which may lack its last changes."""
        columns = ["body"]
        columns.append({"annotation": "kind"}.get(table, f"'{table}'"))
        columns.append("NULL" if table == "scheme" else "brought")
        if table == "article":
            columns.append("position")
        hidden = {number for number, row in self.imports.items() if row[5] != "finished"}
        for body, kind, brought, *_ in _in_order(self._table(line, table, tuple(columns)), table):
            if brought in hidden:
                continue
            try:
                thing = decode(kind, body)
            except _UNREADABLE:
                self.lost[kind] += 1
                continue
            known = brought if brought in self.imports else None
            things, target = self.things[Kind(kind)], _target(thing)
            things.pop(target, None)  # the order is that of the rows, not of the record
            things[target] = (thing, known)


def _in_order(rows: dict[int, tuple[Any, ...]], table: str) -> list[tuple[Any, ...]]:
    """The rows by their number, articles by their place in the project."""
    some = [rows[number] for number in sorted(rows)]
    return sorted(some, key=lambda row: row[3]) if table == "article" else some


def _target(thing: Thing) -> str:
    if isinstance(thing, Scheme):
        return SCHEME_TARGET
    return thing.key if isinstance(thing, Article) else thing.id


def _write(line: Line, found: _Found) -> RescueReport:
    """The new file, in one transaction."""
    report = Counter[str]()
    with line.writing():
        schema.migrate(line.connection)
        meta = Meta(line)
        for key, value in ({"project_id": str(uuid.uuid4()), "name": "?"} | found.meta | {"closed": "1"}).items():
            meta.put(key, value)
        _write_record(line, found, report)
        line.run_many(
            "INSERT INTO text (sha256, length, text) VALUES (?, ?, ?)",
            [(sha256, len(text), text) for sha256, text in found.texts.items()],
        )
        report["text"] = len(found.texts)
        writer = _Writer(line, found)
        writer.write_all()
        report.update(writer.rescued)
        _say(line, writer.repairs, report, found.lost)
    return RescueReport(dict(report), dict(+found.lost), len(writer.repairs))


def _write_record(line: Line, found: _Found, report: Counter[str]) -> None:
    """Steps, changes of readable steps, and imports, with the numbers that they had."""
    marks = ", ".join("?" * (len(_IMPORT) + 1))
    line.run_many(
        f"INSERT INTO import (n, {', '.join(_IMPORT)}) VALUES ({marks})",
        [(number, *row[:-1], None) for number, row in found.imports.items() if row[5] in {"finished", "taken_back"}],
    )
    line.run_many(
        f"INSERT INTO step (seq, {', '.join(_STEP)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *found.steps[number]) for number in sorted(found.steps)],
    )
    by_id = {row[0] for row in found.steps.values()}
    line.run_many(
        "UPDATE import SET step = ? WHERE n = ?",
        [(row[-1], number) for number, row in found.imports.items() if row[-1] in by_id],
    )
    kept = [(number, *found.changes[number]) for number in sorted(found.changes) if number >> 24 in found.steps]
    line.run_many(
        f"INSERT INTO change (seq, {', '.join(_CHANGE)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        kept,
    )
    report["step"] = len(found.steps)
    report["change"] = len(kept)
    if without := len(found.changes) - len(kept):
        found.lost["change"] += without


def _say(line: Line, repairs: list[Change], report: Counter[str], lost: Counter[str]) -> None:
    """Tell of the rescue in a step of its own, with what had to be changed in it."""
    record = Record(line)
    after = record.greatest() or greatest_of(change.target for change in repairs)
    step = Step(
        StepId(IdSource(after=after or None).make()),
        DeviceId("rescue"),
        AnnotatorId(SHARED),
        now(),
        "rescue",
        tuple(repairs),
        {"rescued": dict(report), "lost": dict(+lost)},
    )
    number = record.add(step)
    for n, change in enumerate(repairs):
        before, made = (None if thing is None else encode(thing) for thing in (change.before, change.after))
        record.add_change(number, n, change, before, made)


class _Writer:
    """Writes the things that were found, each after what it names; a reference to what is gone is taken out."""

    def __init__(self, line: Line, found: _Found) -> None:
        self._line = line
        self._found = found
        self._articles: dict[str, str] = {}
        self._things = Things(line, lambda key: self._articles[key])
        self._there: set[str] = set()
        self.rescued: Counter[str] = Counter()
        self.repairs: list[Change] = []

    def write_all(self) -> None:
        """Every thing of every kind."""
        if not self._found.things[Kind.SCHEME]:
            # Labels can be read without their names; the person applies the scheme file again.
            self._found.lost["scheme"] += 1
            empty = Scheme(key="rescued", name=Words("؟", "?"))
            self._found.things[Kind.SCHEME][SCHEME_TARGET] = (empty, None)
        for kind in _KINDS:
            some = self._found.things[kind].items()
            fitting = {target: known for target, known in some if self._fits(known[0])}
            if without := len(some) - len(fitting):
                self._found.lost[kind.value] += without
            # What is of one kind may name another of its kind.
            self._there.update(fitting)
            for target, (thing, brought) in fitting.items():
                self._write_one(kind, target, thing, brought)

    def _write_one(self, kind: Kind, target: str, thing: Thing, brought: int | None) -> None:
        whole = self._whole(thing)
        if whole is None:
            self._found.lost[kind.value] += 1
            self._there.discard(target)
            return
        try:
            self._things.write(kind, target, None, whole)
        except (KnownFailure, sqlite3.IntegrityError):
            self._found.lost[kind.value] += 1
            self._there.discard(target)
            return
        if brought is not None:
            name = "key" if kind is Kind.ARTICLE else "id"
            self._line.run(f"UPDATE {TABLE[kind]} SET brought = ? WHERE {name} = ?", (brought, target))
        if whole != thing:
            owner = getattr(whole, "owner", SHARED)
            self.repairs.append(Change(kind, target, owner, thing, whole))
        self.rescued[kind.value] += 1
        if isinstance(whole, Article):
            self._articles[whole.key] = self._found.texts[whole.sha256]

    def _fits(self, thing: Thing) -> bool:
        """Whether the text that the thing stands on was rescued, and is long enough."""
        if isinstance(thing, Article):
            return thing.sha256 in self._found.texts
        if isinstance(thing, AnyAnnotation):
            return thing.end <= len(self._articles.get(thing.article, ""))
        return True

    def _whole(self, thing: Thing) -> Thing | None:
        """The thing without references to what is gone; None when it cannot be without them."""
        match thing:
            case Referent() if thing.merged_into and thing.merged_into not in self._there:
                return replace(thing, merged_into=None)
            case EntityMention() if thing.referent and thing.referent not in self._there:
                return replace(thing, referent=None)
            case Claim():
                return self._whole_claim(thing)
            case Relation() if not {thing.head, thing.tail} <= self._there:
                return None
            case _:
                return thing

    def _whole_claim(self, claim: Claim) -> Claim:
        roles = {
            role: kept
            for role, fillers in claim.roles.items()
            if (
                kept := tuple(
                    one for one in fillers if one.fragments or (one.annotation or one.referent) in self._there
                )
            )
        }
        cluster = claim.cluster if claim.cluster in self._there else None
        return (
            claim if roles == claim.roles and cluster == claim.cluster else replace(claim, roles=roles, cluster=cluster)
        )
