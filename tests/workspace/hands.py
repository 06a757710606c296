"""Working in a project as a person would: words are looked for, outcomes are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Region
from hashiya.domain.article import Article
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotationId, ArticleKey, DeviceId
from hashiya.domain.links import Annotator
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.exchange.choices import ExportChoices
from hashiya.storage.project import ProjectFile
from hashiya.workspace.exporting import export_corpus
from hashiya.workspace.importing import ImportChoices, Importing, ImportReport, OnConflict, OnDuplicate
from hashiya.workspace.record import Outcome, Record
from hashiya.workspace.workspace import Workspace

from tests import builders as b

OTHER_DEVICE = DeviceId("019ab000-0000-7000-8000-00000000de72")


def done(outcome: Outcome) -> Step:
    """The step, when the gesture was carried out."""
    assert isinstance(outcome, Step), outcome
    return outcome


def refused(outcome: object) -> str:
    """Why the gesture was refused."""
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


class Person:
    """One annotator at one window of a project."""

    def __init__(self, path: Path, *, by: Annotator | None = b.SARA, device: DeviceId = b.DEVICE) -> None:
        self.workspace = Workspace.open(path, annotator=by, device=device)
        self.articles = [article.key for article in self.workspace.articles.all()]

    def close(self) -> None:
        """Leave the window."""
        self.workspace.close()

    def find(self, words: str, *, article: int = 0, nth: int = 0) -> Span:
        """Where the words stand in the article, the nth time counted from 0."""
        text, place = self.workspace.text(self.articles[article]), -1
        for _ in range(nth + 1):
            place = text.index(words, place + 1)
        return Span(place, place + len(words))

    def spans(self, words: str, **where: int) -> list[Span]:
        """The same for each piece between «…»."""
        return [self.find(piece, **where) for piece in words.split("…")]

    def mention(self, words: str, label: str = "PERS", **where: int) -> EntityMention:
        """Mark the words as a mention."""
        key = self.articles[where.get("article", 0)]
        made = made_by(done(self.workspace.entities.annotate(key, self.spans(words, **where), label)))
        assert isinstance(made, EntityMention)
        return made

    def claim(self, words: str, **where: int) -> Claim:
        """Mark the words as the content of a claim."""
        key = self.articles[where.get("article", 0)]
        made = made_by(done(self.workspace.claims.make(key, self.spans(words, **where))))
        assert isinstance(made, Claim)
        return made

    def region(self, words: str, label: str = "HEADLINE", **where: int) -> Region:
        """Mark the words as a region."""
        key = self.articles[where.get("article", 0)]
        made = made_by(done(self.workspace.regions.make(key, self.spans(words, **where), label)))
        assert isinstance(made, Region)
        return made

    def now(self, annotation: AnyAnnotation) -> Any:
        """The annotation as the file has it."""
        return self.workspace.annotation(annotation.id)


def made_by(step: Step) -> AnyAnnotation:
    """The annotation that the step made."""
    made = [change.after for change in step.changes if change.before is None]
    (one,) = [thing for thing in made if isinstance(thing, EntityMention | Claim | Region)]
    return one


def filler(thing: AnyAnnotation | Span | Iterable[Span]) -> Filler:
    """What fills a role: an annotation, or words."""
    if isinstance(thing, Span):
        return Filler(fragments=(thing,))
    if isinstance(thing, EntityMention | Claim | Region):
        return Filler(annotation=AnnotationId(thing.id))
    return Filler(fragments=tuple(thing))


def everything(project: ProjectFile) -> dict[str, Any]:
    """All that the project holds, by id; equal when nothing differs."""
    articles: list[Article] = [*project.articles(), *project.articles(removed=True)]
    annotations = [one for article in articles for one in project.annotations(article.key)]
    relations = [one for article in articles for one in project.relations_from(article.key)]
    things = [*articles, *annotations, *relations, *project.referents().values(), *project.clusters().values()]
    found = {one.key if isinstance(one, Article) else one.id: one for one in things}
    return found | {"scheme": project.scheme()}


def exported(project: ProjectFile, out: Path, **choices: Any) -> bytes:
    """The bytes of the corpus."""
    export_corpus(project, out, ExportChoices(**choices))
    return out.read_bytes()


def bring(
    project: ProjectFile, *paths: Path, by: Annotator = b.SARA, stop_after: int | None = None, **choices: Any
) -> ImportReport:
    """Import the files; `stop_after` so many news the person stops."""
    told = 0

    def tell(*_: object) -> bool:
        nonlocal told
        told += 1
        return stop_after is None or told < stop_after

    if "on_duplicate" in choices:
        choices["on_duplicate"] = OnDuplicate(choices["on_duplicate"])
    if "on_conflict" in choices:
        choices["on_conflict"] = OnConflict(choices["on_conflict"])
    record = Record(project, by, b.DEVICE)
    return Importing(record, ImportChoices(**choices), by, b.DEVICE, tell).run(list(paths))


def keys(workspace: Workspace) -> list[ArticleKey]:
    """The articles in project order."""
    return [article.key for article in workspace.articles.all()]
