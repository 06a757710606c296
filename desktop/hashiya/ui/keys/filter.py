"""The event filter by which every key works in every keyboard layout (design: rules 4 to 6)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from hashiya.ui.keys.layout import LayoutInUse
from hashiya.ui.keys.reading import is_latin, stroke_of
from hashiya.ui.keys.strokes import LETTERS, Stroke

Asked = Callable[[Stroke, QWidget], bool]
"""A question about a stroke while this widget has the keys."""

_ASKED: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_EDITING: Final = frozenset("ACVXZY") | {"Left", "Right", "Up", "Down", "Home", "End", "Backspace", "Del", "Insert"}
"""The keys that edit a text field together with Ctrl."""
_MAC_WORDWISE: Final = frozenset({"Left", "Right", "Up", "Down", "Backspace", "Del"})


class KeyFilter(QObject):
    """Turns key events into strokes and gives them to the actions before any widget sees them.

    `would_handle` says whether a stroke has an action where the keys go now, `handle` does it and says whether it did.
    Ctrl with a letter that is not Latin, and not ours, reaches the widget as the Latin letter of that place.
    """

    def __init__(
        self,
        handle: Asked,
        would_handle: Asked,
        *,
        layout: LayoutInUse | None = None,
        parent: QObject | None = None,
        platform: str = sys.platform,
    ) -> None:
        super().__init__(parent)
        self.layout = layout or LayoutInUse(self, platform=platform)
        self.capture: Callable[[Stroke], None] | None = None
        """While set («change its key»), takes every stroke; nothing is done and no widget sees it."""
        self.is_repeated = False
        """Whether the stroke at hand comes of a key that is held."""
        self._handle = handle
        self._would_handle = would_handle
        self._platform = platform
        self._resending = False

    def install(self) -> None:
        """Listen to every key of the application."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True when the key was ours."""
        # Every event of the application comes by; asking for the class is quicker than asking for the type.
        if not isinstance(event, QKeyEvent) or self._resending or not isinstance(watched, QWidget):
            return False
        kind = event.type()
        if kind not in _ASKED:
            return False
        if not _has_the_keys(watched):
            return False
        with _Reported():
            return self._is_taken(watched, event, is_press=kind == QEvent.Type.KeyPress)
        return True

    def stroke_of(self, event: QKeyEvent) -> Stroke | None:
        """The stroke of a key event in the layout in use."""
        return stroke_of(event, arabic=self.layout.is_arabic, platform=self._platform)

    def _is_taken(self, widget: QWidget, event: QKeyEvent, *, is_press: bool) -> bool:
        if is_press:
            self.layout.learn(event)
        stroke = self.stroke_of(event)
        if stroke is None:
            return False
        if self.capture is not None:
            event.accept()
            if is_press:
                self.capture(stroke)
            return True
        if not (is_text_field(widget) and _belongs_to_field(stroke, self._platform)):
            ask = self._handle if is_press else self._would_handle
            self.is_repeated = event.isAutoRepeat()
            if ask(stroke, widget):
                event.accept()
                return True
        if stroke.ctrl and stroke.key in LETTERS and not is_latin(event):
            return self._resend(widget, event, stroke)
        return False

    def _resend(self, widget: QWidget, event: QKeyEvent, stroke: Stroke) -> bool:
        """Send the widget the same event with the Latin letter; True when it has been dealt with."""
        key = Qt.Key(int(Qt.Key.Key_A) + LETTERS.index(stroke.key))
        latin = QKeyEvent(
            event.type(),
            key,
            event.modifiers(),
            event.nativeScanCode(),
            event.nativeVirtualKey(),
            event.nativeModifiers(),
            "",
            event.isAutoRepeat(),
            event.count(),
        )
        latin.setAccepted(event.isAccepted())
        self._resending = True
        try:
            QCoreApplication.sendEvent(widget, latin)
        finally:
            self._resending = False
        if event.type() == QEvent.Type.ShortcutOverride and not latin.isAccepted():
            return False
        event.setAccepted(latin.isAccepted())
        return True


class _Reported:
    """Gives an exception to sys.excepthook: one that leaves an event handler can end the process."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if kind is None or error is None or not issubclass(kind, Exception):
            return False
        sys.excepthook(kind, error, trace)
        return True


def is_text_field(widget: QWidget) -> bool:
    """Whether bare keys write something there."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox):
        return widget.isEnabled() and not widget.isReadOnly()
    return isinstance(widget, QComboBox) and widget.isEditable()


def _has_the_keys(widget: QWidget) -> bool:
    """Whether an event reaches this widget first: not on its way up from the focus, and not into a popup menu."""
    popup = QApplication.activePopupWidget()
    if popup is not None and (popup is widget or popup.isAncestorOf(widget)):
        return False
    focus = QApplication.focusWidget()
    return focus is None or focus is widget or not widget.isAncestorOf(focus)


def _belongs_to_field(stroke: Stroke, platform: str) -> bool:
    """Whether a text field uses the stroke itself: everything bare but Esc and the F-keys, and the keys of editing."""
    if stroke.is_bare:
        return stroke.key != "Esc" and not (stroke.key[0] == "F" and len(stroke.key) > 1)
    if stroke.alt:
        return platform == "darwin" and stroke.key in _MAC_WORDWISE
    return stroke.ctrl and stroke.key in _EDITING
