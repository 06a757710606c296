"""Buttons: primary, plain, soft and quiet, with an icon and a key cap; and the button that is an icon alone."""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip, QWidget

from hashiya.ui.kit.direction import RTL
from hashiya.ui.kit.keycap import key_cap_size, paint_key_cap
from hashiya.ui.kit.lines import one_line_width
from hashiya.ui.kit.pressable import Pressable
from hashiya.ui.kit.themed import Tone, paint_box, tone_colour
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, TypeStyle, mix, paint_icon

_ICON = 14


class ButtonKind(StrEnum):
    """How much a button asks for: the one thing to do, one of several, the gentle choice, a word to press."""

    PRIMARY = "primary"
    PLAIN = "plain"
    SOFT = "soft"
    QUIET = "quiet"


class Button(Pressable, QPushButton):
    """A button 28 high (24 if `small`) with a verb, an icon before it and its key after it."""

    def __init__(
        self,
        source: ThemeSource,
        text: str,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: str | None = None,
        cap: str | None = None,
        small: bool = False,
        tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon, self._cap, self._small, self._tone = kind, icon, cap, small, tone
        self._label = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(source)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another verb."""
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str | None) -> None:
        """Show another icon, or none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_cap(self, cap: str | None) -> None:
        """Show another key, or none."""
        self._cap = cap
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: ButtonKind) -> None:
        """Let the button ask for more or for less."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.theme
        width = 2 * self._padding() + math.ceil(one_line_width(self._label, theme.font(self._type())))
        if self._icon is not None:
            width += theme.px(_ICON) + theme.px(6)
        if self._cap is not None:
            width += key_cap_size(self._cap, theme).width() + theme.px(8)
            width -= max(0, self._padding() - self._cap_inset())
        return QSize(width, theme.px(Size.SMALL_BUTTON if self._small else Size.BUTTON))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.theme.px(48)), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip or self.toolTip():
            return super().event(event)
        if self.width() < self.sizeHint().width():
            QToolTip.showText(event.globalPos(), self._label, self)
        return True

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            fill, edge = self._ground()
            if fill is not None or edge is not None:
                paint_box(painter, QRectF(self.rect()), self.theme.px(Radius.CONTROL), fill=fill, edge=edge)
            self._paint_inside(painter)

    def _type(self) -> TypeStyle:
        strong = self._kind in {ButtonKind.PRIMARY, ButtonKind.SOFT}
        if self._small:
            return Type.META_MEDIUM if strong else Type.META
        return Type.SMALL_MEDIUM if strong else Type.SMALL

    def _padding(self) -> int:
        if self._kind is ButtonKind.QUIET:
            return self.theme.px(6)
        return self.theme.px(8 if self._small else 11)

    def _cap_inset(self) -> int:
        """How far the cap stays from the end edge: as far as from the upper one, and 4 at the least."""
        return self.theme.px(6)

    def _ground(self) -> tuple[QColor | None, QColor | None]:
        theme = self.theme
        over = self.underMouse() and self.isEnabled()
        down = self.isDown() or self.isChecked()
        if self._kind is ButtonKind.PRIMARY:
            if not self.isEnabled():
                return theme.line, None
            return (mix(theme.ink, theme.accent, 0.16) if over or down else theme.accent), None
        if self._kind is ButtonKind.SOFT:
            return (mix(theme.accent, theme.accent_soft, 0.10) if over or down else theme.accent_soft), None
        fill = theme.accent_soft if down else mix(theme.ink, theme.panel, 0.05) if over else None
        if self._kind is ButtonKind.QUIET:
            return fill, None
        return fill, theme.accent if self.isChecked() else theme.line2

    def _ink(self) -> QColor:
        theme = self.theme
        if not self.isEnabled():
            return theme.ink3
        if self._tone is not None:
            return tone_colour(theme, self._tone)
        return {
            ButtonKind.PRIMARY: theme.on_accent,
            ButtonKind.SOFT: theme.accent,
            ButtonKind.QUIET: theme.accent,
            ButtonKind.PLAIN: theme.ink,
        }[self._kind]

    def _paint_inside(self, painter: QPainter) -> None:
        theme, height, ink = self.theme, self.height(), self._ink()
        rtl = self.layoutDirection() is RTL
        at, end = float(self._padding()), float(self.width() - self._padding())

        def along(start: float, width: float) -> float:
            return self.width() - start - width if rtl else start

        if self._icon is not None:
            side = theme.px(_ICON)
            place = QPointF(along(at, side), (height - side) / 2)
            paint_icon(painter, place, self._icon, ink, side, direction=self.layoutDirection())
            at += side + theme.px(6)
        if self._cap is not None:
            size = key_cap_size(self._cap, theme)
            end = self.width() - min(self._padding(), self._cap_inset())
            place = QPointF(along(end - size.width(), size.width()), (height - size.height()) // 2)
            paint_key_cap(painter, QRectF(place, size), self._cap, theme)
            end -= size.width() + theme.px(8)
        font = theme.font(self._type())
        painter.setFont(font)
        painter.setPen(ink)
        painter.setLayoutDirection(self.layoutDirection())
        room = max(0.0, end - at)
        label = self._label
        if one_line_width(label, font) > room + 1:
            label = QFontMetricsF(font).elidedText(label, Qt.TextElideMode.ElideRight, room)
        centred = self._icon is None and self._cap is None
        flag = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        # One px more on both sides: a last letter may reach beyond its own width.
        area = QRectF(along(at, room) - 1, 0, room + 2, height) if centred else QRectF(along(at, room), 0, room, height)
        painter.drawText(area, flag | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, label)


class IconButton(Pressable, QPushButton):
    """A button that is an icon alone, 24 by 24; its name is its tip."""

    def __init__(
        self,
        source: ThemeSource,
        icon: str,
        name: str,
        *,
        tone: Tone = "ink2",
        side: int = Size.TARGET,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._side = icon, side
        self._tone: Tone = tone
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(source)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Name it otherwise, for the tip and for a screen reader."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._side), self.theme.px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        theme = self.theme
        with QPainter(self) as painter:
            down = self.isDown() or self.isChecked()
            if down or (self.underMouse() and self.isEnabled()):
                fill = theme.accent_soft if down else mix(theme.ink, theme.panel, 0.06)
                paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=fill)
            ink = tone_colour(theme, self._tone if self.isEnabled() else "ink3")
            side = theme.px(_ICON)
            place = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
            paint_icon(painter, place, self._icon, ink, side, direction=self.layoutDirection())
