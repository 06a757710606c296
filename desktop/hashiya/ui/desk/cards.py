"""From the workspace to the panes: cards, rows and counts as plain values."""

from __future__ import annotations

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Layer
from hashiya.domain.article import Article
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.links import Relation
from hashiya.domain.span import quote
from hashiya.domain.step import Kind
from hashiya.ui.desk.desk import Desk
from hashiya.ui.panes.values import (
    AnnotationRow,
    AnyCard,
    ArticleRow,
    ClaimCard,
    ClusterMate,
    EntityCard,
    FillerLine,
    Marked,
    Progress,
    ReferentInUse,
    RegionCard,
    RelationLine,
    SeveralCard,
)
from hashiya.workspace.claims import SOURCE, SOURCE_FORM
from hashiya.workspace.marks import shortened
from hashiya.workspace.overview import LAYER_OF_KIND

"""Code points of a text that stand for a missing title."""


def card_of(desk: Desk, annotation: AnyAnnotation) -> AnyCard:
    """The card of an annotation."""
    words = quote(desk.workspace.text(annotation.article), annotation.fragments)
    by = _person(desk, annotation)
    if isinstance(annotation, EntityMention):
        return EntityCard(annotation, words, by, _referent(desk, annotation.referent), relation_lines(desk, annotation))
    if isinstance(annotation, Claim):
        return _claim_card(desk, annotation, words, by)
    return RegionCard(annotation, words, by)


def several_card(desk: Desk) -> SeveralCard | None:
    """The card of the marks that are selected together; None when they are not several."""
    there = (desk.workspace.annotation(one) for one in desk.several)
    found = tuple(one for one in there if one)
    if len(found) < 2:
        return None
    mentions = [one for one in found if isinstance(one, EntityMention)]
    referents = {one.referent for one in mentions}
    return SeveralCard(
        found,
        all_mentions=len(mentions) == len(found),
        referent=_referent(desk, mentions[0].referent) if len(referents) == 1 else None,
        referents_differ=len(referents) > 1,
    )


def _person(desk: Desk, annotation: AnyAnnotation) -> str:
    person = desk.workspace.annotators().get(annotation.annotator)
    return person.name if person else ""


def _referent(desk: Desk, identifier: ReferentId | None) -> ReferentInUse | None:
    referent = desk.workspace.referents.resolve(identifier)
    if referent is None:
        return None
    mentions, articles = desk.workspace.referents.counts().get(referent.id, (0, 0))
    return ReferentInUse(referent, mentions, articles)


def _claim_card(desk: Desk, claim: Claim, words: str, by: str) -> ClaimCard:
    view = desk.view if desk.view and desk.view.key == claim.article else desk.workspace.view(claim.article)
    carried = claim.attributes.get(SOURCE_FORM) == "implicit"

    def line(role: str, index: int, filler: Filler) -> FillerLine:
        is_carried = carried and role == SOURCE
        words = view.filler_text(filler)
        return FillerLine(role, index, words, filler.annotation, filler.referent, is_carried)

    lines = [
        line(role.key, index, filler)
        for role in desk.workspace.scheme.roles
        for index, filler in enumerate(claim.fillers(role.key))
    ]
    return ClaimCard(
        claim,
        view.claim_number(claim.id),
        words,
        by,
        tuple(lines),
        _mates(desk, claim),
        relation_lines(desk, claim),
    )


def _mates(desk: Desk, claim: Claim) -> tuple[ClusterMate, ...]:
    if claim.cluster is None:
        return ()
    mates = []
    for other in desk.workspace.claims.cluster(claim.cluster):
        if other.id == claim.id:
            continue
        elsewhere = "" if other.article == claim.article else _title(desk, other)
        number = desk.workspace.view(other.article).claim_number(other.id)
        mates.append(ClusterMate(other.id, number, desk.workspace.marks.excerpt(other), elsewhere))
    return tuple(mates)


def _title(desk: Desk, annotation: AnyAnnotation) -> str:
    article = desk.workspace.articles.get(annotation.article)
    return shortened(article.title or article.id) if article else ""


def relation_lines(desk: Desk, annotation: AnyAnnotation) -> tuple[RelationLine, ...]:
    """The annotation's relations as its card lists them."""
    lines = (_relation_line(desk, annotation, one) for one in desk.workspace.relations.of(annotation.id))
    return tuple(line for line in lines if line)


def _relation_line(desk: Desk, annotation: AnyAnnotation, relation: Relation) -> RelationLine | None:
    outward = relation.head == annotation.id
    other = desk.workspace.annotation(relation.tail if outward else relation.head)
    if other is None:
        return None
    elsewhere = "" if other.article == annotation.article else _title(desk, other)
    words = desk.showing.mark_name(other)
    name, label = desk.showing.relation_name(relation), desk.workspace.scheme.label(Layer.RELATIONS, relation.label)
    way = None if label is not None and label.symmetric else outward
    return RelationLine(relation.id, name, other.id, words, way, elsewhere)


def annotation_rows(desk: Desk) -> list[AnnotationRow]:
    """The article's annotations as the list shows them."""
    view = desk.view
    if view is None:
        return []
    language = desk.messages().language
    looks = {look.id: look.code for look in view.needs_a_look()}
    speakers = {gloss.id: gloss.speaker for gloss in view.glosses()}
    names = {
        (layer, label.key): label.short.in_language(language)
        for layer in Layer
        for label in desk.workspace.scheme.layer(layer).labels
    }
    unnamed = desk.messages().text("words.no_source")
    rows = []
    for row in view.marks():
        pieces = row.fragments
        words = " … ".join(piece.of(view.text) for piece in pieces) if pieces else view.text[row.start : row.end]
        name = speakers.get(row.id, "") or unnamed if row.layer is Layer.CLAIMS else names.get((row.layer, row.label))
        rows.append(
            AnnotationRow(AnnotationId(row.id), row.layer, row.label, words, name or row.label, looks.get(row.id, ""))
        )
    return rows


def marked(desk: Desk) -> Marked | None:
    """What the status line says is selected: the mark, or the selected words."""
    identifier = desk.selected or desk.open_claim
    annotation = desk.workspace.annotation(identifier) if identifier else None
    if annotation is None:
        return None
    label = desk.workspace.scheme.label(annotation.layer, annotation.label)
    if isinstance(annotation, Claim) and desk.view:
        name = desk.messages().text("words.claim_number", number=desk.view.claim_number(annotation.id))
    else:
        name = label.name.in_language(desk.messages().language) if label else annotation.label
    return Marked(annotation.layer, label, name, desk.workspace.marks.excerpt(annotation))


def article_rows(desk: Desk) -> list[ArticleRow]:
    """Every article as the list shows it."""
    articles = desk.workspace.articles.all()
    openings = desk.workspace.articles.openings([one.key for one in articles if not one.title])
    me = desk.workspace.annotator
    return [ArticleRow.of(one, annotator=me.id if me else None, opening=openings.get(one.key, "")) for one in articles]


def article_row(desk: Desk, article: Article) -> ArticleRow:
    """One article as the list shows it."""
    me = desk.workspace.annotator
    openings = {} if article.title else desk.workspace.articles.openings([article.key])
    return ArticleRow.of(article, annotator=me.id if me else None, opening=openings.get(article.key, ""))


def progress(desk: Desk) -> Progress:
    """How far the project has come."""
    overview = desk.workspace.overview.progress()
    return Progress(overview.done, overview.of, sum(desk.workspace.articles.annotation_counts().values()))


def label_counts(desk: Desk) -> dict[tuple[Layer, str], int]:
    """Annotations and relations of the article on the desk, by label."""
    if desk.view is None:
        return {}
    counts = desk.workspace.articles.counts(desk.view.key)
    return {(LAYER_OF_KIND[Kind(kind)], label): number for (kind, label), number in counts.items()}
