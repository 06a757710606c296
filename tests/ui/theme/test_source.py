"""The theme source follows the person and tells everybody, once for each change."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hashiya.ui.theme import Preference, ThemeSource, Type
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_person_chooses_and_everybody_hears_it_once() -> None:
    source = ThemeSource(Preference.LIGHT)
    heard: list[bool] = []
    source.changed.connect(lambda: heard.append(source.theme.dark))
    source.set_preference(Preference.DARK)
    source.set_preference(Preference.DARK)
    assert heard == [True]


def test_without_a_wish_of_the_system_the_theme_is_light() -> None:
    assert not ThemeSource(Preference.SYSTEM).theme.dark


def test_scale_grows_type_and_lengths_alike() -> None:
    source = ThemeSource(Preference.LIGHT)
    source.set_scale(2.0)
    assert source.theme.px(28) == 56
    assert source.theme.font(Type.BODY).pixelSize() == 26
    assert source.theme.line_height(Type.BODY) == pytest.approx(39)


def test_high_contrast_can_be_wished_and_unwished() -> None:
    source = ThemeSource(Preference.LIGHT)
    plain = source.theme.ink2
    source.set_high_contrast(on=True)
    assert source.theme.ink2 == source.theme.ink
    source.set_high_contrast(on=False)
    assert source.theme.ink2 == plain


def test_motion_is_reduced_by_wish() -> None:
    source = ThemeSource(Preference.LIGHT)
    assert not source.reduce_motion
    source.set_reduce_motion(on=True)
    assert source.reduce_motion


def test_an_installed_source_dresses_the_application_now_and_later(qapp: QApplication) -> None:
    source = ThemeSource(Preference.LIGHT)
    before = (qapp.palette(), qapp.styleSheet(), qapp.font(), qapp.style().name())
    try:
        source.install(qapp)
        assert qapp.palette().color(QPalette.ColorRole.Window) == source.theme.panel
        source.set_preference(Preference.DARK)
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#232220"
        assert "#2f2d2a" in qapp.styleSheet()
    finally:
        qapp.setStyle(before[3])
        qapp.setPalette(before[0])
        qapp.setStyleSheet(before[1])
        qapp.setFont(before[2])


def test_importing_the_look_loads_neither_svg_nor_a_file() -> None:
    """What a start need not load is loaded by the first icon."""
    script = "import sys, hashiya.ui.kit; print([m for m in sys.modules if m in ('PySide6.QtSvg', 'tomllib')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
