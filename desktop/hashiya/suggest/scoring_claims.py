"""How well proposed claims agree with annotated ones: cue, content, source, each by precision, recall and F1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hashiya.domain.span import Fragments, Span, hull

ENOUGH = 0.8
"""The share of code points in common, of all that either has, from which two contents count as overlapping."""


@dataclass(frozen=True, slots=True)
class ScoredClaim:
    """What is compared of one claim: content, fillers of cue and source, whether its own clause names the source."""

    content: Fragments
    cues: tuple[Fragments, ...] = ()
    sources: tuple[Fragments, ...] = ()
    explicit: bool = False

    @property
    def cue(self) -> Fragments:
        """The pieces of its cue, whether they are one filler or several."""
        return tuple(sorted(piece for filler in self.cues for piece in filler))


@dataclass(slots=True)
class Tally:
    """How many of one thing were proposed, are in the gold, and are in both."""

    right: int = 0
    proposed: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of the proposed that is right; 1 when nothing was proposed and nothing is there."""
        return self.right / self.proposed if self.proposed else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of the gold that was proposed."""
        return self.right / self.gold if self.gold else float(not self.proposed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.proposed + self.gold
        return 2 * self.right / total if total else 1.0

    def add(self, right: int, proposed: int, gold: int) -> None:
        """Count another article."""
        self.right += right
        self.proposed += proposed
        self.gold += gold


@dataclass(slots=True)
class ClaimScores:
    """The tallies of claims, article after article.

    `cue`: the exact words that report, of claims that have some. `content`: the exact fragments. `overlap`: contents
    with at least `ENOUGH` in common, each paired once. `source`: the sources that a claim's own clause names, exactly.
    `any_source`: all sources, those that are carried on too, of claims that are paired by cue or content.
    """

    cue: Tally = field(default_factory=Tally)
    content: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)
    source: Tally = field(default_factory=Tally)
    any_source: Tally = field(default_factory=Tally)

    def add(self, proposed: Sequence[ScoredClaim], gold: Sequence[ScoredClaim]) -> None:
        """Compare the claims of one article."""
        _count(self.cue, (one.cue for one in proposed if one.cue), (one.cue for one in gold if one.cue))
        _count(self.content, (one.content for one in proposed), (one.content for one in gold))
        pairs = paired(proposed, gold)
        self.overlap.add(sum(overlap(a.content, b.content) >= ENOUGH for a, b in pairs), len(proposed), len(gold))
        named = [(a, b) for a, b in pairs if a.explicit and b.explicit and a.sources and b.sources]
        self.source.add(
            sum(sorted(a.sources) == sorted(b.sources) for a, b in named),
            sum(one.explicit and bool(one.sources) for one in proposed),
            sum(one.explicit and bool(one.sources) for one in gold),
        )
        self.any_source.add(
            sum(bool(a.sources) and sorted(a.sources) == sorted(b.sources) for a, b in pairs),
            sum(bool(one.sources) for one in proposed),
            sum(bool(one.sources) for one in gold),
        )

    def rows(self) -> Mapping[str, Tally]:
        """The tallies by name."""
        return {
            "cue": self.cue,
            "content": self.content,
            "overlap": self.overlap,
            "source": self.source,
            "any_source": self.any_source,
        }


def overlap(one: Fragments, other: Fragments) -> float:
    """The code points that both have, as a share of those that either has."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    either = sum(map(len, one)) + sum(map(len, other)) - common
    return common / either if either else 0.0


def paired(proposed: Sequence[ScoredClaim], gold: Sequence[ScoredClaim]) -> list[tuple[ScoredClaim, ScoredClaim]]:
    """Each claim with at most one of the others: the most overlapping contents first, a common cue decides a tie."""
    likely = [
        (overlap(a.content, b.content) + (0.5 if a.cue and a.cue == b.cue else 0), -i, -j)
        for i, a in enumerate(proposed)
        for j, b in enumerate(gold)
        if hull(a.content).overlaps(hull(b.content)) or (a.cue and a.cue == b.cue)
    ]
    left, right = set(range(len(proposed))), set(range(len(gold)))
    found = []
    for score, i, j in sorted(likely, reverse=True):
        if score > 0.3 and -i in left and -j in right:
            left.discard(-i)
            right.discard(-j)
            found.append((proposed[-i], gold[-j]))
    return found


def _count(tally: Tally, proposed: Iterable[Fragments], gold: Iterable[Fragments]) -> None:
    """Compare as multisets: the same words that report two claims count twice only when both sides say so."""
    mine, theirs = _distinct(proposed), _distinct(gold)
    tally.add(len(mine & theirs), len(mine), len(theirs))


def _distinct(many: Iterable[Fragments]) -> set[Fragments]:
    return set(many)


def spans_of(pairs: Iterable[tuple[int, int]]) -> Fragments:
    """The fragments that a corpus writes as pairs of numbers."""
    return tuple(Span(start, end) for start, end in pairs)
