"""Which way a text runs, by its letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Direction = Literal["rtl", "ltr"]

_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def first_strong(text: str, default: Direction = "rtl") -> Direction:
    """The direction of the first letter outside isolates (UAX 9, P2); the default when there is none."""
    for character in _without_isolates(text):
        if direction := _of(character):
            return direction
    return default


def is_mixed(text: str) -> bool:
    """Whether letters of both directions stand in the text."""
    seen: set[Direction] = set()
    for character in text:
        if direction := _of(character):
            seen.add(direction)
            if len(seen) == 2:
                return True
    return False


def _of(character: str) -> Direction | None:
    """The direction of a strong character."""
    if "\u0620" <= character <= "\u064a" or character in "\u200f\u061c":
        return "rtl"
    kind = unicodedata.bidirectional(character)
    return "ltr" if kind == "L" else "rtl" if kind in {"R", "AL"} else None


def _without_isolates(text: str) -> str:
    """The text without what stands between an isolate's beginning and its end, inner ones first."""
    if not _ISOLATED.search(text):
        return text
    return _without_isolates(_ISOLATED.sub("", text))
