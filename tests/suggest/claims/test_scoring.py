"""The measures of claims, on claims that are counted by hand."""

from __future__ import annotations

import pytest
from hashiya.domain.span import Span
from hashiya.suggest.scoring_claims import ClaimScores, ScoredClaim, overlap, paired


def claim(content: tuple[int, int], cue: tuple[int, int], source: tuple[int, int], *, explicit: bool) -> ScoredClaim:
    return ScoredClaim((Span(*content),), ((Span(*cue),),), ((Span(*source),),), explicit)


GOLD = [
    claim((10, 30), (0, 3), (4, 8), explicit=True),
    claim((50, 60), (40, 44), (4, 8), explicit=False),
    claim((80, 90), (70, 74), (75, 78), explicit=True),
]


def test_what_agrees_with_itself_is_right() -> None:
    scores = ClaimScores()
    scores.add(GOLD, GOLD)
    assert all(tally.f1 == 1 for tally in scores.rows().values())
    assert (scores.source.gold, scores.any_source.gold) == (2, 3)


def test_a_longer_content_overlaps_but_is_not_exact() -> None:
    mine = [claim((10, 32), (0, 3), (4, 9), explicit=True), *GOLD[1:]]
    scores = ClaimScores()
    scores.add(mine, GOLD)
    assert (scores.content.right, scores.overlap.right, scores.cue.right, scores.source.right) == (2, 3, 3, 1)


def test_what_is_missing_and_what_is_too_much_are_counted() -> None:
    scores = ClaimScores()
    scores.add([GOLD[0], claim((200, 220), (190, 194), (195, 198), explicit=True)], GOLD)
    assert (scores.cue.right, scores.cue.proposed, scores.cue.gold) == (1, 2, 3)
    assert scores.cue.f1 == pytest.approx(0.4)
    assert scores.overlap.precision == pytest.approx(0.5)
    assert scores.overlap.recall == pytest.approx(1 / 3)


def test_nothing_against_nothing_is_perfect() -> None:
    scores = ClaimScores()
    scores.add([], [])
    assert scores.cue.f1 == scores.cue.precision == scores.cue.recall == 1


def test_the_pieces_of_a_content_count_together() -> None:
    assert overlap((Span(0, 4), Span(6, 10)), (Span(0, 10),)) == pytest.approx(0.8)


def test_each_claim_is_paired_once() -> None:
    twice = [GOLD[0], claim((10, 28), (0, 3), (4, 8), explicit=True)]
    assert paired(twice, GOLD[:1]) == [(GOLD[0], GOLD[0])]
