"""Where names stand under a line of text: never over each other, never cut. Pure arithmetic, in px."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

HAIR = 0.01
CHOSEN = 99
"""The rank of the selected mark's name: its tag is painted over whatever else is there."""


class Wish(NamedTuple):
    """A name that wants to stand: `left` and `right` are its mark's, `width` its own; a higher `rank` goes first."""

    key: str
    left: float
    right: float
    width: float
    rank: int


class Taken:
    """The stretches of one row that are taken, apart from each other and in order; those given may overlap."""

    __slots__ = ("_lefts", "_rights")

    def __init__(self, stretches: Iterable[tuple[float, float]] = ()) -> None:
        self._lefts: list[float] = []
        self._rights: list[float] = []
        for left, right in sorted(stretches):
            if self._rights and left <= self._rights[-1]:
                self._rights[-1] = max(self._rights[-1], right)
            else:
                self._lefts.append(left)
                self._rights.append(right)

    def meets(self, left: float, right: float) -> tuple[float, float] | None:
        """The leftmost taken stretch that the stretch overlaps."""
        place = bisect_left(self._rights, left)
        while place < len(self._rights) and self._rights[place] <= left:
            place += 1
        if place < len(self._lefts) and self._lefts[place] < right:
            return self._lefts[place], self._rights[place]
        return None

    def take(self, left: float, right: float) -> None:
        """Take the stretch, which is free."""
        place = bisect_left(self._lefts, left)
        self._lefts.insert(place, left)
        self._rights.insert(place, right)


def place_names(
    wishes: Sequence[Wish],
    bounds: tuple[float, float],
    *,
    rtl: bool,
    gap: float = 4,
    closed: Iterable[tuple[float, float]] = (),
) -> dict[str, float]:
    """The left edge of each name that has room: at its mark's start, or moved along its own mark.

    A name may be wider than its mark, but then it does not move. What is missing waits for the pointer. Stretches that
    are `closed` stay free of every name that has another place, but for the chosen one's.
    """
    taken, shut = Taken(), Taken(closed)
    placed: dict[str, float] = {}
    ordered = sorted(wishes, key=lambda wish: (-wish.rank, -wish.right if rtl else wish.left))
    for wish in ordered:
        left = None if wish.rank == CHOSEN else _room(wish, (taken, shut), bounds, rtl=rtl, gap=gap)
        if left is None:
            left = _room(wish, (taken,), bounds, rtl=rtl, gap=gap)
        if left is not None:
            placed[wish.key] = left
            taken.take(left - gap / 2, left + wish.width + gap / 2)
    return placed


def _room(wish: Wish, rows: Sequence[Taken], bounds: tuple[float, float], *, rtl: bool, gap: float) -> float | None:
    """The place for a name that is nearest to its mark's start."""
    left = wish.right - wish.width if rtl else wish.left
    # A wide name at the column's edge is pushed back into it.
    left = min(max(left, bounds[0]), bounds[1] - wish.width)
    if left < bounds[0]:
        return None
    while True:
        met = next((met for row in rows if (met := row.meets(left - gap / 2, left + wish.width + gap / 2))), None)
        if met is None:
            return left
        # A hair more than the gap, so that rounding cannot make it meet the same one for ever.
        left = met[0] - gap / 2 - wish.width - HAIR if rtl else met[1] + gap / 2 + HAIR
        if left < wish.left - 2 * HAIR or left + wish.width > wish.right + 2 * HAIR:
            return None


def place_tags(wishes: Sequence[tuple[float, float]], bounds: tuple[float, float], *, gap: float = 3) -> list[float]:
    """The left edges of tags (middle, width) in one row: as near to their middles as they can without touching.

    Every tag is placed: where a row is too full for its bounds, it grows past them.
    """
    order = sorted(range(len(wishes)), key=lambda index: wishes[index][0])
    lefts = [0.0] * len(wishes)
    groups: list[tuple[list[int], float, float]] = []  # members, left, width
    for index in order:
        middle, width = wishes[index]
        group: tuple[list[int], float, float] = ([index], _inside(middle - width / 2, width, bounds), width)
        while groups and groups[-1][1] + groups[-1][2] + gap > group[1]:
            group = _joined(groups.pop(), group, wishes, bounds, gap)
        groups.append(group)
    for members, start, _ in groups:
        left = start
        for index in members:
            lefts[index] = left
            left += wishes[index][1] + gap
    return lefts


def _inside(left: float, width: float, bounds: tuple[float, float]) -> float:
    return max(min(left, bounds[1] - width), bounds[0])


def _joined(
    one: tuple[list[int], float, float],
    other: tuple[list[int], float, float],
    wishes: Sequence[tuple[float, float]],
    bounds: tuple[float, float],
    gap: float,
) -> tuple[list[int], float, float]:
    """Two groups that touch as one, put where its members are least away from their middles."""
    members = one[0] + other[0]
    width = one[2] + gap + other[2]
    offset, wanted = 0.0, 0.0
    for index in members:
        middle, own = wishes[index]
        wanted += middle - own / 2 - offset
        offset += own + gap
    return members, _inside(wanted / len(members), width, bounds), width
