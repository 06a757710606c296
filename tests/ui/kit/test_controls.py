"""Buttons, choices and fields by keyboard, pointer and wheel, in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hashiya.ui.kit import (
    LTR,
    RTL,
    Button,
    ButtonKind,
    ChipRow,
    ChoiceRow,
    Field,
    FlowLayout,
    FocusRing,
    IconButton,
    NoteField,
    Select,
    TabStrip,
    Toggle,
    guard_wheel,
    ring_on_focus,
)
from hashiya.ui.theme import ThemeSource, contrast
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

VALUES = [("name", "اسم"), ("description", "وصف"), ("pronoun", "ضمير")]


Show = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Show]:
    """Shows widgets in a window that has the keyboard, and keeps it until the test is over."""
    kept: list[QWidget] = []

    def show(*widgets: QWidget, direction: Qt.LayoutDirection = RTL) -> QWidget:
        host = QWidget()
        kept.append(host)
        host.setLayoutDirection(direction)
        column = QVBoxLayout(host)
        column.setContentsMargins(16, 16, 16, 16)
        for widget in widgets:
            column.addWidget(widget)
        host.resize(360, 240)
        host.show()
        host.activateWindow()
        qtbot.waitUntil(host.isActiveWindow)
        return host

    yield show
    for host in kept:
        host.close()


def turn_wheel(widget: QWidget) -> None:
    down = QPoint(0, -120)
    event = QWheelEvent(
        QPointF(5, 5),
        widget.mapToGlobal(QPointF(5, 5)),
        QPoint(0, 0),
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def heard(widget: QWidget) -> tuple[str, QAccessible.Role]:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name), interface.role()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_and_space(source: ThemeSource, qtbot: QtBot, shown: Show, key: Qt.Key) -> None:
    button = Button(source, "قبول", cap="Enter")
    shown(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked, timeout=500):
        QTest.keyClick(button, key)


@pytest.mark.parametrize("kind", list(ButtonKind))
@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_a_button_has_room_for_all_it_says(source: ThemeSource, qtbot: QtBot, kind: ButtonKind, scale: float) -> None:
    source.set_scale(scale)
    bare, full = Button(source, "صدّر…", kind=kind), Button(source, "صدّر…", kind=kind, icon="export", cap="Ctrl+E")
    qtbot.addWidget(bare)
    qtbot.addWidget(full)
    assert bare.sizeHint().height() == source.theme.px(28) >= 24
    assert full.sizeHint().width() > bare.sizeHint().width() + source.theme.px(14) + source.theme.px(30)


def test_a_button_says_an_ampersand_as_one(source: ThemeSource, qtbot: QtBot) -> None:
    button = Button(source, "R&D")
    qtbot.addWidget(button)
    assert heard(button) == ("R&D", QAccessible.Role.Button)
    assert button.shortcut().isEmpty()


def test_an_icon_alone_has_a_name_and_a_large_enough_target(source: ThemeSource, qtbot: QtBot) -> None:
    button = IconButton(source, "close", "أغلق")
    qtbot.addWidget(button)
    assert heard(button) == ("أغلق", QAccessible.Role.Button)
    assert button.toolTip() == "أغلق"
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 24


@pytest.mark.parametrize(("direction", "forward"), [(RTL, Qt.Key.Key_Left), (LTR, Qt.Key.Key_Right)])
def test_arrows_move_in_a_row_and_choose_nothing(
    source: ThemeSource, qtbot: QtBot, shown: Show, direction: Qt.LayoutDirection, forward: Qt.Key
) -> None:
    row = ChoiceRow(source, VALUES, name="صيغة الذكر", current="name")
    shown(row, direction=direction)
    row.focus_first()
    with qtbot.assertNotEmitted(row.chosen):
        QTest.keyClick(row.chips()[0], forward)
    assert row.chips()[1].hasFocus()
    with qtbot.waitSignal(row.chosen, timeout=500) as chosen:
        QTest.keyClick(row.chips()[1], Qt.Key.Key_Space)
    assert chosen.args == ["description"]
    assert row.current == "description"
    QTest.keyClick(row.chips()[1], forward)
    QTest.keyClick(row.chips()[2], forward)
    assert row.chips()[0].hasFocus()


def test_a_digit_chooses_while_the_row_has_the_keyboard(source: ThemeSource, qtbot: QtBot, shown: Show) -> None:
    row = ChoiceRow(source, VALUES, name="صيغة الذكر", current="name")
    shown(row)
    row.focus_first()
    with qtbot.waitSignal(row.chosen, timeout=500) as chosen:
        QTest.keyClick(row.chips()[0], Qt.Key.Key_3)
    assert chosen.args == ["pronoun"]
    assert row.chips()[2].hasFocus()
    with qtbot.waitSignal(row.chosen, timeout=500):
        two = QKeyEvent(QEvent.Type.KeyPress, 0x662, Qt.KeyboardModifier.NoModifier, "٢")
        QApplication.sendEvent(row.chips()[2], two)
    assert row.current == "description"
    with qtbot.assertNotEmitted(row.chosen):
        QTest.keyClick(row.chips()[1], Qt.Key.Key_9)


def test_a_row_has_one_stop_for_tab(source: ThemeSource, shown: Show) -> None:
    row, after = ChoiceRow(source, VALUES, name="x", current="description"), Button(source, "بعده")
    before = Button(source, "قبله")
    shown(before, row, after)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert row.chips()[1].hasFocus()
    QTest.keyClick(row.chips()[1], Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_an_attribute_is_emptied_only_if_it_may_be_empty(source: ThemeSource, qtbot: QtBot, shown: Show) -> None:
    free = ChoiceRow(source, VALUES, name="x", current="name", may_be_empty=True)
    bound = ChoiceRow(source, VALUES, name="x", current="name")
    unset = ChoiceRow(source, VALUES, name="x")
    shown(free, bound, unset)
    with qtbot.waitSignal(free.chosen, timeout=500) as chosen:
        QTest.mouseClick(free.chips()[0], Qt.MouseButton.LeftButton)
    assert chosen.args == [None]
    assert free.current is None
    with qtbot.assertNotEmitted(bound.chosen):
        QTest.mouseClick(bound.chips()[0], Qt.MouseButton.LeftButton)
    assert bound.chips()[0].isChecked()
    assert unset.current is None
    assert not any(chip.isChecked() for chip in unset.chips())


def test_setting_a_row_tells_nobody_and_a_strange_key_is_refused(
    source: ThemeSource, qtbot: QtBot, shown: Show
) -> None:
    row = ChoiceRow(source, VALUES, name="x")
    shown(row)
    with qtbot.assertNotEmitted(row.chosen):
        row.set_current("pronoun")
    with pytest.raises(KeyError):
        row.set_current("no such value")
    assert heard(row.chips()[2]) == ("ضمير", QAccessible.Role.RadioButton)


def test_other_values_replace_those_before(source: ThemeSource, shown: Show) -> None:
    row = ChipRow(source, VALUES, name="x")
    shown(row)
    assert row.current == "name"
    row.set_choices([("a", "أ"), ("b", "ب")], current="b")
    assert [chip.key for chip in row.chips()] == ["a", "b"]
    assert row.current == "b"


def test_choosing_does_not_move_the_neighbours(source: ThemeSource, shown: Show) -> None:
    row = ChipRow(source, VALUES, name="x")
    host = shown(row)
    before = [chip.geometry() for chip in row.chips()]
    row.set_current("pronoun")
    host.repaint()
    assert [chip.geometry() for chip in row.chips()] == before


@pytest.mark.parametrize("direction", [RTL, LTR])
def test_a_flow_wraps_from_the_start_edge(source: ThemeSource, qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.setLayoutDirection(direction)
    flow = FlowLayout(host, gap=4)
    buttons = [Button(source, f"زر {i}") for i in range(6)]
    for button in buttons:
        flow.addWidget(button)
    width = 2 * buttons[0].sizeHint().width() + 30
    host.resize(width, flow.heightForWidth(width))
    host.show()
    tops = sorted({button.y() for button in buttons})
    assert len(tops) >= 2
    assert tops[-1] + 28 <= host.height()
    first = buttons[0].geometry()
    assert (first.right() == host.width() - 1) if direction is RTL else (first.left() == 0)
    assert all(host.rect().contains(button.geometry()) for button in buttons)


def test_the_wheel_changes_nothing_that_has_not_the_keyboard(source: ThemeSource, shown: Show) -> None:
    select = Select(source, [("a", "أ"), ("b", "ب")], name="x", current="a")
    tabs = TabStrip(source, name="x")
    tabs.add("card", "البطاقة")
    tabs.add("guide", "الدليل")
    spin = QSpinBox()
    guard_wheel(spin)
    other = Button(source, "غيره")
    shown(select, tabs, spin, other)
    other.setFocus()
    for widget in (select, tabs, spin):
        turn_wheel(widget)
    assert (select.current, tabs.current, spin.value()) == ("a", "card", 0)


def test_a_select_tells_what_the_person_chose(source: ThemeSource, qtbot: QtBot, shown: Show) -> None:
    select = Select(source, [("a", "أ"), ("b", "ب")], name="المظهر")
    shown(select)
    assert select.current is None
    with qtbot.assertNotEmitted(select.chosen):
        select.set_current("a")
    select.setFocus()
    with qtbot.waitSignal(select.chosen, timeout=500) as chosen:
        QTest.keyClick(select, Qt.Key.Key_Down)
    assert chosen.args == ["b"]
    assert select.accessibleName() == select.accessibleDescription() == "المظهر"


def test_tabs_tell_their_key(source: ThemeSource, qtbot: QtBot, shown: Show) -> None:
    tabs = TabStrip(source, name="الأدوات")
    for key, text in (("card", "البطاقة"), ("annotations", "الوسوم ٨١"), ("guide", "الدليل")):
        tabs.add(key, text)
    shown(tabs)
    with qtbot.waitSignal(tabs.chosen, timeout=500) as chosen:
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert chosen.args == ["annotations"]
    tabs.set_text("annotations", "الوسوم ٨٢")
    assert tabs.tabText(1) == "الوسوم ٨٢"
    tabs.choose("card")
    assert tabs.current == "card"
    assert heard(tabs)[1] == QAccessible.Role.PageTabList


def test_a_toggle_is_on_or_off_by_itself(source: ThemeSource, shown: Show) -> None:
    toggle = Toggle(source, "بكل رسم")
    shown(toggle)
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert toggle.isChecked()
    assert heard(toggle) == ("بكل رسم", QAccessible.Role.CheckBox)


def test_a_field_shows_its_key_while_empty_and_then_a_way_to_empty_it(source: ThemeSource, shown: Show) -> None:
    field = Field(source, name="ابحث", icon="search", cap="Ctrl+K", clear_name="امسح")
    host = shown(field)
    cap, clear = field.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert (cap.isVisible(), clear.isVisible()) == (True, False)
    field.setText("ايران")
    assert (cap.isVisible(), clear.isVisible()) == (False, True)
    for direction in (RTL, LTR):
        host.setLayoutDirection(direction)
        assert field.rect().contains(clear.geometry())
        assert (clear.x() < 40) is (direction is RTL)
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert field.height() == 32


@pytest.mark.parametrize("direction", [LTR, RTL])
def test_the_caret_of_an_empty_field_is_at_its_start(
    source: ThemeSource, shown: Show, direction: Qt.LayoutDirection
) -> None:
    field = Field(source, name="ابحث", icon="search")
    field.setLayoutDirection(direction)
    shown(field)
    assert (field.cursorRect().center().x() > field.width() / 2) is (direction is RTL)
    field.setText("ab")
    field.setText("")
    assert (field.cursorRect().center().x() > field.width() / 2) is (direction is RTL)


def test_a_note_is_told_once_and_only_when_it_changed(source: ThemeSource, qtbot: QtBot, shown: Show) -> None:
    note, other = NoteField(source, name="إعادة الصياغة"), Button(source, "غيره")
    shown(note, other)
    note.set_text("أشاد روحاني")
    note.setFocus()
    with qtbot.assertNotEmitted(note.committed):
        other.setFocus()
    note.setFocus()
    QTest.keyClicks(note, " x")
    with qtbot.waitSignal(note.committed, timeout=500):
        QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.assertNotEmitted(note.committed):
        other.setFocus()
    assert "\n" not in note.text()


def test_a_note_grows_with_what_is_written(source: ThemeSource, shown: Show) -> None:
    note = NoteField(source, name="x", least=2, most=5)
    shown(note)
    small = note.sizeHint().height()
    note.set_text("سطر\nسطر\nسطر\nسطر")
    assert note.sizeHint().height() > small
    note.set_text("سطر\n" * 40)
    assert note.sizeHint().height() <= 5 * source.theme.line_height(note._style) + 20


def ring_of(host: QWidget) -> FocusRing | None:
    found = host.findChild(FocusRing)
    return found if isinstance(found, FocusRing) and found.isVisible() else None


def test_the_ring_stands_4_px_outside_what_has_the_keyboard_and_follows_it(source: ThemeSource, shown: Show) -> None:
    first, second = Button(source, "أول"), Button(source, "ثان")
    host = shown(first, second)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(host)
    assert ring is not None
    assert ring.geometry() == first.geometry().adjusted(-4, -4, 4, 4)
    assert (
        contrast(host.grab().toImage().pixelColor(ring.x() + 1, first.geometry().center().y()), source.theme.panel) > 3
    )
    host.resize(500, 400)
    assert ring.geometry() == first.geometry().adjusted(-4, -4, 4, 4)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    second.hide()
    assert ring_of(host) is None or ring.geometry() != second.geometry().adjusted(-4, -4, 4, 4)


def test_a_click_needs_no_ring_but_a_field_always_has_one(source: ThemeSource, shown: Show) -> None:
    button, field = Button(source, "زر"), Field(source, name="x")
    host = shown(field, button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.hasFocus()
    assert ring_of(host) is None
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert ring_of(host) is not None


def test_the_ring_outlives_what_it_stood_around(source: ThemeSource, qtbot: QtBot, shown: Show) -> None:
    gone, kept = Button(source, "يزول"), Button(source, "يبقى")
    host = shown(gone, kept)
    gone.setFocus(Qt.FocusReason.TabFocusReason)
    gone.setParent(None)
    gone.deleteLater()
    qtbot.wait(10)
    host.resize(400, 300)
    kept.setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(host)
    assert ring is not None
    assert ring.geometry() == kept.geometry().adjusted(-4, -4, 4, 4)


def test_a_widget_of_others_gets_the_ring_too(source: ThemeSource, shown: Show) -> None:
    spin = QSpinBox()
    ring_on_focus(spin, source)
    host = shown(spin, Button(source, "x"))
    spin.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring_of(host) is not None
