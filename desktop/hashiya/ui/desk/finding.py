"""Looking through the project behind the window's back: rows come in, and what is no longer asked for is dropped."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QThread, Signal

from hashiya.ui.dialogs.newest import Newest
from hashiya.workspace.queries import Hit, Query, Variant
from hashiya.workspace.searching import Searching

FIRST = 60
"""Hits of the first page: what a screen shows, and a little more."""
PAGE = 1000
MOST = 10_000
"""So many hits are listed unless more are asked for."""
BREATH = 30
"""Milliseconds after a page in which the window has the processor to itself, to paint it."""
CLOSING = 5000
"""Milliseconds that a search which was told to stop is waited for."""


@dataclass(frozen=True, slots=True)
class Found:
    """More hits of the query; `total` is known at the end, `beginning` says that only beginnings of words were found.

    `over` ends the query: no more will come, unless it was cut at so many.
    """

    hits: tuple[Hit, ...]
    articles: int
    total: int | None
    beginning: bool = False
    over: bool = False


class Finding(Newest):
    """One query at a time, in a thread of its own; a new one ends the one before. Hits are told of page by page."""

    found = Signal(object)
    variants_found = Signal(object)
    _page = Signal(int, object)
    _variants = Signal(int, object)

    def __init__(self, searching: Searching) -> None:
        super().__init__()
        self._searching = searching
        self._page.connect(self._take_page)
        self._variants.connect(self._take_variants)

    def look(self, query: Query, *, most: int = MOST) -> None:
        """Look for this from now on, up to so many hits."""
        self.begin(lambda number: self._look(number, query, most))

    def leave(self) -> None:
        """The project is being closed: wait until nothing reads it."""
        job = self.drop()
        if job is not None:
            job.wait(CLOSING)

    # In the thread

    def _look(self, number: int, query: Query, most: int) -> None:
        def stop() -> bool:
            return not self.is_newest(number)

        page = self._searching.page(query, limit=FIRST, stop=stop)
        beginning = not page.hits and not page.stopped and query.words == "whole" and query.spelling == "folded"
        if beginning:
            query = replace(query, words="beginning")
            page = self._searching.page(query, limit=FIRST, stop=stop)
        told = False
        seen = 0
        while not page.stopped:
            seen += len(page.hits)
            over = not page.more or seen >= most
            self._page.emit(number, Found(page.hits, page.articles, page.total, beginning and bool(seen), over))
            QThread.msleep(BREATH)
            if not told:
                told = True
                self._variants.emit(number, self._searching.variants(query, stop=stop))
            if over:
                return
            page = self._searching.page(query, offset=seen, limit=PAGE, stop=stop)

    # In the window's thread

    def _take_page(self, number: int, page: Found) -> None:
        if self.is_newest(number):
            self.found.emit(page)

    def _take_variants(self, number: int, variants: tuple[Variant, ...]) -> None:
        if self.is_newest(number):
            self.variants_found.emit(variants)
