"""Words of the corpus that lead somewhere: pressed, they go to where they stand."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hashiya.ui.kit import LaidText, first_strong, paint_box
from hashiya.ui.kit.lines import WIDE
from hashiya.ui.kit.pressable import Pressable
from hashiya.ui.theme import Radius, ThemeSource, Type, TypeStyle, mix

_REACH = 4
"""How far the ground under the pointer reaches beyond the words, in px."""


class WordsButton(Pressable, QAbstractButton):
    """Corpus text in at most `lines` lines, from the interface's start edge when it is one line."""

    ring_radius = Radius.CAP

    def __init__(
        self,
        source: ThemeSource,
        words: str = "",
        *,
        style: TypeStyle = Type.ROW,
        lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._lines = style, lines
        self._kept: dict[tuple[float, float], LaidText] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.follow(source)
        self.show_words(words)

    def show_words(self, words: str, *, spoken: str = "") -> None:
        """Show other words, and what a screen reader says of them."""
        self._kept = {}
        self.setText(words)
        self.setAccessibleName(spoken or words)
        self.setToolTip(words if self._laid(self.width()).cut else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = math.ceil(self._laid(WIDE).natural_width) + 2 * self._reach()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(32), math.ceil(self.theme.line_height(self._style)))

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._laid(width).height)

    def paintEvent(self, event: object) -> None:
        theme = self.theme
        laid = self._laid(self.width())
        room = self.width() - 2 * self._reach()
        natural = min(float(room), laid.natural_width)
        # A laid line stands at the side where its text begins; one line alone moves to where the interface begins.
        at_right = first_strong(self.text()) is Qt.LayoutDirection.RightToLeft
        wanted_right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        move = 0.0
        if laid.lines == 1 and at_right != wanted_right:
            move = room - natural if wanted_right else natural - room
        top = (self.height() - laid.height) / 2
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                left = self.width() - natural - 2 * self._reach() if wanted_right else 0.0
                ground = QRectF(left, top, natural + 2 * self._reach(), laid.height)
                paint_box(painter, ground, theme.px(Radius.CAP), fill=mix(theme.ink, theme.panel, 0.06))
            laid.draw(painter, QPointF(self._reach() + move, top), theme.ink)

    def _reach(self) -> int:
        return self.theme.px(_REACH)

    def _laid(self, width: float) -> LaidText:
        theme = self.theme
        room = max(1.0, width - 2 * self._reach())
        # A layout asks for the height at the same few widths again and again.
        known = self._kept.get((room, theme.scale))
        if known is None:
            pitch, font, way = theme.line_height(self._style), theme.font(self._style), first_strong(self.text())
            known = LaidText(self.text(), font, room, way, pitch=pitch, max_lines=self._lines)
            self._kept[room, theme.scale] = known
        return known
