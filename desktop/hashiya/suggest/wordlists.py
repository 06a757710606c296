"""Lists of words, folded: those written in code, and those of resources/gazetteer/words/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from hashiya.arabic.folding import fold_key, fold_text
from hashiya.resources import resource


def folded_words(text: str) -> frozenset[str]:
    """The words of a list written in code, folded; what is joined by _ is one of several words."""
    return frozenset(fold_text(word).replace("_", " ") for word in text.split())


def folded_table(lists: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """A list of words for each word, all folded."""
    return {fold_text(key): folded_words(text) for key, text in lists.items()}


def with_endings(text: str, endings: Iterable[str]) -> frozenset[str]:
    """Each word of a list written in code, folded, with each of the endings."""
    return frozenset(word + ending for word in folded_words(text) for ending in endings)


@cache
def word_list(name: str) -> frozenset[str]:
    """The folded words of a list of resources/gazetteer/words/, whatever mark they carry."""
    return frozenset(word.rstrip("*") for word in _listed(name))


@cache
def marked_words(name: str) -> frozenset[str]:
    """Those words of the list that carry a star."""
    return frozenset(word[:-1] for word in _listed(name) if word.endswith("*"))


def _listed(name: str) -> list[str]:
    lines = resource(f"gazetteer/words/{name}.txt").read_text("utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    return [fold_key(word.replace("_", " ")) + ("*" if word.endswith("*") else "") for word in words]
