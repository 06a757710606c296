"""Spans and fragments: half-open, in order, joined where they touch."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import EntityMention, Filler
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.span import Span, are_fragments, hull, join, quote
from hypothesis import given
from hypothesis import strategies as st

from tests import builders as b

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: Span(pair[0], sum(pair))), min_size=1, max_size=8
)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_an_impossible_span_cannot_be_built(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(SPANS)
def test_joined_spans_cover_the_same_characters_with_gaps_between(spans: list[Span]) -> None:
    joined = join(spans)
    assert are_fragments(joined)
    assert {n for one in joined for n in range(one.start, one.end)} == {
        n for one in spans for n in range(one.start, one.end)
    }
    assert join(reversed(spans)) == join(joined) == joined
    assert hull(joined) == Span(min(one.start for one in spans), max(one.end for one in spans))


@given(SPANS, SPANS)
def test_overlap_and_containment_are_those_of_sets(some: list[Span], others: list[Span]) -> None:
    for one in some:
        for other in others:
            mine, theirs = set(range(one.start, one.end)), set(range(other.start, other.end))
            assert one.overlaps(other) == other.overlaps(one) == bool(mine & theirs)
            assert one.contains(other) == (theirs <= mine)
            assert len(one) == len(mine)


@pytest.mark.parametrize(
    "spans",
    [(), (Span(0, 2), Span(2, 4)), (Span(3, 5), Span(0, 1)), (Span(0, 3), Span(2, 5)), (Span(1, 2), Span(1, 2))],
)
def test_what_touches_overlaps_or_is_out_of_order_are_no_fragments(spans: tuple[Span, ...]) -> None:
    assert not are_fragments(spans)
    article = b.article()
    with pytest.raises(ValueError, match=r"fragments|out of range"):
        EntityMention(
            id=AnnotationId("x"),
            article=article.key,
            label="PERS",
            fragments=spans,
            owner=b.SARA.id,
            annotator=b.SARA.id,
        )


def test_a_quote_joins_its_pieces_by_one_space_and_counts_code_points() -> None:
    text = "قال 😀 ظريف إن"
    assert quote(text, (Span(0, 3), Span(6, 10))) == "قال ظريف"
    assert Span(4, 5).of(text) == "😀"


def test_a_filler_is_one_of_three() -> None:
    Filler(annotation=AnnotationId("x"))
    Filler(referent=ReferentId("x"))
    Filler(fragments=(Span(0, 1), Span(2, 3)))
    with pytest.raises(ValueError, match="one of"):
        Filler()
    with pytest.raises(ValueError, match="one of"):
        Filler(annotation=AnnotationId("x"), referent=ReferentId("y"))
    with pytest.raises(ValueError, match="fragments"):
        Filler(fragments=(Span(0, 2), Span(2, 3)))
