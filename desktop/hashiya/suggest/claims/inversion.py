"""Speech before its verb: «…»، قال فلان، «…»."""

from __future__ import annotations

from hashiya.domain.span import Span
from hashiya.suggest.claims.cues import Cue
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.sentence import NOWHERE, Sentence
from hashiya.suggest.claims.signs import How, Opening
from hashiya.suggest.claims.wording import ACCORDING


def inverted(sentence: Sentence, cue: Cue, subject: Subject | None) -> Opening | None:
    """The opening at a quotation that ends right before the verb; its continuation after the subject is joined on."""
    s, index = sentence, cue.index
    if not cue.is_finite or cue.conjunction or not cue.form.verb.is_plain or index == 0:
        return None
    last = index - 2 if s.form(index - 1) in {"هكذا", "بهذا", "كما", "بهذه"} and index > 1 else index - 1
    number = s.quoted[last]
    if number == NOWHERE or s.quoted[index] == number or not s.mark(last + 1):
        return None
    quote = s.quotes[number]
    first = s.ending_before(quote.start + 1)
    short = last - first < (1 if first == 0 else 2)
    if short or first < 0 or s.form(first - 1) in ACCORDING:
        return None  # «وبحسب “د ب أ” أشارت الشركة …»
    after = subject.end if subject is not None else index + 1
    following = s.opened(after) if after < len(s) else None
    if subject is None and after < len(s):
        alone = after + 1 >= len(s) or s.mark(after + 1) or s.form(after + 1).startswith("لل")
        if s.mark(after) or not alone:
            return None
        return Opening(first, quote.start, How.QUOTATION, at=after + 1)  # «…»، هكذا تقول فاطمة، …
    head = Span(quote.start, s.words[last].end)
    if following is None:
        return Opening(first, quote.start, How.QUOTATION, at=index)
    return Opening(after, following.start, How.QUOTATION, head, at=after)
