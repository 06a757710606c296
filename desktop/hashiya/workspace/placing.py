"""The rules of placing: what the scheme and the text allow, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hashiya.arabic.clusters import snap_to_clusters
from hashiya.domain.annotation import Annotation, AnyAnnotation, Layer
from hashiya.domain.faults import Refusal
from hashiya.domain.scheme import Attribute, Label, Scheme
from hashiya.domain.span import Fragments, Span, join, quote


def placed(text: str, spans: Sequence[Span]) -> Fragments | Refusal:
    """The spans as fragments that split no letter from its marks and mark more than white space."""
    if any(span.end > len(text) for span in spans):
        return Refusal("beyond_text")
    fragments = join(snap_to_clusters(text, span) for span in spans)
    if not fragments or not quote(text, fragments).strip():
        return Refusal("empty_span")
    return fragments


def offered(scheme: Scheme, layer: Layer, key: str) -> Label | Refusal:
    """The label, if the scheme has it and still offers it."""
    label = scheme.label(layer, key)
    if label is None:
        return Refusal("unknown_label", {"label": key})
    return Refusal("retired_label", {"label": key}) if label.retired else label


def clash(scheme: Scheme, new: Annotation, there: Iterable[AnyAnnotation]) -> Refusal | None:
    """Why the annotation cannot stand beside those of the same owner and layer: the same one, or the overlap rule."""
    rule = scheme.layer(new.layer).overlap
    for other in there:
        if other.id == new.id or other.layer is not new.layer or other.owner != new.owner:
            continue
        if other.fragments == new.fragments and other.label == new.label:
            return Refusal("same_here", {"label": new.label, "layer": new.layer.value})
        if rule == "any" or not other.span.overlaps(new.span):
            continue
        is_nested = other.span.contains(new.span) or new.span.contains(other.span)
        if rule == "none" or not is_nested:
            return Refusal("overlap", {"label": other.label, "layer": new.layer.value})
    return None


def with_attribute(
    scheme: Scheme, annotation: AnyAnnotation, attribute: Attribute, value: str | None
) -> dict[str, str | None]:
    """The touched attributes after one is set, those cleared whose condition no longer holds."""
    return settled(scheme, annotation, {**annotation.attributes, attribute.key: value})


def settled(scheme: Scheme, annotation: AnyAnnotation, touched: dict[str, str | None]) -> dict[str, str | None]:
    """The touched attributes that the label has, without those whose condition does not hold."""
    plans = scheme.attributes(annotation.layer, annotation.label)
    there = {plan.key for plan in plans}
    kept = {key: value for key, value in touched.items() if key in there}
    conditions = {plan.key: plan.only_while for plan in plans if plan.only_while}
    # What is cleared may be the condition of another one: look again until nothing more goes.
    while lost := [
        key
        for key, (other, wanted) in conditions.items()
        if kept.get(key) and effective(scheme, annotation, other, kept) != wanted
    ]:
        kept = {key: value for key, value in kept.items() if key not in lost}
    return kept


def effective(
    scheme: Scheme, annotation: AnyAnnotation, key: str, touched: dict[str, str | None] | None = None
) -> str | None:
    """The value that an attribute has: what somebody set, else the scheme's default."""
    values = annotation.attributes if touched is None else touched
    if key in values:
        return values[key]
    plan = next((a for a in scheme.attributes(annotation.layer, annotation.label) if a.key == key), None)
    return plan.default if plan else None
