"""Where a word begins when the particles glued to it are left out: وروسيا → روسيا, للاتفاق → لاتفاق.

A cut is sure when ال or an initial hamza follows the particle, when لل begins the word, or when the remainder is a word
that stands alone elsewhere; و is cut from every longer word that is not known to begin with it. The lists of words
that keep their letter (وزارة، لافروف، بوتين) go before all of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from hashiya.arabic.clusters import is_edge
from hashiya.arabic.folding import fold_text
from hashiya.arabic.letters import ARABIC_LETTERS, ARABIC_MARKS, TATWEEL, ZWJ, ZWNJ
from hashiya.arabic.lexicon import AFTER_FA, PARTICLES, keeps_its_first_letter
from hashiya.arabic.words import words
from hashiya.domain.span import Span

Known = Callable[[str], bool]
"""Tells whether a folded word is known to stand alone."""

_NOT_BASE = re.compile(f"[{ARABIC_MARKS}{TATWEEL}{ZWNJ}{ZWJ}]")
_ARABIC = re.compile(f"[{ARABIC_LETTERS}]")
_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
_HAMZATED = ("أ", "إ", "آ")
_THAT = re.compile("[أإا]ن(?:ه|ها|هم|هما|هن|ك|كم|ي|ني|نا|ا)?")
_VERBAL_NOUN = re.compile("ا(?:.ت.ا.|ن..ا.|ست..ا.|ست.ا.[ةه]|ست.ا.ت).*|ت..ي.(?:ات|[هة]|ها|هم)?|م.ا..[ةهت].{0,3}")
_FUTURE = re.compile("س[ينتأ]...*")


nothing_known: Known = frozenset[str]().__contains__
"""Knows no word."""


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The folded words of the texts, as a store of what is known to stand alone."""
    return frozenset(fold_text(word.of(text)) for text in texts for word in words(text))


def stems(text: str, word: Span) -> tuple[Span, ...]:
    """The spans that the word can be taken as: the whole, then the less to the more cut; by form alone."""
    letters, places = _letters(text, word)
    return tuple(Span(places[cut], word.end) for cut in sorted({0, *_possible_cuts(letters)}))


def default_stem(text: str, word: Span, known: Known = nothing_known, *, confirmed: Known = nothing_known) -> Span:
    """What an annotation of the word takes: without its proclitics when they are surely that.

    A stem that the annotator has confirmed before, as its folded text, goes before the rules.
    """
    letters, places = _letters(text, word)
    for cut in sorted({0, *_possible_cuts(letters)}):
        if confirmed(fold_text(letters[cut:])):
            return Span(places[cut], word.end)
    return Span(places[_sure_cut(letters, known)], word.end)


def cycle(text: str, word: Span, known: Known = nothing_known, *, confirmed: Known = nothing_known) -> tuple[Span, ...]:
    """The default stem and, in the order in which they come next, the other stems that are words; at last the whole."""
    letters, places = _letters(text, word)
    default = default_stem(text, word, known, confirmed=confirmed)
    offered = {0, places.index(default.start)} | {
        cut for cut in _possible_cuts(letters) if _is_word(letters, cut, known)
    }
    ring = [Span(places[cut], word.end) for cut in sorted(offered)]
    turn = ring.index(default)
    return tuple(ring[turn:] + ring[:turn])


def turned(text: str, span: Span, known: Known = nothing_known, *, confirmed: Known = nothing_known) -> Span:
    """The span with its first word's next stem; the same span when that word has no other."""
    first = next((word for word in words(text, *_around(text, span)) if word.end > span.start), None)
    if first is None or first.start >= span.end:
        return span
    ring = cycle(text, first, known, confirmed=confirmed)
    starts = [stem.start for stem in ring]
    if span.start not in starts:
        return Span(starts[0], span.end)
    return Span(starts[(starts.index(span.start) + 1) % len(starts)], span.end)


def _around(text: str, span: Span) -> tuple[int, int]:
    """A stretch of text that holds the span's first word whole."""
    start = span.start
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    end = span.start
    while end < len(text) and not (end > span.start and text[end].isspace()):
        end += 1
    return start, max(end, min(span.end, len(text)))


def _letters(text: str, word: Span) -> tuple[str, list[int]]:
    """The word's letters without marks and tatweel, and where each one stands in the text."""
    base = [place for place in range(word.start, word.end) if not _NOT_BASE.match(text, place)]
    # Of other writings' signs some belong to the letter before them too.
    kept = [place for place in base if place == word.start or is_edge(text, place)]
    if not kept:
        return text[word.start : word.end], list(range(word.start, word.end))
    return "".join(text[place] for place in kept), [word.start, *kept[1:]]


def _possible_cuts(letters: str) -> set[int]:
    """How many letters may be left out, by the word's form."""
    cuts: set[int] = set()
    begun = 1 if letters[0] in _CONJUNCTIONS else 0
    for cut in (0, begun) if begun else (0,):
        if cut:
            cuts.add(cut)
        if letters[cut : cut + 1] in _PREPOSITIONS and letters[cut : cut + 1]:
            cuts.add(cut + 1)
        if _FUTURE.fullmatch(letters[cut:]):
            cuts.add(cut + 1)
    return {cut for cut in cuts if len(letters) - cut >= 2 or letters[cut:].isdigit()}


def _is_word(letters: str, cut: int, known: Known) -> bool:
    """Whether what the cut leaves is a word that X should offer."""
    rest = letters[cut:]
    folded = fold_text(rest)
    if cut == _sure_cut(letters, known) or known(folded) or folded in PARTICLES:
        return True
    if rest.startswith("ال") and len(rest) >= 4 and not _keeps(letters):
        return True
    if letters[cut - 1] == "س":
        return True
    if letters[0] == "و" and not _keeps(letters):
        return cut == 1 and len(rest) >= 3
    return False


def _sure_cut(letters: str, known: Known) -> int:
    """How many letters an annotation leaves out by default."""
    if (len(letters) < 3 and not letters[1:].isdigit()) or _keeps(letters):
        return 0
    if letters[0] in _CONJUNCTIONS:
        rest = letters[1:]
        sure = _surely_and(rest) if letters[0] == "و" else _surely_so(rest, known)
        return 1 + _sure_preposition(rest, known) if sure else 0
    return _sure_preposition(letters, known)


def _keeps(letters: str) -> bool:
    """Whether the word is in the lists; a hamza after و tells «and» from them (واصل، وأصلا)."""
    if letters[0] == "و" and letters[1:2] in _HAMZATED:
        return False
    return keeps_its_first_letter(fold_text(letters))


def _surely_and(rest: str) -> bool:
    """Whether و before this remainder is «and», the whole not being in the lists."""
    return len(rest) >= 3 or rest.isdigit() or fold_text(rest) in PARTICLES


def _surely_so(rest: str, known: Known) -> bool:
    """Whether ف before this remainder is «so» or «then»."""
    if _shows_its_beginning(rest) or fold_text(rest) in AFTER_FA:
        return True
    return (len(rest) >= 3 and known(fold_text(rest))) or _sure_preposition(rest, nothing_known) > 0


def _sure_preposition(letters: str, known: Known) -> int:
    """1 when the first letter is surely a preposition or لل begins the word, else 0."""
    if letters[:1] not in _PREPOSITIONS or not letters or _keeps(letters):
        return 0
    rest = letters[1:]
    if letters.startswith("لل"):
        return 1 if len(rest) >= 3 else 0
    if _THAT.fullmatch(rest):
        return 0
    if _shows_its_beginning(rest):
        return 1
    if letters[0] != "ك" and _VERBAL_NOUN.fullmatch(rest):
        return 1
    return 1 if len(rest) >= 3 and known(fold_text(rest)) else 0


def _shows_its_beginning(rest: str) -> bool:
    """Whether only the beginning of a word can look like this: the article, an initial hamza, a digit."""
    if not rest:
        return False
    if rest[0].isdigit() or not _ARABIC.match(rest):
        return True
    return (rest.startswith("ال") and len(rest) >= 4) or (rest[0] in _HAMZATED and len(rest) >= 3)
