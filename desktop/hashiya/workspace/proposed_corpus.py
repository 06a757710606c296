"""Proposals out as a corpus: annotations of nobody's, with the engine's name and score, that an import brings back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hashiya import __version__
from hashiya.domain.annotation import PROPOSED, AnyAnnotation, Claim, EntityMention, Filler, Layer, Region
from hashiya.domain.article import Article, Status
from hashiya.domain.ids import NOBODY, AnnotationId, AnnotatorId, ArticleKey, ClusterId, ReferentId, StepId, foreign_id
from hashiya.domain.links import Annotator, Cluster, Referent
from hashiya.domain.scheme import Scheme
from hashiya.domain.snapshot import ArticleContent, Snapshot
from hashiya.domain.span import Fragments
from hashiya.exchange.choices import ExportChoices, ExportReport
from hashiya.exchange.jsonl_writer import write_corpus
from hashiya.suggest.proposal import Proposal
from hashiya.workspace.engine_room import id_of
from hashiya.workspace.proposing import HeldOut
from hashiya.workspace.record import now


def write_proposals(
    snapshot: Snapshot,
    out: Path,
    held_out: HeldOut,
    articles: Sequence[ArticleKey],
    progress: Callable[[int, int], bool] | None = None,
) -> ExportReport:
    """Write the proposals for these articles and nothing else; nothing is left behind when it is cancelled."""
    choices = ExportChoices(articles=tuple(articles), proposals=True)
    proposed = ProposedSnapshot(snapshot, held_out)
    return write_corpus(proposed, out, choices=choices, program=f"hashiya {__version__}", progress=progress)


class ProposedSnapshot:
    """A project in which nothing is marked and everything is proposed."""

    def __init__(self, snapshot: Snapshot, held_out: HeldOut) -> None:
        self._snapshot = snapshot
        self._held_out = held_out

    @property
    def state(self) -> StepId | None:
        """The last step that it holds."""
        return self._snapshot.state

    @property
    def scheme(self) -> Scheme:
        """The project's scheme."""
        return self._snapshot.scheme

    def annotators(self) -> dict[AnnotatorId, Annotator]:
        """Nobody: no annotation is anybody's."""
        return {}

    def referents(self) -> dict[ReferentId, Referent]:
        """Every referent, merged and removed ones too."""
        return self._snapshot.referents()

    def clusters(self) -> dict[ClusterId, Cluster]:
        """None: no claim is put together with another."""
        return {}

    def articles(self) -> tuple[Article, ...]:
        """Every article that is not removed, as new."""
        return tuple(_unmarked(one) for one in self._snapshot.articles())

    def contents(self, keys: Iterable[ArticleKey], *, proposals: bool = False) -> Iterator[ArticleContent]:
        """The articles with these keys, each with what is proposed for it."""
        for content in self._snapshot.contents(keys):
            made = annotations_of(content.article.key, self._held_out.propose(content.article.key))
            yield ArticleContent(
                article=_unmarked(content.article),
                text=content.text,
                entities=tuple(one for one in made if isinstance(one, EntityMention)),
                claims=tuple(one for one in made if isinstance(one, Claim)),
                regions=tuple(one for one in made if isinstance(one, Region)),
            )

    def stored(self, articles: Iterable[Article], *, proposals: bool = False) -> None:
        """Not at all: what is proposed stands in no file."""

    def articles_of(self, annotations: Iterable[AnnotationId]) -> dict[AnnotationId, ArticleKey]:
        """None: no proposal reaches into another article."""
        return {}


def annotations_of(article: ArticleKey, proposals: Sequence[Proposal]) -> list[AnyAnnotation]:
    """The proposals as annotations of nobody's, with ids that stay; what gives a mention a referent is left out."""
    at = now()
    marks = [one for one in proposals if one.mention is None]
    mentions: dict[Fragments, AnnotationId] = {}
    for one in marks:
        if one.layer is Layer.ENTITIES:
            mentions.setdefault(one.fragments, _id(article, one))
    return [_annotation(article, one, mentions, at) for one in marks]


def _annotation(article: ArticleKey, one: Proposal, mentions: dict[Fragments, AnnotationId], at: str) -> AnyAnnotation:
    common: dict[str, Any] = {
        "id": _id(article, one),
        "article": article,
        "label": one.label,
        "fragments": one.fragments,
        "owner": NOBODY,
        "annotator": NOBODY,
        "attributes": dict(one.attributes),
        "origin": f"{PROPOSED}{one.engine}",
        "score": one.score,
        "created": at,
        "modified": at,
    }
    match one.layer:
        case Layer.CLAIMS:
            roles = {
                role: tuple(_filler(fragments, mentions) for fragments in fillers)
                for role, fillers in one.roles.items()
            }
            return Claim(roles=roles, **common)
        case Layer.REGIONS:
            return Region(**common)
        case _:
            return EntityMention(referent=one.referent, **common)


def _filler(fragments: Fragments, mentions: dict[Fragments, AnnotationId]) -> Filler:
    """The mention with these words, else the words themselves."""
    mention = mentions.get(fragments)
    return Filler(annotation=mention) if mention else Filler(fragments=fragments)


def _id(article: ArticleKey, one: Proposal) -> AnnotationId:
    return AnnotationId(foreign_id(article, id_of(one)))


def _unmarked(article: Article) -> Article:
    return replace(article, status=Status.NEW, progress={})
