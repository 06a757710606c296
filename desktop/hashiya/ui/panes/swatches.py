"""Which swatch and which colour a label or a role of the scheme has under a theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label, Role
from hashiya.ui.kit import SwatchKind, paint_swatch
from hashiya.ui.theme import Theme

SWATCH_WIDTH, SWATCH_HEIGHT = 16, 14
"""Size of a swatch in a row, in px."""

_KINDS = {
    Layer.ENTITIES: SwatchKind.ENTITY,
    Layer.CLAIMS: SwatchKind.CLAIM,
    Layer.RELATIONS: SwatchKind.RELATION,
    Layer.REGIONS: SwatchKind.REGION,
}


def swatch_kind(layer: Layer | None) -> SwatchKind:
    """The form of the layer; that of an entity for labels without one."""
    return _KINDS[layer] if layer is not None else SwatchKind.ENTITY


def label_colour(layer: Layer | None, label: Label | None, theme: Theme) -> QColor:
    """The colour that a label's name is set in: its own if it can be read, the claim's red, or the neutral one."""
    if layer is Layer.CLAIMS:
        return theme.claim
    if label is not None and label.colour is not None:
        return theme.mark_colour(label.colour.dark if theme.dark else label.colour.light).colour
    return theme.neutral()


def role_colour(role: Role, theme: Theme) -> QColor:
    """The colour that a role's name is set in."""
    if role.colour is None:
        return theme.neutral()
    return theme.role_colour(role.colour.dark if theme.dark else role.colour.light).colour


def paint_label_swatch(
    painter: QPainter,
    area: QRect,
    layer: Layer | None,
    label: Label | None,
    theme: Theme,
    direction: Qt.LayoutDirection,
) -> None:
    """Paint the swatch as wide as the area, in the middle of its height; neither layer nor label: an unnamed one."""
    colour = theme.ink3 if layer is None and label is None else label_colour(layer, label, theme)
    paint_swatch(painter, _centred(area, theme), swatch_kind(layer), colour, theme, direction=direction)


def paint_role_swatch(painter: QPainter, area: QRect, role: Role, theme: Theme) -> None:
    """Paint the box of a role, in the middle of the area's height."""
    box = _centred(area, theme).adjusted(0, theme.px(1), 0, -theme.px(1))
    paint_swatch(painter, box, SwatchKind.ROLE, role_colour(role, theme), theme)


def _centred(area: QRect, theme: Theme) -> QRectF:
    height = theme.px(SWATCH_HEIGHT)
    return QRectF(area.left(), area.top() + (area.height() - height) // 2, area.width(), height)
