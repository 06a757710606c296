"""The program's icons: small SVG files of our own, painted in a colour of the theme and kept as pixmaps."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from hashiya.resources import resource
from hashiya.ui.theme.colour import Colour, colour
from hashiya.ui.theme.tokens import Theme

_DRAWN_FORWARD = frozenset(
    {"arrow", "chevron-back", "chevron-forward", "guide", "list", "redo", "region", "relation", "undo"}
)
"""Icons that point along the line: drawn for left to right, mirrored for right to left."""

_LOGO_LINES, _LOGO_MARGIN = b"#FFFFFF", b"#F4B8AB"


def icon_pixmap(
    name: str,
    of: Colour,
    size: int = 16,
    *,
    ratio: float = 1.0,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> QPixmap:
    """The icon in this colour; `size` in px, `ratio` the device's pixels for one of them. KeyError: no such icon."""
    mirrored = direction is Qt.LayoutDirection.RightToLeft and name in _DRAWN_FORWARD
    return _painted(name, colour(of).name(QColor.NameFormat.HexArgb), size, ratio, mirrored)


def logo_pixmap(theme: Theme, size: int = 22, *, ratio: float = 1.0) -> QPixmap:
    """The mark of the program in the theme's colours."""
    margin = theme.claim.darker(220).name() if theme.dark else _LOGO_MARGIN.decode()
    return _logo(theme.accent.name(), theme.on_accent.name(), margin, size, ratio)


def icon(name: str, of: Colour, *, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> QIcon:
    """The icon for a menu or an action, at 16 px for screens of 1x to 3x."""
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(icon_pixmap(name, of, ratio=ratio, direction=direction))
    return made


def paint_icon(
    painter: QPainter,
    at: QPointF,
    name: str,
    of: Colour,
    size: int = 16,
    *,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paint the icon with its top left corner at `at`, sharp on the painter's device."""
    ratio = painter.device().devicePixelRatio()
    # A pixmap that starts between two device pixels is smeared over both.
    place = QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)
    painter.drawPixmap(place, icon_pixmap(name, of, size, ratio=ratio, direction=direction))


@lru_cache(maxsize=512)
def _painted(name: str, of: str, size: int, ratio: float, mirrored: bool) -> QPixmap:
    shown = QColor(of)
    source = _svg(name, shown.name())
    pixmap = _render(source, size, ratio, shown.alphaF())
    if not mirrored:
        return pixmap
    turned = QPixmap.fromImage(pixmap.toImage().flipped(Qt.Orientation.Horizontal))
    turned.setDevicePixelRatio(ratio)
    return turned


@lru_cache(maxsize=16)
def _logo(ground: str, lines: str, margin: str, size: int, ratio: float) -> QPixmap:
    source = _svg("logo", ground).replace(_LOGO_LINES, lines.encode()).replace(_LOGO_MARGIN, margin.encode())
    return _render(source, size, ratio)


@lru_cache(maxsize=128)
def _file(name: str) -> bytes:
    file = resource("icons").joinpath(f"{name}.svg")
    if not file.is_file():
        raise KeyError(name)
    return file.read_bytes()


def _svg(name: str, of: str) -> bytes:
    return _file(name).replace(b"currentColor", of.encode())


def _render(source: bytes, size: int, ratio: float, opacity: float = 1.0) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # only a window that shows an icon pays for it

    side = max(1, round(size * ratio))
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(opacity)
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side, side))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
