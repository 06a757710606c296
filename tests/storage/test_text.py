"""A stored text: any piece of it is what Python cuts out, wherever one begins to look for it."""

from __future__ import annotations

from hashiya.arabic.folding import fold
from hashiya.storage.folded import folded_row
from hashiya.storage.text import Text
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.text(alphabet="ab 1\nإيرنوه\u064b\u0640\u200f…ﷺ😀", max_size=400)


@given(text=TEXTS, start=st.integers(0, 400), length=st.integers(1, 300), near=st.integers(-50, 2000))
def test_a_piece_is_found_wherever_one_looks_first(text: str, start: int, length: int, near: int) -> None:
    stored = Text(b"", None, text.encode(), len(text))
    assert stored.excerpt(start, start + length, near) == text[start : start + length]


@given(text=TEXTS, places=st.lists(st.integers(0, 400), min_size=1))
def test_the_raw_place_of_a_folded_letter_is_found_by_its_byte(text: str, places: list[int]) -> None:
    folded = fold(text)
    _, kept, shifts = folded_row("", text)
    stored = Text(kept.encode(), shifts, text.encode(), len(text))
    for index in (place % (len(kept) + 1) for place in places):
        assert stored.index(len(kept[:index].encode())) == index
        assert stored.raw_places(index, index)[0] == folded.raw_index(index)
