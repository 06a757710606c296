"""Words of the report itself on paper: headings, lists, the colours of labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from hashiya.arabic.direction import first_strong
from hashiya.ui.printing.paper import INSIDE, Row
from hashiya.ui.printing.searchable import of_line, write_unseen
from hashiya.ui.theme import Face, Theme, face_font
from hashiya.ui.viewer.inks import Lettering

BAR, BAR_ROOM = 2.5, 14
_BREAKS = re.compile(r"[\s\x00]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of one look: face and size in px, weight, and colour."""

    text: str
    face: Face = Face.INTERFACE
    size: int = 13
    weight: int = 400
    colour: QColor | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words, the room above, and whether it stays with the next; `bar` draws a line beside it.

    `quoted` words are an article's, in a face for reading: they run as they do there.
    """

    words: tuple[Words, ...]
    above: float = 0
    with_next: bool = False
    bar: QColor | None = None
    quoted: bool = False


class WordsFlow:
    """Paragraphs of the report's own words, from the page's start to its end."""

    def __init__(self, paragraphs: Sequence[Paragraph], theme: Theme, *, rtl: bool) -> None:
        self._theme, self._rtl = theme, rtl
        self._paragraphs = paragraphs
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        option = QTextOption()
        option.setTextDirection(_direction(rtl=rtl))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        cursor = QTextCursor(self._document)
        for number, paragraph in enumerate(paragraphs):
            shape = QTextBlockFormat()
            shape.setLayoutDirection(_direction(rtl=self._runs_rtl(paragraph)))
            # On the report's own side, also where its words run the other way.
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            shape.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
            shape.setTopMargin(paragraph.above if number else 0)
            if paragraph.bar is not None:
                # Margins of a paragraph are left and right, whichever way it runs.
                (shape.setRightMargin if rtl else shape.setLeftMargin)(BAR_ROOM)
            if number:
                cursor.insertBlock(shape)
            else:
                cursor.setBlockFormat(shape)
            for words in paragraph.words:
                cursor.insertText(_in_one_line(words.text), _look(words, theme))
        self._document.setTextWidth(INSIDE)
        self._lines: list[tuple[QTextBlock, int]] = []
        self.rows = self._rows()

    def _runs_rtl(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph runs from right to left: a quoted one as its words do, others as the report."""
        if not paragraph.quoted:
            return self._rtl
        return first_strong("".join(words.text for words in paragraph.words)) == "rtl"

    def _rows(self) -> Sequence[Row]:
        rows = []
        layout = self._document.documentLayout()
        block = self._document.begin()
        while block.isValid():
            top = layout.blockBoundingRect(block).top()
            for number in range(block.layout().lineCount()):
                line = block.layout().lineAt(number)
                kept = self._paragraphs[block.blockNumber()].with_next
                rows.append(Row(top + line.y(), top + line.y() + line.height(), kept))
                self._lines.append((block, number))
            block = block.next()
        return rows

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        layout = self._document.documentLayout()
        for place in range(first, last):
            block, number = self._lines[place]
            origin = layout.blockBoundingRect(block).topLeft()
            painter.setPen(self._theme.ink)
            line, left = block.layout().lineAt(number), QPointF(_left(block), origin.y())
            line.draw(painter, left)
            paragraph = self._paragraphs[block.blockNumber()]
            if paragraph.quoted:
                words = of_line(block.text(), line)
                write_unseen(painter, line, words, left, rtl=self._runs_rtl(paragraph))
            bar = paragraph.bar
            if bar is not None:
                row = self.rows[place]
                beside = INSIDE - BAR if self._rtl else 0.0
                painter.fillRect(QRectF(beside, row.top, BAR, row.bottom - row.top), bar)


def _left(block: QTextBlock) -> float:
    """Where the paragraph's layout begins: Qt puts its margin into the layout's own place."""
    return block.layout().position().x()


class LegendFlow:
    """The labels in their colours, in a row or several."""

    PX, HEIGHT, GAP, PADDING = 12, 23, 7, 9

    def __init__(self, labels: Iterable[tuple[str, QColor]], theme: Theme, *, rtl: bool) -> None:
        self._theme, self._rtl = theme, rtl
        self._letters = Lettering(rtl=rtl)
        self._chips: list[list[tuple[str, QColor, float, float]]] = []
        reached = INSIDE + 1.0
        for name, colour in labels:
            cut = self._letters.cut(name, self.PX, 500, INSIDE / 2)
            width = self._letters.width(cut, self.PX, 500) + 2 * self.PADDING
            if reached + width > INSIDE:
                self._chips.append([])
                reached = 0.0
            self._chips[-1].append((cut, colour, reached, width))
            reached += width + self.GAP
        pitch = self.HEIGHT + self.GAP
        self.rows = [Row(number * pitch, number * pitch + self.HEIGHT, True) for number in range(len(self._chips))]

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        for place in range(first, last):
            top = self.rows[place].top
            for name, colour, reached, width in self._chips[place]:
                left = INSIDE - reached - width if self._rtl else reached
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.band(colour))
                painter.drawRoundedRect(QRectF(left, top, width, self.HEIGHT), 5, 5)
                painter.setPen(colour)
                self._letters.draw(painter, left + self.PADDING, top + 16, name, self.PX, 500)


def _direction(*, rtl: bool) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight


def _look(words: Words, theme: Theme) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(face_font(words.face, words.size, words.weight))
    look.setForeground(words.colour or theme.ink)
    return look


def _in_one_line(text: str) -> str:
    return _BREAKS.sub(" ", text)
