"""Small buttons in a row: filters, switches, and the values of an attribute."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from hashiya.ui.kit.direction import RTL
from hashiya.ui.kit.flow import FlowLayout
from hashiya.ui.kit.focus import ring_in, ring_out
from hashiya.ui.kit.lines import one_line_width
from hashiya.ui.kit.themed import Themed, ThemedWidget, paint_box
from hashiya.ui.theme import Radius, Size, Theme, ThemeSource, Type, TypeStyle, mix

Choices = Sequence[tuple[str, str]]
"""Keys with the words that a person reads."""


def _types(*, large: bool) -> tuple[TypeStyle, TypeStyle]:
    return (Type.SMALL, Type.SMALL_MEDIUM) if large else (Type.META, Type.META_MEDIUM)


def _chip_size(text: str, theme: Theme, *, large: bool) -> QSize:
    # The wider of the two weights: a chip that is chosen does not push its neighbours.
    inside = max(one_line_width(text, theme.font(style)) for style in _types(large=large))
    return QSize(math.ceil(inside) + 2 * theme.px(10), theme.px(Size.BUTTON if large else Size.SMALL_BUTTON))


def _paint_chip(chip: QAbstractButton, text: str, theme: Theme, *, large: bool) -> None:
    chosen = chip.isChecked()
    plain, strong = _types(large=large)
    over = chip.underMouse() and chip.isEnabled()
    fill = theme.accent_soft if chosen or chip.isDown() else mix(theme.ink, theme.panel, 0.05) if over else None
    edge = theme.accent if chosen else theme.ink3 if theme.high_contrast else theme.line
    ink: QColor = theme.ink3 if not chip.isEnabled() else theme.accent if chosen else theme.ink2
    with QPainter(chip) as painter:
        paint_box(painter, QRectF(chip.rect()), theme.px(Radius.CONTROL), fill=fill, edge=edge)
        painter.setFont(theme.font(strong if chosen else plain))
        painter.setPen(ink)
        painter.setLayoutDirection(chip.layoutDirection())
        painter.drawText(chip.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)


class Chip(Themed, QRadioButton):
    """One of the choices of a row."""

    def __init__(
        self, source: ThemeSource, key: str, text: str, *, large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key, self._label, self._large = key, text, large
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(source)

    def set_text(self, text: str) -> None:
        """Show another word."""
        self._label = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def show_chosen(self, *, chosen: bool) -> None:
        """Show whether this is the choice; exclusive buttons (which a reader calls so) refuse to be unchecked."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        return _chip_size(self._label, self.theme, large=self._large)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def nextCheckState(self) -> None:
        """Nothing: the row decides what a press does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, Radius.CONTROL)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)

    def paintEvent(self, event: object) -> None:
        _paint_chip(self, self._label, self.theme, large=self._large)


class Toggle(Themed, QCheckBox):
    """A chip that is on or off by itself, such as «any spelling»."""

    def __init__(
        self, source: ThemeSource, text: str, *, on: bool = False, large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label, self._large = text, large
        self.setChecked(on)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(source)

    def set_text(self, text: str) -> None:
        """Show another word."""
        self._label = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return _chip_size(self._label, self.theme, large=self._large)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, Radius.CONTROL)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)

    def paintEvent(self, event: object) -> None:
        _paint_chip(self, self._label, self.theme, large=self._large)


class ChoiceRow(ThemedWidget):
    """The values of one attribute as buttons that wrap: arrows move among them, Space, Enter or a digit chooses.

    `chosen` tells what the person chose, None when `may_be_empty` and the chosen one was pressed again; setting the
    row by `set_current` tells nobody.
    """

    chosen = Signal(object)

    def __init__(
        self,
        source: ThemeSource,
        choices: Choices,
        *,
        name: str,
        current: str | None = None,
        may_be_empty: bool = False,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._name, self._may_be_empty, self._large = name, may_be_empty, large
        self._chips: list[Chip] = []
        self._current: str | None = None
        self._flow = FlowLayout(self, gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.set_choices(choices, current=current)

    @property
    def current(self) -> str | None:
        """The key of the chosen value; None when there is none."""
        return self._current

    def chips(self) -> tuple[Chip, ...]:
        """The buttons, in order."""
        return tuple(self._chips)

    def set_choices(self, choices: Choices, *, current: str | None = None) -> None:
        """Offer other values."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for key, text in choices:
            chip = Chip(self._source, key, text, large=self._large, parent=self)
            chip.setAccessibleDescription(self._name)
            chip.clicked.connect(self._pressed)
            self._flow.addWidget(chip)
            chip.setVisible(True)
            self._chips.append(chip)
        self.set_current(current)

    def set_current(self, key: str | None) -> None:
        """Show this value as the chosen one; a key that is not offered raises KeyError."""
        if key is not None and key not in {chip.key for chip in self._chips}:
            raise KeyError(key)
        self._current = key
        for chip in self._chips:
            chip.show_chosen(chosen=chip.key == key)
        self._set_tab_stop()

    def focus_first(self) -> None:
        """Give the keyboard to the chosen value, or to the first."""
        stop = next((c for c in self._chips if c.isChecked()), self._chips[0] if self._chips else None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((i for i, c in enumerate(self._chips) if c.hasFocus()), None)
        key = event.key()
        if focused is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self._chips[focused].key)
        elif (step := self._step(key)) != 0:
            self._chips[(focused + step) % len(self._chips)].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._chips[0 if key == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.TabFocusReason)
        elif 1 <= (digit := _digit(event)) <= len(self._chips):
            self._chips[digit - 1].setFocus(Qt.FocusReason.TabFocusReason)
            self._choose(self._chips[digit - 1].key)
        else:
            super().keyPressEvent(event)

    def _step(self, key: int) -> int:
        forward = Qt.Key.Key_Left if self.layoutDirection() is RTL else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if self.layoutDirection() is RTL else Qt.Key.Key_Left
        if key in {forward, Qt.Key.Key_Down}:
            return 1
        return -1 if key in {back, Qt.Key.Key_Up} else 0

    def _pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._choose(chip.key)

    def _choose(self, key: str) -> None:
        wanted = None if key == self._current and self._may_be_empty else key
        if wanted == self._current:
            return
        self.set_current(wanted)
        self.chosen.emit(wanted)

    def _set_tab_stop(self) -> None:
        """One stop for Tab in the row: the chosen value, or the first."""
        stop = next((c for c in self._chips if c.isChecked()), self._chips[0] if self._chips else None)
        for chip in self._chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)


class ChipRow(ChoiceRow):
    """A filter: one of the chips is always on."""

    def __init__(
        self,
        source: ThemeSource,
        choices: Choices,
        *,
        name: str,
        current: str | None = None,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        first = choices[0][0] if choices else None
        super().__init__(source, choices, name=name, current=current or first, large=large, parent=parent)


def _digit(event: QKeyEvent) -> int:
    """The digit of the key that was pressed, of any script; -1 when it is none."""
    if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return int(event.key()) - int(Qt.Key.Key_0)
    return unicodedata.digit(event.text(), -1) if len(event.text()) == 1 else -1
