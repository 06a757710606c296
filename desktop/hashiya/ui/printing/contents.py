"""The list of the articles in a report of several: number, title, page, each a link to where the article begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from hashiya.arabic.direction import first_strong
from hashiya.ui.printing.paper import INSIDE, Row
from hashiya.ui.printing.searchable import UNSEEN, write_unseen
from hashiya.ui.theme import Face, Theme, face_font
from hashiya.ui.viewer.inks import Lettering

PITCH, BASELINE = 36.0, 24.0
NUMBER, PAGE = 44, 56
"""Room for the article's number before the title, and for the page's behind it."""
TITLE_PX, NUMBER_PX = 18, 15
_KIDS = re.compile(rb"(/Type /Pages\s*/Kids\s*\[\s)((?:\d+ 0 R\s)+)")


class Listed(NamedTuple):
    """An article of the list: its title in one line, and the number of the page on which it begins."""

    title: str
    page: int


class ContentsFlow:
    """The list itself, one row an article; with each its own number and its page's as they are written."""

    def __init__(self, articles: Sequence[tuple[Listed, str, str]], theme: Theme, *, rtl: bool) -> None:
        self._articles, self._theme, self._rtl = articles, theme, rtl
        self._letters = Lettering(rtl=rtl)
        self.rows = [Row(place * PITCH, (place + 1) * PITCH) for place in range(len(articles))]

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        for place in range(first, last):
            one, number, page = self._articles[place]
            top = self.rows[place].top
            painter.setPen(self._theme.ink2)
            self._number(painter, number, top, at_end=False)
            self._number(painter, page, top, at_end=True)
            self._title(painter, one, top)
            painter.fillRect(QRectF(0, top + PITCH - 1, INSIDE, 0.8), self._theme.line)

    def _number(self, painter: QPainter, number: str, top: float, *, at_end: bool) -> None:
        """Write the number at the row's start or end."""
        width = self._letters.width(number, NUMBER_PX, 500)
        left = INSIDE - width if self._rtl != at_end else 0.0
        self._letters.draw(painter, left, top + BASELINE, number, NUMBER_PX, 500)

    def _title(self, painter: QPainter, one: Listed, top: float) -> None:
        font, room = face_font(Face.NASKH, TITLE_PX), INSIDE - NUMBER - PAGE
        title = QFontMetricsF(font).elidedText(one.title, Qt.TextElideMode.ElideRight, room)
        layout = QTextLayout(title, font)
        option = QTextOption()
        is_rtl = first_strong(title) == "rtl"
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        # On the report's own side, also where a title runs the other way.
        option.setAlignment(
            Qt.AlignmentFlag.AlignAbsolute | (Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft)
        )
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        link = QTextCharFormat()
        link.setAnchor(True)
        link.setAnchorHref(f"#{_name(one.page)}")
        layout.setFormats([_whole(title, link)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room)
        layout.endLayout()
        origin = QPointF(PAGE if self._rtl else NUMBER, top + BASELINE - line.ascent())
        painter.setPen(self._theme.ink)
        line.draw(painter, origin)
        write_unseen(painter, line, title, origin, rtl=is_rtl)


def mark_beginning(painter: QPainter, page: int) -> None:
    """Let links to this page lead to its top."""
    # Qt keeps a place under a name only with a letter that is drawn there: a space that nobody sees.
    layout = QTextLayout(" ", face_font(Face.INTERFACE, NUMBER_PX))
    place = QTextCharFormat()
    place.setAnchor(True)
    place.setAnchorNames([_name(page)])
    layout.setFormats([_whole(" ", place)])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    painter.setPen(UNSEEN)
    line.draw(painter, QPointF(0, 0))


def put_first(data: bytes, count: int) -> bytes:
    """The end of a PDF, as long as it was, with its last `count` pages before the others."""

    def turned(found: re.Match[bytes]) -> bytes:
        every = re.findall(rb"\d+ 0 R\s", found[2])
        return found[1] + b"".join(every[-count:] + every[:-count])

    return _KIDS.sub(turned, data)


def _name(page: int) -> str:
    return f"page-{page}"


def _whole(text: str, look: QTextCharFormat) -> QTextLayout.FormatRange:
    stretch = QTextLayout.FormatRange()
    stretch.start, stretch.length, stretch.format = 0, len(text.encode("utf-16-le")) // 2, look
    return stretch
