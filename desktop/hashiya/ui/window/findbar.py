"""Find in the article, in any spelling: a bar above the text, hits marked, walked by Enter and F3."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hashiya.arabic.folding import fold, fold_text
from hashiya.domain.span import Span
from hashiya.resources.messages import Messages
from hashiya.ui.kit import Field, IconButton, Surface, TextLabel
from hashiya.ui.theme import ThemeSource, Type


def hits_of(text: str, query: str) -> list[Span]:
    """Where the query stands in the text, whatever the spelling of hamza, ta marbuta, marks and digits."""
    wanted = fold_text(query)
    if not wanted.strip():
        return []
    folded = fold(text)
    found, place = [], folded.text.find(wanted)
    while place >= 0:
        found.append(folded.unfold(Span(place, place + len(wanted))))
        place = folded.text.find(wanted, place + len(wanted))
    return found


class FindBar(Surface):
    """The field, how many hits there are, and two buttons to walk them."""

    hits_changed = Signal(list)
    hit_chosen = Signal(object)
    closed = Signal()

    def __init__(self, theme: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(theme, "panel", bottom=True, parent=parent)
        self._messages = messages
        self._theme = theme
        self._text = ""
        self._hits: list[Span] = []
        self._at = -1
        words = messages().text
        self.field = Field(theme, name=words("find.name"), placeholder=words("find.placeholder"), icon="search")
        self._count = TextLabel(theme, "", Type.SMALL, tone="ink2", lines=1)
        self._previous = IconButton(theme, "chevron-up", words("action.find_previous"))
        self._next = IconButton(theme, "chevron-down", words("action.find_next"))
        self._close = IconButton(theme, "close", words("find.close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        for widget in (self._count, self._previous, self._next, self._close):
            row.addWidget(widget)
        self.field.textChanged.connect(lambda _: self._search())
        self._next.clicked.connect(lambda: self.walk(forward=True))
        self._previous.clicked.connect(lambda: self.walk(forward=False))
        self._close.clicked.connect(self.close_bar)
        self.field.installEventFilter(self)
        self.hide()

    def start(self, text: str, query: str | None) -> None:
        """Open the bar on this text; a query given is looked for at once."""
        self._text = text
        self.show()
        if query:
            self.field.setText(query)
        self.field.setFocus()
        self.field.selectAll()
        self._search()

    def show_text(self, text: str) -> None:
        """Another article: look for the same there, if the bar is open."""
        self._text = text
        if self.isVisible():
            self._search(choose=False)

    def walk(self, *, forward: bool) -> None:
        """To the next or previous hit, going round."""
        if not self._hits:
            return
        self._at = (self._at + (1 if forward else -1)) % len(self._hits)
        self._show_count()
        self.hit_chosen.emit(self._hits[self._at])

    def close_bar(self) -> None:
        """Close the bar; the hits are no longer marked."""
        self.hide()
        self._hits = []
        self.hits_changed.emit([])
        self.closed.emit()

    def _search(self, *, choose: bool = True) -> None:
        self._hits = hits_of(self._text, self.field.text())
        self._at = -1
        self.hits_changed.emit(self._hits)
        if self._hits and choose:
            self.walk(forward=True)
        self._show_count()

    def _show_count(self) -> None:
        messages = self._messages()
        if not self.field.text():
            self._count.set_text("")
        elif self._hits:
            self._count.set_text(messages.text("find.at", at=self._at + 1, of=len(self._hits)))
        else:
            self._count.set_text(messages.text("find.none"))

    def retranslate(self) -> None:
        """Take the texts of the language in use."""
        self.field.setPlaceholderText(self._messages().text("find.placeholder"))
        self._show_count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter walks, Shift+Enter walks back, Esc closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.walk(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)
