"""The program's fonts: registered once from its resources, asked for by face, size in px and weight."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from hashiya.resources import resource


class Face(StrEnum):
    """The faces: one for reading, one for titles (and for reading by choice), one for the interface."""

    NASKH = "Noto Naskh Arabic"
    AMIRI = "Amiri"
    INTERFACE = "IBM Plex Sans Arabic"


_FILES = (
    "ibm-plex-sans-arabic/IBMPlexSansArabic-Regular.ttf",
    "ibm-plex-sans-arabic/IBMPlexSansArabic-Medium.ttf",
    "ibm-plex-sans-arabic/IBMPlexSansArabic-SemiBold.ttf",
    "noto-naskh-arabic/NotoNaskhArabic-Regular.ttf",
    "noto-naskh-arabic/NotoNaskhArabic-Medium.ttf",
    "noto-naskh-arabic/NotoNaskhArabic-SemiBold.ttf",
    "noto-naskh-arabic/NotoNaskhArabic-Bold.ttf",
    "amiri/Amiri-Regular.ttf",
    "amiri/Amiri-Bold.ttf",
)
_FALLBACK = {
    Face.INTERFACE: (Face.INTERFACE, Face.NASKH),
    Face.NASKH: (Face.NASKH, Face.INTERFACE),
    Face.AMIRI: (Face.AMIRI, Face.NASKH),
}
AMIRI_FACTOR = 1.15
"""How much larger Amiri is set when it is chosen for reading, to look as large as Naskh."""


@cache
def register_fonts() -> tuple[str, ...]:
    """Make the program's fonts known to Qt, once; returns the families, raises RuntimeError when a file is no font."""
    families: list[str] = []
    folder = resource("fonts")
    for name in _FILES:
        number = QFontDatabase.addApplicationFontFromData(folder.joinpath(name).read_bytes())
        if number < 0:
            raise RuntimeError(f"not a font: {name}")
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


@cache
def face_font(face: Face, size: int, weight: int = 400) -> QFont:
    """The font of this face; `size` in px, `weight` from 100 to 900. It is shared: copy it before changing it."""
    register_fonts()
    font = QFont()
    font.setFamilies([str(f) for f in _FALLBACK[face]])
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    # Full hinting rounds every advance at 1x, and Arabic letters then join with gaps.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def corpus_font(face: Face, size: float, weight: int = 400) -> QFont:
    """The font for reading articles; `size` in px is that of Naskh, Amiri is set as much larger as it looks smaller."""
    factor = AMIRI_FACTOR if face is Face.AMIRI else 1.0
    return face_font(face, max(1, round(size * factor)), weight)
