"""Texts in panes: interface text in the interface's direction, corpus text in its own."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from hashiya.ui.kit.direction import first_strong, mark
from hashiya.ui.kit.lines import WIDE, LaidText
from hashiya.ui.kit.themed import Ink, Themed, tone_colour
from hashiya.ui.theme import ThemeSource, Type, TypeStyle

_COMFORTABLE = 420
"""The width that a text of many lines asks for, in px; it takes what it gets."""

_KEPT = 3
"""How many layouts of its text a label keeps."""


class TextLabel(Themed, QLabel):
    """Interface text in the interface's direction: wrapped, `lines` lines at most (0: all), whole in the tip if cut."""

    def __init__(
        self,
        source: ThemeSource,
        text: str = "",
        style: TypeStyle = Type.BODY,
        *,
        tone: Ink = "ink",
        lines: int = 0,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._tone, self._lines, self._centred = style, tone, lines, centred
        self._laid: dict[tuple[object, ...], LaidText] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(lines != 1)
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed if lines == 1 else QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        self.setWordWrap(lines != 1)  # without it the label takes the height-for-width off its policy again
        self.follow(source)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
            self.update()

    def set_style(self, style: TypeStyle) -> None:
        """Set the text in another type."""
        if style != self._style:
            self._style = style
            self.updateGeometry()
            self.update()

    def set_tone(self, tone: Ink) -> None:
        """Set the text in another colour of the theme, or in a colour of the scheme."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def text_direction(self) -> Qt.LayoutDirection:
        """The direction that the text is laid out in."""
        return self.layoutDirection()

    def is_cut(self) -> bool:
        """Whether some of the text is hidden behind an ellipsis at the present width."""
        return self._lay_out(self.contentsRect().width()).cut

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        beside = margins.left() + margins.right()
        whole = math.ceil(self._lay_out(WIDE).natural_width) + 1
        width = whole if self._lines == 1 else min(whole, self.theme.px(_COMFORTABLE))
        return QSize(width + beside, self.heightForWidth(width + beside))

    def minimumSizeHint(self) -> QSize:
        margins = self.contentsMargins()
        least = min(self.sizeHint().width(), self.theme.px(48) + margins.left() + margins.right())
        one = math.ceil(self.theme.line_height(self._style)) + margins.top() + margins.bottom()
        return QSize(least, one)

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        laid = self._lay_out(max(1, width - margins.left() - margins.right()))
        return math.ceil(laid.height) + margins.top() + margins.bottom()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            if self.is_cut():
                QToolTip.showText(event.globalPos(), mark(self.text_direction()) + self.text(), self)
            else:
                event.ignore()
            return True
        return super().event(event)

    def paintEvent(self, event: object) -> None:
        area = self.contentsRect()
        laid = self._lay_out(area.width())
        align = self.alignment()
        spare = area.height() - laid.height
        down = spare / 2 if align & Qt.AlignmentFlag.AlignVCenter else 0.0
        with QPainter(self) as painter:
            at = QPointF(area.left(), area.top() + max(0.0, math.floor(down)))
            laid.draw(painter, at, self.colour())

    def colour(self) -> QColor:
        """The colour of the text under the present theme."""
        return tone_colour(self.theme, self._tone if self.isEnabled() else "ink3")

    def _lay_out(self, width: float) -> LaidText:
        direction = self.text_direction()
        wanted = (self.text(), width, direction, self._style, self.theme.scale, self._lines)
        laid = self._laid.get(wanted)
        if laid is None:
            # A layout asks for a few widths in turn, and then paints one of them.
            if len(self._laid) >= _KEPT:
                self._laid.clear()
            laid = self._laid[wanted] = LaidText(
                self.text(),
                self.theme.font(self._style),
                width,
                direction,
                pitch=self.theme.line_height(self._style),
                max_lines=self._lines,
                centred=self._centred and width < WIDE,
            )
        return laid


class Title(TextLabel):
    """The heading of a pane, in one line."""

    def __init__(
        self, source: ThemeSource, text: str = "", style: TypeStyle = Type.HEADING, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(source, text, style, lines=1, parent=parent)


class SectionHeading(TextLabel):
    """The name of a field or of a part of a card, in one line."""

    def __init__(self, source: ThemeSource, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(source, text, Type.META_MEDIUM, tone="ink2", lines=1, parent=parent)


class CorpusLabel(TextLabel):
    """Text of the corpus, in the direction of its first strong letter, whatever the interface's."""

    def __init__(
        self,
        source: ThemeSource,
        text: str = "",
        style: TypeStyle = Type.ROW,
        *,
        tone: Ink = "ink",
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, text, style, tone=tone, lines=lines, parent=parent)

    def text_direction(self) -> Qt.LayoutDirection:
        return first_strong(self.text())
