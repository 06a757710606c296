"""Going from word to word for what begins with certain words and may take several: dates, numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

from hashiya.suggest.found import Found
from hashiya.suggest.phrases import Text
from hashiya.suggest.tokens import stems

MayBegin = Callable[[str], bool]
"""Whether something may begin with the folded word."""
ReadAt = Callable[[Text, int, list[Found]], int]
"""Adds what begins with the word at the index, and says where it ends."""


def beginning_with(words: Collection[str]) -> MayBegin:
    """Whether a word is one of these, behind proclitics or not, or begins with a digit."""

    @lru_cache(maxsize=1 << 15)
    def may_begin(form: str) -> bool:
        return form[:1].isdigit() or any(stem in words for _, stem in stems(form))

    return may_begin


def walked(text: Text, may_begin: MayBegin, read_at: ReadAt) -> list[Found]:
    """What is found from the first word on; nothing is looked for inside what was found."""
    found: list[Found] = []
    free = 0
    for index, form in enumerate(text.tokens.forms):
        if index >= free and may_begin(form):
            free = read_at(text, index, found)
    return found
