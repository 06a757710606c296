"""Making the Qt document of an article: one fixed line distance, two margins, no formats inside a paragraph."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from hashiya.ui.theme import Face, face_font
from hashiya.ui.viewer.content import Direction
from hashiya.ui.viewer.measures import Measures

EMPTY = 10
TOP, BOTTOM = 18, 60
BEFORE, AFTER = 96, 170
LEAST_BEFORE, LEAST_AFTER = 64, 128
LEAST = 26
NUMBERS, NAMES = 40, 80
"""Where there is no room for glosses: what their numbers need, and what the names of regions do."""
HEADLINE = 1.2
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_LTR = "A-Za-z\u00c0-\u024f\u0370-\u052f"
# A paragraph that begins with a letter of the other direction, and one that has a letter of its own.
_BEGINS = {"rtl": re.compile(f"[^{_RTL}{_LTR}]*[{_LTR}]"), "ltr": re.compile(f"[^{_RTL}{_LTR}]*[{_RTL}]")}
_HAS = {"rtl": re.compile(f"[{_RTL}]"), "ltr": re.compile(f"[{_LTR}]")}


class Margins(NamedTuple):
    """Widths beside the column, on the side where lines start and on the side where they end, and the column's."""

    before: int
    column: int
    after: int
    least: float = LEAST_AFTER
    """What a gloss needs: its letters grow with the text."""

    @property
    def glosses(self) -> bool:
        """Whether there is room for glosses, or only for their numbers."""
        return self.after >= self.least


def margins(width: int, measures: Measures) -> Margins:
    """The margins in a window of this width: the text keeps its measure, then the glosses their room, then regions."""
    column = round(min(measures.column, width - 2 * LEAST))
    spare = width - column
    grown = max(1.0, measures.k)
    after, least = round(AFTER * grown), round(LEAST_AFTER * grown)
    if spare >= BEFORE + after:
        extra = (spare - BEFORE - after) // 2
        return Margins(BEFORE + extra, column, spare - BEFORE - extra, least)
    if spare >= LEAST_BEFORE + least:
        share = (spare - LEAST_BEFORE - least) / (BEFORE + after - LEAST_BEFORE - least)
        before = round(LEAST_BEFORE + share * (BEFORE - LEAST_BEFORE))
        return Margins(before, column, spare - before, least)
    before = max(spare // 2, min(round(NAMES * grown), spare - round(NUMBERS * grown)))
    return Margins(before, column, spare - before, least)


def make_document(
    shown: str, measures: Measures, *, face: Face, heading_end: int, direction: Direction, parent: QObject
) -> QTextDocument:
    """The document of a shown text; `heading_end` is in UTF-16 units, 0 for none."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(_reading_font(face, measures.size))
    option = document.defaultTextOption()
    option.setTextDirection(_qt(direction))
    document.setDefaultTextOption(option)
    _write(document, shown, measures, heading_end, direction)
    return document


def set_margins(document: QTextDocument, margins_: Margins, *, rtl: bool) -> None:
    """Give the document its margins, while its layout is off; it is laid out when its width is next set."""
    frame = document.rootFrame()
    shape = frame.frameFormat()
    left, right = (margins_.after, margins_.before) if rtl else (margins_.before, margins_.after)
    if (shape.leftMargin(), shape.rightMargin(), shape.topMargin()) == (left, right, TOP):
        return
    shape.setLeftMargin(left)
    shape.setRightMargin(right)
    shape.setTopMargin(TOP)
    shape.setBottomMargin(BOTTOM)
    frame.setFrameFormat(shape)


def _write(document: QTextDocument, shown: str, measures: Measures, heading_end: int, direction: Direction) -> None:
    """Write the paragraphs: all of one shape in one go, for each call costs as much as a screenful of text."""
    text_shape = _shape(measures.line)
    empty_shape = _shape(EMPTY * measures.k)
    foreign = _foreign_shape(measures.line, direction)
    begins, has = _BEGINS[direction].match, _HAS[direction].search
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    paragraphs = shown.split("\n")
    count = len(paragraphs)
    place = 0
    if heading_end:
        heading_shape, heading_letters = _heading(measures)
        cursor.setBlockFormat(heading_shape)
        cursor.setBlockCharFormat(heading_letters)
        cursor.insertText(paragraphs[0], heading_letters)
        cursor.setCharFormat(QTextCharFormat())
        place = 1
    plain = QTextCharFormat()
    while place < count:
        paragraph = paragraphs[place]
        if not paragraph:
            shape, until = empty_shape, place + 1
        elif begins(paragraph) and not has(paragraph):
            shape, until = foreign, place + 1
        else:
            shape, until = text_shape, place + 1
            while until < count and paragraphs[until] and not begins(paragraphs[until]):
                until += 1
        if place:
            cursor.insertBlock(shape, plain)
        else:
            cursor.setBlockFormat(shape)
        if paragraph:
            cursor.insertText("\n".join(paragraphs[place:until]))
        place = until
    cursor.endEditBlock()


def _shape(height: float) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(height, _FIXED)
    return shape


def _foreign_shape(height: float, direction: Direction) -> QTextBlockFormat:
    """A paragraph without a letter of the article's direction runs the other way."""
    shape = _shape(height)
    shape.setLayoutDirection(_qt("ltr" if direction == "rtl" else "rtl"))
    return shape


def _heading(measures: Measures) -> tuple[QTextBlockFormat, QTextCharFormat]:
    font = face_font(Face.AMIRI, round(measures.size * HEADLINE), 700)
    own = QFontMetricsF(font).height()
    shape = _shape(own + 8 * measures.k)
    letters = QTextCharFormat()
    letters.setFont(font)
    return shape, letters


def _reading_font(face: Face, size: float) -> QFont:
    factor = 1.15 if face is Face.AMIRI else 1.0
    return face_font(face, round(size * factor), 400)


def _qt(direction: Direction) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if direction == "rtl" else Qt.LayoutDirection.LeftToRight
