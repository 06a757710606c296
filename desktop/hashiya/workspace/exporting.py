"""Taking the corpus out, and what to look at before."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hashiya import __version__
from hashiya.domain.article import Article, Status
from hashiya.domain.ids import AnnotationId, ArticleKey
from hashiya.exchange.choices import ExportChoices, ExportReport
from hashiya.exchange.jsonl import FORMAT as CORPUS
from hashiya.exchange.protocol import Format
from hashiya.exchange.writing import write_export
from hashiya.storage.project import ProjectFile
from hashiya.workspace.workspace import Workspace

PROGRAM = f"hashiya {__version__}"
PICTURE = ".png"
_LARGEST = 1 << 23
_SHOWN = 6000
"""Bytes of a written file that are shown before an export."""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What an export would carry that is not finished."""

    not_done: tuple[Article, ...]
    claims_without_source: tuple[tuple[ArticleKey, AnnotationId], ...]


def incomplete(workspace: Workspace, choices: ExportChoices) -> Incomplete:
    """Articles of the choice that are not done, and their claims that have neither source nor source_form."""
    chosen = [
        article
        for article in workspace.articles.all()
        if (choices.articles is None or article.key in choices.articles)
        and (choices.statuses is None or article.status in choices.statuses)
    ]
    people = workspace.annotators().values()
    whose = None if choices.annotators is None else {one.id for one in people if one.handle in choices.annotators}
    lacking = [
        (article.key, claim.id)
        for article in chosen
        for claim in workspace.project.claims(article.key)
        if (whose is None or claim.owner in whose)
        if workspace.claims.lacks_source(claim)
    ]
    return Incomplete(tuple(a for a in chosen if a.status is not Status.DONE), tuple(lacking))


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """The beginning of a file as an export writes it; `text` is None when it is none that one can read."""

    name: str
    text: str | None
    data: bytes = b""
    """All of a small file that is a picture."""


def first_written(
    project: ProjectFile, choices: ExportChoices, what: Format, more: Mapping[str, str] | None = None
) -> tuple[WrittenFile, ...]:
    """The files that the first article of the choice makes, each by its beginning; none without an article."""
    chosen = (
        one.key
        for one in project.articles()
        if choices.articles is None or one.key in choices.articles
        if choices.statuses is None or one.status in choices.statuses
    )
    first = next(chosen, None)
    if first is None:
        return ()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, f"corpus{what.endings[0] if what.shape == 'file' else ''}")
        export_corpus(project, out, replace(choices, articles=(first,), split=None), what=what, more=more)
        files = sorted(one for one in Path(folder).rglob("*") if one.is_file())
        files.sort(key=lambda one: one.name != out.name)
        return tuple(_written(one, one.relative_to(folder).as_posix()) for one in files)


def _written(file: Path, name: str) -> WrittenFile:
    text = _beginning(file)
    is_picture = file.suffix == PICTURE and file.stat().st_size < _LARGEST
    return WrittenFile(name, text, file.read_bytes() if is_picture else b"")


def _beginning(file: Path) -> str | None:
    with file.open("rb") as opened:
        head = opened.read(_SHOWN)
    if b"\0" in head or head.startswith(b"PK"):
        return None
    return head.decode("utf-8-sig", "ignore")


def export_corpus(
    project: ProjectFile,
    out: Path,
    choices: ExportChoices,
    progress: Callable[[int, int], bool] | None = None,
    *,
    what: Format = CORPUS,
    more: Mapping[str, str] | None = None,
) -> ExportReport:
    """Write the project in that format; nothing is left behind when it is cancelled or fails."""
    with project.snapshot() as snapshot:
        return write_export(snapshot, out, what, choices=choices, program=PROGRAM, more=more, progress=progress)
