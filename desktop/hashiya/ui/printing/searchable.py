"""Making printed Arabic something that can be searched and copied.

A PDF tells letters by its fonts, and Qt knows only glyphs that a letter has for itself. The faces for reading make
most letters of a stroke and dots, which nobody reads back. So each of their lines is written once more, unseen, in
the interface's face, whose every form is a letter; and the fonts of the seen lines are told to say nothing.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextLine, QTextOption

from hashiya.ui.theme import Face, face_font

PX = 20
UNSEEN = QColor(0, 0, 0, 0)
_READING = re.compile(rb"/BaseFont /(?:NotoNaskhArabic|Amiri)[^>]*?/ToUnicode (\d+) 0 R", re.DOTALL)
_NAMES = re.compile(rb"\d+ beginbfrange.*endbfrange", re.DOTALL)


def write_unseen(painter: QPainter, line: QTextLine, words: str, origin: QPointF, *, rtl: bool) -> None:
    """Write the words over the line, unseen and as wide as it is; `origin` is that of its layout."""
    place = line.naturalTextRect()
    if not words.strip() or place.width() <= 0:
        return
    layout = QTextLayout(words.rstrip(), face_font(Face.INTERFACE, PX))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    own = layout.createLine()
    own.setLineWidth(1e6)
    layout.endLayout()
    width = own.naturalTextWidth()
    if width <= 0:
        return
    painter.save()
    painter.translate(origin.x() + place.left(), origin.y() + line.y() + line.ascent() - own.ascent())
    painter.scale(place.width() / width, 1)
    painter.setPen(UNSEEN)
    own.draw(painter, QPointF(-own.naturalTextRect().left(), 0))
    painter.restore()


def of_line(text: str, line: QTextLine) -> str:
    """The line's part of a paragraph, whose places are UTF-16 units."""
    start, units = line.textStart(), text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * (start + line.textLength())].decode("utf-16-le", "replace")


def silenced(data: bytes) -> bytes:
    """The end of a PDF, as long as it was, in which the fonts of the seen lines name no letters."""
    maps = {found[1] for found in _READING.finditer(data)}
    for number in maps:
        whole = re.compile(rb"\n" + number + rb" 0 obj.*?endstream", re.DOTALL)
        data = whole.sub(lambda found: _NAMES.sub(_nothing, found[0]), data)
    return data


def _nothing(found: re.Match[bytes]) -> bytes:
    return b"1 beginbfrange\n<0000> <0000> <0000>\nendbfrange".ljust(len(found[0]))[: len(found[0])]
