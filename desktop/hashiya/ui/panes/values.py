"""What the panes are given to show: frozen values, put together from the workspace by the window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Layer, Region
from hashiya.domain.article import Article, Status
from hashiya.domain.ids import AnnotationId, AnnotatorId, ArticleKey, ReferentId, RelationId
from hashiya.domain.links import Referent, Relation
from hashiya.domain.scheme import Label


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in the list; `looked_at` is the share of it that was worked through, 0 to 1, None when unknown."""

    key: ArticleKey
    title: str
    status: Status
    source: str = ""
    published: str = ""
    looked_at: float | None = None

    @classmethod
    def of(
        cls,
        article: Article,
        *,
        annotator: AnnotatorId | None = None,
        opening: str = "",
        looked_at: float | None = None,
    ) -> ArticleRow:
        """The row of an article for this annotator; `opening` stands where it has no title."""
        status = article.progress.get(annotator, article.status) if annotator else article.status
        return cls(
            key=article.key,
            title=article.title or opening,
            status=status,
            source=_words(article.meta.get("source")),
            published=_words(article.meta.get("published")),
            looked_at=looked_at,
        )


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the project has come."""

    done: int
    articles: int
    annotations: int


@dataclass(frozen=True, slots=True)
class ReferentInUse:
    """A referent, and how often the project mentions it."""

    referent: Referent
    mentions: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class RelationLine:
    """One relation as the card of one of its ends shows it, by its name in the person's language.

    `outward` is None of one that goes both ways; `article` is the title when the other end is elsewhere.
    """

    id: RelationId
    name: str
    other: AnnotationId
    words: str
    outward: bool | None = True
    article: str = ""


@dataclass(frozen=True, slots=True)
class FillerLine:
    """One filler of a role of the open claim, at its place among the fillers of that role."""

    role: str
    index: int
    words: str
    annotation: AnnotationId | None = None
    referent: ReferentId | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class ClusterMate:
    """Another claim that says the same; `article` is the title when it stands elsewhere."""

    id: AnnotationId
    number: int
    words: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class EntityCard:
    """An entity mention as its card shows it; `by` is the annotator's name."""

    annotation: EntityMention
    words: str
    by: str
    referent: ReferentInUse | None = None
    relations: tuple[RelationLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim as its card shows it; fillers in the order of the scheme's roles."""

    annotation: Claim
    number: int
    words: str
    by: str
    fillers: tuple[FillerLine, ...] = ()
    cluster: tuple[ClusterMate, ...] = ()
    relations: tuple[RelationLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionCard:
    """A region as its card shows it."""

    annotation: Region
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation: which annotation, of which layer and label, with which words."""

    id: AnnotationId
    layer: Layer
    label: str
    words: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class RelationCard:
    """A relation as its card shows it."""

    relation: Relation
    head: End
    tail: End
    by: str


@dataclass(frozen=True, slots=True)
class SeveralCard:
    """Several selected annotations; of mentions their referent too, if it is the same one."""

    annotations: tuple[AnyAnnotation, ...]
    all_mentions: bool = False
    referent: ReferentInUse | None = None
    referents_differ: bool = False


AnyCard = EntityCard | ClaimCard | RegionCard | RelationCard | SeveralCard


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """One annotation in the list; `name` is its label's short name or a claim's speaker, `look` the code of a look."""

    id: AnnotationId
    layer: Layer
    label: str
    words: str
    name: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What the guide is asked about: a label of a layer, or a role of claims."""

    layer: Layer | None
    key: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What the status line says is selected: label, words, and where its swatch gets its form and colour."""

    layer: Layer
    label: Label | None
    name: str
    words: str


class Tone(StrEnum):
    """How the status line says something, which is also its glyph and colour."""

    PLAIN = "plain"
    REFUSED = "refused"
    UNDONE = "undone"
    GOOD = "good"
    RELATION = "relation"
    STICKY = "sticky"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class KeyWords:
    """Keys that matter now: their caps, and what they do."""

    caps: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project opened before; `path` is where it was, `missing` whether it is not there now."""

    path: str
    name: str
    articles: int = 0
    annotations: int = 0
    done: float = 0.0
    opened: str = ""
    missing: bool = False


class Group(StrEnum):
    """The groups of the command palette, in the order shown."""

    COMMANDS = "commands"
    ARTICLES = "articles"
    REFERENTS = "referents"
    GUIDE = "guide"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the command palette can find, also by the words of `also`; `corpus`: its title is corpus text."""

    id: str
    group: Group
    title: str
    detail: str = ""
    caps: tuple[str, ...] = ()
    icon: str = ""
    also: str = ""
    corpus: bool = False
    enabled: bool = True
