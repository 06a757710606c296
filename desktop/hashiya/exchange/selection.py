"""Which articles and annotations an export takes, and what that does to roles that are left without a filler."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from hashiya.domain.annotation import AnyAnnotation, Claim, Filler
from hashiya.domain.article import Article
from hashiya.domain.ids import NOBODY, SHARED, AnnotationId, AnnotatorId, ArticleKey, article_key
from hashiya.domain.links import Relation
from hashiya.domain.scheme import Scheme
from hashiya.domain.snapshot import ArticleContent, Snapshot
from hashiya.domain.span import Fragments
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.cutting import without_boilerplate
from hashiya.exchange.grouping import Groups
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.sentence_units import sentence_lines
from hashiya.exchange.stored import StoredArticle, article_of

Content = TypeVar("Content", ArticleContent, StoredArticle)

REMEMBERED = 256
"""How many other articles' annotation ids are kept at hand for relations that cross articles."""


class Selection:
    """What of a snapshot the choices take; counts what they leave out."""

    def __init__(self, snapshot: Snapshot, choices: ExportChoices) -> None:
        self.left_out: Counter[str] = Counter()
        self._snapshot = snapshot
        self._choices = choices
        self._owners = _owners(snapshot, choices)
        self._cut = _veiled(snapshot.scheme) if choices.boilerplate == "cut" else frozenset[str]()
        self._keys_chosen = None if choices.articles is None else frozenset(choices.articles)
        every = snapshot.articles()
        self.articles = tuple(one for one in every if self._takes(one))
        self.left_out["articles"] = len(every) - len(self.articles)
        self._ids = {one.key: one.id for one in self.articles}
        self._keys = {one.key for one in every}
        self._elsewhere: dict[ArticleKey, frozenset[str]] = {}
        self._groups: Groups | None = None
        if choices.split and choices.split.together:
            self._groups = Groups(snapshot, [one.key for one in self.articles])

    @property
    def large_group(self) -> int:
        """How many articles hang together by clusters, when they are over a tenth of all."""
        largest = self._groups.largest if self._groups else 0
        return largest if largest > 1 and largest * 10 > len(self.articles) else 0

    def lines(self, line: CorpusArticle) -> Iterator[CorpusArticle]:
        """The article's line, or one for each of its sentences."""
        return sentence_lines(line, self.left_out) if self._choices.units == "sentence" else iter((line,))

    def _takes(self, article: Article) -> bool:
        if self._keys_chosen is not None and article.key not in self._keys_chosen:
            return False
        return self._choices.statuses is None or article.status in self._choices.statuses

    def part(self, article: ArticleKey) -> str | None:
        """The split's part that the article goes to; None without a split."""
        if self._choices.split is None:
            return None
        return self._choices.split.part(self._groups.of(article) if self._groups else article)

    def contents(self) -> Iterator[tuple[ArticleKey, ArticleContent | StoredArticle, dict[AnnotationId, str]]]:
        """Each article's key, what is taken of it, and the article ids of relation ends that are elsewhere."""
        proposals = self._choices.proposals
        changes = self._cut or self._owners is not None
        stored = None if changes else self._snapshot.stored(self.articles, proposals=proposals)
        if stored is not None:
            for one in stored:
                key = one.article.key
                yield key, *self._with_relations(article_of(one), key)
            return
        for content in self._snapshot.contents([one.key for one in self.articles], proposals=proposals):
            yield content.article.key, *self._content(content)

    def _content(self, content: ArticleContent) -> tuple[ArticleContent, dict[AnnotationId, str]]:
        key = content.article.key
        taken = self._taken(content, self.left_out)
        if taken.article.key != key:
            taken = replace(taken, article=replace(taken.article, key=self._free_key(taken.article.sha256)))
        return self._with_relations(taken, key)

    def _free_key(self, sha256: str) -> ArticleKey:
        """The key of a cut text: the first that no article of the project, and no other cut text, has."""
        copy = 0
        while (key := article_key(sha256, copy)) in self._keys:
            copy += 1
        self._keys.add(key)
        return key

    def _taken(self, content: ArticleContent, counts: Counter[str]) -> ArticleContent:
        if self._owners is not None or (not self._choices.proposals and _has_proposals(content)):
            content = self._of_owners(content, counts)
        return without_boilerplate(content, self._cut, counts) if self._cut else content

    def _wanted(self, thing: AnyAnnotation | Relation, counts: Counter[str]) -> bool:
        if thing.owner == NOBODY:
            counts["proposals"] += not self._choices.proposals
            return self._choices.proposals
        if self._owners is None or thing.owner == SHARED or thing.owner in self._owners:
            return True
        counts["annotations_of_others"] += 1
        return False

    def _of_owners(self, content: ArticleContent, counts: Counter[str]) -> ArticleContent:
        entities = tuple(one for one in content.entities if self._wanted(one, counts))
        claims = tuple(one for one in content.claims if self._wanted(one, counts))
        regions = tuple(one for one in content.regions if self._wanted(one, counts))
        relations = tuple(one for one in content.relations if self._wanted(one, counts))
        article = content.article
        if self._owners is not None:
            progress = {who: how for who, how in article.progress.items() if who in self._owners}
            article = replace(article, progress=progress)
        gone: dict[AnnotationId, Fragments] = {}
        if len(entities) + len(claims) < len(content.entities) + len(content.claims):
            left = {one.id for one in (*entities, *claims)}
            gone = {one.id: one.fragments for one in (*content.entities, *content.claims) if one.id not in left}
            claims = tuple(_with_spans(one, gone, counts) for one in claims)
        return replace(content, article=article, entities=entities, claims=claims, regions=regions, relations=relations)

    def _with_relations(self, content: Content, key: ArticleKey) -> tuple[Content, dict[AnnotationId, str]]:
        """The article with the relations whose both ends are exported into the same file."""
        if not content.relations:
            return content, {}
        outside = {end for one in content.relations for end in (one.head, one.tail)}
        outside.difference_update([one.id for one in content.entities], [one.id for one in content.claims])
        if not outside:
            return content, {}
        articles = self._snapshot.articles_of(outside)
        ends: dict[AnnotationId, str] = {}
        between: set[AnnotationId] = set()
        for end, article in articles.items():
            if article == key or article not in self._ids:
                continue
            if self.part(article) != self.part(key):
                between.add(end)
            elif end in self._ids_in(article):
                ends[end] = self._ids[article]
        outside -= ends.keys()
        kept = tuple(one for one in content.relations if one.head not in outside and one.tail not in outside)
        apart = sum(one.head in between or one.tail in between for one in content.relations)
        self.left_out["relations_between_parts"] += apart
        self.left_out["relations"] += len(content.relations) - len(kept) - apart
        return replace(content, relations=kept), ends

    def _ids_in(self, article: ArticleKey) -> frozenset[str]:
        """The ids of mentions and claims of another article that are exported."""
        if article not in self._elsewhere:
            if len(self._elsewhere) >= REMEMBERED:
                self._elsewhere.pop(next(iter(self._elsewhere)))
            uncounted: Counter[str] = Counter()
            contents = self._snapshot.contents([article], proposals=self._choices.proposals)
            taken = [self._taken(one, uncounted) for one in contents]
            self._elsewhere[article] = frozenset(a.id for one in taken for a in (*one.entities, *one.claims))
        return self._elsewhere[article]


def _has_proposals(content: ArticleContent) -> bool:
    things = (content.entities, content.claims, content.regions, content.relations)
    return any(one.owner == NOBODY for layer in things for one in layer)


def _owners(snapshot: Snapshot, choices: ExportChoices) -> frozenset[AnnotatorId] | None:
    if choices.annotators is None:
        return None
    return frozenset(one.id for one in snapshot.annotators().values() if one.handle in choices.annotators)


def _veiled(scheme: Scheme) -> frozenset[str]:
    """The labels of regions that are no editorial text."""
    return frozenset(label.key for label in scheme.regions.labels if label.dimmed)


def _with_spans(claim: Claim, gone: dict[AnnotationId, Fragments], counts: Counter[str]) -> Claim:
    """The claim with a span where a filler is not exported, as when a mention is deleted."""
    if not any(one.annotation in gone for fillers in claim.roles.values() for one in fillers):
        return claim
    roles = {}
    for role, fillers in claim.roles.items():
        roles[role] = tuple(
            Filler(fragments=gone[one.annotation]) if one.annotation in gone else one for one in fillers
        )
        counts["fillers_as_spans"] += sum(one.annotation in gone for one in fillers)
    return replace(claim, roles=roles)
