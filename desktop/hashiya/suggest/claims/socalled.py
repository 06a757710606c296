"""«ما وصفه بـ«…»»: what somebody calls a thing, inside the words that tell of him."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hashiya.arabic.folding import fold
from hashiya.suggest.claims.phrasewords import CALLING
from hashiya.suggest.claims.sentence import Sentence
from hashiya.suggest.claims.signs import How, Opening
from hashiya.suggest.claims.speakers import Speakers

_WHAT: Final = frozenset(["ما", "لما", "مما", "بما", "فيما", "عما"])
_CALLED: Final = CALLING | {"اعتبره", "اعتبرته", "اعتبروه"}
_SHORT: Final = 3
"""Letters that a word has at most whose ب is rather its own."""


def so_called(sentence: Sentence, speakers: Speakers) -> Iterator[tuple[int, Opening]]:
    """Each verb of calling behind «ما» whose subject was named before, and where the words begin."""
    for index in range(1, len(sentence) - 1):
        if sentence.form(index) not in _CALLED or sentence.form(index - 1) not in _WHAT or sentence.mark(index):
            continue
        opening = _opening(sentence, speakers, index)
        if opening is not None:
            yield index, opening


def _opening(sentence: Sentence, speakers: Speakers, index: int) -> Opening | None:
    word = index + 1
    form = sentence.form(word)
    wants_b = not sentence.form(index).startswith("اعتبر")
    if speakers.after(sentence, word) is not None and sentence.opened(word) is None:
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
