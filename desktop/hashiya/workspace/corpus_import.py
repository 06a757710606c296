"""One corpus coming into a project: what is new, what is there already, what is there with other values."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Region
from hashiya.domain.article import Article
from hashiya.domain.faults import Fault, KnownFailure
from hashiya.domain.ids import (
    HASHIYA_NAMESPACE,
    AnnotationId,
    AnnotatorId,
    ArticleKey,
    ReferentId,
    RelationId,
    foreign_id,
)
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.step import Change, Kind
from hashiya.exchange.incoming import Incoming, LineReader, PendingRelation, Unknown
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.manifest import Manifest
from hashiya.storage.imports import ImportWriter
from hashiya.workspace.import_report import ImportChoices, ImportReport, OnConflict, OnDuplicate
from hashiya.workspace.import_room import Room
from hashiya.workspace.record import Record
from hashiya.workspace.schemes import with_unknown


class CorpusImport:
    """Corpus lines coming in; afterwards `changes` are what is to change in things that the project had.

    They are written in the import's own step, with those of the scheme.
    """

    def __init__(
        self,
        manifest: Manifest | None,
        writer: ImportWriter,
        *,
        record: Record,
        choices: ImportChoices,
        room: Room,
        annotator: Annotator,
    ) -> None:
        self.report = ImportReport()
        self.changes: list[Change] = []
        self.number = 0
        self._manifest = manifest
        self._file = ""
        self._writer = writer
        self._record = record
        self._project = record.project
        self._choices = choices
        self._room = room
        self._annotator = annotator
        self._people = {annotator.id: annotator, **record.project.annotators()}
        self._handles = {one.handle: one.id for one in self._people.values()}
        self._referents = dict(record.referents())
        self._clusters = record.project.clusters()
        self._articles: dict[str, ArticleKey] = {}
        self._pending: list[tuple[PendingRelation, ArticleKey | None]] = []
        self._renamed: dict[AnnotationId, AnnotationId] = {}
        self._unknown: dict[Unknown, None] = {}
        self._reader = LineReader(record.scheme, self._annotator_of)

    def bring_manifest(self) -> None:
        """Bring what the manifest tells, before the first line."""
        if self._manifest:
            self._bring_manifest(self._manifest)

    def bring(self, line: CorpusArticle, file: str) -> None:
        """Bring one checked line of that file."""
        self._file = file
        self._bring(self._reader.incoming(line))
        self.number += 1

    def bring_referents(self, referents: Iterable[Referent]) -> None:
        """Bring what only the file, not its lines, tells of referents."""
        self._bring_referents(referents)

    def end(self) -> None:
        """Bring the relations, after the last line; the writer is to be finished after."""
        self._bring_relations(self._pending)

    def scheme_changes(self) -> list[Change]:
        """The change that gives the scheme the labels, roles, attributes and values that it lacks."""
        old = self._record.scheme
        new = with_unknown(old, self._unknown, self._manifest)
        if new == old:
            return []
        self.report.new_labels = sorted({one.label for one in self._unknown if one.kind == "label"})
        return [self._record.change(old, new)]

    # What articles share

    def _annotator_of(self, handle: str) -> AnnotatorId:
        if not handle or self._choices.adopt:
            return self._annotator.id
        if handle not in self._handles:
            identifier = AnnotatorId(str(uuid.uuid5(HASHIYA_NAMESPACE, f"annotator:{handle}")))
            self._bring_person(Annotator(id=identifier, handle=handle, name=handle), handle)
        return self._handles[handle]

    def _bring_person(self, person: Annotator, handle: str) -> None:
        """The person of the project to whom the corpus's handle belongs: by id, else by handle, else a new one.

        By handle, because that is all that a line tells: with its manifest or without it a corpus comes in alike.
        """
        if person.id not in self._people and handle in self._handles:
            return
        if person.id not in self._people:
            self._people[person.id] = person
            self._writer.add_shared(annotators=[person])
        self._handles[handle] = person.id

    def _bring_manifest(self, manifest: Manifest) -> None:
        for person in () if self._choices.adopt else manifest.annotators:
            self._bring_person(person, person.handle)
        self._bring_referents(_targets_first(manifest.referents))
        self._bring_clusters(manifest.clusters)

    def _bring_referents(self, referents: Iterable[Referent]) -> None:
        """Those that the project lacks; what only a manifest knows is filled in where the project has nothing."""
        for referent in referents:
            known = self._referents.get(referent.id)
            if known is None:
                self._writer.add_shared(referents=[referent])
                self._referents[referent.id] = referent
                continue
            filled = self._filled(known, referent)
            if filled != known and self._project.thing(Kind.REFERENT, referent.id) is not None:
                self.changes.append(self._record.change(known, filled))
                self._referents[referent.id] = filled

    def _filled(self, known: Referent, told: Referent) -> Referent:
        """The project's referent with what it has nothing of from what the corpus tells."""
        into = told.merged_into if told.merged_into in self._referents else None
        return replace(
            known,
            label=known.label or told.label,
            aliases=known.aliases or tuple(one for one in told.aliases if one != known.name),
            external=known.external or told.external,
            note=known.note or told.note,
            merged_into=known.merged_into or into,
        )

    def _bring_clusters(self, clusters: Iterable[Cluster]) -> None:
        for cluster in clusters:
            known = self._clusters.get(cluster.id)
            if known is None:
                self._writer.add_shared(clusters=[cluster])
                self._clusters[cluster.id] = cluster
            elif known.name is None and cluster.name is not None:
                self.changes.append(self._record.change(known, cluster))
                self._clusters[cluster.id] = cluster

    # Articles

    def _bring(self, incoming: Incoming) -> None:
        content = incoming.content
        self._bring_referents(incoming.referents)
        self._bring_clusters(incoming.clusters)
        self._unknown |= dict.fromkeys(incoming.unknown)
        # Ends of relations are told by the key that the line has, whatever article it comes into.
        self._articles[content.article.id] = content.article.key
        there = self._article_there(content.article)
        if there is None:
            self._bring_new(content, incoming)
        elif self._choices.on_duplicate is OnDuplicate.COPY:
            self._bring_copy(content, incoming)
        elif self._choices.on_duplicate is OnDuplicate.ERROR and not there.removed:
            fault = Fault("duplicate_text", file=self._file, article=content.article.id, found=there.id)
            raise KnownFailure("file_fault", fault=fault)
        elif self._choices.on_duplicate is OnDuplicate.SKIP and not there.removed:
            self.report.skipped += 1
        else:
            self._merge(there, content, incoming)

    def _article_there(self, article: Article) -> Article | None:
        """The article that has the line's key, else one that has its text."""
        same_key = self._project.article(article.key)
        if same_key and same_key.sha256 == article.sha256:
            return same_key
        same_text = self._room.with_text(article.sha256)
        # Two lines of one corpus with one text are two articles, and each keeps its key.
        if same_text and self._room.is_brought(same_text) and same_text.key != article.key:
            return None
        return same_text

    def _bring_new(self, content: ArticleContent, incoming: Incoming, *, copy: ArticleKey | None = None) -> None:
        article = replace(content.article, id=self._room.free_id(content.article.id))
        self._room.brought(article)
        self._writer.add([replace(content, article=article)])
        self._wait_for_ends(incoming.pending, copy)
        self.report.articles += 1
        self.report.annotations += len(_all_of(content))

    def _bring_copy(self, content: ArticleContent, incoming: Incoming) -> None:
        """The text once more, under another key, its annotations with ids of their own."""
        key = self._room.free_key(content.article.sha256)
        renamed = {one.id: AnnotationId(foreign_id(key, one.id)) for one in _all_of(content)}
        self._renamed |= renamed
        copies = [_moved(one, key, renamed) for one in _all_of(content)]
        copy = _content_of(replace(content.article, key=key), content.text, copies)
        self._bring_new(copy, incoming, copy=key)

    def _merge(self, there: Article, content: ArticleContent, incoming: Incoming) -> None:
        """The text stays; annotations that are not there yet are added; an article that was removed comes back."""
        self.report.merged += 1
        if there.removed:
            self.changes.append(self._record.change(there, replace(there, removed=False)))
        new: list[AnyAnnotation] = []
        ours = self._room.is_brought(there)
        # What came with this import nobody sees yet: the project does not tell of it, the writer does.
        brought = self._writer.present({one.id for one in _all_of(content)}) if ours else set[AnnotationId]()
        for one in _all_of(content):
            if one.id in brought:
                self.report.unchanged += 1
                continue
            moved = one if one.article == there.key else replace(one, article=there.key)
            known = self._project.annotation(one.id)
            if known is None:
                new.append(moved)
            elif known == moved:
                self.report.unchanged += 1
            else:
                new += self._conflict(known, moved)
        if new:
            self._writer.add_annotations(new, text=content.text)
            self.report.annotations += len(new)
        self._wait_for_ends(incoming.pending, None)

    def _conflict(self, known: AnyAnnotation, moved: AnyAnnotation) -> list[AnyAnnotation]:
        """What comes in of an annotation whose id the project has with other values."""
        if self._choices.on_conflict is OnConflict.COPY:
            copy = replace(moved, id=AnnotationId(foreign_id(moved.article, f"copy:{moved.id}")))
            there = self._project.annotation(copy.id)
            if there == copy:
                self.report.unchanged += 1
                return []
            self.report.conflicts.append(known.id)
            return [] if there else [copy]
        self.report.conflicts.append(known.id)
        if self._choices.on_conflict is OnConflict.REPLACE and known.layer is moved.layer:
            self.changes.append(self._record.change(known, moved))
        return []

    # Relations

    def _wait_for_ends(self, pending: Iterable[PendingRelation], copy: ArticleKey | None) -> None:
        """Bring the relations within an article; the others wait until all articles are known."""
        there = [(one, copy) for one in pending]
        self._bring_relations([one for one in there if one[0].is_inside])
        self._pending += [one for one in there if not one[0].is_inside]

    def _bring_relations(self, pending: Sequence[tuple[PendingRelation, ArticleKey | None]]) -> None:
        relations = [relation for one, copy in pending if (relation := self._settled(one, copy))]
        self.report.relations_left_out += len(pending) - len(relations)
        there = self._project.things(Kind.RELATION, (one.id for one in relations))
        touching = self._project.relations_touching(one.head for one in relations)
        same = {(one.label, one.head, one.tail) for one in touching}
        new = []
        for relation in relations:
            known = there.get(relation.id)
            if known is None and (relation.label, relation.head, relation.tail) not in same:
                new.append(relation)
            elif isinstance(known, Relation) and known != relation:
                self.report.conflicts.append(known.id)
                if self._choices.on_conflict is OnConflict.REPLACE:
                    self.changes.append(self._record.change(known, relation))
            else:
                self.report.unchanged += 1
        self._writer.add_shared(relations=new)
        self.report.relations += len(new)

    def _settled(self, pending: PendingRelation, copy: ArticleKey | None) -> Relation | None:
        """The relation, with the ids of that copy of its article; None when an end is nowhere."""
        relation = pending.settle(self._articles)
        if relation is None or copy is None:
            return relation
        return replace(
            relation,
            id=RelationId(foreign_id(copy, relation.id)),
            head=self._renamed.get(relation.head, relation.head),
            tail=self._renamed.get(relation.tail, relation.tail),
        )


def _targets_first(referents: Sequence[Referent]) -> list[Referent]:
    """The referents in an order in which each comes after the one that it was merged into."""
    by_id = {one.id: one for one in referents}
    placed: dict[ReferentId, Referent] = {}

    def place(one: Referent, seen: frozenset[ReferentId]) -> None:
        into = by_id.get(one.merged_into) if one.merged_into else None
        if into and into.id not in placed and into.id not in seen:
            place(into, seen | {one.id})
        placed.setdefault(one.id, one if into and into.id in placed else replace(one, merged_into=None))

    for one in referents:
        place(one, frozenset({one.id}))
    return list(placed.values())


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
