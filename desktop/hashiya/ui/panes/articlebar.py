"""The bar over the text: where the article comes from, its place in the list, and its status."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from hashiya.domain.article import Status
from hashiya.resources.messages import Messages
from hashiya.ui.kit import STATUS_SIGNS, Button, Surface, TextLabel, tone_colour
from hashiya.ui.panes.link_button import LinkButton
from hashiya.ui.panes.times import day_words
from hashiya.ui.panes.values import ArticleRow
from hashiya.ui.theme import Size, ThemeSource, Type, icon


class ArticleBar(Surface):
    """One line of 44 px on the paper: source, date and place at the start, the status at the end."""

    status_requested = Signal(str)
    metadata_requested = Signal()
    proposals_requested = Signal()

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, "paper", parent=parent)
        self._messages = messages
        self._row_value: ArticleRow | None = None
        self._number, self._of = 0, 0
        self._enabled = True
        self._source_words = LinkButton(source, tone="ink", style=Type.SMALL_STRONG)
        self._date = LinkButton(source, style=Type.SMALL)
        for button in (self._source_words, self._date):
            button.clicked.connect(self.metadata_requested)
        self._dots = [TextLabel(source, "·", Type.SMALL, tone="ink2", lines=1) for _ in range(2)]
        self._place = TextLabel(source, "", Type.SMALL, tone="ink2", lines=1)
        self.status = Button(source, "", icon="status-new")
        self.status.clicked.connect(self._open_statuses)
        self.waiting = LinkButton(source)
        self.waiting.clicked.connect(self.proposals_requested)
        self._waiting = 0
        self._row = QHBoxLayout(self)
        parts: tuple[QWidget, ...] = (self._source_words, self._dots[0], self._date, self._dots[1], self._place)
        for part in parts:
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self.waiting)
        self._row.addWidget(self.status)
        self._measure()
        self.retranslate()

    def show_article(self, row: ArticleRow | None, *, number: int = 0, of: int = 0, may_change: bool = True) -> None:
        """Show the open article and its place in the project; None when none is open."""
        self._row_value, self._number, self._of, self._enabled = row, number, of, may_change
        self.retranslate()

    def show_waiting(self, count: int) -> None:
        """Show how many proposals wait in the article; a click begins their review."""
        if count != self._waiting:
            self._waiting = count
            self._show_waiting()

    def _show_waiting(self) -> None:
        messages = self._messages()
        self.waiting.show_words(messages.text("review.waiting", count=self._waiting))
        self.waiting.setToolTip(messages.text("action.proposal_next"))
        self.waiting.setVisible(self._waiting > 0 and self._row_value is not None)

    def status_menu(self) -> QMenu:
        """The menu of the states that an article can have."""
        messages, row = self._messages(), self._row_value
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for status in Status:
            sign, tone = STATUS_SIGNS[status]
            action = menu.addAction(messages.text(f"panes.article_status.{status}"))
            action.setIcon(icon(sign, tone_colour(self.theme, tone)))
            action.setEnabled(row is None or status is not row.status)
            action.triggered.connect(lambda _=False, status=status: self.status_requested.emit(str(status)))
        return menu

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        messages, row = self._messages(), self._row_value
        shown = row is not None
        for widget in (*self._dots, self._source_words, self._date, self.status):
            widget.setVisible(shown)
        self.status.setEnabled(self._enabled)
        self._show_waiting()
        if row is None:
            self._place.set_text(messages.text("panes.bar.no_article"))
            return
        source = row.source or messages.text("panes.articles.no_source")
        day = day_words(row.published, messages) or messages.text("panes.articles.no_date")
        self._source_words.show_words(source)
        self._date.show_words(day)
        said = messages.text("panes.bar.metadata", source=source, date=day)
        for button in (self._source_words, self._date):
            button.setAccessibleName(said)
            button.setToolTip(messages.text("panes.articles.metadata"))
        self._place.set_text(messages.text("panes.bar.place", number=self._number, of=self._of))
        self.status.set_icon(STATUS_SIGNS[row.status][0])
        word = messages.text(f"panes.article_status.{row.status}")
        self.status.set_text(word)
        self.status.setAccessibleName(messages.text("panes.article_status.name", status=word))

    def retheme(self) -> None:
        super().retheme()
        self._measure()

    def _measure(self) -> None:
        px = self.theme.px
        self.setFixedHeight(px(Size.ARTICLE_BAR))
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self._row.setSpacing(px(8))

    def _open_statuses(self) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = QPoint(self.status.width() if rtl else 0, self.status.height())
        self.status_menu().popup(self.status.mapToGlobal(corner))
