"""The tip of a mark: a small card below its line, or above, that the pointer can reach."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from hashiya.arabic.direction import first_strong
from hashiya.ui.theme import Radius, Theme, Type
from hashiya.ui.viewer.content import Tip
from hashiya.ui.viewer.guard import guarded

WIDTH, PADDING, SHADOW, AWAY = 224, 14, 12, 6
STAY = 200
MOST_LINES = 3


class TipCard(QWidget):
    """A floating card; it stays while the pointer is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._tip: Tip | None = None
        self._theme: Theme | None = None
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(STAY)
        self._leaving.timeout.connect(self.hide)

    def present(self, tip: Tip, theme: Theme, around: QRectF) -> None:
        """Show the tip below the rectangle of its line (in the parent's coordinates), or above where it has no room."""
        self._tip, self._theme = tip, theme
        self._leaving.stop()
        self.setAccessibleName(" ".join([tip.label, tip.words, *tip.lines]))
        width, height = WIDTH + 2 * SHADOW, round(self._height(tip, theme)) + 2 * SHADOW
        parent = self._room()
        left = min(max(round(around.center().x() - width / 2), 0), max(parent.width() - width, 0))
        top = round(around.bottom()) + AWAY - SHADOW
        if top + height > parent.height():
            above = round(around.top()) - AWAY + SHADOW - height
            top = above if above >= -SHADOW else top
        self.setGeometry(QRect(left, top, width, height))
        self.update()
        self.show()
        self.raise_()

    def _room(self) -> QRect:
        parent = self.parentWidget()
        return parent.rect() if parent else QRect()

    def leave(self) -> None:
        """Go soon, unless the pointer comes."""
        if self.isVisible() and not self._leaving.isActive():
            self._leaving.start()

    @guarded
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Enter:
            self._leaving.stop()
        elif event.type() is QEvent.Type.Leave:
            self._leaving.start()
        return bool(super().event(event))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tip is None or self._theme is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            card = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
            _shadow(painter, card, self._theme)
            painter.setPen(QPen(self._theme.line2, 1))
            painter.setBrush(self._theme.raised)
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)
            self._paint(painter, card, self._tip, self._theme)

    def _paint(self, painter: QPainter, card: QRectF, tip: Tip, theme: Theme) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left, right = card.left() + PADDING, card.right() - PADDING
        y = card.top() + PADDING
        swatch = QRectF(right - 16 if rtl else left, y + 2, 16, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.band_selected(tip.colour))
        painter.drawRoundedRect(swatch, 2, 2)
        painter.fillRect(QRectF(swatch.left(), swatch.bottom() - 1, swatch.width(), 2), QColor(tip.colour))
        label = QRectF(left, y - 2, right - left - 24, 22) if rtl else QRectF(left + 24, y - 2, right - left - 24, 22)
        painter.setPen(theme.name_colour(tip.colour))
        painter.setFont(theme.font(Type.BODY_MEDIUM))
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        # Without AlignAbsolute a right-to-left painter takes right for left.
        painter.drawText(label, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, tip.label)
        if tip.key:
            self._paint_key(painter, QRectF(left if rtl else right - 22, y - 2, 22, 20), tip.key, theme)
        self._paint_texts(painter, QPointF(left, y + 26), tip, theme)

    def _paint_key(self, painter: QPainter, cap: QRectF, key: str, theme: Theme) -> None:
        painter.setPen(QPen(theme.line2, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CAP, Radius.CAP)
        painter.setPen(theme.ink2)
        painter.setFont(theme.font(Type.TAG))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, f"\u200e{key}")

    def _paint_texts(self, painter: QPainter, at: QPointF, tip: Tip, theme: Theme) -> None:
        y = at.y()
        for layout, height, quiet in self._texts(tip, theme):
            painter.setPen(theme.ink2 if quiet else theme.ink)
            layout.draw(painter, QPointF(at.x(), y))
            y += height

    def _height(self, tip: Tip, theme: Theme) -> float:
        return 2 * PADDING + 24 + sum(height for _, height, _ in self._texts(tip, theme))

    def _texts(self, tip: Tip, theme: Theme) -> list[tuple[QTextLayout, float, bool]]:
        """The laid out texts with their heights, and whether each is quiet."""
        found = []
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for text, style, quiet in [(tip.words, Type.HIT, False), *((line, Type.META, True) for line in tip.lines)]:
            if not text:
                continue
            layout = QTextLayout(text, theme.font(style))
            option = QTextOption()
            towards_left = first_strong(text) == "rtl" if not quiet else rtl
            option.setTextDirection(Qt.LayoutDirection.RightToLeft if towards_left else Qt.LayoutDirection.LeftToRight)
            option.setAlignment(
                (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
            )
            layout.setTextOption(option)
            height, distance = 0.0, theme.line_height(style)
            layout.beginLayout()
            for _ in range(MOST_LINES):
                line = layout.createLine()
                if not line.isValid():
                    break
                line.setLineWidth(WIDTH - 2 * PADDING)
                line.setPosition(QPointF(0, height + (distance - line.height()) / 2))
                height += distance
            layout.endLayout()
            found.append((layout, height, quiet))
        return found


def _shadow(painter: QPainter, card: QRectF, theme: Theme) -> None:
    """A soft shadow under what floats."""
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(SHADOW, 0, -2):
        dark = QColor(0, 0, 0, (10 if theme.dark else 4) + (SHADOW - step) // 4)
        painter.setBrush(dark)
        grown = card.adjusted(-step / 2, -step / 2 + 3, step / 2, step / 2 + 3)
        painter.drawRoundedRect(grown, Radius.CARD + step / 2, Radius.CARD + step / 2)
