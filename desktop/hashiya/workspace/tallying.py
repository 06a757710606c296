"""What became of each engine's proposals, label by label, kept in step with the file."""

from __future__ import annotations

from hashiya.domain.judged import EngineCount, EngineRecord, judged
from hashiya.domain.step import Step
from hashiya.workspace.record import BULK, Record


class Tallies:
    """The record of the engines; read once, and then counted on with each step."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._counted: EngineRecord | None = None
        record.subscribe(self._hear)

    def of(self, engine: str, label: str) -> EngineCount:
        """How many of the engine's proposals of that label were accepted as they were, corrected, rejected."""
        return self._all().of(engine, label)

    def labels_of(self, engine: str) -> dict[str, EngineCount]:
        """The same for every label of which anything was reviewed."""
        return {label: counts for (name, label), counts in self._all().all().items() if name == engine}

    def _all(self) -> EngineRecord:
        if self._counted is None:
            self._counted = self._record.project.judged()
        return self._counted

    def _hear(self, step: Step) -> None:
        if step.name in BULK:
            self._counted = None
        if self._counted is None:
            return
        for change in step.changes:
            for thing, by in ((change.before, -1), (change.after, 1)):
                for one in judged(thing):
                    self._counted.count(one, by)
