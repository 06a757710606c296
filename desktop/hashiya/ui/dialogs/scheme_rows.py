"""Rows of a scheme: its labels and roles as they stand, and what another scheme would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Colour, Label, Role, Scheme, Words
from hashiya.resources.messages import Messages
from hashiya.ui.dialogs.rows import RowPainter
from hashiya.ui.kit import SwatchKind, isolate, paint_swatch
from hashiya.ui.theme import Type
from hashiya.workspace.schemes import SchemeDifference

ROW = 34
LAYERS = (Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS, Layer.RELATIONS)
_SWATCHES = {
    "entities": SwatchKind.ENTITY,
    "claims": SwatchKind.CLAIM,
    "roles": SwatchKind.ROLE,
    "regions": SwatchKind.REGION,
    "relations": SwatchKind.RELATION,
}
_NO_WORDS = Words("", "")


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One label or role; one without a key only names what is below it. `remark` stands after the name."""

    name: str
    key: str = ""
    part: str = ""
    colour: Colour | None = None
    hotkey: str = ""
    remark: str = ""
    guideline: Words = _NO_WORDS


def scheme_rows(scheme: Scheme, messages: Messages) -> list[SchemeRow]:
    """Every label and role under the name of its layer, the retired last in theirs."""
    made: list[SchemeRow] = []
    for part, things in _parts(scheme):
        if things:
            made.append(SchemeRow(messages.text(f"scheme.{part}")))
            made += sorted((_row(part, one, messages) for one in things), key=lambda one: bool(one.remark))
    return made


def _parts(scheme: Scheme) -> Iterator[tuple[str, tuple[Label, ...] | tuple[Role, ...]]]:
    for layer in LAYERS:
        yield layer.value, scheme.layer(layer).labels
        if layer is Layer.CLAIMS:
            yield "roles", scheme.roles


def _row(part: str, one: Label | Role, messages: Messages) -> SchemeRow:
    remark = ""
    if one.retired:
        remark = messages.text("scheme.retired")
    elif isinstance(one, Label) and one.imported:
        remark = messages.text("scheme.imported")
    return SchemeRow(
        one.name.in_language(messages.language), one.key, part, one.colour, one.hotkey or "", remark, one.guideline
    )


def difference_rows(difference: SchemeDifference, old: Scheme, new: Scheme, messages: Messages) -> list[SchemeRow]:
    """What would change, under the name of each kind of change."""
    made: list[SchemeRow] = []
    for kind, keys, scheme in (
        ("added", difference.added, new),
        ("changed", difference.changed, new),
        ("to_retire", difference.retired, old),
        ("dropped", difference.dropped, old),
    ):
        if keys:
            made.append(SchemeRow(messages.text(f"scheme.{kind}")))
            made += [_named(key, scheme, messages) for key in keys]
    for before, after in difference.renamed:
        name = next((one.name for layer in LAYERS if (one := new.label(layer, after))), Words(after, after))
        made.append(SchemeRow(messages.text("scheme.renamed", name=name.in_language(messages.language))))
        made += [_row(layer.value, one, messages) for layer in LAYERS if (one := old.label(layer, before))]
    return made


def _named(place: str, scheme: Scheme, messages: Messages) -> SchemeRow:
    """The row of what a difference names: `layer:label`, `roles:role`, `layer.attribute` or `articles.attribute`."""
    part, dot, key = place.partition(":" if ":" in place else ".")
    if dot == ".":
        attributes = scheme.article_labels if part == "articles" else scheme.layer(Layer(part)).attributes
        found = next((one for one in attributes if one.key == key), None)
        name = found.name.in_language(messages.language) if found else key
        return SchemeRow(name, key, part, remark=messages.text("scheme.attribute"))
    one = scheme.role(key) if part == "roles" else scheme.label(Layer(part), key)
    return _row(part, one, messages) if one else SchemeRow(key, key, part)


def draw_row(painter: RowPainter, row: SchemeRow) -> None:
    """Paint one row: swatch, name, remark, and at the end its key in the scheme and the key that is pressed."""
    theme = painter.theme
    if not row.key:
        heading = painter.place(12, 6, painter.width - 24, ROW - 8)
        painter.text(row.name, Type.META_STRONG, theme.ink2, heading)
        return
    colour = None
    if row.colour is not None:
        colour = theme.mark_colour(row.colour.dark if theme.dark else row.colour.light).colour
    kind = _SWATCHES.get(row.part)
    if kind is not None:
        swatch = painter.place(12, 10, 16, 14)
        paint_swatch(painter.painter, swatch, kind, colour, theme, direction=painter.direction)
    end = painter.width - 12
    if row.hotkey:
        end = painter.cap(row.hotkey, end, ROW) - 12
    key = painter.place(end - 160, 0, 160, ROW)
    end -= painter.text(isolate(row.key), Type.META, theme.ink2, key, at_end=True) + 12
    name = painter.place(38, 0, max(40, end - 38), ROW)
    used = painter.text(row.name, Type.BODY, theme.ink2 if row.remark else theme.ink, name)
    if row.remark:
        remark = painter.place(38 + used + 12, 0, max(10, end - 50 - used), ROW)
        painter.text(row.remark, Type.META, theme.ink2, remark)
