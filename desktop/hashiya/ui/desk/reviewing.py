"""Reviewing at the desk: from proposal to proposal, accepting, correcting, rejecting each by a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from hashiya.arabic.folding import fold_key
from hashiya.domain.annotation import Layer
from hashiya.domain.faults import Refusal
from hashiya.domain.span import Fragments, Span, are_fragments, hull, join, quote
from hashiya.domain.step import Step
from hashiya.suggest.proposal import Proposal
from hashiya.ui.desk.desk import Desk, Saying
from hashiya.ui.desk.offering import Offering
from hashiya.workspace.suggesting import Offered

ENOUGH = 0.9
"""From this score on a proposal is accepted with many others, if nothing else is said."""
LOWER = (0.85, 0.8, 0.7, 0.6, 0.5, 0.0)
"""Where to begin instead when no proposal of a sort is that sure."""


@dataclass(frozen=True, slots=True)
class Sort:
    """The proposals of one label: how many there are, and how many score at least `above`."""

    layer: Layer
    label: str
    above: float
    sure: int
    of: int


class Reviewing(QObject):
    """The proposal in question, and what the keys do with it.

    It is left as soon as the person selects something else; `situation_changed` of the desk tells of it too.
    """

    announced = Signal(str)
    many_requested = Signal(object, object)
    """The sort (Layer, label) to begin with, and the proposals to choose among, if they are not all of that sort."""

    def __init__(self, desk: Desk, offering: Offering) -> None:
        super().__init__()
        self._desk, self._offering = desk, offering
        self._current: str | None = None
        self._draft: Fragments | None = None
        self._caret = -1
        self._is_over = self._is_deciding = False
        self._last: Offered | None = None
        desk.situation_changed.connect(self._situation_changed)
        desk.article_shown.connect(lambda _: self.end())
        desk.article_closed.connect(self.end)
        offering.changed.connect(self._changed)

    def actions(self) -> dict[str, Callable[[], None]]:
        """The gestures by action."""
        return {
            "proposal_next": lambda: self.walk(forward=True),
            "proposal_previous": lambda: self.walk(forward=False),
            "accept": self.accept,
            "reject": self.reject,
            "skip": lambda: self.walk(forward=True),
            "accept_alike": self.ask_alike,
            "accept_many": self.ask_many,
        }

    # What is in question

    @property
    def current(self) -> Offered | None:
        """The proposal in question."""
        return self._offering.get(self._current)

    @property
    def fragments(self) -> Fragments:
        """The words of the proposal in question, with the edges that it was given."""
        one = self.current
        return self._draft or (one.proposal.fragments if one else ())

    @property
    def is_corrected(self) -> bool:
        """Whether its edges were moved."""
        return self._draft is not None

    @property
    def has_the_keys(self) -> bool:
        """Whether the keys are those of the review: a proposal is in question, or the last was decided just now."""
        return self.current is not None or self._is_over

    @property
    def is_over(self) -> bool:
        """Whether the last proposal of the article was decided just now."""
        return self._is_over

    def number(self) -> int:
        """The place of the proposal in question among those that wait, from 1."""
        return self._offering.number(self._current or "")

    def has(self, identifier: str) -> bool:
        """Whether that is a proposal."""
        return self._offering.get(identifier) is not None

    def select(self, identifier: str | None, *, reveal: bool = True, caret: bool = True) -> None:
        """Put a proposal in question; None ends the review."""
        desk, one = self._desk, self._offering.get(identifier)
        if one is None:
            self.end()
            return
        if desk.selected or desk.open_claim or desk.viewer.selection():
            with desk.quiet():
                desk.viewer.set_selection(None)
            self._current = None
            desk.open(None)
            desk.select(None)
        self._current, self._draft, self._is_over = one.id, None, False
        self._last = one
        with desk.quiet():
            if caret:
                desk.viewer.set_caret(one.proposal.start)
            self._caret = desk.viewer.caret()
            if reveal:
                desk.viewer.reveal(hull(one.proposal.fragments))
        self._show()
        desk.situation_changed.emit()
        self.announced.emit(self.words())

    def end(self) -> None:
        """Put no proposal in question."""
        was = self._current is not None or self._is_over
        self._current = self._draft = None
        self._is_over = False
        if was:
            self._show()
            self._desk.situation_changed.emit()

    def words(self) -> str:
        """The proposal in question as a screen reader says it."""
        one, text = self.current, self._desk.messages().text
        if one is None:
            return ""
        score = f"{round(one.proposal.score * 100)}%"
        return text("review.spoken", name=self.name(one.proposal), words=self.excerpt(), score=score)

    def name(self, proposal: Proposal) -> str:
        """What is proposed: a label's name, or a referent."""
        messages, scheme = self._desk.messages(), self._desk.workspace.scheme
        if (new := proposal.new_referent) is not None:
            return messages.text("review.new_referent", name=new.name, count=len(new.mentions))
        if proposal.mention is not None:
            referent = self._desk.workspace.referents.resolve(proposal.referent)
            return messages.text("review.referent", name=referent.name if referent else "")
        label = scheme.label(proposal.layer, proposal.label)
        return label.name.in_language(messages.language) if label else proposal.label

    def excerpt(self) -> str:
        """The words of the proposal in question, in one line."""
        view = self._desk.view
        return " ".join(quote(view.text, self.fragments).split()) if view and self.fragments else ""

    def _show(self) -> None:
        """Draw the proposal in question as such; of a claim, its roles too."""
        desk, one = self._desk, self.current
        self._offering.question(self._current, self._draft)
        if not desk.selected:
            desk.viewer.select_mark(self._current)
        if desk.open_claim is None:
            desk.showing.show_proposed_claim(one.id if one else "", one.proposal.roles if one else {})

    def _situation_changed(self) -> None:
        """Something else is selected, or the caret is elsewhere: the proposal is not in question any more."""
        if self._current is None:
            moved = self._desk.viewer.caret() != self._caret
            if self._is_over and (self._desk.selected or self._desk.viewer.selection() or moved):
                self.end()
            return
        desk = self._desk
        if desk.selected or desk.open_claim or desk.viewer.selection() or desk.viewer.caret() != self._caret:
            self.end()

    def _changed(self) -> None:
        """What waits is another: of the one in question, it may be that it does not."""
        if self._current is None or self.current is not None:
            self._show()
            return
        # Decided elsewhere, or no longer proposed: the review goes on where it was.
        following = None if self._is_deciding else self._from_here()
        if following is not None:
            self.select(following.id)
        else:
            self.end()

    def _from_here(self) -> Offered | None:
        """The proposal after the one that was in question last, else the first of the article."""
        following = self._offering.beside(self._last, forward=True) if self._last else None
        return following or next(iter(self._offering.waiting()), None)

    # Walking

    def walk(self, *, forward: bool) -> None:
        """To the next or previous proposal, from the one in question or from the caret; the review begins."""
        waiting, one = self._offering.waiting(), self.current
        if not waiting:
            self._say_none()
            return
        caret = self._desk.viewer.caret()
        if one is not None:
            found = self._offering.beside(one, forward=forward)
        elif forward:
            found = next((other for other in waiting if other.end > caret), None)
        else:
            found = next((other for other in reversed(waiting) if other.end <= caret), None)
        self.select((found or waiting[0 if forward else -1]).id)
        if found is None and len(waiting) > 1:
            self._desk.say(Saying.HINT, "words.went_round")

    def _say_none(self) -> None:
        if not self._offering.is_shown:
            self._desk.say(Saying.HINT, "review.hidden")
        elif not self._offering.is_known:
            self._desk.say(Saying.HINT, "review.reading")
        else:
            self._desk.say(Saying.DONE, "review.all_reviewed")

    # Deciding

    def accept(self, label: str | None = None) -> None:
        """Accept the proposal in question, as this label if one is given; go to the next."""
        one, article = self.current, self._desk.article
        if one is None or article is None:
            self._say_over()
            return
        if label is not None and (one.proposal.layer is not Layer.ENTITIES or one.proposal.mention is not None):
            self._desk.refuse("not_a_mention")
            return
        draft, waiting = self._draft, self._offering.waiting()
        reviewing = self._desk.workspace.reviewing
        said = self._desk.messages().text("review.accepted", name=self.name(one.proposal), words=self.excerpt())
        self._decide(lambda: reviewing.accept(article, one, label=label, fragments=draft, among=waiting), said)

    def reject(self) -> None:
        """Reject the proposal in question, for good; go to the next."""
        one, article = self.current, self._desk.article
        if one is None or article is None:
            self._say_over()
            return
        said = self._desk.messages().text("review.rejected", name=self.name(one.proposal), words=self.excerpt())
        self._decide(lambda: self._desk.workspace.reviewing.reject(article, [one]), said)

    def _say_over(self) -> None:
        """One key too many after the last proposal decides nothing, and touches no mark."""
        if self._is_over:
            self._desk.say(Saying.DONE, "review.all_reviewed")

    def accept_these(self, several: Sequence[Offered]) -> Step | None:
        """Accept all these in one step."""
        article = self._desk.article
        if article is None or not several:
            return None
        count, reviewing = len(several), self._desk.workspace.reviewing
        said = self._desk.messages().text("review.many_accepted", count=count)
        step = self._decide(lambda: reviewing.accept_many(article, several), said)
        left = int(step.details.get("left_out", 0)) if step else 0
        if left:
            text = self._desk.messages().text("review.left_out", count=left)
            self._desk.said.emit(Saying.HINT, text)
        return step

    def _decide(self, gesture: Callable[[], Step | Refusal], said: str) -> Step | None:
        """Carry out what was decided, then put the next proposal in question."""
        was, self._is_deciding = self.current, True
        try:
            step = self._desk.take(gesture)
        finally:
            self._is_deciding = False
        if step is None:
            return None
        self.announced.emit(said)
        following = self._offering.beside(was, forward=True) if was else None
        target = following or next(iter(self._offering.waiting()), None)
        if target is not None:
            self.select(target.id)
            if following is None and was is not None:
                self._desk.say(Saying.HINT, "words.went_round")
            return step
        self._current = self._draft = None
        self._is_over = True
        self._caret = self._desk.viewer.caret()
        self._show()
        self._desk.situation_changed.emit()
        self.announced.emit(self._desk.messages().text("review.all_reviewed"))
        return step

    # Edges

    def move(self, number: int, span: Span) -> bool:
        """Give one piece of the proposal in question other edges; whether it could be."""
        pieces = [span if n == number else old for n, old in enumerate(self.fragments)]
        one = self.current
        if one is None or one.proposal.mention is not None:
            self._desk.refuse("no_further_edge")
            return False
        fragments = join(pieces)
        if not are_fragments(fragments):
            return False
        self._draft = None if fragments == one.proposal.fragments else fragments
        self._show()
        self._desk.situation_changed.emit()
        return True

    def drag(self, identifier: str, number: int, span: Span) -> None:
        """A handle of a proposal was released."""
        if identifier != self._current:
            self.select(identifier, reveal=False, caret=False)
        self.move(number, span)

    # Many

    def sorts(self) -> list[Sort]:
        """The labels of what waits, the most frequent first, each with how many are sure."""
        scores: dict[tuple[Layer, str], list[float]] = {}
        for one in self._offering.waiting():
            if one.proposal.mention is None:
                scores.setdefault((one.proposal.layer, one.proposal.label), []).append(one.proposal.score)
        found = []
        for (layer, label), some in scores.items():
            above = threshold(some)
            found.append(Sort(layer, label, above, sum(score >= above for score in some), len(some)))
        return sorted(found, key=lambda sort: -sort.sure)

    def of_sort(self, layer: Layer, label: str) -> list[Offered]:
        """The proposals of that label."""
        return [
            one
            for one in self._offering.waiting()
            if (one.proposal.layer, one.proposal.label) == (layer, label) and one.proposal.mention is None
        ]

    def alike(self) -> list[Offered]:
        """What looks like the proposal in question: the same label on the same words in any spelling; claims by cue."""
        one, view = self.current, self._desk.view
        if one is None or view is None:
            return []
        wanted = _look(one.proposal, view.text)
        return [other for other in self._offering.waiting() if _look(other.proposal, view.text) == wanted]

    def ask_alike(self) -> None:
        """List all that look like the proposal in question, to be accepted in one step."""
        one = self.current
        if one is not None:
            self.many_requested.emit((one.proposal.layer, one.proposal.label), self.alike())

    def ask_many(self) -> None:
        """List all of the sort of the proposal in question, to be accepted in one step."""
        one, sorts = self.current, [(sort.layer, sort.label) for sort in self.sorts()]
        wanted = (one.proposal.layer, one.proposal.label) if one else None
        if sorts:
            self.many_requested.emit(wanted if wanted in sorts else sorts[0], None)
        elif self._offering.count:
            self._desk.say(Saying.HINT, "review.one_by_one")
        else:
            self._say_none()


def threshold(scores: Sequence[float]) -> float:
    """The score from which on these are sure: 0.9, or lower where none is as sure as that."""
    return next((one for one in (ENOUGH, *LOWER) if any(score >= one for score in scores)), 0.0)


def _look(proposal: Proposal, text: str) -> tuple[object, ...]:
    words = proposal.roles.get("cue", ((),))[0] if proposal.layer is Layer.CLAIMS else proposal.fragments
    if proposal.layer is Layer.REGIONS:
        words = ()
    folded = fold_key(quote(text, words)) if words else ""
    new = proposal.new_referent.name if proposal.new_referent else None
    return proposal.layer, proposal.label, folded, proposal.referent if proposal.mention else None, new
