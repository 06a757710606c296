"""The list of hits: one at a time is current; arrows walk, and every other key belongs to the actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import Themed
from hashiya.ui.panes.searching.delegate import HitDelegate
from hashiya.ui.panes.searching.model import HitsModel
from hashiya.ui.panes.searching.values import Rows
from hashiya.ui.theme import ThemeSource


class HitList(Themed, QTableView):
    """Shows rows of hits; `current_changed` tells the number of the current one, -1 when there is none.

    A table of one column: a QListView asks for every row again whenever some are added, which ten thousand feel.
    """

    current_changed = Signal(int)
    opened = Signal(int)
    """A double click, or a click on the row that was current already."""

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.follow(source)
        self.hits = HitsModel(messages, self)
        self.setModel(self.hits)
        self._delegate = HitDelegate(source, self.hits, messages, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._measure()
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(self._moved)

    @property
    def current(self) -> int:
        """The number of the current row, -1 when there is none."""
        return self.currentIndex().row()

    def show_scheme(self, scheme: Scheme) -> None:
        """Take the labels' colours from this scheme."""
        self._delegate.show_scheme(scheme)

    def show_rows(self, rows: Rows, *, current: int = -1) -> None:
        """Show these rows from the top, or with one of them current."""
        self.hits.show_rows(rows)
        self.scrollToTop()
        if current >= 0:
            self.go(current)
        else:
            self.current_changed.emit(-1)

    def go(self, number: int) -> None:
        """Make this row the current one, in sight."""
        index = self.hits.index(min(max(0, number), self.hits.rowCount() - 1))
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            # To the middle, so that what follows is seen, and the next rows cost no painting of all.
            if not self.viewport().rect().contains(self.visualRect(index)):
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.selectionModel().setCurrentIndex(index, flags)

    def retheme(self) -> None:
        super().retheme()
        self._measure()

    def moveCursor(self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action in ends:
            return self.hits.index(ends[action] % max(1, self.hits.rowCount()))
        return super().moveCursor(action, held)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not the beginning of a row."""

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid():
                QToolTip.showText(event.globalPos(), self._delegate.tip(index), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _measure(self) -> None:
        height = self._delegate.row_height()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def _moved(self, index: QModelIndex) -> None:
        self.current_changed.emit(index.row())
