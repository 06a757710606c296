"""One paragraph with its marks, measured: what the painters take. Coordinates are those of the block's layout."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from PySide6.QtGui import QTextLayout

from hashiya.arabic.units import UnitMap
from hashiya.domain.span import Span
from hashiya.ui.viewer.content import Mark
from hashiya.ui.viewer.geometry import Box, Line, boxes, cursor_x
from hashiya.ui.viewer.lanes import Lane, lanes, lanes_over
from hashiya.ui.viewer.names import CHOSEN, Wish, place_names

MOST_LEVELS = 3
_baseline = attrgetter("baseline")


@dataclass(frozen=True, slots=True)
class Part:
    """The boxes of one fragment of a mark in one paragraph, in text order."""

    number: int
    boxes: tuple[Box, ...]
    starts: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a mark is in one paragraph; `starts` and `ends` say whether its first and last letters are."""

    mark: Mark
    parts: tuple[Part, ...]
    lane: Lane
    boxes: tuple[Box, ...]
    """All its boxes, in text order."""
    kept: dict[str, Any] = field(default_factory=dict, compare=False)
    """What the painters have made for it, by their names: it holds as long as the piece does."""

    def on(self, low: int, high: int) -> bool:
        """Whether it is on one of the lines from low up to high."""
        return self.boxes[0].line < high and self.boxes[-1].line >= low

    @property
    def starts(self) -> bool:
        """Whether the mark begins in this paragraph."""
        return self.parts[0].number == 0 and self.parts[0].starts

    @property
    def ends(self) -> bool:
        """Whether the mark ends in this paragraph."""
        return self.parts[-1].number == len(self.mark.pieces) - 1 and self.parts[-1].ends


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph's lines and marks; entities and claims the outermost first, lanes and levels by line.

    `first` and `last` are its ends in code points, `rtl` is its own direction; `proposals` are apart from the marks,
    whose places they leave alone; `names` keeps where the names were placed last, by line, and `cuts` what
    `between` has made.
    """

    number: int
    first: int
    last: int
    rtl: bool
    lines: tuple[Line, ...]
    entities: tuple[Piece, ...]
    claims: tuple[Piece, ...]
    others: tuple[tuple[Piece, str], ...]
    lowest: tuple[int, ...]
    shared: tuple[int, ...]
    levels: tuple[int | None, ...]
    proposals: tuple[Piece, ...] = ()
    names: dict[object, dict[int, dict[str, tuple[int, float]]]] = field(default_factory=dict, compare=False)
    cuts: dict[tuple[int, int], Scene] = field(default_factory=dict, compare=False)

    def piece(self, mark: str) -> Piece | None:
        """The part of the mark with this id that is here."""
        there = (*self.entities, *self.claims, *self.proposals)
        return next((piece for piece in there if piece.mark.id == mark), None)

    @property
    def deepest(self) -> int:
        """The lowest lane of all its lines; -1 without a mark."""
        return max(self.lowest, default=-1)

    @property
    def is_claimed(self) -> bool:
        """Whether a claim, or a proposed one, has a line here."""
        return any(level is not None for level in self.levels)

    def between(self, top: float, bottom: float) -> Scene:
        """The scene with only the marks that are on lines whose baselines are between two heights."""
        low = bisect_left(self.lines, top, key=_baseline)
        high = bisect_right(self.lines, bottom, low, key=_baseline)
        if low == 0 and high == len(self.lines):
            return self
        cut = self.cuts.get((low, high))
        if cut is None:
            cut = self.cuts[low, high] = self._cut(low, high)
        return cut

    def _cut(self, low: int, high: int) -> Scene:
        return Scene(
            self.number,
            self.first,
            self.last,
            self.rtl,
            self.lines,
            tuple([piece for piece in self.entities if piece.on(low, high)]),
            tuple([piece for piece in self.claims if piece.on(low, high)]),
            self.others,
            self.lowest,
            tuple([count if low <= n < high else 0 for n, count in enumerate(self.shared)]),
            self.levels,
            tuple([piece for piece in self.proposals if piece.on(low, high)]),
        )


_NOTHING = Scene(0, 0, 0, rtl=True, lines=(), entities=(), claims=(), others=(), lowest=(), shared=(), levels=())


class Stretch:
    """A paragraph that can be measured while its layout is at hand; never kept.

    `known` are the boxes that were measured before, by UTF-16 units of the paragraph.
    """

    __slots__ = ("_known", "_text", "_units", "end", "first", "last", "layout", "lines", "rtl", "start")

    def __init__(
        self,
        layout: QTextLayout,
        lines: tuple[Line, ...],
        start: int,
        end: int,
        *,
        rtl: bool,
        text: str,
        units: UnitMap,
        known: dict[tuple[int, int], tuple[Box, ...]],
    ) -> None:
        self.layout = layout
        self.lines = lines
        self.start = start
        self.end = end
        self.rtl = rtl
        self.first = units.to_points(start)
        self.last = units.to_points(end)
        self._text = text
        self._units = units
        self._known = known

    @property
    def text(self) -> str:
        """The paragraph as it is in the article."""
        return self._text[self.first : self.last]

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """The boxes of that part of the span that is in this paragraph."""
        start = max(self._units.to_units(span.start), self.start) - self.start
        end = min(self._units.to_units(span.end), self.end) - self.start
        found = self._known.get((start, end))
        if found is None:
            found = tuple(boxes(self.layout, self.lines, start, end)) if start < end else ()
            self._known[start, end] = found
        return found

    def x(self, position: int) -> tuple[int, float] | None:
        """Line and x of a position in code points; None when it is not in this paragraph."""
        place = self._units.to_units(position) - self.start
        for number, line in enumerate(self.lines):
            if line.start <= place < line.end or (place == line.end and number == len(self.lines) - 1):
                return number, cursor_x(self.layout.lineAt(number), place)
        return None

    def parts(self, mark: Mark) -> tuple[Part, ...]:
        """The fragments of the mark that are in this paragraph."""
        found = []
        for number, span in enumerate(mark.pieces):
            if span.end <= self.first or span.start >= self.last:
                continue
            pieces = self.boxes(span)
            if pieces:
                found.append(Part(number, pieces, starts=span.start >= self.first, ends=span.end <= self.last))
        return tuple(found)


def build(
    number: int,
    stretch: Stretch,
    entities: Sequence[Mark] | None,
    claims: Sequence[Mark] | None,
    others: Iterable[tuple[Mark, str]],
    proposals: Sequence[Mark] | None = (),
    *,
    before: Scene | None = None,
) -> Scene:
    """The scene of one paragraph with the marks that touch it; `before` is an earlier one of it, measured the same.

    None instead of marks: they are those of `before`; of proposals only where the claims, which they lie over, are too.
    """
    known = before or _NOTHING
    marks = known.entities if entities is None else _pieces(stretch, entities, known.entities)
    claimed = known.claims if claims is None else _pieces(stretch, claims, known.claims)
    offered = known.proposals if proposals is None else _proposed(stretch, proposals, claimed, known.proposals)
    lowest = [-1] * len(stretch.lines)
    shared = [0] * len(stretch.lines)
    levels: list[int | None] = [None] * len(stretch.lines)
    for piece in marks:
        lane, also = piece.lane
        for line in range(piece.boxes[0].line, piece.boxes[-1].line + 1):
            lowest[line] = max(lowest[line], lane)
            shared[line] += also
    for piece in (*claimed, *(one for one in offered if one.mark.layer == "claims")):
        for box in piece.boxes:
            levels[box.line] = max(levels[box.line] or 0, piece.lane.number)
    return Scene(
        number=number,
        first=stretch.first,
        last=stretch.last,
        rtl=stretch.rtl,
        lines=stretch.lines,
        entities=marks,
        claims=claimed,
        others=tuple((made, name) for mark, name in others if (made := _piece(stretch, mark, Lane(0)))),
        lowest=tuple(lowest),
        shared=tuple(shared),
        levels=tuple(levels),
        proposals=offered,
    )


def _proposed(
    stretch: Stretch, proposals: Sequence[Mark], claims: Sequence[Piece], before: Sequence[Piece]
) -> tuple[Piece, ...]:
    """The proposals: an overline over those of the claims that it meets, an outline in no lane at all."""
    if not proposals:
        return ()
    claimed = [mark for mark in proposals if mark.layer == "claims"]
    there = [((piece.mark.start, piece.mark.end), piece.lane) for piece in claims]
    found = lanes_over([(mark.start, mark.end) for mark in claimed], there, MOST_LEVELS)
    placed = dict(zip((mark.id for mark in claimed), found, strict=True))
    kept: Mapping[str, Piece] = {piece.mark.id: piece for piece in before}
    made = (_again(stretch, mark, placed.get(mark.id, Lane(0)), kept) for mark in proposals)
    return tuple(sorted((piece for piece in made if piece), key=lambda piece: piece.mark.start - piece.mark.end))


def _pieces(stretch: Stretch, marks: Sequence[Mark], before: Sequence[Piece]) -> tuple[Piece, ...]:
    """The marks of one layer with their lanes, the outermost first; those that are as they were stay."""
    placed = lanes([(mark.start, mark.end) for mark in marks], MOST_LEVELS)
    there: Mapping[str, Piece] = {piece.mark.id: piece for piece in before}
    found = []
    for mark, lane in zip(marks, placed, strict=True):
        piece = _again(stretch, mark, lane, there)
        if piece is not None:
            found.append(piece)
    # Of equal spans the later one lies outside, so it is painted first.
    found.reverse()
    found.sort(key=lambda piece: (-piece.lane.number, piece.mark.start - piece.mark.end))
    return tuple(found)


def _again(stretch: Stretch, mark: Mark, lane: Lane, before: Mapping[str, Piece]) -> Piece | None:
    """What of the mark is here: as it was, if nothing of it has changed."""
    piece = before.get(mark.id)
    return piece if piece and piece.mark is mark and piece.lane == lane else _piece(stretch, mark, lane)


def _piece(stretch: Stretch, mark: Mark, lane: Lane) -> Piece | None:
    parts = stretch.parts(mark)
    return Piece(mark, parts, lane, tuple(box for part in parts for box in part.boxes)) if parts else None


def changed_lines(old: Scene, new: Scene) -> set[int]:
    """The lines on which two scenes of the same paragraph differ."""
    before = {piece.mark.id: piece for piece in (*old.entities, *old.claims, *old.proposals)}
    differing: list[Piece] = []
    for piece in (*new.entities, *new.claims, *new.proposals):
        there = before.pop(piece.mark.id, None)
        if there is piece:
            continue
        if there is None:
            differing.append(piece)
        elif (there.mark, there.lane) != (piece.mark, piece.lane):
            differing += (there, piece)
    differing += before.values()
    return {box.line for piece in differing for box in piece.boxes}


def names(
    scene: Scene,
    width: Callable[[Piece, bool], float],
    fits: Callable[[int], bool],
    bounds: tuple[float, float],
    *,
    first: str | None = None,
    lines: Collection[int],
    closed: Callable[[int], Iterable[tuple[float, float]]],
) -> dict[int, dict[str, tuple[int, float]]]:
    """Line and left edge of each name on these lines that has room, by line.

    `first` is the mark whose name is placed before all others; `closed` are the stretches of a line for no other name.
    """
    wishes: dict[int, list[Wish]] = {}
    with_room = {line for line in lines if fits(line)}
    for piece in (*scene.entities, *scene.proposals):
        box = piece.boxes[0]
        if box.line not in lines or not piece.starts or piece.mark.layer != "entities":
            continue
        chosen = piece.mark.id == first
        if box.line not in with_room and not chosen:
            continue
        # A proposal's name has the room that those of the marks leave.
        rank = CHOSEN if chosen else -1 if piece.mark.proposal else piece.lane.number
        wish = Wish(piece.mark.id, box.left, box.right, width(piece, chosen), rank)
        wishes.setdefault(box.line, []).append(wish)
    return {
        line: {key: (line, left) for key, left in place_names(row, bounds, rtl=scene.rtl, closed=closed(line)).items()}
        for line, row in wishes.items()
    }
