"""The numbers of the marks, in px from the baseline, for one size of the text."""

from __future__ import annotations

from dataclasses import dataclass

DRAWN_AT = 21
"""The size of the text that the numbers were drawn for; all scale with it."""

OWN_HEIGHT = 35.75 / 21
"""Height of a line of Noto Naskh Arabic over its size."""

BASELINE = 0.8
"""Where Qt puts the baseline in a line of fixed height."""

LEAST_NAME = 10
SIZES = (14, 34)
GAP = 20


@dataclass(frozen=True, slots=True)
class Measures:
    """Distances for one size of text and one gap between its lines."""

    size: float
    gap: float

    @property
    def k(self) -> float:
        """The scale of all that is drawn."""
        return self.size / DRAWN_AT

    @property
    def line(self) -> float:
        """From baseline to baseline."""
        return self.size * OWN_HEIGHT + self.gap * self.k

    @property
    def column(self) -> float:
        """Width of the text."""
        return self.size * 27.4

    @property
    def name_px(self) -> int:
        """Size of the names under marks."""
        return max(LEAST_NAME, round(LEAST_NAME * self.k))

    @property
    def above(self) -> float:
        """Top of a band above the baseline."""
        return 18 * self.k

    @property
    def below(self) -> float:
        """Bottom of a band below the baseline."""
        return 9 * self.k

    def lane(self, number: int) -> float:
        """The line of the lane, below the baseline."""
        return (10.5 + 4 * number) * self.k

    def name(self, lowest: int) -> float:
        """The baseline of names under the lowest lane, below the text's baseline."""
        return self.lane(lowest) + 3.2 * self.k + self.name_px * 1.03

    def overline(self, level: int) -> float:
        """A claim's line above the baseline."""
        return (21 + 4 * level) * self.k

    def names_fit(self, lowest: int, level: int | None) -> bool:
        """Whether names under that lane stay clear of the next line's overline at that level."""
        if lowest > 2:
            return False
        if level is None:
            return True
        return self.name(lowest) + 2 * self.k <= self.line - self.overline(level)
