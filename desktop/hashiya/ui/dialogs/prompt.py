"""A small sheet with one field: a note, a name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.kit import Field, NoteField
from hashiya.ui.theme import ThemeSource, Type


class TextPrompt(Dialog):
    """Asks for one text; `written` carries it, trimmed. `title`, `name` and `button` are messages' keys.

    With `lines` above 1 it is a note: Enter is a new line there, Ctrl+Enter the button.
    """

    written = Signal(str)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        *,
        title: str,
        name: str,
        button: str,
        text: str = "",
        lines: int = 1,
        may_be_empty: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, title, parent=parent)
        self._may_be_empty = may_be_empty
        self.field: Field | NoteField
        if lines > 1:
            self.field = NoteField(theme, name=self.say(name), least=lines)
            self.field.set_text(text)
        else:
            self.field = Field(theme, name=self.say(name), style=Type.ROW)
            self.field.setText(text)
            self.field.textChanged.connect(lambda _text: self._allow())
        self.add_field(name, self.field)
        self.content.addStretch(1)
        self.add_cancel(self.say("dialog.cancel"))
        self._button = self.add_primary(self.say(button), cap="Ctrl+Enter" if lines > 1 else "Enter")
        self._button.clicked.connect(self._take)
        self._allow()
        self.field.selectAll()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take()
        else:
            super().keyPressEvent(event)

    def _allow(self) -> None:
        self._button.setEnabled(self._may_be_empty or bool(self.field.text().strip()))

    def _take(self) -> None:
        text = self.field.text().strip()
        if text or self._may_be_empty:
            self.written.emit(text)
            self.accept()
