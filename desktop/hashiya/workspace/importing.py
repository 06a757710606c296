"""Bringing texts and corpora into a project: one import a corpus, one for all text files, nothing half-imported."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Region
from hashiya.domain.article import Article, digest
from hashiya.domain.faults import Fault, KnownFailure
from hashiya.domain.ids import (
    HASHIYA_NAMESPACE,
    AnnotationId,
    AnnotatorId,
    ArticleKey,
    DeviceId,
    article_key,
    foreign_id,
)
from hashiya.domain.links import Annotator, Referent, Relation
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.step import KIND_OF_TYPE, Change, Kind
from hashiya.exchange.incoming import Incoming, PendingRelation, Unknown, to_content
from hashiya.exchange.jsonl_reader import Corpus, read_corpus
from hashiya.exchange.manifest import Manifest
from hashiya.exchange.text_reader import read_text, walk
from hashiya.storage.imports import ImportWriter
from hashiya.storage.project import ProjectFile
from hashiya.workspace.record import Record, now
from hashiya.workspace.schemes import with_unknown

CORPUS_ENDING = ".jsonl"
TEXT_ENDING = ".txt"


class OnDuplicate(StrEnum):
    """What to do with a text that the project has."""

    MERGE = "merge"
    SKIP = "skip"
    COPY = "copy"
    ERROR = "error"


class OnConflict(StrEnum):
    """What to do with an id that the project has with other values."""

    KEEP = "keep"
    REPLACE = "replace"
    COPY = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """How to import; None leaves format and encoding to be detected."""

    format: str | None = None
    encoding: str | None = None
    on_duplicate: OnDuplicate = OnDuplicate.MERGE
    on_conflict: OnConflict = OnConflict.KEEP
    adopt: bool = False
    """Everything becomes the work of the annotator who imports, whoever the corpus says made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """What became of one file: `state` is done, skipped or failed; `same_as` the article that has the text."""

    file: Path
    state: str
    encoding: str | None = None
    how: str | None = None
    same_as: str | None = None
    articles: int = 0
    failure: KnownFailure | None = None


@dataclass(slots=True)
class ImportReport:
    """What an import brought, and what it could not bring, each counted or named."""

    files: list[FileOutcome] = field(default_factory=list)
    articles: int = 0
    annotations: int = 0
    relations: int = 0
    merged: int = 0
    skipped: int = 0
    unchanged: int = 0
    conflicts: list[str] = field(default_factory=list)
    relations_left_out: int = 0
    new_labels: list[str] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    cancelled: bool = False

    @property
    def failures(self) -> list[FileOutcome]:
        """The files that did not come in."""
        return [one for one in self.files if one.state == "failed"]


class Cancelled(Exception):
    """The person stopped the import; nothing of it stays."""


Progress = Callable[[FileOutcome | None, int, int], bool]
"""Told after each file (or None within a corpus) the number done and the number of all; False stops the import."""


class Importing:
    """One use of the import command on one project."""

    def __init__(
        self, record: Record, choices: ImportChoices, annotator: Annotator, device: DeviceId, progress: Progress
    ) -> None:
        self._record = record
        self._project: ProjectFile = record.project
        self._choices = choices
        self._annotator = annotator
        self._device = device
        self._progress = progress
        self._report = ImportReport()
        self._ids = {article.id for article in self._project.articles(removed=True)}
        self._done = 0
        self._all = 0

    def run(self, paths: Sequence[Path]) -> ImportReport:
        """Import files and folders; KnownFailure when the project itself cannot be written."""
        files = walk(paths)
        self._all = len(files)
        corpora = [file for file in files if self._is_corpus(file)]
        texts = [file for file in files if not self._is_corpus(file)]
        try:
            if texts:
                self._import_texts(texts)
            for corpus in corpora:
                self._import_corpus(corpus)
        except Cancelled:
            self._report.cancelled = True
        return self._report

    def _is_corpus(self, file: Path) -> bool:
        return self._choices.format == "jsonl" or (self._choices.format is None and file.suffix == CORPUS_ENDING)

    def _tell(self, outcome: FileOutcome | None) -> None:
        if outcome:
            self._done += 1
            self._report.files.append(outcome)
        if not self._progress(outcome, self._done, self._all):
            raise Cancelled

    def _begin(self, source: str) -> ImportWriter:
        return self._project.begin_import(source=source, annotator=self._annotator.id, device=self._device)

    # Texts

    def _import_texts(self, files: Sequence[Path]) -> None:
        source = files[0].name if len(files) == 1 else files[0].parent.name
        with self._begin(source) as writer:
            writer.add_shared(annotators=[self._annotator])
            for file in files:
                try:
                    outcome = self._import_text(file, writer)
                except KnownFailure as failure:
                    if failure.code == "import_gone":
                        raise
                    outcome = FileOutcome(file=file, state="failed", failure=failure)
                self._tell(outcome)
            if self._report.articles:
                writer.finish(now())

    def _import_text(self, file: Path, writer: ImportWriter) -> FileOutcome:
        read = read_text(file, encoding=self._choices.encoding)
        key = self._key_for(digest(read.text), file)
        if isinstance(key, str):
            article = Article(
                key=ArticleKey(key),
                id=self._free_id(file.stem),
                sha256=digest(read.text),
                length=len(read.text),
                meta={**read.meta, "file": file.name},
            )
            writer.add([ArticleContent(article=article, text=read.text)])
            self._report.articles += 1
            return FileOutcome(file=file, state="done", encoding=read.encoding, how=read.how, articles=1)
        self._report.skipped += 1
        return FileOutcome(file=file, state="skipped", encoding=read.encoding, how=read.how, same_as=key.id)

    def _key_for(self, sha256: str, file: Path) -> ArticleKey | Article:
        """The key that a new text gets, or the article that has it already and stays the only one."""
        there = self._there(sha256)
        if not there:
            return article_key(sha256)
        if self._choices.on_duplicate is OnDuplicate.ERROR:
            fault = Fault("duplicate_text", file=str(file), found=there[0].id)
            raise KnownFailure("file_fault", fault=fault)
        if self._choices.on_duplicate is OnDuplicate.COPY:
            return self._free_key(sha256)
        return there[0]

    def _there(self, sha256: str) -> list[Article]:
        found = (self._project.article(key) for key in self._project.keys_of_digest(sha256))
        return [article for article in found if article and not article.removed]

    def _free_key(self, sha256: str) -> ArticleKey:
        taken, copy = set(self._project.keys_of_digest(sha256)), 0
        while article_key(sha256, copy) in taken:
            copy += 1
        return article_key(sha256, copy)

    def _free_id(self, wanted: str) -> str:
        found, number = wanted, 2
        while found in self._ids:
            found, number = f"{wanted}-{number}", number + 1
        self._ids.add(found)
        return found

    # Corpora

    def _import_corpus(self, file: Path) -> None:
        try:
            corpus = read_corpus(file)
            with self._begin(file.name) as writer:
                brought = _CorpusImport(self, corpus, writer).run()
                writer.finish(now())
                self._report.relations_left_out += len(writer.unresolved)
        except KnownFailure as failure:
            if failure.code in ("import_gone", "read_only", "disk_full"):
                raise
            self._tell(FileOutcome(file=file, state="failed", failure=failure))
            return
        brought.settle_changes(self._record)
        self._report.warnings += corpus.warnings
        self._tell(FileOutcome(file=file, state="done", encoding="UTF-8", articles=brought.number))


class _CorpusImport:
    """One corpus coming in."""

    def __init__(self, importing: Importing, corpus: Corpus, writer: ImportWriter) -> None:
        self._importing = importing
        self._corpus = corpus
        self._writer = writer
        self._project = importing._project
        self._choices = importing._choices
        self._report = importing._report
        self._people = {one.handle: one.id for one in self._project.annotators().values()}
        self._articles: dict[str, ArticleKey] = {}
        self._pending: list[PendingRelation] = []
        self._changes: list[Change] = []
        self._unknown: list[Unknown] = []
        self.number = 0

    def run(self) -> _CorpusImport:
        """Bring everything; the writer is to be finished after."""
        manifest = self._corpus.manifest
        self._writer.add_shared(annotators=[self._importing._annotator])
        if manifest:
            self._bring_manifest(manifest)
        for line in self._corpus:
            incoming = to_content(line, scheme=self._importing._record.scheme, annotator_of=self._annotator_of)
            self._bring(incoming)
            self.number += 1
            self._importing._tell(None)
        self._bring_relations()
        return self

    def settle_changes(self, record: Record) -> None:
        """Write what changed in things that the project had: conflicts replaced, the scheme with new labels."""
        scheme = with_unknown(record.scheme, self._unknown, self._corpus.manifest)
        if scheme != record.scheme:
            self._changes.append(record.change(record.scheme, scheme))
            self._report.new_labels += sorted({one.label for one in self._unknown if one.kind == "label"})
        if self._changes:
            record.take("import", self._changes, source=self._corpus.path.name)

    def _annotator_of(self, handle: str) -> AnnotatorId:
        if not handle or self._choices.adopt:
            return self._importing._annotator.id
        if handle not in self._people:
            identifier = AnnotatorId(str(uuid.uuid5(HASHIYA_NAMESPACE, f"annotator:{handle}")))
            self._writer.add_shared(annotators=[Annotator(id=identifier, handle=handle, name=handle)])
            self._people[handle] = identifier
        return self._people[handle]

    def _bring_manifest(self, manifest: Manifest) -> None:
        for person in () if self._choices.adopt else manifest.annotators:
            if person.handle not in self._people:
                self._writer.add_shared(annotators=[person])
                self._people[person.handle] = person.id
        self._bring_referents(manifest.referents)
        self._writer.add_shared(clusters=manifest.clusters)

    def _bring_referents(self, referents: Iterable[Referent]) -> None:
        """Those that the project lacks; what only a manifest knows is filled in where the project has nothing."""
        there = self._project.referents()
        for referent in referents:
            known = there.get(referent.id)
            if known is None:
                self._writer.add_shared(referents=[referent])
            elif known.name == referent.name and not known.aliases and not known.external and known != referent:
                filled = replace(known, aliases=referent.aliases, external=referent.external)
                if filled != known:
                    self._changes.append(self._importing._record.change(known, filled))

    def _bring(self, incoming: Incoming) -> None:
        content = incoming.content
        self._bring_referents(incoming.referents)
        known = self._project.clusters()
        self._writer.add_shared(clusters=[one for one in incoming.clusters if one.id not in known])
        self._unknown += incoming.unknown
        there = self._article_there(content.article)
        if there is None:
            self._bring_new(content, incoming)
        elif self._choices.on_duplicate is OnDuplicate.ERROR:
            fault = Fault("duplicate_text", file=str(self._corpus.path), article=content.article.id, found=there.id)
            raise KnownFailure("file_fault", fault=fault)
        elif self._choices.on_duplicate is OnDuplicate.SKIP:
            self._articles[content.article.id] = there.key
            self._report.skipped += 1
        elif self._choices.on_duplicate is OnDuplicate.COPY:
            self._bring_copy(content, incoming)
        else:
            self._merge(there, content, incoming)

    def _article_there(self, article: Article) -> Article | None:
        same_key = self._project.article(article.key)
        if same_key and same_key.sha256 == article.sha256:
            return same_key
        there = self._importing._there(article.sha256)
        return there[0] if there else None

    def _bring_new(self, content: ArticleContent, incoming: Incoming) -> None:
        article = replace(content.article, id=self._importing._free_id(content.article.id))
        self._articles[content.article.id] = article.key
        self._writer.add([replace(content, article=article)])
        self._pending += incoming.pending
        self._report.articles += 1
        self._report.annotations += len(content.entities) + len(content.claims) + len(content.regions)

    def _bring_copy(self, content: ArticleContent, incoming: Incoming) -> None:
        """The text once more, under another key, its annotations with ids of their own."""
        key = self._importing._free_key(content.article.sha256)
        renamed = {one.id: AnnotationId(foreign_id(key, one.id)) for one in _all_of(content)}
        copies = [_moved(one, key, renamed) for one in _all_of(content)]
        copy = _content_of(replace(content.article, key=key), content.text, copies)
        self._bring_new(copy, replace(incoming, pending=()))

    def _merge(self, there: Article, content: ArticleContent, incoming: Incoming) -> None:
        """The text stays; annotations that are not there yet are added."""
        self._articles[content.article.id] = there.key
        self._report.merged += 1
        new: list[AnyAnnotation] = []
        for one in _all_of(content):
            moved = one if one.article == there.key else replace(one, article=there.key)
            known = self._project.annotation(one.id)
            if known is None:
                new.append(moved)
            elif known == moved:
                self._report.unchanged += 1
            else:
                new += self._conflict(known, moved)
        if new:
            self._writer.add_annotations(new)
            self._report.annotations += len(new)
        self._pending += incoming.pending

    def _conflict(self, known: AnyAnnotation, moved: AnyAnnotation) -> list[AnyAnnotation]:
        self._report.conflicts.append(known.id)
        if self._choices.on_conflict is OnConflict.REPLACE and known.layer is moved.layer:
            base = self._project.last_change(known.id)
            self._changes.append(Change(KIND_OF_TYPE[type(known)], known.id, known.owner, known, moved, base))
        if self._choices.on_conflict is OnConflict.COPY:
            return [replace(moved, id=AnnotationId(foreign_id(moved.article, f"copy:{moved.id}")))]
        return []

    def _bring_relations(self) -> None:
        for pending in self._pending:
            relation = pending.settle(self._articles)
            if relation is None:
                self._report.relations_left_out += 1
            elif self._project.thing(Kind.RELATION, relation.id) is None and not self._is_there(relation):
                self._writer.add_shared(relations=[relation])
                self._report.relations += 1

    def _is_there(self, relation: Relation) -> bool:
        return any(
            (one.label, one.head, one.tail) == (relation.label, relation.head, relation.tail)
            for one in self._project.relations_touching([relation.head])
        )


def _all_of(content: ArticleContent) -> list[AnyAnnotation]:
    return [*content.entities, *content.claims, *content.regions]


def _content_of(article: Article, text: str, annotations: Sequence[AnyAnnotation]) -> ArticleContent:
    return ArticleContent(
        article=article,
        text=text,
        entities=tuple(one for one in annotations if isinstance(one, EntityMention)),
        claims=tuple(one for one in annotations if isinstance(one, Claim)),
        regions=tuple(one for one in annotations if isinstance(one, Region)),
    )


def _moved(one: AnyAnnotation, key: ArticleKey, renamed: dict[AnnotationId, AnnotationId]) -> AnyAnnotation:
    """The annotation in the copy of its article, its fillers pointing at the copies."""
    copy = replace(one, id=renamed[one.id], article=key)
    if not isinstance(copy, Claim):
        return copy
    moved = {
        role: tuple(replace(f, annotation=renamed[f.annotation]) if f.annotation in renamed else f for f in fillers)
        for role, fillers in copy.roles.items()
    }
    return replace(copy, roles=moved)
