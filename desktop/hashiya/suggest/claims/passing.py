"""What stands between a cue and its content and is passed over: an ascription, a relative clause, an occasion."""

from __future__ import annotations

import re
from typing import Final

from hashiya.suggest.claims.clause import AT_WHICH
from hashiya.suggest.claims.cues import is_saying
from hashiya.suggest.claims.sentence import Sentence
from hashiya.suggest.claims.wording import ACCORDING, COMPLEMENTIZER, OCCASIONS

LONGEST_OCCASION: Final = 14
_COMMA: Final = re.compile("[،,]")
_NO_MARK_BUT_COMMAS: Final = frozenset(["", "،", ","])
_WHERE_OR_WHEN: Final = AT_WHICH | {"امس", "اليوم", "لدي", "عقب", "بعد", "قبل", "قبيل"}


def beyond_ascription(sentence: Sentence, index: int) -> int:
    """The word after the comma of «وأضافت، حسبما نقلت «بترا» في وقت سابق، أنه …»; the word itself for none."""
    s = sentence
    if s.form(index) not in ACCORDING or s.mark(index) not in _NO_MARK_BUT_COMMAS:
        return index
    comma = next((at for at in range(index + 2, min(len(s), index + 12)) if _COMMA.search(s.mark(at))), None)
    if comma is None:
        return index
    begins = COMPLEMENTIZER.fullmatch(s.form(comma)) or s.opened(comma) is not None
    return comma if begins else index


def beyond_relative(sentence: Sentence, index: int) -> int:
    """The word after the comma that ends «، الذي طلب عدم كشف هويته،»; the word itself when none does."""
    for later in range(index + 1, min(len(sentence), index + 20)):
        if _COMMA.search(sentence.mark(later)):
            return later
    return index


def is_occasion(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words [first, end) tell where somebody spoke: «في تصريحات للصحيفة»."""
    if not 2 <= end - first <= LONGEST_OCCASION or any(sentence.marks[first:end]):
        return False
    return sentence.form(first) in AT_WHICH and sentence.form(first + 1) in OCCASIONS


def that_comes(sentence: Sentence, index: int) -> bool:
    """Whether أن or a colon comes behind what tells from the word on where or when something was said."""
    if sentence.form(index) not in _WHERE_OR_WHEN:
        return False
    for later in range(index, min(len(sentence), index + LONGEST_OCCASION)):
        if COMPLEMENTIZER.fullmatch(sentence.form(later)) or ":" in sentence.mark(later):
            return True
        if is_saying(sentence.form(later)):
            return False
    return False
