"""The rows of the welcome page: what can be done, and the projects opened lately."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from hashiya.resources.messages import Messages
from hashiya.ui.kit import (
    Button,
    IconButton,
    LaidText,
    TextLabel,
    ThemedWidget,
    first_strong,
    key_cap_size,
    one_line_width,
    paint_box,
    paint_key_cap,
    paint_thin_bar,
)
from hashiya.ui.kit.pressable import Pressable
from hashiya.ui.panes.rows import row_of
from hashiya.ui.panes.times import moment_words
from hashiya.ui.panes.values import RecentProject
from hashiya.ui.theme import Radius, ThemeSource, Type, mix, paint_icon

_ACTION_HEIGHT, _RECENT_HEIGHT, _BAR_WIDTH = 60, 64, 70


class WideButton(Pressable, QAbstractButton):
    """A button as wide as its column, pressed also by Enter."""

    def __init__(self, source: ThemeSource, height: int, radius: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._high, self.ring_radius = height, radius
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(source)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(420), self.theme.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(self._high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def left_of(self, start: float, width: float) -> float:
        """Where something begins that stands `start` from the start edge, in px from the left."""
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return self.width() - start - width if rtl else start


class ActionButton(WideButton):
    """One thing to begin with: icon, verb, a line under it, and its key."""

    def __init__(self, source: ThemeSource, icon: str, *, first: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(source, _ACTION_HEIGHT, Radius.CARD, parent)
        self._icon, self._first, self._words, self._cap = icon, first, "", ""

    def show_action(self, title: str, words: str, cap: str) -> None:
        """Show the verb, the line under it, and the key."""
        self._words, self._cap = words, cap
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.update()

    def set_first(self, first: bool) -> None:
        """Let it be what is most likely wanted."""
        self._first = first
        self.update()

    def paintEvent(self, event: object) -> None:
        theme, way = self.theme, self.layoutDirection()
        over = self.underMouse() or self.isDown()
        fill = theme.accent_soft if self._first else theme.raised
        edge = theme.accent if self._first else theme.line2
        with QPainter(self) as painter:
            ground = mix(theme.ink, fill, 0.03) if over else fill
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CARD), fill=ground, edge=edge)
            inset, side = theme.px(15), theme.px(16)
            icon = QPointF(self.left_of(inset, side), (self.height() - side) / 2)
            paint_icon(painter, icon, self._icon, theme.accent, side, direction=way)
            start, end = inset + side + theme.px(14), float(self.width() - inset)
            if self._cap:
                size = key_cap_size(self._cap, theme)
                end -= size.width()
                corner = QPointF(self.left_of(end, size.width()), (self.height() - size.height()) // 2)
                paint_key_cap(painter, QRectF(corner, size), self._cap, theme)
                end -= theme.px(10)
            room = max(1.0, end - start)
            above, below = theme.line_height(Type.BODY_STRONG), theme.line_height(Type.META)
            top = (self.height() - above - below) / 2
            for text, style, ink, at in (
                (self.text(), Type.BODY_STRONG, theme.ink, top),
                (self._words, Type.META, theme.ink2, top + above),
            ):
                pitch = theme.line_height(style)
                laid = LaidText(text, theme.font(style), room, way, pitch=pitch, max_lines=1)
                laid.draw(painter, QPointF(self.left_of(start, room), at), ink)


class RecentButton(WideButton):
    """A project opened lately: its name, what it holds, and how far it has come."""

    def __init__(
        self, source: ThemeSource, project: RecentProject, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(source, _RECENT_HEIGHT, Radius.CAP, parent)
        self.project = project
        self._line = recent_line(project, messages)
        self._percent = messages.text("welcome.percent", number=round(100 * project.done))
        self._has_progress = project.articles > 0
        self.setText(project.name)
        self.setToolTip(project.path)
        self.setAccessibleName(
            messages.text("welcome.recent_spoken", name=project.name, line=self._line, percent=self._percent)
        )

    def paintEvent(self, event: object) -> None:
        theme, way = self.theme, self.layoutDirection()
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                ground = QRectF(self.rect()).adjusted(0, 4, 0, -4)
                paint_box(painter, ground, theme.px(Radius.CAP), fill=mix(theme.ink, theme.paper, 0.04))
            end = float(self.width())
            if self._has_progress:
                font = theme.font(Type.META)
                wide = max(theme.px(36), math.ceil(one_line_width(self._percent, font)))
                end -= wide
                painter.setFont(font)
                painter.setPen(theme.ink2)
                painter.setLayoutDirection(way)
                area = QRectF(self.left_of(end, wide), 0, wide, self.height())
                trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(area, trailing | Qt.TextFlag.TextSingleLine, self._percent)
                bar = theme.px(_BAR_WIDTH)
                end -= bar + theme.px(4)
                place = QRectF(self.left_of(end, bar), (self.height() - 3) / 2, bar, 3)
                rtl = way is Qt.LayoutDirection.RightToLeft
                paint_thin_bar(painter, place, self.project.done, theme.ok, theme, rtl=rtl)
                end -= theme.px(12)
            start = theme.px(2)
            room = max(1.0, end - start)
            above = theme.line_height(Type.SMALL_STRONG)
            top = (self.height() - above - theme.line_height(Type.META)) / 2
            # The name runs its own way, but begins where the interface does.
            font = theme.font(Type.SMALL_STRONG)
            name = LaidText(self.text(), font, room, first_strong(self.text(), way), pitch=above, max_lines=1)
            spare = room - min(room, name.natural_width)
            own = first_strong(self.text(), way)
            move = 0.0 if own is way else (spare if way is Qt.LayoutDirection.RightToLeft else -spare)
            left = self.left_of(start, room)
            name.draw(painter, QPointF(left + move, top), theme.ink)
            pitch = theme.line_height(Type.META)
            line = LaidText(self._line, theme.font(Type.META), room, way, pitch=pitch, max_lines=1)
            line.draw(painter, QPointF(left, top + above), theme.ink2)


def recent_line(project: RecentProject, messages: Messages) -> str:
    """What a project holds and when it was open last, in one line."""
    parts = []
    if project.articles:
        parts.append(messages.text("panes.count.articles", count=project.articles))
        parts.append(messages.text("panes.count.annotations", count=project.annotations))
    if project.opened:
        parts.append(moment_words(project.opened, messages))
    return " · ".join(parts) or project.path


class MissingRow(ThemedWidget):
    """A project whose file is not where it was: the way to say where it is, or to forget it."""

    locate_requested = Signal(str)
    forget_requested = Signal(str)

    def __init__(
        self, source: ThemeSource, project: RecentProject, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(source, parent)
        self.setAccessibleName(messages.text("welcome.recent_missing", name=project.name))
        self.setToolTip(project.path)
        words = QWidget()
        name = TextLabel(source, project.name, Type.SMALL_STRONG, tone="ink2", lines=1)
        missing = TextLabel(source, messages.text("welcome.missing"), Type.META, tone="warn", lines=1)
        self.locate = Button(source, messages.text("welcome.locate"), small=True)
        self.locate.clicked.connect(lambda: self.locate_requested.emit(project.path))
        self.forget = IconButton(source, "close", messages.text("welcome.forget"))
        self.forget.clicked.connect(lambda: self.forget_requested.emit(project.path))
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(name)
        column.addWidget(missing)
        column.addStretch(1)
        self.setLayout(row_of(words, self.locate, self.forget, gap=self.theme.px(6), stretch=0))
        self.setMinimumHeight(self.theme.px(_RECENT_HEIGHT))
