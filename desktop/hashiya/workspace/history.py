"""Undo, redo and the history of each thing, all computed from the record: there is no second stack."""

from __future__ import annotations

from dataclasses import dataclass

from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotationId, ClusterId, ReferentId, StepId
from hashiya.domain.step import NOT_UNDONE, Change, Kind, Step, Thing
from hashiya.workspace.record import Outcome, Record

UNDO, REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a thing and the step that made it."""

    step: Step
    change: Change


class History:
    """What this annotator did on this device, to be taken back and done again."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def to_undo(self) -> Step | None:
        """The newest step of this annotator on this device that is not undone, not an import, not a migration."""
        return self._candidates()[0]

    @property
    def to_redo(self) -> Step | None:
        """The undo that redo would take back; None after a new gesture."""
        return self._candidates()[1]

    def undo(self) -> Outcome:
        """Take back the newest gesture, unless somebody changed one of its targets since."""
        self._record.poll()
        step = self.to_undo
        if step is None:
            return Refusal("nothing_to_undo")
        return self._take_back(step, UNDO, step.details | {"of": step.name})

    def redo(self) -> Outcome:
        """Do again what was undone last."""
        self._record.poll()
        step = self.to_redo
        if step is None:
            return Refusal("nothing_to_redo")
        return self._take_back(step, REDO, step.details)

    def of(self, target: str) -> list[HistoryEntry]:
        """Every change of the thing, oldest first."""
        return [HistoryEntry(step, change) for step, change in self._record.project.history(target)]

    def _candidates(self) -> tuple[Step | None, Step | None]:
        """The step that undo takes back and the undo that redo takes back, walking the record from its end.

        An undo says which gesture it undoes, a redo which undo; reading backwards, what was said later holds.
        """
        if self._record.annotator is None:
            return None, None
        cancelled: set[StepId] = set()
        redoable: Step | None = None
        before: StepId | None = None
        while steps := self._record.project.steps_of(self._record.me, self._record.device, before=before):
            for step in steps:
                if step.name in NOT_UNDONE or step.id in cancelled:
                    continue
                if step.undoes is None:
                    return step, redoable
                cancelled.add(step.undoes)
                if step.name == UNDO and redoable is None:
                    redoable = step
            before = steps[-1].id
        return None, redoable

    def _take_back(self, step: Step, name: str, details: dict[str, object]) -> Outcome:
        for change in step.changes:
            if self._value(change) != change.after:
                return self._refused(change)
        hanging = self._hanging(step)
        if hanging:
            return hanging
        changes = [change.inverse(self._record.project.last_change(change.target)) for change in reversed(step.changes)]
        return self._record.take(name, changes, undoes=step.id, **{k: v for k, v in details.items() if k != "undoes"})

    def _value(self, change: Change) -> Thing | None:
        return self._record.project.thing(change.kind, change.target)

    def _refused(self, change: Change) -> Refusal:
        """Why the step cannot be taken back: who changed its target last, and when."""
        last = self._record.project.last_change(change.target)
        step = self._record.project.step(last) if last else None
        if step is None:
            return Refusal("changed_since")
        annotator = self._record.project.annotators().get(step.annotator)
        return Refusal("changed_since_by", {"who": annotator.name if annotator else "?", "at": step.at})

    def _hanging(self, step: Step) -> Refusal | None:
        """A refusal when the step made a thing that others hang on now: taking it back would break them."""
        mine = {change.target for change in step.changes}
        made = [change for change in step.changes if change.before is None]
        hanging = {identifier for change in made for identifier in self._ids_hanging_on(change)}
        return Refusal("others_depend") if hanging - mine else None

    def _ids_hanging_on(self, change: Change) -> set[str]:
        project = self._record.project
        if change.kind in (Kind.ENTITY, Kind.CLAIM):
            annotation = AnnotationId(change.target)
            claims, relations = project.claims_filled_by(annotation), project.relations_touching([annotation])
            return {claim.id for claim in claims} | {relation.id for relation in relations}
        if change.kind is Kind.REFERENT:
            referent = ReferentId(change.target)
            mentions, claims = project.mentions_of(referent), project.claims_naming(referent)
            return {mention.id for mention in mentions} | {claim.id for claim in claims}
        if change.kind is Kind.CLUSTER:
            return {claim.id for claim in project.claims_of_cluster(ClusterId(change.target))}
        return set()
