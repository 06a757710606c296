"""From a key event to its stroke, whatever the keyboard layout (design: rules 1 to 3)."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from hashiya.ui.keys.places import key_at, key_of_arabic_sign, key_of_letter
from hashiya.ui.keys.strokes import LETTERS, Stroke, sign_stroke

_Key = Qt.Key
_NAMED: Final = {
    _Key.Key_Space: "Space", _Key.Key_Return: "Enter", _Key.Key_Enter: "Enter", _Key.Key_Escape: "Esc",
    _Key.Key_Tab: "Tab", _Key.Key_Backtab: "Tab", _Key.Key_Backspace: "Backspace", _Key.Key_Delete: "Del",
    _Key.Key_Insert: "Insert", _Key.Key_Left: "Left", _Key.Key_Right: "Right", _Key.Key_Up: "Up",
    _Key.Key_Down: "Down", _Key.Key_Home: "Home", _Key.Key_End: "End", _Key.Key_PageUp: "PgUp",
    _Key.Key_PageDown: "PgDn", _Key.Key_Menu: "Menu",
}  # fmt: skip
_NAMES: Final = {int(key): name for key, name in _NAMED.items()} | {
    int(_Key.Key_F1) + number: f"F{number + 1}" for number in range(35)
}
_FIRST_NAMED: Final = 0x01000000
_DEAD: Final = range(int(_Key.Key_Dead_Grave), int(_Key.Key_Dead_Longsolidusoverlay) + 1)
_SPACES: Final = (0x20, 0xA0, 0x202F)
_ALTGR_ON_XKB: Final = 0x80
# As numbers: Python's flags cost more to combine than all else that is asked of a key.
_CTRL: Final = Qt.KeyboardModifier.ControlModifier.value
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier.value
_ALT: Final = Qt.KeyboardModifier.AltModifier.value
_META: Final = Qt.KeyboardModifier.MetaModifier.value
_KEYPAD_HELD: Final = Qt.KeyboardModifier.KeypadModifier.value
_GROUP_SWITCH: Final = Qt.KeyboardModifier.GroupSwitchModifier.value
_KEYPAD: Final = {"-": "-", "/": "/", ".": ".", ",": ".", "٫": ".", "+": "="}
_BARE_SIGNS: Final = (",", ".", ";", "'", "/")


def stroke_of(event: QKeyEvent, *, arabic: bool = False, platform: str = sys.platform) -> Stroke | None:
    """The stroke of a key event; None for modifiers alone, AltGr, media keys and keys that no table knows.

    `arabic` tells that the layout in use is Arabic; it matters only where the event carries no place.
    """
    held = event.modifiers().value
    ctrl, alt, meta = bool(held & _CTRL), bool(held & _ALT), bool(held & _META)
    if (ctrl and alt) or (meta and platform != "darwin") or _is_altgr(event, held, platform):
        return None
    found = _key_of(event, held, arabic=arabic, platform=platform)
    if found is None:
        return None
    key, shifted = found
    shift = bool(held & _SHIFT) or shifted
    return Stroke(ctrl, shift, alt, key, meta)


def is_latin(event: QKeyEvent) -> bool:
    """Whether the event's key is one of the letters A to Z."""
    return int(_Key.Key_A) <= event.key() <= int(_Key.Key_Z)


def _is_altgr(event: QKeyEvent, held: int, platform: str) -> bool:
    """Whether the third level of the layout is held; on X11 and Wayland its mask is Mod5."""
    if held & _GROUP_SWITCH:
        return True
    return platform not in {"darwin", "win32"} and bool(event.nativeModifiers() & _ALTGR_ON_XKB)


def _key_of(event: QKeyEvent, held: int, *, arabic: bool, platform: str) -> tuple[str, bool] | None:
    """The US key, and whether its sign alone tells that Shift is held."""
    code = event.key()
    if code in _NAMES:
        return _NAMES[code], code == int(_Key.Key_Backtab)
    if code in _SPACES:
        return "Space", False
    if code >= _FIRST_NAMED and code not in _DEAD and code != int(_Key.Key_unknown):
        return None
    character = chr(code) if 0 < code < _FIRST_NAMED else ""
    if held & _KEYPAD_HELD:
        key = _digit(character) or _KEYPAD.get(character)
        return (key, False) if key else None
    if is_latin(event):
        return LETTERS[code - int(_Key.Key_A)], False
    shift = bool(held & _SHIFT)
    place = key_at(event.nativeScanCode(), event.nativeVirtualKey(), platform=platform)
    if place is None:
        return _without_place(character, shift=shift, arabic=arabic, platform=platform)
    if character == "?":
        # No Arabic layout gives it; French keeps it where M stands on a US keyboard.
        return "/", True
    if not shift and character in _BARE_SIGNS and not place.isdigit():
        # French and Dvorak: the sign stands at a letter's place, and that letter elsewhere.
        return character, False
    return place, False


def _without_place(character: str, *, shift: bool, arabic: bool, platform: str) -> tuple[str, bool] | None:
    """The US key by what the key gives alone: a digit, a sign, an Arabic letter."""
    if not character:
        return None
    if digit := _digit(character):
        return digit, False
    if arabic and shift and (place := key_of_arabic_sign(character)):
        return place, False
    if sign := sign_stroke(character):
        return sign
    place = key_of_letter(character, shift=shift, platform=platform)
    return (place, False) if place else None


def _digit(character: str) -> str | None:
    """The digit, in European figures."""
    return str(int(character)) if character.isdecimal() else None
