"""The words of a folded text as the rule engines read them: forms, places, what parts them, what may be cut off."""

from __future__ import annotations

import re
from functools import lru_cache

from hashiya.arabic.folding import Folded
from hashiya.arabic.letters import ARABIC_LETTERS
from hashiya.arabic.lexicon import keeps_its_first_letter

_TOKEN = re.compile(rf"[{ARABIC_LETTERS}]+|\d+(?:[.,/:٬\-]\d+)*%?|[^\W\d_{ARABIC_LETTERS}]+")
_JOINING = re.compile(r"[ \u00a0]*(?:[-‐‑–+/]?)[ \u00a0]*|[ \u00a0]+")
_SPACES = re.compile("[ \t\u00a0]*")

APART, JOINED, GLUED = 0, 1, 2


class Tokens:
    """Parallel lists of one text: each word's folded form, its place in the folded text, its bond to the one before.

    A bond is JOINED across spaces alone, GLUED across nothing, a hyphen, slash or plus, APART across anything else.
    """

    __slots__ = ("bonds", "ends", "folded", "forms", "index_of", "starts")

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        text = folded.text
        self.forms: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.bonds: list[int] = []
        last = -1
        for found in _TOKEN.finditer(text):
            start, end = found.span()
            self.forms.append(found.group())
            self.starts.append(start)
            self.ends.append(end)
            if last < 0:
                self.bonds.append(APART)
            elif start == last + 1 and text[last] == " ":
                self.bonds.append(JOINED)
            else:
                self.bonds.append(_bond(text[last:start]))
            last = end
        self.index_of = {start: index for index, start in enumerate(self.starts)}
        """The word that begins at a place of the folded text."""

    def __len__(self) -> int:
        return len(self.forms)

    def form(self, index: int) -> str:
        """The word's form; nothing beyond the text."""
        return self.forms[index] if 0 <= index < len(self.forms) else ""

    def goes_on(self, index: int) -> bool:
        """Whether the word follows the one before it across spaces alone."""
        return index < len(self.forms) and self.bonds[index] == JOINED

    def gap(self, index: int) -> str:
        """What stands before the word, back to the word before."""
        return self.folded.text[self.ends[index - 1] if index else 0 : self.starts[index]]

    def is_accusative(self, index: int) -> bool:
        """Whether the word ends in alef with tanwin, in either order: شاغرًا, شاغراً."""
        folded = self.folded
        last = folded.raw_index(self.ends[index] - 1)
        return "ً" in folded.raw[max(last - 1, 0) : last + 2] and self.forms[index].endswith("ا")

    def spelled(self, index: int) -> str:
        """The word as the raw text writes it, from its first letter to its last, marks between them kept."""
        folded = self.folded
        return folded.raw[folded.raw_index(self.starts[index]) : folded.raw_index(self.ends[index] - 1) + 1]


@lru_cache(maxsize=1 << 15)
def stems(form: str) -> tuple[tuple[int, str], ...]:
    """What the folded word may be without proclitics: how many letters are cut, and the remainder; least cut first.

    للاتفاق is ل and الاتفاق, and one letter is cut: the span begins at the second ل.
    """
    found: list[tuple[int, str]] = [(0, form)]
    if form[:1] in "وف" and len(form) > 3:
        found.append((1, form[1:]))
        found += _without_preposition(form, 1)
    found += _without_preposition(form, 0)
    if form in {"بحي", "وبحي"}:
        found.append((len(form) - 2, "حي"))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def keeps(form: str) -> bool:
    """Whether the word's first letter is its own, for it stands so in the lists."""
    return keeps_its_first_letter(form)


def _without_preposition(form: str, cut: int) -> list[tuple[int, str]]:
    rest = form[cut:]
    if rest[:1] not in {"ب", "ل", "ك"} or len(rest) < 4 or rest == "لدينا":
        return []
    if not rest.startswith("لل"):
        return [(cut + 1, rest[1:])]
    return [(cut + 1, "ال" + rest[2:]), (cut + 1, "ال" + rest[1:]), (cut + 1, rest[1:])]


def _bond(gap: str) -> int:
    if not gap:
        return GLUED
    if _SPACES.fullmatch(gap):
        return JOINED
    return GLUED if _JOINING.fullmatch(gap) else APART
