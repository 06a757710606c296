"""The label palette and the picker, pressed with real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.panes.label_row import LabelRow
from hashiya.ui.panes.palette import LabelPalette
from hashiya.ui.panes.values import Topic
from hashiya.ui.theme import ThemeSource
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

# The offscreen platform says that it has no window system to ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

Texts = Callable[[], Messages]
KeyOf = Callable[[str], str]


@pytest.fixture
def palette(qtbot: QtBot, source: ThemeSource, arabic: Texts, key_of: KeyOf, scheme: Scheme) -> LabelPalette:
    made = LabelPalette(source, arabic, key_of)
    qtbot.addWidget(made)
    made.show_scheme(scheme)
    made.resize(340, 320)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    there = QApplication.focusWidget()
    assert there is not None
    QTest.keyClick(there, key)


def row_of(palette: LabelPalette, layer: Layer, label: str | None = None) -> LabelRow:
    return next(r for r in palette.rows if r.layer is layer and (label is None or (r.label and r.label.key == label)))


def test_the_eleven_labels_stand_in_two_columns_in_the_order_of_the_scheme(
    palette: LabelPalette, scheme: Scheme
) -> None:
    shown = [label.key for label in scheme.entities.labels if label.shown]
    rows = [row for row in palette.rows if row.layer is Layer.ENTITIES]
    assert [row.label.key for row in rows if row.label] == shown
    assert len(shown) == 11
    first, seventh = rows[0].mapTo(palette, QPoint(0, 0)), rows[6].mapTo(palette, QPoint(0, 0))
    assert first.y() == seventh.y()
    assert first.x() > seventh.x()  # right to left: the first column is at the right


def test_caps_show_the_bound_keys(palette: LabelPalette) -> None:
    assert row_of(palette, Layer.ENTITIES, "OCC").cap == "٢"
    assert row_of(palette, Layer.CLAIMS).cap == "C"
    assert row_of(palette, Layer.RELATIONS).cap == "R"


def test_a_click_asks_for_the_label_and_leaves_the_keyboard_where_it_was(
    qtbot: QtBot, source: ThemeSource, arabic: Texts, key_of: KeyOf, scheme: Scheme
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    palette = LabelPalette(source, arabic, key_of)
    palette.show_scheme(scheme)
    text = QLineEdit()
    column = QVBoxLayout(host)
    column.addWidget(palette)
    column.addWidget(text)
    host.show()
    qtbot.waitExposed(host)
    host.activateWindow()
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    asked = QSignalSpy(palette.label_requested)
    QTest.mouseClick(row_of(palette, Layer.ENTITIES, "GPE"), Qt.MouseButton.LeftButton)
    assert asked.at(0) == ["entities", "GPE"]
    assert text.hasFocus()


def test_the_other_rows_ask_for_what_they_say(palette: LabelPalette) -> None:
    relation, region, more = (
        QSignalSpy(signal) for signal in (palette.relation_requested, palette.region_requested, palette.more_requested)
    )
    QTest.mouseClick(row_of(palette, Layer.RELATIONS), Qt.MouseButton.LeftButton)
    QTest.mouseClick(row_of(palette, Layer.REGIONS), Qt.MouseButton.LeftButton)
    QTest.mouseClick(next(r for r in palette.rows if r.layer is None), Qt.MouseButton.LeftButton)
    assert (relation.count(), region.count(), more.count()) == (1, 1, 1)


def test_arrows_walk_the_rows_and_enter_presses(qtbot: QtBot, palette: LabelPalette) -> None:
    asked = QSignalSpy(palette.label_requested)
    palette.activateWindow()
    palette.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(palette.rows[0].hasFocus)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Left)  # on to the second column, from right to left
    press(Qt.Key.Key_Return)
    assert asked.at(0) == ["entities", "EVENT"]


def test_counts_and_the_chosen_label_are_shown(palette: LabelPalette) -> None:
    palette.show_counts(
        {(Layer.ENTITIES, "GPE"): 21, (Layer.RELATIONS, "supports"): 2, (Layer.RELATIONS, "updates"): 1}
    )
    palette.show_chosen((Layer.ENTITIES, "GPE"))
    row = row_of(palette, Layer.ENTITIES, "GPE")
    assert row.count == "٢١"
    assert row.is_chosen
    assert "٢١" in row.accessibleName()
    assert row_of(palette, Layer.RELATIONS).count == "٣"
    assert row_of(palette, Layer.ENTITIES, "PERS").count == ""
    palette.show_chosen(None)
    assert not any(one.is_chosen for one in palette.rows)


def test_an_open_claim_shows_its_roles_with_ticks(palette: LabelPalette, scheme: Scheme) -> None:
    palette.show_roles({"source", "cue"})
    roles = [row.role.key for row in palette.rows if row.role]
    assert roles == [role.key for role in scheme.roles]
    assert [row.role.key for row in palette.rows if row.role and row.is_ticked] == ["source", "cue"]
    asked = QSignalSpy(palette.role_requested)
    QTest.mouseClick(palette.rows[0], Qt.MouseButton.LeftButton)
    assert asked.at(0) == ["source"]
    palette.show_roles({"source", "cue", "target"})
    assert [row.is_ticked for row in palette.rows if row.role and row.role.key == "target"] == [True]
    palette.show_roles(None)
    assert not any(row.role for row in palette.rows)


def test_a_tip_tells_the_guideline_and_both_letters(palette: LabelPalette, scheme: Scheme) -> None:
    label = scheme.label(Layer.CLAIMS, scheme.claims.labels[0].key)
    assert label is not None
    said = row_of(palette, Layer.CLAIMS).toolTip()
    assert label.guideline.ar[:20] in said
    assert "ؤ" in said


def test_hovering_tells_the_guide_what_is_in_question(palette: LabelPalette) -> None:
    told = QSignalSpy(palette.topic_hovered)
    row = row_of(palette, Layer.ENTITIES, "LAW")
    row.entered.emit()
    assert told.at(0) == [Topic(Layer.ENTITIES, "LAW")]


def test_sticky_is_told_and_shown(palette: LabelPalette) -> None:
    told = QSignalSpy(palette.sticky_toggled)
    palette.show_sticky(True, label=(Layer.ENTITIES, "GPE"))
    assert told.count() == 0  # the program said so itself
    assert row_of(palette, Layer.ENTITIES, "GPE").is_sticking
    button = next(b for b in palette.findChildren(QWidget) if b.accessibleName() == "تثبيت")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.at(0) == [False]


def test_the_regions_menu_gives_a_region(palette: LabelPalette, scheme: Scheme) -> None:
    asked = QSignalSpy(palette.label_requested)
    menu = palette.choose_region()
    assert [action.text().split("\t")[0] for action in menu.actions()] == [r.name.ar for r in scheme.regions.labels]
    menu.actions()[1].trigger()
    assert asked.at(0) == ["regions", "LEAD"]
    menu.close()


@pytest.mark.parametrize(
    ("typed", "label"), [("اتفاق", "LAW"), ("money", "MONEY"), ("نسبه", "PERCENT"), ("PERS", "PERS")]
)
def test_the_picker_finds_a_label_by_its_name_in_either_language(palette: LabelPalette, typed: str, label: str) -> None:
    asked = QSignalSpy(palette.label_requested)
    picker = palette.pick_label(QPoint(10, 10))
    picker.field.setText(typed)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert asked.at(0) == ["entities", label]


def test_the_picker_walks_by_arrows_and_says_when_nothing_is_found(palette: LabelPalette) -> None:
    asked = QSignalSpy(palette.label_requested)
    picker = palette.pick_label(QPoint(10, 10))
    picker.field.setText("قطقط")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert asked.count() == 0
    assert not picker.list.isVisible()
    picker.field.clear()
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert asked.at(0) == ["entities", "OCC"]


def test_another_language_says_everything_again(
    qtbot: QtBot, source: ThemeSource, key_of: KeyOf, scheme: Scheme
) -> None:
    language = ["ar"]
    made = LabelPalette(source, lambda: Messages(language[0]), key_of)
    qtbot.addWidget(made)
    made.show_scheme(scheme)
    language[0] = "en"
    made.retranslate()
    assert made.accessibleName() == "Labels"
    assert made.rows[0].text() == "Person"
    assert made.rows[0].cap == "1"
