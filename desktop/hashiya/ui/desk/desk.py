"""The state of the desk: project, article, what is selected, the open claim, a gesture under way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from hashiya.domain.annotation import AnyAnnotation, Claim, Layer
from hashiya.domain.faults import KnownFailure, Refusal
from hashiya.domain.ids import ArticleKey
from hashiya.domain.scheme import Label
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.resources.messages import Messages
from hashiya.ui.desk.edges import Manner
from hashiya.ui.desk.showing import OPENING, Showing
from hashiya.ui.theme import ThemeSource
from hashiya.ui.viewer.viewer import Viewer
from hashiya.workspace.habits import Habits, taken_of
from hashiya.workspace.record import BULK, Outcome
from hashiya.workspace.view import ArticleView, MarkRow
from hashiya.workspace.wording import refusal_words
from hashiya.workspace.workspace import Workspace

MOST_LEARNED = 500
"""Of so many marks of an article the proclitics' choices are learned when it is opened."""


class Saying(StrEnum):
    """How a line of the status bar is meant."""

    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"
    HINT = "hint"


class Pending(StrEnum):
    """A gesture that waits for its second half."""

    RELATION = "relation"
    CLUSTER = "cluster"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A pending gesture and the mark that it began at; `choices` are the labels that a digit picks."""

    kind: Pending
    start: str | None = None
    choices: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Visited:
    """A place that the person can go back to."""

    article: ArticleKey
    position: int
    mark: str | None


class Desk(QObject):
    """What is before the annotator; every gesture class works on it and the window shows it."""

    situation_changed = Signal()
    article_shown = Signal(str)
    article_closed = Signal()
    said = Signal(str, str)
    failed = Signal(object)
    waiting = Signal(object)
    stepped = Signal(object)

    def __init__(
        self, workspace: Workspace, viewer: Viewer, theme: ThemeSource, messages: Callable[[], Messages]
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.viewer = viewer
        self.messages = messages
        self.view: ArticleView | None = None
        self.selected: str | None = None
        self._chosen: tuple[str, ...] = ()
        self.pointed = False
        self.open_claim: str | None = None
        self.under_way: UnderWay | None = None
        self.sticky: str | None = None
        self.sticky_armed = False
        self.last_mark: str | None = None
        self.grown: list[Span] = []
        self.habits = Habits()
        self._confirmed: set[str] = set()
        self._decided: set[str] = set()
        self._to_learn: list[tuple[ArticleView, list[MarkRow]]] = []
        self.visited: list[Visited] = []
        self.visit_at = -1
        self.show_others = False
        self.show_relations = False
        self.showing = Showing(self, theme)
        self._quiet = 0
        self._unsubscribe = workspace.subscribe(self._show, at_once=True)
        viewer.selection_changed.connect(self._selection_moved)
        viewer.cursorPositionChanged.connect(self._selection_moved)

    def leave(self) -> None:
        """Hear nothing more: the project is being closed."""
        self._unsubscribe()
        self.showing.leave()
        self.viewer.selection_changed.disconnect(self._selection_moved)
        self.viewer.cursorPositionChanged.disconnect(self._selection_moved)

    # Articles

    @property
    def article(self) -> ArticleKey | None:
        """The article on the desk."""
        return self.view.key if self.view else None

    def show_article(self, key: ArticleKey, *, position: int | None = None) -> None:
        """Put an article on the desk."""
        self.remember()
        self.view = self.workspace.view(key)
        self.selected = None
        self.open_claim = None
        self.grown = []
        with self.quiet():
            self.showing.show_all(at_top=not position)
            self.viewer.set_caret(position or 0)
        self.learn(self.view.opening(OPENING)[:MOST_LEARNED])
        self.article_shown.emit(key)
        self.situation_changed.emit()

    def learn(self, rows: Iterable[MarkRow]) -> None:
        """Take note of how the first words of these mentions were taken: with or without their proclitic."""
        if self.view is not None:
            self._to_learn.append((self.view, [row for row in rows if row.layer is Layer.ENTITIES]))

    @property
    def manner(self) -> Manner:
        """How words are taken: as in this article and since it was opened, else as in the rest of the project."""
        waiting, self._to_learn = self._to_learn, []
        for view, rows in waiting:
            for row in rows:
                taken = taken_of(view.text, Span(row.start, row.end))
                if taken is not None:
                    self._confirmed.difference_update(taken[1])
                    self._confirmed.add(taken[0])
                    self._decided.update(taken[1])
        return Manner(self.habits.words.__contains__, self._was_taken)

    def _was_taken(self, stem: str) -> bool:
        return stem in self._confirmed or (stem not in self._decided and stem in self.habits.taken)

    def clear(self) -> None:
        """Take the article off the desk."""
        self.view = None
        self.selected = None
        self.open_claim = None
        self.article_closed.emit()
        self.situation_changed.emit()

    # Selecting

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While the desk itself moves caret and selection, what is selected stays."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    @property
    def several(self) -> tuple[str, ...]:
        """All selected marks when they are more than one, the one selected last among them; else none."""
        return self._chosen if len(self._chosen) > 1 and self.selected in self._chosen else ()

    def select(
        self,
        identifier: str | None,
        *,
        also: Sequence[str] = (),
        reveal: bool = True,
        caret: bool = True,
        pointed: bool = False,
    ) -> None:
        """Select a mark: caret at its start, in sight; `also` are all the marks that are selected, it among them.

        `pointed` tells that the person has put the caret on a word of it, so that keys for words may act on that word.
        """
        row = self.row(identifier) if identifier else None
        self.selected = row.id if row else None
        self._chosen = tuple(dict.fromkeys(one for one in also if self.row(one)))
        self.pointed = pointed
        self.grown = []
        if row:
            self.last_mark = row.id
        with self.quiet():
            if row and caret:
                self.viewer.set_caret(row.start)
            self.viewer.select_mark(self.selected, also=self.several)
            if row and reveal:
                self.viewer.reveal(Span(row.start, row.end))
        self.showing.show_claim()
        self.showing.show_links()
        self.situation_changed.emit()

    def set_selection(self, span: Span, *, backward: bool = False) -> None:
        """Select words, the caret at their end or, `backward`, at their start; no mark is selected then."""
        self.selected = None
        self.grown = []
        with self.quiet():
            self.viewer.select_mark(None)
            self.viewer.set_selection(span, backward=backward)
            self.viewer.reveal(span)
        self.situation_changed.emit()

    def open(self, identifier: str | None) -> None:
        """Open a claim, so that role keys fill its frame; None closes it."""
        self.open_claim = identifier
        self.showing.show_claim()
        self.situation_changed.emit()

    @property
    def is_sticky(self) -> bool:
        """Whether a label stays for every selection, or the next one that is used will."""
        return self.sticky_armed or self.sticky is not None

    def row(self, identifier: str) -> MarkRow | None:
        """The mark's row in the article on the desk."""
        return self.view.row(identifier) if self.view else None

    def marks_at_caret(self) -> list[str]:
        """The marks that the caret is in or at the edge of, the innermost first."""
        return [mark.id for mark in self.viewer.marks_at(self.viewer.caret())]

    def mark_here(self, layer: Layer | None = None) -> str | None:
        """The innermost mark at the caret, of this layer."""
        rows = (self.row(identifier) for identifier in self.marks_at_caret())
        return next((row.id for row in rows if row and layer in (None, row.layer)), None)

    def claim_in_question(self) -> str | None:
        """The claim that a key for claims acts on: the selected one, the open one, the one at the caret.

        None when there is none, or when another mark is selected; that is said.
        """
        annotation = self.annotation()
        if isinstance(annotation, Claim):
            return annotation.id
        found = self.open_claim or (None if annotation else self.mark_here(Layer.CLAIMS))
        if found is None:
            self.refuse("not_a_claim" if annotation or self.marks_at_caret() else "no_mark")
        return found

    def annotation(self) -> AnyAnnotation | None:
        """The selected annotation, whole."""
        return self.workspace.annotation(self.selected) if self.selected else None

    def claim(self) -> Claim | None:
        """The open claim, whole."""
        annotation = self.workspace.annotation(self.open_claim) if self.open_claim else None
        return annotation if isinstance(annotation, Claim) else None

    def _selection_moved(self) -> None:
        if self._quiet:
            return
        self.grown = []
        self.pointed = True
        if self.selected is not None:
            self.selected = None
            self.viewer.select_mark(None)
            self.showing.show_links()
        self.situation_changed.emit()

    # Gestures

    def take(self, gesture: Callable[[], Outcome]) -> Step | None:
        """Carry out a gesture; a refusal or a failure is said, and None comes back."""
        try:
            outcome = gesture()
        except KnownFailure as failure:
            self.failed.emit(failure)
            return None
        if isinstance(outcome, Refusal):
            self.refuse(outcome)
            return None
        return outcome

    def refuse(self, refusal: Refusal | str) -> None:
        """Say why not."""
        value = Refusal(refusal) if isinstance(refusal, str) else refusal
        self.said.emit(Saying.REFUSED, refusal_words(value, self.workspace.scheme, self.messages()))

    def say(self, kind: Saying, key: str, **values: str | int) -> None:
        """Say something in the status line."""
        self.said.emit(kind, self.messages().text(key, count=None, **values))

    def begin(self, under_way: UnderWay | None) -> None:
        """Start a gesture that has a second half, or drop it."""
        self.under_way = under_way
        self.situation_changed.emit()

    def _show(self, step: Step) -> None:
        """A step was taken, here or in another window: show it. The disk may still be at it."""
        with self.viewer.together():
            if self.view is not None:
                if self.workspace.articles.get(self.view.key) is None or self.view.article.removed:
                    self.clear()
                else:
                    with self.quiet():
                        self.showing.show_step(step)
            self._let_go_of_what_is_gone(step)
            self.stepped.emit(step)
        self.situation_changed.emit()

    def _let_go_of_what_is_gone(self, step: Step) -> None:
        """Nothing stays selected, open or begun at that the step has deleted."""
        left = {change.target: change.after for change in step.changes}

        def is_gone(identifier: str) -> bool:
            if step.name in BULK:
                return self.workspace.annotation(identifier) is None
            return identifier in left and left[identifier] is None

        self._chosen = tuple(one for one in self._chosen if not is_gone(one))
        if self.selected and is_gone(self.selected):
            self.selected = None
        self.viewer.select_mark(self.selected, also=self.several)
        if self.open_claim and is_gone(self.open_claim):
            self.open(None)
        way = self.under_way
        if way and way.kind is not Pending.REGION and way.start and is_gone(way.start):
            self.under_way = None

    # Places

    def remember(self) -> None:
        """Note where the person is, so that they can come back."""
        if self.view is None:
            return
        here = Visited(self.view.key, self.viewer.caret(), self.selected)
        del self.visited[self.visit_at + 1 :]
        if not self.visited or self.visited[-1] != here:
            self.visited.append(here)
        del self.visited[:-100]
        self.visit_at = len(self.visited) - 1

    def rows(self, layers: Sequence[Layer] = tuple(Layer)) -> list[MarkRow]:
        """The marks of the article in text order, of these layers."""
        return [row for row in self.view.marks() if row.layer in layers] if self.view else []
