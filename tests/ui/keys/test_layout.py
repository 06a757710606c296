"""What the caps show of the layout in use."""

from __future__ import annotations

from hashiya.ui.keys.layout import LayoutInUse
from hashiya.ui.keys.strokes import parse
from pytestqt.qtbot import QtBot

from tests.ui.keys.events import CTRL, X11, press


def test_before_any_key_the_caps_are_latin() -> None:
    layout = LayoutInUse(platform="linux")
    assert [layout.letter(key) for key in ("C", "B", "[", "4")] == ["C", "B", "[", "4"]
    assert layout.cap(parse("Ctrl+Shift+Z")) == "Ctrl+Shift+Z"


def test_an_arabic_letter_turns_the_caps_arabic_and_a_latin_one_back(qtbot: QtBot) -> None:
    layout = LayoutInUse(platform="linux")
    with qtbot.waitSignal(layout.changed):
        layout.learn(press("ش", scan=X11["A"]))
    assert layout.is_arabic
    assert [layout.letter(key) for key in ("C", "B", "[", "4", "A")] == ["ؤ", "لا", "ج", "4", "ش"]
    assert layout.cap(parse("Ctrl+K")) == "Ctrl+ن"
    layout.learn(press("ﻻ", scan=X11["B"]))
    assert layout.letter("B") == "لا"
    with qtbot.waitSignal(layout.changed):
        layout.learn(press("A", scan=X11["A"]))
    assert layout.letter("C") == "C"


def test_a_letter_elsewhere_than_in_the_table_is_learned() -> None:
    layout = LayoutInUse(platform="linux")
    layout.learn(press("ذ", scan=X11["C"]))
    assert layout.letter("C") == "ذ"


def test_signs_of_a_latin_layout_are_learned_but_letters_and_digits_keep_their_names() -> None:
    layout = LayoutInUse(platform="linux")
    for key, place in (("$", "]"), ("A", "Q"), ("&", "1"), (0x01001252, "[")):
        layout.learn(press(key, scan=X11[place]))
    assert [layout.letter(key) for key in ("]", "[", "Q", "1")] == ["$", "^", "Q", "1"]


def test_a_press_with_ctrl_tells_nothing() -> None:
    layout = LayoutInUse(platform="linux")
    layout.learn(press("ن", CTRL, scan=X11["K"]))
    assert not layout.is_arabic


def test_the_tip_shows_both_letters() -> None:
    layout = LayoutInUse(platform="linux")
    assert layout.both(parse("C")) == "C \u2068ؤ\u2069"
    assert layout.both(parse("4")) == "4"
