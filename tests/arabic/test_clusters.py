"""Edges of what a reader takes for one letter."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hashiya.arabic.clusters import (
    cluster_end,
    cluster_start,
    is_edge,
    next_cluster,
    previous_cluster,
    snap_to_clusters,
)
from hashiya.domain.span import Span
from hypothesis import given
from hypothesis import strategies as st

from tests.arabic.texts import texts


def clusters(text: str) -> list[str]:
    edges = [place for place in range(len(text) + 1) if is_edge(text, place)]
    return [text[a:b] for a, b in itertools.pairwise(edges)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مُحَمَّد", ["مُ", "حَ", "مَّ", "د"]),
        ("لا", ["ل", "ا"]),
        ("الـ 2", ["ا", "لـ", " ", "2"]),
        ("وـَر", ["وـَ", "ر"]),
        ("ـها", ["ـ", "ه", "ا"]),
        ("هٰذا", ["هٰ", "ذ", "ا"]),
        ("می\u200cخ", ["م", "ی\u200c", "خ"]),
        ("ه\u200d", ["ه\u200d"]),
        ("\u200fوزير", ["\u200f", "و", "ز", "ي", "ر"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("\n\u064eب", ["\n", "\u064e", "ب"]),
        ("😀👍🏽x", ["😀", "👍🏽", "x"]),
        ("👩‍👩‍👧ب", ["👩‍👩‍👧", "ب"]),
        ("❤️‍🔥", ["❤️‍🔥"]),
        ("🇸🇾🇱🇧🇾", ["🇸🇾", "🇱🇧", "🇾"]),
        ("1️⃣2", ["1️⃣", "2"]),
        ("हिन", ["हि", "न"]),
    ],
)
def test_clusters(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@given(texts)
def test_no_mark_is_parted_from_its_letter(text: str) -> None:
    for cluster in clusters(text):
        assert unicodedata.category(cluster[0]) not in {"Mn", "Me"} or len(cluster) == len(clusters(cluster)[0])
    for place in range(1, len(text)):
        marked = unicodedata.combining(text[place]) and unicodedata.category(text[place - 1]) in {"Lo", "Ll", "Lu"}
        assert not (marked and is_edge(text, place))


@given(texts, st.integers(-2, 70))
def test_neighbouring_edges_enclose_the_position(text: str, position: int) -> None:
    start, end = cluster_start(text, position), cluster_end(text, position)
    inside = min(max(position, 0), len(text))
    assert start <= inside <= end
    assert is_edge(text, start)
    assert is_edge(text, end)
    assert previous_cluster(text, inside) < inside or inside == 0
    assert next_cluster(text, inside) > inside or inside == len(text)


@given(texts.filter(bool), st.data())
def test_snapping_only_grows_and_settles(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    snapped = snap_to_clusters(text, span)
    assert snapped.contains(span)
    assert snap_to_clusters(text, snapped) == snapped


def test_walking_there_and_back_meets_the_same_edges() -> None:
    text = "قالَ ـ 👩‍👩‍👧 «مُحَمَّد» 🇸🇾🇱🇧\r\nنص"
    there, place = [0], 0
    while place < len(text):
        place = next_cluster(text, place)
        there.append(place)
    back = [place]
    while place:
        place = previous_cluster(text, place)
        back.append(place)
    assert there == back[::-1]
