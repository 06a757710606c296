"""Taking the corpus out, and what to look at before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
