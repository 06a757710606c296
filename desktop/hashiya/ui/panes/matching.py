"""How well a name matches what is typed, in any spelling and with letters left out, and which part of it does."""

from __future__ import annotations

from dataclasses import dataclass

from hashiya.arabic.folding import fold, fold_key
from hashiya.domain.span import Span, join

_WHOLE, _START, _WORD, _INSIDE, _LETTERS = 100, 80, 60, 40, 15
_FEWEST_LETTERS = 3
"""Fewer typed letters than this must stand together, or nearly everything would match."""

_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Match:
    """How well a name matches, the greater the better, and its matched parts in code points."""

    score: int
    parts: tuple[Span, ...]


def match(query: str, name: str) -> Match | None:
    """How the name matches every word of the query, None when it does not; an empty query matches anything."""
    words = fold_key(query).split()
    if not words:
        return Match(0, ())
    folded = fold(name)
    score, parts = 0, []
    for word in words:
        found = _found(word, folded.text)
        if found is None:
            return None
        points, places = found
        score += points
        parts += [folded.unfold(place) for place in places]
    return Match(score // len(words), join(parts))


def _found(word: str, name: str) -> tuple[int, list[Span]] | None:
    """The best place of one word: at the start, at a word's start (its article aside), inside, or letter by letter."""
    best: tuple[int, int] | None = None
    at = name.find(word)
    while at >= 0:
        points = _points(word, name, at)
        if best is None or points > best[0]:
            best = (points, at)
        at = name.find(word, at + 1)
    if best is not None:
        return best[0], [Span(best[1], best[1] + len(word))]
    return _scattered(word, name) if len(word) >= _FEWEST_LETTERS else None


def _points(word: str, name: str, at: int) -> int:
    end = at + len(word)
    if at == 0:
        return _WHOLE if end == len(name) else _START
    before = name[:at]
    if not before[-1].isalnum():
        return _WORD
    stem = before.removesuffix(_ARTICLE)
    if stem != before and (not stem or not stem[-1].isalnum()):
        return _WORD
    return _INSIDE


def _scattered(word: str, name: str) -> tuple[int, list[Span]] | None:
    """The word's letters one after another, each run beginning where it can; only words begun at a word's start."""
    places: list[Span] = []
    at = 0
    for letter in word:
        at = name.find(letter, at)
        if at < 0:
            return None
        if places and places[-1].end == at:
            places[-1] = Span(places[-1].start, at + 1)
        else:
            places.append(Span(at, at + 1))
        at += 1
    starts_a_word = places[0].start == 0 or not name[places[0].start - 1].isalnum()
    if not starts_a_word or len(places) > len(word) // 2 + 1:
        return None
    return _LETTERS - len(places), places
