"""Undo, redo and the history of each thing, all computed from the record: there is no second stack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hashiya.domain.annotation import Claim, EntityMention
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotationId, ClusterId, ReferentId, StepId
from hashiya.domain.links import Referent, Relation
from hashiya.domain.step import NOT_UNDONE, Change, Kind, Step, Thing
from hashiya.storage.finding import StoppedError
from hashiya.storage.imports import ImportRecord
from hashiya.storage.stepping import Watching
from hashiya.workspace.record import Outcome, Record

UNDO, REDO = "undo", "redo"
AT_FIRST, AT_A_TIME = 3, 20
"""Steps read at once on the way back; mostly the first or second is the one."""
ANNOTATION = None
"""Instead of a kind: an annotation of whatever kind."""


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
        return self._whole(self._candidates()[0])

    @property
    def to_redo(self) -> Step | None:
        """The undo that redo would take back; None after a new gesture."""
        return self._whole(self._candidates()[1])

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

    def is_long(self, *, forward: bool) -> bool:
        """Whether undo, or redo if `forward`, has so much to change that it should be done beside the window."""
        long = self._record.long_steps()
        if not long:
            return False
        self._record.poll()
        step = self._candidates()[1 if forward else 0]
        return step is not None and step.id in long

    def beside(self, *, forward: bool, watching: Watching) -> Outcome:
        """Undo, or redo if `forward`, on a connection of its own, in whichever thread; stopped, nothing is written.

        Whoever holds the workspace hears of the step at its next `poll`.
        """
        record = self._record
        try:
            with record.project.beside(watching) as project:
                history = History(Record(project, record.annotator, record.device))
                return history.redo() if forward else history.undo()
        except StoppedError:
            return Refusal("stopped")

    def of(self, target: str) -> list[HistoryEntry]:
        """Every change of the thing, oldest first."""
        return [HistoryEntry(step, change) for step, change in self._record.project.history(target)]

    def import_of(self, target: str) -> ImportRecord | None:
        """The import that brought the thing: where its history begins; None when somebody made it here."""
        return self._record.project.import_of(target)

    def _candidates(self) -> tuple[Step | None, Step | None]:
        """The step that undo takes back and the undo that redo takes back, without their changes.

        The record is walked from its end.
        An undo says which gesture it undoes, a redo which undo; reading backwards, what was said later holds.
        """
        if self._record.annotator is None:
            return None, None
        cancelled: set[StepId] = set()
        redoable: Step | None = None
        before: StepId | None = None
        limit = AT_FIRST
        project, me, device = self._record.project, self._record.me, self._record.device
        while steps := project.steps_of(me, device, before=before, limit=limit, changes=False):
            for step in steps:
                if step.name in NOT_UNDONE or step.id in cancelled:
                    continue
                if step.undoes is None:
                    return step, redoable
                cancelled.add(step.undoes)
                if step.name == UNDO and redoable is None:
                    redoable = step
            before, limit = steps[-1].id, AT_A_TIME
        return None, redoable

    def _whole(self, step: Step | None) -> Step | None:
        return step and replace(step, changes=tuple(self._record.project.changes_of(step.id)))

    def _take_back(self, step: Step, name: str, details: dict[str, object]) -> Outcome:
        values = self._values(step.changes)
        for change in step.changes:
            if values.get((change.kind, change.target)) != change.after:
                return self._refused(change.target)
        refusal = self._hanging(step) or self._missing(step)
        if refusal:
            return refusal
        last = self._record.project.last_changes([change.target for change in step.changes])
        changes = [change.inverse(last.get(change.target)) for change in reversed(step.changes)]
        return self._record.take(name, changes, undoes=step.id, **{k: v for k, v in details.items() if k != "undoes"})

    def _values(self, changes: Sequence[Change]) -> dict[tuple[Kind, str], Thing]:
        """What the file has now of the things that were changed."""
        targets: dict[Kind, list[str]] = {}
        for change in changes:
            targets.setdefault(change.kind, []).append(change.target)
        return {
            (kind, target): thing
            for kind, some in targets.items()
            for target, thing in self._record.project.things(kind, some).items()
        }

    def _refused(self, target: str) -> Refusal:
        """Why the step cannot be taken back: who changed the thing last, and when."""
        last = self._record.project.last_change(target)
        step = self._record.project.step(last) if last else None
        if step is None:
            return Refusal("changed_since")
        annotator = self._record.project.annotators().get(step.annotator)
        return Refusal("changed_since_by", {"who": annotator.name if annotator else "?", "at": step.at})

    def _missing(self, step: Step) -> Refusal | None:
        """A refusal when what would come back needs a thing that somebody took away since."""
        back = {change.target for change in step.changes if change.before is not None}
        needed = {need for change in step.changes for need in _needs(change.before)}
        for kind, target in sorted(needed, key=str):
            if target not in back and not self._is_there(kind, target):
                return self._refused(target)
        return None

    def _is_there(self, kind: Kind | None, target: str) -> bool:
        project = self._record.project
        if kind is None:
            return project.article_of(AnnotationId(target)) is not None
        return project.thing(kind, target) is not None

    def _hanging(self, step: Step) -> Refusal | None:
        """A refusal when the step made a thing that others hang on now: taking it back would break them."""
        mine = {change.target for change in step.changes}
        made = [change for change in step.changes if change.before is None]
        marks = [AnnotationId(change.target) for change in made if change.kind in (Kind.ENTITY, Kind.CLAIM)]
        project = self._record.project
        hanging: set[str] = {relation.id for relation in project.relations_touching(marks)}
        hanging |= project.claims_filled_by_any(marks)
        hanging |= {identifier for change in made for identifier in self._ids_hanging_on(change)}
        return Refusal("others_depend") if hanging - mine else None

    def _ids_hanging_on(self, change: Change) -> set[str]:
        project = self._record.project
        if change.kind is Kind.REFERENT:
            referent = ReferentId(change.target)
            mentions, claims = project.mentions_of(referent), project.claims_naming(referent)
            return {mention.id for mention in mentions} | {claim.id for claim in claims}
        if change.kind is Kind.CLUSTER:
            return {claim.id for claim in project.claims_of_cluster(ClusterId(change.target))}
        return set()


def _needs(thing: Thing | None) -> Iterator[tuple[Kind | None, str]]:
    """The things that must be there for this one to be there."""
    if isinstance(thing, EntityMention) and thing.referent:
        yield Kind.REFERENT, thing.referent
    if isinstance(thing, Claim):
        if thing.cluster:
            yield Kind.CLUSTER, thing.cluster
        for filler in (one for fillers in thing.roles.values() for one in fillers):
            if filler.annotation:
                yield ANNOTATION, filler.annotation
            if filler.referent:
                yield Kind.REFERENT, filler.referent
    if isinstance(thing, Relation):
        yield ANNOTATION, thing.head
        yield ANNOTATION, thing.tail
    if isinstance(thing, Referent) and thing.merged_into:
        yield Kind.REFERENT, thing.merged_into
