"""Rescue: what a damaged file still holds, written into a new one; the damaged file stays as it is."""

from __future__ import annotations

import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hashiya.domain.faults import Fault
from hashiya.domain.ids import SHARED, AnnotatorId, DeviceId, IdSource, StepId
from hashiya.domain.scheme import Scheme, Words
from hashiya.domain.step import Change, Kind, Step, Thing
from hashiya.storage import schema
from hashiya.storage.checking import check_file
from hashiya.storage.clock import now
from hashiya.storage.failures import known_failures
from hashiya.storage.findings import BITS, CHANGE, IMPORT, STEP, Findings
from hashiya.storage.folded import fold_missing
from hashiya.storage.line import Line
from hashiya.storage.meta import Meta
from hashiya.storage.rebuilding import rebuild
from hashiya.storage.record import Record
from hashiya.storage.salvage import copy_to_read
from hashiya.storage.things import SCHEME_TARGET
from hashiya.storage.values import encode


@dataclass(frozen=True, slots=True)
class RescueReport:
    """What was rescued and what was not.

    `rescued` counts by kind (`step`, `change`, `text` and the kinds of things). `unread` counts the damaged file's rows
    that could not be read, by table: what they held may have been rebuilt from the record or from other rows. `lost`
    counts, by kind, what was read or named and is not in the new file, or only as a stand-in. `repaired` counts things
    that are not as the record had them: a reference to what is gone was taken out, or row and record disagreed.
    `faults` are those of the new file, none as a rule.
    """

    rescued: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    repaired: int = 0
    faults: tuple[Fault, ...] = ()


def rescue(path: Path, to: Path) -> RescueReport:
    """Write what is readable into a new file; KnownFailure `nothing_to_rescue` when nothing is, `file_exists`."""
    with known_failures(to):
        to.open("xb").close()
    try:
        with copy_to_read(path) as damaged:
            found = Findings(damaged)
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


def _write(line: Line, found: Findings) -> RescueReport:
    """The new file, in one transaction."""
    rescued = Counter[str]()
    with line.writing():
        schema.migrate(line.connection)
        meta = Meta(line)
        for key, value in ({"project_id": str(uuid.uuid4()), "name": "?"} | found.meta | {"closed": "1"}).items():
            meta.put(key, value)
        _write_record(line, found, rescued)
        texts = [(sha256, len(text), text) for sha256, text in found.texts.items()]
        rescued["text"] = _insert_each(line, "text", ("sha256", "length", "text"), texts)
        fold_missing(line.connection)
        if not found.things[Kind.SCHEME]:
            # Labels can be read without their names; the person applies the scheme file again.
            found.lost["scheme"] += 1
            found.things[Kind.SCHEME][SCHEME_TARGET] = (Scheme(key="rescued", name=Words("؟", "?")), None)
        rebuilt = rebuild(line, found)
        rescued.update(rebuilt.rescued)
        lost = found.lost + rebuilt.lost
        counts = {"rescued": dict(rescued), "unread": dict(found.unread), "lost": dict(lost)}
        _say(line, rebuilt.repairs, counts)
    return RescueReport(dict(rescued), dict(found.unread), dict(lost), len(rebuilt.repairs))


def _write_record(line: Line, found: Findings, rescued: Counter[str]) -> None:
    """Steps, changes of readable steps, and imports, with the numbers that they had."""
    rescued["step"] = _insert_each(line, "step", ("seq", *STEP), [(n, *row) for n, row in found.steps.items()])
    found.lost["step"] += len(found.steps) - rescued["step"]
    there = {number for (number,) in line.rows("SELECT seq FROM step")}
    changes = [(number, *row) for number, row in found.changes.items() if number >> BITS in there]
    rescued["change"] = _insert_each(line, "change", ("seq", *CHANGE), changes)
    found.lost["change"] += len(found.changes) - rescued["change"]
    known = {identifier for (identifier,) in line.rows("SELECT id FROM step")}
    over = {n: row for n, row in found.imports.items() if row[5] in {"finished", "taken_back"}}
    kept = [(n, *row[:-1], row[-1] if row[-1] in known else None) for n, row in over.items()]
    _insert_each(line, "import", ("n", *IMPORT), kept)
    there = {number for (number,) in line.rows("SELECT n FROM import")}
    # What came with an import that is not in the list stays all the same, as nobody's import.
    for things in found.things.values():
        for target, (thing, brought) in things.items():
            if brought not in there:
                things[target] = (thing, None)


def _insert_each(line: Line, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert the rows that the table takes; how many it took."""
    marks = ", ".join("?" * len(columns))
    taken = 0
    for row in rows:
        try:
            line.run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", row)
            taken += 1
        except sqlite3.IntegrityError:
            continue
    return taken


def _say(line: Line, repairs: list[Change], counts: dict[str, dict[str, int]]) -> None:
    """Tell of the rescue in a step of its own, with what had to be changed in it."""
    record = Record(line)
    step = Step(
        StepId(IdSource(after=record.greatest() or None).make()),
        DeviceId("rescue"),
        AnnotatorId(SHARED),
        now(),
        "rescue",
        tuple(repairs),
        counts,
    )
    number, _ = record.add(step)
    record.add_changes(number, 0, repairs, [(_json(one.before), _json(one.after)) for one in repairs])


def _json(thing: Thing | None) -> str | None:
    return None if thing is None else encode(thing)
