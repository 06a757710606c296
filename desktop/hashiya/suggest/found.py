"""What the rule engines find before overlaps are settled."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A label on [start, end) of the folded text, by one engine; the score says how often such a rule is right."""

    start: int
    end: int
    label: str
    score: float
    engine: str
    description: bool = False
    """Whether the mention only describes: نظيره الروسي، المباحثات."""
