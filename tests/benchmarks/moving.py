"""Import and export of 1,000 articles with 48 annotations each, beside plain JSON; only reported."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

from hashiya.exchange.choices import ExportChoices
from hashiya.storage.project import ProjectFile
from hashiya.workspace.exporting import export_corpus
from hashiya.workspace.importing import ImportChoices, Importing
from hashiya.workspace.record import Record
from hashiya.workspace.sample import scheme_named

from tests import builders as b
from tests.benchmarks.articles import Extent, content_of, new_project
from tests.benchmarks.rows import Row

ARTICLES = 1_000
EXTENT = Extent(2_500, 48)
SIZE = "1,000 × 48"


def measure(folder: Path) -> list[Row]:
    """Out of one project into a corpus, and into another project."""
    corpus = folder / "moving.jsonl"
    new_project(folder / "out.hashiya", *(content_of(EXTENT, seed=n) for n in range(ARTICLES)))
    began = time.perf_counter()
    with ProjectFile.open(folder / "out.hashiya") as project:
        export_corpus(project, corpus, ExportChoices())
    exported = time.perf_counter() - began
    began = time.perf_counter()
    lines = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]
    read = time.perf_counter() - began
    began = time.perf_counter()
    (folder / "plain.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    written = time.perf_counter() - began
    project = ProjectFile.create(
        folder / "in.hashiya", scheme=scheme_named("news-claims"), name="in", annotator=b.OMAR, device=b.DEVICE
    )
    began = time.perf_counter()
    with project:
        importing = Importing(Record(project, b.OMAR, b.DEVICE), ImportChoices(), b.OMAR, b.DEVICE, lambda *_: True)
        report = importing.run([corpus])
    imported = time.perf_counter() - began
    if report.articles != ARTICLES:
        raise RuntimeError(f"{report.articles} articles came in")
    bare = read + _rows(folder / "plain.db", lines)
    return [
        Row(
            what="export", size=SIZE, value=exported, unit="s", baseline=written, baseline_is="json.dumps of the lines"
        ),
        Row(
            what="import",
            size=SIZE,
            value=imported,
            unit="s",
            baseline=bare,
            baseline_is="json.loads and one bare row an annotation, in one transaction",
        ),
    ]


def _rows(path: Path, lines: list[dict[str, object]]) -> float:
    """Seconds to write a row for each entity and claim."""
    began = time.perf_counter()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE row (article TEXT, body TEXT)")
    for line in lines:
        for layer in ("entities", "claims"):
            some = line.get(layer)
            for one in some if isinstance(some, list) else ():
                connection.execute("INSERT INTO row VALUES (?, ?)", (line["id"], json.dumps(one, ensure_ascii=False)))
    connection.commit()
    connection.close()
    return time.perf_counter() - began
