"""Mentions in their context: the words of every row on one axis, in the direction of the text."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from hashiya.ui.dialogs.rows import RowPainter
from hashiya.ui.kit import RTL, first_strong, isolate
from hashiya.ui.theme import Theme, Type
from hashiya.workspace.referents import MentionInContext

MENTION_ROW = 54
_AXIS = 0.42
"""Where the words begin, as a share of the row from the text's start."""
_PAD = 12
_MIDDLE = 18


def draw_mention(painter: RowPainter, mention: MentionInContext) -> None:
    """Paint one mention: the line of text with the words on the axis, under it the article's title."""
    draw_in_context(painter, mention.before, mention.words, mention.after)
    title = painter.place(_PAD, 32, painter.width - 2 * _PAD, 18)
    painter.text(isolate(mention.title), Type.META, painter.theme.ink2, title)


def draw_in_context(
    painter: RowPainter, before: str, words: str, after: str, *, start: float = _PAD, end: float = _PAD
) -> None:
    """Paint a line of text with the words on the axis, so far from the row's start and its end (px, unscaled)."""
    theme = painter.theme
    way = first_strong(before + words + after)
    metrics = QFontMetricsF(theme.font(Type.HIT))
    place = painter.place(start, 0, painter.width - start - end, 1)
    axis = place.width() * _AXIS
    before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, axis)
    rest = place.width() - axis
    strong = QFontMetricsF(theme.font(Type.HIT_STRONG))
    words = strong.elidedText(words, Qt.TextElideMode.ElideRight, rest)
    after = metrics.elidedText(after, Qt.TextElideMode.ElideRight, max(0.0, rest - strong.horizontalAdvance(words)))
    layout, line = _laid(before, words, after, theme, way)
    # The words begin at the axis whatever stands before them.
    at, _ = cast("tuple[float, int]", line.cursorToX(len(before.encode("utf-16-le")) // 2))
    wanted = place.right() - axis if way is RTL else place.left() + axis
    top = painter.area.top() + _MIDDLE * theme.scale - line.height() / 2
    layout.draw(painter.painter, QPointF(wanted - at, top))


def _laid(before: str, words: str, after: str, theme: Theme, way: Qt.LayoutDirection) -> tuple[QTextLayout, QTextLine]:
    """The line in one piece, so that letters join over the edges of the words."""
    layout = QTextLayout(before + words + after, theme.font(Type.HIT))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(way)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    formats, start = [], 0
    for text, tone, weight in ((before, theme.ink2, 400), (words, theme.ink, 700), (after, theme.ink2, 400)):
        length = len(text.encode("utf-16-le")) // 2
        formats.append(_range(start, length, tone, weight))
        start += length
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1 << 14)
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout, line


def _range(start: int, length: int, tone: QColor, weight: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    form = QTextCharFormat()
    form.setFontWeight(weight)
    form.setForeground(tone)
    made.format = form
    return made
