"""The page of the proposal in question: what can be done with a mention, and with a referent alone."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import Layer
from hashiya.resources.messages import Messages
from hashiya.ui.panes.proposals import ProposalCard, ProposalsPage
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.sample import scheme_named
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot, theme: ThemeSource) -> ProposalsPage:
    """The page, in English, on the scheme of the sample."""
    made = ProposalsPage(theme, lambda: Messages("en"), lambda _: "K")
    qtbot.addWidget(made)
    made.show_scheme(scheme_named("news-claims"))
    made.resize(320, 640)
    made.show()
    return made


def card(layer: Layer, label: str, *, referent: str = "", refers: bool = False, roles: int = 0) -> ProposalCard:
    return ProposalCard(
        layer=layer,
        label=label,
        words="ظريف " * (1 + roles),
        engine="names",
        score=0.8,
        record=(3, 1, 0),
        number=1,
        of=9,
        referent=referent,
        refers=refers,
        values="a\nb" if roles else "",
    )


@pytest.mark.parametrize(
    ("shown", "relabels", "moves"),
    [
        (card(Layer.ENTITIES, "PERS"), True, True),
        (card(Layer.ENTITIES, "PERS", referent="محمد جواد ظريف"), True, True),
        (card(Layer.ENTITIES, "PERS", referent="محمد جواد ظريف", refers=True), False, False),
        (card(Layer.CLAIMS, "claim"), False, True),
        (card(Layer.REGIONS, "DATELINE"), False, True),
    ],
)
def test_a_referent_alone_has_neither_label_nor_edges(
    page: ProposalsPage, shown: ProposalCard, relabels: bool, moves: bool
) -> None:
    page.show_card(shown)
    assert page.accept_as.isVisible() is relabels
    assert page.edges.isVisible() is moves
    assert all(tally.isVisible() for tally in page.tallies)


def test_accept_stays_where_it_is_whatever_is_proposed(page: ProposalsPage) -> None:
    places = set()
    for shown in (
        card(Layer.ENTITIES, "PERS"),
        card(Layer.ENTITIES, "PERS", referent="محمد جواد ظريف"),
        card(Layer.CLAIMS, "claim", roles=40),
    ):
        page.show_card(shown)
        QApplication.processEvents()
        places.add((page.accept.mapTo(page, page.accept.rect().topLeft()), page.accept.size()))
    assert len(places) == 1
