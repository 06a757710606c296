"""A list of 10,000 articles: shown and filtered, beside Qt's own list of as many strings."""

from __future__ import annotations

import random
import time
from collections import Counter
from functools import partial
from pathlib import Path

from hashiya.ui.desk.cards import progress
from hashiya.ui.window.room import Room
from PySide6.QtCore import QSortFilterProxyModel, QStringListModel
from PySide6.QtWidgets import QListView

from tests import builders as b
from tests.benchmarks.articles import new_project, text_of
from tests.benchmarks.painted import Painted, settle
from tests.benchmarks.rows import Row, median
from tests.benchmarks.viewing import keep_what_is_there, make_window

ARTICLES = 10_000
TIMES = 5
QUERIES = 5
BASELINE = "QListView with a filter of Qt"


def _titles() -> list[str]:
    chance = random.Random(5)
    words = text_of(60_000, chance).split()
    return [" ".join(chance.sample(words, 7)) for _ in range(ARTICLES)]


def _queries(titles: list[str]) -> list[str]:
    """Words of the titles, each followed by an empty filter."""
    common = Counter(word for title in titles for word in title.split() if len(word) > 4).most_common(QUERIES)
    return [query for word, _ in common for query in (word, "")]


def measure(folder: Path) -> list[Row]:
    """Shown, from the file to the painting; filtered, from the last letter to the painting."""
    titles, path = _titles(), folder / "listing.hashiya"
    new_project(
        path,
        *(
            b.content(f"{title}\n{n}\n", meta={"title": title}, name=f"article-{n:05}")
            for n, title in enumerate(titles)
        ),
    )
    window = make_window(folder / "listing-home", path)
    settle(1500)
    keep_what_is_there()
    room, pane = window.room, window.panes.articles
    if room is None:
        raise RuntimeError("no project is open")
    painted = Painted(pane.list.viewport())
    plain = QListView()
    plain.setUniformItemSizes(True)
    plain.resize(pane.list.size())
    plain.show()
    proxy = QSortFilterProxyModel()
    plain.setModel(proxy)
    settle()
    plain_painted = Painted(plain.viewport())
    shown, filtered = [], []
    other_shown, other_filtered = [], []
    for _ in range(TIMES):
        pane.show_rows([], progress(room.desk))
        settle()
        shown.append(painted.after(partial(_show, room)))
        settle(500)
        other_shown.append(plain_painted.after(lambda: proxy.setSourceModel(QStringListModel(titles, proxy))))
        settle()
    for query in _queries(titles):
        filtered.append(painted.after(partial(pane.field.setText, query)))
        settle(200)
        other_filtered.append(plain_painted.after(partial(proxy.setFilterFixedString, query)))
        settle()
    began = time.perf_counter()
    window.close()
    plain.close()
    closed = (time.perf_counter() - began) * 1000
    return [
        Row(
            what="list of 10,000 articles shown",
            value=median(one.wall for one in shown),
            baseline=median(one.wall for one in other_shown),
            baseline_is=BASELINE,
            under=300,
            samples=TIMES,
        ),
        Row(
            what="list of 10,000 articles filtered",
            value=median(one.wall for one in filtered),
            baseline=median(one.wall for one in other_filtered),
            baseline_is=BASELINE,
            under=50,
            samples=len(filtered),
        ),
        Row(what="… its window closed", value=closed),
    ]


def _show(room: Room) -> None:
    room.informing.later("articles")
    room.informing.refresh()
