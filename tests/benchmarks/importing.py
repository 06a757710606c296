"""A corpus comes in while somebody works in the window: how long a frame has to wait."""

from __future__ import annotations

from pathlib import Path

from hashiya.exchange.choices import ExportChoices
from hashiya.storage.project import ProjectFile
from hashiya.ui.dialogs.import_run import ImportRun
from hashiya.workspace.exporting import export_corpus
from hashiya.workspace.own_command import own_command

from tests import builders as b
from tests.benchmarks.articles import Extent, content_of, new_project
from tests.benchmarks.looking import held_up
from tests.benchmarks.painted import settle
from tests.benchmarks.rows import Row, p95
from tests.benchmarks.viewing import keep_what_is_there, make_window

ARTICLES = 300
EXTENT = Extent(3_000, 48)
SIZE = f"{ARTICLES} × {EXTENT.annotations}"
FRAME = 16


def measure(folder: Path) -> list[Row]:
    """The window while the import's process writes into its project, and when it then shows what came."""
    corpus, project = folder / "corpus.jsonl", folder / "importing.hashiya"
    new_project(folder / "out.hashiya", *(content_of(EXTENT, seed=n) for n in range(ARTICLES)))
    with ProjectFile.open(folder / "out.hashiya") as out:
        export_corpus(out, corpus, ExportChoices())
    new_project(project, content_of(EXTENT, seed=ARTICLES))
    window = make_window(folder / "importing-home", project)
    if window.room is None:
        raise RuntimeError("no project is open")
    workspace = window.room.workspace
    settle(3000)
    keep_what_is_there()
    told: list[object] = []
    run = ImportRun(own_command(), window)
    run.ended.connect(told.append)
    run.start(project, [corpus], ("--annotator", b.OMAR.handle))
    while_it_runs = held_up(lambda: bool(told))
    if told[0] is None:
        raise RuntimeError(f"nothing came in: {run.said}")
    then = held_up(lambda: len(workspace.articles.all()) > ARTICLES)
    window.close()
    return [
        Row(what="window while a corpus comes in: held up, p95", size=SIZE, value=p95(while_it_runs), under=FRAME),
        Row(what="… at most", size=SIZE, value=max(while_it_runs)),
        Row(what="… and when it shows what came, at most", size=SIZE, value=max(then)),
    ]
