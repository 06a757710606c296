"""A layout that sets its widgets along the line and wraps them, from the start edge of the interface."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets one after the other in rows; rows begin at the start edge, or stand at the end edge or in the middle."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = 4,
        row_gap: int | None = None,
        at_end: bool = False,
        centred: bool = False,
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._row_gap = gap, gap if row_gap is None else row_gap
        self._spare_before = 1.0 if at_end else 0.5 if centred else 0.0
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return self._padded(QSize(width, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return self._padded(
            QSize(max((s.width() for s in shown), default=0), max((s.height() for s in shown), default=0))
        )

    def _padded(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(width, 1 << 20)).expandedTo(item.minimumSize())
            if rows and used + self._gap + size.width() <= width:
                rows[-1].append((item, size))
                used += self._gap + size.width()
            else:
                rows.append([(item, size)])
                used = size.width()
        return rows

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        widget = self.parentWidget()
        mirrored = widget is not None and widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
        top = area.top()
        for number, row in enumerate(self._rows(area.width())):
            top += self._row_gap if number else 0
            height = max(size.height() for _, size in row)
            if place:
                self._place_row(row, area, QPoint(area.left(), top), height, mirrored=mirrored)
            top += height
        return top - area.top() + margins.top() + margins.bottom()

    def _place_row(
        self, row: list[tuple[QLayoutItem, QSize]], area: QRect, corner: QPoint, height: int, *, mirrored: bool
    ) -> None:
        total = sum(size.width() for _, size in row) + self._gap * (len(row) - 1)
        at = round((area.width() - total) * self._spare_before)
        for item, size in row:
            along = area.width() - at - size.width() if mirrored else at
            down = (height - size.height()) // 2
            item.setGeometry(QRect(corner + QPoint(along, down), size))
            at += size.width() + self._gap
