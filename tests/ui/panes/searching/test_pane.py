"""The page of search and label all: rows on one axis, wishes, the side, and what a screen reader is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.panes.searching.line import AXIS, HitLine
from hashiya.ui.panes.searching.pane import SearchPane
from hashiya.ui.panes.searching.side import LabelAllSide
from hashiya.ui.panes.searching.values import Asked, HitRow, SpellingLine, Standing
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.queries import Variant
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.panes.conftest import KeyOf

ROW = HitRow(3, "عنوان المقال", "العلاقات بين روسيا ", "و", "إيران", " بالإستراتيجية")


class Many:
    """So many rows; counts those that were put together."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.made: set[int] = set()

    def __len__(self) -> int:
        return self.count

    def row(self, number: int) -> HitRow:
        """A row."""
        self.made.add(number)
        return ROW


@pytest.fixture
def pane(qtbot: QtBot, source: ThemeSource, arabic: Callable[[], Messages], scheme: Scheme) -> SearchPane:
    """The page, 840 wide."""
    made = SearchPane(source, arabic)
    qtbot.addWidget(made)
    made.show_scheme(scheme)
    made.resize(840, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def side(
    qtbot: QtBot, source: ThemeSource, arabic: Callable[[], Messages], scheme: Scheme, key_of: KeyOf
) -> LabelAllSide:
    """What stands beside the list."""
    made = LabelAllSide(source, arabic, key_of, lambda _: [])
    qtbot.addWidget(made)
    made.show_scheme(scheme)
    made.resize(340, 700)
    made.show()
    return made


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("", "إيران", " وروسيا"),
        ("وصف الوزير لدى وصوله إلى العاصمة أمس العلاقات بين ", "إيران", " وروسيا بالإستراتيجية وأكد ضرورتها اليوم"),
        ("قال 2015 ", "إيران", ""),
        ("The minister said of ", "Iran", " and Russia"),
        ("", "ا", ""),
        ("🙂" * 80, "إيران", "🙂" * 80),
    ],
)
def test_the_words_of_every_line_begin_on_one_axis(source: ThemeSource, before: str, text: str, after: str) -> None:
    width = 500.0
    row = HitRow(1, "", before, "", text, after)
    line = HitLine(row, source.theme, width=width, offset=0, total=width)
    is_ltr = text.isascii()
    start = line._shift + line._words[0 if is_ltr else 1]
    assert start == pytest.approx(width * AXIS if is_ltr else width * (1 - AXIS), abs=0.5)


def test_only_the_rows_in_sight_are_put_together(pane: SearchPane) -> None:
    rows = Many(10_000)
    pane.list.show_rows(rows, current=0)
    pane.show_list()
    pane.grab()
    assert 0 < len(rows.made) < 40
    rows.count = 10_100
    pane.list.hits.grow()
    assert pane.list.hits.rowCount() == 10_100


def test_arrows_home_and_end_walk(pane: SearchPane) -> None:
    pane.list.show_rows(Many(50), current=0)
    pane.show_list()
    pane.list.setFocus()
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_End, 49), (Qt.Key.Key_Up, 48), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(pane.list, key)
        assert pane.list.current == row


def test_a_row_is_told_to_a_screen_reader(pane: SearchPane) -> None:
    pane.list.show_rows(Many(1))
    spoken = pane.list.hits.data(pane.list.hits.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "إيران" in spoken
    assert "عنوان المقال" in spoken
    assert "موضع" in spoken


def test_any_spelling_and_exact_are_two_ends_of_one_choice(pane: SearchPane) -> None:
    bar = pane.bar
    for pressed, exact in ((bar.exact, True), (bar.folded, False)):
        pressed.click()
        assert bar.asked.exact is exact
        assert (bar.exact.isChecked(), bar.folded.isChecked()) == (exact, not exact)


def test_wishes_come_back_as_they_were_and_nobody_is_told(pane: SearchPane) -> None:
    told = QSignalSpy(pane.bar.asked_changed)
    wishes = Asked(
        "روسيا", in_article=True, exact=True, proclitics=False, phrase=False, label="entities:GPE", status="done"
    )
    pane.bar.ask(wishes)
    assert pane.bar.asked == wishes
    assert told.count() == 0


def test_another_spelling_is_offered_and_taken(pane: SearchPane) -> None:
    pane.bar.show_variants([Variant("أميركا", 7), Variant("امريكه", 1)])
    assert len(pane.bar.variant_buttons) == 2
    assert "٧" in pane.bar.variant_buttons[0].accessibleName()
    pane.bar.variant_buttons[0].setFocus()
    pane.bar.variant_buttons[0].click()
    assert pane.bar.field.hasFocus()
    assert pane.bar.field.text() == "أميركا"
    pane.bar.show_variants(())
    assert pane.bar.variant_buttons == []


def test_the_side_tells_what_applying_would_do(side: LabelAllSide) -> None:
    side.show_label("GPE")
    side.show_tally({Standing.ACCEPTED: 4, Standing.TO_REVIEW: 28})
    assert side.apply.accessibleName() == "طبّق ٤ وسوم"
    assert side.apply.isEnabled()
    side.show_tally(dict.fromkeys(Standing, 0))
    assert not side.apply.isEnabled()
    assert side.label.current == "GPE"


def test_a_spelling_is_toggled_by_key_and_named(side: LabelAllSide) -> None:
    told = QSignalSpy(side.spelling_toggled)
    side.show_spellings([SpellingLine("إيران", 20), SpellingLine("وإيران", 3, is_in=False)])
    first, second = side.spelling_buttons
    assert (first.isChecked(), second.isChecked()) == (True, False)
    assert "٢٠" in first.accessibleName()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert told.count() == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_room(
    pane: SearchPane, side: LabelAllSide, source: ThemeSource, scale: float
) -> None:
    source.set_scale(scale)
    side.show_label("GPE")
    side.show_referent(None)
    side.show_tally({Standing.ACCEPTED: 4})
    for page in (pane, side):
        page.resize(page.width(), 900)
        page.grab()
        shown = [one for one in page.findChildren(QAbstractButton) if one.isVisibleTo(page)]
        assert len(shown) > 2
        for button in shown:
            assert button.accessibleName(), type(button).__name__
            assert button.width() >= min(button.sizeHint().width(), page.width() - 80), button.accessibleName()
