"""Strokes of key events in every layout of the design's table."""

from __future__ import annotations

import pytest
from hashiya.ui.keys.reading import stroke_of
from hashiya.ui.keys.strokes import parse
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tests.ui.keys.events import ALT, CTRL, KEYPAD, META, NONE, SHIFT, X11, press

Key = Qt.Key
TABLE: list[tuple[str, int | str, Qt.KeyboardModifier, str, str]] = [
    ("us", "C", NONE, "C", "C"),
    ("us", "1", NONE, "1", "1"),
    ("us", "[", NONE, "[", "["),
    ("us", "K", CTRL, "K", "Ctrl+K"),
    ("us", "C", CTRL, "C", "Ctrl+C"),
    ("us", "Z", CTRL | SHIFT, "Z", "Ctrl+Shift+Z"),
    ("us", "?", SHIFT, "/", "Shift+/"),
    ("us", "{", SHIFT, "[", "Shift+["),
    ("us", "+", CTRL | SHIFT, "=", "Ctrl+Shift+="),
    ("us", "*", CTRL | SHIFT, "8", "Ctrl+Shift+8"),
    ("us", "[", ALT, "[", "Alt+["),
    ("ara", "ؤ", NONE, "C", "C"),
    ("ara", "1", NONE, "1", "1"),
    ("ara", "ج", NONE, "[", "["),
    ("ara", "د", NONE, "]", "]"),
    ("ara", "ن", CTRL, "K", "Ctrl+K"),
    ("ara", "ؤ", CTRL, "C", "Ctrl+C"),
    ("ara", "~", CTRL | SHIFT, "Z", "Ctrl+Shift+Z"),
    ("ara", "[", CTRL | SHIFT, "F", "Ctrl+Shift+F"),
    ("ara", "]", CTRL | SHIFT, "D", "Ctrl+Shift+D"),
    ("ara", "\u064e", SHIFT, "Q", "Shift+Q"),
    ("ara", "\u064b", SHIFT, "W", "Shift+W"),
    ("ara", "آ", SHIFT, "N", "Shift+N"),
    ("ara", "<", SHIFT, "[", "Shift+["),
    ("ara", ">", SHIFT, "]", "Shift+]"),
    ("ara", "}", SHIFT, "C", "Shift+C"),
    ("ara", "'", SHIFT, "M", "Shift+M"),
    ("ara", ",", SHIFT, ",", "Shift+,"),
    ("ara", "؟", SHIFT, "/", "Shift+/"),
    ("ara", "و", CTRL, ",", "Ctrl+,"),
    ("ara", "ظ", NONE, "/", "/"),
    ("ara", "ك", NONE, ";", ";"),
    ("ara", "ﻻ", NONE, "B", "B"),
    ("ara", "ج", ALT, "[", "Alt+["),
    ("ara", "-", NONE, "-", "-"),
    ("ara", "=", NONE, "=", "="),
    ("ara", "+", CTRL | SHIFT, "=", "Ctrl+Shift+="),
    ("ara(digits)", "ؤ", NONE, "C", "C"),
    ("ara(digits)", "1", NONE, "1", "1"),
    ("ara(digits)", "١", NONE, "1", "1"),
    ("ara(digits)", "٠", NONE, "0", "0"),
    ("ara(digits)", "ن", CTRL, "K", "Ctrl+K"),
    ("ara(digits)", "٤", CTRL, "4", "Ctrl+4"),
    ("ara(digits)", "~", CTRL | SHIFT, "Z", "Ctrl+Shift+Z"),
    ("ara(azerty)", "&", NONE, "1", "1"),
    ("ara(azerty)", "é", NONE, "2", "2"),
    ("ara(azerty)", '"', NONE, "3", "3"),
    ("ara(azerty)", "'", NONE, "4", "4"),
    ("ara(azerty)", "-", NONE, "6", "6"),
    ("ara(azerty)", "_", NONE, "8", "8"),
    ("ara(azerty)", "À", NONE, "0", "0"),
    ("ara(azerty)", ")", NONE, "-", "-"),
    ("ara(azerty)", "ن", CTRL, "K", "Ctrl+K"),
    ("ara(azerty)", "~", CTRL | SHIFT, "Z", "Ctrl+Shift+Z"),
    ("fr", "&", NONE, "1", "1"),
    ("fr", "È", NONE, "7", "7"),
    ("fr", "À", NONE, "0", "0"),
    ("fr", ")", NONE, "-", "-"),
    ("fr", int(Key.Key_Dead_Circumflex), NONE, "[", "["),
    ("fr", int(Key.Key_Dead_Diaeresis), SHIFT, "[", "Shift+["),
    ("fr", "$", NONE, "]", "]"),
    ("fr", "A", NONE, "Q", "A"),
    ("fr", "Z", NONE, "W", "Z"),
    ("fr", "W", NONE, "Z", "W"),
    ("fr", "M", NONE, ";", "M"),
    ("fr", "Z", CTRL | SHIFT, "W", "Ctrl+Shift+Z"),
    ("fr", ",", NONE, "M", ","),
    ("fr", ";", NONE, ",", ";"),
    ("fr", "?", SHIFT, "M", "Shift+/"),
    ("fr", "!", NONE, "/", "/"),
    ("fr", "1", SHIFT, "1", "Shift+1"),
    ("de", "Y", NONE, "Z", "Y"),
    ("de", "Ü", NONE, "[", "["),
    ("de", "ß", NONE, "-", "-"),
    ("de", "-", NONE, "/", "/"),
    ("ru", "С", NONE, "C", "C"),
    ("dvorak", "'", NONE, "Q", "'"),
]


@pytest.mark.parametrize(("layout", "key", "modifiers", "place", "expected"), TABLE)
def test_every_row_of_the_table(
    layout: str, key: int | str, modifiers: Qt.KeyboardModifier, place: str, expected: str
) -> None:
    assert stroke_of(press(key, modifiers, scan=X11[place]), platform="linux") == parse(expected), layout
    assert stroke_of(press(key, modifiers, scan=X11[place] - 8), platform="win32") == parse(expected), layout


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (press(int(Key.Key_Left), KEYPAD), "Left"),
        (press(int(Key.Key_Backtab), SHIFT), "Shift+Tab"),
        (press(int(Key.Key_Backtab)), "Shift+Tab"),
        (press(int(Key.Key_Enter), KEYPAD), "Enter"),
        (press(int(Key.Key_Return), CTRL), "Ctrl+Enter"),
        (press(int(Key.Key_Escape)), "Esc"),
        (press(int(Key.Key_F11)), "F11"),
        (press(int(Key.Key_PageDown), CTRL), "Ctrl+PgDn"),
        (press(" ", scan=65), "Space"),
        (press("\u00a0", SHIFT, scan=65), "Shift+Space"),
        (press("4", KEYPAD, scan=83), "4"),
        (press("٤", KEYPAD, scan=83), "4"),
        (press("-", KEYPAD, scan=82), "-"),
        (press("٫", KEYPAD, scan=91), "."),
        (press("+", KEYPAD | CTRL, scan=86), "Ctrl+="),
        (press(int(Key.Key_unknown), scan=54), "C"),
    ],
)
def test_named_keys_and_the_number_pad(event: QKeyEvent, expected: str) -> None:
    assert stroke_of(event, platform="linux") == parse(expected)


@pytest.mark.parametrize(
    "event",
    [
        press(int(Key.Key_Shift), SHIFT, scan=50),
        press(int(Key.Key_Control), CTRL, scan=37),
        press(int(Key.Key_Mode_switch), scan=92),
        press(int(Key.Key_VolumeUp), scan=123),
        press("E", CTRL | ALT, scan=26),
        press("E", META, scan=26),
        press("چ", scan=34, native=0x80),
        press("\u4e2d"),
    ],
)
def test_modifiers_altgr_and_unknown_keys_are_no_strokes(event: QKeyEvent) -> None:
    assert stroke_of(event, platform="linux") is None


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        ("ؤ", NONE, "C"),
        ("ض", NONE, "Q"),
        ("ن", CTRL, "Ctrl+K"),
        ("ﻻ", NONE, "B"),
        ("و", CTRL, "Ctrl+,"),
        ("\u064b", SHIFT, "Shift+W"),
        ("آ", SHIFT, "Shift+N"),
        ("؟", SHIFT, "Shift+/"),
        ("٤", NONE, "4"),
        ("۴", NONE, "4"),
        ("4", NONE, "4"),
        ("?", SHIFT, "Shift+/"),
        ("[", NONE, "["),
        ("~", CTRL | SHIFT, "Ctrl+Shift+`"),
    ],
)
def test_an_event_without_a_place_is_read_by_its_letter(
    key: str, modifiers: Qt.KeyboardModifier, expected: str
) -> None:
    assert stroke_of(press(key, modifiers), platform="linux") == parse(expected)


def test_a_sign_without_a_place_is_read_as_arabic_when_the_layout_is_arabic() -> None:
    assert stroke_of(press("~", CTRL | SHIFT), arabic=True, platform="linux") == parse("Ctrl+Shift+Z")
    assert stroke_of(press("<", SHIFT), arabic=True, platform="linux") == parse("Shift+[")


@pytest.mark.parametrize(
    ("key", "virtual", "modifiers", "expected"),
    [
        ("ذ", 8, NONE, "C"),
        ("ن", 40, CTRL, "Ctrl+K"),
        ("ش", 0, NONE, "A"),
        ("ة", 30, NONE, "]"),
        ("ظ", 6, CTRL, "Ctrl+Z"),
        ("“", 33, ALT, "Alt+["),
        ("&", 18, NONE, "1"),
        ("ذ", 0, NONE, "C"),
        ("و", 0, NONE, "M"),
        ("F", 3, CTRL | META, "Ctrl+Meta+F"),
    ],
)
def test_on_macos_the_place_is_the_virtual_key(
    key: str, virtual: int, modifiers: Qt.KeyboardModifier, expected: str
) -> None:
    assert stroke_of(press(key, modifiers, virtual=virtual), platform="darwin") == parse(expected)
