"""Lanes: how far from the words each line of nested and overlapping marks is drawn. Pure arithmetic."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import NamedTuple

Interval = tuple[int, int]


class Lane(NamedTuple):
    """The place of a line: 0 is nearest to the words; `shared` when it lies on another one for lack of room."""

    number: int
    shared: bool = False


def lanes(intervals: Sequence[Interval], most: int = 3) -> list[Lane]:
    """The lane of each interval [start, end): the innermost nearest, none over another below the last lane.

    Of equal intervals the later one lies outside.
    """
    order = sorted(range(len(intervals)), key=lambda i: (intervals[i][1] - intervals[i][0], intervals[i][0]))
    taken: list[list[Interval]] = [[] for _ in range(most)]
    found: list[Lane] = [Lane(0)] * len(intervals)
    for index in order:
        interval = intervals[index]
        number = _outside_of_what_it_holds(interval, taken)
        while number < most - 1 and _meets(interval, taken[number]):
            number += 1
        if _meets(interval, taken[number]):
            found[index] = Lane(number, shared=True)
            continue
        insort(taken[number], interval)
        found[index] = Lane(number)
    return found


def lanes_over(intervals: Sequence[Interval], there: Sequence[tuple[Interval, Lane]], most: int = 3) -> list[Lane]:
    """The lane of each interval among others that keep theirs: the nearest in which nothing is met."""
    taken: list[list[Interval]] = [[] for _ in range(most)]
    for interval, lane in there:
        if not lane.shared:
            insort(taken[lane.number], interval)
    found: list[Lane] = [Lane(0)] * len(intervals)
    for index in sorted(range(len(intervals)), key=lambda i: (intervals[i][1] - intervals[i][0], intervals[i][0])):
        interval = intervals[index]
        number = next((n for n in range(most) if not _meets(interval, taken[n])), None)
        if number is None:
            found[index] = Lane(most - 1, shared=True)
            continue
        insort(taken[number], interval)
        found[index] = Lane(number)
    return found


def _outside_of_what_it_holds(interval: Interval, taken: list[list[Interval]]) -> int:
    """One more than the farthest lane with an interval inside this one."""
    for number in range(len(taken) - 1, -1, -1):
        lane = taken[number]
        place = bisect_left(lane, (interval[0], interval[0]))
        if place < len(lane) and lane[place][1] <= interval[1]:
            return min(number + 1, len(taken) - 1)
    return 0


def _meets(interval: Interval, lane: list[Interval]) -> bool:
    """Whether the interval overlaps one of a lane's, which are sorted and apart."""
    place = bisect_right(lane, interval)
    if place < len(lane) and lane[place][0] < interval[1]:
        return True
    return place > 0 and lane[place - 1][1] > interval[0]
