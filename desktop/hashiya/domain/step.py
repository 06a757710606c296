"""The record: one gesture is one step, a step is changes, a change is one thing before and after."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from hashiya.domain.annotation import Claim, EntityMention, Region
from hashiya.domain.article import Article
from hashiya.domain.ids import AnnotatorId, ArticleKey, DeviceId, StepId
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.scheme import Scheme


class Kind(StrEnum):
    """What sort of thing a change is about; the target is its id."""

    ARTICLE = "article"
    ENTITY = "entity"
    CLAIM = "claim"
    REGION = "region"
    RELATION = "relation"
    REFERENT = "referent"
    CLUSTER = "cluster"
    ANNOTATOR = "annotator"
    SCHEME = "scheme"
    REJECTION = "rejection"


Thing = Article | EntityMention | Claim | Region | Relation | Referent | Cluster | Annotator | Scheme | Rejection

TYPE_OF_KIND: dict[Kind, type] = {
    Kind.ARTICLE: Article,
    Kind.ENTITY: EntityMention,
    Kind.CLAIM: Claim,
    Kind.REGION: Region,
    Kind.RELATION: Relation,
    Kind.REFERENT: Referent,
    Kind.CLUSTER: Cluster,
    Kind.ANNOTATOR: Annotator,
    Kind.SCHEME: Scheme,
    Kind.REJECTION: Rejection,
}
_STANDING = (EntityMention, Claim, Region, Rejection)
"""The types of what stands in an article."""
KIND_OF_TYPE: dict[type, Kind] = {thing: kind for kind, thing in TYPE_OF_KIND.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing before and after a step; None before is «made», None after is «deleted».

    `owner` is the annotator whose work it is, or SHARED or NOBODY; `base` the step in which the author last saw the
    target changed, None for a new one.
    """

    kind: Kind
    target: str
    owner: AnnotatorId
    before: Thing | None
    after: Thing | None
    base: StepId | None = None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change has a before or an after")

    def inverse(self, base: StepId | None) -> Change:
        """The change that takes this one back."""
        return Change(self.kind, self.target, self.owner, self.after, self.before, base)


@dataclass(frozen=True)
class Step:
    """One gesture of one annotator on one device; a bulk one too.

    A dozen listeners look at each step: what they all ask of its changes, ten thousand perhaps, is found once.

    `name` is a message key (`step.<name>`), `details` what that message needs (label, text …); `undoes` is the step
    that this one takes back (of an undo: a gesture; of a redo: an undo).
    """

    id: StepId
    device: DeviceId
    annotator: AnnotatorId
    at: str
    name: str
    changes: tuple[Change, ...]
    details: dict[str, Any] = field(default_factory=dict)
    undoes: StepId | None = None

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of what it changed."""
        return frozenset(change.kind for change in self.changes)

    @cached_property
    def placed(self) -> dict[ArticleKey, list[Change]]:
        """Its changes of annotations and rejections, by each article in which one stood before or stands after."""
        found: dict[ArticleKey, list[Change]] = {}
        for change in self.changes:
            before, after = change.before, change.after
            there = after.article if isinstance(after, _STANDING) else None
            if there is not None:
                found.setdefault(there, []).append(change)
            if isinstance(before, _STANDING) and before.article != there:
                found.setdefault(before.article, []).append(change)
        return found


NOT_UNDONE = frozenset({"import", "migrate", "create", "annotator"})
"""Names of the steps that undo passes over."""
