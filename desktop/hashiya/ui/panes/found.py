"""Lists of what was found by typing: rows with an icon or swatch, a name whose matched part is bold, and keys."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label
from hashiya.domain.span import Span
from hashiya.ui.kit.direction import first_strong
from hashiya.ui.kit.keycap import key_cap_size, paint_key_cap
from hashiya.ui.kit.lines import one_line_width
from hashiya.ui.panes.swatches import SWATCH_WIDTH, paint_label_swatch
from hashiya.ui.theme import Size, Theme, ThemeSource, Type, TypeStyle, paint_icon

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's whole value is."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row; a `heading` row only names the group below it. `key` tells what choosing the row means."""

    title: str
    key: str = ""
    parts: tuple[Span, ...] = ()
    detail: str = ""
    caps: tuple[str, ...] = ()
    icon: str = ""
    layer: Layer | None = None
    label: Label | None = None
    corpus: bool = False
    heading: bool = False
    parted: bool = False
    spoken: str = ""
    enabled: bool = True


class FoundModel(QAbstractListModel):
    """The rows of a list of what was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FoundRow] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken or row.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None or row.heading or not row.enabled:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row(self, index: Index) -> FoundRow | None:
        """The value of the row at that index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def show_rows(self, rows: Sequence[FoundRow]) -> None:
        """Show these rows instead of those before."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def next_choice(self, start: int, step: int) -> int:
        """The row that can be chosen next from `start`, onward by `step`, round the ends; -1 when none can."""
        count = len(self._rows)
        for distance in range(1, count + 1):
            at = (start + step * distance) % count
            if not self._rows[at].heading and self._rows[at].enabled:
                return at
        return -1


class FoundDelegate(QStyledItemDelegate):
    """Paints rows of what was found; `style` is the type of a name, `height` of a row in px."""

    def __init__(
        self,
        source: ThemeSource,
        *,
        style: TypeStyle = Type.BODY,
        height: int = Size.HIT_ROW,
        padding: int = Size.PANE_PADDING,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._style, self._height, self._padding = source, style, height, padding

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        px = self._source.theme.px
        height = self._height
        if isinstance(row, FoundRow) and row.heading:
            height = 32 + (8 if row.parted else 0)
        return QSize(px(120), px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, FoundRow):
            return
        painter.save()
        if row.heading:
            self._paint_heading(painter, option, row)
        else:
            self._paint_row(painter, option, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: FoundRow) -> None:
        theme, area = self._source.theme, option.rect
        if row.parted:
            painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), theme.line)
        pad = theme.px(self._padding)
        painter.setFont(theme.font(Type.META_STRONG))
        painter.setPen(theme.ink2)
        painter.setLayoutDirection(option.direction)
        below = area.adjusted(pad, theme.px(12 if row.parted else 6), -pad, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, row.title)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: FoundRow) -> None:
        theme, area, way = self._source.theme, option.rect, option.direction
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.accent_soft)
        pad, side, gap = theme.px(self._padding), theme.px(SWATCH_WIDTH), theme.px(12)

        def seen(at: float, width: float, height: float) -> QRect:
            place = QRect(round(area.left() + at), round(area.top() + (area.height() - height) / 2), round(width), 0)
            place.setHeight(round(height))
            return QStyle.visualRect(way, area, place)

        if row.layer is not None or row.label is not None:
            paint_label_swatch(painter, seen(pad, side, area.height()), row.layer, row.label, theme, way)
        elif row.icon:
            ink = theme.ink2 if row.enabled else theme.ink3
            paint_icon(painter, QPointF(seen(pad, side, side).topLeft()), row.icon, ink, side, direction=way)
        start = pad + (side + gap if row.icon or row.layer is not None or row.label is not None else 0)
        end = float(area.width() - pad)
        # Caps of a sequence stand in the order in which they are pressed, along the line.
        for cap in reversed(row.caps):
            size = key_cap_size(cap, theme)
            paint_key_cap(painter, QRectF(seen(end - size.width(), size.width(), size.height())), cap, theme)
            end -= size.width() + theme.px(4)
        end -= gap if row.caps else 0
        room = max(0.0, end - start)
        title = self._title(row, room, theme, way)
        width = min(room, math.ceil(title.lineAt(0).naturalTextWidth()))
        ink = theme.ink if row.enabled else theme.ink2
        _drawn(painter, title, seen(start, width + 1, area.height()), ink)
        left = room - width - gap
        if row.detail and left > theme.px(40):
            self._paint_detail(painter, row.detail, seen(start + width + gap, left, area.height()), theme, way)

    def _paint_detail(self, painter: QPainter, detail: str, area: QRect, theme: Theme, way: Qt.LayoutDirection) -> None:
        font = theme.font(Type.META)
        painter.setFont(font)
        painter.setPen(theme.ink2)
        painter.setLayoutDirection(way)
        shown = QFontMetricsF(font).elidedText(detail, Qt.TextElideMode.ElideRight, area.width())
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, leading | Qt.TextFlag.TextSingleLine, shown)

    def _title(self, row: FoundRow, room: float, theme: Theme, way: Qt.LayoutDirection) -> QTextLayout:
        """The name in one line, its matched parts in a heavier weight."""
        style = Type.ROW if row.corpus else self._style
        font = theme.font(style)
        title, parts = row.title, row.parts
        if one_line_width(title, font) > room:
            title = QFontMetricsF(font).elidedText(title, Qt.TextElideMode.ElideRight, room)
            parts = tuple(part for part in parts if part.end < len(title))
        direction = first_strong(row.title, way) if row.corpus else way
        return one_line(title, font, direction, strong=parts)


def one_line(
    text: str, font: QFont, direction: Qt.LayoutDirection, *, strong: Sequence[Span] = (), weight: int = 700
) -> QTextLayout:
    """The text laid out in one line from the left, some parts (code points) in a heavier weight."""
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    formats = []
    for part in strong:
        found = QTextLayout.FormatRange()
        # QTextLayout counts UTF-16 units.
        found.start = len(text[: part.start].encode("utf-16-le")) // 2
        found.length = len(part.of(text).encode("utf-16-le")) // 2
        heavy = QTextCharFormat()
        heavy.setFontWeight(weight)
        found.format = heavy
        formats.append(found)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1 << 14)
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


class FoundList(QListView):
    """A list of what was found; a field above it keeps the keyboard and moves its choice."""

    row_chosen = Signal(object)

    def __init__(self, delegate: FoundDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = FoundModel(self)
        self.setModel(self.found)
        self.setItemDelegate(delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._clicked)

    def show_rows(self, rows: Sequence[FoundRow]) -> None:
        """Show these rows and choose the first that can be chosen."""
        self.found.show_rows(rows)
        self._choose(self.found.next_choice(-1, 1))

    def move_choice(self, step: int) -> None:
        """Choose the next row, or the one before, round the ends."""
        self._choose(self.found.next_choice(self.currentIndex().row(), step))

    def chosen_row(self) -> FoundRow | None:
        """The row that Enter would take."""
        return self.found.row(self.currentIndex())

    def rows_height(self) -> int:
        """How high the list is with all its rows, in px."""
        return sum(self.sizeHintForRow(number) for number in range(self.found.rowCount()))

    def _choose(self, number: int) -> None:
        self.setCurrentIndex(self.found.index(number) if number >= 0 else QModelIndex())
        if number == self.found.next_choice(-1, 1):
            self.scrollToTop()

    def _clicked(self, index: QModelIndex) -> None:
        row = self.found.row(index)
        if row is not None and not row.heading and row.enabled:
            self.row_chosen.emit(row)


def _drawn(painter: QPainter, layout: QTextLayout, area: QRect, colour: QColor) -> None:
    line = layout.lineAt(0)
    painter.setPen(colour)
    layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
