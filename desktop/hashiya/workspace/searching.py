"""Looking through the project: a page of hits at a time, beside the window's own connection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import Lock

from hashiya.arabic.lexicon import keeps_its_first_letter
from hashiya.arabic.words import words as words_in
from hashiya.domain.ids import SHARED, AnnotatorId, ArticleKey
from hashiya.domain.span import Fragments
from hashiya.storage.finding import Candidate, Finder, Reaching, StoppedError
from hashiya.workspace.hits import HitReader, Looking, Seen
from hashiya.workspace.looking_room import Beside, read_together
from hashiya.workspace.queries import Hit, Hits, Query, Stop, Variant
from hashiya.workspace.record import Record
from hashiya.workspace.variants import variants_of

__all__ = ["PAGE", "Hit", "Hits", "Query", "Searching", "Stop", "Variant"]

PAGE = 100
"""How many hits a page has unless told."""
_FIRST, _MOST = 20, 500
"""How many articles are read at once: few at first, for the first page."""


PREPARING = "وفبلك"
"""A word, and the letters whose lists of words tell what is a proclitic."""


class _Walk:
    """One query on its way through the project: what was found so far, and where it goes on."""

    def __init__(self, query: Query, version: int, batches: Iterator[Sequence[Seen]]) -> None:
        self.query = query
        self.version = version
        self.found: list[Seen] = []
        self.is_over = False
        self._batches = batches

    def reach(self, number: int, stop: Stop | None) -> None:
        """Go on until there are so many hits, or no more."""
        while len(self.found) < number and not self.is_over:
            if stop and stop():
                raise StoppedError
            batch = next(self._batches, None)
            if batch is None:
                self.is_over = True
            else:
                self.found += batch


class Searching:
    """Looks through the project on a connection of its own: by any thread, by one at a time."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._finder: Finder | None = None
        self._beside: Beside | None = None
        self._walk: _Walk | None = None
        self._lock = Lock()

    def share_with(self, beside: Beside) -> None:
        """From now on let another process read half of what is asked for all at once."""
        self._beside = beside

    def prepare(self) -> None:
        """Open the connection and have at hand what every search needs, so that the first one need not wait for it."""
        words_in(PREPARING)
        for letter in PREPARING:
            keeps_its_first_letter(letter)
        with self._finding(None) as finder:
            finder.version()

    def page(self, query: Query, *, offset: int = 0, limit: int = PAGE, stop: Stop | None = None) -> Hits:
        """So many hits, those from the offset on; nothing when it was stopped, as it is soon after `stop` says so."""
        try:
            with self._finding(stop) as finder:
                walk = self._walk_of(finder, query)
                walk.reach(offset + limit + 1, stop)
        except StoppedError:
            return Hits(hits=(), total=None, articles=0, more=True, stopped=True)
        found = walk.found
        return Hits(
            hits=tuple(one.hit for one in found[offset : offset + limit]),
            total=len(found) if walk.is_over else None,
            articles=len({one.hit.article for one in found}),
            more=len(found) > offset + limit,
        )

    def count(self, query: Query, *, stop: Stop | None = None) -> tuple[int, int] | None:
        """How many hits there are, in how many articles; None when it was stopped."""
        found = self.all(query, stop=stop)
        return None if found is None else (len(found), len({one.hit.article for one in found}))

    def all(self, query: Query, *, stop: Stop | None = None) -> list[Seen] | None:
        """Every hit, with the annotations that reach into it; None when it was stopped."""
        try:
            with self._finding(stop) as finder:
                walk = self._walk_of(finder, query)
                if self._beside is not None and not walk.found:
                    walk = self._walk = _Walk(query, walk.version, self._together(finder, query, self._beside, stop))
                while not walk.is_over:
                    walk.reach(len(walk.found) + 1, stop)
        except StoppedError:
            return None
        return walk.found.copy()

    def there(self, hits: Sequence[Hit]) -> list[list[Reaching]]:
        """The annotations, one's own and the shared ones, that reach into each of the hits now."""
        found: list[list[Reaching]] = [[] for _ in hits]
        with self._finding(None) as finder:
            places = [(hit.article, hit.span.start, hit.span.end) for hit in hits]
            for one in finder.reaching(places, self._owner):
                if any(piece.overlaps(hits[one.place].span) for piece in one.fragments):
                    found[one.place].append(one)
        return found

    def words_of(self, marked: Sequence[tuple[ArticleKey, Fragments]]) -> list[str]:
        """The raw words of each of the fragments, pieces joined by one space."""
        places = [(article, piece.start, piece.end) for article, fragments in marked for piece in fragments]
        with self._finding(None) as finder:
            words = iter(finder.words(places))
        return [" ".join(islice(words, len(fragments))) for _, fragments in marked]

    def variants(self, query: Query, *, stop: Stop | None = None) -> tuple[Variant, ...]:
        """Other spellings in the project that may be the same word, the most frequent first; they are not mixed in."""
        if query.spelling == "exact":
            return ()
        try:
            with self._finding(stop) as finder:
                return variants_of(finder, query.text)
        except StoppedError:
            return ()

    def close(self) -> None:
        """Let go of the connection; the next search takes another."""
        with self._lock:
            self._walk = None
            if self._finder:
                self._finder.close()
                self._finder = None

    @contextmanager
    def _finding(self, stop: Stop | None) -> Iterator[Finder]:
        with self._lock:
            if self._finder is None:
                self._finder = self._record.project.finder()
            self._finder.stopping(stop)
            try:
                yield self._finder
            except StoppedError:
                # Where it was ended its place is lost.
                self._walk = None
                raise
            finally:
                self._finder.stopping(None)

    def _walk_of(self, finder: Finder, query: Query) -> _Walk:
        """The walk that the same query began, if nothing was written since, or a new one."""
        version = finder.version()
        if self._walk is None or (self._walk.query, self._walk.version) != (query, version):
            self._walk = _Walk(query, version, self._batches(finder, query))
        return self._walk

    def _batches(self, finder: Finder, query: Query) -> Iterator[list[Seen]]:
        """The hits of some articles after the other, in the project's order."""
        reader = HitReader(finder, query, owner=self._owner)
        yield from map(reader.read, _candidates(finder, reader, query))

    def _together(self, finder: Finder, query: Query, beside: Beside, stop: Stop | None) -> Iterator[list[Seen]]:
        """All hits at once, read here and beside."""
        reader, owner = HitReader(finder, query, owner=self._owner), self._owner

        def until_stopped() -> Iterator[Sequence[Candidate]]:
            for some in _candidates(finder, reader, query, every=True):
                if stop and stop():
                    raise StoppedError
                yield some

        yield read_together(until_stopped(), reader.read, lambda some: beside(Looking(query, owner, some)))

    @property
    def _owner(self) -> AnnotatorId | None:
        """Whose annotations are looked at; None for everybody's."""
        me = self._record.me
        return None if me == SHARED else me


def _candidates(
    finder: Finder, reader: HitReader, query: Query, *, every: bool = False
) -> Iterator[Sequence[Candidate]]:
    """The articles that can have hits, in the project's order, few at first."""
    if not reader.pattern.words:
        return
    size = _FIRST
    for some in finder.candidates(reader.needed, article=query.scope, statuses=query.statuses, every=every):
        waiting: Sequence[Candidate] = some
        while waiting:
            yield waiting[:size]
            waiting, size = waiting[size:], min(size * 2, _MOST)
