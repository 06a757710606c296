"""What stands between a cue and its content and is passed over: an ascription, a relative clause, an occasion."""

from __future__ import annotations

import re
from typing import Final

from hashiya.suggest.claims.clause import AT_WHICH
from hashiya.suggest.claims.cues import is_saying
from hashiya.suggest.claims.sentence import Sentence, has_comma
from hashiya.suggest.claims.signs import is_content_noun
from hashiya.suggest.claims.wording import ACCORDING, ADJUNCT_STARTS, COMPLEMENTIZER, OCCASIONS

_LONGEST_OCCASION: Final = 14
_PARTS: Final = re.compile("[،,:]")
_NO_MARK_BUT_COMMAS: Final = frozenset(["", "،", ","])
_WHERE_OR_WHEN: Final = AT_WHICH | {"امس", "اليوم", "لدي", "عقب", "بعد", "قبل", "قبيل"}


def beyond_ascription(sentence: Sentence, index: int) -> int:
    """The word after the comma of «وأضافت، حسبما نقلت «بترا» في وقت سابق، أنه …»; the word itself for none."""
    s = sentence
    if s.form(index) not in ACCORDING or s.mark(index) not in _NO_MARK_BUT_COMMAS:
        return index
    comma = next((at for at in range(index + 2, min(len(s), index + 12)) if _PARTS.search(s.mark(at))), None)
    if comma is None:
        return index
    begins = COMPLEMENTIZER.fullmatch(s.form(comma)) or s.opened(comma) is not None
    return comma if begins else index


def beyond_relative(sentence: Sentence, index: int) -> int:
    """The word after the comma that ends «، الذي طلب عدم كشف هويته،»; the word itself when none does."""
    for later in range(index + 1, min(len(sentence), index + 20)):
        if has_comma(sentence.mark(later)):
            return later
    return index


def is_occasion(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words [first, end) tell where somebody spoke: «في تصريحات للصحيفة»."""
    if not 2 <= end - first <= _LONGEST_OCCASION or any(sentence.marks[first:end]):
        return False
    return sentence.form(first) in AT_WHICH and sentence.form(first + 1) in OCCASIONS


def is_of_occasion(sentence: Sentence, after: int, index: int) -> bool:
    """Whether «على القناة» of «وأكد، خلال لقاء مذاع على القناة، أن …» tells where it was said.

    `after` is the word at which what is said may begin.
    """
    s = sentence
    if not any(has_comma(s.mark(at)) for at in range(after, index)):
        return False
    for later in range(index + 2, min(len(s), index + _LONGEST_OCCASION)):
        if is_saying(s.form(later)):
            return False
        if has_comma(s.mark(later)) and COMPLEMENTIZER.fullmatch(s.form(later)):
            return s.form(after) in ADJUNCT_STARTS
    return False


def is_place(sentence: Sentence, index: int) -> bool:
    """Whether «القناة الأولى» of «على القناة الأولى أن …» is where it was said, since أن follows it at once."""
    s = sentence
    if not s.form(index).startswith("ال") or is_content_noun(s.form(index)):
        return False
    return any(COMPLEMENTIZER.fullmatch(s.form(at)) and not s.mark(at) for at in range(index + 1, index + 4))


def that_comes(sentence: Sentence, index: int) -> bool:
    """Whether أن or a colon comes behind what tells from the word on where or when something was said."""
    if sentence.form(index) not in _WHERE_OR_WHEN:
        return False
    for later in range(index, min(len(sentence), index + _LONGEST_OCCASION)):
        if COMPLEMENTIZER.fullmatch(sentence.form(later)) or ":" in sentence.mark(later):
            return True
        if is_saying(sentence.form(later)):
            return False
    return False
