"""The page of referents: found in any spelling, renamed, merged, removed; their mentions lead into the text."""

from __future__ import annotations

import pytest
from hashiya.domain.ids import IdSource, ReferentId
from hashiya.domain.links import Referent
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.referent_list import ReferentList
from hashiya.ui.dialogs.referents import ReferentsPage
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import scheme
from tests.ui.dialogs.hands import click, heard, opened, press, read, read_here, write


@pytest.fixture
def page(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> ReferentsPage:
    """The page, open."""
    made = ReferentsPage(theme, said, workspace)
    opened(qtbot, made)
    read(made)
    return made


def _names(page: ReferentsPage) -> list[str]:
    return [row.referent.name for row in page.list.model.rows]


def _choose(page: ReferentsPage, name: str) -> ReferentId:
    row = next(row for row in page.list.model.rows if row.referent.name == name)
    assert page.list.choose(row.referent.id)
    read(page)
    return row.referent.id


def test_the_windows_thread_reads_no_mention_and_the_page_fills(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    with read_here(workspace, "annotation") as statements:
        page = ReferentsPage(theme, said, workspace)
        opened(qtbot, page)
        read(page)
        _choose(page, "سيرغي لافروف")
        assert [one.words for one in page.mentions.rows] == ["سيرغي لافروف"]
        _choose(page, "محمد جواد ظريف")
        assert len(page.mentions.rows) == 4
        page.renew()
        read(page)
    assert statements == []
    assert [(row.mentions, row.is_counted) for row in page.list.model.rows] == [(0, True), (1, True), (4, True)]
    page.accept()


def test_what_is_read_for_another_one_is_not_shown_and_leads_nowhere(page: ReferentsPage) -> None:
    asked = heard(page.go_requested)
    _choose(page, "محمد جواد ظريف")
    row = next(row for row in page.list.model.rows if row.referent.name == "سيرغي لافروف")
    page.list.choose(row.referent.id)
    assert page.is_reading
    page.view.row_activated.emit(page.mentions.rows[0])
    assert asked == []
    assert not page.remove.isEnabled()
    read(page)
    assert [one.words for one in page.mentions.rows] == ["سيرغي لافروف"]


def test_a_referent_is_found_in_any_spelling(page: ReferentsPage) -> None:
    assert _names(page) == ["جواد ظريف", "سيرغي لافروف", "محمد جواد ظريف"]
    write(page.list.search, "سيرغى لافرُوف")
    assert _names(page) == ["سيرغي لافروف"]
    assert page.name.text() == "سيرغي لافروف"


def test_every_mention_stands_in_its_context_and_enter_goes_there(page: ReferentsPage, workspace: Workspace) -> None:
    asked = heard(page.go_requested)
    _choose(page, "محمد جواد ظريف")
    mentions = page.mentions.rows
    assert [one.words for one in mentions] == ["محمد جواد ظريف", "ظريف", "ظريف", "محمد جواد ظريف"]
    assert mentions[0].before.endswith("الإيراني ")
    page.view.setFocus()
    page.view.choose(2)
    press(page.view, Qt.Key.Key_Return)
    assert asked == [(mentions[2].article, mentions[2].annotation)]
    assert workspace.annotation(mentions[2].annotation) is not None
    assert not page.isVisible()


def test_a_name_is_changed_with_enter_and_the_page_stays(page: ReferentsPage, workspace: Workspace) -> None:
    identifier = _choose(page, "سيرغي لافروف")
    write(page.name, "سيرجي لافروف")
    press(page.name, Qt.Key.Key_Return)
    found = workspace.referents.resolve(identifier)
    assert found is not None
    assert (found.name, found.aliases) == ("سيرجي لافروف", ("سيرغي لافروف",))
    assert "سيرجي لافروف" in _names(page)
    assert page.aliases.text() == "سيرغي لافروف"
    assert page.isVisible()


def test_other_names_are_one_a_line(page: ReferentsPage, workspace: Workspace) -> None:
    identifier = _choose(page, "سيرغي لافروف")
    page.aliases.setFocus()
    write(page.aliases, "لافروف")
    page.list.search.setFocus()
    found = workspace.referents.resolve(identifier)
    assert found is not None
    assert found.aliases == ("لافروف",)


def test_two_are_merged_and_the_mentions_go_along(page: ReferentsPage, workspace: Workspace) -> None:
    gone = _choose(page, "سيرغي لافروف")
    click(page.merge)
    press(page.list.search, Qt.Key.Key_Escape)  # ends the merging, not the page
    assert page.isVisible()
    click(page.merge)
    kept = _choose(page, "جواد ظريف")
    press(page.list.search, Qt.Key.Key_Return)
    found = workspace.referents.resolve(gone)
    assert found is not None
    assert found.id == kept
    assert _names(page) == ["جواد ظريف", "محمد جواد ظريف"]
    assert workspace.referents.counts()[kept] == (1, 1)
    workspace.history.undo()
    read(page)
    assert len(_names(page)) == 3


def test_only_an_unused_one_can_be_removed(page: ReferentsPage, workspace: Workspace) -> None:
    _choose(page, "محمد جواد ظريف")
    assert not page.remove.isEnabled()
    _choose(page, "جواد ظريف")
    click(page.remove)
    assert _names(page) == ["سيرغي لافروف", "محمد جواد ظريف"]
    assert len(workspace.referents.all()) == 2


def test_an_empty_name_is_refused(page: ReferentsPage, said: Said) -> None:
    _choose(page, "سيرغي لافروف")
    write(page.name, " ")
    press(page.name, Qt.Key.Key_Return)
    assert page.problem == said().text("refusal.empty_name")
    assert page.name.text() == "سيرغي لافروف"


def test_escape_closes_and_the_page_hears_no_more(page: ReferentsPage, workspace: Workspace) -> None:
    press(page.list.search, Qt.Key.Key_Escape)
    assert not page.isVisible()
    workspace.referents.make("جديد")
    assert "جديد" not in _names(page)


def test_ten_thousand_referents_are_filtered(qtbot: QtBot, theme: ThemeSource, arabic: Said) -> None:
    ids = IdSource()
    many = [Referent(id=ReferentId(ids.make()), name=f"مرجع رقم {number}") for number in range(10_000)]
    listed = ReferentList(theme, arabic)
    qtbot.addWidget(listed)
    listed.show()
    listed.show_referents(many, {}, scheme())
    listed.search.setText("9876")
    assert [row.referent.name for row in listed.model.rows] == ["مرجع رقم 9876"]
