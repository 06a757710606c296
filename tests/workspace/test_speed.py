"""Gestures in a long article cost what they change, not what is there."""

from __future__ import annotations

import sqlite3
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.big import big_project, gestures, milliseconds

GESTURE = 8.0
"""Milliseconds that a gesture may take in 300,000 characters with 10,000 marks."""

READING = 12.0
"""Milliseconds that a pane may read after it."""

COMMITS = 5
"""Instead, on a slow disk or a busy machine: so many times what one row takes to be committed in the same run."""


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, float]]:
    folder = tmp_path_factory.mktemp("big")
    workspace = big_project(folder / "big.hashiya")
    before = commit(folder / "bare.sqlite")
    # Other programs only ever add to what a call takes: the quarter that took least says what it costs.
    found = {name: sorted(taken)[len(taken) // 4] for name, taken in gestures(workspace).items()}
    yield found | {"commit": max(before, commit(folder / "bare.sqlite"))}
    workspace.close()


def commit(path: Path) -> float:
    """The median of committing one row as safely as a project does, in milliseconds."""
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA journal_mode = wal")
    bare.execute("PRAGMA synchronous = full")
    bare.execute("CREATE TABLE IF NOT EXISTS x (y TEXT)")
    taken = milliseconds(lambda: bare.execute("INSERT INTO x VALUES (hex(randomblob(200)))"), 60)
    bare.close()
    return statistics.median(taken)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["annotate", "claim", "fill source", "same speaker", "move edge", "undo", "redo"])
def test_a_gesture_is_written_in_time(figures: dict[str, float], name: str) -> None:
    assert figures[name] <= max(GESTURE, COMMITS * figures["commit"])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["marks", "glosses", "claims", "needs a look", "counts", "place at the end"])
def test_what_the_panes_ask_for_after_a_gesture_is_there(figures: dict[str, float], name: str) -> None:
    assert figures[name] <= max(READING, COMMITS * figures["commit"])
