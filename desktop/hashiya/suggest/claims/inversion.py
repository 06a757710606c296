"""Speech before its verb: «…»، قال فلان، «…»."""

from __future__ import annotations

from hashiya.domain.span import Span
from hashiya.suggest.claims.cues import Cue
from hashiya.suggest.claims.opening import How, Opening
from hashiya.suggest.claims.sentence import NOWHERE, Sentence
from hashiya.suggest.claims.speakers import Subject


def inverted(sentence: Sentence, cue: Cue, subject: Subject | None) -> Opening | None:
    """The opening at a quotation that ends right before the verb; its continuation after the subject is joined on."""
    s, index = sentence, cue.index
    if not cue.is_finite or cue.conjunction or not cue.form.verb.is_plain or index == 0:
        return None
    number = s.quoted[index - 1]
    if number == NOWHERE or s.quoted[index] == number or not s.mark(index):
        return None
    quote = s.quotes[number]
    first = s.ending_before(quote.start + 1)
    if index - first < 3 or first < 0:
        return None
    after = subject.end if subject is not None else index + 1
    following = s.opened(after) if after < len(s) else None
    if after < len(s) and following is None and not s.mark(after):
        return None
    if subject is None and after < len(s):
        return None
    head = Span(quote.start, s.words[index - 1].end)
    if following is None:
        return Opening(first, quote.start, How.QUOTATION, at=index)
    return Opening(after, following.start, How.QUOTATION, head, at=after)
