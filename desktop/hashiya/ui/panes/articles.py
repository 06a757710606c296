"""The pane of articles: filter, list, and how far the project has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QListView, QMenu, QStackedWidget, QToolTip, QVBoxLayout, QWidget

from hashiya.domain.article import Status
from hashiya.domain.ids import ArticleKey
from hashiya.resources.messages import Messages
from hashiya.ui.kit import (
    Button,
    ButtonKind,
    ChipRow,
    EmptyState,
    Field,
    Hairline,
    IconButton,
    Surface,
    TextLabel,
    ThinBar,
    Title,
    ring_on_focus,
)
from hashiya.ui.panes.article_delegate import ArticleDelegate
from hashiya.ui.panes.articles_model import ArticlesModel, Which
from hashiya.ui.panes.rows import row_of
from hashiya.ui.panes.values import ArticleRow, Progress
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, icon

_FOLDED_AT_ONCE = 500
"""Rows prepared for the filter in one quiet moment; about 5 ms."""

_TYPING_PAUSE = 15
"""How long the list waits for the next letter before it is filtered, in milliseconds."""


class ArticleList(QListView):
    """The list itself; the tip shows a title that was cut."""

    opened = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            delegate = self.itemDelegate()
            if index.isValid() and isinstance(delegate, ArticleDelegate):
                QToolTip.showText(event.globalPos(), delegate.tip(index, self.viewport().width()), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)


class ArticlesPane(Surface):
    """Every article of the project, filtered by words in any spelling and by status."""

    article_requested = Signal(str)
    import_requested = Signal()
    remove_requested = Signal(str)
    metadata_requested = Signal(str)
    status_requested = Signal(str, str)
    filter_cleared = Signal()

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        key_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, "panel", end=True, parent=parent)
        self._messages, self._key_of = messages, key_of
        self._progress = Progress(0, 0, 0)
        self._current: ArticleKey | None = None
        self.model = ArticlesModel(messages, self)
        self._title = Title(source)
        self._total = TextLabel(source, "", Type.SMALL, tone="ink2", lines=1)
        self.field = Field(source, name="", icon="search", clear_name="")
        self.field.textChanged.connect(self._typed)
        self.which = ChipRow(source, [(which, which) for which in Which], name="")
        self.which.chosen.connect(self._filter)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self._filter)
        self._quiet = QTimer(self)
        self._quiet.setInterval(0)
        self._quiet.timeout.connect(self._prepare)
        self.list = ArticleList()
        self._make_list(source)
        self.import_button = Button(source, "", kind=ButtonKind.PRIMARY, icon="import")
        self.import_button.clicked.connect(self.import_requested)
        self.show_all = Button(source, "")
        self.show_all.clicked.connect(self._show_all)
        self.clear = Button(source, "", kind=ButtonKind.SOFT)
        self.clear.clicked.connect(self.clear_filter)
        self._empty = EmptyState(source, "import", "", "", buttons=[self.import_button])
        self._no_hits = EmptyState(source, "search", "", "", buttons=[self.show_all, self.clear])
        self._pages = QStackedWidget()
        for page in (self.list, self._empty, self._no_hits):
            self._pages.addWidget(page)
        self._done = TextLabel(source, "", Type.SMALL_MEDIUM, lines=1)
        self._annotations = TextLabel(source, "", Type.META, tone="ink2", lines=1)
        self._bar = ThinBar(source, name="", tone="ok")
        self._head, self._foot = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.retranslate()

    def _make_list(self, source: ThemeSource) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(ArticleDelegate(source, self.model, self._messages, self))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setMouseTracking(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.clicked.connect(self._go)
        self.list.opened.connect(self._go)
        ring_on_focus(self.list, source, Radius.CAP)

    def _lay_out(self) -> None:
        px = self.theme.px
        self._head.addLayout(row_of(self._title, self._total, gap=px(8), stretch=0))
        self._head.addWidget(self.field)
        self._head.addWidget(self.which)
        self._foot.addLayout(row_of(self._done, self._annotations, gap=px(8), stretch=0))
        self._foot.addWidget(self._bar)
        self._foot_line = Hairline(self._source)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(self._pages, 1)
        self._column.addWidget(self._foot_line)
        self._column.addLayout(self._foot)
        self._measure()

    def show_rows(self, rows: Sequence[ArticleRow], progress: Progress) -> None:
        """Show these articles and how far the project has come; filter and place stay."""
        place = self.list.verticalScrollBar().value()
        self.model.show_rows(rows)
        self.list.verticalScrollBar().setValue(place)
        self.show_progress(progress)
        self._choose_page()
        self._select_current()
        self._quiet.start()

    def change_row(self, row: ArticleRow) -> None:
        """Show the new value of one article."""
        self.model.change_row(row)

    def show_progress(self, progress: Progress) -> None:
        """Show how many articles are done, and how many annotations there are."""
        self._progress = progress
        messages = self._messages()
        done = messages.text("panes.articles.done_of", count=progress.done, of=progress.articles)
        self._done.set_text(done)
        self._annotations.set_text(messages.text("panes.count.annotations", count=progress.annotations))
        self._bar.set_share(progress.done / progress.articles if progress.articles else 0.0)
        self._bar.setAccessibleName(done)
        for widget in (self._done, self._annotations, self._bar, self._foot_line):
            widget.setVisible(progress.articles > 0)

    def show_current(self, article: ArticleKey | None) -> None:
        """Show which article is open, and bring it into view."""
        self._current = article
        self._select_current()

    def focus_filter(self) -> None:
        """Give the keyboard to the filter."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_list(self) -> None:
        """Give the keyboard to the list, or to the filter when it is empty."""
        target: QWidget = self.list if self.model.rowCount() else self.field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear_filter(self) -> None:
        """Show every article again."""
        self.field.clear()
        self.which.set_current(Which.ALL)
        self._filter()
        self.filter_cleared.emit()

    def retheme(self) -> None:
        super().retheme()
        self._measure()
        # One size for all rows is asked for once: the list must ask again after the scale has changed.
        self.list.doItemsLayout()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        messages = self._messages()

        def text(key: str) -> str:
            return messages.text(f"panes.articles.{key}")

        self.setAccessibleName(text("name"))
        self._title.set_text(text("name"))
        self.field.setPlaceholderText(text("filter"))
        self.field.setAccessibleName(text("filter"))
        clear = self.field.findChild(IconButton)
        if isinstance(clear, IconButton):
            clear.set_name(text("no_hits.clear"))
        self.which.setAccessibleName(text("which"))
        for chip in self.which.chips():
            chip.set_text(text(chip.key))
        self.list.setAccessibleName(text("list"))
        self.import_button.set_text(text("empty.import"))
        self.import_button.set_cap(self._key_of("import") or None)
        self._empty.say("import", text("empty.title"), text("empty.words"))
        self.clear.set_text(text("no_hits.clear"))
        self.model.speak_again()
        self.show_progress(self._progress)
        self._choose_page()

    def _measure(self) -> None:
        px = self.theme.px
        padding = px(Size.PANE_PADDING)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._head.setContentsMargins(padding, px(14), padding, px(10))
        self._head.setSpacing(px(9))
        self._foot.setContentsMargins(padding, px(12), padding, px(14))
        self._foot.setSpacing(px(8))

    def _prepare(self) -> None:
        if not self.model.fold_some(_FOLDED_AT_ONCE):
            self._quiet.stop()

    def _typed(self) -> None:
        self._pause.start()

    def _filter(self) -> None:
        self._pause.stop()
        self.model.filter(self.field.text(), Which(str(self.which.current)))
        self._choose_page()
        self._select_current()

    def _show_all(self) -> None:
        self.which.set_current(Which.ALL)
        self._filter()

    def _choose_page(self) -> None:
        messages, shown = self._messages(), self.model.rowCount()
        total = self.model.total
        self._total.set_text(messages.number(shown))
        said = messages.text("panes.articles.total", shown=shown, of=total)
        self._total.setAccessibleName(said)
        self._total.setToolTip(said)
        for part in (self.field, self.which, self._total):
            part.setVisible(total > 0)
        if total == 0:
            self._pages.setCurrentWidget(self._empty)
        elif shown == 0:
            self._say_no_hits(messages)
            self._pages.setCurrentWidget(self._no_hits)
        else:
            self._pages.setCurrentWidget(self.list)

    def _say_no_hits(self, messages: Messages) -> None:
        """Say what was looked for among how many, and what hides the rest."""
        model, hidden = self.model, self.model.hidden_by_status()
        query = model.query.strip()
        title = messages.text("panes.articles.no_hits.title", query=query)
        if not query:
            title = messages.text(f"panes.articles.no_hits.title_{model.which}")
        sentence = ""
        if query:
            among = messages.text("panes.articles.no_hits.among", count=model.total)
            sentence = messages.text("panes.articles.no_hits.only", among=among)
            if hidden:
                state = Which.DONE if model.which is Which.TO_DO else Which.TO_DO
                why = messages.text(f"panes.articles.no_hits.hidden_{state}", count=hidden)
                sentence = messages.text("panes.articles.no_hits.both", among=among, hidden=why)
        self._no_hits.say("search", title, sentence)
        shown = "done" if model.which is Which.TO_DO else "to_do"
        self.show_all.set_text(messages.text(f"panes.articles.no_hits.show_{shown if query else 'all'}"))
        self.show_all.setVisible(model.which is not Which.ALL)
        self.clear.setVisible(bool(query))

    def _select_current(self) -> None:
        index = self.model.index_of(self._current)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        else:
            self.list.clearSelection()

    def _go(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None:
            self.article_requested.emit(row.key)

    def _open_menu(self, at: QPoint) -> None:
        row = self.model.row(self.list.indexAt(at))
        if row is not None:
            self.menu_for(row).popup(self.list.viewport().mapToGlobal(at))

    def menu_for(self, row: ArticleRow) -> QMenu:
        """The menu of what can be done with one article."""
        messages, key = self._messages(), row.key
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(messages.text("panes.articles.open")).triggered.connect(lambda: self.article_requested.emit(key))
        menu.addAction(messages.text("panes.articles.metadata")).triggered.connect(
            lambda: self.metadata_requested.emit(key)
        )
        states = menu.addMenu(messages.text("panes.articles.set_status"))
        for status in Status:
            action = states.addAction(messages.text(f"panes.article_status.{status}"))
            action.setCheckable(True)
            action.setChecked(status is row.status)
            action.triggered.connect(lambda _=False, status=status: self.status_requested.emit(key, str(status)))
        menu.addSeparator()
        remove = menu.addAction(messages.text("panes.articles.remove"))
        remove.setIcon(icon("trash", self.theme.ink2, direction=self.layoutDirection()))
        remove.triggered.connect(lambda: self.remove_requested.emit(key))
        return menu
