"""The sign by which a content is known to begin, and the place where it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from hashiya.domain.span import Span
from hashiya.suggest.claims.wording import CONTENT_NOUNS

_POSSESSIVE: Final = re.compile("(?<=[^ ]{3})(?:هما|ها|هم|هن|ه|نا)$")


class How(Enum):
    """What tells that the content begins."""

    QUOTATION = "quotation"
    CLAUSE = "clause"
    COLON = "colon"
    COMMA = "comma"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a content begins: its first word, its place in the text, what told, and what of it stands apart before."""

    word: int
    start: int
    how: How
    head: Span | None = None
    after_complementizer: bool = False
    at: int = 0
    """The word at which the cue's own words end: what is before it is the subject and adjuncts of saying."""


def is_content_noun(form: str) -> bool:
    """Whether the folded word is a noun of doing, being or wishing, with a pronoun or without: رغبة، رغبته."""
    if form in CONTENT_NOUNS:
        return True
    bare = _POSSESSIVE.sub("", form)
    return bare != form and (bare in CONTENT_NOUNS or (bare[-1:] == "ت" and bare[:-1] + "ه" in CONTENT_NOUNS))
