"""Lanes and places of names: pure arithmetic."""

from __future__ import annotations

import itertools

import pytest
from hashiya.ui.viewer.content import Mark
from hashiya.ui.viewer.lanes import lanes
from hashiya.ui.viewer.margins import move_apart
from hashiya.ui.viewer.names import Wish, place_names, place_tags
from hashiya.ui.viewer.spans import MarkIndex
from hypothesis import given
from hypothesis import strategies as st

intervals = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=40
)


@given(intervals)
def test_lines_of_one_lane_lie_apart_unless_they_share_the_last(given_: list[tuple[int, int]]) -> None:
    placed = lanes(given_)
    for i, one in enumerate(given_):
        for j in range(i):
            other = given_[j]
            if placed[i].number == placed[j].number and one[0] < other[1] and other[0] < one[1]:
                assert placed[i].number == 2
                assert placed[i].shared or placed[j].shared


@given(intervals)
def test_an_outer_mark_is_never_nearer_than_one_inside_it(given_: list[tuple[int, int]]) -> None:
    placed = lanes(given_)
    for i, one in enumerate(given_):
        for j, other in enumerate(given_):
            strictly = one[0] <= other[0] and other[1] <= one[1] and one != other
            if strictly:
                assert placed[i].number > placed[j].number or placed[i].shared or placed[j].number == 2


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ([(0, 5)], [0]),
        ([(0, 20), (0, 5), (6, 12)], [1, 0, 0]),
        ([(0, 5), (5, 9)], [0, 0]),
        ([(0, 6), (4, 9)], [1, 0]),
        ([(0, 5), (0, 5)], [0, 1]),
        ([(0, 30), (0, 20), (0, 10)], [2, 1, 0]),
    ],
)
def test_the_innermost_is_nearest(given_: list[tuple[int, int]], expected: list[int]) -> None:
    assert [lane.number for lane in lanes(given_)] == expected


def test_the_fourth_shares_the_third_lane() -> None:
    placed = lanes([(0, 40), (0, 30), (0, 20), (0, 10)])
    assert [(lane.number, lane.shared) for lane in placed] == [(2, True), (2, False), (1, False), (0, False)]


wish = st.builds(
    lambda left, wide, width, rank: Wish("", left, left + wide, width, rank),
    st.floats(0, 500),
    st.floats(5, 120),
    st.floats(10, 60),
    st.integers(0, 3),
)
wishes = st.lists(wish, max_size=25).map(lambda found: [w._replace(key=f"w{n}") for n, w in enumerate(found)])


@given(wishes, st.booleans())
def test_names_never_overlap_and_stay_in_the_column(given_: list[Wish], rtl: bool) -> None:
    placed = place_names(given_, (-10, 630), rtl=rtl)
    by_key = {wish.key: wish for wish in given_}
    spans = sorted((left, left + by_key[key].width) for key, left in placed.items())
    assert all(a[1] <= b[0] + 0.01 for a, b in itertools.pairwise(spans))
    assert all(left >= -10.01 and right <= 630.01 for left, right in spans)


@given(wishes, st.booleans())
def test_a_name_that_moved_is_within_its_mark(given_: list[Wish], rtl: bool) -> None:
    for key, left in place_names(given_, (-1000, 2000), rtl=rtl).items():
        wish = next(w for w in given_ if w.key == key)
        at_start = wish.right - wish.width if rtl else wish.left
        assert left == pytest.approx(at_start) or wish.left - 0.02 <= left <= left + wish.width <= wish.right + 0.02


def test_the_outermost_name_goes_first_and_the_inner_one_moves() -> None:
    outer, inner = Wish("outer", 0, 100, 30, 1), Wish("inner", 20, 100, 30, 0)
    assert place_names([inner, outer], (-10, 110), rtl=True) == pytest.approx({"outer": 70, "inner": 36}, abs=0.05)
    narrow = Wish("narrow", 80, 100, 30, 0)
    assert place_names([narrow, outer], (-10, 110), rtl=True) == {"outer": 70}


@given(st.lists(st.tuples(st.floats(0, 600), st.floats(10, 90)), max_size=6))
def test_tags_never_touch(given_: list[tuple[float, float]]) -> None:
    lefts = place_tags(given_, (0, 600))
    spans = sorted((left, left + width) for left, (_, width) in zip(lefts, given_, strict=True))
    assert all(a[1] + 3 <= b[0] + 0.01 for a, b in itertools.pairwise(spans))


@given(st.lists(st.floats(0, 2000)).map(sorted))
def test_glosses_move_down_and_never_up(wanted: list[float]) -> None:
    placed = move_apart(wanted, 42)
    assert all(a + 42 <= b + 1e-6 for a, b in itertools.pairwise(placed))
    assert all(place >= wish for place, wish in zip(placed, wanted, strict=True))


@given(intervals, st.integers(0, 70), st.integers(1, 20), st.data())
def test_the_index_finds_what_a_look_at_all_finds(
    given_: list[tuple[int, int]], start: int, wide: int, data: st.DataObject
) -> None:
    marks = [Mark(f"m{n}", "entities", "PERS", *found) for n, found in enumerate(given_)]
    split = data.draw(st.integers(0, len(marks)))
    index = MarkIndex(marks[:split])
    for mark in marks[split:]:
        index.add(mark)
    gone = data.draw(st.lists(st.sampled_from(marks), unique=True)) if marks else []
    for mark in gone:
        index.remove(mark)
    left = [mark for mark in marks if mark not in gone]
    touching = {mark.id for mark in index.touching(start, start + wide)}
    assert touching == {mark.id for mark in left if mark.start < start + wide and mark.end > start}
    at = index.at(start)
    assert {mark.id for mark in at} == {mark.id for mark in left if mark.start <= start <= mark.end}
    lengths = [mark.end - mark.start for mark in at if mark.end != start]
    assert lengths == sorted(lengths)
    assert len(index) == len(left)
