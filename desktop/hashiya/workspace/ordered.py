"""Marks kept in text order while single ones come and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Standing(Protocol):
    """What has an id and stands somewhere in a text."""

    @property
    def id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


One = TypeVar("One", bound=Standing)


def text_order(one: Standing) -> tuple[int, int, str]:
    """By start, the longer one first, then by id."""
    return one.start, -one.end, one.id


class InTextOrder(Generic[One]):
    """Marks by id and in text order, in which they come; to put or take one costs no sorting."""

    def __init__(self, marks: Iterable[One]) -> None:
        self._list = list(marks)
        self._by_id = {one.id: one for one in self._list}

    def __len__(self) -> int:
        return len(self._list)

    def get(self, identifier: str) -> One | None:
        """The mark with this id."""
        return self._by_id.get(identifier)

    def all(self) -> list[One]:
        """All of them in text order, in a list of the caller's own."""
        return self._list.copy()

    def between(self, start: int, end: int) -> list[One]:
        """Those that begin in [start, end), in text order."""
        first = bisect_left(self._list, start, key=lambda one: one.start)
        return self._list[first : bisect_left(self._list, end, key=lambda one: one.start)]

    def put(self, one: One) -> None:
        """Add a mark, in place of the one with the same id."""
        self.drop(one.id)
        insort(self._list, one, key=text_order)
        self._by_id[one.id] = one

    def drop(self, identifier: str) -> None:
        """Take the mark with this id away, if it is there."""
        one = self._by_id.pop(identifier, None)
        if one is not None:
            del self._list[bisect_left(self._list, text_order(one), key=text_order)]

    def beside(self, one: Standing, *, forward: bool) -> One | None:
        """The next mark after that one in text order, or the one before; that one itself need not be there."""
        place = bisect_left(self._list, text_order(one), key=text_order)
        if not forward:
            return self._list[place - 1] if place else None
        if place < len(self._list) and self._list[place].id == one.id:
            place += 1
        return self._list[place] if place < len(self._list) else None

    def number(self, identifier: str) -> int:
        """The mark's place, from 1; 0 when it is not there."""
        one = self._by_id.get(identifier)
        return 0 if one is None else bisect_left(self._list, text_order(one), key=text_order) + 1
