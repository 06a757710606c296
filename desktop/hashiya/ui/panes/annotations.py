"""The list of annotations of the article: in order, by label, or those that need a look."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotationId
from hashiya.domain.scheme import Scheme, Words
from hashiya.resources.messages import Messages
from hashiya.ui.kit import ChipRow, LaidText, TextLabel, ThemedWidget, first_strong, one_line_width, ring_on_focus
from hashiya.ui.panes.swatches import SWATCH_WIDTH, label_colour, paint_label_swatch
from hashiya.ui.panes.values import AnnotationRow
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, paint_icon

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's whole value is."""

_MOST_LETTERS = 160
"""No line of the list holds more; laying out a long claim whole for one line would be slow."""

Index = QModelIndex | QPersistentModelIndex


class Order(StrEnum):
    """How the list is ordered, and what it shows."""

    IN_ORDER = "in_order"
    BY_LABEL = "by_label"
    LOOK = "look"


class AnnotationsModel(QAbstractListModel):
    """The annotations of one article."""

    def __init__(self, messages: Callable[[], Messages], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._scheme = Scheme(key="", name=Words("", ""))
        self._rows: list[AnnotationRow] = []
        self._shown: list[AnnotationRow] = []
        self._order = Order.IN_ORDER

    @property
    def scheme(self) -> Scheme:
        """The scheme that names and colours come from."""
        return self._scheme

    @property
    def order(self) -> Order:
        """How the list is ordered."""
        return self._order

    @property
    def total(self) -> int:
        """How many annotations there are, hidden ones too."""
        return len(self._rows)

    @property
    def to_look_at(self) -> int:
        """How many need a look."""
        return sum(bool(row.look) for row in self._rows)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.reason(row) or None
        return None

    def row(self, index: Index) -> AnnotationRow | None:
        """The value of the row at that index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def index_of(self, annotation: str | None) -> QModelIndex:
        """Where the annotation is shown; an invalid index when it is not."""
        place = next((place for place, row in enumerate(self._shown) if row.id == annotation), None)
        return QModelIndex() if place is None else self.index(place)

    def reason(self, row: AnnotationRow) -> str:
        """Why the annotation needs a look; an empty text when it does not."""
        return self._messages().text(f"panes.look.{row.look}") if row.look else ""

    def show_scheme(self, scheme: Scheme) -> None:
        """Take names, colours and the order of labels from this scheme."""
        self._scheme = scheme
        self._arrange()

    def show_rows(self, rows: Sequence[AnnotationRow]) -> None:
        """Show these annotations, given in text order."""
        self._rows = list(rows)
        self._arrange()

    def set_order(self, order: Order) -> None:
        """Order the list otherwise."""
        self._order = order
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        if self._order is Order.LOOK:
            self._shown = [row for row in self._rows if row.look]
        elif self._order is Order.BY_LABEL:
            ranks = self._ranks()
            self._shown = sorted(self._rows, key=lambda row: ranks.get((row.layer, row.label), len(ranks)))
        else:
            self._shown = self._rows
        self.endResetModel()

    def _ranks(self) -> dict[tuple[Layer, str], int]:
        layers = (Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS)
        labels = [(layer, label.key) for layer in layers for label in self._scheme.layer(layer).labels]
        return {label: rank for rank, label in enumerate(labels)}

    def _spoken(self, row: AnnotationRow) -> str:
        messages = self._messages()
        label = self._scheme.label(row.layer, row.label)
        name = label.name.in_language(messages.language) if label is not None else row.label
        if row.look:
            reason = self.reason(row)
            return messages.text("panes.annotations.spoken_look", label=name, words=row.words, reason=reason)
        return messages.text("panes.annotations.spoken", label=name, words=row.words)


class AnnotationDelegate(QStyledItemDelegate):
    """Paints a row: swatch, words, and at the end the label's name, the speaker, or why it needs a look."""

    def __init__(self, source: ThemeSource, model: AnnotationsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._model = source, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._source.theme.px(120), self._source.theme.px(Size.ANNOTATION_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index)
        if row is None:
            return
        theme, area, way = self._source.theme, option.rect, option.direction
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.accent_soft)
            bar = QRect(area.left(), area.top(), theme.px(Size.CHOSEN_BAR), area.height())
            painter.fillRect(QStyle.visualRect(way, area, bar), theme.accent)
        pad, side, gap = theme.px(Size.PANE_PADDING), theme.px(SWATCH_WIDTH), theme.px(8)

        def seen(at: float, width: float) -> QRect:
            logical = QRect(round(area.left() + at), area.top(), math.floor(width), area.height())
            return QStyle.visualRect(way, area, logical)

        label = self._model.scheme.label(row.layer, row.label)
        paint_label_swatch(painter, seen(pad, side), row.layer, label, theme, way)
        looking = self._model.order is Order.LOOK
        name = self._model.reason(row) if looking else row.name
        font = theme.font(Type.META if looking else Type.META_MEDIUM)
        start, end = pad + side + gap, float(area.width() - pad)
        width = min(math.ceil(one_line_width(name, font)) + 1.0, (end - start) * 0.45)
        colour = theme.ink2 if looking or row.layer is Layer.REGIONS else label_colour(row.layer, label, theme)
        direction = way if looking else first_strong(name, way)
        pitch = theme.line_height(Type.META)
        laid = LaidText(name, font, width, direction, pitch=pitch, max_lines=1)
        place = seen(end - width, width)
        # A short name stands at the row's end, whichever way it runs itself.
        laid.draw(painter, QPointF(place.left(), place.top() + (area.height() - pitch) / 2), colour)
        end -= width + gap
        if row.look:
            mark = theme.px(12)
            corner = seen(end - mark, mark)
            at = QPointF(corner.left(), corner.top() + (area.height() - mark) / 2)
            paint_icon(painter, at, "warning", theme.warn, mark)
            end -= mark + gap
        self._paint_words(painter, row.words, seen(start, end - start), way)
        painter.restore()

    def _paint_words(self, painter: QPainter, words: str, area: QRect, way: Qt.LayoutDirection) -> None:
        theme = self._source.theme
        shown = words[:_MOST_LETTERS].replace("\n", " ")
        direction = first_strong(shown)
        pitch = theme.line_height(Type.ROW)
        laid = LaidText(shown, theme.font(Type.ROW), area.width(), direction, pitch=pitch, max_lines=1)
        # The words begin beside their swatch also where the interface runs the other way.
        spare = area.width() - min(float(area.width()), laid.natural_width)
        move = 0.0 if direction is way else (spare if way is Qt.LayoutDirection.RightToLeft else -spare)
        at = QPointF(area.left() + move, area.top() + (area.height() - pitch) / 2)
        laid.draw(painter, at, theme.ink)


class AnnotationList(QListView):
    """The list itself, which tells where the keyboard has gone to."""

    walked = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        pressed = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        toggled = event.key() == Qt.Key.Key_Space or event.matches(QKeySequence.StandardKey.SelectAll)
        if self.currentIndex().isValid() and (pressed or toggled or self.currentIndex().row() != before):
            self.walked.emit(self.currentIndex())


class AnnotationsPane(ThemedWidget):
    """The list with its three orders; choosing a row asks to go to its annotation."""

    annotation_requested = Signal(str)
    several_requested = Signal(list, str)
    """All chosen annotations in the list's order, and the one chosen last."""
    count_changed = Signal(int)
    left = Signal()

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._messages = messages
        self.model = AnnotationsModel(messages, self)
        self.orders = ChipRow(source, [(order, order) for order in Order], name="")
        self.orders.chosen.connect(self._order_chosen)
        self.list = AnnotationList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(AnnotationDelegate(source, self.model, self))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.viewport().setAutoFillBackground(False)
        self.list.clicked.connect(self._go)
        self.list.walked.connect(self._go)
        ring_on_focus(self.list, source, Radius.CAP)
        self._none = TextLabel(source, "", Type.SMALL, tone="ink2")
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.orders)
        self._layout.addWidget(self._none)
        self._layout.addWidget(self.list, 1)
        self._layout.addStretch(0)
        self._measure()
        self.retranslate()

    @property
    def count(self) -> int:
        """How many annotations the article has."""
        return self.model.total

    def show_scheme(self, scheme: Scheme) -> None:
        """Take names and colours from this scheme."""
        self.model.show_scheme(scheme)

    def show_rows(self, rows: Sequence[AnnotationRow], *, current: AnnotationId | None = None) -> None:
        """Show these annotations, given in text order; the view stays where it was."""
        place = self.list.verticalScrollBar().value()
        self.model.show_rows(rows)
        self.list.verticalScrollBar().setValue(place)
        self._name_orders()
        self._show_none()
        self.show_current(current)
        self.count_changed.emit(self.model.total)

    def show_current(self, annotation: str | None, *, also: Collection[str] = ()) -> None:
        """Show which annotation is selected, and bring it into view; `also` are all, when they are several."""
        selection, index = self.list.selectionModel(), self.model.index_of(annotation)
        if annotation is None or not index.isValid():
            selection.clear()
            return
        wanted = set(also) or {annotation}
        if self.chosen() and set(self.chosen()) == wanted and self.list.currentIndex() == index:
            return
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(index, flags.ClearAndSelect)
        for one in wanted - {annotation}:
            selection.select(self.model.index_of(one), flags.Select)
        self.list.scrollTo(index)

    def chosen(self) -> list[str]:
        """The annotations that are chosen in the list, in its order."""
        places = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        rows = (self.model.row(self.model.index(place)) for place in places)
        return [row.id for row in rows if row is not None]

    def show_order(self, order: Order) -> None:
        """Order the list otherwise."""
        self.orders.set_current(order)
        self._order_chosen(order)

    def retheme(self) -> None:
        super().retheme()
        self._measure()
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        messages = self._messages()
        self.orders.setAccessibleName(messages.text("panes.annotations.order"))
        self.list.setAccessibleName(messages.text("panes.annotations.list"))
        self._name_orders()
        self._show_none()

    def _measure(self) -> None:
        px = self.theme.px
        self._layout.setContentsMargins(0, px(10), 0, 0)
        self._layout.setSpacing(px(6))
        padding = px(Size.PANE_PADDING)
        self.orders.setContentsMargins(padding, 0, padding, 0)
        self._none.setContentsMargins(padding, px(6), padding, 0)

    def _name_orders(self) -> None:
        messages, look = self._messages(), self.model.to_look_at
        words = [(str(order), messages.text(f"panes.annotations.{order}")) for order in Order]
        if look:
            words[2] = (words[2][0], messages.text("panes.annotations.look_count", number=look))
        for chip, (_, text) in zip(self.orders.chips(), words, strict=True):
            chip.set_text(text)

    def _show_none(self) -> None:
        empty = self.model.rowCount() == 0
        nothing = "none_to_look" if self.model.total else "none"
        self._none.set_text(self._messages().text(f"panes.annotations.{nothing}"))
        self._none.setVisible(empty)
        self.list.setVisible(not empty)

    def _order_chosen(self, order: object) -> None:
        current = self.model.row(self.list.currentIndex())
        self.model.set_order(Order(str(order)))
        self._show_none()
        self.show_current(current.id if current is not None else None)

    def _go(self, index: QModelIndex) -> None:
        row, chosen = self.model.row(index), self.chosen()
        if row is not None and len(chosen) > 1:
            self.several_requested.emit(chosen, row.id if row.id in chosen else chosen[-1])
        elif chosen:
            self.annotation_requested.emit(chosen[0])
        elif row is not None:
            self.annotation_requested.emit(row.id)
