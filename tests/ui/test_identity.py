"""The program's icon: in every size, in its own colour, and on the windows that a desktop lists."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import ClassVar

import pytest
from hashiya.ui.identity import GROUND, SIZES, name_application, program_icon, show_icon
from PySide6.QtGui import QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from tests.e2e.screen import MARKS, RealWindow, virtual_screen


@pytest.mark.usefixtures("qapp")
def test_the_icon_has_every_size_and_the_colour_of_the_installed_one() -> None:
    icon = program_icon()
    assert sorted(size.width() for size in icon.availableSizes()) == list(SIZES)
    for size in SIZES:
        picture = icon.pixmap(size, size).toImage()
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.pixelColor(size // 2, max(1, size // 12)) == QColor(GROUND)
        assert picture.pixelColor(0, 0).alpha() < 255
    installed = (Path(__file__).resolve().parents[2] / "packaging" / "icons" / "hashiya.svg").read_text("utf-8")
    assert GROUND in installed


def test_every_window_has_it_also_one_that_was_there_before(qapp: QApplication) -> None:
    qapp.setWindowIcon(QIcon())
    window = QWidget()
    window.show()
    try:
        show_icon(qapp)
        assert not window.windowIcon().isNull()
    finally:
        window.close()
        qapp.setWindowIcon(QIcon())


def test_the_desktop_finds_the_entry_that_packages_install(qapp: QApplication) -> None:
    name_application(qapp)
    entries = Path(__file__).resolve().parents[2] / "packaging" / "linux"
    assert (entries / f"{QGuiApplication.desktopFileName()}.desktop").is_file()


class TestOnAScreen:
    """What a desktop on X11 reads of the real window."""

    pytestmark: ClassVar = [*MARKS, pytest.mark.skipif(shutil.which("xprop") is None, reason="not installed: xprop")]

    def test_the_window_carries_the_icon_and_the_name(self, project_file: Path, tmp_path: Path) -> None:
        with virtual_screen() as display:
            window = RealWindow(display, project_file, tmp_path)
            try:
                window.start("us")
                ask = ["xprop", "-id", window.window, "-len", "4000000", "WM_CLASS", "_NET_WM_ICON"]
                window.until(lambda: "Icon (" in window.tool(*ask), "the icon never came")
                told = window.tool(*ask)
            finally:
                window.close()
        assert "Icon (256 x 256)" in told
        assert '"hashiya"' in told.split("WM_CLASS(STRING) =", 1)[1].splitlines()[0]
