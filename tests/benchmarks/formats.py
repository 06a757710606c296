"""brat, Label Studio and doccano out of a project and into one, beside JSONL, each in a process of its own.

What an import or export holds is the process's greatest share of memory, with the program's own modules in it.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

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
from tests.benchmarks.articles import Extent, content_of, new_project
from tests.benchmarks.rows import Row

ARTICLES = 1_000
EXTENT = Extent(3_000, 48)
RELATIONS = 8
SIZE = f"{ARTICLES:,} × {EXTENT.annotations} + {RELATIONS}"
NAMES = ("jsonl", "brat", "label-studio", "doccano", "prodigy")
HELD = frozenset(("brat", "label-studio", "doccano"))
"""The formats that have a bar; the others are reported."""
Figures = tuple[float, float]
"""Seconds, and megabytes at most."""


def measure(folder: Path) -> list[Row]:
    """Every format out, and what it wrote in again."""
    project = folder / "out.hashiya"
    new_project(project, *(_article(seed) for seed in range(ARTICLES)))
    rows: list[Row] = []
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as child:
        for way, work in (("export", _export), ("import", _import)):
            found = {name: child.submit(work, name, folder).result() for name in NAMES}
            for name, (seconds, held) in found.items():
                rows += _rows(way, name, seconds, held, found["jsonl"][0])
    return rows


def _rows(way: str, name: str, seconds: float, held: float, jsonl: float) -> list[Row]:
    times = 3.0 if name in HELD else None
    beside = None if name == "jsonl" else jsonl
    under = 200.0 if name in HELD or name == "jsonl" else None
    return [
        Row(
            what=f"{way} {name}", size=SIZE, value=seconds, unit="s", baseline=beside, times=times, baseline_is="JSONL"
        ),
        Row(what=f"{way} {name}, memory", size=SIZE, value=held, unit="MB", under=under),
    ]


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
    out.parent.mkdir()
    with ProjectFile.open(folder / "out.hashiya", read_only=True) as project:
        began = time.perf_counter()
        export_corpus(project, out, ExportChoices(), what=_format(name))
        return time.perf_counter() - began, _held()


def _import(name: str, folder: Path) -> Figures:
    scheme = scheme_named("news-claims")
    path = folder / f"{name}.hashiya"
    with ProjectFile.create(path, scheme=scheme, name="in", annotator=b.OMAR, device=b.DEVICE) as project:
        choices = ImportChoices(format=name)
        importing = Importing(Record(project, b.OMAR, b.DEVICE), choices, b.OMAR, b.DEVICE, lambda *_: True)
        began = time.perf_counter()
        report = importing.run([_out(name, folder)])
        seconds = time.perf_counter() - began
        if report.articles != ARTICLES:
            raise RuntimeError(f"{report.articles} articles came in from {name}")
        return seconds, _held()


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
