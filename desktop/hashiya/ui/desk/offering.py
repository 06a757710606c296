"""The proposals of the article on the desk: computed behind the window's back, kept in step, drawn in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from hashiya.domain.annotation import AnyAnnotation, Layer
from hashiya.domain.ids import ArticleKey
from hashiya.domain.rejection import Rejection
from hashiya.domain.span import Fragments, Span, hull, join, quote
from hashiya.domain.step import Step
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.viewer.content import ClaimGloss, LayerName, Mark
from hashiya.workspace.claims import SOURCE, SOURCE_FORM
from hashiya.workspace.offering import Offered
from hashiya.workspace.ordered import InTextOrder
from hashiya.workspace.suggesting import Computed, Suggesting

if TYPE_CHECKING:
    from hashiya.ui.desk.desk import Desk

AFTER_OPENING = 5
"""Milliseconds from the showing of an article to the reading of it: its text is painted in between."""
WHEN_IDLE = 2000
"""Milliseconds without a step after which the engines read again, with what was confirmed meanwhile."""
AT_ONCE = 250
"""Proposals that are drawn when they come: of more, those in sight come first and the others in turns."""
A_TURN = 60
"""Proposals that are drawn in one turn: a few milliseconds, which a key press that comes meanwhile waits for."""
BETWEEN_TURNS = 4
"""Milliseconds between two turns of drawing, in which keys and the pointer come first."""
PATIENCE = 5000
"""Milliseconds that the closing of a project waits for a reading to end."""
_start = attrgetter("start")

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
        self._every: Computed | None = None
        self._meant: Mapping[str, Sequence[Offered]] = {}
        self._waiting: InTextOrder[Offered] = InTextOrder(())
        self._is_shown = True
        self._is_known = False
        self._question: tuple[str | None, Fragments | None] = (None, None)
        self._job: Job | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._read)
        self._undrawn: list[Offered] = []
        self._drawing = QTimer(self, singleShot=True, interval=BETWEEN_TURNS)
        self._drawing.timeout.connect(self._draw_more)
        desk.article_shown.connect(self._article_shown)
        desk.article_closed.connect(self._article_closed)
        desk.stepped.connect(self._stepped)

    def leave(self) -> None:
        """Read nothing more: the project is being closed."""
        self._idle.stop()
        self._drawing.stop()
        if self._job is not None:
            self._suggesting.interrupt()
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

    @property
    def is_drawing(self) -> bool:
        """Whether some of many proposals are not drawn yet."""
        return bool(self._undrawn)

    @property
    def count(self) -> int:
        """How many proposals wait; none while they are hidden."""
        return len(self._waiting) if self._is_shown else 0

    def waiting(self) -> list[Offered]:
        """The proposals in text order; none while they are hidden."""
        return self._waiting.all() if self._is_shown else []

    def get(self, identifier: str | None) -> Offered | None:
        """The proposal with this id, if it waits."""
        return self._waiting.get(identifier or "") if self._is_shown else None

    def number(self, identifier: str) -> int:
        """Its place among those that wait, from 1; 0 when it does not."""
        return self._waiting.number(identifier) if self._is_shown else 0

    def beside(self, one: Offered, *, forward: bool) -> Offered | None:
        """The one that waits after this one, or before it; this one need not wait any more."""
        return self._waiting.beside(one, forward=forward) if self._is_shown else None

    def has_mention_on(self, fragments: Fragments) -> bool:
        """Whether a mention of the annotator's stands on exactly these words."""
        here = self._desk.viewer.marks_at(fragments[0].start)
        return any(mark.layer == "entities" and mark.pieces == fragments for mark in here)

    # Reading

    def _article_shown(self, _: str) -> None:
        self._forget()
        self._idle.start(AFTER_OPENING)

    def _article_closed(self) -> None:
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        """The article is another: what is being computed is stale."""
        self._idle.stop()
        if self._job is not None:
            self._suggesting.left_all_but(self._desk.article)
            self._job.drop()
            self._job = None
        self._every, self._waiting, self._is_known = None, InTextOrder(()), False
        self._meant = {}
        self._question = (None, None)
        self._undrawn = []
        self._desk.showing.propose({}, {})

    def renew(self) -> None:
        """Read again: another person is at work, or other engines are asked."""
        key = self._desk.article
        if key is not None:
            known = self._suggesting.computed(key)
            if known is not None and len(known.proposals) <= AT_ONCE:
                self._take(self._suggesting.as_it_is(known))
            self._idle.start(AFTER_OPENING)

    def _read(self) -> None:
        """Take what was read before, if the article has just been opened; else let the engines read what is new.

        A thread waits for them; the reading of an article that was left is dropped.
        """
        key = self._desk.article
        if key is None or not self._is_shown or (self._is_known and self._suggesting.is_fresh(key)):
            return
        known = None if self._is_known else self._suggesting.computed(key)
        if self._job is not None:
            self._idle.start(AFTER_OPENING)
        elif known is None:
            self._start(lambda: self._suggesting.compute(key))
        elif len(known.proposals) <= AT_ONCE:
            self._take(self._suggesting.as_it_is(known))
        else:
            self._start(lambda: self._suggesting.look_again(known))

    def _start(self, work: Callable[[], Computed | None]) -> None:
        job = self._job = Job(lambda _: work(), self)
        job.done.connect(lambda computed: self._computed(job, computed))
        job.finished.connect(lambda: self._ended(job))
        job.start()

    def _computed(self, job: Job, computed: Computed | None) -> None:
        """Take what a job has read; what it told before it was dropped may come after."""
        if job is self._job:
            self._job = None
            if computed is not None:
                self._take(computed)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _take(self, computed: Computed) -> None:
        """Take all that waits in the article as it is known now."""
        later = self._suggesting.steps_since(computed)
        self._suggesting.keep(computed)
        key = computed.article
        before = {one.id: one for one in self._waiting.all()}
        is_again = self._is_known
        waiting = computed.waiting
        if later is None:
            waiting = tuple(self._suggesting.waiting_among(key, computed.proposals))
        self._is_known, self._every = True, computed
        self._meant = _by_mention(computed.proposals)
        self._waiting = InTextOrder(waiting)
        # What was decided while the engines read.
        for step in later or ():
            self._follow(step, key)
        now = {one.id: one for one in self._waiting.all()}
        if is_again:
            # Of thousands that were read again few are others.
            came = [one for name, one in now.items() if name not in before or _says_more(one, before[name])]
            self._draw(came[:AT_ONCE], [one for name, one in before.items() if name not in now])
            self._undrawn += came[AT_ONCE:]
            if self._undrawn:
                self._drawing.start()
        else:
            self._draw_all()
        self._idle.start(WHEN_IDLE)
        if before.keys() != now.keys() or self._is_other(before):
            self.changed.emit()

    def _is_other(self, before: Mapping[str, Offered]) -> bool:
        """Whether the proposal in question says something else than it did."""
        name = self._question[0] or ""
        old, now = before.get(name), self._waiting.get(name)
        return old is not None and now is not None and _says_more(now, old)

    def _stepped(self, step: Step) -> None:
        """A step decides proposals on the words that it changed, or brings them back; the others stay as they are."""
        key = self._desk.article
        if key is None or not self._is_known:
            return
        is_stale = self._suggesting.computed(key) is not self._every
        targets = {change.target for change in step.changes} if is_stale else set()
        # What was stored is decided, or the scheme is another: until all is read again the others wait.
        gone = [one for one in self._waiting.all() if one.stored in targets] if is_stale else []
        came, decided = self._follow(step, key, gone=gone)
        if came or decided:
            self._draw(came, decided)
            self.changed.emit()
        self._idle.start(AFTER_OPENING if is_stale else WHEN_IDLE)

    def _follow(
        self, step: Step, key: ArticleKey, *, gone: Sequence[Offered] = ()
    ) -> tuple[list[Offered], list[Offered]]:
        """Let wait what the step brings back, and not what it decides; both."""
        decided = {one.id: one for one in gone}
        met = {one.id: one for place in _places(step, key) for one in self._meeting(place)}
        met |= {one.id: one for one in self._meant_for(step)}
        left = {one.id for one in self._suggesting.waiting_among(key, met.values())} - decided.keys() if met else set()
        came = [one for one in met.values() if one.id in left and not self._waiting.get(one.id)]
        decided |= {one.id: one for one in met.values() if one.id not in left and self._waiting.get(one.id)}
        for one in decided.values():
            self._waiting.drop(one.id)
        for one in came:
            self._waiting.put(one)
        return came, list(decided.values())

    def _meeting(self, place: Span) -> list[Offered]:
        """All that was computed on these words, decided or not."""
        if self._every is None:
            return []
        every = self._every.proposals
        first = bisect_left(every, place.start - self._every.longest, key=_start)
        last = bisect_right(every, place.end, key=_start)
        return [one for one in every[first:last] if one.end >= place.start]

    def _meant_for(self, step: Step) -> list[Offered]:
        """The new referents that were computed for any of the mentions that the step changed."""
        if not self._meant:
            return []
        return [one for change in step.changes for one in self._meant.get(change.target, ())]

    # Showing

    def set_shown(self, *, shown: bool) -> None:
        """Show proposals, or hide them."""
        if shown != self._is_shown:
            self._is_shown = shown
            self._draw_all()
            if shown and not self._is_known:
                self._idle.start(AFTER_OPENING)
            self.changed.emit()

    def question(self, identifier: str | None, draft: Fragments | None = None) -> None:
        """Draw this proposal as the one in question, with other edges if it has been given some."""
        wanted = (identifier, draft)
        if wanted == self._question:
            return
        before, self._question = self._question[0], wanted
        touched = [one for name in dict.fromkeys((before, identifier)) if name and (one := self._waiting.get(name))]
        self._draw(touched, [])

    def _draw_all(self) -> None:
        """Draw all that waits, in place of what was drawn; of many those in sight first."""
        view = self._desk.view
        if view is None:
            return
        shown = [one for one in self.waiting() if self._is_drawn(one)]
        self._undrawn = []
        if len(shown) > AT_ONCE:
            first = max(0, bisect_left(shown, self._first_in_sight(), key=_start) - AT_ONCE // 4)
            self._undrawn = [*shown[:first], *shown[first + AT_ONCE :]]
            shown = shown[first : first + AT_ONCE]
            self._drawing.start()
        marks = {one.id: self._mark(one) for one in shown}
        self._desk.showing.propose(marks, self._glosses(shown, view.text))

    def _first_in_sight(self) -> int:
        viewer = self._desk.viewer
        return viewer.position_at(QPoint(viewer.viewport().width() // 2, 0))

    def _draw_more(self) -> None:
        """Draw some of those that are not drawn yet and wait still."""
        some, self._undrawn = self._undrawn[:A_TURN], self._undrawn[A_TURN:]
        self._draw([one for one in some if self._waiting.get(one.id)], [])
        if self._undrawn:
            self._drawing.start()

    def _draw(self, came: Sequence[Offered], gone: Sequence[Offered]) -> None:
        """Draw these anew, and those no more; nothing else is painted again."""
        view = self._desk.view
        if view is None or not self._is_shown:
            return
        shown = [one for one in came if self._is_drawn(one)]
        hidden = [self._mark(one) for one in (*gone, *(one for one in came if not self._is_drawn(one)))]
        self._desk.showing.propose_also(map(self._mark, shown), hidden, self._glosses(shown, view.text))

    def _glosses(self, some: Sequence[Offered], text: str) -> dict[str, ClaimGloss]:
        return {one.id: self._gloss(one, text) for one in some if one.proposal.layer is Layer.CLAIMS}

    def _is_drawn(self, one: Offered) -> bool:
        """A proposed referent is drawn only while it is in question: its mention stands there already."""
        return one.proposal.mention is None or one.id == self._question[0]

    def _mark(self, one: Offered) -> Mark:
        proposal = one.proposal
        name, draft = self._question
        pieces = draft if draft and name == one.id else proposal.fragments
        if proposal.new_referent is not None:
            pieces = join(proposal.new_referent.mentions.values())
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


def _says_more(one: Offered, before: Offered) -> bool:
    """Whether a claim has another source, cue or form now, which the margin tells; a new referent other mentions."""
    if one.proposal.new_referent != before.proposal.new_referent:
        return True
    is_claim = one.proposal.layer is Layer.CLAIMS
    return is_claim and (one.proposal.roles, one.proposal.attributes) != (
        before.proposal.roles,
        before.proposal.attributes,
    )


def _by_mention(proposals: Iterable[Offered]) -> dict[str, list[Offered]]:
    """The proposed new referents, by each mention that they are for."""
    found: dict[str, list[Offered]] = {}
    for one in proposals:
        if (new := one.proposal.new_referent) is not None:
            for mention in new.mentions:
                found.setdefault(mention, []).append(one)
    return found


def _places(step: Step, key: ArticleKey) -> Iterator[Span]:
    """Where in the article the step changed an annotation, or turned a proposal down."""
    for change in step.placed.get(key, ()):
        for thing in (change.before, change.after):
            if isinstance(thing, AnyAnnotation | Rejection) and thing.article == key:
                yield hull(thing.fragments)
