"""A project in memory, for exports in tests; and the way of a line back into one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hashiya.domain.article import Article
from hashiya.domain.ids import AnnotationId, AnnotatorId, ArticleKey, ClusterId, ReferentId, StepId
from hashiya.domain.links import Annotator, Cluster, Referent
from hashiya.domain.scheme import Scheme
from hashiya.domain.snapshot import ArticleContent
from hashiya.exchange.choices import ExportChoices, ExportReport
from hashiya.exchange.incoming import Incoming, LineReader
from hashiya.exchange.jsonl_reader import Corpus, read_corpus
from hashiya.exchange.jsonl_writer import write_corpus

from tests.builders import OMAR, SARA, scheme

PROGRAM = "hashiya 0.1.0"


@dataclass
class MemorySnapshot:
    """A project as it stands, in lists."""

    whole: list[ArticleContent]
    scheme: Scheme = field(default_factory=scheme)
    people: tuple[Annotator, ...] = (SARA, OMAR)
    register: tuple[Referent, ...] = ()
    groups: tuple[Cluster, ...] = ()
    state: StepId | None = None

    def annotators(self) -> dict[AnnotatorId, Annotator]:
        return {one.id: one for one in self.people}

    def referents(self) -> dict[ReferentId, Referent]:
        return {one.id: one for one in self.register}

    def clusters(self) -> dict[ClusterId, Cluster]:
        return {one.id: one for one in self.groups}

    def articles(self) -> tuple[Article, ...]:
        return tuple(one.article for one in self.whole)

    def contents(self, keys: Iterable[ArticleKey], *, proposals: bool = False) -> Iterator[ArticleContent]:
        by_key = {one.article.key: one for one in self.whole}
        yield from (by_key[key] for key in keys)

    def stored(self, articles: Iterable[Article], *, proposals: bool = False) -> None:
        return None

    def articles_of(self, annotations: Iterable[AnnotationId]) -> dict[AnnotationId, ArticleKey]:
        places = {a.id: one.article.key for one in self.whole for a in (*one.entities, *one.claims)}
        return {one: places[one] for one in annotations if one in places}


def export(snapshot: MemorySnapshot, out: Path, **choices: Any) -> ExportReport:
    """Write the snapshot as a corpus."""
    return write_corpus(snapshot, out, choices=ExportChoices(**choices), program=PROGRAM)


def handle_of(handle: str) -> AnnotatorId:
    """The annotator with that handle; Sara's is the work that names nobody."""
    return {"": SARA.id, "sara": SARA.id, "omar": OMAR.id}.get(handle, AnnotatorId(handle))


def incoming(corpus: Corpus, plan: Scheme) -> list[Incoming]:
    """Every line as domain values."""
    reader = LineReader(plan, handle_of)
    return [reader.incoming(line) for line in corpus]


def read_back(path: Path, plan: Scheme) -> MemorySnapshot:
    """The corpus as a project, as an import makes one."""
    corpus = read_corpus(path)
    lines = incoming(corpus, plan)
    keys = {one.content.article.id: one.content.article.key for one in lines}
    contents = [replace(one.content, relations=tuple(r for p in one.pending if (r := p.settle(keys)))) for one in lines]
    manifest = corpus.manifest
    return MemorySnapshot(
        contents,
        scheme=plan,
        register=tuple(manifest.referents) if manifest else tuple(r for one in lines for r in one.referents),
        groups=tuple(manifest.clusters) if manifest else tuple(c for one in lines for c in one.clusters),
    )
