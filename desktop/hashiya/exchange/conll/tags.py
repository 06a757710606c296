"""Tags of tokens: IOB1, IOB2 and BILOU from numbered ranges, and ranges from tags in any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Variant = Literal["iob2", "iob1", "bilou"]
OUTSIDE = frozenset(("O", "-", "_", "OTHER", ""))
_TAG = re.compile(r"(?P<how>[BIOLUESMW])-(?P<label>.+)", re.DOTALL)
LIKELY = re.compile(r"O|[BILUESMW]-\S+")
"""What a tag looks like."""
_SAME = {"M": "I", "W": "U"}
"""What BMEWO calls the middle, and a whole mention of one token."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A label on tokens [start, end), by their numbers."""

    start: int
    end: int
    label: str


def tags_of(ranges: Iterable[Tagged], count: int, variant: Variant) -> list[str]:
    """The tag of each token; the ranges do not overlap."""
    tags = ["O"] * count
    before: Tagged | None = None
    for one in sorted(ranges, key=lambda one: one.start):
        touches = before is not None and before.end == one.start and before.label == one.label
        for place in range(one.start, one.end):
            tags[place] = f"{_how(place, one, variant, touches=touches)}-{one.label}"
        before = one
    return tags


def _how(place: int, one: Tagged, variant: Variant, *, touches: bool) -> str:
    is_first, is_last = place == one.start, place == one.end - 1
    if variant == "bilou":
        return "U" if is_first and is_last else "B" if is_first else "L" if is_last else "I"
    return "B" if is_first and (variant == "iob2" or touches) else "I"


@dataclass(slots=True)
class _Open:
    start: int
    label: str
    column: int
    end: int


@dataclass(slots=True)
class TagReader:
    """Makes ranges of the tags of one article, token by token; a token may have several.

    All variants read alike: B and U begin, L, E, U and S end, I goes on where something of its label is open. An I
    that goes on nothing begins: `orphans` are the numbers of such tokens. Only the first hyphen parts the label.
    """

    found: list[Tagged] = field(default_factory=list)
    orphans: list[int] = field(default_factory=list)
    strange: list[tuple[int, str]] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _count: int = 0

    def add(self, tags: Sequence[str]) -> None:
        """The next token's tags, column by column."""
        place, before, now = self._count, self._open, []
        for column, tag in enumerate(tags):
            if tag in OUTSIDE:
                continue
            how, label = self._parts(tag)
            running = None
            if how in ("I", "L", "E", ""):
                running = self._running(before, label, column)
                if running is None and how:
                    self.orphans.append(place)
            if running is None:
                running = _Open(place, label, column, place)
            else:
                before = [one for one in before if one is not running]
            running.end, running.column = place + 1, column
            if how in ("L", "E", "U", "S"):
                self._close(running)
            else:
                now.append(running)
        for one in before:
            self._close(one)
        self._open = now
        self._count += 1

    def end_sentence(self) -> None:
        """Nothing goes on across an empty line."""
        for one in self._open:
            self._close(one)
        self._open = []

    def ranges(self) -> list[Tagged]:
        """All that was found, in order."""
        self.end_sentence()
        return sorted(self.found, key=lambda one: (one.start, -one.end))

    def _close(self, one: _Open) -> None:
        self.found.append(Tagged(one.start, one.end, one.label))

    def _parts(self, tag: str) -> tuple[str, str]:
        match = _TAG.fullmatch(tag)
        if match:
            return _SAME.get(match["how"], match["how"]), match["label"]
        # «SPANISH» or «MIS-2»: a slip of a person, or tags without prefix; the whole is the label.
        self.strange.append((self._count, tag))
        return "", tag

    @staticmethod
    def _running(before: list[_Open], label: str, column: int) -> _Open | None:
        """What the tag goes on: in its own column, else in any, as nested columns move when an outer one ends."""
        same = [one for one in before if one.label == label]
        return next((one for one in same if one.column == column), same[0] if same else None)


def variant_of(rows: Iterable[Sequence[str]]) -> Variant:
    """Which variant the tags of single-column rows are in."""
    begun = orphans = 0
    before = "O"
    for tags in rows:
        tag = tags[0] if tags else "O"
        if re.match("[LUESMW]-", tag):
            return "bilou"
        begun += tag.startswith("B-")
        orphans += tag.startswith("I-") and before[2:] != tag[2:]
        before = tag
    return "iob1" if orphans > begun else "iob2"
