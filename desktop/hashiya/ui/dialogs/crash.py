"""An exception that nobody expected: said in words, with a report to copy, and the work goes on."""

from __future__ import annotations

import platform
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hashiya import __version__
from hashiya.storage.about import sqlite_library_version
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.reading import ReadingField
from hashiya.ui.kit import TextLabel
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.crashes import where


def report_of(error: BaseException, trace: TracebackType | None = None) -> str:
    """The versions and where the error came from: places in the program's files and the error's kind.

    Neither the error's own words nor any value is in it, since both can carry text of the corpus.
    """
    lines = [
        f"hashiya {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, SQLite {sqlite_library_version()}",
        f"{platform.system()} {platform.release()} {platform.machine()}, {QGuiApplication.platformName()}",
        "",
    ]
    return "\n".join([*lines, *where(error, trace)])


class CrashDialog(Dialog):
    """Says that something went wrong and that what was shown as done is safe; the report can be copied."""

    def __init__(self, theme: ThemeSource, messages: Said, report: str, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, messages, "crash.title", parent=parent)
        self._reports = [report]
        self.content.addWidget(TextLabel(theme, self.say("crash.what")))
        self.add_words(self.say("crash.do"))
        self.report = ReadingField(theme, report, name=self.say("crash.report"))
        self.add_field("crash.report", self.report)
        self._said = TextLabel(theme, style=Type.SMALL, tone="ok", lines=1)
        self._said.hide()
        self.content.addWidget(self._said)
        self.copy = self.add_button(self.say("crash.copy"), icon="copy")
        self.copy.clicked.connect(self._copy)
        self.add_primary(self.say("crash.go_on")).clicked.connect(self.accept)
        self.primary.setFocus()

    def add_report(self, report: str) -> None:
        """Add another error that came while this dialog is open, instead of opening a second dialog."""
        self._reports.append(report)
        if len(self._reports) <= 20:
            self.report.set_text("\n\n".join(self._reports))
        self._said.set_tone("ink2")
        self._said.set_text(self.say("crash.again", number=len(self._reports)))
        self._said.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.text())
        self._said.set_tone("ok")
        self._said.set_text(self.say("crash.copied"))
        self._said.show()
