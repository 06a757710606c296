"""A stored text: any piece of it is what Python cuts out, wherever one begins to look for it."""

from __future__ import annotations

from hashiya.storage.text import Text
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.text(alphabet="ab 1\nإيرنوه\u064b\u0640\u200f…ﷺ😀", max_size=400)


@given(text=TEXTS, start=st.integers(0, 400), length=st.integers(1, 300), near=st.integers(-50, 2000))
def test_a_piece_is_found_wherever_one_looks_first(text: str, start: int, length: int, near: int) -> None:
    stored = Text(b"", None, text.encode(), len(text))
    assert stored.excerpt(start, start + length, near) == text[start : start + length]


@given(text=TEXTS, start=st.integers(0, 400), length=st.integers(0, 400))
def test_characters_are_counted_by_their_bytes(text: str, start: int, length: int) -> None:
    encoded = text.encode()
    first, last = len(text[:start].encode()), len(text[: start + length].encode())
    assert Text(encoded, None, encoded, len(text)).length(first, last) == len(text[start : start + length])
