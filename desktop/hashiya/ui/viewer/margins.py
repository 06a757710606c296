"""The margins: where glosses, their lines and the brackets of regions stand, in the document's coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF

from hashiya.domain.span import Span
from hashiya.ui.viewer.content import ClaimGloss, Mark
from hashiya.ui.viewer.lanes import lanes, lanes_over
from hashiya.ui.viewer.page import Margins
from hashiya.ui.viewer.scenes import Scenes
from hashiya.ui.viewer.stage import Stage

LINE_AT, BOX_AT, NUMBER_AT, SPEAKER_AT = 15, 20, 29, 45
NARROW_LINE_AT, NARROW_NUMBER_AT = 5, 9
"""Where there is no room for glosses, but only for their numbers."""
BOX_ABOVE, BOX_HEIGHT = 26.5, 42
NARROW_WIDTH, NARROW_HEIGHT = 26, 24
"""A number alone: as large as something that is clicked must be, no larger."""
BRACKET_AT, BRACKET_NAME_AT, BRACKET_STEP = 17.5, 23, 7
CASCADE = 24
"""How many claims above the window are placed too, so that those that move down push on."""


class GlossPlace(NamedTuple):
    """A gloss: its box, the height that its claim takes, and the height that both take."""

    gloss: ClaimGloss
    mark: Mark
    box: QRectF
    top: float
    bottom: float
    first: float
    last: float


class BracketPlace(NamedTuple):
    """A region: its mark, the height it takes, and how many regions it lies around."""

    mark: Mark
    top: float
    bottom: float
    level: int


class Sides:
    """Distances from the column into the margins as x in the document, whichever way the text runs."""

    __slots__ = ("_left", "_right", "_rtl", "after", "before")

    def __init__(self, margins: Margins, *, rtl: bool) -> None:
        self.before, self.after = margins.before, margins.after
        self._left = margins.after if rtl else margins.before
        self._right = self._left + margins.column
        self._rtl = rtl

    def end(self, distance: float) -> float:
        """So far beyond the ends of lines."""
        return self._left - distance if self._rtl else self._right + distance

    def start(self, distance: float) -> float:
        """So far before the starts of lines."""
        return self._right + distance if self._rtl else self._left - distance

    def end_rect(self, near: float, far: float, top: float, height: float) -> QRectF:
        """A rectangle beyond the ends of lines."""
        one, other = self.end(near), self.end(far)
        return QRectF(min(one, other), top, abs(other - one), height)

    def start_rect(self, near: float, far: float, top: float, height: float) -> QRectF:
        """A rectangle before the starts of lines."""
        one, other = self.start(near), self.start(far)
        return QRectF(min(one, other), top, abs(other - one), height)


def move_apart(wanted: Iterable[float], height: float) -> list[float]:
    """The tops of boxes of one height in one column: each where it wants to be, or below the one before."""
    placed: list[float] = []
    for top in wanted:
        placed.append(top if not placed else max(top, placed[-1] + height))
    return placed


def glosses(scenes: Scenes, stage: Stage, margins: Margins, low: int, high: int) -> list[GlossPlace]:
    """The glosses of the claims from one place to another in their order, and of those that push on into it."""
    claims = scenes.glossed.part(max(0, low - CASCADE), high)
    marks = [mark for mark in claims if mark.id in stage.glosses]
    heights = [scenes.baselines(mark) for mark in marks]
    k = stage.measures.k
    sides = Sides(margins, rtl=stage.rtl)
    tall = max(k, 1)  # the letters of a gloss do not get smaller, so neither does its box
    height = (BOX_HEIGHT if margins.glosses else NARROW_HEIGHT) * tall
    tops = move_apart((first - BOX_ABOVE * tall for first, _ in heights), height)
    found = []
    near = BOX_AT if margins.glosses else 2
    for mark, (first, last), top in zip(marks, heights, tops, strict=True):
        if margins.glosses:
            far = min(margins.after - 8, 150 * tall + 12)
        else:
            number = stage.letters.width(stage.digits(stage.glosses[mark.id].number), stage.measures.name_px, 600)
            far = min(margins.after, max(NARROW_WIDTH, NARROW_NUMBER_AT + number + 6))
        box = sides.end_rect(near, far, top, height)
        above, below = first - stage.measures.overline(0), last + 7 * k
        both = min(above, box.top()), max(below, box.bottom())
        found.append(GlossPlace(stage.glosses[mark.id], mark, box, above, below, *both))
    return found


def brackets(scenes: Scenes, stage: Stage, span: Span) -> list[BracketPlace]:
    """The brackets of the regions that touch the span."""
    marks = scenes.layers["regions"].touching(span.start, span.end)
    levels = lanes([(mark.start, mark.end) for mark in marks])
    offered = scenes.proposed["regions"].touching(span.start, span.end)
    if offered:
        there = [((mark.start, mark.end), level) for mark, level in zip(marks, levels, strict=True)]
        levels += lanes_over([(mark.start, mark.end) for mark in offered], there)
        marks += offered
    found = []
    for mark, level in zip(marks, levels, strict=True):
        for piece in mark.pieces:
            first, last = scenes.baseline(piece.start), scenes.baseline(piece.end - 1)
            k = stage.measures.k
            found.append(BracketPlace(mark, first - 21 * k, last + 7 * k, level.number))
    return found


def visible_part(top: float, bottom: float, window: Sequence[float]) -> tuple[float, float]:
    """The part of a height that the window shows; the whole where nothing is shown."""
    low, high = max(top, window[0]), min(bottom, window[1])
    return (low, high) if low < high else (top, bottom)
