"""A referent is proposed for a mention: whatever the person chooses in the card answers the proposal that they see."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import EntityMention
from hashiya.domain.ids import ReferentId
from hashiya.domain.links import Referent
from hashiya.domain.span import Span
from PySide6.QtWidgets import QApplication

from tests.e2e.driver import Hands
from tests.e2e.proposed import Before, until

ZARIF = "محمد جواد ظريف"
JUDGED = ("accepted", "corrected", "rejected")


def is_proposed(hands: Hands) -> bool:
    """Whether a referent is proposed for the mention."""
    return any(one.proposal.referent is not None for one in hands.room.offering.waiting())


def record(hands: Hands) -> dict[str, tuple[int, ...]]:
    """The record of the engine that proposes referents, by the referent's name."""
    workspace = hands.room.workspace
    names = {f"referent:{one.id}": one.name for one in workspace.referents.all()}
    counts = workspace.tallies.labels_of("referents")
    return {names[label]: tuple(told) for label, told in counts.items()}


@pytest.fixture
def proposed(before: Before) -> Hands:
    """A person before one mention, for which «محمد جواد ظريف» of the register is proposed."""
    hands = before(("PERS", ZARIF, 0, 0.9))
    for name in (ZARIF, "ظريف آخر"):
        hands.room.workspace.referents.make(name, "PERS")
    assert hands.room.suggesting.switch("referents", True) is None
    hands.press("N", "Enter")
    until(hands, lambda: is_proposed(hands))
    return hands


def mention(hands: Hands) -> EntityMention:
    """The mention, as the file has it."""
    (one,) = [one for one in hands.annotations() if isinstance(one, EntityMention)]
    return one


def choose(hands: Hands, name: str) -> Referent:
    """Choose the referent in the mention's card."""
    chosen = next(one for one in hands.room.workspace.referents.all() if one.name == name)
    hands.window.panes.card.news.referent_chosen.emit(mention(hands).id, chosen.id)
    assert mention(hands).referent == ReferentId(chosen.id)
    return chosen


@pytest.mark.parametrize(("name", "counts"), [(ZARIF, (1, 0, 0)), ("ظريف آخر", (0, 1, 0))], ids=["same", "other"])
def test_the_one_chosen_in_the_card_answers_the_proposal(proposed: Hands, name: str, counts: tuple[int, ...]) -> None:
    assert record(proposed) == {}
    choose(proposed, name)
    assert not is_proposed(proposed)
    assert record(proposed) == {ZARIF: counts}
    proposed.press("Ctrl+Z")
    assert (mention(proposed).referent, record(proposed)) == (None, {})
    until(proposed, lambda: is_proposed(proposed))


def test_who_hides_the_proposals_answers_none(proposed: Hands) -> None:
    proposed.press("Ctrl+Shift+N")
    choose(proposed, "ظريف آخر")
    assert record(proposed) == {}


def test_the_keys_accept_and_reject_it(proposed: Hands) -> None:
    proposed.press("N", "Enter")
    assert record(proposed) == {ZARIF: (1, 0, 0)}
    proposed.press("Ctrl+Z")
    until(proposed, lambda: is_proposed(proposed))
    proposed.press("N", "Del")
    assert record(proposed) == {ZARIF: (0, 0, 1)}


def test_the_page_shows_the_record_of_the_referent(proposed: Hands) -> None:
    proposed.press("N", "Enter")
    assert record(proposed) == {ZARIF: (1, 0, 0)}
    workspace, article = proposed.room.workspace, mention(proposed).article
    start = workspace.text(article).index("ظريف", mention(proposed).end)
    workspace.entities.annotate(article, [Span(start, start + len("ظريف"))], "PERS")
    until(proposed, lambda: is_proposed(proposed))
    proposed.press("N")
    proposed.settle()
    messages, page = proposed.window.program.messages(), proposed.window.panes.card.proposals
    shown = [messages.text(f"review.tally.{key}", number=n) for key, n in zip(JUDGED, (1, 0, 0), strict=True)]
    assert [tally.text() for tally in page.tallies if tally.isVisible()] == shown


def test_where_only_referents_wait_no_empty_list_is_opened(proposed: Hands) -> None:
    proposed.press("N", "Ctrl+Enter")
    proposed.settle()
    assert QApplication.activeModalWidget() is None
    assert proposed.said() == proposed.window.program.messages().text("review.one_by_one")
