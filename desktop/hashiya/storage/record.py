"""The record of a project: steps and their changes, only ever added to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from hashiya.domain.ids import AnnotatorId, DeviceId, StepId
from hashiya.domain.step import Change, Kind, Step
from hashiya.storage.line import Line, Row
from hashiya.storage.things import Bodies
from hashiya.storage.values import VERSION, decode_all, decode_details, encode

_STEP = "step.id, step.device, step.annotator, step.at, step.name, step.details, step.undoes, step.seq"
_CHANGE = "change.kind, change.target, change.owner, change.before, change.after, change.base, change.v"
_NEWEST = "SELECT id, greatest FROM step ORDER BY seq DESC LIMIT 1"
_MAKE_STEP = (
    "INSERT INTO step (id, device, annotator, at, name, undoes, details, greatest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
MAKE_CHANGE = (
    "INSERT INTO change (seq, step, n, kind, target, owner, base, before, after, v)"
    f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, {VERSION})"
)

_BITS = 24  # of a change's number, for its place in the step


def greatest_of(identifiers: Iterable[str], so_far: str = "") -> str:
    """The greatest UUIDv7 of these and of what was so far the greatest; other ids do not count."""
    found = so_far
    for identifier in identifiers:
        if identifier > found and identifier[14:15] == "7":
            found = identifier
    return found


class Record:
    """Steps in the order in which they were written, which is the order of `seq`."""

    def __init__(self, line: Line) -> None:
        self._line = line

    # Writing, inside a transaction that somebody else began

    def add(self, step: Step) -> tuple[int, StepId | None]:
        """Write the step itself; its number, and the step that was written before it.

        Its changes are written with `add_changes`.
        """
        before, greatest = self._line.row(_NEWEST) or (None, "")
        made = [step.id, *(change.target for change in step.changes)]
        greatest = greatest_of(made, greatest or "")
        details = encode(step.details) if step.details else "{}"
        number = self._line.insert(
            _MAKE_STEP,
            (step.id, step.device, step.annotator, step.at, step.name, step.undoes, details, greatest),
        )
        return number, before

    def add_changes(self, number: int, first: int, changes: Sequence[Change], bodies: Sequence[Bodies]) -> None:
        """Write changes of the step with that number, with their JSON before and after; `first` is their place."""
        self._line.run_many(
            MAKE_CHANGE,
            [
                (
                    number << _BITS | n,
                    number,
                    n,
                    change.kind.value,
                    change.target,
                    change.owner,
                    change.base,
                    before,
                    after,
                )
                for n, (change, (before, after)) in enumerate(zip(changes, bodies, strict=True), first)
            ],
        )

    # Reading

    def greatest(self) -> str:
        """The greatest UUIDv7 in the file."""
        return self._line.value("SELECT greatest FROM step ORDER BY seq DESC LIMIT 1") or ""

    def last(self) -> StepId | None:
        """The step that was written last."""
        found: StepId | None = self._line.value("SELECT id FROM step ORDER BY seq DESC LIMIT 1")
        return found

    def longer_than(self, changes: int) -> set[StepId]:
        """The steps of more than so many changes."""
        rows = self._line.rows(
            f"SELECT id FROM step WHERE EXISTS (SELECT 1 FROM change WHERE change.seq = (step.seq << {_BITS} | ?))",
            (changes,),
        )
        return {identifier for (identifier,) in rows}

    def step(self, identifier: StepId) -> Step | None:
        """The step with this id, with its changes."""
        found = self._steps("WHERE id = ?", (identifier,), changes=True)
        return found[0] if found else None

    def since(self, step: StepId | None, *, limit: int, changes: bool) -> list[Step]:
        """The steps written after that one, oldest first; all when None. Without their changes if so asked."""
        return self._steps(
            "WHERE seq > coalesce((SELECT seq FROM step WHERE id = ?), 0) ORDER BY seq LIMIT ?",
            (step, limit),
            changes=changes,
        )

    def of(
        self, annotator: AnnotatorId, device: DeviceId, *, before: StepId | None, limit: int, changes: bool
    ) -> list[Step]:
        """The annotator's steps on the device that were written before that one, newest first."""
        # A row that is not there any more would leave the comparison empty: every step is, the record only grows.
        earlier = " AND seq < (SELECT seq FROM step WHERE id = ?)" if before else ""
        values = (annotator, device, *((before,) if before else ()), limit)
        return self._steps(
            f"WHERE annotator = ? AND device = ?{earlier} ORDER BY seq DESC LIMIT ?", values, changes=changes
        )

    def changes_of(self, identifier: StepId) -> tuple[Change, ...]:
        """The changes of a step, in their order; none of a step that is not there."""
        number = "(SELECT seq FROM step WHERE id = ?)"
        return self._changes_between(f"{number} << {_BITS} AND ({number} + 1 << {_BITS}) - 1", identifier, identifier)

    def history(self, target: str) -> list[tuple[Step, Change]]:
        """Every change of the thing, oldest first, each with its step, whose own changes are left out."""
        rows = self._line.rows(
            f"SELECT {_STEP}, {_CHANGE} FROM change JOIN step ON step.seq = change.step"
            " WHERE change.target = ? ORDER BY change.seq",
            (target,),
        )
        return [(_step(row[:8], ()), _change(row[8:])) for row in rows]

    def last_change(self, target: str) -> StepId | None:
        """The step that changed the thing last, None when no step did (an import brought it)."""
        found: StepId | None = self._line.value(
            "SELECT step.id FROM change JOIN step ON step.seq = change.step"
            " WHERE change.target = ? ORDER BY change.seq DESC LIMIT 1",
            (target,),
        )
        return found

    def last_changes(self, targets: Sequence[str]) -> dict[str, StepId]:
        """The step that changed each of the things last; those that no step changed are left out."""
        rows = self._line.rows(
            "SELECT value, (SELECT step.id FROM change JOIN step ON step.seq = change.step"
            " WHERE change.target = value ORDER BY change.seq DESC LIMIT 1) FROM json_each(?)",
            (json.dumps(targets),),
        )
        return {target: step for target, step in rows if step is not None}

    def _steps(self, rest: str, values: tuple[object, ...], *, changes: bool) -> list[Step]:
        rows = self._line.rows(f"SELECT {_STEP} FROM step {rest}", values)
        return [_step(row, self._changes(row[7]) if changes else ()) for row in rows]

    def _changes(self, number: int) -> tuple[Change, ...]:
        return self._changes_between("? AND ?", number << _BITS, (number + 1 << _BITS) - 1)

    def _changes_between(self, bounds: str, *values: object) -> tuple[Change, ...]:
        return _all_changes(
            self._line.rows(f"SELECT {_CHANGE} FROM change WHERE seq BETWEEN {bounds} ORDER BY seq", values)
        )


def _step(row: Row, changes: tuple[Change, ...]) -> Step:
    identifier, device, annotator, at, name, details, undoes, _ = row
    return Step(identifier, device, annotator, at, name, changes, decode_details(details), undoes)


def _change(row: Row) -> Change:
    return _all_changes([row])[0]


def _all_changes(rows: Sequence[Row]) -> tuple[Change, ...]:
    """The changes of the rows; what is of one kind is decoded in one call, which is quicker than one for each."""
    bodies: dict[tuple[str, int], list[str]] = {}
    for kind, _, _, before, after, _, version in rows:
        bodies.setdefault((kind, version), []).extend(body for body in (before, after) if body is not None)
    things = {of: iter(decode_all(of[0], some, version=of[1])) for of, some in bodies.items()}
    changes = []
    for name, target, owner, before, after, base, version in rows:
        read = things[name, version]
        old = None if before is None else next(read)
        changes.append(Change(Kind(name), target, owner, old, None if after is None else next(read), base))
    return tuple(changes)
