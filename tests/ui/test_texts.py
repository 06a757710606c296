"""Texts of the whole interface: every one in both languages, every action to be found, every pane in its direction."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest
from hashiya.resources.messages import LANGUAGES, forms, keys
from hashiya.ui.actions import ACTIONS, MENUS
from hashiya.ui.viewer.viewer import Viewer
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLineEdit, QMenu, QScrollArea, QWidget

from tests.e2e.driver import Hands

PLURAL = {
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "en": {"zero", "one", "other"},
}
ARABIC_LETTER = re.compile("[\u0620-\u064a]")


def fields(message: str) -> set[str]:
    """The values that stand in a message."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_every_text_is_there_in_both_languages() -> None:
    assert keys("ar") ^ keys("en") == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    for key in keys(language):
        there = set(forms(language, key))
        assert there == {"other"} or there <= PLURAL[language], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_padded(language: str) -> None:
    for key in keys(language):
        for form, text in forms(language, key).items():
            # A plural may say nothing of none; a text that joins others is a comma with its space.
            assert text.strip() or form == "zero", key
            assert text == text.strip() or not re.search(r"\w", text), key


def test_both_languages_say_the_same_values() -> None:
    for key in keys("ar"):
        arabic = set().union(*(fields(text) for text in forms("ar", key).values()))
        english = set().union(*(fields(text) for text in forms("en", key).values()))
        assert arabic == english, key


def test_arabic_texts_are_arabic() -> None:
    for key in keys("ar"):
        text = forms("ar", key)["other"]
        said = re.sub(r"\{\w+\}", "", text)
        if re.search("[A-Za-z]{3}", said):
            continue
        assert ARABIC_LETTER.search(said) or not re.search(r"[^\W\d]", said), (key, text)


def test_arabic_texts_use_arabic_punctuation() -> None:
    for key in keys("ar"):
        for text in forms("ar", key).values():
            assert not re.search("[\u0620-\u064a][,;?]", text), (key, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_a_name(language: str) -> None:
    missing = [action.id for action in ACTIONS if f"action.{action.id}" not in keys(language)]
    missing += [menu for menu in MENUS if f"action.menu.{menu}" not in keys(language)]
    assert missing == []


def test_every_action_has_a_place_and_does_something(hands: Hands) -> None:
    listed = {item.id for item in hands.window.doing.searching.items()}
    known = {*hands.window.doing._actions, *hands.room.actions}
    for action in hands.window.keyboard.actions.values():
        assert action.id in listed, f"{action.id} is not in the command palette"
        assert action.id in known or ":" in action.id, f"{action.id} does nothing"


def test_every_menu_shows_the_keys_of_its_actions(hands: Hands) -> None:
    entries: dict[str, str] = {}
    for top in hands.window.header.menu_bar.actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        entries |= {one.data().id: one.text() for one in menu.actions() if one.data() is not None}
    for action in ACTIONS:
        if action.menu is None:
            continue
        assert action.id in entries, action.id
        assert ("\t" in entries[action.id]) == bool(action.strokes), action.id


# Direction


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pane_and_dialog_takes_the_direction_of_the_language(hands: Hands, language: str) -> None:
    hands.program.change(language=language)
    hands.settle()
    wanted = Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight
    panes = hands.window.panes
    for widget in (hands.window, hands.window.header, panes, panes.articles, panes.bar, panes.labels, panes.card,
                   panes.status):  # fmt: skip
        assert widget.layoutDirection() is wanted, type(widget).__name__
    assert panes.viewer.stage.rtl
    for action in ("settings", "annotator", "overview", "referents", "about", "keys_now"):
        hands.window.run(action)
        QApplication.processEvents()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None, action
        assert dialog.layoutDirection() is wanted, action
        dialog.close()
        QTest.qWait(1)


# Clipping

SITUATIONS = ("nothing", "words", "mention", "claim", "annotations", "guide", "welcome")


def put(hands: Hands, situation: str) -> None:
    """Bring the window into a situation."""
    if situation == "words":
        hands.caret_in("موسكو")
        hands.press("Space")
    elif situation == "mention":
        hands.caret_in("محمد جواد ظريف")
        hands.press("[", "[", "1")
    elif situation == "claim":
        hands.caret_in("هناك مساعي إيرانية روسية")
        hands.press("Space", "Space", "C")
        hands.caret_in("وقال لافروف")
        hands.press("V")
    elif situation in ("annotations", "guide"):
        hands.caret_in("موسكو")
        hands.press("4")
        hands.window.panes.card.show_tab(situation)
    elif situation == "welcome":
        hands.window.show_welcome()


def in_sight(root: QWidget) -> Iterator[QWidget]:
    """The widgets that are shown now and hold words or take clicks; what can be scrolled to counts too."""
    for widget in root.findChildren(QWidget):
        holds_words = isinstance(widget, QAbstractButton | QLineEdit) or hasattr(widget, "set_text")
        if widget.isVisible() and holds_words and not isinstance(widget, Viewer):
            yield widget


def scroller(widget: QWidget) -> QAbstractScrollArea | None:
    """The scroll area that the widget can be scrolled in."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return parent
        parent = parent.parentWidget()
    return None


def clipped(widget: QWidget, window: QWidget) -> str:
    """How the widget is cut off; empty when it is whole."""
    least, size = widget.minimumSizeHint(), widget.size()
    name = f"{type(widget).__name__} «{widget.accessibleName() or getattr(widget, 'text', str)()}»"
    if least.isValid() and (size.width() < least.width() or size.height() < least.height()):
        return f"{name} is {size.width()}×{size.height()}, needs {least.width()}×{least.height()}"
    area = scroller(widget)
    frame = area.viewport() if area else window
    inside = QRect(widget.mapTo(frame, QPoint()), size)
    if inside.left() < -1 or inside.right() > frame.width() + 1:
        return f"{name} reaches from {inside.left()} to {inside.right()} of {frame.width()}"
    if area is None and (inside.top() < -1 or inside.bottom() > frame.height() + 1):
        return f"{name} reaches down to {inside.bottom()} of {frame.height()}"
    return ""


@pytest.mark.parametrize("room", [(1440, 900), (1100, 700)], ids=["1440", "1100"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_clipped(hands: Hands, language: str, scale: float, room: tuple[int, int]) -> None:
    hands.program.change(language=language, interface_scale=scale)
    for _ in range(2):
        # A window that is made smaller folds its panes, and can be made smaller still.
        hands.window.resize(*room)
        hands.settle()
    faults = []
    for situation in SITUATIONS:
        put(hands, situation)
        hands.settle()
        QTest.qWait(40)
        assert (hands.window.width(), hands.window.height()) == room, "the window cannot be made so small"
        faults += [f"{situation}: {fault}" for one in in_sight(hands.window) if (fault := clipped(one, hands.window))]
        if situation == "claim":
            hands.press("Esc", "Esc", "Esc")
    assert faults == []
