"""Names known beforehand: found in any spelling and behind any proclitic, the longest first, then the least cut."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from hashiya.resources import resource
from hashiya.suggest.nisba import inflected
from hashiya.suggest.tokens import APART, GLUED, Tokens, keeps, stems


class Match(NamedTuple):
    """A known name in a text: words [first, end), letters cut from the first word, label."""

    first: int
    end: int
    cut: int
    label: str


class Gazetteer:
    """Folded names with their labels."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.labels: dict[str, str] = {}
        self._longest: dict[str, int] = {}
        for key, label in names:
            self.labels.setdefault(key, label)
            first, *rest = key.split(" ")
            if len(rest) >= self._longest.get(first, 0):
                self._longest[first] = len(rest) + 1
        self._begun = lru_cache(maxsize=1 << 15)(self._begun_by)

    def matches(self, tokens: Tokens) -> list[Match | None]:
        """The longest name that begins in each word; None where none does, or inside a name found before."""
        found: list[Match | None] = [None] * len(tokens)
        if not self._longest:
            return found
        free, begun = 0, self._begun
        for index, form in enumerate(tokens.forms):
            if index < free:
                continue
            best: Match | None = None
            for cut, stem in begun(form):
                match = self._longest_from(tokens, index, cut, stem)
                if match is not None and (best is None or match.end > best.end):
                    best = match
            if best is not None:
                found[index] = best
                free = best.end
        return found

    def _begun_by(self, form: str) -> tuple[tuple[int, str], ...]:
        """The stems of the word that a name begins with, with the letters cut."""
        return tuple((cut, stem) for cut, stem in stems(form) if stem in self._longest)

    def inner_matches(self, tokens: Tokens, outer: Match) -> list[Match]:
        """The names that begin inside a longer name, after its first word."""
        found = []
        index = outer.first + 1
        while index < outer.end:
            match = None
            if tokens.forms[index] in self._longest:
                match = self._longest_from(tokens, index, 0, tokens.forms[index], outer.end)
            if match is not None:
                found.append(match)
            index = match.end if match is not None else index + 1
        return found

    def _longest_from(self, tokens: Tokens, index: int, cut: int, stem: str, limit: int | None = None) -> Match | None:
        key, end = stem, index + 1
        best = None
        if (label := self.labels.get(key)) is not None and not (cut and _is_doubtful(tokens.forms[index], stem)):
            best = Match(index, end, cut, label)
        stop = min(index + self._longest[stem], len(tokens) if limit is None else limit)
        while end < stop and tokens.bonds[end] != APART:
            key = f"{key} {tokens.forms[end]}"
            end += 1
            if (label := self.labels.get(key)) is not None:
                best = Match(index, end, cut, label)
        return best


def _is_doubtful(form: str, stem: str) -> bool:
    """Whether the cut would take a letter from a word that has it by nature."""
    return not stem.startswith("ال") and keeps(form)


def glued_to_next(tokens: Tokens, end: int) -> bool:
    """Whether the word at `end` is of one piece with what stands before it."""
    return end < len(tokens) and tokens.bonds[end] == GLUED


@cache
def built_in() -> Gazetteer:
    """The names that come with the program."""
    return Gazetteer(_entries())


def nationals() -> frozenset[str]:
    """Every form of every adjective of origin, folded."""
    return _nationals()


@cache
def _nationals() -> frozenset[str]:
    lines = resource("gazetteer/names.tsv").read_text("utf-8").splitlines()
    return frozenset(
        form for line in lines if line.startswith("NISBA\t") for form in inflected(line.removeprefix("NISBA\t"))
    )


def _entries() -> Iterable[tuple[str, str]]:
    for line in resource("gazetteer/names.tsv").read_text("utf-8").splitlines():
        label, _, name = line.partition("\t")
        if label != "NISBA":
            yield name, label
    for form in sorted(_nationals()):
        yield form, "NORP"
