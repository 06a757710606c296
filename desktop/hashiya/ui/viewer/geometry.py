"""Where characters stand on the screen: lines, runs of one direction, and the boxes of a span. Knows no widget.

Positions are UTF-16 units inside one block; x and y are px inside its layout. A layout is only borrowed: neither it
nor a line of it is ever kept, for Qt frees them with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, cast

from PySide6.QtGui import QTextLayout, QTextLine

_WANTED = QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
# Nothing here begins a run of the other direction, so that the line is one run and Qt need not be asked.
_ONLY_RTL = re.compile(
    "[\u0020\u060c\u061b\u061f\u0620-\u064a\u064b-\u0652\u0671-\u06d3.,:;!?()\\[\\]\"'«»“”‘’…\u00a0-]*"
)
_ONLY_LTR = re.compile("[\u0020-\u007e\u00a0-\u024f]*")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_TOUCHING = 0.75


class Run(NamedTuple):
    """A stretch of a line that runs in one direction."""

    start: int
    end: int
    rtl: bool
    left: float
    right: float


class Line(NamedTuple):
    """A line of a paragraph: what it holds, its baseline, and the edges of its letters."""

    start: int
    end: int
    baseline: float
    left: float
    right: float
    runs: tuple[Run, ...]


class Box(NamedTuple):
    """A piece of a span on one line; `line` is the line's number in its block."""

    line: int
    left: float
    right: float

    @property
    def middle(self) -> float:
        """Halfway between its edges."""
        return (self.left + self.right) / 2


def measure(layout: QTextLayout, text: str, *, rtl: bool) -> tuple[Line, ...]:
    """The lines of a block's layout; `rtl` is the paragraph's direction."""
    plain = (_ONLY_RTL if rtl else _ONLY_LTR).fullmatch(text) is not None
    units = text if plain else _ASTRAL.sub("\ufffd\ufffd", text)
    return tuple(_line(layout.lineAt(number), units, rtl, plain) for number in range(layout.lineCount()))


def _line(line: QTextLine, units: str, rtl: bool, plain: bool) -> Line:
    start = line.textStart()
    end = start + line.textLength()
    extent = line.naturalTextRect()
    left, right = extent.left(), extent.right()
    if plain:
        runs: tuple[Run, ...] = (Run(start, end, rtl, left, right),)
    else:
        # White space at the end of a line belongs to no run: it goes with the paragraph (UAX 9, L1).
        runs = _runs(line, start, start + len(units[start:end].rstrip()), rtl)
    if runs:
        left, right = min(run.left for run in runs), max(run.right for run in runs)
    return Line(start, end, line.y() + line.ascent(), left, right, runs)


def _runs(line: QTextLine, start: int, end: int, rtl: bool) -> tuple[Run, ...]:
    """The runs of a line in text order, each up to where the next begins."""
    found = []
    for glyphs in line.glyphRuns(-1, -1, _WANTED):
        places = glyphs.stringIndexes()
        if places:
            bounds = glyphs.boundingRect()
            found.append((min(places), glyphs.isRightToLeft(), bounds.left(), bounds.right()))
    if not found:
        extent = line.naturalTextRect()
        return (Run(start, end, rtl, extent.left(), extent.right()),) if end > start else ()
    found.sort()
    begins = [start] + [place for place, *_ in found[1:]]
    ends = [*begins[1:], end]
    return tuple(
        Run(begin, stop, right_to_left, left, right)
        for begin, stop, (_, right_to_left, left, right) in zip(begins, ends, found, strict=True)
        if begin < stop
    )


def boxes(layout: QTextLayout, lines: Iterable[Line], start: int, end: int) -> list[Box]:
    """The boxes of the units [start, end), in text order: one for each stretch that is unbroken on the screen."""
    found: list[Box] = []
    for number, line in enumerate(lines):
        if line.end <= start:
            continue
        if line.start >= end:
            break
        if start <= line.start and line.end <= end:
            found.append(Box(number, line.left, line.right))
            continue
        found += _joined(_pieces(layout.lineAt(number), number, line, start, end))
    return found


def _pieces(line: QTextLine, number: int, measured: Line, start: int, end: int) -> list[Box]:
    pieces = []
    for run in measured.runs:
        first, last = max(start, run.start), min(end, run.end)
        if first >= last:
            continue
        near = _x(line, run, first)
        far = _x(line, run, last)
        pieces.append(Box(number, min(near, far), max(near, far)))
    return pieces


def _x(line: QTextLine, run: Run, position: int) -> float:
    """Where the position is inside its run; at the run's ends Qt would answer for the run beside it."""
    if position <= run.start:
        return run.right if run.rtl else run.left
    if position >= run.end:
        return run.left if run.rtl else run.right
    return min(max(cursor_x(line, position), run.left), run.right)


def cursor_x(line: QTextLine, position: int) -> float:
    """Where Qt draws a cursor at the position."""
    return cast("tuple[float, int]", line.cursorToX(position))[0]


def character_x(line: QTextLine, x: float) -> int:
    """The character that x is on."""
    return line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)


def nearest_x(line: QTextLine, x: float) -> int:
    """The position between characters that is nearest to x."""
    return line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)


def _joined(pieces: list[Box]) -> list[Box]:
    """Pieces of one line, those that touch on the screen made one; each stays at its earliest place."""
    if len(pieces) < 2:
        return pieces
    joined: list[Box] = []
    for piece in pieces:
        box = piece
        while True:
            touching = next(
                (
                    i
                    for i, other in enumerate(joined)
                    if box.left <= other.right + _TOUCHING and other.left <= box.right + _TOUCHING
                ),
                None,
            )
            if touching is None:
                break
            other = joined.pop(touching)
            box = Box(box.line, min(box.left, other.left), max(box.right, other.right))
        joined.append(box)
    return joined


def run_at(line: Line, position: int) -> Run | None:
    """The run that the position is in; at a run's end it counts as in it."""
    found = None
    for run in line.runs:
        if run.start <= position <= run.end:
            found = run
            if position > run.start:
                break
    return found
