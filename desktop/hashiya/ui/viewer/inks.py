"""Colours and lettering made once and painted many times."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QStaticText, QTextOption

from hashiya.arabic.direction import first_strong
from hashiya.ui.theme import Face, Theme, face_font

DASHES = (3, 2.4)
"""On and off of what is proposed, in widths of the pen."""
OUTLINES = 400
"""Outlines that are kept: a page has some hundred words at most."""


class LabelInk(NamedTuple):
    """The colours of one label or role under one theme."""

    line: QColor
    name: QColor
    band: QColor
    hovered: QColor
    selected: QColor
    box: QColor


class Inks:
    """The theme's colours, and what it makes of the colours of a scheme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._labels: dict[str, LabelInk] = {}
        self._pens: dict[tuple[int, float, bool], QPen] = {}
        self._outlines: dict[tuple[int, float, int, int, float, float], QPixmap] = {}

    def pen(self, colour: QColor, width: float, *, dashed: bool = False) -> QPen:
        """A pen with flat ends; do not change it, it is shared."""
        key = (colour.rgba(), width, dashed)
        pen = self._pens.get(key)
        if pen is None:
            pen = self._pens[key] = QPen(colour, width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            if dashed:
                pen.setDashPattern(DASHES)
        return pen

    def outline(self, colour: QColor, width: float, size: QSizeF, radius: float, ratio: float) -> QPixmap:
        """A dashed outline with round corners, as a picture with a pixel of room on each side.

        To stroke the dashes takes ten times as long as to paint the picture, and they are painted with every key.
        """
        across, down = round(size.width()), round(size.height())
        key = (colour.rgba(), width, across, down, radius, ratio)
        found = self._outlines.get(key)
        if found is None:
            if len(self._outlines) >= OUTLINES:
                self._outlines.clear()
            found = self._outlines[key] = self._outlined(colour, width, QSize(across, down), radius, ratio)
        return found

    def _outlined(self, colour: QColor, width: float, size: QSize, radius: float, ratio: float) -> QPixmap:
        picture = QPixmap(round((size.width() + 2) * ratio), round((size.height() + 2) * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        pen = QPen(colour, width)
        pen.setDashPattern(DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(1, 1, size.width(), size.height()), radius, radius)
        return picture

    def label(self, colour: str) -> LabelInk:
        """The colours of a label; the scheme has made sure that they can be read."""
        ink = self._labels.get(colour)
        if ink is None:
            theme = self.theme
            box = QColor(colour)
            box.setAlphaF(theme.box_share)
            ink = LabelInk(
                line=QColor(colour),
                name=theme.name_colour(colour),
                band=theme.band(colour),
                hovered=theme.band_hover(colour),
                selected=theme.band_selected(colour),
                box=box,
            )
            self._labels[colour] = ink
        return ink


class Shaped(NamedTuple):
    """A text as it is drawn; `rise` goes from its top to its baseline."""

    text: QStaticText
    width: float
    font: QFont
    rise: float


class Lettering:
    """Short texts of the interface's face, shaped once."""

    def __init__(self, *, rtl: bool) -> None:
        self._option = QTextOption()
        self._option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self._option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self._shaped: dict[tuple[str, int, int], Shaped] = {}
        self._metrics: dict[tuple[int, int], QFontMetricsF] = {}
        self._cut: dict[tuple[str, int, int, int], str] = {}

    def width(self, text: str, px: int, weight: int) -> float:
        """Width of the text."""
        return self.shape(text, px, weight).width

    def ascent(self, px: int, weight: int) -> float:
        """From the top of a text to its baseline."""
        return self.metrics(px, weight).ascent()

    def metrics(self, px: int, weight: int) -> QFontMetricsF:
        """The measures of the face at this size."""
        found = self._metrics.get((px, weight))
        if found is None:
            found = self._metrics[px, weight] = QFontMetricsF(self.font(px, weight))
        return found

    def font(self, px: int, weight: int) -> QFont:
        """The face at this size."""
        return face_font(Face.INTERFACE, px, weight)

    def cut(self, text: str, px: int, weight: int, width: float) -> str:
        """The text, with an ellipsis where it does not fit the width."""
        key = (text, px, weight, int(width))
        found = self._cut.get(key)
        if found is None:
            found = self.metrics(px, weight).elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            if found != text:
                # The ellipsis stays behind its own word, whichever way the margin runs.
                found += "\u200e" if first_strong(text) == "ltr" else "\u200f"
            self._cut[key] = found
        return found

    def draw(self, painter: QPainter, left: float, baseline: float, text: str, px: int, weight: int) -> None:
        """Draw the text in the painter's pen."""
        shaped, _, font, rise = self.shape(text, px, weight)
        painter.setFont(font)
        painter.drawStaticText(QPointF(left, baseline - rise), shaped)

    def shape(self, text: str, px: int, weight: int) -> Shaped:
        """The text, shaped."""
        key = (text, px, weight)
        found = self._shaped.get(key)
        if found is None:
            shaped = QStaticText(text)
            shaped.setTextFormat(Qt.TextFormat.PlainText)
            shaped.setTextOption(self._option)
            font = self.font(px, weight)
            shaped.prepare(font=font)
            found = self._shaped[key] = Shaped(shaped, shaped.size().width(), font, self.ascent(px, weight))
        return found
