"""Lists of rows in a dialog: one model of frozen values, one delegate that paints them, the keyboard walks them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hashiya.ui.kit import RTL, LaidText, Themed, key_cap_size, paint_box, paint_key_cap, ring_on_focus
from hashiya.ui.theme import Radius, Theme, ThemeSource, TypeStyle, paint_icon

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
VALUE = Qt.ItemDataRole.UserRole
"""The role under which a row's whole value is."""


class RowsModel(QAbstractListModel, Generic[Row]):
    """Frozen values as rows; `spoken` puts one into words for a screen reader."""

    def __init__(self, spoken: Callable[[Row], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """The values, in order."""
        return self._rows

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        value = self._rows[index.row()]
        if role == VALUE:
            return value
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(value)
        return None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these instead of those before."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[Row]) -> None:
        """Add rows at the end."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()


class RowsDelegate(QStyledItemDelegate):
    """Paints one row; a dialog gives the height (px) and `draw`, which paints the value into an area."""

    def __init__(
        self,
        source: ThemeSource,
        height: int,
        draw: Callable[[RowPainter, Any], None],
        *,
        lines: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._height, self._draw, self._lines = source, height, draw, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._source.theme.px(120), self._source.theme.px(self._height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._source.theme
        painter.save()
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, theme.accent_soft)
        elif self._lines and index.row():
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), theme.line)
        value = index.data(VALUE)
        if value is not None:
            self._draw(RowPainter(painter, area, theme, option.direction, chosen=chosen), value)
        painter.restore()


class RowPainter:
    """Paints the parts of one row by places counted from the start edge (px, unscaled)."""

    def __init__(
        self, painter: QPainter, area: QRectF, theme: Theme, direction: Qt.LayoutDirection, *, chosen: bool
    ) -> None:
        self.painter, self.area, self.theme, self.direction, self.chosen = painter, area, theme, direction, chosen

    @property
    def width(self) -> float:
        """The width of the row in unscaled px."""
        return self.area.width() / self.theme.scale

    def place(self, start: float, top: float, width: float, height: float) -> QRectF:
        """Where this rectangle is seen."""
        scale = self.theme.scale
        left = self.area.left() + start * scale
        if self.direction is RTL:
            left = self.area.right() - (start + width) * scale
        return QRectF(left, self.area.top() + top * scale, width * scale, height * scale)

    def text(
        self,
        text: str,
        style: TypeStyle,
        tone: QColor,
        place: QRectF,
        *,
        direction: Qt.LayoutDirection | None = None,
        at_end: bool = False,
    ) -> float:
        """Paint one line in the middle of the place, cut with an ellipsis; its width in unscaled px."""
        way = self.direction if direction is None else direction
        pitch = self.theme.line_height(style)
        laid = LaidText(text, self.theme.font(style), place.width(), way, pitch=pitch, max_lines=1)
        spare = place.width() - laid.natural_width
        # A line lies at the side where its direction begins; what belongs to the other side is moved over.
        begins_right = way is RTL
        wants_right = (self.direction is RTL) is not at_end
        if direction is not None and not at_end:
            wants_right = begins_right
        shift = 0.0 if begins_right == wants_right else spare if wants_right else -spare
        laid.draw(self.painter, QPointF(place.left() + shift, place.center().y() - pitch / 2), tone)
        return laid.natural_width / self.theme.scale

    def cap(self, text: str, end: float, height: float) -> float:
        """Paint a key cap that ends at `end`, in the middle of `height`; where it starts, in unscaled px."""
        size = key_cap_size(text, self.theme)
        wide, high = size.width() / self.theme.scale, size.height() / self.theme.scale
        paint_key_cap(self.painter, self.place(end - wide, (height - high) / 2, wide, high), text, self.theme)
        return end - wide

    def icon(self, name: str, tone: QColor, start: float, height: float, *, side: int = 16, top: float = 0) -> None:
        """Paint an icon at `start`, in the middle of `height`."""
        place = self.place(start, top + (height - side) / 2, side, side)
        side_px = self.theme.px(side)
        paint_icon(self.painter, place.topLeft(), name, tone, side_px, direction=self.direction)


class RowsView(Themed, QListView):
    """A list with a field's edge, as high as `shown` rows at the least; Enter or a double click activates a row.

    `end` is how wide the part at a row's end is (px) that a single click presses: `end_clicked` tells of it.
    """

    row_activated = Signal(object)
    row_selected = Signal(object)
    end_clicked = Signal(object)

    def __init__(
        self,
        source: ThemeSource,
        model: QAbstractListModel,
        delegate: RowsDelegate,
        *,
        name: str,
        shown: int = 4,
        framed: bool = True,
        end: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._framed, self._shown_rows, self._end = framed, shown, end
        self.setModel(model)
        self.setItemDelegate(delegate)
        delegate.setParent(self)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        inset = 4 if framed else 0
        self.setViewportMargins(inset, inset, inset, inset)
        self.follow(source)
        ring_on_focus(self, source)
        self.doubleClicked.connect(self._activated)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._selected(now))
        model.modelReset.connect(lambda: self._selected(self.currentIndex()))
        self._dress()

    def retheme(self) -> None:
        self._dress()
        self.scheduleDelayedItemsLayout()
        super().retheme()

    def chosen(self) -> Any:
        """The value of the row that the keyboard is on; None when there is none."""
        return self.currentIndex().data(VALUE)

    def choose(self, number: int) -> None:
        """Put the keyboard on that row."""
        self.setCurrentIndex(self.model().index(number, 0))

    def show_height(self, rows: int) -> None:
        """Be as high as so many rows at the least."""
        self._shown_rows = rows
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        row = max(1, self.sizeHintForRow(0)) if self.model().rowCount() else self.theme.px(36)
        return QSize(self.theme.px(240), self._shown_rows * row + (8 if self._framed else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.sizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if self._end and index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            width = self.theme.px(self._end)
            at_end = place.x() < width if self.layoutDirection() is RTL else place.x() > self.viewport().width() - width
            if at_end:
                self.end_clicked.emit(index.data(VALUE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._activated(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._framed:
            theme = self.theme
            with QPainter(self) as painter:
                edge = theme.accent if self.hasFocus() else theme.ink3 if theme.high_contrast else theme.line2
                paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=theme.raised, edge=edge)
            return True
        return super().event(event)

    def _activated(self, index: QModelIndex) -> None:
        value = index.data(VALUE)
        if value is not None:
            self.row_activated.emit(value)

    def _selected(self, index: QModelIndex) -> None:
        self.row_selected.emit(index.data(VALUE) if index.isValid() else None)

    def _dress(self) -> None:
        self.updateGeometry()
