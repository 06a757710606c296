"""A page of paper and what flows over pages: rows that are never cut. Lengths are px of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

RESOLUTION = 116
"""Dots to the inch: the text, which is drawn for 21 px, then stands on paper in 13 points."""
_MM = RESOLUTION / 25.4
WIDTH = round(210 * _MM)
HEIGHT = round(297 * _MM)
SIDE = round(13 * _MM)
TOP = round(14 * _MM)
BOTTOM = round(18 * _MM)
FOOT = round(9 * _MM)
"""From the page's end to the baseline of its number."""
INSIDE = WIDTH - 2 * SIDE
ROOM = HEIGHT - TOP - BOTTOM


class Row(NamedTuple):
    """A stretch of a flow that stands on one page, [top, bottom); `with_next` keeps it from standing last."""

    top: float
    bottom: float
    with_next: bool = False


class Flow(Protocol):
    """Something as wide as the page's inside that is painted row by row."""

    @property
    def rows(self) -> Sequence[Row]:
        """Its rows from top to bottom."""

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        """Paint the rows from one to before another, at their places in the flow."""


class Placed(NamedTuple):
    """The rows [first, last) of a flow on a page, the first of them so far down."""

    flow: Flow
    first: int
    last: int
    down: float


def pages(flows: Sequence[tuple[float, Flow]], room: float = ROOM) -> Iterator[list[Placed]]:
    """The flows on pages with that room, each after a gap above it, which is none at the top of a page."""
    page: list[Placed] = []
    down = 0.0
    for gap, flow in flows:
        rows = flow.rows
        first = 0
        while first < len(rows):
            start = down + gap if page and not first else down
            last = _fitting(rows, first, room - start)
            if last == first and page:
                yield page
                page, down = [], 0.0
                continue
            last = max(last, first + 1)
            page.append(Placed(flow, first, last, start))
            down = start + rows[last - 1].bottom - rows[first].top
            first = last
            if first < len(rows):
                yield page
                page, down = [], 0.0
    if page:
        yield page


def _fitting(rows: Sequence[Row], first: int, room: float) -> int:
    """Up to which row they fit, without leaving one last that belongs to the next."""
    last = first
    while last < len(rows) and rows[last].bottom - rows[first].top <= room:
        last += 1
    while last < len(rows) and last > first and rows[last - 1].with_next:
        last -= 1
    return last


def set_up(writer: QPdfWriter) -> None:
    """Give the writer this paper."""
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(RESOLUTION)
