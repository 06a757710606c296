"""The characters of the texts, as bodies of regular-expression classes."""

from __future__ import annotations

from typing import Final

TATWEEL: Final = "\u0640"
ZWNJ: Final = "\u200c"
ZWJ: Final = "\u200d"

ARABIC_LETTERS: Final = (
    "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
"""Letters of the Arabic script with tatweel and presentation forms; no digits, marks or punctuation."""

ARABIC_MARKS: Final = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
"""Harakat, superscript alef, Koranic signs."""

MARKS: Final = (
    ARABIC_MARKS + "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0711\u0730-\u074a"
    "\u07a6-\u07b0\u07eb-\u07f3\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Combining marks of the scripts that an Arabic newsroom meets (Latin, Cyrillic, Hebrew, Syriac, Hindi, Thai …)."""

SILENT: Final = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Characters without a glyph that do not belong to a letter: soft hyphen, zero-width space, bidi controls."""
