"""Lists of words: folded, wherever they are written."""

from __future__ import annotations

from hashiya.suggest.wordlists import folded_table, folded_words, marked_words, with_endings, word_list


def test_word_lists_are_folded() -> None:
    assert "سيرغي" in word_list("given")
    assert "ان" not in word_list("given")
    assert {"اكد", "علي", "ضروره"} <= word_list("common")


def test_words_in_code_are_folded_and_what_is_joined_is_several() -> None:
    assert folded_words("إلى  الأمم_المتحدة\nقناة") == {"الي", "الامم المتحده", "قناه"}
    assert folded_words("") == frozenset()


def test_a_table_is_folded_on_both_sides() -> None:
    assert folded_table({"جمادى": "الأولى الآخرة", "في": ""}) == {"جمادي": {"الاولي", "الاخره"}, "في": frozenset()}


def test_every_word_gets_every_ending() -> None:
    assert with_endings("أمين لقاء", ("ه", "ها")) == {"امينه", "امينها", "لقاءه", "لقاءها"}


def test_marked_words_are_those_with_a_star() -> None:
    assert marked_words("given") < word_list("given")
    assert not any("*" in word for word in word_list("given"))
