"""Marks in text order, and those of them that touch a stretch of the text, without looking at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import attrgetter

from hashiya.ui.viewer.content import Mark

_start = attrgetter("start")
_end = attrgetter("end")


class MarkIndex:
    """The marks of one layer, sorted by where they start; positions in code points.

    Beside the starts stands the farthest end so far: it never falls, so both borders of an answer are found by
    bisection, and only what lies between them is looked at.
    """

    __slots__ = ("_ends", "_marks", "_starts")

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = sorted(marks, key=_start)
        self._renew()

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with [start, end), by start."""
        low = bisect_right(self._ends, start)
        high = bisect_left(self._starts, end)
        return [mark for mark in self._marks[low:high] if mark.end > start]

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The places of the marks that may share a code point with [start, end)."""
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    def part(self, low: int, high: int) -> list[Mark]:
        """The marks from one place to another, by start."""
        return self._marks[low:high]

    def at(self, position: int) -> list[Mark]:
        """The marks that hold the position or end at it, the innermost first."""
        low = bisect_left(self._ends, position)
        high = bisect_right(self._starts, position)
        found = [mark for mark in self._marks[low:high] if mark.end >= position]
        return sorted(found, key=lambda mark: (mark.end == position, mark.end - mark.start))

    def add(self, mark: Mark) -> None:
        """Take one more mark in."""
        place = bisect_right(self._starts, mark.start)
        self._marks.insert(place, mark)
        self._starts.insert(place, mark.start)
        self._ends.insert(place, 0)
        self._mend(place)

    def remove(self, mark: Mark) -> None:
        """Drop the mark with this id; one that is not there is ignored."""
        place = bisect_left(self._starts, mark.start)
        while place < len(self._marks) and self._starts[place] == mark.start:
            if self._marks[place].id == mark.id:
                del self._marks[place], self._starts[place], self._ends[place]
                self._mend(place)
                return
            place += 1

    def _mend(self, place: int) -> None:
        """Make the farthest ends right again from the place on, until they are as they were."""
        farthest = self._ends[place - 1] if place else 0
        for index in range(place, len(self._marks)):
            farthest = max(farthest, self._marks[index].end)
            if self._ends[index] == farthest and index > place:
                return
            self._ends[index] = farthest

    def _renew(self) -> None:
        self._starts = list(map(_start, self._marks))
        self._ends = list(accumulate(map(_end, self._marks), max))
