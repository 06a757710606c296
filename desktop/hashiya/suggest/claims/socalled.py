"""«ما وصفه بـ«…»»: what somebody calls a thing, inside the words that tell of him."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hashiya.arabic.folding import fold
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.phrasewords import CALLING
from hashiya.suggest.claims.sentence import Sentence
from hashiya.suggest.claims.signs import How, Opening
from hashiya.suggest.claims.speakers import Speakers

_WHAT: Final = frozenset(["ما", "لما", "مما", "بما", "فيما", "عما", "من", "لمن", "بمن", "ممن"])
_OR_WHICH: Final = _WHAT | {"التي", "الذي", "والتي", "والذي"}
_CALLED: Final = CALLING | {"اعتبره", "اعتبرته", "اعتبروه", "اعتبرها", "اعتبرتها", "يعتبره", "تعتبره"}
_SHORT: Final = 3
"""Letters that a word has at most whose ب is rather its own."""


def so_called(sentence: Sentence, speakers: Speakers) -> Iterator[tuple[int, Opening, Subject | None]]:
    """Each verb of calling behind «ما», where the words begin, and who stands between, if he was not named before."""
    forms = sentence.forms
    for index in range(1, len(sentence) - 1):
        if forms[index] not in _CALLED or forms[index - 1] not in _OR_WHICH or sentence.marks[index]:
            continue
        word = index + 1
        named = speakers.after(sentence, word) if sentence.opened(word) is None else None
        if named is not None:
            word = named.end
        opening = _opening(sentence, index, word, far=named is not None)
        if opening is not None:
            yield index, opening, named


def _opening(sentence: Sentence, index: int, word: int, *, far: bool) -> Opening | None:
    """Where the words begin that the verb calls it by; behind a subject only with a sign: a quotation or «بأنه»."""
    if word >= len(sentence):
        return None
    form = sentence.form(word)
    wants_b = "عتبر" not in sentence.form(index)
    if far and sentence.opened(word) is None and not (wants_b and form[:1] == "ب"):
        return None
    cut = 0
    if wants_b and form == "ب":
        word += 1
    elif wants_b and form[:1] == "ب" and len(form) > _SHORT:
        cut = 1
    elif wants_b and sentence.opened(word) is None:
        return None
    if word >= len(sentence):
        return None
    quote = sentence.opened(word)
    if quote is not None and sentence.quoted[word] != sentence.quoted[index]:
        return Opening(word, quote.start, How.QUOTATION, at=word)
    start = sentence.words[word].start + (fold(sentence.raw(word)).raw_index(cut) if cut else 0)
    return Opening(word, start, How.NOMINAL, at=word)
