"""Find in the article: a bar above the text with the spelling of the query, hits marked, walked by Enter and F3."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.span import Span
from hashiya.resources.messages import Messages
from hashiya.ui.desk.finding_here import Spelling, TextFinder
from hashiya.ui.kit import Button, ButtonKind, Field, FlowLayout, IconButton, Surface, TextLabel, Toggle
from hashiya.ui.panes.rows import row_of
from hashiya.ui.theme import ThemeSource, Type


class FindBar(Surface):
    """The field, how many hits there are, two buttons to walk them, and how the words may be spelled."""

    hits_changed = Signal(list)
    hit_chosen = Signal(object)
    closed = Signal()
    project_requested = Signal(str)

    def __init__(self, theme: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(theme, "panel", bottom=True, parent=parent)
        self._messages = messages
        self._theme = theme
        self._finder = TextFinder("")
        self._hits: list[Span] = []
        self._at = -1
        words = messages().text
        self.field = Field(theme, name=words("find.name"), placeholder=words("find.placeholder"), icon="search")
        self._count = TextLabel(theme, "", Type.SMALL, tone="ink2", lines=1)
        self._previous = IconButton(theme, "chevron-up", words("action.find_previous"))
        self._next = IconButton(theme, "chevron-down", words("action.find_next"))
        self._close = IconButton(theme, "close", words("find.close"))
        self.folded, self.proclitics = Toggle(theme, "", on=True), Toggle(theme, "", on=True)
        self.exact, self.phrase = Toggle(theme, ""), Toggle(theme, "", on=True)
        self.in_project = Button(theme, "", kind=ButtonKind.QUIET, icon="search", small=True)
        self._lay_out()
        self.field.textChanged.connect(lambda _: self._search())
        self._next.clicked.connect(lambda: self.walk(forward=True))
        self._previous.clicked.connect(lambda: self.walk(forward=False))
        self._close.clicked.connect(self.close_bar)
        self.folded.clicked.connect(lambda on: self._spell(exact=not on))
        self.exact.clicked.connect(lambda on: self._spell(exact=on))
        for toggle in (self.proclitics, self.phrase):
            toggle.clicked.connect(lambda _: self._search())
        self.in_project.clicked.connect(lambda: self.project_requested.emit(self.field.text()))
        self.field.installEventFilter(self)
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 8)
        column.setSpacing(6)
        ends = (self._count, self._previous, self._next, self._close)
        column.addLayout(row_of(self.field, *ends, gap=8, stretch=0))
        chips = QWidget()
        flow = FlowLayout(chips, gap=8)
        for widget in (self.folded, self.proclitics, self.exact, self.phrase, self.in_project):
            flow.addWidget(widget)
        column.addWidget(chips)

    def _spell(self, *, exact: bool) -> None:
        """Any spelling and exactly as written are two ends of one choice."""
        self.exact.setChecked(exact)
        self.folded.setChecked(not exact)
        self._search()

    def start(self, text: str, query: str | None) -> None:
        """Open the bar on this text; a query given is looked for at once."""
        self._take(text)
        self.show()
        if query:
            self.field.setText(query)
        self.field.setFocus()
        self.field.selectAll()
        self._search()

    def show_text(self, text: str) -> None:
        """Another article: look for the same there, if the bar is open."""
        self._take(text)
        if self.isVisible():
            self._search(choose=False)

    def _take(self, text: str) -> None:
        """Look through this text from now on."""
        if text != self._finder.text:
            self._finder = TextFinder(text)

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
        spelling = Spelling(self.exact.isChecked(), self.proclitics.isChecked(), self.phrase.isChecked())
        self._hits = self._finder.hits(self.field.text(), spelling)
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
        text = self._messages().text
        self.field.setPlaceholderText(text("find.placeholder"))
        self.field.setAccessibleName(text("find.name"))
        names = {"folded": self.folded, "proclitics": self.proclitics, "exact": self.exact, "phrase": self.phrase}
        for name, toggle in names.items():
            toggle.set_text(text(f"searching.{name}"))
            toggle.setToolTip(text(f"searching.tip.{name}"))
        self.in_project.set_text(text("action.find_all"))
        for button, key in (
            (self._previous, "action.find_previous"),
            (self._next, "action.find_next"),
            (self._close, "find.close"),
        ):
            button.set_name(text(key))
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
