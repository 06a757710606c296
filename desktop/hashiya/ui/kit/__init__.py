"""The kit: the small widgets that every pane is made of, all themed, named, mirrored and with a ring when focused.

Every widget takes a `ThemeSource` first, and `parent=` last. Texts come from the caller; nothing here knows messages.
Where a colour is asked for, give a name of the theme («ink2»), a QColor, or a function of the theme (`Ink`), which is
asked again whenever the theme changes: `lambda theme: theme.mark_colour(dark if theme.dark else light).colour`.

Text        `TextLabel(source, text, Type.BODY, tone="ink", lines=0, centred=False)`: interface text, wraps;
            `.set_text .set_tone .set_style .is_cut()`.  `Title(source, text)`, `SectionHeading(source, text)`.
            `CorpusLabel(source, text, Type.ROW, lines=1)`: own direction, ellipsis, whole text in the tip.
            `LaidText(text, font, width, direction, pitch=, max_lines=).draw(painter, at, colour)` for delegates.
Keys        `KeyCap(source, "Ctrl+K")`; in delegates `key_cap_size(text, theme)`, `paint_key_cap(…)`.
Buttons     `Button(source, text, kind=ButtonKind.PRIMARY|PLAIN|SOFT|QUIET, icon="import", cap="Ctrl+I", small=False)`;
            `.clicked .set_text .set_icon .set_cap .set_kind`.  `IconButton(source, "close", name)`.
Choices     `ChipRow(source, [(key, text)], name=, current=)`: filter; `ChoiceRow(…, may_be_empty=False)`: attribute;
            both `.chosen(key or None) .current .set_current(key) .set_choices(…) .focus_first()`, large=True: 28 high.
            `Toggle(source, text, on=False)`: a chip on or off by itself (`.toggled`).
Fields      `Field(source, name=, placeholder=, icon="search", cap="Ctrl+K", clear_name="…")`: a QLineEdit 32 high.
            `NoteField(source, name=, style=Type.ROW, least=2, most=8)`: `.committed(str) .text() .set_text()`.
            `Select(source, [(key, text)], name=, current=)`: a list that opens, for many values: `.chosen(str)`.
Marks       `Swatch(source, SwatchKind.ENTITY|ROLE|CLAIM|RELATION|REGION, colour or None)`, `paint_swatch(…)`;
            `StatusGlyph(source, "new|in_progress|done|set_aside", name=)`, `STATUS_SIGNS`;
            `IconLabel(source, icon, tone=)`;
            `ThinBar(source, name=, tone="accent")`: `.set_share(0.6)`, `paint_thin_bar(…)`;
            `PlainBar(source)`: `.set_parts([(tone or QColor, amount)], most=, name=)`.
Grounds     `Surface(source, "panel", bottom=True)`, `Hairline(source)`, `FlowLayout(parent, gap=4, at_end=False)`.
States      `Band(source, BandKind.ERROR|WARNING|NEWS, heading, sentence, button=text)`: `.pressed .say(…)`;
            `EmptyState(source, icon, title, sentence, buttons=[Button…])`.
Strips      `TabStrip(source, name=)`: `.add(key, text) .set_text(key, text) .choose(key) .chosen(str) .current`.
            `Sheet(source, title, parent=)`: `.content` (a column) `.add_cancel(text) .add_primary(text) .open()`.
Focus       `ring_on_focus(widget, source)` for widgets not of the kit; `guard_wheel(widget)` for spin and combo boxes.
Painting    `paint_box(painter, rect, radius, fill=, edge=)`, `snapped(painter, rect)`, `tone_colour(theme, tone)`.
Language    `first_strong(text)`, `isolate(text)`, `mark(direction)`, `RTL`, `LTR`;
            `whole(n, arabic=)`, `decimal(x, 2, arabic=)`, `percent(x, arabic=)`, `in_digits(text, arabic=)`.
"""

from hashiya.ui.kit.buttons import Button, ButtonKind, IconButton
from hashiya.ui.kit.chips import Chip, ChipRow, ChoiceRow, Choices, Toggle
from hashiya.ui.kit.digits import decimal, in_digits, percent, whole
from hashiya.ui.kit.direction import LTR, RTL, first_strong, isolate, mark
from hashiya.ui.kit.fields import Field, NoteField
from hashiya.ui.kit.flow import FlowLayout
from hashiya.ui.kit.focus import FocusRing, guard_wheel, ring_on_focus
from hashiya.ui.kit.keycap import KeyCap, key_cap_size, paint_key_cap
from hashiya.ui.kit.labels import CorpusLabel, SectionHeading, TextLabel, Title
from hashiya.ui.kit.lines import LaidText, one_line_width
from hashiya.ui.kit.marks import (
    STATUS_SIGNS,
    IconLabel,
    PlainBar,
    StatusGlyph,
    Swatch,
    SwatchColour,
    SwatchKind,
    ThinBar,
    paint_swatch,
    paint_thin_bar,
)
from hashiya.ui.kit.select import Select
from hashiya.ui.kit.sheet import Sheet
from hashiya.ui.kit.states import Band, BandKind, EmptyState
from hashiya.ui.kit.tabs import TabStrip
from hashiya.ui.kit.themed import Hairline, Ink, Surface, Themed, ThemedWidget, Tone, paint_box, snapped, tone_colour

__all__ = [
    "LTR",
    "RTL",
    "STATUS_SIGNS",
    "Band",
    "BandKind",
    "Button",
    "ButtonKind",
    "Chip",
    "ChipRow",
    "ChoiceRow",
    "Choices",
    "CorpusLabel",
    "EmptyState",
    "Field",
    "FlowLayout",
    "FocusRing",
    "Hairline",
    "IconButton",
    "IconLabel",
    "Ink",
    "KeyCap",
    "LaidText",
    "NoteField",
    "PlainBar",
    "SectionHeading",
    "Select",
    "Sheet",
    "StatusGlyph",
    "Surface",
    "Swatch",
    "SwatchColour",
    "SwatchKind",
    "TabStrip",
    "TextLabel",
    "Themed",
    "ThemedWidget",
    "ThinBar",
    "Title",
    "Toggle",
    "Tone",
    "decimal",
    "first_strong",
    "guard_wheel",
    "in_digits",
    "isolate",
    "key_cap_size",
    "mark",
    "one_line_width",
    "paint_box",
    "paint_key_cap",
    "paint_swatch",
    "paint_thin_bar",
    "percent",
    "ring_on_focus",
    "snapped",
    "tone_colour",
    "whole",
]
