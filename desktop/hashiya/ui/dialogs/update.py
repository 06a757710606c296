"""Looking for a newer version: what will be asked and of whom is shown first, and nobody is asked before a click."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hashiya import __version__
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.reading import ReadingField
from hashiya.ui.dialogs.update_work import PATIENCE, Asking, Trouble
from hashiya.ui.kit import Button, TextLabel, Tone, isolate
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.updates import UPDATE_ADDRESS, Question, Release, is_newer


class UpdateDialog(Dialog):
    """Shows the question, asks it when the person says so, and tells what the answer was."""

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        *,
        address: str = UPDATE_ADDRESS,
        patience: int = PATIENCE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "update.title", parent=parent)
        self._question = Question(address)
        self._patience = patience
        self._asking: Asking | None = None
        self.release: Release | None = None
        self.content.addWidget(TextLabel(theme, self.say("update.this", version=__version__), Type.BODY_MEDIUM))
        self._fill_result()
        if address:
            self._fill_question()
        else:
            self.add_words(self.say("update.no_address"))
        self.close_button = self.add_cancel(self.say("dialog.close"))
        self.ask_button = self.add_primary(self.say("update.ask"), cap=None)
        self.ask_button.clicked.connect(self._press)
        self.ask_button.setVisible(bool(address))
        (self.ask_button if address else self.close_button).setFocus()
        self.finished.connect(lambda _result: self._cancel())

    def _fill_question(self) -> None:
        self.add_words(self.say("update.words"))
        self.add_field("update.whom", TextLabel(self._source, isolate(self._question.host)))
        lines = [self._question.address, "", *self._question.lines()]
        self.question = ReadingField(self._source, "\n".join(lines), name=self.say("update.what"), lines=len(lines) + 1)
        self.add_field("update.what", self.question)
        self.add_words(self.say("update.nothing_else"))

    def _fill_result(self) -> None:
        self._result = TextLabel(self._source, style=Type.BODY_MEDIUM)
        self._notes = TextLabel(self._source, style=Type.SMALL, tone="ink2")
        self.copy = Button(self._source, self.say("update.copy"), icon="copy", small=True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._address_of_notes()))
        self.open_notes = Button(self._source, self.say("update.open"), icon="guide", small=True)
        self.open_notes.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._address_of_notes())))
        self._where = QWidget()
        column = QVBoxLayout(self._where)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._notes)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.open_notes, self.copy):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        for widget in (self._result, self._where):
            self.content.addWidget(widget)
            widget.hide()

    @property
    def said(self) -> str:
        """What came of the question, in words; empty before."""
        return "" if self._result.isHidden() else self._result.text()

    @property
    def is_asking(self) -> bool:
        """Whether a question is under way."""
        return self._asking is not None

    # Asking

    def _press(self) -> None:
        if self._asking is not None:
            self._cancel()
            self._show(self.say("update.stopped"), tone="ink2")
            return
        self.release = None
        self._where.hide()
        self.clear_problem()
        self._show(self.say("update.asking", host=self._question.host), tone="ink2")
        self.ask_button.set_text(self.say("update.stop"))
        self._asking = Asking(self._question, self, patience=self._patience)
        self._asking.answered.connect(self._answered)
        self._asking.failed.connect(self._failed)
        self._asking.ask()

    def _cancel(self) -> None:
        asking = self._end()
        if asking is not None:
            asking.cancel()

    def _end(self) -> Asking | None:
        asking, self._asking = self._asking, None
        self.ask_button.set_text(self.say("update.ask"))
        return asking

    def _answered(self, release: Release) -> None:
        self._end()
        self.release = release
        if not is_newer(release.version):
            self._show(self.say("update.newest"), tone="ok")
            return
        self._show(self.say("update.newer", version=release.version), tone="accent")
        self._notes.set_text(isolate(release.notes) if release.notes else self.say("update.no_notes"))
        for button in (self.copy, self.open_notes):
            button.setVisible(bool(release.notes))
        self._where.show()

    def _failed(self, trouble: Trouble) -> None:
        self._end()
        self._result.hide()
        reason = self.say(f"update.trouble.{trouble.code}", host=self._question.host, status=trouble.detail)
        self.show_problem(self.say("update.failed"), reason)

    def _show(self, text: str, *, tone: Tone) -> None:
        self._result.set_tone(tone)
        self._result.set_text(text)
        self._result.show()

    def _address_of_notes(self) -> str:
        return self.release.notes if self.release else ""
