"""What must hold of whatever a reader gives, for fuzz tests of single formats."""

from __future__ import annotations

from hashiya.exchange.canonical import encode
from hashiya.exchange.foreign import Settler
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.line_check import LineCheck
from hashiya.exchange.protocol import Reading


def sound(line: CorpusArticle, reading: Reading) -> None:
    """The article agrees with itself, and can be written."""
    check = LineCheck(line, file="x", number=1, referents=frozenset(reading.referents))
    assert check.faults == []
    encode(Settler(reading.format, whose="sara").settled(line))
