"""Choosing the interpreter of CAMeL NER: it is tried at once, and a sentence says what was found or is missing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hashiya.suggest.camel.process import CamelProcess
from hashiya.ui.dialogs.base import Said, row
from hashiya.ui.dialogs.fields import CommitField
from hashiya.ui.kit import Button, TextLabel, isolate
from hashiya.ui.theme import ThemeSource, Type

_LOOK_EVERY = 150  # milliseconds between two looks at whether the model is there
_PATIENCE = 120_000  # milliseconds after which nothing is expected any more


class CamelChoice(QWidget):
    """The path of an interpreter, written or chosen; `tried` tells it once it is known whether the model is there."""

    tried = Signal(object)

    def __init__(self, source: ThemeSource, messages: Said, interpreter: str | None) -> None:
        super().__init__()
        self._messages = messages
        self.interpreter = interpreter or ""
        self._process: CamelProcess | None = None
        self._looks = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        say = messages().text
        self.field = CommitField(source, name=say("settings.camel"), placeholder=say("settings.camel_placeholder"))
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.field.setText(self.interpreter)
        self.field.editingFinished.connect(self._written)
        self.choose = Button(source, say("settings.camel_choose"))
        self.choose.clicked.connect(self._ask)
        column.addLayout(row(self.field, self.choose, stretch=0))
        self.words = TextLabel(source, "", Type.SMALL, tone="ink2")
        column.addWidget(self.words)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self.setFocusProxy(self.field)
        self._is_shown = False

    def take(self, path: str) -> None:
        """Try this interpreter; an empty path chooses none."""
        self.field.setText(path)
        self._written()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Loading the model takes memory and seconds: whoever looks at another page should not pay for it.
        if not self._is_shown:
            self._is_shown = True
            self._try()

    def end(self) -> None:
        """Give up what is being tried."""
        self._timer.stop()
        if self._process is not None:
            self._process.close()
            self._process = None

    def _written(self) -> None:
        path = self.field.text().strip()
        if path == self.interpreter:
            return
        self.interpreter = path
        self._try()
        if self._process is None:
            self.tried.emit(None)

    def _try(self) -> None:
        self.end()
        if not self.interpreter:
            self._say("none")
            return
        self._say("trying")
        self._process, self._looks = CamelProcess(self.interpreter), 0
        self._timer.start()

    def _look(self) -> None:
        process, self._looks = self._process, self._looks + 1
        if process is None or not (process.is_settled or self._looks * _LOOK_EVERY > _PATIENCE):
            return
        found = "ready" if process.is_ready else process.reason or "no_answer"
        # The room's own process loads the model again: two of them would take twice the memory.
        self.end()
        self._say(found, process.detail)
        self.tried.emit(self.interpreter)

    def _say(self, what: str, detail: str = "") -> None:
        self.words.set_text(self._messages().text(f"settings.camel_{what}", detail=isolate(detail)))

    def _ask(self) -> None:
        there = str(Path(self.interpreter).parent) if self.interpreter else str(Path.home())
        path, _ = QFileDialog.getOpenFileName(self, self._messages().text("settings.camel"), there)
        if path:
            self.take(path)
