"""About the program: version, licence, the faces that come with it and what it is built on."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hashiya import __version__
from hashiya.storage.about import sqlite_library_version
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.kit import TextLabel, Themed, isolate
from hashiya.ui.theme import ThemeSource, Type, logo_pixmap

FONTS = ("Noto Naskh Arabic", "Amiri", "IBM Plex Sans Arabic")
PARTS = (
    "Python",
    "Qt, PySide6 (LGPL 3)",
    "SQLite",
    "sqlite-utils",
    "msgspec",
    "CAMeL Tools",
    "platformdirs",
    "tomli-w",
)


class _Logo(Themed, QLabel):
    """The program's mark, 48 by 48."""

    def __init__(self, source: ThemeSource) -> None:
        super().__init__()
        self.follow(source)
        self.setFixedSize(source.theme.px(48), source.theme.px(48))

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, logo_pixmap(self.theme, self.width(), ratio=self.devicePixelRatio()))


class AboutDialog(Dialog):
    """What the program is, and whose work is in it."""

    def __init__(self, theme: ThemeSource, messages: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, messages, "about.title", parent=parent)
        self.content.addWidget(_Logo(theme), 0, Qt.AlignmentFlag.AlignLeading)
        self.content.addWidget(TextLabel(theme, self.say("about.tagline"), Type.HEADING))
        versions = (f"Python {platform.python_version()}", f"Qt {qVersion()}", f"SQLite {sqlite_library_version()}")
        self._lines = [
            self.say("about.version", version=__version__),
            self.say("dialog.join").join(map(isolate, versions)),
            self.say("about.license"),
            self.say("about.private"),
        ]
        for line in self._lines:
            self.content.addWidget(TextLabel(theme, line, Type.SMALL, tone="ink2"))
        self._list("about.fonts", (*map(isolate, FONTS), self.say("about.fonts_license")))
        self._list("about.parts", (self.say("dialog.join").join(map(isolate, PARTS)),))
        self.content.addStretch(1)
        copy = self.add_button(self.say("about.copy"), icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(self._lines[:2])))
        self.add_primary(self.say("dialog.close")).clicked.connect(self.accept)
        self.primary.setFocus()

    def _list(self, heading: str, lines: tuple[str, ...]) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for line in lines:
            column.addWidget(TextLabel(self._source, line, Type.SMALL, tone="ink2"))
        self.add_field(heading, holder)
