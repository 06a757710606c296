"""Ten thousand random operations on the real window, always the same: nothing breaks, is silent or gets lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random
from time import monotonic
from types import TracebackType

import pytest
from hashiya.storage.checking import check_file
from hashiya.ui.desk.desk import Saying
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.e2e.driver import Arabic, Hands, Latin

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]

OPERATIONS = 10_000
LOOK_EVERY = 1_000
SEED = 20_261_121

MOVES = (
    "Left Right Up Down Home End PgUp PgDn Ctrl+Left Ctrl+Right Ctrl+Up Ctrl+Down Ctrl+Home Ctrl+End Alt+Down Alt+Up "
    "Shift+Left Shift+Right Shift+Down Ctrl+Shift+Left Ctrl+Shift+Right Ctrl+Shift+Down Space Shift+Space Esc "
    "Tab Shift+Tab W Shift+W Q Shift+Q U J ; Enter Alt+Left Alt+Right Ctrl+PgDn Ctrl+PgUp F6 Shift+F6 F3 Ctrl+2"
)
CHANGES = (
    "1 2 3 4 5 6 7 8 9 0 - C C C S V Y D O Z P T B R E Shift+E A X [ ] Shift+[ Shift+] Alt+[ Alt+] G K Del Ctrl+Z "
    "Ctrl+Z Ctrl+Y Ctrl+Shift+Z"
)
SELDOM = "Ctrl+D Ctrl+Shift+D Ctrl+B Ctrl+Shift+B F11 Ctrl+= Ctrl+- Ctrl+Shift+8 H M = / Ctrl+K F1 Ctrl+3 Ctrl+4"


class Monkey:
    """Hands that do anything, and remember the last of it."""

    def __init__(self, hands: Hands, random: Random) -> None:
        self.hands, self.random = hands, random
        self.last: list[str] = []
        self.silent: list[str] = []
        hands.desk.said.connect(self._hear)

    def _hear(self, kind: str, text: str) -> None:
        if not text.strip():
            self.silent.append(f"{Saying(kind)} after {self.last[-3:]}")

    def act(self) -> None:
        """One operation."""
        kinds: list[tuple[int, Callable[[], None]]] = [
            (500, lambda: self.press(MOVES)),
            (330, lambda: self.press(CHANGES)),
            (12, lambda: self.press(SELDOM)),
            (80, self.click),
            (40, self.drag),
            (12, self.double_click),
            (6, self.right_click),
            (10, self.click_anywhere),
            (3, self.resize),
            (1, self.dress),
        ]
        weights = [weight for weight, _ in kinds]
        (act,) = self.random.choices([act for _, act in kinds], weights)
        act()
        if self.random.random() < 0.05:
            QApplication.processEvents()
        self.come_back()

    def note(self, words: str) -> None:
        self.last = [*self.last[-12:], words]

    def press(self, keys: str) -> None:
        key = self.random.choice(keys.split())
        self.note(key)
        if QApplication.focusWidget() is None:
            self.hands.window.activateWindow()
            self.hands.viewer.setFocus()
            QApplication.processEvents()
        self.hands.press(key)

    def point(self) -> QPoint:
        port = self.hands.viewer.viewport()
        return QPoint(self.random.randrange(port.width()), self.random.randrange(port.height()))

    def click(self) -> None:
        at, held = self.point(), self.random.choice(["", "", "", "shift", "ctrl"])
        self.note(f"click {at.x()},{at.y()} {held}")
        self.hands.click(at, held=held)

    def double_click(self) -> None:
        at = self.point()
        self.note(f"double click {at.x()},{at.y()}")
        QTest.mouseDClick(self.hands.viewer.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def drag(self) -> None:
        start, held = self.point(), self.random.choice(["", "", "ctrl", "alt"])
        end = start + QPoint(self.random.randrange(-300, 300), self.random.randrange(-120, 120))
        self.note(f"drag {start.x()},{start.y()} to {end.x()},{end.y()} {held}")
        self.hands.drag(start, end, held=held)

    def right_click(self) -> None:
        self.note("menu")
        at = self.point()
        viewer = self.hands.viewer
        viewer.context_menu_requested.emit(viewer.hit(at).mark, viewer.viewport().mapToGlobal(at))

    def click_anywhere(self) -> None:
        """On any pane; the header has menus that ask for files."""
        panes = self.hands.window.panes
        at = QPoint(self.random.randrange(panes.width()), self.random.randrange(panes.height()))
        widget = panes.childAt(at)
        if widget is None or not widget.isEnabled():
            return
        self.note(f"click {type(widget).__name__} at {at.x()},{at.y()}")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.mapFrom(panes, at))

    def resize(self) -> None:
        size = (self.random.randrange(860, 1700), self.random.randrange(560, 1100))
        self.note(f"resize {size}")
        self.hands.window.resize(*size)
        QApplication.processEvents()

    def dress(self) -> None:
        action = self.random.choice(["theme", "language", "show_others", "show_relations"])
        self.note(action)
        self.hands.window.run(action)

    def come_back(self) -> None:
        """Close menus and dialogs that came up, as a person does with Esc."""
        for over in (QApplication.activePopupWidget, QApplication.activeModalWidget):
            for _ in range(5):
                widget = over()
                if widget is None:
                    break
                QTest.keyClick(widget, Qt.Key.Key_Escape)
                if over() is widget:
                    widget.close()
                QApplication.processEvents()
        if self.random.random() < 0.2:
            self.hands.viewer.setFocus()
        if self.hands.desk.view is None:
            self.hands.article(0)


def look(hands: Hands, monkey: Monkey) -> None:
    """What is shown is what a fresh look at the file shows."""
    QApplication.processEvents()
    view, workspace = hands.desk.view, hands.room.workspace
    assert view is not None
    fresh = workspace.view(view.key)
    assert view.marks() == fresh.marks(), monkey.last
    assert view.glosses() == fresh.glosses(), monkey.last
    assert view.needs_a_look() == fresh.needs_a_look(), monkey.last
    drawn = {mark.id: (mark.start, mark.end, mark.label) for mark in hands.viewer.scenes.marks.values()}
    assert drawn == {row.id: (row.start, row.end, row.label) for row in fresh.marks()}, monkey.last
    for one in (hands.desk.selected, hands.desk.open_claim):
        assert one is None or one in drawn, monkey.last
    assert hands.viewer.stage.selected == hands.desk.selected, monkey.last
    assert check_file(hands.path) == [], monkey.last


@pytest.mark.parametrize("keyboard", [Latin, Arabic])
def test_nothing_breaks_and_nothing_is_lost(
    hands: Hands, keyboard: type[Latin | Arabic], monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.keys = keyboard()
    monkey = Monkey(hands, Random(f"{SEED}{keyboard.__name__}"))
    broken: list[str] = []

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        broken.append(f"{kind.__name__}: {error} after {monkey.last}")
        sys.__excepthook__(kind, error, trace)

    monkeypatch.setattr(sys, "excepthook", report)
    begun = monotonic()
    for number in range(1, OPERATIONS // 2 + 1):
        monkey.act()
        assert not broken, broken[0]
        assert not monkey.silent, monkey.silent[0]
        if number % LOOK_EVERY == 0:
            look(hands, monkey)
    look(hands, monkey)
    print(f"{OPERATIONS // 2} operations in {monotonic() - begun:.0f} s")
    before = hands.export_bytes()
    hands.leave()
    assert hands.window.open(hands.path)
    assert hands.export_bytes() == before
