"""The folded copy of every text, which is what is searched: how it is written, and the way back to the raw text."""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Callable, Sequence

from hashiya.arabic.folding import Folded, fold

Told = Callable[[int, int], None]
"""Told how many texts are folded, of how many."""

MAKE_FOLDED = "INSERT INTO folded (sha256, text, shifts) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING"
MAKE_FOUND = (
    "INSERT INTO search (rowid, words) SELECT n, words_of(text) FROM folded WHERE sha256 = ?"
    " AND NOT EXISTS (SELECT 1 FROM search_docsize WHERE id = n)"
)
"""Puts the words of the folded text with that digest into the index; after MAKE_FOLDED, in the same transaction."""
LOSE = (
    """INSERT INTO search (search, rowid, words) SELECT 'delete', n, words_of(text) FROM folded WHERE sha256 = ?
    AND EXISTS (SELECT 1 FROM search_docsize WHERE id = n)""",
    "DELETE FROM folded WHERE sha256 = ?",
    "DELETE FROM text WHERE sha256 = ?",
)
"""Take the text with that digest out of the index and away, one after the other."""
_WORD = re.compile(r"[^\W_]+|[^\w\s\x00-\x7f]")
_LONGEST = 64  # letters of a word that the index looks at
_MISSING = "FROM text WHERE sha256 NOT IN (SELECT sha256 FROM folded)"
_AT_A_TIME = 100


def folded_row(sha256: str, text: str) -> tuple[str, str, bytes | None]:
    """The values of MAKE_FOLDED."""
    folded = fold(text)
    return sha256, folded.text, _packed(folded)


def words_of(folded: str) -> str:
    """What the index keeps of a folded text: each of its words, and each sign beyond ASCII, once."""
    return " ".join(dict.fromkeys(word[:_LONGEST] for word in _WORD.findall(folded)))


def asked(needed: Sequence[Sequence[str]]) -> str:
    """In the index's own language: of each group one of the words; one that ends with * stands for its continuations.

    Empty when the index cannot tell.
    """
    groups = [" OR ".join(filter(None, map(_asked, group))) for group in needed]
    return " AND ".join(f"({group})" for group in groups if group)


def _asked(word: str) -> str:
    begins = word.endswith("*")
    terms = words_of(word.removesuffix("*")).split()
    return " ".join(f'"{term}"' for term in terms) + (" *" if begins else "") if len(terms) == 1 else ""


def unpacked(shifts: bytes) -> array[int]:
    """The way back that a row has: places of the folded text, then how far the raw text is ahead from each of them."""
    numbers = array("i", shifts)
    if _BIG:
        numbers.byteswap()
    return numbers


def fold_missing(connection: sqlite3.Connection, told: Told | None = None) -> None:
    """Fold every text that has no folded copy yet, inside a transaction that somebody else began."""
    missing = [sha256 for (sha256,) in connection.execute(f"SELECT sha256 {_MISSING}")]
    for done, sha256 in enumerate(missing):
        if told and done % _AT_A_TIME == 0:
            told(done, len(missing))
        (text,) = connection.execute("SELECT text FROM text WHERE sha256 = ?", (sha256,)).fetchone()
        connection.execute(MAKE_FOLDED, folded_row(sha256, text))
        connection.execute(MAKE_FOUND, (sha256,))
    if told and missing:
        told(len(missing), len(missing))


def _packed(folded: Folded) -> bytes | None:
    """The runs as places and distances, four bytes each, little-endian; runs that go on as before are left out."""
    places, ahead = array("i"), array("i")
    for place, raw in zip(folded.runs, folded.raw_starts, strict=True):
        if places and places[-1] == place:
            ahead[-1] = raw - place
        elif not places or ahead[-1] != raw - place:
            places.append(place)
            ahead.append(raw - place)
    if len(places) == 1 and ahead[0] == 0:
        return None
    if _BIG:
        places.byteswap()
        ahead.byteswap()
    return places.tobytes() + ahead.tobytes()


_BIG = array("i", [1]).tobytes()[0] == 0
