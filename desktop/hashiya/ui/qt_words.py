"""What Qt itself says, in Arabic: its own translation, and the words that this lacks."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

from hashiya.resources.messages import Messages

LACKING = {
    "&Look in:": "qt.look_in",
    "Files of &type:": "qt.files_of_type",
    "Date Modified": "qt.date_modified",
    "Position": "qt.position",
    "Line up": "qt.line_up",
    "Line down": "qt.line_down",
}
"""Source texts of Qt 6.11's file dialog and scroll bars that qtbase_ar.qm does not know, and their messages."""


class LackingWords(QTranslator):
    """Knows the words that Qt's translation lacks; to be installed before it, for the last one is asked first."""

    def __init__(self, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._words = {source: messages.text(key) for source, key in LACKING.items()}

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        # The last that is asked: an empty answer would be taken for a translation.
        return self._words.get(source, source)


def arabic_words(messages: Messages, parent: QObject) -> list[QTranslator]:
    """The translators that make Qt speak Arabic, in the order in which they are installed."""
    own = QTranslator(parent)
    if not own.load("qtbase_ar", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        return []
    return [LackingWords(messages, parent), own]
