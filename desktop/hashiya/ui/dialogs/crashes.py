"""The log, and the reports of what went wrong inside the program: to read, copy and hand on."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from hashiya.ui.dialogs.base import WIDE, Dialog, Said
from hashiya.ui.dialogs.columns import columns, page_width
from hashiya.ui.dialogs.reading import ReadingField
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import TextLabel
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.crashes import Crash, Crashes
from hashiya.workspace.log import tail

_ROW = 48
_LIST = 230


class _Papers(Dialog):
    """A page with a text of the machine that can be copied, and the folder it lies in; each page puts its text in."""

    text: ReadingField

    def __init__(
        self, theme: ThemeSource, messages: Said, title: str, folder: Path, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, messages, title, width=min(WIDE, page_width(theme.theme)), parent=parent)
        self._folder = folder
        self._said = TextLabel(theme, style=Type.SMALL, tone="ok", lines=1)
        self._said.hide()

    def add_foot(self) -> None:
        """Copy, folder and close, in this order; what else there is comes before."""
        self.content.addWidget(self._said)
        self.copy = self.add_button(self.say("crashes.copy"), icon="copy")
        self.copy.clicked.connect(self._copy)
        self.folder = self.add_button(self.say("crashes.folder"), icon="folder")
        self.folder.clicked.connect(self._open_folder)
        self.add_primary(self.say("dialog.close"), cap=None).clicked.connect(self.accept)

    @property
    def said(self) -> str:
        """What was said last about a button that was pressed."""
        return "" if self._said.isHidden() else self._said.text()

    def say_done(self, key: str) -> None:
        """Say in a line that something was done; `key` is the message's."""
        self._said.set_text(self.say(key))
        self._said.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.text())
        self.say_done("crashes.copied")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


class LogPage(_Papers):
    """The end of the log, at its last line."""

    def __init__(self, theme: ThemeSource, messages: Said, path: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, messages, "crashes.log.title", path.parent, parent=parent)
        told = tail(path).rstrip()
        self.add_words(self.say("crashes.log.words" if told else "crashes.log.none"))
        self.text = ReadingField(theme, told, name=self.say("crashes.log.text"), lines=22)
        self.text.setLineWrapMode(ReadingField.LineWrapMode.NoWrap)
        self.content.addWidget(self.text, 1)
        self.add_foot()
        self.copy.setEnabled(bool(told))
        self.text.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The field gets its height only with the sheet's.
        QTimer.singleShot(0, self, self._go_to_the_end)

    def _go_to_the_end(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.moveCursor(QTextCursor.MoveOperation.StartOfLine)
        self.text.verticalScrollBar().setValue(self.text.verticalScrollBar().maximum())


class CrashesPage(_Papers):
    """Every report, the newest first; each can be read, copied and deleted."""

    def __init__(self, theme: ThemeSource, messages: Said, crashes: Crashes, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, messages, "crashes.title", crashes.folder, parent=parent)
        self._crashes = crashes
        self._words = self.add_words(self.say("crashes.words"))
        self.model: RowsModel[Crash] = RowsModel(self._spoken)
        self.view = RowsView(
            theme, self.model, RowsDelegate(theme, _ROW, self._draw), name=self.say("crashes.list"), shown=7
        )
        self.text = ReadingField(theme, "", name=self.say("crashes.text"), lines=18)
        self._holder = QWidget()
        layout = columns(theme.theme, self.view, self.text, wide=_LIST)
        layout.setContentsMargins(0, 0, 0, 0)
        self._holder.setLayout(layout)
        self.content.addWidget(self._holder, 1)
        self.delete = self.add_button(self.say("crashes.delete"), icon="trash")
        self.delete.clicked.connect(self.delete_chosen)
        self.add_foot()
        self.view.row_selected.connect(lambda _row: self._show())
        self.view.row_activated.connect(lambda _row: self.text.setFocus())
        self.renew()

    def renew(self, at: int = 0) -> None:
        """Read the list again; the keyboard goes to the row `at`."""
        found = self._crashes.list()
        self.model.show_rows(found)
        self._holder.setVisible(bool(found))
        self.folder.setEnabled(bool(found))
        self._words.set_text(self.say("crashes.words" if found else "crashes.none"))
        if found:
            self.view.choose(min(at, len(found) - 1))
            self.view.setFocus()
        else:
            self.primary.setFocus()
        self._show()

    def delete_chosen(self) -> None:
        """Delete the report that is read."""
        row = self.view.chosen()
        if isinstance(row, Crash):
            at = self.view.currentIndex().row()
            with suppress(OSError):  # then it is still in the list
                self._crashes.delete(row)
            self.renew(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self.delete_chosen()
            return
        super().keyPressEvent(event)

    def _show(self) -> None:
        row = self.view.chosen()
        there = isinstance(row, Crash)
        told = ""
        if isinstance(row, Crash):
            with suppress(OSError):  # somebody has deleted it meanwhile
                told = row.text()
        self.text.set_text(told)
        self.copy.setEnabled(there)
        self.delete.setEnabled(there)
        self._said.hide()

    # Rows

    def _kind(self, row: Crash) -> str:
        return self.say("crashes.native" if row.is_native else "crashes.error")

    def _spoken(self, row: Crash) -> str:
        return self.say("crashes.row", moment=self.moment(row.at), kind=self._kind(row))

    def _draw(self, painter: RowPainter, row: Crash) -> None:
        theme, inside = painter.theme, painter.width - 24
        tone = theme.accent if painter.chosen else theme.ink
        painter.text(self.moment(row.at), Type.SMALL, tone, painter.place(12, 4, inside, 20))
        kind_tone = theme.danger if row.is_native else theme.ink2
        painter.text(self._kind(row), Type.META, kind_tone, painter.place(12, 24, inside, 18))
