"""Which encoding the bytes of a text are in: told by their mark, else by how much like Arabic they read.

Four families are told apart: UTF-8, UTF-16 in both byte orders, windows-1256 and ISO-8859-6. The last two share most
of their bytes and give different letters for them, so the commonness of Arabic letters decides.
"""

from __future__ import annotations

import codecs
import math
from collections import Counter

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How often a letter stands among a thousand letters of news text, roughly.
_COMMON = (
    ("ا", 150), ("ل", 122), ("ي", 75), ("م", 62), ("ن", 58), ("و", 58), ("ر", 50), ("ت", 46), ("ب", 35), ("ع", 34),
    ("د", 32), ("ه", 30), ("ة", 30), ("س", 28), ("ف", 27), ("ق", 24), ("ك", 21), ("ح", 20), ("أ", 18), ("ج", 15),
    ("ش", 12), ("ط", 11), ("ص", 11), ("خ", 10), ("إ", 10), ("ى", 9), ("ض", 8), ("ذ", 8), ("ز", 8), ("ث", 7),
    ("غ", 5), ("ئ", 5), ("ء", 4), ("ظ", 3), ("آ", 3), ("ؤ", 2), ("پ", 1),
)  # fmt: skip
_LETTERS = {letter: math.log(share / 1000) for letter, share in _COMMON}
_MARK = math.log(0.0005)
"""A vowel sign or a tatweel: rare in news, and what ى and ي of windows-1256 turn into elsewhere."""
_PLAIN = math.log(0.02)
"""A digit, a Latin letter without accent, a space or a usual sign."""
_STRANGE = math.log(0.00002)
"""Anything else; above all the accented Latin letters that ISO-8859-6 turns into."""
_SIGNS = frozenset(" \t\n\r\f\v\u00a0،؛؟٪«»“”‘’…–—•\u200c\u200d\u200e\u200f")
_CONTROLS = frozenset(chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0))) - set("\t\n\r\f\v\x85\x1a")


def marked(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark tells, and the mark's length."""
    return next(((name, len(mark)) for mark, name in MARKS if data.startswith(mark)), None)


def guessed(data: bytes) -> str:
    """The encoding of bytes without a mark."""
    utf8 = _decoded(data, "utf-8")
    if utf8 is not None and _CONTROLS.isdisjoint(utf8):
        return "utf-8"
    wide = [(likeness(text), name) for name in ("utf-16-le", "utf-16-be") if (text := _wide(data, name))]
    if wide and max(wide)[0] > math.log(0.005):
        return max(wide)[1]
    if utf8 is not None:
        return "utf-8"
    narrow = [(likeness(text), name) for name in ("cp1256", "iso8859_6") if (text := _decoded(data, name)) is not None]
    return max(narrow)[1]


def likeness(text: str) -> float:
    """How much the text reads like Arabic news: the mean logarithm of how common its characters are."""
    counted = Counter(text)
    return sum(_weight(letter) * count for letter, count in counted.items()) / max(1, len(text))


def _weight(letter: str) -> float:
    found = _LETTERS.get(letter)
    if found is not None:
        return found
    if letter in _SIGNS or "!" <= letter <= "~" or "٠" <= letter <= "٩":
        return _PLAIN
    if "\u064b" <= letter <= "\u0652" or letter == "ـ":
        return _MARK
    return _STRANGE


def _wide(data: bytes, name: str) -> str | None:
    text = _decoded(data, name) if len(data) % 2 == 0 else None
    return text if text and _CONTROLS.isdisjoint(text) else None


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None
