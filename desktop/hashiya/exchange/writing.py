"""An export in any format: one article at a time, the same choices for all, whole files or none."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hashiya.domain.snapshot import Snapshot
from hashiya.exchange.canonical import LineMaker
from hashiya.exchange.choices import ExportChoices, ExportReport
from hashiya.exchange.delivery import Delivery
from hashiya.exchange.jsonl_writer import Progress, write_corpus
from hashiya.exchange.losses import Losses
from hashiya.exchange.protocol import Format, Setting, Writer
from hashiya.exchange.selection import Selection
from hashiya.exchange.sources import ZIP


def write_export(
    snapshot: Snapshot,
    out: Path,
    what: Format,
    *,
    choices: ExportChoices,
    program: str,
    more: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ExportReport:
    """Write the project in that format; `progress` answers False to cancel: then nothing is left behind."""
    if what.name == "jsonl":
        if out.suffix.lower() == ZIP:
            return _write_packed(snapshot, out, what, choices=choices, program=program, progress=progress)
        return write_corpus(snapshot, out, choices=choices, program=program, progress=progress)
    if what.writer is None:
        raise ValueError(f"{what.name} is not written")
    selection = Selection(snapshot, choices)
    setting = setting_of(snapshot, program, more or {})
    with Delivery(out, shape=what.shape, ending=what.endings[0]) as delivery:
        parts: tuple[str | None, ...] = choices.split.names if choices.split else (None,)
        writers = {part: what.writer(delivery.outlet(part or ""), setting) for part in parts}
        losses = Losses(what.loses)
        unfinished = list(writers.values())
        try:
            counts = _write(snapshot, selection, writers, losses, progress)
            if counts is None:
                return ExportReport(cancelled=True)
            while unfinished:
                unfinished[0].finish()
                unfinished.pop(0)
            shared = {part or "": writer for part, writer in writers.items()}
            next(iter(shared.values())).finish_together(shared, delivery.outlet())
        finally:
            for writer in unfinished:
                writer.abandon()
        files = delivery.keep()
    left_out = {kind: count for kind, count in sorted(selection.left_out.items()) if count}
    return replace(
        counts,
        files=files,
        left_out=left_out,
        lost=losses.told(writers.values()),
        large_group=selection.large_group,
    )


def _write_packed(
    snapshot: Snapshot,
    out: Path,
    what: Format,
    *,
    choices: ExportChoices,
    program: str,
    progress: Progress | None,
) -> ExportReport:
    """Write the corpus and its manifest into a zip archive."""
    with Delivery(out, shape=what.shape, ending=what.endings[0]) as delivery, tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, f"{out.stem}{what.endings[0]}")
        report = write_corpus(snapshot, corpus, choices=choices, program=program, progress=progress)
        if report.cancelled:
            return report
        outlet = delivery.outlet()
        for path in (*report.files, *((report.manifest,) if report.manifest else ())):
            file = outlet.open(path.name)
            with path.open("rb") as written:
                while data := written.read(1 << 20):
                    file.write(data)
            delivery.let_go(file)
        return replace(report, files=delivery.keep(), manifest=None)


def setting_of(snapshot: Snapshot, program: str, more: Mapping[str, str]) -> Setting:
    """What the articles of the project share."""
    return Setting(
        scheme=snapshot.scheme,
        annotators=tuple(sorted(snapshot.annotators().values(), key=lambda one: one.handle)),
        referents={str(key): one for key, one in snapshot.referents().items()},
        clusters={str(key): one for key, one in snapshot.clusters().items()},
        program=program,
        more=more,
    )


def _write(
    snapshot: Snapshot,
    selection: Selection,
    writers: Mapping[str | None, Writer],
    losses: Losses,
    progress: Progress | None,
) -> ExportReport | None:
    """Write every article; what was written, counted, or None when it was cancelled."""
    maker = LineMaker(snapshot.scheme, annotators=snapshot.annotators(), referents=snapshot.referents())
    count = len(selection.articles)
    articles = annotations = relations = 0
    for done, (key, content, ends) in enumerate(selection.contents()):
        if progress and not progress(done, count):
            return None
        part = selection.part(key)
        for line in selection.lines(maker.line(content, ends)):
            writers[part].add(line)
            losses.look(line)
            articles += 1
            annotations += len(line.regions) + len(line.entities) + len(line.claims)
            relations += len(line.relations)
    if progress and not progress(count, count):
        return None
    return ExportReport(articles=articles, annotations=annotations, relations=relations)
