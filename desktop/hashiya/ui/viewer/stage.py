"""What the painters know besides the scenes: measures, colours, lettering, and what is selected, hovered or open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF

from hashiya.domain.span import Span
from hashiya.resources.messages import ARABIC_DIGITS
from hashiya.ui.viewer.content import Arc, ClaimGloss, LabelStyle, Link, Mark, RoleMark
from hashiya.ui.viewer.inks import Inks, LabelInk, Lettering
from hashiya.ui.viewer.measures import Measures

DIMMED = 0.45
DIMMED_CLAIM = 0.38


@dataclass(slots=True)
class Stage:
    """The state of the view; the viewer changes it and has painted again what that touches."""

    measures: Measures
    inks: Inks
    letters: Lettering
    rtl: bool = True
    arabic_digits: bool = True
    styles: Mapping[tuple[str, str], LabelStyle] = field(default_factory=dict)
    glosses: Mapping[str, ClaimGloss] = field(default_factory=dict)
    selected: str | None = None
    also: frozenset[str] = frozenset()
    """All selected marks when they are several, `selected` among them."""
    hovered: str | None = None
    open_claim: str | None = None
    roles: Sequence[RoleMark] = ()
    arcs: Sequence[Arc] | None = None
    links: Sequence[Link] = ()
    hits: Sequence[Span] = ()
    """Search hits in text order."""
    frame: Span | None = None
    offered: Sequence[Span] = ()
    """Where what is dragged may be dropped, beside the words themselves; then where it would be, and its colour."""
    offered_here: Span | None = None
    offered_colour: str = ""
    show_invisible: bool = False
    drawn_link: tuple[QPointF, QPointF, str | None] | None = None
    column: tuple[float, float] = (0, 0)
    """Left and right edge of the column, in a block's coordinates."""

    def has_chosen(self, mark: Mark) -> bool:
        """Whether the mark is selected, alone or among others."""
        return mark.id == self.selected or mark.id in self.also

    def style(self, mark: Mark) -> LabelStyle:
        """The label's name and colour; an unknown label shows its key in the neutral colour."""
        found = self.styles.get((mark.layer, mark.label))
        return found or LabelStyle(mark.label, self.inks.theme.ink2.name())

    def ink(self, mark: Mark) -> LabelInk:
        """The colours of the mark's label."""
        return self.inks.label(self.style(mark).colour)

    def name(self, mark: Mark) -> str:
        """The name under the mark."""
        name = self.style(mark).name
        if not mark.proposal:
            return name
        # A Latin name ends in a Latin sign, and in a mark that keeps the sign behind it in a right-to-left line.
        return f"{name}?\u200e" if name.isascii() else f"{name}؟"

    @property
    def question(self) -> str:
        """What marks a proposal's name, in the script of the text's margins."""
        return "؟" if self.rtl else "?"

    def name_width(self, mark: Mark, tag: bool) -> float:
        """Width of the mark's name, or of its filled tag."""
        px = self.measures.name_px
        width = self.letters.width(self.name(mark), px, 600 if tag else 500)
        return width + 2 * self.tag_padding if tag else width

    @property
    def tag_padding(self) -> float:
        """Room at the sides of a name in a filled tag."""
        return 6 * self.measures.k

    def digits(self, number: int) -> str:
        """The number in the digits of choice."""
        text = str(number)
        return text.translate(ARABIC_DIGITS) if self.arabic_digits else text
