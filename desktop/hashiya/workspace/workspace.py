"""An open project: its gestures, its history, and the news of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hashiya.domain.annotation import AnyAnnotation
from hashiya.domain.ids import AnnotatorId, ArticleKey, DeviceId
from hashiya.domain.links import Annotator
from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.storage.opening import Prepared
from hashiya.storage.project import ProjectFile
from hashiya.workspace.articles import Articles
from hashiya.workspace.claims import Claims
from hashiya.workspace.entities import Entities, Regions
from hashiya.workspace.history import History
from hashiya.workspace.labelling import Labelling
from hashiya.workspace.marks import Dependents, Marks
from hashiya.workspace.overview import Overview
from hashiya.workspace.record import Listener, Outcome, Record
from hashiya.workspace.referents import Referents
from hashiya.workspace.relations import Relations
from hashiya.workspace.reviewing import Reviewing
from hashiya.workspace.schemes import Schemes
from hashiya.workspace.searching import Searching
from hashiya.workspace.tallying import Tallies
from hashiya.workspace.together import Together
from hashiya.workspace.view import ArticleView


class Workspace:
    """One open project. A gesture returns its step, or a refusal; KnownFailure when it cannot be written."""

    def __init__(self, project: ProjectFile, *, annotator: Annotator | None, device: DeviceId) -> None:
        self.project = project
        self._record = Record(project, annotator, device)
        self.marks = Marks(self._record)
        self.entities = Entities(self._record, self.marks)
        self.regions = Regions(self._record, self.marks)
        self.claims = Claims(self._record, self.marks)
        self.relations = Relations(self._record, self.marks)
        self.referents = Referents(self._record, self.marks)
        self.together = Together(self._record, self.marks, self.referents)
        self.reviewing = Reviewing(self._record, self.marks)
        self.tallies = Tallies(self._record)
        self.articles = Articles(self._record)
        self.history = History(self._record)
        self.schemes = Schemes(self._record)
        self.overview = Overview(self._record)
        self.searching = Searching(self._record)
        self.labelling = Labelling(self._record, self.searching)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        annotator: Annotator | None,
        device: DeviceId,
        read_only: bool = False,
        prepared: Prepared | None = None,
    ) -> Workspace:
        """Open the project file, which may have been prepared; KnownFailure says why it cannot be opened."""
        project = ProjectFile.open(path, read_only=read_only, prepared=prepared)
        return cls(project, annotator=annotator, device=device)

    # The project

    @property
    def path(self) -> Path:
        """The project's file."""
        return self.project.path

    @property
    def name(self) -> str:
        """The project's name."""
        return self.project.name

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written; `read_only_reason` says why."""
        return self.project.read_only

    @property
    def read_only_reason(self) -> str | None:
        """Why nothing can be written (a message key `failure.read_only.<reason>`)."""
        return self.project.read_only_reason

    @property
    def scheme(self) -> Scheme:
        """The project's scheme as it is now."""
        return self._record.scheme

    @property
    def annotator(self) -> Annotator | None:
        """The person at work."""
        return self._record.annotator

    @property
    def device(self) -> DeviceId:
        """This installation."""
        return self._record.device

    def switch_annotator(self, annotator: Annotator) -> None:
        """Somebody else is at work from now on."""
        self._record.annotator = annotator

    def annotators(self) -> dict[AnnotatorId, Annotator]:
        """Everybody who worked in this project."""
        return self.project.annotators()

    def subscribe(self, listener: Listener, *, at_once: bool = False) -> Callable[[], None]:
        """Hear of every step from now on, from whichever window; what comes back ends it. See `Record.subscribe`."""
        return self._record.subscribe(listener, at_once=at_once)

    def poll(self, *, made: Step | None = None) -> None:
        """Hear of other windows' steps since the last time; `made`, which this one took beside, is not read again."""
        self._record.poll(made=made)

    def to_read(self) -> Workspace:
        """The same project on a connection of its own that only reads: for any thread, one at a time; to be closed."""
        return Workspace(self.project.to_read(), annotator=self.annotator, device=self.device)

    def close(self) -> None:
        """Close the file; every gesture is in it already."""
        self.searching.close()
        self.project.close()

    # Reading

    def view(self, article: ArticleKey) -> ArticleView:
        """The article as the person at work sees it."""
        return ArticleView(self._record, self.claims, self.referents, article)

    def text(self, article: ArticleKey) -> str:
        """The article's text."""
        return self.project.text(article)

    def annotation(self, identifier: str) -> AnyAnnotation | None:
        """The annotation with this id."""
        return self.marks.get(identifier)

    # Gestures on annotations of any layer

    def relabel(self, identifier: str, label: str) -> Outcome:
        """Give the annotation another label of its layer."""
        return self.marks.relabel(identifier, label)

    def set_fragments(self, identifier: str, spans: Sequence[Span]) -> Outcome:
        """Move the annotation's edges."""
        return self.marks.set_fragments(identifier, spans)

    def add_fragment(self, identifier: str, span: Span) -> Outcome:
        """Give the annotation one more piece."""
        return self.marks.add_fragment(identifier, span)

    def set_attribute(self, identifier: str, attribute: str, value: str | None) -> Outcome:
        """Set one attribute of the annotation."""
        return self.marks.set_attribute(identifier, attribute, value)

    def set_note(self, identifier: str, note: str | None) -> Outcome:
        """Write a note on the annotation or the relation."""
        if self.relations.get(identifier):
            return self.relations.set_note(identifier, note)
        return self.marks.set_note(identifier, note)

    def delete(self, identifiers: Sequence[str]) -> Outcome:
        """Delete annotations and what hangs on them."""
        return self.marks.delete(identifiers)

    def dependents(self, identifiers: Sequence[str]) -> Dependents:
        """What would go with the annotations."""
        return self.marks.dependents(identifiers)

    def take_over(self, identifier: str) -> Outcome:
        """Copy another annotator's annotation into one's own work."""
        return self.marks.take_over(identifier)
