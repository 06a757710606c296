"""Putting a new scheme in place: what is new is added, what is gone but used is retired, a rename is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from hashiya.domain.annotation import AnyAnnotation, Layer
from hashiya.domain.faults import Refusal
from hashiya.domain.links import Relation
from hashiya.domain.scheme import Attribute, Label, LayerPlan, Role, Scheme, Value, Words
from hashiya.domain.step import Change
from hashiya.workspace.overview import LAYER_OF_KIND
from hashiya.workspace.record import Outcome, Record, now

if TYPE_CHECKING:
    from hashiya.exchange.incoming import Unknown
    from hashiya.exchange.manifest import Manifest

Kept = TypeVar("Kept", Attribute, Role)


@dataclass(frozen=True, slots=True)
class SchemeDifference:
    """What putting the new scheme in place would do, by label key; `layer:key` each."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    dropped: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    annotations_renamed: int

    @property
    def is_empty(self) -> bool:
        """Whether the schemes are the same."""
        return not (self.added or self.changed or self.retired or self.dropped or self.renamed)


class Schemes:
    """Showing and applying schemes by the rules of scheme.md, «When the scheme changes»."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def preview(self, new: Scheme, renames: dict[str, str]) -> SchemeDifference | Refusal:
        """What `apply` would do; a refusal when a rename names a label that is not there."""
        refusal = self._refused(new, renames)
        if refusal:
            return refusal
        old = self._record.scheme
        used = self._used()
        added: list[str] = []
        changed: list[str] = []
        retired: list[str] = []
        dropped: list[str] = []
        for layer in Layer:
            before = {label.key: label for label in old.layer(layer).labels}
            after = {label.key: label for label in new.layer(layer).labels}
            added += [f"{layer}:{key}" for key in after if key not in before and key not in renames.values()]
            changed += [f"{layer}:{key}" for key in after if key in before and before[key] != after[key]]
            for key in before:
                if key not in after and key not in renames:
                    (retired if (layer, key) in used else dropped).append(f"{layer}:{key}")
        number = sum(1 for _ in self._renamed(renames))
        changed += _others_changed(old, new)
        return SchemeDifference(
            tuple(added), tuple(changed), tuple(retired), tuple(dropped), tuple(renames.items()), number
        )

    def apply(self, new: Scheme, renames: dict[str, str]) -> Outcome:
        """Put the new scheme in place, in one step with the annotations whose label is renamed."""
        refusal = self._refused(new, renames)
        if refusal:
            return refusal
        old = self._record.scheme
        merged = _merged(old, new, self._used(), renames)
        changes: list[Change] = []
        if merged != old:
            changes.append(self._record.change(old, merged))
        time = now()
        changes += [
            self._record.change(one, replace(one, label=renames[one.label], modified=time))
            for one in self._renamed(renames)
        ]
        return self._record.take("scheme", changes, text=new.key)

    def _refused(self, new: Scheme, renames: dict[str, str]) -> Refusal | None:
        for before, after in renames.items():
            layers = [layer for layer in Layer if self._record.scheme.label(layer, before)]
            if not layers:
                return Refusal("unknown_label", {"label": before})
            if not all(new.label(layer, after) for layer in layers):
                return Refusal("unknown_label", {"label": after})
        return None

    def _used(self) -> set[tuple[Layer, str]]:
        """The labels that some annotation or relation has, those of removed articles too: they may be brought back."""
        project = self._record.project
        counts = [project.counts(), *(project.counts(one.key) for one in project.articles(removed=True))]
        return {(LAYER_OF_KIND[kind], label) for found in counts for (kind, label), number in found.items() if number}

    def _renamed(self, renames: dict[str, str]) -> Iterator[AnyAnnotation | Relation]:
        """The annotations and relations whose label is renamed."""
        used = {(layer, label) for layer, label in self._used() if label in renames}
        project = self._record.project
        for article in (*project.articles(), *project.articles(removed=True)) if used else ():
            for annotation in project.annotations(article.key):
                if (annotation.layer, annotation.label) in used:
                    yield annotation
            for relation in project.relations_from(article.key):
                if (Layer.RELATIONS, relation.label) in used:
                    yield relation


def _merged(old: Scheme, new: Scheme, used: set[tuple[Layer, str]], renames: dict[str, str]) -> Scheme:
    """The new scheme with what is gone but used kept as retired."""
    plan = {layer: _merged_layer(layer, old, new, used, renames) for layer in Layer}
    return replace(
        new,
        roles=(*new.roles, *_retired(old.roles, {role.key for role in new.roles})),
        entities=plan[Layer.ENTITIES],
        claims=plan[Layer.CLAIMS],
        regions=plan[Layer.REGIONS],
        relations=plan[Layer.RELATIONS],
        article_labels=_merged_attributes(old.article_labels, new.article_labels),
    )


def _merged_layer(
    layer: Layer, old: Scheme, new: Scheme, used: set[tuple[Layer, str]], renames: dict[str, str]
) -> LayerPlan:
    plan, before = new.layer(layer), old.layer(layer)
    there = {label.key for label in plan.labels}
    gone = [
        replace(label, retired=True)
        for label in before.labels
        if label.key not in there and label.key not in renames and (layer, label.key) in used
    ]
    return replace(
        plan, labels=(*plan.labels, *gone), attributes=_merged_attributes(before.attributes, plan.attributes)
    )


def _merged_attributes(before: tuple[Attribute, ...], after: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    """The new attributes, each with its values that are gone as retired, and the old ones that are gone."""
    merged = tuple(_with_retired_values(a, before) for a in after)
    return (*merged, *_retired(before, {a.key for a in merged}))


def _with_retired_values(attribute: Attribute, before: tuple[Attribute, ...]) -> Attribute:
    old = next((a for a in before if a.key == attribute.key), None)
    if old is None:
        return attribute
    there = {value.key for value in attribute.values}
    gone = tuple(replace(value, retired=True) for value in old.values if value.key not in there)
    return replace(attribute, values=(*attribute.values, *gone))


def _retired(old: tuple[Kept, ...], there: set[str]) -> tuple[Kept, ...]:
    """What the new scheme no longer has, kept and marked retired."""
    return tuple(replace(one, retired=True) for one in old if one.key not in there)


def _others_changed(old: Scheme, new: Scheme) -> list[str]:
    """Attributes and roles that are new or not as they were, `<layer>.<attribute>` and `roles:<role>`."""
    found = []
    for layer in Layer:
        before = {one.key: one for one in old.layer(layer).attributes}
        found += [f"{layer}.{one.key}" for one in new.layer(layer).attributes if before.get(one.key) != one]
    roles = {one.key: one for one in old.roles}
    labels = {one.key: one for one in old.article_labels}
    found += [f"roles:{one.key}" for one in new.roles if roles.get(one.key) != one]
    return found + [f"articles.{one.key}" for one in new.article_labels if labels.get(one.key) != one]


def with_unknown(scheme: Scheme, unknown: Iterable[Unknown], manifest: Manifest | None) -> Scheme:
    """The scheme with the labels, roles, attributes and values that an import brought and it did not have.

    Their texts come from the corpus's own scheme where its manifest has one; otherwise the key stands for the name.
    """
    foreign = manifest.scheme if manifest else None
    for one in unknown:
        if one.kind == "label" and scheme.label(one.layer, one.label) is None:
            known = foreign.label(one.layer, one.label) if foreign else None
            label = known or Label(key=one.label, name=_named(one.label), short=_named(one.label))
            label = replace(label, hotkey=None, shown=False, imported=True, retired=False)
            plan = scheme.layer(one.layer)
            scheme = scheme.with_layer(one.layer, replace(plan, labels=(*plan.labels, label)))
        elif one.kind == "role" and scheme.role(one.key) is None:
            role = (foreign.role(one.key) if foreign else None) or Role(
                key=one.key, name=_named(one.key), short=_named(one.key)
            )
            scheme = replace(scheme, roles=(*scheme.roles, replace(role, hotkey=None)))
        elif one.kind in ("attribute", "value"):
            scheme = _with_value(scheme, one, foreign)
    return scheme


def _with_value(scheme: Scheme, unknown: Unknown, foreign: Scheme | None) -> Scheme:
    plan = scheme.layer(unknown.layer)
    old = next((a for a in plan.attributes if a.key == unknown.key), None)
    if old is None:
        theirs = foreign.layer(unknown.layer).attributes if foreign else ()
        old = next((a for a in theirs if a.key == unknown.key), None) or Attribute(
            key=unknown.key, name=_named(unknown.key), values=()
        )
    if unknown.value and old.value(unknown.value) is None:
        value = Value(key=unknown.value, name=_named(unknown.value))
        old = replace(old, values=(*old.values, value))
    kept = tuple(a for a in plan.attributes if a.key != old.key)
    order = [a.key for a in plan.attributes]
    attributes = sorted((*kept, old), key=lambda a: order.index(a.key) if a.key in order else len(order))
    return scheme.with_layer(unknown.layer, replace(plan, attributes=tuple(attributes)))


def _named(key: str) -> Words:
    return Words(key, key)
