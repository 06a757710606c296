"""Where a day, month, year or hour ends that has begun: what fixes it further."""

from __future__ import annotations

import re

from hashiya.suggest import datewords as words
from hashiya.suggest.phrases import Text
from hashiya.suggest.tokens import APART, GLUED, Tokens

YEAR = re.compile(r"1[0-9]\d\d|20\d\d")


def hour_end(text: Text, index: int) -> int:
    """Where an hour ends after «the hour»: in digits or an ordinal, with what fixes it."""
    tokens = text.tokens
    form = tokens.form(index)
    if not tokens.goes_on(index) or not (form[:1].isdigit() or form in words.ORDINAL_HOURS):
        return 0
    end = index + 1
    while tokens.goes_on(end) and (tokens.forms[end] in words.HOUR_WORDS or tokens.forms[end] in words.ORDINAL_HOURS):
        end += 1
    return hour_tail(text, end)


def hour_tail(text: Text, end: int) -> int:
    """Goes on over «in the morning» and a time zone."""
    tokens = text.tokens
    if tokens.goes_on(end) and tokens.forms[end] in words.ADVERBS:
        end += 1
    if tokens.goes_on(end) and tokens.forms[end] in words.ZONES and tokens.goes_on(end + 1):
        end += 2
        if tokens.goes_on(end) and (text.is_nationality(end) or text.is_definite_adjective(end)):
            end += 1
        return end
    while tokens.goes_on(end) and tokens.forms[end] in {"غرينتش", "جرينتش"}:
        end += 1
    return end


def is_bound(tokens: Tokens, index: int) -> bool:
    """Whether the word follows across spaces, a comma or a bracket's beginning."""
    return index < len(tokens) and (tokens.bonds[index] != APART or tokens.gap(index).strip() in {"،", ","})


def month_name(text: Text, index: int, stem: str | None = None) -> int:
    """Where a month's name ends, its other name after a slash or in brackets with it; the index for none."""
    tokens = text.tokens
    form = tokens.form(index) if stem is None else stem
    if form in words.MONTHS:
        end = index + 1
    elif (
        form in words.FIRST_OF_TWO and tokens.goes_on(index + 1) and tokens.forms[index + 1] in words.FIRST_OF_TWO[form]
    ):
        end = index + 2
    else:
        return index
    if end < len(tokens) and tokens.bonds[end] == GLUED and (other := month_name(text, end)) > end:
        return other
    if tokens.goes_on(end) and form not in words.LEVANTINE and tokens.forms[end] in words.LEVANTINE:
        return month_name(text, end)  # «24 أبريل نيسان»
    if end < len(tokens) and tokens.gap(end).strip() == "(" and (other := month_name(text, end)) > end:
        return other
    return end


def is_year(form: str) -> bool:
    """Whether the digits may be a year."""
    return YEAR.fullmatch(form) is not None or (form.isdigit() and len(form) == 4)


def era(tokens: Tokens, end: int) -> int:
    """Goes on over «AD» and «AH»."""
    if end < len(tokens) and tokens.bonds[end] != APART and tokens.forms[end] in words.HIJRI:
        return end + 1
    if tokens.goes_on(end) and tokens.forms[end] == "ق" and tokens.form(end + 1) == "م":
        return end + 2
    if tokens.goes_on(end) and tokens.forms[end] in {"قبل", "بعد"} and tokens.form(end + 1) == "الميلاد":
        return end + 2
    return end


def relative_tail(tokens: Tokens, end: int) -> int:
    """Goes on over «last», «next», «this»."""
    return end + 1 if tokens.goes_on(end) and tokens.forms[end] in words.RELATIVE else end
