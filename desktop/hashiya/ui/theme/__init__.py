"""The theme: colours, type, space, fonts, icons, and the source that tells every widget when they change.

`ThemeSource(Preference.SYSTEM)`, `.install(app)`, `.changed`, `.theme`: the theme in use and the news of its change.
`Theme`: colours as QColor (theme.ink, theme.accent …), `font(Type.BODY)`, `px(8)`, `line_height(Type.BODY)`, and of a
scheme's colour `band`, `band_selected`, `band_hover`, `box`, `mark_colour(…).colour`.
`Type`, `Size`, `Radius`, `STEPS`, `MEASURE`: the type scale and space. `mix`, `contrast`, `readable`: arithmetic.
`face_font`, `corpus_font`, `Face`: fonts by face, px and weight. `icon_pixmap`, `paint_icon`, `icon`, `logo_pixmap`:
icons by file name in resources/icons.
"""

from hashiya.ui.theme.colour import Colour, Readable, colour, contrast, from_oklch, mix, readable, to_oklch
from hashiya.ui.theme.fonts import AMIRI_FACTOR, Face, corpus_font, face_font, register_fonts
from hashiya.ui.theme.icons import icon, icon_pixmap, logo_pixmap, paint_icon
from hashiya.ui.theme.palette import palette, style_sheet
from hashiya.ui.theme.source import Preference, ThemeSource
from hashiya.ui.theme.tokens import DARK, LIGHT, MEASURE, STEPS, Radius, Scheme, Size, Theme, Type, TypeStyle

__all__ = [
    "AMIRI_FACTOR",
    "DARK",
    "LIGHT",
    "MEASURE",
    "STEPS",
    "Colour",
    "Face",
    "Preference",
    "Radius",
    "Readable",
    "Scheme",
    "Size",
    "Theme",
    "ThemeSource",
    "Type",
    "TypeStyle",
    "colour",
    "contrast",
    "corpus_font",
    "face_font",
    "from_oklch",
    "icon",
    "icon_pixmap",
    "logo_pixmap",
    "mix",
    "paint_icon",
    "palette",
    "readable",
    "register_fonts",
    "style_sheet",
    "to_oklch",
]
