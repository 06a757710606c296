"""Spellings that are likely the same word: long vowels that come, go or move, and letters that are taken for others."""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.arabic.folding import fold_key
from hashiya.storage.finding import Finder
from hashiya.workspace.matching import Pattern
from hashiya.workspace.queries import Variant

_VOWELS = "اوي"
# Letters with which foreign names are written one way or another, and those that are often mistaken.
_ALIKE = ("جغقك", "تط", "سصثش", "زذظ", "دض", "هح", "فب", "قخ")
_MOST = 12
_ARTICLE = "ال"
_LEAST, _LONG = 4, 6
"""Letters, the article not counted, that a word has of which another is offered; of which two changes are."""


def variants_of(finder: Finder, text: str) -> tuple[Variant, ...]:
    """The other spellings of the query's one word that stand in texts as words, the most frequent first."""
    word = fold_key(text)
    if " " in word or len(word.removeprefix(_ARTICLE)) < _LEAST:
        return ()
    # Behind a proclitic alone it is not looked for: there are too many spellings.
    there = finder.known(_spellings(word))
    found = [Variant(spelling, finder.how_many(Pattern((spelling,)).needed()[0])) for spelling in there]
    return tuple(sorted(found, key=lambda one: (-one.count, one.text))[:_MOST])


def _spellings(word: str) -> Iterator[str]:
    """The word with one letter like another, and with one or two changes to its long vowels; its first letter stays."""
    seen = {word}
    once = list(dict.fromkeys(_vowels_changed(word)))
    is_long = len(word.removeprefix(_ARTICLE)) >= _LONG
    twice = (two for one in once for two in _vowels_changed(one)) if is_long else ()
    for spelling in (*once, *_letters_changed(word), *twice):
        if spelling not in seen:
            seen.add(spelling)
            yield spelling


def _vowels_changed(word: str) -> Iterator[str]:
    """The word with a long vowel left out, put in, or in another's place."""
    for at in range(1, len(word)):
        if word[at] in _VOWELS:
            yield word[:at] + word[at + 1 :]
            for vowel in _VOWELS:
                yield word[:at] + vowel + word[at + 1 :]
        else:
            for vowel in _VOWELS:
                yield word[:at] + vowel + word[at:]


def _letters_changed(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        for letters in _ALIKE:
            if word[at] in letters:
                for other in letters.replace(word[at], ""):
                    yield word[:at] + other + word[at + 1 :]
