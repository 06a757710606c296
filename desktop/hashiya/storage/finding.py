"""Reading for a search: which texts can have the words, their folded copies, and what stands around a place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Self

from hashiya.domain.article import Status
from hashiya.domain.ids import NOBODY, SHARED, AnnotationId, AnnotatorId, ArticleKey
from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Fragments
from hashiya.domain.step import Kind
from hashiya.storage.folded import asked
from hashiya.storage.line import Line, Row
from hashiya.storage.reads import Reads
from hashiya.storage.text import Text
from hashiya.storage.values import fragments_of

Stop = Callable[[], bool]

_FEW = 2000
"""So many texts are put in the project's order at once; more of them are met on a walk through the articles."""
_STEPS_BETWEEN = 20_000  # of SQLite's machine, between two looks whether to stop: about a millisecond
_FIRST, _MOST = 40, 500
_BY_RANGE = 3  # batches of which a page of hits is made; who goes on wants all, which the index tells faster at once
_MATCHING = "SELECT rowid FROM search WHERE search MATCH ?"
_PLACE = "article.key, article.id, folded.n, article.sha256, article.position"


class StoppedError(Exception):
    """The search was ended before it was over."""


class Candidate(NamedTuple):
    """An article whose text can have the words: its key and readable name, and the number of its text."""

    article: ArticleKey
    id: str
    number: int
    sha256: str
    position: int


class Needed(NamedTuple):
    """What a folded text must have: of each group one of the words (with * what begins so), and all the letters.

    Where there are words for the index the letters are not looked for.
    """

    words: Sequence[Sequence[str]]
    letters: Sequence[str]


class Reaching(NamedTuple):
    """An annotation that reaches into a place: the number of the place, and what its row tells."""

    place: int
    id: AnnotationId
    kind: Kind
    label: str
    fragments: Fragments
    owner: AnnotatorId


class Finder:
    """A connection of its own for searches; it may be used by any thread, by one at a time."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._reads = Reads(line)
        self._stop: Stop | None = None

    @classmethod
    def of(cls, line: Line) -> Self:
        """A finder in the file at the end of this line."""
        return cls(Line(line.path, "immutable" if line.mode == "immutable" else "ro", any_thread=True))

    def close(self) -> None:
        """Let go of the connection."""
        self._line.close()

    def version(self) -> int:
        """A number that changes when anything was written to the file."""
        found: int = self._line.value("PRAGMA data_version")
        return found

    def scheme(self) -> Scheme:
        """The project's scheme."""
        return self._reads.scheme()

    def stopping(self, stop: Stop | None) -> None:
        """From now on statements end with StoppedError soon after this answers True."""
        self._stop = stop
        self._line.connection.set_progress_handler((lambda: int(stop())) if stop else None, _STEPS_BETWEEN)

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        try:
            return self._line.rows(sql, values)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise StoppedError from error
            raise

    # Which texts

    def candidates(
        self,
        needed: Needed,
        *,
        article: ArticleKey | None = None,
        statuses: frozenset[Status] | None = None,
        every: bool = False,
    ) -> Iterator[list[Candidate]]:
        """The articles whose folded texts can have what is needed, in the project's order, some at a time.

        Between two of them no statement is open. Where `every` one is wanted, the index is asked for all at once.
        """
        if article is not None:
            yield self._places("AND article.key = ?", (article,), statuses, limit=-1)
            return
        matching = asked(needed.words)
        if not matching:
            yield from self._walk(statuses, needed.letters)
            return
        numbers = self._rows(f"{_MATCHING} LIMIT ?", (matching, _FEW + 1))
        if len(numbers) <= _FEW:
            yield from self._few(numbers, statuses)
            return
        all_numbers: set[object] | None = None
        for n, some in enumerate(self._walk(statuses)):
            if n == (0 if every else _BY_RANGE):
                all_numbers = {number for (number,) in self._rows(_MATCHING, (matching,))}
            there = self._matching(matching, [one.number for one in some]) if all_numbers is None else all_numbers
            if found := [one for one in some if one.number in there]:
                yield found

    def _matching(self, matching: str, numbers: Sequence[int]) -> set[object]:
        """Those of the texts that match, asked for as one range: what was imported together lies together."""
        rows = self._rows(f"{_MATCHING} AND rowid BETWEEN ? AND ?", (matching, min(numbers), max(numbers)))
        return {number for (number,) in rows}

    def _few(self, numbers: Sequence[Row], statuses: frozenset[Status] | None) -> Iterator[list[Candidate]]:
        found = self._of_texts((n for (n,) in numbers), statuses)
        if found:
            yield found

    def _walk(self, statuses: frozenset[Status] | None, letters: Sequence[str] = ()) -> Iterator[list[Candidate]]:
        """The articles one after the other whose folded texts have these letters."""
        last, limit = -1, _FIRST
        where = "AND article.position > ?" + " AND instr(folded.text, ?)" * len(letters)
        while True:
            some = self._places(where, (last, *letters), statuses, limit=limit)
            if some:
                yield some
            if len(some) < limit:
                return
            last, limit = some[-1].position, min(limit * 2, _MOST)

    def _of_texts(self, numbers: Iterable[object], statuses: frozenset[Status] | None) -> list[Candidate]:
        """The articles that have these texts."""
        of, given = _status_in(statuses)
        rows = self._rows(
            # In this order: from the few texts to their articles.
            f"SELECT {_PLACE} FROM json_each(?) CROSS JOIN folded ON folded.n = value"
            " CROSS JOIN seen_article AS article ON article.sha256 = folded.sha256"
            f" WHERE article.removed = 0 {of} ORDER BY article.position",
            (_list(numbers), *given),
        )
        return [Candidate._make(row) for row in rows]

    def _places(
        self, where: str, values: tuple[object, ...], statuses: frozenset[Status] | None, *, limit: int
    ) -> list[Candidate]:
        of, given = _status_in(statuses)
        rows = self._rows(
            f"SELECT {_PLACE} FROM seen_article AS article JOIN folded USING (sha256)"
            f" WHERE article.removed = 0 {where} {of} ORDER BY article.position LIMIT ?",
            (*values, *given, limit),
        )
        return [Candidate._make(row) for row in rows]

    def how_many(self, words: Sequence[str]) -> int:
        """How many texts have one of the words."""
        rows = self._rows("SELECT count(*) FROM search WHERE search MATCH ?", (asked([words]),))
        return int(rows[0][0])

    def known(self, words: Iterable[str]) -> list[str]:
        """Those of the folded words that stand in a text."""
        rows = self._rows(
            # In this order: one look into the index for each word.
            "SELECT value FROM json_each(?) CROSS JOIN search_words ON term = value",
            (_list(words),),
        )
        return [str(word) for (word,) in rows]

    # What stands in them

    def texts(self, numbers: Iterable[int]) -> dict[int, Text]:
        """The texts with these numbers."""
        rows = self._rows(
            "SELECT n, CAST(folded.text AS BLOB), shifts, CAST(text.text AS BLOB), text.length FROM json_each(?)"
            " CROSS JOIN folded ON n = value CROSS JOIN text USING (sha256)",
            (_list(numbers),),
        )
        return {n: Text(folded, shifts, raw, length) for n, folded, shifts, raw, length in rows}

    def excerpt(self, sha256: str, start: int, end: int) -> str:
        """The raw text with that digest from `start` to `end`, in code points, or to its own end."""
        rows = self._rows("SELECT substr(text, ?, ?) FROM text WHERE sha256 = ?", (start + 1, end - start, sha256))
        return str(rows[0][0]) if rows else ""

    def words(self, places: Sequence[tuple[ArticleKey, int, int]]) -> list[str]:
        """The raw text at each of the places, in their order; empty where there is no such article."""
        rows = self._rows(
            "SELECT substr(text, json_extract(value, '$[1]') + 1,"
            " json_extract(value, '$[2]') - json_extract(value, '$[1]')) FROM json_each(?)"
            " LEFT JOIN article ON article.key = json_extract(value, '$[0]') LEFT JOIN text USING (sha256)"
            " ORDER BY json_each.key",
            (json.dumps(places),),
        )
        return [words or "" for (words,) in rows]

    def reaching(self, places: Sequence[tuple[ArticleKey, int, int]], owner: AnnotatorId | None) -> list[Reaching]:
        """The annotations, the owner's and the shared ones or all but proposals, that reach into the places."""
        whose, who = ("annotation.owner <> ?", (NOBODY,)) if owner is None else ("owner IN (?, ?)", (owner, SHARED))
        rows = self._rows(
            'SELECT json_each.key, annotation.id, kind, label, start, "end", fragments, owner FROM json_each(?)'
            " CROSS JOIN seen_annotation AS annotation ON annotation.article = json_extract(value, '$[0]')"
            " AND start < json_extract(value, '$[2]') AND \"end\" > json_extract(value, '$[1]')"
            f' WHERE {whose} ORDER BY json_each.key, start, "end" DESC, annotation.id',
            (json.dumps(places), *who),
        )
        return [
            Reaching(place, identifier, Kind(kind), label, fragments_of(start, end, pieces), whose_it_is)
            for place, identifier, kind, label, start, end, pieces, whose_it_is in rows
        ]


def _status_in(statuses: frozenset[Status] | None) -> tuple[str, tuple[str, ...]]:
    """What asks for articles with one of the statuses, and its values."""
    if statuses is None:
        return "", ()
    return "AND article.status IN (SELECT value FROM json_each(?))", (_list(status.value for status in statuses),)


def _list(values: Iterable[object]) -> str:
    """The values as one value, for json_each."""
    return json.dumps(list(values), ensure_ascii=False)
