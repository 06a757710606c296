"""Bodies that a position names by their field or kind alone: الخارجية of وزير الخارجية, المجلس of رئيس المجلس."""

from __future__ import annotations

from hashiya.suggest import titlewords as words
from hashiya.suggest.bodywords import MINISTRIES
from hashiya.suggest.found import Found
from hashiya.suggest.phrases import Text
from hashiya.suggest.tokens import stems
from hashiya.suggest.wordlists import folded_words

_BY_KIND = folded_words("الحكومة البرنامج النيابة المجلس اللجنة المنظمة الوكالة الوزارة")
"""Bodies that are named by what they are, once they have been named in full: رئيس المجلس."""


def bodies_inside(text: Text, first: int, end: int, engine: str) -> tuple[Found, ...]:
    """The bodies inside the words [first, end) of a title, proposed by `engine`; names come from the gazetteer."""
    tokens = text.tokens
    found: list[Found] = []
    for index in range(first + 1, end):
        if tokens.forms[index] in MINISTRIES and _is_minister(tokens.forms[index - 1]):
            stop = text.paired(index + 1)
            longer = text.complement(index)
            if any(form.startswith("وال") for form in tokens.forms[stop:longer]):
                stop = longer  # «وزير التعليم العالي والبحث العلمي»
            found.append(text.found(index, min(stop, end), "ORG", 0.9, engine))
        elif tokens.forms[index] in _BY_KIND:
            found.append(text.found(index, index + 1, "ORG", 0.6, engine))
    return tuple(found)


def _is_minister(form: str) -> bool:
    return any(stem in words.MINISTERS for _, stem in stems(form))
