"""What every widget of the kit shares: it follows a theme source, and paints sharp boxes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from hashiya.ui.theme import Theme, ThemeSource

_SLACK = 0.02

Tone = Literal[
    "accent",
    "accent_soft",
    "chrome",
    "claim",
    "claim_wash",
    "danger",
    "ink",
    "ink2",
    "ink3",
    "line",
    "line2",
    "ok",
    "on_accent",
    "panel",
    "paper",
    "raised",
    "warn",
]
"""A colour of the theme by its name."""

Ink = Tone | QColor | Callable[[Theme], QColor]
"""A colour that is painted: of the theme, fixed, or worked out anew for each theme (as a label's, light and dark)."""


def tone_colour(theme: Theme, tone: Ink) -> QColor:
    """The theme's colour of this name, what the function makes of the theme, or the given colour itself."""
    if isinstance(tone, QColor):
        return tone
    if callable(tone):
        return tone(theme)
    found = getattr(theme, tone)
    assert isinstance(found, QColor)
    return found


class Themed:
    """A widget that takes its look from a source and changes with it."""

    _source: ThemeSource

    def follow(self, source: ThemeSource) -> None:
        """Take the theme from this source from now on; called once, in the constructor."""
        self._source = source
        source.changed.connect(self.retheme)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._source.theme

    def retheme(self) -> None:
        """Show the theme that has just changed."""
        if isinstance(self, QWidget):
            self.updateGeometry()
            self.update()


class ThemedWidget(Themed, QWidget):
    """A plain widget that follows a theme source."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.follow(source)


class Surface(ThemedWidget):
    """A ground in one colour of the theme, with hairlines at the (logical) edges that are asked for."""

    def __init__(
        self,
        source: ThemeSource,
        tone: Tone = "panel",
        *,
        top: bool = False,
        bottom: bool = False,
        start: bool = False,
        end: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._tone: Tone = tone
        self._top, self._bottom, self._start, self._end = top, bottom, start, end
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: object) -> None:
        theme, width, height = self.theme, self.width(), self.height()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), tone_colour(theme, self._tone))
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            left, right = (self._end, self._start) if mirrored else (self._start, self._end)
            for wanted, line in (
                (self._top, QRectF(0, 0, width, 1)),
                (self._bottom, QRectF(0, height - 1, width, 1)),
                (left, QRectF(0, 0, 1, height)),
                (right, QRectF(width - 1, 0, 1, height)),
            ):
                if wanted:
                    painter.fillRect(line, theme.line)


class Hairline(ThemedWidget):
    """A line of one px that parts two things."""

    def __init__(
        self, source: ThemeSource, *, vertical: bool = False, tone: Tone = "line", parent: QWidget | None = None
    ) -> None:
        super().__init__(source, parent)
        self._tone: Tone = tone
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), tone_colour(self.theme, self._tone))


def snapped(painter: QPainter, rect: QRectF) -> QRectF:
    """The rectangle moved to whole pixels of the painter's device, so that its edges are sharp at any scale."""
    to_device = painter.deviceTransform()
    back, possible = to_device.inverted()
    if not possible or to_device.isRotating():
        return rect
    placed = to_device.mapRect(rect)
    # Inward: at 1.25 a widget may begin within a pixel of the screen, and what it paints outside is cut off.
    first = QPointF(math.ceil(placed.left() - _SLACK), math.ceil(placed.top() - _SLACK))
    last = QPointF(math.floor(placed.right() + _SLACK), math.floor(placed.bottom() + _SLACK))
    return back.mapRect(QRectF(first, last))


def paint_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Paint a box with rounded corners; its edge lies inside the rectangle, and is sharp at any scale."""
    scale = painter.device().devicePixelRatio()
    pen = max(1, round(width * scale)) / scale
    outer = snapped(painter, rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge, pen))
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
    inset = pen / 2 if edge is not None else 0.0
    painter.drawRoundedRect(outer.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
