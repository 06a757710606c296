"""The guide's pages: every one is there, in the direction of its language, keys as keys."""

from __future__ import annotations

import pytest
from hashiya.resources import resource
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.guide_pages import PAGES, GuidePages, guide_pages
from hashiya.ui.kit import LTR, RTL
from hashiya.ui.theme import Preference, ThemeSource
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import click_row, heard, opened, press


@pytest.fixture
def guide(qtbot: QtBot, theme: ThemeSource, said: Said) -> GuidePages:
    """The guide, open at its first page."""
    made = GuidePages(theme, said)
    opened(qtbot, made)
    return made


def test_every_file_is_a_page_under_its_first_line(said: Said) -> None:
    language = said().language
    pages = guide_pages(language)
    assert tuple(page.name for page in pages) == PAGES
    for page in pages:
        written = resource(f"guide/{language}/{page.name}.md").read_text("utf-8")
        assert written == f"# {page.title}\n{page.text}"


def test_down_and_a_click_show_another_page(guide: GuidePages) -> None:
    shown = heard(guide.page_shown)
    assert guide.list.hasFocus()
    press(guide.list, Qt.Key.Key_Down)
    click_row(guide.list, 3)
    assert shown == ["keys", "scheme"]
    assert guide.text.toPlainText().startswith(guide.pages[3].title)


def test_a_page_can_be_asked_for(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    guide = GuidePages(theme, said, page="scheme")
    opened(qtbot, guide)
    assert guide.page is not None
    assert guide.page.name == "scheme"
    assert not guide.show_page("no-such-page")


def test_every_line_has_the_direction_of_the_language(guide: GuidePages, said: Said) -> None:
    wanted = RTL if said().language == "ar" else LTR
    for page in guide.pages:
        guide.show_page(page.name)
        block = guide.text.document().begin()
        while block.isValid():
            assert block.textDirection() is wanted, block.text()
            block = block.next()


def test_keys_stand_in_isolates_and_are_drawn_as_keys(guide: GuidePages) -> None:
    guide.show_page("keys")
    text = guide.text.toPlainText()
    assert "\u2066\u2005[\u2005\u2069" in text
    assert "\u2066\u2066" not in text
    places = list(guide.text._key_places())
    assert len(places) > 60
    assert all(place.width() > 5 for place in places)


def test_the_theme_changes_and_the_reader_stays_where_he_was(guide: GuidePages, theme: ThemeSource) -> None:
    guide.show_page("keys")
    guide.text.verticalScrollBar().setValue(200)
    theme.set_preference(Preference.DARK)
    assert guide.text.verticalScrollBar().value() == 200
    assert guide.text.document().begin().begin().fragment().charFormat().foreground().color() == theme.theme.ink


def test_arrows_scroll_the_text(guide: GuidePages) -> None:
    press(guide.list, Qt.Key.Key_Return)
    assert guide.text.hasFocus()
    press(guide.text, Qt.Key.Key_PageDown)
    assert guide.text.verticalScrollBar().value() > 0


def test_escape_and_enter_close(guide: GuidePages) -> None:
    press(guide.text, Qt.Key.Key_Escape)
    assert not guide.isVisible()
