"""A long list of hits has two readers: articles are looked through here and at the same time in another process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from hashiya.domain.ids import AnnotatorId
from hashiya.storage.finding import Candidate, Finder
from hashiya.workspace.hits import HitReader, Looking, Seen
from hashiya.workspace.queries import Query

if TYPE_CHECKING:
    from concurrent.futures import Future

Batch = Sequence[Candidate]
Beside = Callable[[Looking], list[Seen] | None]
"""Reads the hits in another process; None when it cannot."""

AHEAD = 2
"""Batches that the other process has at once: the one that it reads, and the next."""
PATIENCE = 5.0
"""Seconds that an answer is waited for; a batch takes some hundredths of one."""


class LookingRoom:
    """The reader of the query that was asked for last; for one thread at a time."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._of: tuple[Query, AnnotatorId | None, int] | None = None
        self._reader: HitReader | None = None

    def read(self, looking: Looking) -> list[Seen]:
        """The hits in the articles, in their order."""
        of = (looking.query, looking.owner, self._finder.version())
        if self._reader is None or of != self._of:
            self._of, self._reader = of, HitReader(self._finder, looking.query, owner=looking.owner)
        return self._reader.read(looking.candidates)


def read_together(
    batches: Iterable[Batch],
    here: Callable[[Batch], list[Seen]],
    beside: Callable[[Batch], list[Seen] | None],
) -> list[Seen]:
    """The hits in all batches, in their order, each batch read by whoever has time for it.

    The first is read here, as mostly there are no more; so is what the other process could not read.
    """
    from concurrent.futures import ThreadPoolExecutor  # only a long list needs it: 4 ms of the program's start

    found: dict[int, list[Seen]] = {}
    given: list[tuple[int, Batch, Future[list[Seen] | None]]] = []
    pool = ThreadPoolExecutor(1)
    try:
        for number, batch in enumerate(batches):
            if number and sum(not future.done() for *_, future in given[-AHEAD:]) < AHEAD:
                given.append((number, batch, pool.submit(beside, batch)))
            else:
                found[number] = here(batch)
        # From the last one on: what nobody has begun with is read here meanwhile.
        for number, batch, future in reversed(given):
            seen = None if future.cancel() else _answer(future)
            found[number] = here(batch) if seen is None else seen
    finally:
        # A process that hangs is not waited for; its thread ends with it.
        pool.shutdown(wait=False, cancel_futures=True)
    return [one for number in sorted(found) for one in found[number]]


def _answer(future: Future[list[Seen] | None]) -> list[Seen] | None:
    """What the other process has read; None when it does not say so in time."""
    try:
        return future.result(PATIENCE)
    except TimeoutError:
        return None
