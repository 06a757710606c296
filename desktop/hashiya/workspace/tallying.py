"""What became of each engine's proposals, label by label, kept in step with the file."""

from __future__ import annotations

from hashiya.domain.annotation import AnyAnnotation
from hashiya.domain.links import Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.step import Step, Thing
from hashiya.workspace.record import BULK, Record

ACCEPTED, CORRECTED, REJECTED = range(3)
_PLACES = {"suggested": ACCEPTED, "corrected": CORRECTED}


class Tallies:
    """The record of the engines; read once, and then counted on with each step."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._counts: dict[tuple[str, str], list[int]] | None = None
        record.subscribe(self._hear)

    def of(self, engine: str, label: str) -> tuple[int, int, int]:
        """How many of the engine's proposals of that label were accepted as they were, corrected, rejected."""
        accepted, corrected, rejected = self._all().get((engine, label), (0, 0, 0))
        return accepted, corrected, rejected

    def labels_of(self, engine: str) -> dict[str, tuple[int, int, int]]:
        """The same for every label of which anything was reviewed."""
        there = [label for (name, label), counts in self._all().items() if name == engine and any(counts)]
        return {label: self.of(engine, label) for label in there}

    def _all(self) -> dict[tuple[str, str], list[int]]:
        if self._counts is None:
            counted = self._record.project.engine_record()
            self._counts = {key: [one.accepted, one.corrected, one.rejected] for key, one in counted.items()}
        return self._counts

    def _hear(self, step: Step) -> None:
        if step.name in BULK:
            self._counts = None
        if self._counts is None:
            return
        for change in step.changes:
            for thing, by in ((change.before, -1), (change.after, 1)):
                found = _counted(thing)
                if found is not None:
                    engine, label, place = found
                    self._counts.setdefault((engine, label), [0, 0, 0])[place] += by


def _counted(thing: Thing | None) -> tuple[str, str, int] | None:
    """Engine, label and which of the three an annotation, a relation or a rejection counts among."""
    if isinstance(thing, Rejection):
        return thing.engine, thing.label, REJECTED
    if not isinstance(thing, AnyAnnotation | Relation):
        return None
    how, _, engine = thing.origin.partition(":")
    if how not in _PLACES or engine.startswith("imported:"):
        return None
    return engine, thing.label, _PLACES[how]
