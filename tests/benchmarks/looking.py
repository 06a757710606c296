"""Search and label all in the window over 10,000 articles: until the first rows, and how long the window is held up."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from hashiya.domain.ids import ArticleKey
from hashiya.domain.span import Span
from hashiya.ui.window.hits import PAUSE, Hits
from hashiya.ui.window.window import Window
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests import builders as b
from tests.benchmarks.articles import new_project
from tests.benchmarks.painted import PATIENCE, settle
from tests.benchmarks.rows import Row, median, p95
from tests.benchmarks.searching import ARTICLES, NAME, texts
from tests.benchmarks.viewing import keep_what_is_there, make_window

WORDS = ("إيران", "لافروف", "الاتفاق النووي", "طهران", "من", "وزير الخارجية")
SIZE = f"{ARTICLES:,} articles"
FRAME = 16
WALKED = 60
BEAT = 4
"""Milliseconds between two looks at the clock."""


def held_up(until: Callable[[], bool]) -> list[float]:
    """How late a timer of the window's event loop is, in ms, again and again until something is there.

    The loop is a real one, that sleeps in between: one that is turned by hand would keep the search from its work.
    """
    late: list[float] = []
    loop, timer = QEventLoop(), QTimer()
    began = last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(max(0.0, (now - last) * 1000 - BEAT))
        last = now
        if until() or now - began > PATIENCE:
            loop.quit()

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(BEAT)
    loop.exec()
    timer.stop()
    if not until():
        raise TimeoutError("it did not come")
    return late


def measure(folder: Path) -> list[Row]:
    """Typed and found; then all of a name that stands once in every article."""
    path = folder / "looking.hashiya"
    if not path.exists():
        contents = (b.content(text, name=f"article-{n:05}") for n, text in enumerate(texts()))
        new_project(path, *contents)
    window = make_window(folder / "looking-home", path)
    settle(1500)
    keep_what_is_there()
    rows = [*_search(window), *_label_all(window)]
    window.close()
    return rows


def _search(window: Window) -> list[Row]:
    window.run("find_all")
    page = window.doing.searching.page
    hits, pane = page.hits, page.pane
    if hits is None or pane is None:
        raise RuntimeError("the search was not opened")
    first, turns = [], []
    for words in WORDS:
        pane.bar.field.clear()
        held_up(lambda: hits.is_over)
        # Typed letter by letter, as quickly as anyone types.
        for letter in words:
            pane.bar.field.insert(letter)
            turns += held_up(_passed(0.06))
        pane.bar.field.clear()
        held_up(lambda: hits.is_over)
        began = time.perf_counter()
        pane.bar.field.setText(words)
        turns += held_up(lambda: pane.list.hits.rowCount() > 0)
        first.append((time.perf_counter() - began) * 1000 - PAUSE)
        turns += held_up(lambda: hits.is_over)
    window.run("step_out")
    return [
        Row(what="search in the window, from the pause to rows", size=SIZE, value=median(first), samples=len(first)),
        Row(what="… how long the window is held up, p95", size=SIZE, value=p95(turns), under=FRAME, samples=len(turns)),
        Row(what="… the longest", size=SIZE, value=max(turns), goal=FRAME, samples=len(turns)),
        Row(what="… rows at the end", size=SIZE, value=_listed(hits), unit="rows"),
    ]


def _listed(hits: Hits) -> int:
    return len(hits.hits)


def _passed(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= end


def _label_all(window: Window) -> list[Row]:
    """The list, walked by keys; what was accepted written; taken back."""
    room = window.room
    if room is None:
        raise RuntimeError("no project is open")
    article = ArticleKey(room.workspace.articles.all()[0].key)
    room.show_article(article)
    start = room.workspace.text(article).index(NAME)
    room.workspace.entities.annotate(article, [Span(start, start + len(NAME))], "PERS")
    settle()
    room.desk.select(room.desk.rows()[0].id)
    page = window.doing.searching.page
    began = time.perf_counter()
    window.run("label_all")
    mode = page.all
    if mode is None:
        raise RuntimeError("nothing was listed")
    listing = held_up(lambda: mode.is_listed)
    listed = time.perf_counter() - began
    walked, computed = [], []
    for _ in range(WALKED):
        before, busy = time.perf_counter(), time.process_time()
        window.run("hit_go")
        QApplication.processEvents()
        walked.append((time.perf_counter() - before) * 1000)
        computed.append((time.process_time() - busy) * 1000)
    window.run("hit_alike")
    began = time.perf_counter()
    window.run("hit_apply")
    writing = held_up(lambda: not page.is_shown)
    written = time.perf_counter() - began
    window.run("undo")
    size = f"{ARTICLES:,} hits"
    return [
        Row(what="label all in the window, listed", size=size, value=listed, unit="s", under=0.5),
        Row(what="… the window held up at most", size=size, value=max(listing), goal=FRAME),
        Row(what="… accept and go on, median", size=size, value=median(walked), under=FRAME, samples=WALKED),
        Row(what="… what it computes, median", size=size, value=median(computed), samples=WALKED),
        Row(what="… written and announced", size=size, value=written, unit="s", under=2),
        Row(
            what="… the window held up while it is written, p95",
            size=size,
            value=p95(writing),
            under=FRAME,
            samples=len(writing),
        ),
        Row(what="… the longest", size=size, value=max(writing), goal=FRAME),
    ]
