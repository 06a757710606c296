"""Small signs: swatches of labels and roles, status, progress and bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QWidget

from hashiya.ui.kit.direction import RTL
from hashiya.ui.kit.themed import Ink, Themed, ThemedWidget, Tone, paint_box, snapped, tone_colour
from hashiya.ui.theme import Colour, Theme, ThemeSource, colour, mix, paint_icon


class SwatchKind(StrEnum):
    """The form of a mark, in little: each layer has its own, so that colour never tells layers apart."""

    ENTITY = "entity"
    ROLE = "role"
    CLAIM = "claim"
    RELATION = "relation"
    REGION = "region"


def paint_swatch(
    painter: QPainter,
    rect: QRectF,
    kind: SwatchKind,
    of: Colour | None,
    theme: Theme,
    *,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paint the swatch of a label or role in its colour (None: the neutral one), filling the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shown = theme.neutral() if of is None else colour(of)
    if kind is SwatchKind.ENTITY:
        _paint_band(painter, rect, shown, theme)
    elif kind is SwatchKind.ROLE:
        box = rect.adjusted(0.5, 1, -0.5, -1)
        paint_box(painter, box, 3, fill=theme.box(shown), edge=shown, width=1.2)
    elif kind is SwatchKind.CLAIM:
        _paint_claim(painter, rect, theme)
    else:
        side = round(min(rect.width(), rect.height() + 2))
        place = QPointF(rect.center().x() - side / 2, rect.center().y() - side / 2)
        of_sign = theme.ink2 if kind is SwatchKind.RELATION else theme.ink3
        paint_icon(painter, place, kind.value, of_sign, side, direction=direction)
    painter.restore()


def _paint_band(painter: QPainter, rect: QRectF, of: QColor, theme: Theme) -> None:
    share = 0.36 if theme.dark else 0.25
    high = rect.height()
    thick = theme.px(2)
    band = snapped(painter, QRectF(rect.left(), rect.top(), rect.width(), high - thick - theme.px(1)))
    line = snapped(painter, QRectF(rect.left(), rect.top() + high - thick, rect.width(), thick))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix(of, theme.paper, share))
    painter.drawRoundedRect(band, 2, 2)
    painter.fillRect(line, of)


def _paint_claim(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    wash = rect.adjusted(0, theme.px(4), 0, 0)
    painter.fillRect(snapped(painter, wash), mix(theme.claim, theme.paper, 0.14 if not theme.dark else 0.26))
    pen = 1.5 * theme.scale
    painter.setPen(QPen(theme.claim, pen, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin))
    inside = rect.adjusted(pen / 2, pen / 2, -pen / 2, 0)
    low = QPointF(0, rect.height() * 0.5)
    painter.drawPolyline([inside.topLeft() + low, inside.topLeft(), inside.topRight(), inside.topRight() + low])


SwatchColour = Colour | Callable[[Theme], Colour] | None
"""A label's colour, a function that tells it for a theme, or None for the neutral one."""


class Swatch(ThemedWidget):
    """The form and colour of a label or a role, beside its name."""

    def __init__(
        self,
        source: ThemeSource,
        kind: SwatchKind = SwatchKind.ENTITY,
        of: SwatchColour = None,
        *,
        width: int = 15,
        height: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._kind, self._of, self._wide, self._high = kind, of, width, height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_mark(self, kind: SwatchKind, of: SwatchColour) -> None:
        """Show another form and colour."""
        self._kind, self._of = kind, of
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._wide), self.theme.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _shown(self) -> Colour | None:
        return self._of(self.theme) if callable(self._of) else self._of

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            paint_swatch(
                painter, QRectF(self.rect()), self._kind, self._shown(), self.theme, direction=self.layoutDirection()
            )


STATUS_SIGNS: dict[str, tuple[str, Tone]] = {
    "new": ("status-new", "ink3"),
    "in_progress": ("status-in-progress", "accent"),
    "done": ("status-done", "ok"),
    "set_aside": ("status-set-aside", "ink3"),
}
"""For each status of an article the icon and the colour of the theme that show it."""


class StatusGlyph(Themed, QLabel):
    """The sign of an article's status; its word stands beside it, or is its accessible name."""

    def __init__(
        self,
        source: ThemeSource,
        status: str = "new",
        *,
        name: str = "",
        side: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._status, self._side = status, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(source)
        self.set_status(status, name=name)

    def set_status(self, status: str, *, name: str = "") -> None:
        """Show another status; KeyError for one that there is not."""
        if status not in STATUS_SIGNS:
            raise KeyError(status)
        self._status = status
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._side), self.theme.px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        name, tone = STATUS_SIGNS[self._status]
        with QPainter(self) as painter:
            paint_icon(painter, QPointF(0, 0), name, tone_colour(self.theme, tone), self.theme.px(self._side))


class IconLabel(Themed, QLabel):
    """An icon beside a text; it has no name of its own unless one is given."""

    def __init__(
        self,
        source: ThemeSource,
        icon: str,
        *,
        tone: Ink = "ink2",
        side: int = 16,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._side = icon, tone, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.follow(source)

    def set_icon(self, icon: str, *, tone: Ink | None = None) -> None:
        """Show another icon, and in another colour if one is given."""
        wanted = icon, self._tone if tone is None else tone
        if wanted != (self._icon, self._tone):
            self._icon, self._tone = wanted
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._side), self.theme.px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        side = self.theme.px(self._side)
        with QPainter(self) as painter:
            place = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
            of = tone_colour(self.theme, self._tone)
            paint_icon(painter, place, self._icon, of, side, direction=self.layoutDirection())


def paint_thin_bar(painter: QPainter, rect: QRectF, share: float, of: QColor, theme: Theme, *, rtl: bool) -> None:
    """Paint a bar with round ends that is filled from the start edge by `share` (0 to 1)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    round_end = rect.height() / 2
    painter.setBrush(mix(theme.ink, theme.paper, 0.2) if theme.high_contrast else theme.line2)
    painter.drawRoundedRect(rect, round_end, round_end)
    filled = rect.width() * min(1.0, max(0.0, share))
    if filled > 0:
        filled = max(filled, rect.height())
        start = rect.right() - filled if rtl else rect.left()
        painter.setBrush(of)
        painter.drawRoundedRect(QRectF(start, rect.top(), filled, rect.height()), round_end, round_end)
    painter.restore()


class ThinBar(Themed, QProgressBar):
    """How much of something is done, in a bar 3 high."""

    def __init__(
        self,
        source: ThemeSource,
        *,
        name: str,
        tone: Ink = "accent",
        height: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._thick = tone, height
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(source)

    def set_share(self, share: float) -> None:
        """Show that so much is done, 0 to 1."""
        self.setValue(round(1000 * min(1.0, max(0.0, share))))

    def set_tone(self, tone: Ink) -> None:
        """Fill it in another colour."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(80), self.theme.px(self._thick))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(16), self.theme.px(self._thick))

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            rtl = self.layoutDirection() is RTL
            of = tone_colour(self.theme, self._tone)
            paint_thin_bar(painter, QRectF(self.rect()), self.value() / 1000, of, self.theme, rtl=rtl)


class PlainBar(ThemedWidget):
    """A bar of an overview: parts in their colours, one after the other from the start edge, against a greatest sum."""

    def __init__(self, source: ThemeSource, *, height: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._parts: tuple[tuple[Ink, float], ...] = ()
        self._most, self._thick = 1.0, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[tuple[Ink, float]], *, most: float, name: str) -> None:
        """Show these amounts; `most` is the amount that would fill the bar, `name` says it all to a screen reader."""
        self._parts, self._most = tuple(parts), max(most, 1e-9)
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(self._thick))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(32), self.theme.px(self._thick))

    def paintEvent(self, event: object) -> None:
        at, height = 0.0, float(self.height())
        rtl = self.layoutDirection() is RTL
        with QPainter(self) as painter:
            for tone, amount in self._parts:
                # At least 2 px: what is there is seen.
                width = max(2.0, self.width() * amount / self._most) if amount > 0 else 0.0
                start = self.width() - at - width if rtl else at
                part = snapped(painter, QRectF(start, 0, width, height))
                paint_box(painter, part, min(2.0, width / 2), fill=tone_colour(self.theme, tone))
                at += width + (1 if width else 0)
