"""The header: mark, menus, the way to every command, whether all is saved, and the project."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QMenuBar, QSizePolicy, QWidget

from hashiya.resources.messages import Messages
from hashiya.ui.kit import (
    IconLabel,
    LaidText,
    Surface,
    TextLabel,
    ThemedWidget,
    key_cap_size,
    paint_box,
    paint_key_cap,
)
from hashiya.ui.kit.pressable import Pressable
from hashiya.ui.panes.link_button import LinkButton
from hashiya.ui.panes.rows import row_of
from hashiya.ui.panes.values import RecentProject
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, logo_pixmap, mix, paint_icon

_FIELD_WIDTH, _FIELD_HEIGHT, _LOGO = 330, 30, 22
_MOST_RECENT = 8


class Logo(ThemedWidget):
    """The mark of the program."""

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_LOGO), self.theme.px(_LOGO))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            pixmap = logo_pixmap(self.theme, self.theme.px(_LOGO), ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(0, (self.height() - self.theme.px(_LOGO)) / 2), pixmap)


class CommandButton(Pressable, QAbstractButton):
    """Looks like a field and opens the command palette."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cap = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow(source)

    def show_words(self, words: str, cap: str) -> None:
        """Show what can be searched, and the key."""
        self._cap = cap
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_FIELD_WIDTH), self.theme.px(_FIELD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(36), self.theme.px(_FIELD_HEIGHT))

    def paintEvent(self, event: object) -> None:
        theme, way, height = self.theme, self.layoutDirection(), self.height()
        rtl = way is Qt.LayoutDirection.RightToLeft
        inset, side = theme.px(10), theme.px(14)

        def left_of(start: float, width: float) -> float:
            return self.width() - start - width if rtl else start

        with QPainter(self) as painter:
            edge = theme.ink3 if self.underMouse() or theme.high_contrast else theme.line2
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=theme.raised, edge=edge)
            icon = QPointF(left_of(inset, side), (height - side) / 2)
            paint_icon(painter, icon, "search", theme.ink2, side, direction=way)
            start, end = inset + side + theme.px(8), float(self.width() - theme.px(7))
            size = key_cap_size(self._cap, theme)
            if self._cap and size.width() <= end - start:
                end -= size.width()
                corner = QPointF(left_of(end, size.width()), (height - size.height()) // 2)
                paint_key_cap(painter, QRectF(corner, size), self._cap, theme)
                end -= theme.px(8)
            pitch, room = theme.line_height(Type.SMALL), max(1.0, end - start)
            if room < theme.px(24):
                return  # The sign alone: less than a word would be an ellipsis.
            laid = LaidText(self.text(), theme.font(Type.SMALL), room, way, pitch=pitch, max_lines=1)
            laid.draw(painter, QPointF(left_of(start, room), (height - pitch) / 2), theme.ink2)


class ProjectButton(LinkButton):
    """The project's name, with a chevron after it: pressed, it opens the recent ones."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, tone="ink", style=Type.BODY_STRONG, parent=parent)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self.theme.px(16), 0)

    def paintEvent(self, event: object) -> None:
        theme, way = self.theme, self.layoutDirection()
        rtl = way is Qt.LayoutDirection.RightToLeft
        style = Type.BODY_STRONG if self.isEnabled() else Type.BODY
        side, pitch = theme.px(12), theme.line_height(style)
        room = max(1.0, self.width() - side - theme.px(4))
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                ground = QRectF(self.rect())
                paint_box(painter, ground, theme.px(Radius.CAP), fill=mix(theme.ink, theme.chrome, 0.05))
            laid = LaidText(self.text(), theme.font(style), room, way, pitch=pitch, max_lines=1)
            ink = theme.ink if self.isEnabled() else theme.ink2
            laid.draw(painter, QPointF(self.width() - room if rtl else 0, (self.height() - pitch) / 2), ink)
            if self.isEnabled():
                at = QPointF(0 if rtl else self.width() - side, (self.height() - side) / 2)
                paint_icon(painter, at, "chevron-down", theme.ink2, side)


class Header(Surface):
    """One line of 48 px over the whole window; `menu_bar` is filled by the window."""

    command_requested = Signal()
    recent_requested = Signal(str)

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        key_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, "chrome", bottom=True, parent=parent)
        self._messages, self._key_of = messages, key_of
        self._recent: tuple[RecentProject, ...] = ()
        self._name: str | None = None
        self._failed = ""
        self._read_only = False
        self._logo = Logo(source)
        self.menu_bar = QMenuBar()
        self.command = CommandButton(source)
        self.command.clicked.connect(self.command_requested)
        self._sign = IconLabel(source, "tick", tone="ok", side=14)
        self._state = TextLabel(source, "", Type.SMALL, tone="ink2", lines=1)
        self.project = ProjectButton(source)
        self.project.clicked.connect(self._open_recent)
        self._row = QHBoxLayout(self)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        px = self.theme.px
        self._row.addWidget(self._logo)
        # The system's own bar at the top of the screen is where people on macOS look for menus.
        if sys.platform != "darwin":
            self.menu_bar.setNativeMenuBar(False)
            self.menu_bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            self._row.addWidget(self.menu_bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        self._row.addWidget(self.command, 6)
        self._row.addStretch(1)
        self._row.addLayout(row_of(self._sign, self._state, gap=px(6), stretch=-1))
        self._row.addWidget(self.project)
        self.command.setMaximumWidth(px(_FIELD_WIDTH))
        self._measure()

    def show_project(self, name: str | None, *, read_only: bool = False) -> None:
        """Show the open project's name; None when there is none."""
        self._name, self._read_only = name, read_only
        self.retranslate()

    def show_saved(self) -> None:
        """Show that every step is saved."""
        if self._failed:
            self._failed = ""
            self._show_state()

    def show_failed(self, reason: str) -> None:
        """Show that a step was not saved, and why."""
        self._failed = reason
        self._show_state()

    def show_recent(self, recent: Sequence[RecentProject]) -> None:
        """Offer these projects in the menu of the name."""
        self._recent = tuple(recent)[:_MOST_RECENT]

    def recent_menu(self) -> QMenu:
        """The menu of the projects that were open lately."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(self._messages().text("panes.header.recent"))
        for project in self._recent:
            action = menu.addAction(project.name.replace("&", "&&"))
            action.setToolTip(project.path)
            action.setEnabled(not project.missing)
            action.triggered.connect(lambda _=False, path=project.path: self.recent_requested.emit(path))
        return menu

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        messages = self._messages()
        self._logo.setAccessibleName(messages.text("panes.header.mark"))
        self.menu_bar.setAccessibleName(messages.text("panes.header.menus"))
        self.command.show_words(messages.text("panes.header.command"), self._key_of("command_palette"))
        none = messages.text("panes.header.no_project")
        self.project.show_words(self._name if self._name is not None else none)
        self.project.setEnabled(self._name is not None)
        if self._name is not None:
            self.project.setAccessibleName(messages.text("panes.header.project", name=self._name))
        self._show_state()

    def retheme(self) -> None:
        super().retheme()
        self.command.setMaximumWidth(self.theme.px(_FIELD_WIDTH))
        self._measure()

    def _measure(self) -> None:
        px = self.theme.px
        self.setFixedHeight(px(Size.HEADER))
        self._row.setContentsMargins(px(14), 0, px(14), 0)
        self._row.setSpacing(px(10))

    def _show_state(self) -> None:
        messages = self._messages()
        shown = self._name is not None
        self._sign.setVisible(shown)
        self._state.setVisible(shown)
        if self._failed:
            self._sign.set_icon("warning", tone="danger")
            self._state.set_tone("danger")
            self._state.set_text(messages.text("panes.header.not_saved", reason=self._failed))
        elif self._read_only:
            self._sign.set_icon("lock", tone="ink2")
            self._state.set_tone("ink2")
            self._state.set_text(messages.text("panes.header.read_only"))
        else:
            self._sign.set_icon("tick", tone="ok")
            self._state.set_tone("ink2")
            self._state.set_text(messages.text("panes.header.saved"))

    def _open_recent(self) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = QPoint(self.project.width() if rtl else 0, self.project.height())
        self.recent_menu().popup(self.project.mapToGlobal(corner))
