"""Fonts come in the weights that are asked for, and every icon is a drawing in the colour that is asked for."""

from __future__ import annotations

import re

import pytest
from hashiya.resources import resource
from hashiya.ui.theme import Face, Type, TypeStyle, corpus_font, face_font, icon, icon_pixmap, logo_pixmap, style_sheet
from hashiya.ui.theme.tokens import DARK, LIGHT
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QTextLayout

ICONS = sorted(f.name.removesuffix(".svg") for f in resource("icons").iterdir() if f.name.endswith(".svg"))
STYLES = {name: style for name, style in vars(Type).items() if isinstance(style, TypeStyle)}
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(("name", "style"), STYLES.items())
def test_each_use_of_type_gets_its_own_face_and_weight(name: str, style: TypeStyle) -> None:
    found = QFontInfo(face_font(style.face, style.size, style.weight))
    assert found.family() == str(style.face), name
    assert found.weight() == style.weight
    assert found.pixelSize() == style.size
    assert style.size >= 10


@pytest.mark.parametrize("face", list(Face))
def test_a_face_draws_arabic_latin_both_digits_and_quotes(face: Face) -> None:
    layout = QTextLayout("ابتروسيا telegram 2020 ٢٠٢٠ «»“”،؛؟", face_font(face, 20))
    layout.beginLayout()
    layout.createLine().setLineWidth(2000)
    layout.endLayout()
    runs = layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} == {str(face)}
    assert all(0 not in run.glyphIndexes() for run in runs)


def test_amiri_is_set_larger_to_look_as_large() -> None:
    assert corpus_font(Face.AMIRI, 20).pixelSize() == 23
    assert corpus_font(Face.NASKH, 20).pixelSize() == 20


def test_every_folder_of_fonts_has_its_licence_and_its_source() -> None:
    for folder in resource("fonts").iterdir():
        names = {f.name for f in folder.iterdir()}
        assert {"OFL.txt", "SOURCES.md"} <= names
        assert any(name.endswith(".ttf") for name in names)


@pytest.mark.parametrize("name", [n for n in ICONS if n != "logo"])
def test_an_icon_is_painted_in_the_colour_alone(name: str) -> None:
    source = resource(f"icons/{name}.svg").read_text("utf-8")
    assert "currentColor" in source
    assert not re.search(r"#[0-9A-Fa-f]{3,6}", source)
    image = icon_pixmap(name, "#112233", 32).toImage()
    pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    seen = [p for p in pixels if p.alpha() == 255]
    assert seen, name
    # A pixel painted twice at its edge may be one step off.
    assert all(abs(p.red() - 0x11) <= 1 and abs(p.green() - 0x22) <= 1 and abs(p.blue() - 0x33) <= 1 for p in seen)


def test_an_icon_has_the_pixels_of_its_screen() -> None:
    pixmap = icon_pixmap("search", "#000000", 16, ratio=1.25)
    assert pixmap.width() == 20
    assert pixmap.devicePixelRatio() == 1.25
    assert not icon("undo", "#000000").isNull()


def test_an_icon_that_points_is_mirrored_and_one_that_does_not_is_not() -> None:
    rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight

    def painted(name: str, direction: Qt.LayoutDirection) -> QImage:
        return icon_pixmap(name, "#000000", 32, direction=direction).toImage()

    assert painted("arrow", rtl) == painted("arrow", ltr).flipped(Qt.Orientation.Horizontal)
    assert painted("arrow", rtl) != painted("arrow", ltr)
    assert painted("tick", rtl) == painted("tick", ltr)


def test_the_tick_of_a_menu_is_in_the_accent_of_its_theme() -> None:
    for theme in (LIGHT, DARK):
        drawing = resource(f"icons/menu/tick-{theme.scheme}.svg").read_text("utf-8")
        assert f'stroke="{theme.accent.name().upper()}"' in drawing
        assert f"tick-{theme.scheme}.svg" in style_sheet(theme)


def test_an_icon_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        icon_pixmap("no-such-icon", "#000000")


def test_the_logo_is_in_the_accent_of_its_theme() -> None:
    for theme in (LIGHT, DARK):
        middle = logo_pixmap(theme, 44).toImage().pixelColor(17, 4)
        assert middle == QColor(theme.accent)
