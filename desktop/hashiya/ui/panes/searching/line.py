"""A hit in its context: the words of every line on one axis, in the direction of the text, with their mark."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from hashiya.ui.kit import RTL, first_strong
from hashiya.ui.panes.searching.values import HitRow, Standing
from hashiya.ui.theme import Radius, Theme, Type

AXIS = 0.42
"""Where the words begin, as a share of the line from the text's start."""
_ABOVE, _BELOW, _LINE = 14, 7, 1.5
"""From the baseline to the mark's upper and lower edge, and the width of its line, in px at 16."""
_DASH = (3.0, 2.4)
_NO_BREAK = str.maketrans("\n\t\u2028", "   ")


class HitLine:
    """One row laid out for an area: the words begin at the axis, whatever stands before them.

    The axis is a share of `width`, which begins `offset` px from the area's left edge; the line may fill all of
    `total` px.
    """

    def __init__(self, row: HitRow, theme: Theme, *, width: float, offset: float, total: float) -> None:
        self._theme = theme
        plain, strong = QFontMetricsF(theme.font(Type.HIT)), QFontMetricsF(theme.font(Type.HIT_STRONG))
        way = first_strong(row.before + row.lead + row.text + row.after)
        axis = width * AXIS
        wanted = offset + (width - axis if way is RTL else axis)
        room = wanted if way is RTL else total - wanted
        text = strong.elidedText(row.text.translate(_NO_BREAK), Qt.TextElideMode.ElideRight, room)
        lead = row.lead
        before = _cut(plain, row.before, axis - strong.horizontalAdvance(lead), Qt.TextElideMode.ElideLeft)
        after = _cut(plain, row.after, room - strong.horizontalAdvance(text), Qt.TextElideMode.ElideRight)
        tones = _tones(row.standing, theme)
        parts = ((before, tones[0], 400), (lead, tones[1], 600), (text, tones[1], 600), (after, tones[0], 400))
        self._layout, line = _laid(parts, theme, way)
        start = _units(before + lead)
        first = _x(line, start)
        last = _x(line, start + _units(text))
        self._shift = wanted - first
        self._words = (min(first, last), max(first, last))
        self._height, self._ascent = line.height(), line.ascent()

    def draw(self, painter: QPainter, area: QRectF, row: HitRow, colour: QColor, band: QColor) -> None:
        """Paint the line in the middle of the area's height, the words marked as the row stands."""
        top = area.top() + (area.height() - self._height) / 2
        at = QPointF(area.left() + self._shift, top)
        px = self._theme.px
        box = QRectF(
            at.x() + self._words[0] - 2,
            top + self._ascent - px(_ABOVE),
            self._words[1] - self._words[0] + 4,
            px(_ABOVE + _BELOW),
        )
        painter.save()
        painter.setClipRect(area)
        _mark(painter, box, row.standing, colour, band, self._theme)
        painter.setPen(self._theme.ink)
        self._layout.draw(painter, at)
        painter.restore()


def _cut(metrics: QFontMetricsF, text: str, room: float, mode: Qt.TextElideMode) -> str:
    shown = text.translate(_NO_BREAK)
    return shown if metrics.horizontalAdvance(shown) <= room else metrics.elidedText(shown, mode, max(0.0, room))


def _tones(standing: Standing, theme: Theme) -> tuple[QColor, QColor]:
    """The inks of what stands around the words, and of the words."""
    if standing in {Standing.BOILERPLATE, Standing.REJECTED}:
        return theme.ink2, theme.ink2
    return theme.ink2, theme.ink


def _mark(painter: QPainter, box: QRectF, standing: Standing, colour: QColor, band: QColor, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = theme.px(Radius.BAND)
    if standing in {Standing.ACCEPTED, Standing.MARKED}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(band)
        painter.drawRoundedRect(box, radius, radius)
        line = theme.mark_line * theme.scale
        painter.fillRect(QRectF(box.left(), box.bottom() + 1, box.width(), line), colour)
    elif standing in {Standing.TO_REVIEW, Standing.CONFLICT}:
        pen = QPen(colour, 1.1 * theme.scale)
        pen.setDashPattern(list(_DASH))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, 1.5), radius, radius)
    elif standing is Standing.FOUND:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.hit)
        painter.drawRoundedRect(box, radius, radius)


def _laid(
    parts: tuple[tuple[str, QColor, int], ...], theme: Theme, way: Qt.LayoutDirection
) -> tuple[QTextLayout, QTextLine]:
    """The line in one piece, so that letters join over the edges of the words."""
    layout = QTextLayout("".join(part[0] for part in parts), theme.font(Type.HIT))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(way)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    formats, start = [], 0
    for text, tone, weight in parts:
        made = QTextLayout.FormatRange()
        made.start, made.length = start, _units(text)
        form = QTextCharFormat()
        form.setFontWeight(weight)
        form.setForeground(tone)
        made.format = form
        formats.append(made)
        start += made.length
    layout.setFormats(formats)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1 << 14)
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout, line


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _x(line: QTextLine, place: int) -> float:
    return cast("tuple[float, int]", line.cursorToX(place))[0]
