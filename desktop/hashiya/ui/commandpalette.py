"""The command palette: every command, article, referent and page of the guide, found by typing in any spelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hashiya.resources.messages import Messages
from hashiya.ui.kit import Hairline, IconLabel, KeyCap, TextLabel, ThemedWidget, paint_box
from hashiya.ui.panes.finding import Finding
from hashiya.ui.panes.found import FoundDelegate, FoundList, FoundRow
from hashiya.ui.panes.keystrip import KeyStrip
from hashiya.ui.panes.rows import row_of
from hashiya.ui.panes.values import Group, Item, KeyWords
from hashiya.ui.theme import Radius, Size, ThemeSource, Type

_TOP, _BELOW = 96, 24
_FIELD_HEIGHT, _FOOT_HEIGHT = 54, 40
_MOST_LIST = 470
_SHADOW_REACH, _SHADOW_DARK = 22, 5
"""How far the shadow reaches beyond the box in px, and how dark each of its layers is, of 255."""


class CommandPalette(ThemedWidget):
    """Lies over the whole window: a scrim, and on it the box with field and list.

    `open` shows it, or closes it when it is open; `chosen` tells the Item. An Item of the group TEXTS asks to look
    for what was typed, which is its `also`, in the article.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._messages = messages
        self._finding = Finding((), ())
        self._items: dict[str, Item] = {}
        self._before: QWidget | None = None
        self._box = QWidget(self)
        self.field = QLineEdit()
        self.field.setFrame(False)
        self.field.textChanged.connect(self._search)
        self._icon = IconLabel(source, "search", side=18)
        self._scope = TextLabel(source, "", Type.META, tone="ink2", lines=1)
        self.list = FoundList(FoundDelegate(source, height=Size.HIT_ROW, padding=18, parent=self))
        self.list.row_chosen.connect(self._take)
        self._none = TextLabel(source, "", Type.SMALL, tone="ink2", lines=1)
        self._strip = KeyStrip(source)
        self._esc = KeyCap(source, "Esc")
        self._field_row, self._foot_row = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self._field_row = row_of(self._icon, self.field, self._scope, gap=self.theme.px(12), stretch=1)
        self._foot_row = row_of(self._strip, self._esc, gap=self.theme.px(8), stretch=0)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._field_row)
        column.addWidget(Hairline(self._source))
        column.addWidget(self._none)
        column.addWidget(self.list)
        column.addWidget(Hairline(self._source))
        column.addLayout(self._foot_row)
        self._measure()

    def open(self, items: Sequence[Item], recent: Sequence[str] = ()) -> None:
        """Show the palette with these items, those used last (by id) first; close it when it is open."""
        if self.isVisible():
            self.close_palette()
            return
        self._finding = Finding(items, recent)
        self._items = {item.id: item for item in items}
        self._before = self.window().focusWidget()
        self.retranslate()
        self.field.clear()
        self._search("")
        self._cover()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QCoreApplication.instance()
        if app is not None:
            # The last filter is asked first: while the palette is open its keys are its own.
            app.installEventFilter(self)

    def close_palette(self) -> None:
        """Hide the palette; the keyboard goes back to where it was."""
        if not self.isVisible():
            return
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        messages = self._messages()

        def text(key: str) -> str:
            return messages.text(f"palette.commands.{key}")

        self.setAccessibleName(text("name"))
        self.field.setAccessibleName(text("hint"))
        self.field.setPlaceholderText(text("hint"))
        self._scope.set_text(text("scope"))
        self.list.setAccessibleName(text("list"))
        self._none.set_text(text("none"))
        self._strip.show_keys([KeyWords(("↓", "↑"), text("walk")), KeyWords(("Enter",), text("run"))])

    def retheme(self) -> None:
        super().retheme()
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() == QEvent.Type.Resize and watched is parent:
            self._cover()
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN_KEYS:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: object) -> None:
        theme, box = self.theme, QRectF(self._box.geometry())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.scrim())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, _SHADOW_DARK))
            for reach in range(_SHADOW_REACH, 0, -2):
                radius = theme.px(Radius.DIALOG) + reach
                painter.drawRoundedRect(box.adjusted(-reach, -reach + 8, reach, reach + 8), radius, radius)
            paint_box(painter, box, theme.px(Radius.DIALOG), fill=theme.raised, edge=theme.line2)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Tab}:
            self.list.move_choice(1)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Backtab}:
            self.list.move_choice(-1)
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            for _ in range(6):
                self.list.move_choice(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.list.chosen_row())
        else:
            return False
        return True

    def _search(self, query: str) -> None:
        messages = self._messages()
        rows: list[FoundRow] = []
        for heading, found in self._finding.search(query):
            title = messages.text(f"palette.commands.{heading}")
            rows.append(FoundRow(title, heading=True, parted=bool(rows)))
            for item, parts in found:
                group = messages.text(f"palette.commands.{item.group}")
                spoken = messages.text("palette.commands.spoken", title=item.title, group=group)
                if item.caps:
                    cap = " ".join(item.caps)
                    spoken = messages.text("palette.commands.spoken_key", title=item.title, group=group, cap=cap)
                rows.append(
                    FoundRow(
                        item.title,
                        key=item.id,
                        parts=parts,
                        detail=item.detail,
                        caps=item.caps,
                        icon=item.icon or _ICONS[item.group],
                        corpus=item.corpus,
                        enabled=item.enabled,
                        spoken=spoken,
                    )
                )
        self._none.setVisible(not rows)
        if query.strip():
            rows += self._offer(query.strip(), messages, parted=bool(rows))
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._cover()

    def _offer(self, query: str, messages: Messages, *, parted: bool) -> list[FoundRow]:
        """The last group: to look for what was typed in the text."""
        title = messages.text("palette.commands.search_texts", query=query)
        find = self._items.get("find")
        offered = Item(_FIND, Group.TEXTS, title, caps=find.caps if find else (), icon="search", also=query)
        self._items[_FIND] = offered
        enabled = find.enabled if find else True
        heading = FoundRow(messages.text("palette.commands.texts"), heading=True, parted=parted)
        row = FoundRow(title, key=_FIND, caps=offered.caps, icon="search", enabled=enabled, spoken=title)
        return [heading, row]

    def _take(self, row: FoundRow | None) -> None:
        item = self._items.get(row.key) if row is not None else None
        if item is None or not item.enabled:
            return
        self.close_palette()
        self.chosen.emit(item)

    def _measure(self) -> None:
        px, theme = self.theme.px, self.theme
        self._field_row.setContentsMargins(px(18), px(10), px(18), px(10))
        self._foot_row.setContentsMargins(px(18), px(8), px(18), px(9))
        self._none.setContentsMargins(px(18), px(14), px(18), px(14))
        self.field.setFont(theme.font(Type.PAGE_TITLE, weight=400))
        dress = self.field.palette()
        dress.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        dress.setColor(QPalette.ColorRole.Text, theme.ink)
        dress.setColor(QPalette.ColorRole.PlaceholderText, theme.ink2)
        dress.setColor(QPalette.ColorRole.Highlight, theme.selection)
        dress.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self.field.setPalette(dress)
        self._cover()

    def _cover(self) -> None:
        """Lie over the whole window, the box where it belongs and no higher than its rows."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(QRect(0, 0, parent.width(), parent.height()))
        px = self.theme.px
        top = min(px(_TOP), max(px(16), self.height() // 6))
        width = min(px(Size.COMMAND_PALETTE), self.width() - 2 * px(16))
        room = self.height() - top - px(_BELOW) - px(_FIELD_HEIGHT) - px(_FOOT_HEIGHT)
        self.list.setFixedHeight(max(0, min(self.list.rows_height(), room, px(_MOST_LIST))))
        self._box.setFixedWidth(max(1, width))
        self._box.adjustSize()
        self._box.move((self.width() - width) // 2, top)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(900), self.theme.px(640))


_FIND = "find:typed"
_ICONS = {
    Group.COMMANDS: "chevron-forward",
    Group.ARTICLES: "document",
    Group.REFERENTS: "link",
    Group.GUIDE: "guide",
    Group.TEXTS: "search",
}
_OWN_KEYS = frozenset(
    {
        Qt.Key.Key_Escape,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
