"""Where the words of a query stand in a folded text, and whether what stands before them is their proclitic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from hashiya.arabic.folding import fold_key, fold_text
from hashiya.arabic.lexicon import keeps_its_first_letter
from hashiya.arabic.proclitics import default_stem, stems
from hashiya.domain.span import Span
from hashiya.storage.text import Text

Edges = Literal["whole", "beginning", "inside"]

_GLUED = tuple(first + second for first in ("", "و", "ف") for second in ("", "ب", "ل", "ك", "س"))
_FOR = ("ل", "ول", "فل")
_AND = ("", "و", "ف")
_ARTICLE = "ال"
_PREPOSITIONS = "بلك"
_LETTERS = re.compile(r"[\W_]")
_WIDEST_GAP = 8
_GAP = rf"(?:[^\w\n]|_){{1,{_WIDEST_GAP}}}"
_SHORT = 2

# What may stand before a word in one piece with it, and how many letters of that belong to what is found.
_BARE = {"": 0}
_PREFIXES = dict.fromkeys(_GLUED, 0)
_PREFIXES_WITH_ARTICLE = (
    _PREFIXES | {glued + _ARTICLE: len(_ARTICLE) for glued in _GLUED} | {glued + "ل": 1 for glued in _FOR}
)
# The same before a word that has the article, its alef taken for a prefix.
_PREFIXES_OF_DEFINED = {glued + _ARTICLE[0]: 1 for glued in _GLUED} | dict.fromkeys(_FOR, 0)
_PREFIXES_OF_DEFINED_LAM = dict.fromkeys(_AND, -1) | _PREFIXES_OF_DEFINED
_LONGEST = max(map(len, _PREFIXES_WITH_ARTICLE))
_BYTES_BEFORE = 4 * (_LONGEST + 2)
_KEPT = 10_000
_APART = frozenset((b"", *(sign.encode() for sign in map(chr, range(128)) if not sign.isalnum())))
"""What ends a word, in one byte."""


class Found(NamedTuple):
    """A place in a folded text: [start, end), and how many letters before the query's own may be its prefix.

    `byte` is where the query's own words begin.
    """

    start: int
    end: int
    glued: int
    byte: int


class _Begun(NamedTuple):
    """How a word begins: so many letters before it are found with it, and so many may be its prefix."""

    back: int
    glued: int


class Pattern:
    """The words that are looked for, folded; of a query without letters and digits, its characters.

    With `proclitics` the first word is found behind its proclitics too. A word is found with the article that people
    leave out, and a word with the article also behind لـ, which takes the alef away (للاتفاق). `kept` are words of the
    project that look like the first word behind a proclitic but are known to be words of their own.
    """

    def __init__(
        self,
        words: tuple[str, ...],
        *,
        edges: Edges = "whole",
        proclitics: bool = True,
        kept: frozenset[str] = frozenset(),
    ) -> None:
        self.words = words
        self._edges = edges
        self._proclitics = proclitics and edges != "inside"
        self._kept = kept
        # The article's alef is not always there: what is looked for first begins behind it.
        self._is_defined = self._proclitics and words != () and _is_defined(words[0])
        self._first = words[0][1:] if self._is_defined else words[0] if words else ""
        self._prefixes = self._prefixes_of_first()
        self._is_single = edges == "whole" and len(words) == 1
        self._known: dict[bytes, _Begun | None] = {}

    def _prefixes_of_first(self) -> dict[str, int]:
        if not self._proclitics:
            return _BARE
        if self._is_defined:
            return _PREFIXES_OF_DEFINED_LAM if self._first.startswith("لل") else _PREFIXES_OF_DEFINED
        return _PREFIXES_WITH_ARTICLE if _can_be_defined(self._first) else _PREFIXES

    @classmethod
    def of(cls, text: str, *, edges: Edges = "whole", proclitics: bool = True) -> Pattern:
        """The pattern of a query's text; one without words when it has nothing to look for."""
        words = tuple(fold_key(text).split())
        if words:
            return cls(words, edges=edges, proclitics=proclitics)
        rest = fold_text(text).strip()
        return cls((rest,) if rest else (), edges="inside")

    def single(self) -> tuple[Pattern, ...]:
        """Each of the words as a pattern of its own."""
        return tuple(
            Pattern((word,), edges=self._edges, proclitics=self._proclitics, kept=self._kept) for word in self.words
        )

    def keeping(self, kept: frozenset[str]) -> Pattern:
        """The same, with words that it does not cut."""
        return Pattern(self.words, edges=self._edges, proclitics=self._proclitics, kept=kept)

    def needed(self) -> tuple[tuple[str, ...], ...]:
        """For each word those of which a text must have one; with * what begins so; nothing for parts of words."""
        if self._edges == "inside" or not self.words:
            signs = "".join(self.words)
            return () if fold_key(signs) else tuple((sign,) for sign in signs)
        first = tuple(prefix + self._first for prefix in self._prefixes)
        groups = [first, *(self._defined_too(word) for word in self.words[1:])]
        if self._edges == "beginning":
            groups[-1] = tuple(word + "*" for word in groups[-1])
        return tuple(groups)

    @property
    def letters(self) -> tuple[str, ...]:
        """What every folded text that has the words has."""
        return (self._first, *self.words[1:]) if self.words else ()

    def places_in(self, text: Text) -> Iterator[Found]:
        """Where the words stand in the text, in order."""
        folded, (first, _) = text.folded, self._bytes
        byte = folded.find(first) if first else -1
        while byte >= 0:
            follows = self._following(folded, byte + len(first))
            begun = self._glued(folded, byte) if follows >= 0 else None
            if begun:
                index = text.index(byte)
                yield Found(index - begun.back, index + len(self._first) + follows, begun.glued, byte)
            byte = folded.find(first, byte + 1)

    def places(self, folded: str) -> Iterator[Found]:
        """The same in a folded text at hand."""
        return self.places_in(Text(folded.encode(), None, b"", len(folded)))

    def _following(self, folded: bytes, at: int) -> int:
        """How many characters belong to it after the first word, which ends at that byte; -1 when it is not there."""
        if self._is_single and folded[at : at + 1] in _APART:
            # What mostly stands there ends a word; it need not be decoded.
            return 0
        rest = self._rest.match(folded[at : at + self._bytes[1]].decode("utf-8", "ignore"))
        return rest.end() if rest else -1

    def _glued(self, folded: bytes, byte: int) -> _Begun | None:
        """What stands before the byte, when that is nothing or can be a prefix.

        The same few prefixes come again and again: what was found of one is kept.
        """
        before = folded[max(0, byte - _BYTES_BEFORE) : byte]
        before = before[before.rfind(b" ") + 1 :]
        if before not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[before] = self._begun(before.decode("utf-8", "ignore"))
        return self._known[before]

    @cached_property
    def _bytes(self) -> tuple[bytes, int]:
        """The first word as it is stored, and so many bytes as all words with what is between them may have."""
        letters = sum(len(word) + len(_ARTICLE) + _WIDEST_GAP for word in self.words)
        return self._first.encode(), 4 * (letters + 1)

    def accepts(self, text: str, word: Span, start: int) -> bool:
        """Whether the start is one at which the raw word, or the word without its proclitic, begins.

        The query itself tells that the rest is a word; the lists of words that keep their letter go before that, and
        so do the words that are kept.
        """
        if not self._is_defined and text[start] in _NO_ARTICLE and not fold_text(text[start:]).startswith(self._first):
            return False
        if start == word.start:
            return True
        if self._kept and self._is_kept(text, word, start):
            return False
        if default_stem(text, word, self._stems.__contains__).start == start:
            return True
        if len(self._first) > _SHORT or keeps_its_first_letter(fold_text(word.of(text))):
            return False
        return any(stem.start == start for stem in stems(text, word))

    def _is_kept(self, text: str, word: Span, start: int) -> bool:
        """Whether one that begins before the start is a word of its own."""
        begun = (fold_text(text[at : word.end]) for at in range(word.start, start))
        return any(one.startswith(kept) for one in begun for kept in self._kept)

    @cached_property
    def _stems(self) -> frozenset[str]:
        """What is left of words when their proclitics are cut."""
        first = self.words[0]
        if self._is_defined:
            return frozenset((first, first[1:], first[2:]))
        return frozenset((first, _ARTICLE + first, "ل" + first) if _can_be_defined(first) else (first,))

    @cached_property
    def _rest(self) -> re.Pattern[str]:
        """What must follow the first word."""
        rest = "".join(f"{_GAP}(?:{'|'.join(map(re.escape, self._defined_too(word)))})" for word in self.words[1:])
        return re.compile(rest + ("(?![^\\W_])" if self._edges == "whole" else ""))

    def _defined_too(self, word: str) -> tuple[str, ...]:
        """A word after the first, and the same with the article."""
        return (word, _ARTICLE + word) if self._proclitics and _can_be_defined(word) else (word,)

    def _begun(self, before: str) -> _Begun | None:
        """What the folded letters before the first word are to it; None when the word does not begin there."""
        if self._edges == "inside":
            return _Begun(0, 0)
        if not before or not before[-1].isalnum():
            glued = ""
        else:
            glued = _LETTERS.split(before[-_LONGEST - 1 :])[-1]
        back = self._prefixes.get(glued)
        if back is None:
            return None
        return _Begun(back, len(glued) - (self._is_defined and back == 1) + (back < 0))


_NO_ARTICLE = frozenset("أإآ")


def ambiguous(word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Words that are this one behind a preposition or words of their own, each with what tells that it is.

    Prepositions do not follow each other: where بلافروف stands, لافروف is one word.
    """
    return tuple((letter + word, tuple(other + letter + word for other in _PREPOSITIONS)) for letter in _PREPOSITIONS)


def alone(word: str) -> tuple[str, ...]:
    """What shows that a word is one: the word, and the word with the article."""
    return (word, _ARTICLE + word)


def _is_defined(word: str) -> bool:
    return word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1


def _can_be_defined(word: str) -> bool:
    """Whether the word can be one that people look for without its article (not له, which is in الله)."""
    return len(word) > _SHORT and not word.startswith(_ARTICLE)
