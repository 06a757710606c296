"""Writing a whole step: its own row, its changes, and what they change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hashiya.domain.ids import StepId
from hashiya.domain.step import Change, Kind, Step
from hashiya.storage.finding import StoppedError
from hashiya.storage.line import Line
from hashiya.storage.record import Record
from hashiya.storage.things import TextsOf, Things

Watching = Callable[[int, int], bool]
"""Hears how many changes of a step are written, of how many; False ends it."""

_AT_A_TIME = 100  # changes; then somebody is asked whether to go on


def write_step(line: Line, step: Step, texts_of: TextsOf, *, watching: Watching | None = None) -> StepId | None:
    """Write the step inside a transaction that somebody else began; the step that was written before it.

    KnownFailure `changed_meanwhile` when the file has something else than a change's before; StoppedError when
    `watching` said so.
    """
    record, things = Record(line), Things(line, texts_of)
    number, earlier = record.add(step)
    first = 0
    for some in _each_once(step.changes):
        if watching and not watching(first, len(step.changes)):
            raise StoppedError
        record.add_changes(number, first, some, things.write(some))
        first += len(some)
    return earlier


def _each_once(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """The changes in their order, some at a time, no thing twice among them, and no article with what stands in it.

    Words are cut from the texts before anything is written, so an article must be there before what is marked in it.
    """
    first = 0
    seen: set[tuple[Kind, str]] = set()
    for n, change in enumerate(changes):
        what = (change.kind, change.target)
        follows = n > first and changes[n - 1].kind is Kind.ARTICLE and change.kind is not Kind.ARTICLE
        if what in seen or follows or n - first == _AT_A_TIME:
            yield changes[first:n]
            first = n
            seen.clear()
        seen.add(what)
    if seen:
        yield changes[first:]
