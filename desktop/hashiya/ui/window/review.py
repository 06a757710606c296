"""The review of proposals as the window has it: its page, its lists, what the mouse does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hashiya.domain.annotation import Layer
from hashiya.resources.messages import Messages
from hashiya.ui.desk.desk import Saying
from hashiya.ui.desk.offering import LAYER_NAMES
from hashiya.ui.desk.proposal_cards import ProposalCards
from hashiya.ui.viewer.content import Tip
from hashiya.ui.window.hints import review_keys

if TYPE_CHECKING:
    from hashiya.domain.span import Span
    from hashiya.ui.window.carding import Pair
    from hashiya.ui.window.room import Room


class Review(QObject):
    """Ties the review at the desk to the panes of one project's window."""

    engines_requested = Signal()

    def __init__(self, room: Room, key_of: Callable[[str], str], messages: Callable[[], Messages]) -> None:
        super().__init__()
        self._room, self._key_of, self._messages = room, key_of, messages
        self._reviewing, self._offering = room.reviewing, room.offering
        self._cards = ProposalCards(room.workspace, room.offering, room.reviewing)

    def pairs(self) -> list[Pair]:
        """Each request of the page and the bar, and what carries it out."""
        room, panes, reviewing = self._room, self._room.panes, self._reviewing
        page = panes.card.proposals
        return [
            (page.accept_requested, self._then_text(reviewing.accept)),
            (page.reject_requested, self._then_text(reviewing.reject)),
            (page.accept_as_requested, panes.labels.pick_label),
            (page.edges_requested, self._then_text(lambda: room.desk.say(Saying.HINT, "review.edge_hint"))),
            (page.many_requested, self._ask_many),
            (page.next_article_requested, self._then_text(lambda: room.walking.to_article(forward=True))),
            (page.engines_requested, self.engines_requested),
            (page.left, room.to_text),
            (panes.bar.proposals_requested, self._then_text(lambda: reviewing.walk(forward=True))),
            (reviewing.announced, panes.status.announce),
            (self._offering.changed, lambda: room.informing.later("situation")),
        ]

    def _then_text(self, gesture: Callable[[], None]) -> Callable[[], None]:
        """The gesture, and the keyboard back to the text."""

        def act() -> None:
            gesture()
            self._room.to_text()

        return act

    def _ask_many(self, layer: str, label: str) -> None:
        self._reviewing.many_requested.emit((Layer(layer), label), None)

    # Showing

    @property
    def waits(self) -> bool:
        """Whether there is anything to review in the article."""
        return self._offering.count > 0

    def show(self) -> bool:
        """Show the proposal in question in page, palette and status line; whether there is one."""
        panes, desk, messages = self._room.panes, self._room.desk, self._messages()
        panes.bar.show_waiting(self._offering.count)
        card = self._cards.card(messages, desk.view.text) if desk.view else None
        panes.card.show_proposal(card, over=self._reviewing.is_over, waiting=self._offering.count)
        if card is None:
            return False
        panes.labels.show_chosen((card.layer, card.label))
        panes.status.show_selection(self._cards.marked(messages))
        keys = review_keys(self._key_of, messages, relabels=card.can_be_relabelled, moves=not card.refers)
        panes.status.show_keys(keys)
        panes.status.show_place(messages.text("review.left", count=card.of))
        return True

    def tip(self, identifier: str) -> Tip | None:
        """The tip of a proposal."""
        one, desk = self._offering.get(identifier), self._room.desk
        if one is None or desk.view is None:
            return None
        style = desk.showing.styles().get((LAYER_NAMES[one.proposal.layer], one.proposal.label))
        return self._cards.tip(identifier, self._messages(), desk.view.text, style.colour if style else "#808080")

    # What the keys and the mouse do while a proposal is in question

    def take(self, action: str) -> bool:
        """An action that a proposal in question answers in its own way; whether it does."""
        if not self._reviewing.has_the_keys:
            return False
        if action == "delete":
            self._reviewing.reject()
            return True
        return action == "card"

    def label(self, key: str) -> bool:
        """A label's key accepts the proposal in question as that; whether there is one."""
        if not self._reviewing.has_the_keys:
            return False
        self._reviewing.accept(key)
        return True

    def clicked(self, identifier: str) -> bool:
        """A click on a proposal puts it in question; whether it was on one."""
        if not self._reviewing.has(identifier):
            return False
        self._reviewing.select(identifier, reveal=False, caret=False)
        return True

    def dragged(self, identifier: str, piece: int, span: Span) -> bool:
        """A handle of a proposal was released; whether it was a proposal's."""
        if not self._reviewing.has(identifier):
            return False
        self._reviewing.drag(identifier, piece, span)
        return True

    def step_out(self) -> bool:
        """Esc ends the review; whether there was one."""
        if self._reviewing.current is None and not self._reviewing.is_over:
            return False
        self._reviewing.end()
        return True
