"""Formats out of a project and into one, each in a process of its own; HASHIYA_BENCH_ARTICLES says how many articles.

JSONL is held to the least that any program does: to read or write the JSON, and to put the same rows into the tables
of a project, or get them out. Both are measured in turn some times, as one sample each says little on shared cores, and
the pair with the middle ratio of computing counts. The others are held to JSONL, measured once. What an import or
export holds is the process's greatest share of memory, with the program's own modules in it.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import msgspec
from hashiya.domain.snapshot import ArticleContent
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.formats import format_named
from hashiya.exchange.protocol import Format
from hashiya.storage.project import ProjectFile
from hashiya.workspace.exporting import export_corpus
from hashiya.workspace.importing import ImportChoices, Importing
from hashiya.workspace.record import Record
from hashiya.workspace.sample import scheme_named

from tests import builders as b
from tests.benchmarks.articles import Extent, content_of
from tests.benchmarks.rows import Row

ARTICLES = int(os.environ.get("HASHIYA_BENCH_ARTICLES", "1000"))
EXTENT = Extent(3_000, 48)
RELATIONS = 8
SIZE = f"{ARTICLES:,} × {EXTENT.annotations} + {RELATIONS}"
NAMES = ("jsonl", "brat", "label-studio", "doccano", "prodigy")
HELD = frozenset(("brat", "label-studio", "doccano"))
"""The formats that have a bar; the others are reported."""
OWN_TABLES = ("import", "annotator", "text", "article", "annotation", "fragment", "filler", "relation", "folded")
"""The tables that an import of these articles fills, each after those that it names."""
PAIRS = {"export": 7, "import": 3}
"""How often JSONL and the least are measured in turn."""
AT_ONCE = 200
"""Articles that are put into the project in one go."""


class Figures(NamedTuple):
    """Seconds by the clock, seconds of computing, and megabytes at most."""

    seconds: float
    cpu: float
    held: float = 0.0


def measure(folder: Path) -> list[Row]:
    """Every format out, and what it wrote in again."""
    _make(folder / "out.hashiya")
    rows: list[Row] = []
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as child:
        for way, work, bare in (("export", _export, _bare_export), ("import", _import, _bare_import)):
            pairs = [
                (child.submit(work, "jsonl", folder).result(), child.submit(bare, folder).result())
                for _ in range(PAIRS[way])
            ]
            jsonl, least = sorted(pairs, key=lambda pair: pair[0].cpu / pair[1].cpu)[len(pairs) // 2]
            for name in NAMES:
                figures = jsonl if name == "jsonl" else child.submit(work, name, folder).result()
                rows += _rows(way, name, figures, jsonl, least)
        plain = child.submit(_plain_import, folder).result()
    whole = next(row for row in rows if row.what == "import jsonl")
    told = "tables without keys, indexes and checks"
    rows.append(
        replace(whole, what=f"{whole.what}, {told}", baseline=plain.seconds, baseline_cpu=plain.cpu, times=None)
    )
    return rows


def _rows(way: str, name: str, found: Figures, jsonl: Figures, least: Figures) -> list[Row]:
    own = name == "jsonl"
    beside = least if own else jsonl
    bare = "the JSON and the same rows, in and out of the project's tables"
    return [
        Row(
            what=f"{way} {name}",
            size=SIZE,
            value=found.seconds,
            unit="s",
            baseline=beside.seconds,
            cpu=found.cpu,
            baseline_cpu=beside.cpu,
            times=(2.0 if way == "export" else 4.0) if own else 3.0 if name in HELD else None,
            baseline_is=bare if own else "JSONL",
        ),
        Row(
            what=f"{way} {name}, memory",
            size=SIZE,
            value=found.held,
            unit="MB",
            under=200.0 if own or name in HELD else None,
        ),
    ]


def _make(path: Path) -> None:
    """The project that everything comes out of."""
    with ProjectFile.create(
        path, scheme=scheme_named("news-claims"), name="bench", annotator=b.SARA, device=b.DEVICE
    ) as project:
        for first in range(0, ARTICLES, AT_ONCE):
            b.put(project, *(_article(seed) for seed in range(first, min(first + AT_ONCE, ARTICLES))))


def _article(seed: int) -> ArticleContent:
    """An article with marks and relations between its mentions."""
    content = content_of(EXTENT, seed=seed, copy=seed)
    mentions = content.entities
    links = [b.relation(mentions[n], mentions[n + 1], label="part_of") for n in range(RELATIONS)]
    return b.content(
        content.text, *content.entities, *content.claims, *content.regions, *links, copy=seed, name=f"article-{seed}"
    )


def _format(name: str) -> Format:
    found = format_named(name)
    if found is None:
        raise ValueError(name)
    return found


def _out(name: str, folder: Path) -> Path:
    what = _format(name)
    return folder / name / ("out" if what.shape == "folder" else f"out{what.endings[0]}")


def _export(name: str, folder: Path) -> Figures:
    out = _out(name, folder)
    shutil.rmtree(out.parent, ignore_errors=True)
    out.parent.mkdir()
    with ProjectFile.open(folder / "out.hashiya", read_only=True) as project:
        return _timed(lambda: export_corpus(project, out, ExportChoices(), what=_format(name)))


def _import(name: str, folder: Path) -> Figures:
    scheme = scheme_named("news-claims")
    path = _fresh(folder / f"{name}.hashiya")
    with ProjectFile.create(path, scheme=scheme, name="in", annotator=b.OMAR, device=b.DEVICE) as project:
        choices = ImportChoices(format=name)
        importing = Importing(Record(project, b.OMAR, b.DEVICE), choices, b.OMAR, b.DEVICE, lambda *_: True)
        found = _timed(lambda: importing.run([_out(name, folder)]))
        if len(project.articles()) != ARTICLES:
            raise RuntimeError(f"{len(project.articles())} articles came in from {name}")
        return found


def _fresh(path: Path) -> Path:
    """The path, with no project there from the time before."""
    for one in path.parent.glob(f"{path.name}*"):
        one.unlink()
    return path


def _timed(work: Callable[[], object]) -> Figures:
    began, computed = time.perf_counter(), time.process_time()
    work()
    return Figures(time.perf_counter() - began, time.process_time() - computed, _held())


def _bare_export(folder: Path) -> Figures:
    """Every row of the project, and the corpus as values written."""
    lines = list(map(msgspec.json.decode, _out("jsonl", folder).read_bytes().splitlines()))

    def work() -> None:
        for name in _tables(source):
            for _ in source.execute(f'SELECT * FROM "{name}"'):
                pass
        with Path(folder, "bare.jsonl").open("wb") as file:
            file.writelines(msgspec.json.encode(line) + b"\n" for line in lines)

    source = sqlite3.connect(folder / "out.hashiya")
    try:
        return _timed(work)
    finally:
        source.close()


def _bare_import(folder: Path) -> Figures:
    """The corpus as values, and the rows that came of it put into the tables of an empty project, all at once."""
    empty = _fresh(folder / "bare.hashiya")
    with ProjectFile.create(empty, scheme=scheme_named("news-claims"), name="", annotator=b.OMAR, device=b.DEVICE):
        pass
    return _put_rows(folder, empty, OWN_TABLES)


def _plain_import(folder: Path) -> Figures:
    """The same into tables without keys, indexes and checks."""
    return _put_rows(folder, folder / "plain.db", ())


def _put_rows(folder: Path, path: Path, own: Sequence[str]) -> Figures:
    source, into = sqlite3.connect(folder / "jsonl.hashiya"), sqlite3.connect(path)
    rows = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name in own or _tables(source)}
    into.execute("PRAGMA journal_mode = WAL")
    into.execute("PRAGMA synchronous = FULL")

    def work() -> None:
        with _out("jsonl", folder).open("rb") as file:
            for line in file:
                msgspec.json.decode(line)
        with into:
            for name, found in rows.items():
                if not found:
                    continue
                if not own:
                    columns = ", ".join(f"c{number}" for number in range(len(found[0])))
                    into.execute(f'CREATE TABLE "{name}" ({columns})')
                marks = ", ".join("?" * len(found[0]))
                into.executemany(f'INSERT OR IGNORE INTO "{name}" VALUES ({marks})', found)

    try:
        return _timed(work)
    finally:
        source.close()
        into.close()


def _tables(source: sqlite3.Connection) -> list[str]:
    """The project's tables, without those of the search index."""
    found = source.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in found if not name.startswith(("search", "sqlite_"))]


def _held() -> float:
    """Megabytes that this process held at most; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells there is the starting process's own share, when that was greater.
        peak = next(line for line in status.read_text("ascii").split("\n") if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / (1 << 10)
    import resource

    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1 << 20 if sys.platform == "darwin" else 1 << 10)
