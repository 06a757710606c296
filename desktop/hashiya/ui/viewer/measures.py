"""The numbers of the marks, in px from the baseline, for one size of the text."""

from __future__ import annotations

DRAWN_AT = 21
"""The size of the text that the numbers were drawn for; all scale with it."""

OWN_HEIGHT = 35.75 / 21
"""Height of a line of Noto Naskh Arabic over its size."""

COLUMN = 27.4
"""Width of the column over the size of the text: 64 to 76 characters a line."""

LEAST_NAME = 10
SIZES = (14, 34)
GAP = 20


class Measures:
    """Distances for one size of text and one gap between its lines; not to be changed."""

    __slots__ = ("above", "below", "column", "gap", "k", "line", "name_px", "over", "size")

    def __init__(self, size: float, gap: float) -> None:
        self.size, self.gap = size, gap
        self.k = size / DRAWN_AT
        """The scale of all that is drawn."""
        self.line = size * OWN_HEIGHT + gap * self.k
        """From baseline to baseline."""
        self.column = size * COLUMN
        self.name_px = max(LEAST_NAME, round(LEAST_NAME * self.k))
        """Size of the names under marks."""
        self.above, self.below = 18 * self.k, 9 * self.k
        """Top and bottom of a band, from the baseline."""
        self.over = 25 * self.k
        """How far a mark's ring and frame reach above the baseline."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Measures) and (self.size, self.gap) == (other.size, other.gap)

    def __hash__(self) -> int:
        return hash((self.size, self.gap))

    def lane(self, number: int) -> float:
        """The line of the lane, below the baseline."""
        return (10.5 + 4 * number) * self.k

    def name(self, lowest: int) -> float:
        """The baseline of names under the lowest lane, below the text's baseline."""
        return self.lane(lowest) + 3.2 * self.k + self.name_px * 1.03

    def under(self, lowest: int) -> float:
        """How far the names under that lane reach below the text's baseline."""
        return self.name(max(lowest, 0)) + 0.5 * self.name_px

    def overline(self, level: int) -> float:
        """A claim's line above the baseline."""
        return (21 + 4 * level) * self.k

    def names_fit(self, lowest: int, level: int | None) -> bool:
        """Whether names under that lane stay clear of the next line's overline at that level."""
        if lowest > 2:
            return False
        return level is None or self.name(lowest) + 2 * self.k <= self.line - self.overline(level)

    def number(self, level: int) -> float:
        """The baseline of a claim's number beside its line, above the text's baseline."""
        return self.overline(level) - 3 * self.k

    def names_clear_number(self, lowest: int, level: int) -> bool:
        """Whether names under that lane stay clear of the number of a claim at that level on the next line."""
        return self.name(lowest) + 0.3 * self.name_px <= self.line - self.number(level) - 0.8 * self.name_px
