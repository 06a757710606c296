"""Search and label all in the place of the text: query, list of hits, and what is said when there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import Button, ButtonKind, EmptyState, Surface
from hashiya.ui.panes.searching.hit_list import HitList
from hashiya.ui.panes.searching.query_bar import QueryBar
from hashiya.ui.theme import ThemeSource


class SearchPane(Surface):
    """The query above, the hits below; `widen_requested` asks for any spelling, or for the whole project."""

    widen_requested = Signal()
    more_requested = Signal()

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, "paper", parent=parent)
        self._messages = messages
        self._said: tuple[str, str, str] = ("idle", "", "")
        self.bar = QueryBar(source, messages)
        self.list = HitList(source, messages)
        self.widen = Button(source, "", kind=ButtonKind.SOFT)
        self.widen.clicked.connect(self.widen_requested)
        self._empty = EmptyState(source, "search", "", "", buttons=[self.widen])
        self.more = Button(source, "", kind=ButtonKind.QUIET)
        self.more.clicked.connect(self.more_requested)
        self.more.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.more)
        self.retranslate()

    def show_scheme(self, scheme: Scheme) -> None:
        """Take the labels from this scheme."""
        self.bar.show_scheme(scheme)
        self.list.show_scheme(scheme)

    def show_list(self) -> None:
        """Show the hits."""
        self._pages.setCurrentWidget(self.list)

    def say_empty(self, key: str, *, query: str = "", widen: str = "") -> None:
        """Say why there is nothing (a message `searching.empty.<key>`), and offer to look wider."""
        self._said = key, query, widen
        messages = self._messages()
        title = messages.text(f"searching.empty.{key}.title", query=query)
        self._empty.say("search", title, messages.text(f"searching.empty.{key}.words"))
        self.widen.setVisible(bool(widen))
        if widen:
            self.widen.set_text(messages.text(f"searching.empty.widen_{widen}"))
        self._pages.setCurrentWidget(self._empty)
        self.more.hide()

    @property
    def is_empty(self) -> bool:
        """Whether something is said in the place of hits."""
        return self._pages.currentWidget() is self._empty

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        messages = self._messages()
        self.setAccessibleName(messages.text("searching.name"))
        self.list.setAccessibleName(messages.text("searching.hits"))
        self.more.set_text(messages.text("searching.more"))
        was_empty = self.is_empty
        key, query, widen = self._said
        self.say_empty(key, query=query, widen=widen)
        if not was_empty:
            self.show_list()
        self.list.hits.change()
