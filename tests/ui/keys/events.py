"""Key events as the systems deliver them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
META = Qt.KeyboardModifier.MetaModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier

X11 = {
    key: code
    for first, keys in ((10, "1234567890-="), (24, "QWERTYUIOP[]"), (38, "ASDFGHJKL;'`"), (51, "\\ZXCVBNM,./"))
    for code, key in enumerate(keys, first)
}
"""The scan codes that X11 gives to the keys of a US keyboard."""


def press(
    key: int | str,
    modifiers: Qt.KeyboardModifier = NONE,
    *,
    scan: int = 0,
    virtual: int = 0,
    native: int = 0,
    text: str | None = None,
    kind: QEvent.Type = QEvent.Type.KeyPress,
) -> QKeyEvent:
    """A key event; a character for a key is what Qt gives for a letter that it has no name for."""
    code = ord(key) if isinstance(key, str) else key
    if text is None:
        text = key if isinstance(key, str) and not modifiers & (CTRL | ALT) else ""
    return QKeyEvent(kind, code, modifiers, scan, virtual, native, text)
