"""Figures of proposals against gold."""

from __future__ import annotations

import pytest
from hashiya.domain.span import Span
from hashiya.suggest.scoring import EntityScore, Figures

TEXT = "وروسيا وإيران في فيينا"


def test_strict_wants_start_end_and_label_and_overlap_only_the_label() -> None:
    score = EntityScore()
    gold = [(Span(1, 6), "GPE"), (Span(8, 13), "GPE"), (Span(17, 22), "GPE")]
    score.add(TEXT, gold, [(Span(1, 6), "GPE"), (Span(7, 13), "GPE"), (Span(17, 22), "LOC")])
    assert (score.strict.right, score.strict.proposed, score.strict.wanted) == (1, 3, 3)
    assert score.overlapping.right == 2
    assert score.by_label["GPE"].wanted == 3
    assert score.by_label["LOC"].proposed == 1


def test_edges_are_counted_behind_proclitics_of_mentions_that_are_found() -> None:
    score = EntityScore()
    gold = [(Span(1, 6), "GPE"), (Span(8, 13), "GPE"), (Span(17, 22), "GPE")]
    score.add(TEXT, gold, [(Span(1, 6), "GPE"), (Span(7, 13), "GPE"), (Span(17, 22), "GPE")])
    assert (score.edges.right, score.edges.wanted) == (1, 2)


def test_figures_of_nothing_are_no_division_by_nothing() -> None:
    assert Figures().f1 == Figures().precision == Figures().recall == 0
    some = Figures(right=1, proposed=2, wanted=4)
    assert (some.precision, some.recall) == (0.5, 0.25)
    assert some.f1 == pytest.approx(1 / 3)
