"""The keyboard layout in use, as far as the keys that were pressed have shown it, for the letters on key caps."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from hashiya.ui.keys.places import key_at, letter_on
from hashiya.ui.keys.strokes import LETTERS, SIGNS, Stroke

_DEAD: Final = {
    int(dead): sign
    for dead, sign in (
        (Qt.Key.Key_Dead_Grave, "`"),
        (Qt.Key.Key_Dead_Acute, "´"),
        (Qt.Key.Key_Dead_Circumflex, "^"),
        (Qt.Key.Key_Dead_Tilde, "~"),
        (Qt.Key.Key_Dead_Diaeresis, "¨"),
    )
}


class LayoutInUse(QObject):
    """What the caps show: Latin letters until an Arabic one is typed, then Arabic ones until a Latin one is."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, platform: str = sys.platform) -> None:
        super().__init__(parent)
        self._platform = platform
        self._arabic = False
        self._seen: dict[bool, dict[str, str]] = {False: {}, True: {}}

    @property
    def is_arabic(self) -> bool:
        """Whether the last letter typed was Arabic."""
        return self._arabic

    def learn(self, event: QKeyEvent) -> None:
        """Take note of what a press without Ctrl, Alt, Shift gives; with them a layout may answer for another."""
        if event.type() != QEvent.Type.KeyPress or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return
        code = event.key()
        letter = _DEAD.get(code) or (chr(code) if 0x20 < code < 0x10FFFF else "")
        arabic = _is_arabic(letter)
        if not arabic and not ("A" <= letter <= "Z"):
            arabic = self._arabic
        place = key_at(event.nativeScanCode(), event.nativeVirtualKey(), platform=self._platform)
        known = self._seen[arabic]
        is_news = arabic != self._arabic
        if place and letter and _is_worth_showing(place, letter, arabic=arabic) and known.get(place) != letter:
            known[place] = letter
            is_news = True
        self._arabic = arabic
        if is_news:
            self.changed.emit()

    def letter(self, key: str) -> str:
        """What stands on the key in the layout in use."""
        seen = self._seen[self._arabic].get(key)
        if self._arabic:
            return {"ﻻ": "لا"}.get(seen or "", seen or "") or letter_on(key, platform=self._platform) or key
        return seen or key

    def cap(self, stroke: Stroke) -> str:
        """The stroke as a cap shows it, in the layout in use."""
        letter = self.letter(stroke.key) if stroke.key in LETTERS or stroke.key in SIGNS else None
        if letter == stroke.key:
            letter = None
        return stroke.shown(mac=self._platform == "darwin", letter=letter)

    def both(self, stroke: Stroke) -> str:
        """The stroke with its Latin and its Arabic letter, as a tip and the guide show it: «C ؤ»."""
        shown = stroke.shown(mac=self._platform == "darwin")
        arabic = letter_on(stroke.key, platform=self._platform)
        return f"{shown} \u2068{arabic}\u2069" if arabic else shown


def _is_arabic(letter: str) -> bool:
    return bool(letter) and ("\u0620" <= letter <= "\u064a" or "\ufe70" <= letter <= "\ufefc")


def _is_worth_showing(place: str, letter: str, *, arabic: bool) -> bool:
    """Whether a cap should show this letter for its place: not for digits, and under Latin only for signs."""
    if place in LETTERS:
        return arabic and _is_arabic(letter)
    return place in SIGNS and (_is_arabic(letter) if arabic else not letter.isalnum() or not letter.isascii())
