"""Articles opened for the first time: until their proposals are shown, and how long the window is held up."""

from __future__ import annotations

import random
import time
from pathlib import Path

from hashiya.domain.snapshot import ArticleContent
from hashiya.ui.window.window import Window

from tests import builders as b
from tests.benchmarks.articles import Extent, content_of, new_project
from tests.benchmarks.looking import held_up
from tests.benchmarks.painted import Painted, settle
from tests.benchmarks.rows import Row, median
from tests.benchmarks.viewing import keep_what_is_there, make_window

LENGTHS = {3_000: 9, 16_000: 5, 300_000: 2}
"""How many articles of each length, in code points, are opened."""
SHOWN = 100
"""Milliseconds within which an article of the shortest length shows its proposals."""
FRAME = 16


def contents() -> list[ArticleContent]:
    """Articles without marks, each of the same paragraphs in another order."""
    chance, found = random.Random(5), []
    for length, count in LENGTHS.items():
        paragraphs = content_of(Extent(length, 1)).text.split("\n")
        for number in range(count):
            chance.shuffle(paragraphs)
            found.append(b.content("\n".join(paragraphs), name=f"{length}-{number}"))
    return found


def measure(folder: Path) -> list[Row]:
    """Each length: from asking for the article to the painting of its first proposals; the longest wait meanwhile."""
    new_project(folder / "proposing.hashiya", *contents())
    window = make_window(folder / "proposing-home", folder / "proposing.hashiya")
    if window.room is None:
        raise RuntimeError("no project is open")
    offering = window.room.offering
    # The first article of all also waits for the start of the engines' process.
    held_up(lambda: offering.is_known)
    settle(500)
    keep_what_is_there()
    shown: dict[int, list[float]] = {length: [] for length in LENGTHS}
    late: dict[int, list[float]] = {length: [] for length in LENGTHS}
    for article in window.room.workspace.articles.all()[1:]:
        length = next(one for one in LENGTHS if article.id.startswith(f"{one}-"))
        took, turns = _opened(window, article.key)
        shown[length].append(took)
        late[length] += turns
        settle(300)
    window.close()
    shortest = min(LENGTHS)
    rows = []
    for length in LENGTHS:
        size, samples = f"{length:,}", len(shown[length])
        under = SHOWN if length == shortest else None
        value = median(shown[length])
        rows.append(
            Row(what="first opening to proposals painted", size=size, value=value, under=under, samples=samples)
        )
        rows.append(Row(what="… the window held up at most", size=size, value=max(late[length]), goal=FRAME))
    return rows


def _opened(window: Window, key: str) -> tuple[float, list[float]]:
    """Milliseconds until the first proposals are painted; how late the window was for other things, until all are."""
    if window.room is None:
        raise RuntimeError("no project is open")
    room, painted = window.room, Painted(window.panes.viewer.viewport())
    offering = room.offering
    began = time.perf_counter()
    painted.after(lambda: room.show_article(key))
    late = held_up(lambda: offering.is_known)
    # What has been painted with the proposals is the next painting after they were taken.
    painted.after(window.panes.viewer.viewport().update)
    took = (time.perf_counter() - began) * 1000
    late += held_up(lambda: not offering.is_drawing)
    painted.close()
    return took, late
