"""The referent of a mention as a field: shown with its mentions, changed by typing a name in any spelling."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from hashiya.resources.messages import Messages
from hashiya.ui.kit import Field, LaidText, ThemedWidget, one_line_width, paint_box
from hashiya.ui.kit.direction import first_strong
from hashiya.ui.kit.pressable import Pressable
from hashiya.ui.panes.found import FoundDelegate, FoundList, FoundRow
from hashiya.ui.panes.matching import Match, match
from hashiya.ui.panes.values import ReferentInUse
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, paint_icon

Candidates = Callable[[str], Sequence[ReferentInUse]]

_PASSING = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
_MOST = 8
_NEW, _NONE = "new", "none"


def counts_words(referent: ReferentInUse, messages: Messages) -> str:
    """How often the project mentions the referent, and in how many articles."""
    mentions = messages.text("card.referent.mentions", count=referent.mentions)
    articles = messages.text("card.referent.in_articles", count=referent.articles)
    return messages.text("card.referent.counts", mentions=mentions, articles=articles) if articles else mentions


class ReferentButton(Pressable, QAbstractButton):
    """The field while nobody types: link, name, and the number of its mentions."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._counts, self._hint = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.follow(source)

    def show_referent(self, name: str, counts: str, *, hint: str, spoken: str) -> None:
        """Show the name and its counts, or the hint where there is none."""
        self._name, self._counts, self._hint = name, counts, hint
        self.setText(name or hint)
        self.setAccessibleName(spoken)
        self.setToolTip(f"{name}\n{counts}" if name else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(Size.FIELD))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(96), self.theme.px(Size.FIELD))

    def paintEvent(self, event: object) -> None:
        theme, way, height = self.theme, self.layoutDirection(), self.height()
        rtl = way is Qt.LayoutDirection.RightToLeft
        inset, side, gap = theme.px(11), theme.px(14), theme.px(8)

        def left_of(start: float, width: float) -> float:
            return self.width() - start - width if rtl else start

        with QPainter(self) as painter:
            edge = theme.ink3 if self.underMouse() else theme.line2
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=theme.raised, edge=edge)
            icon = QPointF(left_of(inset, side), (height - side) / 2)
            paint_icon(painter, icon, "link", theme.ink2, side, direction=way)
            start, room = inset + side + gap, self.width() - 2 * inset - side - gap
            # The counts give way to the name, not the name to them.
            style = Type.ROW if self._name else Type.BODY
            direction = first_strong(self._name, way) if self._name else way
            text, font = self._name or self._hint, theme.font(style)
            wanted = min(room, one_line_width(text, font) + 2)
            if self._counts:
                self._paint_counts(painter, left_of, start + wanted + gap, room - wanted - gap, rtl=rtl)
            pitch = theme.line_height(style)
            laid = LaidText(text, font, wanted, direction, pitch=pitch, max_lines=1)
            laid.draw(painter, QPointF(left_of(start, wanted), (height - pitch) / 2), self._ink())

    def _ink(self) -> QColor:
        return self.theme.ink if self._name else self.theme.ink2

    def _paint_counts(
        self, painter: QPainter, left_of: Callable[[float, float], float], start: float, room: float, *, rtl: bool
    ) -> None:
        theme = self.theme
        font = theme.font(Type.META)
        width = math.ceil(one_line_width(self._counts, font)) + 1
        if room < theme.px(48):
            return
        shown = self._counts
        if width > room:
            shown, width = QFontMetricsF(font).elidedText(shown, Qt.TextElideMode.ElideRight, room), math.floor(room)
        painter.setFont(font)
        painter.setPen(theme.ink2)
        painter.setLayoutDirection(self.layoutDirection())
        area = QRectF(left_of(start + room - width, width), 0, width, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)


class ReferentField(ThemedWidget):
    """Shows the referent, and on request a field with candidates under it.

    Enter takes the chosen candidate, Ctrl+Enter makes a new referent of what is typed, Esc leaves all as it was.
    """

    requested = Signal()
    chosen = Signal(str)
    made = Signal(str)
    removed = Signal()
    left = Signal()

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        candidates: Candidates,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._messages, self._candidates = messages, candidates
        self._referent: ReferentInUse | None = None
        self._may_remove = False
        self.button = ReferentButton(source)
        self.button.clicked.connect(self._asked)
        self.field = Field(source, name="", icon="search", style=Type.ROW)
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        delegate = FoundDelegate(source, style=Type.BODY, height=Size.FIELD, padding=11, parent=self)
        self.list = FoundList(delegate)
        self.list.row_chosen.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.px(4))
        for widget in (self.button, self.field, self.list):
            layout.addWidget(widget)
        self._close()

    @property
    def is_editing(self) -> bool:
        """Whether the person types a name now."""
        return self.field.isVisibleTo(self)

    def show_referent(self, referent: ReferentInUse | None, *, same: bool = False, differ: bool = False) -> None:
        """Show who the mention stands for; what is being typed is given up, unless it is the `same` mention.

        `differ`: of several mentions, some stand for another one.
        """
        messages = self._messages()
        self._referent = referent
        self._may_remove = differ or referent is not None
        name = referent.referent.name if referent else ""
        counts = counts_words(referent, messages) if referent else ""
        empty = messages.text("card.several.mixed" if differ else "card.referent.empty")
        spoken = messages.text("card.referent.open", name=name or empty)
        self.button.show_referent(name, counts, hint=empty, spoken=f"{spoken} {counts}".strip())
        self.field.setPlaceholderText(messages.text("card.hint.referent"))
        self.field.setAccessibleName(messages.text("card.field.referent"))
        self.list.setAccessibleName(messages.text("card.referent.candidates"))
        if not (same and self.is_editing):
            self._close()

    def edit(self, text: str = "") -> None:
        """Open the field, with candidates for what is typed already."""
        self.button.hide()
        self.field.show()
        self.list.show()
        self.field.setText(text)
        self._search(text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        # A click on a candidate does not take the focus; anything else that does ends the typing.
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING:
            self._close()
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.list.move_choice(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._make()
            else:
                self._take(self.list.chosen_row())
        elif key == Qt.Key.Key_Escape:
            self._close()
            self.left.emit()
        else:
            return False
        return True

    def _asked(self) -> None:
        self.requested.emit()
        self.edit()

    def _search(self, text: str) -> None:
        messages, typed = self._messages(), text.strip()
        rows = [self._row(found, typed, messages) for found in list(self._candidates(typed))[:_MOST]]
        if typed:
            title = messages.text("card.referent.new", name=typed)
            rows.append(FoundRow(title, key=_NEW, icon="plus", caps=("Ctrl+Enter",)))
        elif self._may_remove:
            rows.append(FoundRow(messages.text("card.referent.remove"), key=_NONE, icon="close"))
        self.list.show_rows(rows)
        self.list.setFixedHeight(self.list.rows_height())
        self.list.setVisible(bool(rows))

    def _row(self, found: ReferentInUse, typed: str, messages: Messages) -> FoundRow:
        name = found.referent.name
        other = next((alias for alias in found.referent.aliases if typed and match(typed, alias)), "")
        parts = (match(typed, name) or Match(0, ())).parts
        detail = other if other and not parts else counts_words(found, messages)
        spoken = f"{name}، {counts_words(found, messages)}"
        key = f"id:{found.referent.id}"
        return FoundRow(name, key=key, parts=parts, detail=detail, icon="link", corpus=True, spoken=spoken)

    def _make(self) -> None:
        name = self.field.text().strip()
        if name:
            self._close()
            self.made.emit(name)

    def _take(self, row: FoundRow | None) -> None:
        if row is None:
            return
        if row.key == _NEW:
            self._make()
            return
        self._close()
        if row.key == _NONE:
            self.removed.emit()
        else:
            self.chosen.emit(row.key.removeprefix("id:"))

    def _close(self) -> None:
        had_focus = self.field.hasFocus()
        self.field.hide()
        self.list.hide()
        self.button.show()
        if had_focus:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
