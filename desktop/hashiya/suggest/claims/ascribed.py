"""What an ascription brings: the words behind «وفقًا ل…،», or those before «، بحسب …»."""

from __future__ import annotations

from hashiya.arabic.proclitics import default_stem
from hashiya.domain.span import Span
from hashiya.suggest.claims.according import Ascription
from hashiya.suggest.claims.content import Borders
from hashiya.suggest.claims.relay import without_conjunction
from hashiya.suggest.claims.sentence import Sentence, has_comma
from hashiya.suggest.claims.wording import ADJUNCT_STARTS


def ascribed_to(sentence: Sentence, borders: Borders, one: Ascription) -> Span | None:
    """The content of the ascription, on whichever side of it."""
    return _opened_by(sentence, borders, one) if one.is_opening else _closed_by(sentence, borders, one)


def _opened_by(sentence: Sentence, borders: Borders, one: Ascription) -> Span | None:
    """What follows «وفقًا ل…،», فإن passed over."""
    s, start = sentence, one.end
    if not has_comma(s.mark(start)):
        comma = next((at for at in range(start, min(len(s), start + 8)) if has_comma(s.mark(at))), None)
        follows = comma is not None and s.form(comma) in {"فان", "ان", "فقد"}
        start = comma if comma is not None and (not one.known or follows) else start
        start = next((at for at in range(one.end, min(len(s), start + 4)) if s.form(at) == "فان"), start)
    if s.form(start) in {"فان", "ان", "بان"}:
        start += 1
    if start >= len(s):
        return None
    result = s.form(start) in {"فانه", "فانها", "فانهم"}
    begun = without_conjunction(s, start) if result else s.words[start].start
    end = borders.after(start, s.quoted[start])
    quote = s.opened(start)
    if quote is not None and has_comma(s.mark(beyond := s.ending_before(quote.end) + 1)):
        end = min(end, beyond)
    return Span(begun, s.words[end - 1].end) if end > start + 1 else None


def _closed_by(sentence: Sentence, borders: Borders, one: Ascription) -> Span | None:
    """What stands before «، بحسب …», from the beginning of its clause."""
    s, start = sentence, 0
    for index in range(one.first - 1, 0, -1):
        if borders.after(index - 1, s.quoted[index]) == index or s.mark(index)[:1] in {":", "-", "–", "—"}:
            start = index
            break
    if start == 0 and s.form(0)[:1] == "و" and s.form(0)[1:] in ADJUNCT_STARTS:
        start = next((at for at in range(1, min(12, one.first)) if has_comma(s.mark(at))), 0)
    if one.first - start < 2:
        return None
    if start == 0 and s.form(0) == "كما" and s.opened(1) is not None:
        start = 1
    quote = s.opened(start)
    begun = quote.start if quote else s.words[start].start
    if quote is None and s.form(start)[:1] == "و" and default_stem(s.text, s.words[start]).start == begun + 1:
        begun += 1  # «وقدر عمقه …»
    return Span(begun, s.words[one.first - 1].end)
