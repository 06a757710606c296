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

Edges = Literal["whole", "beginning", "inside"]

_GLUED = frozenset(first + second for first in ("", "و", "ف") for second in ("", "ب", "ل", "ك", "س"))
_LONGEST = 2
_FOR = frozenset(("ل", "ول", "فل"))
_AND = frozenset(("", "و", "ف"))
_NOTHING = frozenset(("",))
_ARTICLE = "ال"
_GAP = r"(?:[^\w\n]|_){1,8}"
_SHORT = 2


class Found(NamedTuple):
    """A place in a folded text: [start, end), and how many letters before it may be a proclitic."""

    start: int
    end: int
    glued: int


class Pattern:
    """The words that are looked for, folded; of a query without letters and digits, its characters.

    With `proclitics` the first word is found behind its proclitics too, and a word with the article also behind لـ,
    which takes the alef away (للاتفاق).
    """

    def __init__(self, words: tuple[str, ...], *, edges: Edges = "whole", proclitics: bool = True) -> None:
        self.words = words
        self._edges = edges
        self._proclitics = proclitics and edges != "inside"
        # The article's alef is not always there: what is looked for first begins behind it.
        self._is_defined = (
            self._proclitics and words != () and words[0].startswith(_ARTICLE) and len(words[0]) > len(_ARTICLE) + 1
        )

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
        return tuple(Pattern((word,), edges=self._edges, proclitics=self._proclitics) for word in self.words)

    @property
    def needed(self) -> tuple[str, ...]:
        """What every folded text that has the words has."""
        return (self._first, *self.words[1:]) if self.words else ()

    @cached_property
    def _first(self) -> str:
        return self.words[0][1:] if self._is_defined else self.words[0]

    def places(self, folded: str) -> Iterator[Found]:
        """Where the words stand in the folded text, in order."""
        first = self._first if self.words else ""
        at = folded.find(first) if first else -1
        while at >= 0:
            rest = self._rest.match(folded, at + len(first))
            if rest and (found := self._begun(folded, at, rest.end())):
                yield found
            at = folded.find(first, at + 1)

    def accepts(self, text: str, word: Span, start: int) -> bool:
        """Whether the start is one at which the raw word, or the word without its proclitic, begins.

        The query itself tells that the rest is a word; the lists of words that keep their letter go before that.
        """
        if start == word.start:
            return True
        first = self.words[0]
        known = {first, first[1:], first[2:]} if self._is_defined else {first}
        if default_stem(text, word, known.__contains__).start == start:
            return True
        if len(first) > _SHORT or keeps_its_first_letter(fold_text(word.of(text))):
            return False
        return any(stem.start == start for stem in stems(text, word))

    @cached_property
    def _rest(self) -> re.Pattern[str]:
        """What must follow the first word."""
        rest = "".join(_GAP + re.escape(word) for word in self.words[1:])
        return re.compile(rest + ("(?![^\\W_])" if self._edges == "whole" else ""))

    def _begun(self, folded: str, at: int, end: int) -> Found | None:
        """The place, when what stands before the word there is nothing or can be its proclitic."""
        if self._edges == "inside":
            return Found(at, end, 0)
        if not self._is_defined:
            return self._behind(folded, at, at, end, _GLUED if self._proclitics else _NOTHING)
        if folded[at - 1 : at] == _ARTICLE[0] and (found := self._behind(folded, at - 1, at - 1, end, _GLUED)):
            return found
        if folded[at - 1 : at] == "ل":
            return self._behind(folded, at, at, end, _FOR)
        if self._first.startswith("لل"):
            found = self._behind(folded, at, at + 1, end, _AND)
            return found and found._replace(glued=found.glued + 1)
        return None

    def _behind(self, folded: str, at: int, start: int, end: int, allowed: frozenset[str]) -> Found | None:
        """The place from `start` on, when the letters of its word before `at` are among those allowed."""
        begun = at
        while begun > 0 and at - begun <= _LONGEST and folded[begun - 1].isalnum():
            begun -= 1
        return Found(start, end, at - begun) if folded[begun:at] in allowed else None
