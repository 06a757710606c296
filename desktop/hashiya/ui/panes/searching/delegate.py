"""How a row of hits is painted: its state, its article, the words in their line, a note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label, Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import RTL, Tone, first_strong, isolate, mark, tone_colour
from hashiya.ui.panes.searching.line import HitLine
from hashiya.ui.panes.searching.model import HitsModel
from hashiya.ui.panes.searching.values import HitRow, Standing
from hashiya.ui.panes.swatches import label_colour
from hashiya.ui.panes.tips import tip
from hashiya.ui.theme import Size, Theme, ThemeSource, Type, mix, paint_icon

SIGNS: dict[Standing, tuple[str, Tone]] = {
    Standing.FOUND: ("", "ink2"),
    Standing.BOILERPLATE: ("", "ink2"),
    Standing.TO_REVIEW: ("dot", "accent"),
    Standing.ACCEPTED: ("tick", "ok"),
    Standing.REJECTED: ("close", "ink2"),
    Standing.MARKED: ("link", "ink2"),
    Standing.CONFLICT: ("warning", "warn"),
}
"""The glyph of each state, and its colour."""

_GLYPH, _NUMBER, _TITLE, _NOTE = 14, 24, 116, 96
_NARROW = 680
"""Under this width in px a row names its article by its number alone."""
_KEPT = 120

Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Paints one row; all rows are of one size. What was laid out for the rows in sight is kept."""

    def __init__(
        self,
        source: ThemeSource,
        model: HitsModel,
        messages: Callable[[], Messages],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._model, self._messages = source, model, messages
        self._scheme: Scheme | None = None
        self._lines: dict[tuple[object, ...], HitLine] = {}
        self._titles: dict[tuple[str, int], str] = {}
        source.changed.connect(self._lines.clear)
        source.changed.connect(self._titles.clear)

    def show_scheme(self, scheme: Scheme) -> None:
        """Take the labels' colours from this scheme."""
        self._scheme = scheme

    def row_height(self) -> int:
        """The height of every row, in px."""
        theme = self._source.theme
        return max(theme.px(Size.HIT_ROW), round(theme.line_height(Type.HIT)) + theme.px(8))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._source.theme.px(240), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index)
        if row is None:
            return
        theme, way = self._source.theme, option.direction
        area = option.rect
        painter.save()
        painter.setLayoutDirection(way)
        self._paint_ground(painter, area, way, option.state, first=index.row() == 0)
        places = self._places(area, way)
        sign, tone = SIGNS[row.standing]
        if sign:
            side = theme.px(_GLYPH)
            glyph = places[0]
            at = QPointF(glyph.left(), glyph.top() + (glyph.height() - side) / 2)
            paint_icon(painter, at, sign, tone_colour(theme, tone), side, direction=way)
        self._paint_article(painter, row, places[1], theme, way)
        self._paint_note(painter, row, places[3], theme)
        ink, band = self._colours(row.label, theme)
        place = places[2]
        beyond = 0 if row.note else places[3].width() + theme.px(8)
        # Where there is no note the line may go on to the end of the row; its axis stays.
        wide = place.adjusted(-beyond, 0, 0, 0) if way is RTL else place.adjusted(0, 0, beyond, 0)
        sizes = float(place.width()), float(place.left() - wide.left()), float(wide.width())
        self._line(row, sizes, theme).draw(painter, QRectF(wide), row, ink, band)
        painter.restore()

    def tip(self, index: QModelIndex) -> str:
        """What the tip of a row says: its article, its line whole, how it stands."""
        row = self._model.row(index)
        if row is None:
            return ""
        messages = self._messages()
        line = f"{row.before}{row.lead}{row.text}{row.after}".strip()
        state = messages.text(f"searching.state.{row.standing}")
        under = " · ".join(part for part in (isolate(row.title), state, row.note) if part)
        return tip(line, under, direction=first_strong(line))

    def _places(self, area: QRect, way: Qt.LayoutDirection) -> tuple[QRect, QRect, QRect, QRect]:
        """Where state, article, line and note stand."""
        px = self._source.theme.px
        pad, gap = px(Size.PANE_PADDING), px(8)
        wide = area.width() >= px(_NARROW)
        widths = [px(_GLYPH), px(_NUMBER + _TITLE) if wide else px(_NUMBER), 0, px(_NOTE) if wide else px(_NOTE - 24)]
        widths[2] = max(px(80), area.width() - 2 * pad - sum(widths) - 3 * gap)
        places, at = [], pad
        for width in widths:
            place = QRect(area.left() + at, area.top(), width, area.height())
            places.append(QStyle.visualRect(way, area, place))
            at += width + gap
        return places[0], places[1], places[2], places[3]

    def _paint_ground(
        self, painter: QPainter, area: QRect, way: Qt.LayoutDirection, state: QStyle.StateFlag, *, first: bool
    ) -> None:
        theme = self._source.theme
        pad = theme.px(Size.PANE_PADDING)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.accent_soft)
            if not state & QStyle.StateFlag.State_HasFocus:
                return
            bar = QRect(area.left(), area.top(), theme.px(Size.CHOSEN_BAR), area.height())
            painter.fillRect(QStyle.visualRect(way, area, bar), theme.accent)
            return
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, mix(theme.ink, theme.paper, 0.04))
        painter.fillRect(QRect(area.left() + pad, area.bottom(), area.width() - 2 * pad, 1), theme.line)

    def _paint_article(
        self, painter: QPainter, row: HitRow, area: QRect, theme: Theme, way: Qt.LayoutDirection
    ) -> None:
        """The article's place in the project, and its title where there is room."""
        painter.setFont(theme.font(Type.META))
        painter.setPen(theme.ink2)
        number = QStyle.visualRect(way, area, QRect(area.left(), area.top(), theme.px(_NUMBER), area.height()))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(number, Qt.AlignmentFlag.AlignLeading | middle, self._messages().number(row.number or "–"))
        room = area.width() - number.width()
        if room <= 0:
            return
        rest = QStyle.visualRect(way, area, QRect(area.left() + number.width(), area.top(), room, area.height()))
        title = self._title(row.title, room - theme.px(2), theme)
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeading | middle, f"{mark(way)}{isolate(title)}")

    def _title(self, title: str, room: int, theme: Theme) -> str:
        """The title as far as there is room; the same few come again and again."""
        shown = self._titles.get((title, room))
        if shown is None:
            if len(self._titles) >= _KEPT:
                self._titles.clear()
            metrics = QFontMetricsF(theme.font(Type.META))
            shown = metrics.elidedText(title.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
            self._titles[title, room] = shown
        return shown

    def _paint_note(self, painter: QPainter, row: HitRow, area: QRect, theme: Theme) -> None:
        if not row.note:
            return
        painter.setFont(theme.font(Type.META))
        painter.setPen(theme.warn if row.standing is Standing.CONFLICT else theme.ink2)
        note = QFontMetricsF(theme.font(Type.META)).elidedText(row.note, Qt.TextElideMode.ElideRight, area.width())
        flags = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(area, flags, note)

    def _colours(self, key: str, theme: Theme) -> tuple[QColor, QColor]:
        """The line's colour and the band's."""
        label = self._label(key)
        if label is None or label.colour is None:
            return theme.neutral(), theme.accent_soft
        own = label.colour.dark if theme.dark else label.colour.light
        return label_colour(Layer.ENTITIES, label, theme), theme.band_selected(own)

    def _label(self, key: str) -> Label | None:
        return self._scheme.label(Layer.ENTITIES, key) if self._scheme and key else None

    def _line(self, row: HitRow, sizes: tuple[float, float, float], theme: Theme) -> HitLine:
        wanted = (row.before, row.lead, row.text, row.after, row.standing, sizes)
        line = self._lines.get(wanted)
        if line is None:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            line = self._lines[wanted] = HitLine(row, theme, width=sizes[0], offset=sizes[1], total=sizes[2])
        return line
