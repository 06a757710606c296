"""The strip of tabs over a pane: Card, Annotations with their number, Guide."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from hashiya.ui.kit.focus import ring_in, ring_out
from hashiya.ui.kit.lines import one_line_width
from hashiya.ui.kit.themed import Themed
from hashiya.ui.theme import Radius, ThemeSource, Type

_GAP = 22
_HEIGHT = 36


class TabStrip(Themed, QTabBar):
    """Tabs as words with a line under the chosen one; `chosen` tells its key, also when the program chose it."""

    chosen = Signal(str)

    def __init__(self, source: ThemeSource, *, name: str, padding: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._padding = padding
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.follow(source)
        self.currentChanged.connect(self._tell)

    def add(self, key: str, text: str) -> None:
        """Add a tab at the end; the text carries its number, if it has one."""
        self._keys.append(key)
        self.addTab(text.replace("&", "&&"))

    def set_text(self, key: str, text: str) -> None:
        """Show another text on a tab, as when its number changed."""
        self.setTabText(self._keys.index(key), text.replace("&", "&&"))

    def set_shown(self, key: str, *, shown: bool) -> None:
        """Show or hide a tab."""
        self.setTabVisible(self._keys.index(key), shown)

    @property
    def current(self) -> str:
        """The key of the chosen tab."""
        return self._keys[self.currentIndex()]

    def choose(self, key: str) -> None:
        """Go to a tab."""
        self.setCurrentIndex(self._keys.index(key))

    def tabSizeHint(self, index: int) -> QSize:
        text = self._shown_text(index)
        theme = self.theme
        # The wider weight for all: the words keep their places when another is chosen.
        wide = max(one_line_width(text, theme.font(style)) for style in (Type.BODY, Type.BODY_STRONG))
        first = self.theme.px(self._padding) if index == self._first() else 0
        return QSize(math.ceil(wide) + theme.px(_GAP) + first, theme.px(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(self.theme.px(40), self.theme.px(_HEIGHT))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(96), self.theme.px(_HEIGHT))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, Radius.CONTROL)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)

    def paintEvent(self, event: object) -> None:
        theme = self.theme
        with QPainter(self) as painter:
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.line)
            painter.setLayoutDirection(self.layoutDirection())
            over = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
            for index in range(self.count()):
                if self.isTabVisible(index):
                    self._paint_tab(painter, index, over=index == over)

    def _paint_tab(self, painter: QPainter, index: int, *, over: bool) -> None:
        theme, chosen = self.theme, index == self.currentIndex()
        word = self._word_rect(index)
        painter.setFont(theme.font(Type.BODY_STRONG if chosen else Type.BODY))
        painter.setPen(theme.ink if chosen or over else theme.ink2)
        text = painter.fontMetrics().elidedText(
            self._shown_text(index), Qt.TextElideMode.ElideRight, math.ceil(word.width()) + 2
        )
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(word, align, text)
        if chosen:
            line = QRectF(word.left(), self.height() - 2, word.width(), 2)
            painter.fillRect(line, theme.accent)

    def _word_rect(self, index: int) -> QRectF:
        """Where the word of a tab stands: at the start of its tab, the gap after it."""
        tab = QRectF(self.tabRect(index))
        gap = float(self.theme.px(_GAP))
        first = float(self.theme.px(self._padding)) if index == self._first() else 0.0
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return tab.adjusted(gap, 0, -first, 0)
        return tab.adjusted(first, 0, -gap, 0)

    def _first(self) -> int:
        """The first tab that is shown."""
        return next((index for index in range(self.count()) if self.isTabVisible(index)), 0)

    def _shown_text(self, index: int) -> str:
        return self.tabText(index).replace("&&", "&")

    def _tell(self, index: int) -> None:
        if 0 <= index < len(self._keys):
            self.chosen.emit(self._keys[index])
