"""How a row of the list of articles is painted: title in two lines, status, source and date, progress."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hashiya.domain.article import Status
from hashiya.resources.messages import Messages
from hashiya.ui.kit import (
    STATUS_SIGNS,
    LaidText,
    first_strong,
    isolate,
    mark,
    one_line_width,
    paint_thin_bar,
    tone_colour,
)
from hashiya.ui.panes.articles_model import ArticlesModel
from hashiya.ui.panes.times import day_words
from hashiya.ui.panes.tips import tip
from hashiya.ui.panes.values import ArticleRow
from hashiya.ui.theme import Size, Theme, ThemeSource, Type, mix, paint_icon

_TOP, _TITLE_LINES, _GLYPH, _BAR = 9, 2, 13, 3

Index = QModelIndex | QPersistentModelIndex


class ArticleDelegate(QStyledItemDelegate):
    """Paints one row; all rows are of one size."""

    def __init__(
        self,
        source: ThemeSource,
        model: ArticlesModel,
        messages: Callable[[], Messages],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._model, self._messages = source, model, messages

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._source.theme
        title = math.ceil(_TITLE_LINES * theme.line_height(Type.ROW_TITLE))
        meta = math.ceil(theme.line_height(Type.META))
        return QSize(theme.px(120), theme.px(_TOP) + title + theme.px(4) + meta + theme.px(5 + _BAR + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index)
        if row is None:
            return
        theme, area, way = self._source.theme, option.rect, option.direction
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(
            painter, area, way, chosen=chosen, over=bool(option.state & QStyle.StateFlag.State_MouseOver)
        )
        pad = theme.px(Size.PANE_PADDING)
        if not chosen and index.row() > 0:
            painter.fillRect(QRect(area.left() + pad, area.top(), area.width() - 2 * pad, 1), theme.line)
        inner = area.adjusted(pad + theme.px(4), theme.px(_TOP), -pad - theme.px(4), 0)
        title = self._title(row, inner.width())
        title.draw(painter, QPointF(inner.topLeft()), theme.ink)
        top = inner.top() + math.ceil(_TITLE_LINES * theme.line_height(Type.ROW_TITLE)) + theme.px(4)
        meta = QRect(inner.left(), top, inner.width(), math.ceil(theme.line_height(Type.META)))
        self._paint_meta(painter, row, meta, theme, way)
        if row.status is Status.IN_PROGRESS and row.looked_at is not None:
            bar = QRectF(inner.left(), meta.bottom() + theme.px(5), inner.width(), theme.px(_BAR))
            rtl = way is Qt.LayoutDirection.RightToLeft
            paint_thin_bar(painter, bar, row.looked_at, theme.accent, theme, rtl=rtl)
        painter.restore()

    def tip(self, index: QModelIndex, width: int) -> str:
        """What the tip of a row says: the whole title where it is cut, and how much was looked at."""
        row = self._model.row(index)
        if row is None:
            return ""
        theme, messages = self._source.theme, self._messages()
        cut = self._title(row, width - 2 * theme.px(Size.PANE_PADDING + 4)).cut
        looked = ""
        if row.looked_at is not None and row.status is Status.IN_PROGRESS:
            looked = messages.text("panes.articles.progress", percent=round(100 * row.looked_at))
        title = self._model.title(row)
        return tip(title, looked, direction=first_strong(title)) if cut or looked else ""

    def _title(self, row: ArticleRow, width: int) -> LaidText:
        theme, title = self._source.theme, self._model.title(row)
        pitch = theme.line_height(Type.ROW_TITLE)
        font, direction = theme.font(Type.ROW_TITLE), first_strong(title)
        return LaidText(title, font, max(1, width), direction, pitch=pitch, max_lines=_TITLE_LINES)

    def _paint_ground(
        self, painter: QPainter, area: QRect, way: Qt.LayoutDirection, *, chosen: bool, over: bool
    ) -> None:
        theme = self._source.theme
        if chosen:
            painter.fillRect(area, theme.accent_soft)
            bar = QRect(area.left(), area.top(), theme.px(Size.CHOSEN_BAR), area.height())
            painter.fillRect(QStyle.visualRect(way, area, bar), theme.accent)
        elif over:
            painter.fillRect(area, mix(theme.ink, theme.panel, 0.04))

    def _paint_meta(
        self, painter: QPainter, row: ArticleRow, area: QRect, theme: Theme, way: Qt.LayoutDirection
    ) -> None:
        """The status at the start, source and date at the end; the source gives way."""
        messages = self._messages()
        sign, tone = STATUS_SIGNS[row.status]
        side, gap = theme.px(_GLYPH), theme.px(7)
        glyph = QStyle.visualRect(way, area, QRect(area.left(), area.top() + (area.height() - side) // 2, side, side))
        paint_icon(painter, QPointF(glyph.topLeft()), sign, tone_colour(theme, tone), side)
        word = messages.text(f"panes.article_status.{row.status}")
        strong = row.status in {Status.IN_PROGRESS, Status.DONE}
        font = theme.font(Type.META_MEDIUM if strong else Type.META)
        width = math.ceil(one_line_width(word, font)) + 1
        place = QStyle.visualRect(way, area, QRect(area.left() + side + gap, area.top(), width, area.height()))
        painter.setLayoutDirection(way)
        painter.setFont(font)
        painter.setPen(tone_colour(theme, tone) if strong else theme.ink2)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(place, leading, word)
        start = side + gap + width + theme.px(12)
        room = area.width() - start
        if room > theme.px(24):
            rest = QStyle.visualRect(way, area, QRect(area.left() + start, area.top(), room, area.height()))
            self._paint_origin(painter, row, rest, theme, way)

    def _paint_origin(
        self, painter: QPainter, row: ArticleRow, area: QRect, theme: Theme, way: Qt.LayoutDirection
    ) -> None:
        messages = self._messages()
        day = day_words(row.published, messages) or messages.text("panes.articles.no_date")
        source = row.source or messages.text("panes.articles.no_source")
        font = theme.font(Type.META)
        metrics = QFontMetricsF(font)
        beside = metrics.horizontalAdvance(f"  ·  {day}")
        source = metrics.elidedText(source, Qt.TextElideMode.ElideRight, max(theme.px(24), area.width() - beside - 2))
        line = f"{mark(way)}{isolate(source)}  ·  {isolate(day)}"
        painter.setFont(font)
        painter.setPen(theme.ink2)
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(area, trailing, line)
