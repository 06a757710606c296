"""Marking: one key for a label, relabelling, sticky label, fragments, deleting, regions, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hashiya.domain.annotation import Layer
from hashiya.domain.faults import KnownFailure
from hashiya.domain.scheme import Label
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.ui.desk.desk import Desk, Pending, Saying, UnderWay
from hashiya.ui.desk.selecting import Selecting
from hashiya.ui.desk.several import Several
from hashiya.ui.desk.stepping import place_of
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.viewer.viewer import Viewer
from hashiya.workspace.record import Outcome
from hashiya.workspace.wording import step_words

CLOSING = 5000
"""Milliseconds that a long undo which was told to stop is waited for."""


class Marking:
    """Gestures that make, change and delete marks."""

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        self._desk = desk
        self._selecting = selecting
        self._several = Several(desk)
        self._job: Job | None = None

    def leave(self) -> None:
        """The project is being closed: a long undo that is under way ends, and has changed nothing."""
        job, self._job = self._job, None
        if job is not None:
            job.drop()
            job.wait(CLOSING)

    @property
    def is_going_back(self) -> bool:
        """Whether a long step is being taken back, or done again, and was not shown yet."""
        return self._job is not None

    def actions(self) -> dict[str, Callable[[], None]]:
        """The gestures by action."""
        return {
            "sticky": self.toggle_sticky,
            "region": self.begin_region,
            "add_fragment": self.add_fragment,
            "delete": self.delete,
            "take_over": self.take_over,
            "undo": self.undo,
            "redo": self.redo,
        }

    # Labels

    def label(self, key: str) -> None:
        """The label's key: marks the selected words or the word at the caret, or relabels the selected mark."""
        desk = self._desk
        if desk.view is None:
            return
        if desk.sticky_armed:
            self._stick(key)
        if desk.several and not desk.viewer.selection():
            self._several.label(key)
            return
        annotation = desk.annotation()
        if annotation is not None and annotation.layer is Layer.ENTITIES and not desk.viewer.selection():
            if desk.take(lambda: desk.workspace.relabel(annotation.id, key)):
                desk.select(annotation.id, caret=False)
            return
        if annotation is not None and not desk.pointed and not desk.viewer.selection():
            desk.refuse("not_a_mention")
            return
        span = self._selecting.target()
        if span is None:
            desk.refuse("no_words_here")
            return
        there = None if desk.viewer.selection() else self._mention_on(span)
        if there:
            desk.select(there, caret=False)
            self.label(key)
            return
        self.mark([span], key)

    def mark(self, spans: Sequence[Span], key: str) -> None:
        """Mark the spans with an entity label and select what was made."""
        desk = self._desk
        article = desk.article
        if article is None:
            return
        self._made(desk.take(lambda: desk.workspace.entities.annotate(article, spans, key)), Layer.ENTITIES)

    def selected_by_mouse(self) -> None:
        """A drag or a double click is over: with a sticky label the words are marked at once."""
        span = self._desk.viewer.selection()
        if self._desk.sticky and span and not self._desk.under_way:
            self.mark([span], self._desk.sticky)

    def toggle_sticky(self) -> None:
        """Switch the sticky label on, for the label used next or that of the selected mark, or off."""
        desk = self._desk
        if desk.is_sticky:
            self._stick(None)
        else:
            desk.sticky_armed = True
            desk.situation_changed.emit()
            desk.say(Saying.HINT, "words.sticky_choose")

    def _stick(self, key: str | None) -> None:
        """Let this label mark every selection from now on; None ends it."""
        self._desk.sticky, self._desk.sticky_armed = key, False
        self._desk.showing.show_sticky()
        self._desk.situation_changed.emit()

    def _mention_on(self, span: Span) -> str | None:
        """The mention that stands on exactly these words."""
        rows = self._desk.rows((Layer.ENTITIES,))
        return next((r.id for r in rows if (r.start, r.end) == (span.start, span.end) and not r.fragments), None)

    # Regions

    def begin_region(self) -> None:
        """The region key: a digit says which region the selection or the paragraph becomes."""
        labels = tuple(label for label in self._desk.workspace.scheme.regions.labels if not label.retired)
        if self._desk.view is not None and labels:
            self._desk.begin(UnderWay(Pending.REGION, self._desk.selected, labels))

    def region(self, label: Label) -> None:
        """Make the region, or relabel the selected one."""
        desk = self._desk
        desk.begin(None)
        view = desk.view
        if view is None:
            return
        annotation = desk.annotation()
        if annotation is not None and annotation.layer is Layer.REGIONS:
            if desk.take(lambda: desk.workspace.relabel(annotation.id, label.key)):
                desk.select(annotation.id, caret=False)
            return
        selection = desk.viewer.selection()
        span = self._paragraphs(selection) if selection else view.index.paragraph_at(desk.viewer.caret())
        if span is None:
            desk.refuse("no_words_here")
            return
        self._made(desk.take(lambda: desk.workspace.regions.make(view.key, [span], label.key)), Layer.REGIONS)

    def _paragraphs(self, selection: Span) -> Span:
        """The selection as it is: a dateline is often part of a paragraph."""
        return selection

    # Fragments and edges

    def add_fragment(self) -> None:
        """Add the selected words to the mark used last."""
        desk = self._desk
        last = desk.last_mark
        span = self._selecting.target()
        if last is None or desk.workspace.annotation(last) is None:
            desk.refuse("no_mark")
            return
        if span is None:
            desk.refuse("no_words_here")
            return
        if desk.take(lambda: desk.workspace.add_fragment(last, span)):
            desk.select(last, caret=False)

    def drag_fragment(self, span: Span) -> None:
        """Ctrl+drag: the dragged words become a further fragment of the mark used last."""
        self._desk.set_selection(span)
        self.add_fragment()

    def drag_edge(self, identifier: str, piece: int, span: Span) -> None:
        """A handle was released: the piece of the mark becomes this span."""
        annotation = self._desk.workspace.annotation(identifier)
        if annotation is None:
            self._desk.refuse("gone")
            return
        fragments = [span if n == piece else old for n, old in enumerate(annotation.fragments)]
        if self._desk.take(lambda: self._desk.workspace.set_fragments(identifier, fragments)):
            self._desk.select(identifier, reveal=False, caret=False)

    # Deleting, taking over

    def delete(self) -> None:
        """Delete the selected marks and say what went with them; with none selected, the innermost at the caret."""
        desk = self._desk
        identifier = desk.selected or next(iter(desk.marks_at_caret()), None)
        if identifier is None or desk.viewer.selection():
            desk.refuse("no_mark")
            return
        relation = desk.workspace.relations.get(identifier)
        if relation:
            desk.take(lambda: desk.workspace.relations.delete(identifier))
            return
        doomed = desk.several or (identifier,)
        hanging = desk.workspace.dependents(doomed)
        caret = desk.viewer.caret()
        if not desk.take(lambda: desk.workspace.delete(doomed)):
            return
        with desk.quiet():
            desk.viewer.set_caret(caret)
        desk.select(None)
        if hanging.fillers or hanging.relations:
            text = desk.messages().text
            with_it = text("words.deleted_with", count=hanging.relations)
            stays = text("words.text_stays", count=hanging.fillers) if hanging.fillers else ""
            desk.said.emit(Saying.DONE, " ".join(one for one in (with_it, stays) if one))

    def take_over(self) -> None:
        """Copy the other annotator's mark under the caret into one's own work."""
        desk = self._desk
        caret = desk.viewer.caret()
        others = [row for row in desk.view.others() if row.start <= caret <= row.end] if desk.view else []
        if not others:
            desk.refuse("no_mark")
            return
        smallest = min(others, key=lambda row: row.end - row.start)
        self._made(desk.take(lambda: desk.workspace.take_over(smallest.id)), smallest.layer)

    def _made(self, step: Step | None, layer: Layer) -> None:
        """Select what a step made."""
        made = made_by(step, layer)
        if made:
            with self._desk.quiet():
                row = self._desk.row(made)
                if row:
                    self._desk.viewer.set_caret(row.end)
            self._desk.select(made, caret=False)

    # Undo

    def undo(self) -> None:
        """Take back the newest step and go where it was."""
        self._back_and_forth(forward=False)

    def redo(self) -> None:
        """Do again what was undone last and go there."""
        self._back_and_forth(forward=True)

    def _back_and_forth(self, *, forward: bool) -> None:
        history = self._desk.workspace.history
        if history.is_long(forward=forward):
            job = self._job = Job(lambda going: history.beside(forward=forward, watching=going))
            job.done.connect(lambda outcome: self._came_back(outcome, forward=forward))
            job.failed.connect(self._failed)
            job.start()
            self._desk.waiting.emit(job)
            return
        step = self._desk.take(history.redo if forward else history.undo)
        if step is not None:
            self._say_back(step, forward=forward)

    def _came_back(self, outcome: Outcome, *, forward: bool) -> None:
        """A long step was taken back beside the window: show it."""
        self._job = None
        workspace = self._desk.workspace
        step = self._desk.take(lambda: outcome)
        workspace.poll(made=step)
        if step is not None:
            self._say_back(step, forward=forward)

    def _failed(self, failure: KnownFailure) -> None:
        self._job = None
        self._desk.failed.emit(failure)

    def _say_back(self, step: Step, *, forward: bool) -> None:
        """Go where a step was that was undone, or done again, and say which it was."""
        self._go_where(step)
        gesture_taken_back = replace(step, name=str(step.details["of"]))
        words = step_words(gesture_taken_back, self._desk.workspace.scheme, self._desk.messages())
        self._desk.say(Saying.UNDONE, "words.redone" if forward else "words.undone", of=words)

    def _go_where(self, step: Step) -> None:
        """To what a step changed, framed for a moment."""
        viewer = self._desk.viewer
        place = place_of(
            step, self._desk.workspace.annotation, here=self._desk.article, sight=lambda span: _sight(viewer, span)
        )
        if place is None:
            return
        article, span, identifier = place
        if self._desk.workspace.articles.get(article) is None:
            return
        if article != self._desk.article:
            self._desk.show_article(article)
        if identifier and self._desk.row(identifier):
            self._desk.select(identifier)
        elif span:
            with self._desk.quiet():
                self._desk.viewer.set_caret(span.start)
            self._desk.select(None)
        if span:
            self._desk.viewer.reveal(span, frame=True)


def _sight(viewer: Viewer, span: Span) -> int:
    """Whether the span begins above what the window shows of the text (-1), in it (0), or below (1)."""
    top = viewer.rect_of(span).top()
    return -1 if top < 0 else int(top > viewer.viewport().height() * 0.9)


def made_by(step: Step | None, layer: Layer) -> str | None:
    """The annotation of that layer that a step made."""
    for change in step.changes if step else ():
        if change.before is None and getattr(change.after, "layer", None) is layer:
            return change.target
    return None
