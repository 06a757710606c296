"""File names for articles: whatever the id, a name that every system takes, and the id again from the name."""

from __future__ import annotations

import pytest
from hashiya.exchange.naming import LONGEST, FileNames, file_stem, identifier_of
from hypothesis import given
from hypothesis import strategies as st

HOSTILE = (
    *("../../etc/passwd", "..", ".", ".hidden", "C:\\x (1).txt", "con", "NUL.txt", "lpt1", "a/b", "a\\b", "a:b"),
    *('a"b', "a*b?", "x.", "x ", " x", "~x", "a\nb", "a\x7fb", "%41", "100%20", "مقال/٢", "|", "<>"),
)


@pytest.mark.parametrize("identifier", HOSTILE)
def test_hostile_ids_become_plain_names_and_come_back(identifier: str) -> None:
    stem = file_stem(identifier)
    assert not set(stem) & set('<>:"/\\|?*\n\x7f')
    assert not stem.startswith((".", "~", " "))
    assert not stem.endswith((".", " "))
    assert stem.split(".")[0].upper() not in {"CON", "NUL", "LPT1"}
    assert identifier_of(stem) == identifier


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=50))
def test_any_short_id_comes_back(identifier: str) -> None:
    stem = file_stem(identifier)
    if len(stem.encode()) < LONGEST and "\ufffd" not in identifier:
        assert identifier_of(stem) == identifier


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_name_is_too_long(identifier: str) -> None:
    assert len(file_stem(identifier * 40).encode()) <= LONGEST


def test_long_ids_stay_apart() -> None:
    assert file_stem("ا" * 300 + "1") != file_stem("ا" * 300 + "2")


def test_names_that_a_system_takes_for_one_get_numbers() -> None:
    names = FileNames()
    assert [names.take(one) for one in ("A", "a", "a-2", "a")] == ["A", "a-2", "a-2-2", "a-3"]
