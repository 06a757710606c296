"""One new referent for mentions that name the same: proposed, accepted, rejected and taken back by real keys."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import EntityMention
from hashiya.domain.links import Referent
from hashiya.suggest.proposal import NewReferent
from hashiya.ui.kit import CorpusLabel

from tests.e2e.driver import Arabic, Hands, Latin
from tests.e2e.proposed import Before, question, rejections, until

THREE = (
    ("PERS", "محمد جواد ظريف", 0, 0.9),
    ("PERS", "ظريف", 1, 0.9),
    ("PERS", "سيرغي لافروف", 0, 0.9),
    ("PERS", "ظريف", 2, 0.9),
)
"""A person in full and twice by the surname, and another one."""


def proposed(hands: Hands) -> list[NewReferent]:
    """The new referents that wait."""
    return [new for one in hands.room.offering.waiting() if (new := one.proposal.new_referent) is not None]


def known(hands: Hands) -> list[Referent]:
    """The referents of the file."""
    with hands.file() as project:
        return list(project.referents().values())


def stands_for(hands: Hands) -> list[str | None]:
    """The referents of the mentions in the file, in text order."""
    return [one.referent for one in hands.annotations() if isinstance(one, EntityMention)]


@pytest.fixture(params=[Latin, Arabic], ids=["latin", "arabic"])
def marked(request: pytest.FixtureRequest, before: Before) -> Hands:
    """A person who has just accepted four mentions of persons, before the new referent that follows from them."""
    hands = before(*THREE, keys=request.param)
    assert hands.room.suggesting.switch("referents", True) is None
    hands.press("N", "Enter", "Enter", "Enter", "Enter")
    until(hands, lambda: len(proposed(hands)) == 1)
    hands.press("N")
    return hands


def test_one_key_makes_the_referent_for_all_and_one_undo_takes_all_back(marked: Hands) -> None:
    new = question(marked).proposal.new_referent
    assert new is not None
    assert (new.name, len(new.mentions)) == ("محمد جواد ظريف", 3)
    assert marked.press("Enter") == 1
    (referent,) = known(marked)
    assert (referent.name, referent.label) == ("محمد جواد ظريف", "PERS")
    assert stands_for(marked).count(referent.id) == 3
    assert stands_for(marked).count(None) == 1
    assert proposed(marked) == []
    marked.press("Ctrl+Z")
    assert known(marked) == []
    assert stands_for(marked) == [None] * 4
    until(marked, lambda: len(proposed(marked)) == 1)


def test_the_page_names_it_and_counts_its_mentions(marked: Hands) -> None:
    marked.settle()
    framed = marked.viewer.scenes.marks[question(marked).id]
    assert [piece.of(marked.text) for piece in framed.pieces] == ["محمد جواد ظريف", "ظريف", "ظريف"]
    page = marked.window.panes.card.proposals
    assert page.isVisible()
    assert "مرجع جديد: \u2068محمد جواد ظريف\u2069، ٣ أذكار" in [
        label.text() for label in page.findChildren(CorpusLabel)
    ]
    assert not page.accept_as.isVisible()
    assert not page.edges.isVisible()


def test_what_is_rejected_is_not_proposed_after_another_reading(marked: Hands) -> None:
    assert marked.press("Del") == 1
    assert rejections(marked) == 1
    assert proposed(marked) == []
    marked.room.suggesting.switch("dates", True)
    marked.room.offering.renew()
    until(marked, lambda: marked.room.offering.count > 0)
    assert proposed(marked) == []
    assert known(marked) == []


def test_it_does_not_wait_when_one_of_its_mentions_is_decided_otherwise(marked: Hands) -> None:
    last = [one for one in marked.annotations() if isinstance(one, EntityMention)][-1]
    marked.room.workspace.marks.delete([last.id])
    until(marked, lambda: [len(one.mentions) for one in proposed(marked)] == [2])
