"""The look as values: colours of the two themes, the type scale, steps of space, radii and sizes (all in px)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtGui import QColor, QFont

from hashiya.ui.theme.colour import Colour, Readable, colour, mix, readable
from hashiya.ui.theme.fonts import Face, face_font

STEPS = (4, 8, 12, 16, 20, 24, 32, 48)
"""The only distances between things."""

MEASURE = 27.4
"""Width of the reading column over the size of its text; 64 to 76 characters a line on the five articles."""


class Radius:
    """Radii of corners."""

    BAND = 3
    CAP = 4
    CONTROL = 6
    CARD = 8
    DIALOG = 12


class Size:
    """Heights and widths that stand in one place only."""

    FIELD = 32
    BUTTON = 28
    SMALL_BUTTON = 24
    CAP = 20
    STATUS_LINE = 32
    HEADER = 48
    ARTICLE_BAR = 44
    LABEL_ROW = 28
    HIT_ROW = 38
    ANNOTATION_ROW = 34
    PANE_PADDING = 16
    CHOSEN_BAR = 3
    ICON = 16
    TARGET = 24
    SHEET = 560
    COMMAND_PALETTE = 620


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One use of type: face, size in px, weight, and the line's height over its size."""

    face: Face
    size: int
    weight: int = 400
    line: float = 1.5


class Type:
    """The type scale: nothing is set in a size, weight or face that is not here."""

    ARTICLE = TypeStyle(Face.NASKH, 21, 400, 1.7)
    HEADLINE = TypeStyle(Face.AMIRI, 25, 700, 1.8)
    WORDMARK = TypeStyle(Face.AMIRI, 76, 700, 1.8)
    QUOTE = TypeStyle(Face.NASKH, 19, 500, 1.7)
    HIT = TypeStyle(Face.NASKH, 16, 400, 1.7)
    HIT_STRONG = TypeStyle(Face.NASKH, 16, 600, 1.7)
    ROW = TypeStyle(Face.NASKH, 15, 400, 1.7)
    ROW_TITLE = TypeStyle(Face.NASKH, 14, 400, 1.7)
    PAGE_TITLE = TypeStyle(Face.INTERFACE, 16, 600, 1.5)
    HEADING = TypeStyle(Face.INTERFACE, 14, 600, 1.5)
    BODY = TypeStyle(Face.INTERFACE, 13, 400, 1.5)
    BODY_MEDIUM = TypeStyle(Face.INTERFACE, 13, 500, 1.5)
    BODY_STRONG = TypeStyle(Face.INTERFACE, 13, 600, 1.5)
    SMALL = TypeStyle(Face.INTERFACE, 12, 400, 1.5)
    SMALL_MEDIUM = TypeStyle(Face.INTERFACE, 12, 500, 1.5)
    SMALL_STRONG = TypeStyle(Face.INTERFACE, 12, 600, 1.5)
    META = TypeStyle(Face.INTERFACE, 11, 400, 1.45)
    META_MEDIUM = TypeStyle(Face.INTERFACE, 11, 500, 1.45)
    META_STRONG = TypeStyle(Face.INTERFACE, 11, 600, 1.45)
    NAME = TypeStyle(Face.INTERFACE, 10, 500, 1.4)
    TAG = TypeStyle(Face.INTERFACE, 10, 600, 1.4)


class Scheme(StrEnum):
    """The two themes."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of the window under one theme, how it mixes the colours of a scheme, and its scale.

    Colours of labels and roles are not here: they come from the project's scheme, and the theme makes bands,
    boxes and readable names of them.
    """

    scheme: Scheme
    paper: QColor
    panel: QColor
    chrome: QColor
    raised: QColor
    line: QColor
    line2: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    selection: QColor
    hit: QColor
    claim: QColor
    claim_wash: QColor
    ok: QColor
    warn: QColor
    danger: QColor
    band_share: float
    band_chosen_share: float
    band_hover_share: float
    box_share: float
    veil_share: float
    scrim_share: float
    high_contrast: bool = False
    scale: float = 1.0

    @property
    def dark(self) -> bool:
        """Whether this is the dark theme."""
        return self.scheme is Scheme.DARK

    @property
    def mark_line(self) -> float:
        """Width of the line of a mark, in px of the article at 21."""
        return 2.5 if self.high_contrast else 1.5

    def px(self, length: float) -> int:
        """The length at the interface's scale, in whole px."""
        return round(length * self.scale)

    def font(self, style: TypeStyle, *, weight: int | None = None) -> QFont:
        """The font of this use of type at the interface's scale; do not change it, it is shared."""
        return face_font(style.face, max(1, round(style.size * self.scale)), weight or style.weight)

    def line_height(self, style: TypeStyle) -> float:
        """The distance of two lines of this use of type, in px."""
        return style.size * style.line * self.scale

    def band(self, value: Colour) -> QColor:
        """The opaque band under words marked with this colour."""
        return self._band(value, self.band_share)

    def band_hover(self, value: Colour) -> QColor:
        """The band while the pointer is over its mark."""
        return self._band(value, self.band_hover_share)

    def band_selected(self, value: Colour) -> QColor:
        """The band of the selected mark; also the filling of a swatch."""
        return self._band(value, self.band_chosen_share)

    def box(self, value: Colour) -> QColor:
        """The filling of a role's box, in the role's colour."""
        return mix(value, self.paper, self.box_share)

    def _band(self, value: Colour, share: float) -> QColor:
        return QColor(self.paper) if self.high_contrast else mix(value, self.paper, share)

    def mark_colour(self, value: Colour, least: float = 4.5) -> Readable:
        """A label's colour, moved in lightness until its name can be read on its own band, and whether it was."""
        return readable(value, self.band, least)

    def role_colour(self, value: Colour, least: float = 4.5) -> Readable:
        """A role's colour, moved until a tag in paper on it can be read, and whether it was."""
        return readable(value, self.paper, least)

    def name_colour(self, value: Colour) -> QColor:
        """The colour that the name under a mark is set in: ink under high contrast."""
        return self.ink if self.high_contrast else colour(value)

    def neutral(self) -> QColor:
        """The one colour of the labels on request."""
        return self.ink2

    def scrim(self) -> QColor:
        """What lies over the window under the command palette, translucent."""
        veil = QColor(0, 0, 0) if self.dark else QColor(self.ink)
        veil.setAlphaF(self.scrim_share)
        return veil

    def at(self, *, scale: float | None = None, high_contrast: bool | None = None) -> Theme:
        """This theme at another scale, or with the colours of high contrast."""
        made = replace(self, scale=self.scale if scale is None else scale)
        if high_contrast and not self.high_contrast:
            made = replace(made, high_contrast=True, line=self.ink3, line2=self.ink2, ink2=self.ink, ink3=self.ink2)
        return made


LIGHT = Theme(
    scheme=Scheme.LIGHT,
    paper=QColor("#FCFAF5"),
    panel=QColor("#F5F2EA"),
    chrome=QColor("#EFEBE1"),
    raised=QColor("#FFFDF9"),
    line=QColor("#E4DED1"),
    line2=QColor("#CFC7B6"),
    ink=QColor("#211D18"),
    ink2=QColor("#665F53"),
    ink3=QColor("#8C8474"),
    accent=QColor("#1F4E79"),
    on_accent=QColor("#FFFFFF"),
    accent_soft=QColor("#E3EAF1"),
    selection=QColor("#CFE0EE"),
    hit=QColor("#F6E3A8"),
    claim=QColor("#9C2436"),
    claim_wash=QColor("#F5EAE7"),
    ok=QColor("#2C6A3F"),
    warn=QColor("#8A5A00"),
    danger=QColor("#B3261E"),
    band_share=0.13,
    band_chosen_share=0.25,
    band_hover_share=0.20,
    box_share=0.17,
    veil_share=0.36,
    scrim_share=0.28,
)

DARK = Theme(
    scheme=Scheme.DARK,
    paper=QColor("#1C1B19"),
    panel=QColor("#232220"),
    chrome=QColor("#292825"),
    raised=QColor("#2F2D2A"),
    line=QColor("#37352F"),
    line2=QColor("#4C4941"),
    ink=QColor("#EAE5DA"),
    ink2=QColor("#ABA495"),
    ink3=QColor("#857E70"),
    accent=QColor("#8FBCE6"),
    on_accent=QColor("#10202E"),
    accent_soft=QColor("#26343F"),
    selection=QColor("#2F4557"),
    hit=QColor("#5A4A17"),
    claim=QColor("#F0858C"),
    claim_wash=QColor("#332726"),
    ok=QColor("#8CCB9B"),
    warn=QColor("#E5B769"),
    danger=QColor("#FF8A80"),
    band_share=0.20,
    band_chosen_share=0.27,
    band_hover_share=0.25,
    box_share=0.26,
    veil_share=0.45,
    scrim_share=0.55,
)
