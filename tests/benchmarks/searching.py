"""Search and label all over 10,000 articles, beside a bare FTS5 table of the same texts."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from hashiya.arabic.folding import fold_text
from hashiya.domain.faults import Refusal
from hashiya.workspace.labelling import Choice
from hashiya.workspace.searching import Query
from hashiya.workspace.workspace import Workspace

from tests import builders as b
from tests.benchmarks.articles import new_project, text_of
from tests.benchmarks.rows import Row, median, p95
from tests.benchmarks.viewing import keep_what_is_there

ARTICLES = 10_000
LENGTH = 2_500
NAME = "زكرياتوف"
"""Stands once in every article; nothing else has it."""
QUERIES = (
    "إيران", "ايران", "روسيا", "لافروف", "وزير الخارجية", "الاتفاق النووي", "طهران", "قال", "من", "في",
    "محمد جواد ظريف", "أميركا", "نيويورك", "زكرياتوف", "غيرموجودة", "2015", "الولايات المتحدة", "اليمن", "لا",
)  # fmt: skip
HARD = ("مان", "قم", "يرا", "😀")
"""Letters inside many words that are no word themselves, and a sign that no text has."""
SIZE = f"{ARTICLES:,} articles"
TIMES = 5


def texts() -> list[str]:
    """The texts of the project that is looked through."""
    chance = random.Random(7)
    paragraphs = text_of(120_000, chance).split("\n")
    made = []
    for n in range(ARTICLES):
        chosen: list[str] = []
        size = 0
        while size < LENGTH:
            chosen.append(chance.choice(paragraphs))
            size += len(chosen[-1]) + 1
        chosen.insert(chance.randrange(len(chosen)), f"ثم تحدث و{NAME if n % 2 else 'ل' + NAME} عن الأمر {n}.")
        made.append("\n".join(chosen))
    return made


def _bare(path: Path, texts: list[str]) -> Callable[[str], int]:
    """What the bare table answers: the first hundred texts with the words, read whole."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE bare USING fts5(text, tokenize='trigram case_sensitive 1')")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO bare (text) VALUES (?)", ((fold_text(text),) for text in texts))
    connection.execute("COMMIT")

    def ask(query: str) -> int:
        words = fold_text(query)
        sql = "MATCH ?" if len(words) > 2 else "LIKE '%' || ? || '%'"
        asked = f'"{words}"' if len(words) > 2 else words
        return len(connection.execute(f"SELECT text FROM bare WHERE text {sql} LIMIT 100", (asked,)).fetchall())

    return ask


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def measure(folder: Path) -> list[Row]:
    """The first page; every occurrence of one name, marked, and taken back."""
    path, written = folder / "searching.hashiya", texts()
    new_project(path, *(b.content(text, name=f"article-{n:05}") for n, text in enumerate(written)))
    ask = _bare(folder / "bare.db", written)
    workspace = Workspace.open(path, annotator=b.SARA, device=b.DEVICE)
    keep_what_is_there()
    rows = [*_pages(workspace, ask), *_labelled(workspace)]
    workspace.close()
    return rows


def _pages(workspace: Workspace, ask: Callable[[str], int]) -> list[Row]:
    rows = []
    for what, queries, under in (("words of the news", QUERIES, 50), ("letters that are no word", HARD, 50)):
        pages, bare = [], []
        for n in range(TIMES):
            for query in queries:
                # With other spaces each time, so that no answer is one that was kept.
                pages.append(_timed(partial(workspace.searching.page, Query(text=query + " " * n))))
                bare.append(_timed(partial(ask, query)))
        rows.append(
            Row(
                what=f"search, first page, {what}, p95",
                size=SIZE,
                value=p95(pages),
                baseline=p95(bare),
                baseline_is="100 texts of a bare FTS5 table",
                under=under,
                samples=len(pages),
            )
        )
        rows.append(Row(what="… median", size=SIZE, value=median(pages), baseline=median(bare), samples=len(pages)))
    return rows


def _labelled(workspace: Workspace) -> list[Row]:
    """Label all of a name that stands once in every article."""
    listed, applied, undone = [], [], []
    for _ in range(TIMES):
        began = time.perf_counter()
        found = workspace.labelling.occurrences((NAME, "PERS"))
        listed.append(time.perf_counter() - began)
        began = time.perf_counter()
        step = workspace.labelling.apply([Choice(one, "PERS") for one in found])
        applied.append(time.perf_counter() - began)
        workspace.poll()
        if isinstance(step, Refusal) or step.details["count"] != ARTICLES:
            raise RuntimeError(f"not all were marked: {step}")
        began = time.perf_counter()
        workspace.history.undo()
        undone.append(time.perf_counter() - began)
    of = f"{ARTICLES:,} hits"
    return [
        Row(what="label all, listed", size=of, value=median(listed), unit="s", under=0.5, samples=TIMES),
        Row(what="label all, applied", size=of, value=median(applied), unit="s", under=2, samples=TIMES),
        Row(what="… taken back", size=of, value=median(undone), unit="s", samples=TIMES),
    ]
