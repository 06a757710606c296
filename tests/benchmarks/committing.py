"""The commit of one annotation with its step beside a bare SQLite row in the same mode, in turn, on the same disk."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from hashiya.domain.span import Span
from hashiya.storage.line import settings_of
from hashiya.storage.project import ProjectFile
from hashiya.workspace.workspace import Workspace

from tests import builders as b
from tests.benchmarks.articles import Extent, content_of, new_project, words_of
from tests.benchmarks.rows import Row, median

COMMITS = 200
BODY = '{"label": "PERS", "fragments": [[1000, 1012]], "origin": "human", "note": null, "attributes": {}}'


def measure(folder: Path) -> list[Row]:
    """The commit itself, and the whole gesture of the workspace."""
    content = content_of(Extent(3_000, 50), seed=3)
    path, bare = folder / "committing.hashiya", folder / "bare.db"
    new_project(path, content)
    words = words_of(content.text)
    row_commit = _bare(bare)
    taken: dict[str, list[float]] = {name: [] for name in ("step", "beside step", "gesture", "beside gesture")}
    with ProjectFile.open(path) as project:
        for n in range(COMMITS):
            word = words[n % len(words)]
            step = b.step(b.change(None, b.entity(content.article, word)), ids=project.ids)
            taken["step"].append(_timed(partial(project.apply, step)))
            taken["beside step"].append(_timed(partial(row_commit, n)))
    workspace = Workspace.open(path, annotator=b.SARA, device=b.DEVICE)
    for n in range(COMMITS):
        span = Span(words[n % 90].start, words[n % 90 + 1 + n // 90].end)
        taken["gesture"].append(_timed(partial(workspace.entities.annotate, content.article.key, [span], "ORG")))
        taken["beside gesture"].append(_timed(partial(row_commit, COMMITS + n)))
    workspace.close()
    return [
        Row(
            what="commit of one annotation with its step",
            value=median(taken["step"]),
            baseline=median(taken["beside step"]),
            baseline_is="bare SQLite row commit",
            times=2,
            samples=COMMITS,
        ),
        Row(
            what="… the whole gesture of the workspace",
            value=median(taken["gesture"]),
            baseline=median(taken["beside gesture"]),
            baseline_is="bare SQLite row commit",
            samples=COMMITS,
        ),
    ]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _bare(path: Path) -> Callable[[int], None]:
    """What writes one row in a transaction of its own, with the program's own pragmas."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma, value in settings_of("rw").items():
        connection.execute(f"PRAGMA {pragma} = {value}")
    connection.execute("CREATE TABLE row (id TEXT PRIMARY KEY, article TEXT, start INTEGER, stop INTEGER, body TEXT)")

    def commit(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO row VALUES (?, ?, ?, ?, ?)", (b.IDS.make(), "article", number, number + 12, BODY)
        )
        connection.execute("COMMIT")

    return commit
