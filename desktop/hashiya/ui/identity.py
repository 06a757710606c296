"""The program as the desktop knows it: its name there, and the icon of its windows."""

from __future__ import annotations

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from hashiya import __version__
from hashiya.ui.theme import icon_pixmap

DESKTOP_NAME = "hashiya"
"""The name of the desktop entry, without its ending: Wayland takes the icon from there, X11 the window's class."""

GROUND = "#1F4E79"
"""The colour of the icon that packages install; that one does not change with the theme."""

SIZES = (16, 24, 32, 48, 64, 128, 256)


def name_application(app: QApplication) -> None:
    """Say who this is, before the first window is made."""
    app.setApplicationName("hashiya")
    app.setApplicationDisplayName("Hashiya")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(DESKTOP_NAME)
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        # Else the taskbar shows it as Python. The installed program needs none: the taskbar knows it by its own file,
        # as its entry in the start menu does, and a name on one of the two alone would show it there twice.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("Hashiya.Hashiya")


def show_icon(app: QApplication) -> None:
    """Give every window the program's icon; drawing it may wait until the first of them is painted."""
    if sys.platform == "darwin" and getattr(sys, "frozen", False):
        return  # the application's own icon stands in the dock
    app.setWindowIcon(program_icon())


def program_icon() -> QIcon:
    """The icon in every size that a desktop asks for."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(icon_pixmap("logo", GROUND, size))
    return made
