"""A corpus out: one article at a time, whole files or none, the manifest last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from msgspec import UNSET

from hashiya.domain.article import Article
from hashiya.domain.snapshot import Snapshot
from hashiya.exchange.canonical import LineMaker, encode
from hashiya.exchange.choices import ExportChoices, ExportReport, Split
from hashiya.exchange.files import NewFile, flush_folder
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.manifest import (
    FORMAT,
    Manifest,
    ManifestChoices,
    ManifestCounts,
    ManifestFile,
    ManifestSplit,
    encode_manifest,
    manifest_path,
    part_path,
)
from hashiya.exchange.selection import Selection

Progress = Callable[[int, int], bool]
"""Told how many articles of how many are written; answers whether to go on."""

LAYERS = ("regions", "entities", "claims", "relations")


class _Tally:
    """What was written, counted as the manifest tells it."""

    def __init__(self) -> None:
        self.articles = 0
        self.by_status: Counter[str] = Counter()
        self.labels: dict[str, Counter[str]] = {layer: Counter() for layer in LAYERS}
        self.handles: set[str | None] = set()
        self.by_part: Counter[str | None] = Counter()

    def add(self, line: CorpusArticle, part: str | None) -> None:
        self.articles += 1
        self.by_part[part] += 1
        self.by_status[line.status] += 1
        self.handles.update(line.progress)
        for layer in LAYERS:
            if things := getattr(line, layer):
                self.labels[layer].update([one.label for one in things])
                self.handles.update({one.annotator for one in things})

    def total(self, *layers: str) -> int:
        return sum(self.labels[layer].total() for layer in layers)

    def counts(self) -> ManifestCounts:
        return ManifestCounts(
            articles=self.articles,
            by_status=dict(self.by_status),
            **{layer: dict(counter) for layer, counter in self.labels.items()},
        )


def write_corpus(
    snapshot: Snapshot, out: Path, *, choices: ExportChoices, program: str, progress: Progress | None = None
) -> ExportReport:
    """Write the corpus and its manifest; `program` is the program's name and version.

    `progress` answers False to cancel: then, and after any failure, nothing is left behind. KnownFailure when the
    system stands in the way.
    """
    selection = Selection(snapshot, choices)
    tally = _Tally()
    with ExitStack() as stack:
        parts: tuple[str | None, ...] = choices.split.names if choices.split else (None,)
        files = {part: stack.enter_context(NewFile(part_path(out, part))) for part in parts}
        if not _write_lines(snapshot, selection, files, tally, progress):
            return ExportReport(cancelled=True)
        for file in files.values():
            file.flush()
        manifest = stack.enter_context(NewFile(manifest_path(out)))
        manifest.write(encode_manifest(_manifest(snapshot, selection, choices, files, tally, program=program)))
        manifest.flush()
        for file in (*files.values(), manifest):
            file.keep()
        flush_folder(out.parent)
    return ExportReport(
        files=tuple(file.path for file in files.values()),
        manifest=manifest.path,
        articles=tally.articles,
        annotations=tally.total("regions", "entities", "claims"),
        relations=tally.total("relations"),
        left_out=_left_out(selection),
        large_group=selection.large_group,
    )


def _write_lines(
    snapshot: Snapshot,
    selection: Selection,
    files: dict[str | None, NewFile],
    tally: _Tally,
    progress: Progress | None,
) -> bool:
    """Write every article's line; False when it was cancelled."""
    maker = LineMaker(snapshot.scheme, annotators=snapshot.annotators(), referents=snapshot.referents())
    count = len(selection.articles)
    for done, (key, content, ends) in enumerate(selection.contents()):
        if progress and not progress(done, count):
            return False
        part = selection.part(key)
        for line in selection.lines(maker.line(content, ends)):
            files[part].write(encode(line) + b"\n")
            tally.add(line, part)
    return not progress or progress(count, count)


def _left_out(selection: Selection) -> dict[str, int]:
    return {what: count for what, count in sorted(selection.left_out.items()) if count}


def _manifest(
    snapshot: Snapshot,
    selection: Selection,
    choices: ExportChoices,
    files: dict[str | None, NewFile],
    tally: _Tally,
    *,
    program: str,
) -> Manifest:
    annotators = [one for one in snapshot.annotators().values() if one.handle in tally.handles]
    referents = [one for one in snapshot.referents().values() if one.merged_into or not one.removed]
    return Manifest(
        format=FORMAT,
        program=program,
        state=snapshot.state,
        files=[
            ManifestFile(part=part, articles=tally.by_part[part], bytes=file.length, sha256=file.sha256)
            for part, file in files.items()
        ],
        counts=tally.counts(),
        choices=_choices(choices, selection.articles),
        left_out=_left_out(selection),
        annotators=sorted(annotators, key=lambda one: one.handle),
        scheme=snapshot.scheme,
        referents=sorted(referents, key=lambda one: one.id),
        clusters=sorted(snapshot.clusters().values(), key=lambda one: one.id),
    )


def _choices(choices: ExportChoices, taken: tuple[Article, ...]) -> ManifestChoices:
    split = choices.split
    return ManifestChoices(
        articles=None if choices.articles is None else [one.id for one in taken],
        statuses=None if choices.statuses is None else sorted(choices.statuses),
        annotators=None if choices.annotators is None else sorted(choices.annotators),
        proposals=choices.proposals,
        boilerplate=choices.boilerplate,
        split=None if split is None else _split(split),
        units="sentence" if choices.units == "sentence" else UNSET,
    )


def _split(split: Split) -> ManifestSplit:
    return ManifestSplit(shares=list(split.shares), seed=split.seed, together=split.together or UNSET)
