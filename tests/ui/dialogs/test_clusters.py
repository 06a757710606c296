"""The page of clusters: finding one, naming it, going to its claims, taking one out."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import Claim
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.clusters import ClustersPage
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import DEVICE, OMAR
from tests.ui.dialogs.conftest import WEIRD
from tests.ui.dialogs.hands import click, heard, opened, press, read, read_here, write
from tests.ui.dialogs.project import made, place, target

OTHERS = ("طهران وموسكو تتابعان تنفيذ الاتفاقيات", "التعاون في مكافحة كورونا")


@pytest.fixture
def page(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> ClustersPage:
    """Two clusters of two claims each, the page open."""
    key = workspace.articles.all()[0].key
    text = workspace.text(key)
    pair = [target(workspace.claims.make(key, [place(text, words)]), Claim) for words in OTHERS]
    made(workspace.claims.says_same(pair[0], pair[1]))
    opening = ClustersPage(theme, said, workspace)
    opened(qtbot, opening)
    read(opening)
    return opening


def _titles(page: ClustersPage) -> list[str]:
    return [row.title for row in page.model.rows]


def _choose(page: ClustersPage, title: str) -> None:
    page.view.choose(_titles(page).index(title))
    read(page)


def test_the_windows_thread_reads_no_claim_and_the_page_fills(
    qtbot: QtBot, theme: ThemeSource, said: Said, page: ClustersPage, workspace: Workspace
) -> None:
    page.accept()
    with read_here(workspace, "annotation") as statements:
        again = ClustersPage(theme, said, workspace)
        opened(qtbot, again)
        read(again)
        assert len(again.claims.rows) == 2
        _choose(again, OTHERS[0])
        assert again.claims.rows[0].words == OTHERS[0]
    assert statements == []
    again.accept()


def test_a_cluster_without_a_name_goes_by_its_first_claim(page: ClustersPage) -> None:
    assert _titles(page) == ["التعاون في مكافحة كورونا جيد جدًا", OTHERS[0]]
    assert page.claims.rows[0].words == "التعاون في مكافحة كورونا جيد جدًا"
    assert page.claims.rows[0].speaker == "ظريف"


def test_each_claim_says_its_number_and_its_article(page: ClustersPage, workspace: Workspace) -> None:
    _choose(page, OTHERS[0])
    articles = workspace.articles.all()
    assert [(row.number, row.title) for row in page.claims.rows] == [(1, articles[0].title), (3, articles[0].title)]
    spoken = page.claims.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert page.say("words.claim_number", number=1) in spoken


def test_any_claim_of_a_cluster_finds_it_in_any_spelling(page: ClustersPage) -> None:
    write(page.search, "مكافحه كورونا")
    read(page)
    assert len(_titles(page)) == 2  # the second cluster's other claim has these words too
    write(page.search, "تُتابعان")
    read(page)
    assert _titles(page) == [OTHERS[0]]
    assert page.claims.rows[0].words == OTHERS[0]
    write(page.search, WEIRD)
    read(page)
    assert page._total.text() == page.say("clusters.no_hits")
    assert not page._detail.isEnabled()


def test_enter_leads_to_the_name_and_keeps_it(page: ClustersPage, workspace: Workspace) -> None:
    press(page.search, Qt.Key.Key_Down)
    read(page)
    press(page.search, Qt.Key.Key_Return)
    read(page)
    assert page.name.hasFocus()
    write(page.name, WEIRD)
    read(page)
    press(page.name, Qt.Key.Key_Return)
    read(page)
    assert page.isVisible()
    assert WEIRD in _titles(page)
    assert [one.name for one, _ in workspace.claims.clusters()] == [None, WEIRD]
    workspace.history.undo()
    read(page)
    assert page.name.text() == ""


def test_a_name_that_was_typed_holds_when_the_page_is_closed(page: ClustersPage, workspace: Workspace) -> None:
    page.name.setFocus()
    write(page.name, "التعاون")
    read(page)
    press(page.name, Qt.Key.Key_Escape)
    read(page)
    assert not page.isVisible()
    assert workspace.claims.clusters()[0][0].name == "التعاون"


def test_going_names_article_and_claim(page: ClustersPage) -> None:
    asked = heard(page.go_requested)
    page.claim_view.setFocus()
    press(page.claim_view, Qt.Key.Key_Down)
    press(page.claim_view, Qt.Key.Key_Return)
    wanted = page.claims.rows[1]
    assert asked == [(wanted.article, wanted.id)]
    assert not page.isVisible()


def test_the_button_goes_too(page: ClustersPage) -> None:
    asked = heard(page.go_requested)
    click(page.go)
    assert asked == [(page.claims.rows[0].article, page.claims.rows[0].id)]


def test_a_pair_that_one_leaves_is_no_cluster_any_more(page: ClustersPage, workspace: Workspace) -> None:
    _choose(page, OTHERS[0])
    click(page.leave)
    read(page)
    assert _titles(page) == ["التعاون في مكافحة كورونا جيد جدًا"]
    workspace.history.undo()
    read(page)
    assert OTHERS[0] in _titles(page)


def test_another_annotators_claim_cannot_be_taken_out(page: ClustersPage, workspace: Workspace) -> None:
    workspace.switch_annotator(OMAR)
    page.renew()
    read(page)
    assert page.claims.rows[0].owner == "سارة"
    assert not page.leave.isEnabled()
    assert page.go.isEnabled()


def test_reading_only_nothing_can_be_changed(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    reading = Workspace.open(workspace.path, annotator=None, device=DEVICE, read_only=True)
    try:
        page = ClustersPage(theme, said, reading)
        opened(qtbot, page)
        read(page)
        assert len(page.claims.rows) == 2
        assert not page.name.isEnabled()
        assert not page.leave.isEnabled()
        page.accept()
    finally:
        reading.close()


def test_no_clusters_say_how_one_is_made(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> None:
    page = ClustersPage(theme, said, workspace)
    opened(qtbot, page)
    read(page)
    click(page.leave)
    read(page)
    assert page._total.text() == said().text("clusters.none")
    assert not page.go.isEnabled()
    page.accept()
    heard_more = heard(page.view.row_selected)
    workspace.history.undo()
    assert not heard_more
