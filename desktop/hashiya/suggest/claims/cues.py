"""Words that may report: found in the lexicon, with و or ف before them, with the auxiliary that they are split from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hashiya.arabic.folding import fold
from hashiya.domain.span import Span
from hashiya.suggest.claims.inflection import Form, Shape, forms
from hashiya.suggest.claims.sentence import Sentence

_CONJUNCTIONS: Final = "وف"
_OTHER_WORDS: Final = frozenset(
    [
        "اثنين",
        "تجمع",
        "اثنان",
        "اثنا",
        "مدينه",
        "ومدينه",
        "امل",
        "امله",
        "امال",
        "كاتبه",
        "عاده",
        "شارحه",
        "دين",
        "يحيي",
        "فواصل",
        "عدن",
    ]
)
"""Spellings that are nearly always another word: مدينة, not the participle of أدان."""
_NOMINAL: Final = "بلك"
_TOLD: Final = frozenset(["روى", "حكى"])
_PASSIVE: Final = re.compile("[وف]?َ?س?[يت]ُ(?:عتقد|توقع|نتظر|ستبعد|شتبه|فترض|تهم|تداول|قال|حكى|روى|ذكر|نقل)")
"""Verbs whose damma is the passive's: that of يُعلن is the active's too."""
_JOINED_NEGATIONS: Final = frozenset(["ولم", "ولن", "ولا", "فلم", "فلن"])


@dataclass(frozen=True, slots=True)
class Cue:
    """One word that may report: its number in the sentence, its form, its span without proclitics."""

    index: int
    form: Form
    span: Span
    conjunction: str

    @property
    def is_finite(self) -> bool:
        """Whether it is a verb with person and tense."""
        return self.form.shape is Shape.PERFECT or self.form.shape is Shape.IMPERFECT


def candidates(sentence: Sentence) -> Iterator[tuple[Cue, ...]]:
    """For each word that may report, its readings, the likeliest first."""
    for index, form in enumerate(sentence.forms):
        if readings := analyses(form):
            yield tuple([_cue(sentence, index, one, cut) for one, cut in readings])


@lru_cache(maxsize=1 << 14)
def analyses(word: str) -> tuple[tuple[Form, int], ...]:
    """The readings of a folded word, each with how many letters stand before it."""
    known = forms()
    if word in _OTHER_WORDS:
        return ()
    whole = tuple((form, 0) for form in known.get(word, ()))
    if len(word) < 3:
        return whole
    if word[0] in _CONJUNCTIONS and word[1:] in known:
        return whole + tuple((form, 1) for form in known[word[1:]])
    if whole:
        return whole
    cut = 1 if word[0] in _CONJUNCTIONS else 0
    if word[cut] in _NOMINAL and len(word) - cut > 3:
        rest = known.get(word[cut + 1 :], ())
        return tuple((form, cut + 1) for form in rest if form.shape is Shape.MASDAR)
    return ()


@lru_cache(maxsize=1 << 14)
def is_saying(form: str) -> bool:
    """Whether the folded word is surely a verb or participle that reports, so that no cue reaches over it."""
    return any(
        "w" not in reading.verb.governs
        and reading.person == 3
        and (reading.shape is Shape.PERFECT or (reading.shape is Shape.PARTICIPLE and form.endswith("ا")))
        for reading, _ in analyses(form)
    )


def is_passive(word: str, form: Form) -> bool:
    """Whether the spelling shows that nobody is named: يُروى with its alef, يُعتقد with its damma."""
    if form.shape is not Shape.IMPERFECT or form.pronoun:
        return False
    return (word.endswith("ى") and form.verb.name in _TOLD) or _PASSIVE.match(word) is not None


@lru_cache(maxsize=1 << 14)
def says_anew(form: str) -> bool:
    """Whether the folded word is «and» with a verb that tells in the present what somebody says: وتقول, ويؤكد."""
    return form[:1] in _CONJUNCTIONS and any(
        cut == 1
        and reading.shape is Shape.IMPERFECT
        and reading.person == 3
        and reading.verb.is_plain
        and "w" not in reading.verb.governs
        for reading, cut in analyses(form)
    )


def _cue(sentence: Sentence, index: int, form: Form, cut: int) -> Cue:
    word = sentence.words[index]
    start = word.start
    conjunction = ""
    if cut:
        start += fold(sentence.raw(index)).raw_index(cut)
        conjunction = sentence.form(index)[0] if sentence.form(index)[0] in _CONJUNCTIONS else ""
    elif index and (before := sentence.form(index - 1)) in _JOINED_NEGATIONS | {"و"}:
        conjunction = "و" if before == "و" or form.shape is Shape.IMPERFECT else ""
    return Cue(index, form, Span(start, word.end), conjunction)
