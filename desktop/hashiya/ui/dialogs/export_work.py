"""The work of an export, outside the window's thread: what is not complete, and writing the corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hashiya.domain.article import Article, Status
from hashiya.domain.ids import AnnotationId, ArticleKey, DeviceId
from hashiya.exchange.choices import ExportChoices, ExportReport
from hashiya.exchange.jsonl import FORMAT as CORPUS
from hashiya.exchange.protocol import Format
from hashiya.storage.project import ProjectFile
from hashiya.ui.dialogs.jobs import Going
from hashiya.ui.printing import FIRST_PAGE
from hashiya.ui.printing import FORMAT as PDF
from hashiya.workspace.exporting import WrittenFile, export_corpus, first_written, incomplete
from hashiya.workspace.workspace import Workspace

MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One thing that an export would carry and that is not complete: an article, or a claim of it in its words."""

    article: ArticleKey
    title: str
    status: Status
    claim: AnnotationId | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is not complete, counted and (up to a point) listed."""

    claims: int
    articles: int
    rows: tuple[Unfinished, ...]


def look(project: Path, choices: ExportChoices) -> Callable[[Going], Looked]:
    """The work that finds what is not complete, on a reading connection of its own."""

    def work(_going: Going) -> Looked:
        workspace = Workspace.open(project, annotator=None, device=DeviceId(""), read_only=True)
        try:
            return _looked(workspace, choices)
        finally:
            workspace.close()

    return work


def _looked(workspace: Workspace, choices: ExportChoices) -> Looked:
    found = incomplete(workspace, choices)
    articles = {article.key: article for article in workspace.articles.all()}
    handles = {key: person.handle for key, person in workspace.annotators().items()}
    claims = []
    for key, identifier in found.claims_without_source:
        claim = workspace.annotation(identifier)
        if claim is None or (choices.annotators is not None and handles.get(claim.owner) not in choices.annotators):
            continue
        claims.append((key, claim))
    rows = [
        Unfinished(key, _title(articles[key]), articles[key].status, claim.id, workspace.marks.excerpt(claim))
        for key, claim in claims[:MOST_ROWS]
    ]
    rows += [Unfinished(one.key, _title(one), one.status) for one in found.not_done[:MOST_ROWS]]
    return Looked(len(claims), len(found.not_done), tuple(rows))


def _title(article: Article) -> str:
    return article.title or article.id


def write_first(
    project: Path, choices: ExportChoices, what: Format, more: Mapping[str, str]
) -> Callable[[Going], tuple[WrittenFile, ...]]:
    """The work that writes the first article, for one to look at."""

    def work(_going: Going) -> tuple[WrittenFile, ...]:
        with ProjectFile.open(project, read_only=True) as opened:
            return first_written(opened, choices, FIRST_PAGE if what is PDF else what, more)

    return work


def write(
    project: Path, out: Path, choices: ExportChoices, what: Format = CORPUS, more: Mapping[str, str] | None = None
) -> Callable[[Going], ExportReport]:
    """The work that writes the corpus, from a snapshot on a reading connection of its own."""

    def work(going: Going) -> ExportReport:
        with ProjectFile.open(project, read_only=True) as opened:
            return export_corpus(opened, out, choices, going, what=what, more=more)

    return work
