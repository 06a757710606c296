"""Values that the panes are given in their tests, in the form that the window gives them."""

from __future__ import annotations

from typing import Any

from hashiya.domain.annotation import Claim, EntityMention, Layer, Region
from hashiya.domain.article import Status
from hashiya.domain.ids import AnnotationId, AnnotatorId, ArticleKey, ReferentId, RelationId
from hashiya.domain.links import Referent, Relation
from hashiya.domain.span import Span
from hashiya.ui.panes.values import (
    AnnotationRow,
    ArticleRow,
    ClaimCard,
    ClusterMate,
    End,
    EntityCard,
    FillerLine,
    ReferentInUse,
    RegionCard,
    RelationCard,
    RelationLine,
)

_MADE: dict[str, Any] = {
    "article": ArticleKey("a1"),
    "owner": AnnotatorId("salma"),
    "annotator": AnnotatorId("salma"),
    "created": "2026-03-01T10:00:00.000Z",
}

MINISTER = ReferentInUse(
    Referent(id=ReferentId("r1"), name="وزير الخارجية (إيران)", aliases=("وزير الخارجية الايراني",)), 6, 3
)
ZARIF = ReferentInUse(Referent(id=ReferentId("r2"), name="محمد جواد ظريف"), 20, 5)


def mention(identifier: str = "e1", label: str = "OCC", **values: Any) -> EntityMention:
    """An entity mention at 170 to 192."""
    given = {"fragments": (Span(170, 192),), **_MADE, **values}
    return EntityMention(id=AnnotationId(identifier), label=label, **given)


def entity_card(annotation: EntityMention | None = None, *, referent: ReferentInUse | None = MINISTER) -> EntityCard:
    """The card of a position with a referent and a relation."""
    held = RelationLine(RelationId("x1"), "يشغله", AnnotationId("e2"), "محمد جواد ظريف", outward=False)
    return EntityCard(annotation or mention(), "وزير الخارجية الإيراني", "سلمى", referent, (held,))


def claim(**values: Any) -> Claim:
    """A claim without anything but its content."""
    given = {"fragments": (Span(900, 980),), **_MADE, **values}
    return Claim(id=AnnotationId("c13"), label="claim", **given)


def claim_card(annotation: Claim | None = None, *, filled: bool = True) -> ClaimCard:
    """The card of claim 13, with or without its roles and its cluster."""
    fillers = (
        FillerLine("source", 0, "الرئيس الإيراني حسن روحاني", AnnotationId("e5")),
        FillerLine("cue", 0, "كان"),
        FillerLine("cue", 1, "أشاد"),
        FillerLine("target", 0, "روسيا", referent=ReferentId("r9")),
    )
    mates = (ClusterMate(AnnotationId("c3"), 3, "بمواقف روسيا", "في لقاءه مع لافروف"),)
    words = "بمواقف روسيا الداعمة للاتفاق النووي ومواجهتها السياسة الأحادية الأميركية"
    return ClaimCard(annotation or claim(), 13, words, "سلمى", fillers if filled else (), mates if filled else ())


def region_card() -> RegionCard:
    """The card of a boilerplate region."""
    region = Region(id=AnnotationId("g1"), label="BOILERPLATE", fragments=(Span(3000, 3120),), **_MADE)
    return RegionCard(region, "تابع ميدل ايست نيوز على التلغرام telegram", "سلمى")


def relation_card() -> RelationCard:
    """The card of a relation into another article."""
    made = {key: value for key, value in _MADE.items() if key != "article"}
    relation = Relation(
        id=RelationId("x1"), label="holds_position", head=AnnotationId("e2"), tail=AnnotationId("e1"), **made
    )
    head = End(AnnotationId("e2"), Layer.ENTITIES, "PERS", "محمد جواد ظريف")
    tail = End(AnnotationId("e1"), Layer.ENTITIES, "OCC", "وزير الخارجية الإيراني", "في لقاءه مع لافروف")
    return RelationCard(relation, head, tail, "سلمى")


ANNOTATIONS = (
    AnnotationRow(AnnotationId("e1"), Layer.ENTITIES, "OCC", "وزير الخارجية الروسي", "منصب"),
    AnnotationRow(AnnotationId("c1"), Layer.CLAIMS, "claim", "عزم روسيا وايران", "لافروف", "claim_without_source"),
    AnnotationRow(AnnotationId("e2"), Layer.ENTITIES, "PERS", "لافروف", "شخص"),
    AnnotationRow(AnnotationId("g1"), Layer.REGIONS, "BOILERPLATE", "اترك تعليقاً", "غير تحريري", "unsure"),
)

ARTICLES = (
    ArticleRow(ArticleKey("a1"), "مزيد من التقدم بين إيران وروسيا", Status.IN_PROGRESS, "العالم", "2020-07-22", 0.6),
    ArticleRow(ArticleKey("a2"), "اكد وزير الخارجية الايراني محمد جواد ظريف", Status.DONE, "وكالة ارنا"),
    ArticleRow(ArticleKey("a3"), "بزشكيان: إيران وروسيا لديهما وجهات نظر متقاربة", Status.NEW, "ميدل ايست نيوز"),
)


def many_articles(count: int) -> list[ArticleRow]:
    """So many articles, every third of them done."""
    return [
        ArticleRow(
            ArticleKey(f"k{number}"),
            f"خبر رقم {number} عن لقاء وزير الخارجية الإيراني مع نظيره الروسي في موسكو",
            Status.DONE if number % 3 == 0 else Status.NEW,
            "ميدل ايست نيوز",
            "2020-07-22",
        )
        for number in range(count)
    ]
