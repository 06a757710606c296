"""The proposals of the article on the desk: computed behind the window's back, kept in step, drawn in the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import ArticleKey
from hashiya.domain.span import Fragments, quote
from hashiya.domain.step import Step
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.viewer.content import ClaimGloss, LayerName, Mark
from hashiya.workspace.claims import SOURCE, SOURCE_FORM
from hashiya.workspace.suggesting import Computed, Offered, Suggesting

if TYPE_CHECKING:
    from hashiya.ui.desk.desk import Desk

AFTER_OPENING = 15
"""Milliseconds from the showing of an article to the reading of it: its text is painted in between."""
WHEN_IDLE = 2000
"""Milliseconds without a step after which the engines read again, with what was confirmed meanwhile."""
LONGEST_AGAIN = 60_000
"""A text of more code points than this is read when it is opened, and not again while somebody works in it."""
PATIENCE = 5000
"""Milliseconds that the closing of a project waits for a reading to end."""

LAYER_NAMES: Mapping[Layer, LayerName] = {
    Layer.ENTITIES: "entities",
    Layer.CLAIMS: "claims",
    Layer.REGIONS: "regions",
}


class Offering(QObject):
    """What waits to be reviewed. `changed` tells that it is other proposals now."""

    changed = Signal()

    def __init__(self, desk: Desk, suggesting: Suggesting) -> None:
        super().__init__()
        self._desk, self._suggesting = desk, suggesting
        self._waiting: dict[str, Offered] = {}
        self._drawn: dict[str, Mark] = {}
        self._is_shown = True
        self._is_known = False
        self._draft: tuple[str, Fragments] | None = None
        self._in_question: str | None = None
        self._job: Job | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._compute)
        desk.article_shown.connect(self._article_shown)
        desk.article_closed.connect(self._article_closed)
        desk.stepped.connect(self._stepped)

    def leave(self) -> None:
        """Read nothing more: the project is being closed."""
        self._idle.stop()
        if self._job is not None:
            self._job.drop()
            self._job.wait(PATIENCE)
            self._job = None

    # What waits

    @property
    def is_shown(self) -> bool:
        """Whether the person wants to see proposals."""
        return self._is_shown

    @property
    def is_known(self) -> bool:
        """Whether the engines have read the article."""
        return self._is_known

    def waiting(self) -> list[Offered]:
        """The proposals in text order; none while they are hidden."""
        return list(self._waiting.values()) if self._is_shown else []

    def get(self, identifier: str | None) -> Offered | None:
        """The proposal with this id, if it waits."""
        return self._waiting.get(identifier or "") if self._is_shown else None

    def has_mention_on(self, fragments: Fragments) -> bool:
        """Whether a mention of the annotator's stands on exactly these words."""
        here = self._desk.viewer.marks_at(fragments[0].start)
        return any(mark.layer == "entities" and mark.pieces == fragments for mark in here)

    # Reading

    def _article_shown(self, key: str) -> None:
        self._forget()
        self._take(ArticleKey(key))
        if not self._is_known:
            self._idle.start(AFTER_OPENING)

    def _article_closed(self) -> None:
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        """The article is another: what is being computed is stale."""
        self._idle.stop()
        if self._job is not None:
            self._job.drop()
            self._job = None
        self._waiting, self._drawn, self._is_known = {}, {}, False
        self._draft = self._in_question = None
        self._desk.showing.propose({}, {})

    def renew(self) -> None:
        """Read again: another person is at work, or other engines are asked."""
        if self._desk.article is not None:
            self._take(self._desk.article)
            self._idle.start(AFTER_OPENING)

    def _compute(self) -> None:
        """Let the engines read in a thread; a reading of an article that was left is dropped."""
        key = self._desk.article
        if key is None or not self._is_shown:
            return
        if self._job is not None:
            self._idle.start(AFTER_OPENING)
            return
        suggesting = self._suggesting
        job = self._job = Job(lambda _: suggesting.compute(key), self)
        job.done.connect(lambda computed: self._computed(job, computed))
        job.finished.connect(lambda: self._ended(job))
        job.start()

    def _computed(self, job: Job, computed: Computed) -> None:
        """Take what a job has read; what it told before it was dropped may come after."""
        if job is self._job:
            self._job = None
            self._suggesting.keep(computed)
            self._take(computed.article)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _take(self, key: ArticleKey) -> None:
        """Take what waits in the article as it is known now."""
        found = self._suggesting.now(key)
        if found is not None:
            self._is_known = True
            self._set({one.id: one for one in found.offered})
            if not found.is_fresh and len(self._desk.workspace.text(key)) <= LONGEST_AGAIN:
                self._idle.start(WHEN_IDLE)

    def _stepped(self, step: Step) -> None:
        key = self._desk.article
        if key is None:
            return
        if self._suggesting.now(key) is None and self._is_known:
            # A stored proposal was decided: until all is read again, the others wait as they did.
            gone = {change.target for change in step.changes}
            self._set({one.id: one for one in self._waiting.values() if one.stored not in gone})
            self._idle.start(AFTER_OPENING)
            return
        self._take(key)

    # Showing

    def set_shown(self, *, shown: bool) -> None:
        """Show proposals, or hide them."""
        if shown != self._is_shown:
            self._is_shown = shown
            self._draw()
            if shown and not self._is_known:
                self._idle.start(AFTER_OPENING)
            self.changed.emit()

    def question(self, identifier: str | None, draft: Fragments | None = None) -> None:
        """Draw this proposal as the one in question, with other edges if it has been given some."""
        self._in_question = identifier
        self._draft = (identifier, draft) if identifier and draft else None
        self._draw()

    def _set(self, waiting: dict[str, Offered]) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self._draw()
            self.changed.emit()

    def _draw(self) -> None:
        """Bring the text to what waits; only what differs is painted again."""
        view = self._desk.view
        if view is None:
            return
        drawn = {one.id: self._mark(one) for one in self.waiting() if self._is_drawn(one)}
        if drawn != self._drawn:
            claims = [one for one in self.waiting() if one.proposal.layer is Layer.CLAIMS]
            self._drawn = drawn
            self._desk.showing.propose(drawn, {one.id: self._gloss(one, view.text) for one in claims})

    def _is_drawn(self, one: Offered) -> bool:
        """A proposed referent is drawn only while it is in question: its mention stands there already."""
        return one.proposal.mention is None or one.id == self._in_question

    def _mark(self, one: Offered) -> Mark:
        proposal = one.proposal
        pieces = self._draft[1] if self._draft and self._draft[0] == one.id else proposal.fragments
        fragments = pieces if len(pieces) > 1 else None
        layer = LAYER_NAMES[proposal.layer]
        return Mark(one.id, layer, proposal.label, pieces[0].start, pieces[-1].end, fragments, proposal=True)

    def _gloss(self, one: Offered, text: str) -> ClaimGloss:
        proposal = one.proposal
        speakers = [quote(text, place) for place in proposal.roles.get(SOURCE, ())]
        cues = [quote(text, place) for place in proposal.roles.get("cue", ())]
        unnamed = self._desk.messages().text("words.no_source")
        carried = proposal.attributes.get(SOURCE_FORM) == "implicit"
        form = self._desk.showing.form_name(proposal.attributes.get("quote_form"))
        return ClaimGloss(one.id, 0, "، ".join(speakers) or unnamed, carried, " … ".join(cues), form)


def place_of(one: Offered) -> tuple[int, int]:
    """Where a proposal stands in the order of the text: what begins first, then what is longer."""
    return one.proposal.start, -one.proposal.end
