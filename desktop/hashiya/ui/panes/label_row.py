"""One row of the label palette: swatch, name, count or tick, and the cap of its key."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QStyle, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label, Role
from hashiya.ui.kit.focus import ring_in, ring_out
from hashiya.ui.kit.keycap import key_cap_size, paint_key_cap
from hashiya.ui.kit.lines import LaidText, one_line_width
from hashiya.ui.kit.themed import Themed, paint_box
from hashiya.ui.panes.swatches import SWATCH_WIDTH, paint_label_swatch, paint_role_swatch
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, paint_icon

_INSET, _GAP = 5, 7
_ARROWS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


class LabelRow(Themed, QAbstractButton):
    """A label, a role or a command of the palette; it never takes the focus from the text by a click."""

    entered = Signal()
    moved = Signal(int, int)
    """An arrow key wants the focus on another row: columns along the line, rows down."""
    dragged = Signal(QPoint)
    """A role is being dragged; where the pointer is on the screen."""
    dropped = Signal(QPoint)

    def __init__(
        self,
        source: ThemeSource,
        *,
        layer: Layer | None = None,
        label: Label | None = None,
        role: Role | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.layer, self.label, self.role = layer, label, role
        self._cap, self._count, self._short = "", "", ""
        self._ticked = self._chosen = self._sticking = False
        self._pressed: QPoint | None = None
        self._is_dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(source)

    @property
    def cap(self) -> str:
        """The text on the row's key cap."""
        return self._cap

    @property
    def count(self) -> str:
        """The number shown beside the name."""
        return self._count

    @property
    def is_ticked(self) -> bool:
        """Whether the role that the row stands for is filled."""
        return self._ticked

    @property
    def is_chosen(self) -> bool:
        """Whether the row stands for the label of what is selected."""
        return self._chosen

    @property
    def is_sticking(self) -> bool:
        """Whether every selection gets this label now."""
        return self._sticking

    def show_row(self, name: str, *, cap: str, spoken: str, tip: str, short: str = "") -> None:
        """Show name and key, and what a screen reader and the tip say; `short` stands where the name has no room."""
        self.setText(name)
        self._cap, self._short = cap, short[:1].upper() + short[1:]
        self.setAccessibleName(spoken)
        self.setToolTip(tip)
        self.update()

    def show_count(self, count: str) -> None:
        """Show a number, or none for an empty text."""
        self._count = count
        self.update()

    def show_tick(self, ticked: bool) -> None:
        """Show whether the role is filled."""
        self._ticked = ticked
        self.update()

    def show_chosen(self, chosen: bool) -> None:
        """Show whether what is selected has this label."""
        self._chosen = chosen
        self.update()

    def show_sticking(self, sticking: bool) -> None:
        """Show whether every selection gets this label now."""
        self._sticking = sticking
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.theme
        name = math.ceil(one_line_width(self.text(), theme.font(Type.BODY)))
        beside = theme.px(2 * _INSET + SWATCH_WIDTH + 3 * _GAP + 20 + Size.CAP)
        return QSize(name + beside, theme.px(Size.LABEL_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(96), self.theme.px(Size.LABEL_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key())) if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else None
        if step is not None:
            along = -step[0] if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else step[0]
            self.moved.emit(along, step[1])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self.role is None:
            super().mouseMoveEvent(event)
            return
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._is_dragged or way >= QApplication.startDragDistance():
            self._is_dragged = True
            self.setDown(False)
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_dragged = self._is_dragged
        self.end_drag()
        if is_dragged:
            self.dropped.emit(event.globalPosition().toPoint())
        super().mouseReleaseEvent(event)

    def end_drag(self) -> None:
        """Drag no more: the button was released, or the drag was given up."""
        self._pressed, self._is_dragged = None, False
        self.unsetCursor()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, Radius.CAP)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.entered.emit()
        super().enterEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        self.update()
        super().changeEvent(event)

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            self._paint_ground(painter)
            inset, gap = self.theme.px(_INSET), self.theme.px(_GAP)
            height = self.height()
            cap = key_cap_size(self._cap, self.theme)
            end = self.width() - inset
            if self._cap:
                place = QRect(end - cap.width(), (height - cap.height()) // 2, cap.width(), cap.height())
                paint_key_cap(painter, QRectF(self._seen(place)), self._cap, self.theme)
                end -= cap.width() + gap
            end -= self._paint_aside(painter, end)
            swatch = self.theme.px(SWATCH_WIDTH)
            self._paint_swatch(painter, self._seen(QRect(inset, 0, swatch, height)))
            start = inset + swatch + gap
            self._paint_name(painter, self._seen(QRect(start, 0, max(0, end - start), height)))

    def _seen(self, logical: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), logical)

    def _paint_ground(self, painter: QPainter) -> None:
        theme, area = self.theme, QRectF(self.rect())
        if self._chosen or self.isDown():
            paint_box(painter, area, theme.px(Radius.CAP), fill=theme.accent_soft)
        elif self.underMouse() and self.isEnabled():
            paint_box(painter, area, theme.px(Radius.CAP), fill=theme.chrome)
        if self._sticking:
            paint_box(painter, area, theme.px(Radius.CAP), edge=theme.accent, width=1.4)

    def _paint_swatch(self, painter: QPainter, area: QRect) -> None:
        if self.role is not None:
            paint_role_swatch(painter, area, self.role, self.theme)
        else:
            paint_label_swatch(painter, area, self.layer, self.label, self.theme, self.layoutDirection())

    def _paint_aside(self, painter: QPainter, end: int) -> int:
        """Paint the tick or the number before `end`, and return the room that it took."""
        theme, gap = self.theme, self.theme.px(_GAP)
        if self._ticked:
            side = theme.px(Size.ICON)
            place = self._seen(QRect(end - side, (self.height() - side) // 2, side, side))
            paint_icon(painter, QPointF(place.topLeft()), "tick", theme.ok, side)
            return side + gap
        if not self._count:
            return 0
        font = theme.font(Type.META)
        width = math.ceil(one_line_width(self._count, font))
        painter.setFont(font)
        painter.setPen(theme.ink2)
        place = self._seen(QRect(end - width, 0, width, self.height()))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self._count)
        return width + gap

    def _paint_name(self, painter: QPainter, area: QRect) -> None:
        theme = self.theme
        style = Type.BODY_STRONG if self._chosen else Type.BODY_MEDIUM if self._ticked else Type.BODY
        pitch = theme.line_height(style)
        font, way = theme.font(style), self.layoutDirection()
        name = self._short if self._short and one_line_width(self.text(), font) > area.width() else self.text()
        laid = LaidText(name, font, area.width(), way, pitch=pitch, max_lines=1)
        colour = theme.ink if self.isEnabled() else theme.ink2
        laid.draw(painter, QPointF(area.left(), area.top() + (area.height() - pitch) / 2), colour)
