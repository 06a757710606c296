"""Ways to choose in a dialog: rows of which one is on, a list that drops down, a number with minus and plus."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListView, QRadioButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from hashiya.ui.kit import (
    RTL,
    IconButton,
    LaidText,
    TextLabel,
    Themed,
    ThemedWidget,
    guard_wheel,
    one_line_width,
    paint_box,
)
from hashiya.ui.kit.focus import ring_in, ring_out
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, paint_icon

Options = Sequence[tuple[str, str, str]]
"""Keys with the words of the choice and what stands at the end of its row."""

_HIGH = 30


class RadioRow(Themed, QRadioButton):
    """One choice on a row of its own, with a remark at its end."""

    def __init__(self, source: ThemeSource, key: str, text: str, detail: str = "") -> None:
        super().__init__()
        self.key, self._label, self._detail = key, text, detail
        self.setAccessibleName(f"{text} {detail}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(source)

    def sizeHint(self) -> QSize:
        theme = self.theme
        words = one_line_width(self._label, theme.font(Type.BODY_MEDIUM))
        words += one_line_width(self._detail, theme.font(Type.SMALL))
        return QSize(math.ceil(words) + theme.px(60), theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(_HIGH))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, Radius.CONTROL)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # the sheet's primary button
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: object) -> None:
        theme, rtl = self.theme, self.layoutDirection() is RTL
        side, pad = theme.px(16), theme.px(2)
        detail = LaidText(
            self._detail,
            theme.font(Type.SMALL),
            self.width() / 2,
            self.layoutDirection(),
            pitch=theme.px(18),
            max_lines=1,
        )
        end = math.ceil(detail.natural_width) + theme.px(12) if self._detail else 0
        start = pad + side + theme.px(10)
        room = max(1, self.width() - start - end)
        style = Type.BODY_MEDIUM if self.isChecked() else Type.BODY
        text = LaidText(self._label, theme.font(style), room, self.layoutDirection(), pitch=theme.px(20), max_lines=1)
        with QPainter(self) as painter:
            icon, tone = ("status-done", theme.accent) if self.isChecked() else ("status-new", theme.ink3)
            x = self.width() - pad - side if rtl else pad
            paint_icon(
                painter, QPointF(x, (self.height() - side) / 2), icon, tone if self.isEnabled() else theme.ink3, side
            )
            down = (self.height() - text.height) / 2
            ink = theme.ink if self.isEnabled() else theme.ink3
            text.draw(painter, QPointF(end if rtl else start, down), ink)
            if self._detail:
                # A line begins at the side of its direction; the remark belongs to the other one.
                at = detail.natural_width - self.width() / 2 if rtl else self.width() - detail.natural_width
                detail.draw(painter, QPointF(at, (self.height() - detail.height) / 2), theme.ink2)


class RadioRows(ThemedWidget):
    """Choices one below the other; exactly one is on. `chosen` tells what the person chose."""

    chosen = Signal(str)

    def __init__(
        self,
        source: ThemeSource,
        options: Options,
        *,
        name: str,
        current: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._rows: list[RadioRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.setAccessibleName(name)
        self.set_options(options, current=current)

    @property
    def current(self) -> str:
        """The key of the choice that is on."""
        return next((row.key for row in self._rows if row.isChecked()), "")

    def rows(self) -> tuple[RadioRow, ...]:
        """The rows, in order."""
        return tuple(self._rows)

    def set_options(self, options: Options, *, current: str | None = None) -> None:
        """Offer other choices; the first is on unless another is named."""
        wanted = current if current is not None else (options[0][0] if options else "")
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for key, text, detail in options:
            made = RadioRow(self._source, key, text, detail)
            made.setAccessibleDescription(self.accessibleName())
            made.setChecked(key == wanted)
            made.toggled.connect(self._toggled)
            self._column.addWidget(made)
            self._rows.append(made)

    def choose(self, key: str) -> None:
        """Let this choice be on; KeyError when it is not offered."""
        found = next((row for row in self._rows if row.key == key), None)
        if found is None:
            raise KeyError(key)
        found.setChecked(True)

    def focus_first(self) -> None:
        """Give the keyboard to the choice that is on."""
        for row in self._rows:
            if row.isChecked():
                row.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggled(self, on: bool) -> None:
        row = self.sender()
        if on and isinstance(row, RadioRow):
            self.chosen.emit(row.key)


class Picker(Themed, QComboBox):
    """A choice among more than a row can hold, as high as a field; `picked` tells the key that the person chose."""

    picked = Signal(str)

    def __init__(self, source: ThemeSource, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setView(QListView())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(source)
        guard_wheel(self)
        self.activated.connect(lambda _number: self.picked.emit(self.key))
        self._dress()

    @property
    def key(self) -> str:
        """The key of the choice."""
        return str(self.currentData() or "")

    def set_choices(self, choices: Sequence[tuple[str, str]], *, current: str | None = None) -> None:
        """Offer these keys under these words."""
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        if current is not None:
            self.set_key(current)

    def set_key(self, key: str) -> None:
        """Show this choice; KeyError when it is not offered."""
        place = self.findData(key)
        if place < 0:
            raise KeyError(key)
        self.setCurrentIndex(place)

    def retheme(self) -> None:
        self._dress()
        super().retheme()

    def sizeHint(self) -> QSize:
        font = self.theme.font(Type.BODY)
        widest = max((one_line_width(self.itemText(i), font) for i in range(self.count())), default=0.0)
        return QSize(math.ceil(widest) + self.theme.px(48), self.theme.px(Size.FIELD))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(96), self.theme.px(Size.FIELD))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, Radius.CONTROL)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)

    def paintEvent(self, event: object) -> None:
        theme, rtl = self.theme, self.layoutDirection() is RTL
        pad, side = theme.px(11), theme.px(12)
        room = max(1, self.width() - 3 * pad - side)
        text = LaidText(
            self.currentText(), theme.font(Type.BODY), room, self.layoutDirection(), pitch=theme.px(20), max_lines=1
        )
        with QPainter(self) as painter:
            edge = theme.accent if self.hasFocus() else theme.ink3 if theme.high_contrast else theme.line2
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=theme.raised, edge=edge)
            down = (self.height() - text.height) / 2
            text.draw(
                painter, QPointF(2 * pad + side if rtl else pad, down), theme.ink if self.isEnabled() else theme.ink3
            )
            x = pad if rtl else self.width() - pad - side
            paint_icon(painter, QPointF(x, (self.height() - side) / 2), "chevron-down", theme.ink2, side)

    def _dress(self) -> None:
        self.setFont(self.theme.font(Type.BODY))
        self.view().setFont(self.theme.font(Type.BODY))
        self.updateGeometry()


class Stepper(ThemedWidget):
    """A number between minus and plus; `stepped` tells the new one."""

    stepped = Signal(int)

    def __init__(
        self,
        source: ThemeSource,
        *,
        value: int,
        least: int,
        most: int,
        step: int,
        shown: Callable[[int], str],
        names: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._value, self._least, self._most, self._step, self._shown = value, least, most, step, shown
        self.less = IconButton(source, "minus", names[0])
        self.more = IconButton(source, "plus", names[1])
        self._number = TextLabel(source, lines=1, centred=True)
        self._number.setMinimumWidth(source.theme.px(64))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for widget in (self.less, self._number, self.more):
            line.addWidget(widget)
        line.addStretch(1)
        self.less.clicked.connect(lambda: self._move(-self._step))
        self.more.clicked.connect(lambda: self._move(self._step))
        self._show()

    @property
    def value(self) -> int:
        """The number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show another number; nobody is told."""
        self._value = min(self._most, max(self._least, value))
        self._show()

    def _move(self, by: int) -> None:
        before = self._value
        self.set_value(before + by)
        if self._value != before:
            self.stepped.emit(self._value)

    def _show(self) -> None:
        self._number.set_text(self._shown(self._value))
        self.less.setEnabled(self._value > self._least)
        self.more.setEnabled(self._value < self._most)


def visual(area: QRect, place: QRect, direction: Qt.LayoutDirection) -> QRect:
    """The place, given from the start edge, where it is seen in that direction."""
    return QStyle.visualRect(direction, area, place)
