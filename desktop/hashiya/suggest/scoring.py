"""Figures of proposals against gold: precision, recall and F1, strict and by overlap, by label; edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hashiya.domain.span import Span

Marked = tuple[Span, str]
"""A span and its label."""


@dataclass(slots=True)
class Figures:
    """Counts of right, proposed and wanted things, added up over articles."""

    right: int = 0
    proposed: int = 0
    wanted: int = 0

    def add(self, *, right: int, proposed: int, wanted: int) -> None:
        """Count one article."""
        self.right += right
        self.proposed += proposed
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """The share of what is proposed that is right; 0 when nothing is proposed."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """The share of what is wanted that is proposed; 0 when nothing is wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.proposed + self.wanted) if self.proposed + self.wanted else 0.0

    def as_data(self) -> dict[str, float]:
        """For JSON."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "right": self.right,
            "proposed": self.proposed,
            "wanted": self.wanted,
        }


@dataclass(slots=True)
class EntityScore:
    """Outermost mentions of any number of articles: strict, overlapping, by label; and where they begin."""

    strict: Figures = field(default_factory=Figures)
    overlapping: Figures = field(default_factory=Figures)
    by_label: dict[str, Figures] = field(default_factory=dict)
    edges: Figures = field(default_factory=Figures)
    """Of the wanted mentions behind a proclitic that are found (same label, same end): begun right."""

    def add(self, text: str, gold: Sequence[Marked], proposed: Sequence[Marked]) -> None:
        """Count one article; both lists hold outermost mentions only."""
        wanted, found = set(gold), set(proposed)
        right = wanted & found
        self.strict.add(right=len(right), proposed=len(found), wanted=len(wanted))
        for label in {one[1] for one in wanted | found}:
            figures = self.by_label.setdefault(label, Figures())
            figures.add(right=_of(right, label), proposed=_of(found, label), wanted=_of(wanted, label))
        met = Counter[str]()
        taken: set[Marked] = set()
        for one in sorted(wanted):
            other = next((two for two in sorted(found - taken) if two[1] == one[1] and two[0].overlaps(one[0])), None)
            if other is None:
                continue
            taken.add(other)
            met["all"] += 1
            if other[0].end == one[0].end and one[0].start and text[one[0].start - 1].isalpha():
                self.edges.add(right=int(other[0].start == one[0].start), proposed=1, wanted=1)
        self.overlapping.add(right=met["all"], proposed=len(found), wanted=len(wanted))


def _of(marks: Iterable[Marked], label: str) -> int:
    return sum(one[1] == label for one in marks)
