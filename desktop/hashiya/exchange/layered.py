"""Labels that say their layer, for tools that know only spans with labels and links between them.

A mention's label stands alone; those of other layers have the layer before them (`claims/claim`, `regions/HEADLINE`),
a plain span in a role has `roles/cue`, and so has the link from the claim to whatever fills the role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hashiya.domain.annotation import Layer
from hashiya.exchange.draft import NOBODY_SAID, By, Draft, Fills
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle
from hashiya.exchange.offsets import Pieces

ROLES = "roles/"
_PREFIXES = {
    "claims/": Layer.CLAIMS,
    "regions/": Layer.REGIONS,
    "entities/": Layer.ENTITIES,
}


def written_label(layer: Layer, label: str) -> str:
    """The label as such a tool has it."""
    if layer is not Layer.ENTITIES or label.startswith((ROLES, *_PREFIXES)):
        return f"{layer.value}/{label}"
    return label


def read_label(label: str) -> tuple[Layer, str]:
    """The layer and the label."""
    for prefix, layer in _PREFIXES.items():
        if label.startswith(prefix) and len(label) > len(prefix):
            return layer, label.removeprefix(prefix)
    return Layer.ENTITIES, label


@dataclass(slots=True, kw_only=True)
class LayeredSpan:
    """A span of such a tool; `quote` is what it says stands there."""

    id: str
    label: str
    pieces: Pieces
    quote: str | None = None
    by: By = NOBODY_SAID
    line: int | None = None
    note: str | None = None
    referent: str | None = None
    cluster: str | None = None
    restatement: str | None = None
    attributes: dict[str, str | None] = field(default_factory=dict)
    defaulted: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class LayeredLink:
    """A link of such a tool."""

    head: str
    tail: str
    label: str
    id: str | None = None
    by: By = NOBODY_SAID
    line: int | None = None
    note: str | None = None
    attributes: dict[str, str | None] = field(default_factory=dict)
    defaulted: list[str] = field(default_factory=list)


def tell_layered(draft: Draft, spans: Iterable[LayeredSpan], links: Iterable[LayeredLink]) -> None:
    """Tell the draft what spans and links stand for."""
    by_id: dict[str, LayeredSpan] = {}
    every = list(spans)
    for span in every:
        by_id.setdefault(span.id, span)
    roles: dict[str, dict[str, list[Fills]]] = {}
    filling: set[str] = set()
    others = []
    for link in links:
        claim, filler = by_id.get(link.head), by_id.get(link.tail)
        if not link.label.startswith(ROLES) or claim is None or read_label(claim.label)[0] is not Layer.CLAIMS:
            link.label = link.label.removeprefix("entities/")
            others.append(link)
            continue
        fills = Fills(id=link.tail)
        if filler is not None and filler.label.startswith(ROLES):
            fills = Fills(pieces=filler.pieces, quote=filler.quote)
            filling.add(filler.id)
        roles.setdefault(claim.id, {}).setdefault(link.label.removeprefix(ROLES), []).append(fills)
    for span in every:
        if span.id not in filling or by_id[span.id] is not span:
            _mark(draft, span, roles.get(span.id, {}))
    for link in others:
        draft.relation(
            link.label,
            link.head,
            link.tail,
            own_id=link.id,
            attributes=link.attributes,
            defaulted=link.defaulted,
            note=link.note,
            by=link.by,
            line=link.line,
        )


def _mark(draft: Draft, span: LayeredSpan, roles: dict[str, list[Fills]]) -> None:
    layer, label = read_label(span.label)
    if layer is Layer.CLAIMS:
        draft.claim(
            label,
            span.pieces,
            own_id=span.id,
            quote=span.quote,
            roles=roles,
            restatement=span.restatement,
            cluster=span.cluster,
            attributes=span.attributes,
            defaulted=span.defaulted,
            note=span.note,
            by=span.by,
            line=span.line,
        )
    elif layer is Layer.REGIONS:
        draft.region(
            label,
            span.pieces,
            own_id=span.id,
            quote=span.quote,
            attributes=span.attributes,
            defaulted=span.defaulted,
            note=span.note,
            by=span.by,
            line=span.line,
        )
    else:
        draft.entity(
            label,
            span.pieces,
            own_id=span.id,
            quote=span.quote,
            referent=span.referent,
            attributes=span.attributes,
            defaulted=span.defaulted,
            note=span.note,
            by=span.by,
            line=span.line,
        )


def links_of(line: CorpusArticle) -> Iterator[tuple[str, str | None, list[tuple[int, int]] | None, str]]:
    """Each role's filler: the claim's id, the filler's id or fragments, and the role."""
    for claim in line.claims:
        for role, fillers in claim.roles.items():
            for one in fillers:
                if claim.id is not None and one.referent is None:
                    yield claim.id, one.id, one.fragments, role


def marks_of(line: CorpusArticle) -> Iterator[tuple[Layer, CorpusAnnotation]]:
    """Every mark with its layer."""
    for layer in (Layer.REGIONS, Layer.ENTITIES, Layer.CLAIMS):
        for one in getattr(line, layer.value):
            yield layer, one
