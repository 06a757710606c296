"""The one way to change a project and the one way to hear of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from hashiya.domain.annotation import Claim, EntityMention, Region
from hashiya.domain.article import Article
from hashiya.domain.faults import KnownFailure, Refusal
from hashiya.domain.ids import SHARED, AnnotatorId, ArticleKey, DeviceId, ReferentId, StepId
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.scheme import Scheme
from hashiya.domain.step import KIND_OF_TYPE, Change, Kind, Step, Thing
from hashiya.storage.project import ProjectFile
from hashiya.workspace.people import with_free_handle

Listener = Callable[[Step], None]
Outcome = Step | Refusal
SCHEME_TARGET = "scheme"

LONG = 500
"""From more changes than this on, taking a step back keeps a window from its painting: it is done beside it."""

BULK = frozenset({"import", "take_back"})
"""Names of the steps that do not list all that they changed: after one, everything is to be read again."""


def is_about_all(step: Step) -> bool:
    """Whether everything is to be read again after the step."""
    return step.name in BULK or Kind.SCHEME in step.kinds


def now() -> str:
    """The time in UTC with milliseconds and Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def owner_of(thing: Thing) -> AnnotatorId:
    """Whose work a thing is."""
    if isinstance(thing, EntityMention | Claim | Region | Relation | Rejection):
        return thing.owner
    return SHARED


def target_of(thing: Thing) -> str:
    """The id under which the record knows a thing."""
    match thing:
        case Scheme():
            return SCHEME_TARGET
        case EntityMention() | Claim() | Region() | Relation() | Referent() | Cluster() | Annotator() | Rejection():
            return thing.id
        case _:
            return thing.key


class Record:
    """The open file, the person at work, and everybody who listens."""

    def __init__(self, project: ProjectFile, annotator: Annotator | None, device: DeviceId) -> None:
        self.project = project
        self.annotator = annotator
        self.device = device
        self._at_once: list[Listener] = []
        self._after: list[Listener] = []
        self._untold: deque[Step] = deque()
        self._half_told: Step | None = None
        self._is_telling = False
        self._scheme: Scheme | None = None
        self._referents: dict[ReferentId, Referent] | None = None
        self._articles: dict[ArticleKey, Article] = {}
        self._long: set[StepId] | None = None
        self._introduced: set[Annotator] = set()
        # In this order, so that a step written in between is heard of and not missed.
        self._data_version = project.data_version()
        self._heard = project.last_step()
        self._told = self._heard

    @property
    def scheme(self) -> Scheme:
        """The project's scheme as it is now."""
        if self._scheme is None:
            self._scheme = self.project.scheme()
        return self._scheme

    def referents(self) -> dict[ReferentId, Referent]:
        """Every referent, merged and removed ones too; read once, and again after a step that touched one."""
        if self._referents is None:
            self._referents = self.project.referents()
        return self._referents

    def article(self, key: ArticleKey) -> Article | None:
        """The article with this key, a removed one too; read once, and again after a step that touched one."""
        found = self._articles.get(key)
        if found is None:
            found = self.project.article(key)
            if found is not None:
                self._articles[key] = found
        return found

    def long_steps(self) -> set[StepId]:
        """The steps of more than `LONG` changes; read once, and kept from then on."""
        if self._long is None:
            self._long = self.project.steps_longer_than(LONG)
        return self._long

    def is_all_told(self) -> bool:
        """Whether every step that is in the file was announced: what was read before is as the listeners know it."""
        return self._told == self.project.last_step()

    @property
    def me(self) -> AnnotatorId:
        """The id of the person at work; SHARED's when the project is only read."""
        return self.annotator.id if self.annotator else SHARED

    def subscribe(self, listener: Listener, *, at_once: bool = False) -> Callable[[], None]:
        """Hear of every step from now on; what comes back ends it, and may be called twice.

        Who hears `at_once` hears before the others, while the disk still takes the step: to be asked is this record
        then and no other connection, and what is heard is shown when the gesture has returned. A step that the disk
        refuses is told again, from its after to its before, under the name `take_back`.
        """
        listeners = self._at_once if at_once else self._after
        listeners.append(listener)

        def leave() -> None:
            if listener in listeners:
                listeners.remove(listener)

        return leave

    def change(self, before: Thing | None, after: Thing | None) -> Change:
        """The change from one value of a thing to another."""
        thing = cast("Thing", after if after is not None else before)
        target = target_of(thing)
        base = self.project.last_change(target) if before is not None else None
        return Change(KIND_OF_TYPE[type(thing)], target, owner_of(thing), before, after, base)

    def take(self, name: str, changes: Sequence[Change], /, *, undoes: StepId | None = None, **details: Any) -> Outcome:
        """Carry out one gesture: written whole and announced, or refused and nothing written.

        Raises KnownFailure when the file cannot be written.
        """
        if self.project.read_only:
            return Refusal("read_only")
        if self.annotator is None:
            return Refusal("no_annotator")
        if not changes:
            return Refusal("nothing_to_change")
        try:
            self._introduce(self.annotator)
            step = self._step(name, tuple(changes), details, undoes)
            self._carry_out(step)
        except KnownFailure as failure:
            if failure.code != "changed_meanwhile":
                raise
            self.poll()
            return Refusal("changed_meanwhile")
        return step

    def _carry_out(self, step: Step) -> None:
        """Write the step and announce it, to some while the disk takes it."""
        heard, is_told = self._heard, False
        try:
            with self.project.applying(step) as before:
                if before == heard:
                    # Nothing else was written since: what was just written need not be read again.
                    is_told = True
                    self._take_note([step])
                    self._tell_at_once()
        except BaseException:
            if is_told and self.project.step(step.id) is None:
                self._take_back(step, heard)
            raise
        if before == heard:
            self._tell()
        else:
            self._hear()

    def _take_back(self, step: Step, heard: StepId | None) -> None:
        """The disk did not take a step that was announced: who has heard of it reads everything again."""
        if step in self._untold:
            self._untold.remove(step)
            self._forget(step)
        else:
            self._half_told = None
            contrary = tuple(change.inverse(None) for change in step.changes)
            self._take_note([replace(step, name="take_back", changes=contrary)])
            self._tell_at_once()
            self._half_told = None
        self._heard = self._told = heard

    def _step(
        self, name: str, changes: tuple[Change, ...], details: dict[str, Any], undoes: StepId | None = None
    ) -> Step:
        identifier = StepId(self.project.ids.make())
        return Step(identifier, self.device, self.me, now(), name, changes, details, undoes)

    def poll(self, *, made: Step | None = None) -> None:
        """Hear of the steps that other windows took since the last time.

        `made` is one that this window took on another connection, with all its changes: it need not be read again.
        """
        version = self.project.data_version()
        if version == self._data_version:
            return
        self._data_version = version
        if made and [step.id for step in self.project.steps_since(self._heard, limit=2, changes=False)] == [made.id]:
            self._take_note([made])
            self._tell()
        else:
            self._hear()

    def catch_up(self) -> None:
        """Hear of the steps that were written without this record, on its own connection too."""
        self._hear()

    def _hear(self) -> None:
        """Announce every step that is in the file and was not announced, in the order in which they were written.

        A listener that takes a step itself is not interrupted: what it took is announced after.
        """
        while steps := self.project.steps_since(self._heard):
            self._take_note(steps)
        self._tell()

    def _take_note(self, steps: Sequence[Step]) -> None:
        """These are the next in the file."""
        self._heard = steps[-1].id
        self._untold.extend(steps)
        if self._long is not None:
            self._long.update(step.id for step in steps if len(step.changes) > LONG)
        for step in steps:
            self._forget(step)

    def _tell_at_once(self) -> None:
        """Announce the step that is being written to those who hear of it before it is."""
        if self._is_telling or self._half_told is not None:
            return
        self._is_telling = True
        try:
            self._tell_half()
        finally:
            self._is_telling = False

    def _tell(self) -> None:
        """Announce what was not announced yet."""
        if self._is_telling:
            return
        self._is_telling = True
        try:
            while self._half_told is not None or self._untold:
                step = self._half_told or self._tell_half()
                self._half_told = None
                for listener in tuple(self._after):
                    listener(step)
        finally:
            self._is_telling = False

    def _tell_half(self) -> Step:
        step = self._half_told = self._untold.popleft()
        self._told = step.id
        for listener in tuple(self._at_once):
            listener(step)
        return step

    def _forget(self, step: Step) -> None:
        """Read again what the step changed, the next time it is asked for."""
        kinds = step.kinds
        if Kind.SCHEME in kinds:
            self._scheme = None
        if Kind.REFERENT in kinds or step.name in BULK:
            self._referents = None
        if Kind.ARTICLE in kinds or step.name in BULK:
            self._articles.clear()

    def _introduce(self, annotator: Annotator) -> None:
        """Make the annotator known to the file, in a step of its own: an undo must not take the person away."""
        if annotator in self._introduced:
            return
        people = self.project.annotators()
        known = people.get(annotator.id)
        here = with_free_handle(annotator, people.values())
        if known != here:
            self.project.apply(self._step("annotator", (self.change(known, here),), {}))
        self._introduced.add(annotator)
