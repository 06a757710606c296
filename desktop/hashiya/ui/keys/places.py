"""Where a key stands: from the codes of the systems, and from Arabic letters where no code comes with the event.

X11 and Wayland give the evdev code + 8, Windows the set-1 scan code, which on the writing block is the evdev code,
macOS the virtual key, which is the place there. Remote desktops, on-screen keyboards and made events give none.
"""

from __future__ import annotations

import sys
from typing import Final

_ROWS: Final = {
    2: "1234567890-=",
    16: "QWERTYUIOP[]",
    30: "ASDFGHJKL;'`",
    43: "\\ZXCVBNM,./",
}
"""The keys of the writing block from an evdev (set-1) code on."""

_SET_1: Final = {first + index: key for first, keys in _ROWS.items() for index, key in enumerate(keys)} | {57: "Space"}
_EVDEV_OFFSET: Final = 8
_MAC: Final = {
    0: "A", 1: "S", 2: "D", 3: "F", 4: "H", 5: "G", 6: "Z", 7: "X", 8: "C", 9: "V", 11: "B", 12: "Q", 13: "W", 14: "E",
    15: "R", 16: "Y", 17: "T", 18: "1", 19: "2", 20: "3", 21: "4", 22: "6", 23: "5", 24: "=", 25: "9", 26: "7", 27: "-",
    28: "8", 29: "0", 30: "]", 31: "O", 32: "U", 33: "[", 34: "I", 35: "P", 37: "L", 38: "J", 39: "'", 40: "K",
    41: ";", 42: "\\", 43: ",", 44: "/", 45: "N", 46: "M", 47: ".", 49: "Space", 50: "`",
}  # fmt: skip
"""The keys of the writing block by macOS virtual key (kVK_ANSI_*)."""

_WINDOWS_101: Final = {
    "ذ": "`", "ض": "Q", "ص": "W", "ث": "E", "ق": "R", "ف": "T", "غ": "Y", "ع": "U", "ه": "I", "خ": "O", "ح": "P",
    "ج": "[", "د": "]", "ش": "A", "س": "S", "ي": "D", "ب": "F", "ل": "G", "ا": "H", "ت": "J", "ن": "K", "م": "L",
    "ك": ";", "ط": "'", "ئ": "Z", "ء": "X", "ؤ": "C", "ر": "V", "ﻻ": "B", "ى": "N", "ة": "M", "و": ",", "ز": ".",
    "ظ": "/",
}  # fmt: skip
_WINDOWS_101_SHIFT: Final = {
    "\u0651": "`", "\u064e": "Q", "\u064b": "W", "\u064f": "E", "\u064c": "R", "ﻹ": "T", "إ": "Y", "‘": "U", "÷": "I",
    "×": "O", "؛": "P", "\u0650": "A", "\u064d": "S", "ﻷ": "G", "أ": "H", "ـ": "J", "،": "K", "\u0652": "X", "ﻵ": "B",
    "آ": "N", "’": "M", "؟": "/", "…": "\\",
}  # fmt: skip
_WINDOWS_101_SHIFT_SIGNS: Final = {
    "`": "U", "<": "[", ">": "]", "]": "D", "[": "F", "/": "L", ":": ";", '"': "'", "~": "Z", "}": "C", "{": "V",
    ",": ",", ".": ".", "'": "M", "*": "8", ")": "9", "(": "0",
}  # fmt: skip
"""Signs of ASCII that Shift gives under Arabic: they tell a place only when the layout is known to be Arabic."""

_MACINTOSH: Final = {
    "ة": "]", "؛": "'", "ظ": "Z", "ط": "X", "ذ": "C", "د": "V", "ز": "B", "ر": "N", "و": "M", "،": ",", "ـ": "`",
}  # fmt: skip
_MACINTOSH_SHIFT: Final = {
    "\u0650": "E", "\u064d": "R", "\u064f": "T", "\u064c": "Y", "\u0652": "U", "\u0651": "I", "»": "A", "«": "S",
    "ى": "D", "آ": "H", "ئ": "C", "ء": "V", "أ": "B", "إ": "N", "ؤ": "M", "؟": "/",
}  # fmt: skip


def key_at(scan_code: int, virtual_key: int = 0, *, platform: str = sys.platform) -> str | None:
    """The US key at the place that an event's native codes tell; None when they tell none."""
    if platform == "darwin":
        # Virtual key 0 is A, and is also what an event without codes carries; the scan code says nothing here.
        return _MAC.get(virtual_key) if virtual_key else None
    if platform == "win32":
        return _SET_1.get(scan_code)
    return _SET_1.get(scan_code - _EVDEV_OFFSET)


def key_of_letter(letter: str, *, shift: bool = False, platform: str = sys.platform) -> str | None:
    """The US key that carries this Arabic letter: in the Macintosh layout on macOS, else in 101; then in the other."""
    windows, mac = (_WINDOWS_101, _WINDOWS_101_SHIFT), (_MACINTOSH, _MACINTOSH_SHIFT)
    first, second = (mac, windows) if platform == "darwin" else (windows, mac)
    tables = (first[1], first[0], second[1], second[0]) if shift else (*first, *second)
    return next((table[letter] for table in tables if letter in table), None)


def key_of_arabic_sign(sign: str) -> str | None:
    """The US key that gives this sign of ASCII with Shift in the Arabic 101 layout."""
    return _WINDOWS_101_SHIFT_SIGNS.get(sign)


def letter_on(key: str, *, platform: str = sys.platform) -> str:
    """The Arabic letter on a US key, لا for B; empty where the key carries the same sign in Arabic."""
    table = {place: letter for letter, place in _WINDOWS_101.items()} | {"B": "لا"}
    if platform == "darwin":
        table |= {place: letter for letter, place in _MACINTOSH.items()} | {".": "", "/": ""}
    return table.get(key, "")
