"""A text as the learned engine sees it: tokens without their proclitics, and what is known of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from hashiya.arabic.folding import fold_text
from hashiya.arabic.index import TextIndex
from hashiya.arabic.proclitics import default_stem
from hashiya.domain.span import Span

OUTSIDE = "O"
_NISBA = re.compile("(?:ي|يه|يا|يين|يون|يات|يان|يتين)$")
_DIGITS = re.compile(r"\d")
_LATIN = re.compile("[a-z]")
_PLACES = (-2, -1, 0, 1, 2)
_HERE = len(_PLACES)


@dataclass(frozen=True, slots=True)
class Token:
    """One word without its proclitic: where it stands, folded, the proclitic, and what stands before it."""

    span: Span
    folded: str
    proclitic: str
    gap: str


Sentence = tuple[Token, ...]


def sentences_of(index: TextIndex, starts: Collection[int] = (), *, skipped: Sequence[Span] = ()) -> list[Sentence]:
    """The tokens of each sentence; what is skipped, and sentences without a word, are left out.

    A word is cut where its form shows a proclitic, and at `starts`, where other engines let a mention begin.
    """
    found: list[Sentence] = []
    known = set(starts)
    for number in range(len(index)):
        line = index.line(number)
        words = line.words
        first = 0
        for sentence in line.sentences:
            last = first
            while last < len(words) and words[last].start < sentence.end:
                last += 1
            inside, first = words[first:last], last
            if inside and not any(span.overlaps(sentence) for span in skipped):
                found.append(tuple(_tokens(index.text, inside, sentence.start, known)))
    return found


def _tokens(text: str, words: Sequence[Span], start: int, starts: Collection[int]) -> Iterator[Token]:
    end = start
    for word in words:
        cut, stem, proclitic = _cut(word.of(text))
        begun = next((place for place in range(word.start + 1, min(word.start + 4, word.end)) if place in starts), None)
        if begun is not None and begun != word.start + cut:
            cut, stem, proclitic = begun - word.start, fold_text(text[begun : word.end]), "?"
        yield Token(
            Span(word.start + cut, word.end), stem, proclitic, _gap(text[end : word.start], is_first=end == start)
        )
        end = word.end


@lru_cache(maxsize=1 << 16)
def _cut(word: str) -> tuple[int, str, str]:
    """How much of the word is a proclitic, and both parts folded."""
    stem = default_stem(word, Span(0, len(word)))
    return stem.start, fold_text(word[stem.start :]), fold_text(word[: stem.start])


def _gap(between: str, *, is_first: bool) -> str:
    """What separates two words, as one sign: the last punctuation mark, or a space."""
    if is_first and not between.strip():
        return "^"
    signs = between.strip()
    return signs[-1] if signs else " "


def tags_of(sentence: Sentence, mentions: Iterable[tuple[Span, str]]) -> list[str]:
    """B-LABEL, I-LABEL or O for each token; a mention that begins inside a token begins with it."""
    tags = [OUTSIDE] * len(sentence)
    for span, label in mentions:
        inside = [n for n, token in enumerate(sentence) if token.span.start < span.end and token.span.end > span.start]
        for n in inside:
            tags[n] = f"I-{label}"
        if inside:
            tags[inside[0]] = f"B-{label}"
    return tags


def mentions_of(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The mentions that the tags tell, as (first token, last token + 1, label); a stray I begins one."""
    found: list[tuple[int, int, str]] = []
    begun: tuple[int, str] | None = None
    for n, tag in enumerate([*tags, OUTSIDE]):
        goes_on = begun is not None and tag == f"I-{begun[1]}"
        if begun is not None and not goes_on:
            found.append((begun[0], n, begun[1]))
            begun = None
        if tag != OUTSIDE and not goes_on:
            begun = n, tag[2:]
    return found


@dataclass(frozen=True, slots=True)
class NameBook:
    """Confirmed names by their folded words, with how often each label was confirmed; the longest name first."""

    names: Mapping[tuple[str, ...], Counter[str]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> NameBook:
        """The book of these (words, label)."""
        book: dict[tuple[str, ...], Counter[str]] = {}
        for words, label in names:
            key = tuple(fold_text(words).split())
            if key and len(key) <= 8:
                book.setdefault(key, Counter())[label] += 1
        return cls(book, max(map(len, book), default=0))

    def hits(self, sentence: Sentence, without: Counter[tuple[tuple[str, ...], str]] | None = None) -> list[str]:
        """For each token the label of the confirmed name that it belongs to, else nothing.

        `without` takes away so many confirmations: those of the very text that is learned from.
        """
        found = [""] * len(sentence)
        words = [token.folded for token in sentence]
        n = 0
        while n < len(words):
            length, label = self._longest(words, n, without)
            found[n : n + length] = [label] * length
            n += max(length, 1)
        return found

    def _longest(
        self, words: list[str], n: int, without: Counter[tuple[tuple[str, ...], str]] | None
    ) -> tuple[int, str]:
        for length in range(min(self.longest, len(words) - n), 0, -1):
            key = tuple(words[n : n + length])
            labels = self.names.get(key)
            if not labels:
                continue
            left = {one: count - (without[key, one] if without else 0) for one, count in labels.items()}
            best = max(left, key=lambda one: left[one])
            if left[best] > 0:
                return length, best
        return 0, ""


def features_of(
    sentence: Sentence,
    *,
    rules: Sequence[str] = (),
    nested: Sequence[str] = (),
    names: Sequence[str] = (),
    elsewhere: Mapping[str, str] | None = None,
) -> list[list[str]]:
    """What the learner is told of each token.

    `rules` are the tags of the other engines' outermost proposals, `nested` the labels inside them, `names` the labels
    of confirmed names, `elsewhere` what the engines called the same word somewhere else in the text.
    """
    rows: list[list[str]] = []
    size = len(sentence)
    facts = [_facts(token.folded) for token in sentence]
    for n, token in enumerate(sentence):
        row = ["bias", f"pro={token.proclitic}", f"gap={token.gap}", *facts[n][_HERE]]
        for k, place in enumerate(_PLACES):
            at = n + place
            if not 0 <= at < size:
                row.append(f"{place}:edge")
                continue
            row += facts[at][k]
            if rules:
                row.append(f"{place}:r={rules[at]}")
            if names and names[at]:
                row.append(f"{place}:n={names[at]}")
            if nested and nested[at]:
                row.append(f"{place}:i={nested[at]}")
        if n:
            row.append(f"w-1w={sentence[n - 1].folded}|{token.folded}")
        if n + 1 < size:
            after = sentence[n + 1]
            row += (f"ww+1={token.folded}|{after.folded}", f"gap+1={after.gap}", f"pro+1={after.proclitic}")
        if elsewhere and (called := elsewhere.get(token.folded)):
            row.append(f"e={called}")
        rows.append(row)
    return rows


@lru_cache(maxsize=1 << 15)
def _facts(word: str) -> tuple[tuple[str, ...], ...]:
    """What the word shows to each of its neighbours, by their places, and at last to itself."""
    around = [
        (f"{place}:w={word}", f"{place}:s={word[-2:]}") if abs(place) == 1 else (f"{place}:w={word}",)
        for place in _PLACES
    ]
    found = [f"len={min(len(word), 8)}"]
    found += [f"p{size}={word[:size]}" for size in (2, 3) if len(word) > size]
    found += [f"s{size}={word[-size:]}" for size in (2, 3, 4) if len(word) > size]
    if word.startswith("ال") and len(word) > 4:
        found += ("al", f"bare={word[2:]}")
        if _NISBA.search(word):
            found.append("al-nisba")
    elif _NISBA.search(word):
        found.append("nisba")
    if _DIGITS.search(word):
        found.append("digits" if word.isdigit() else "some-digits")
    if _LATIN.search(word):
        found.append("latin")
    return (*around, tuple(found))
