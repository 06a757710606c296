"""The band above the text: a failure, a project that is only read, news. One at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout

from hashiya.domain.faults import KnownFailure
from hashiya.ui.kit import Band, BandKind
from hashiya.workspace.log import failure_line
from hashiya.workspace.wording import failure_words
from hashiya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from hashiya.ui.window.window import Window

LOG = logging.getLogger(__name__)


class Bands(QObject):
    """Says what a window has to say above the text."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._band: Band | None = None
        self._kind: BandKind | None = None
        self._it_died = False

    def say_failure(self, failure: KnownFailure, path: Path | None = None) -> None:
        """What happened, what to do, what is safe."""
        LOG.info("failed: %s", failure_line(failure))
        window, messages = self._window, self._window.program.messages()
        words = failure_words(failure, messages)
        window.header.show_failed(words)
        button, act = window.doing.remedy(failure, path)
        self._show(BandKind.ERROR, messages.text("window.not_saved"), words, button, act)

    def say_read_only(self, workspace: Workspace) -> None:
        """Why the project is only read, and that a copy can be handed on."""
        messages = self._window.program.messages()
        sentence = messages.text(f"failure.read_only_reason.{workspace.read_only_reason or 'unknown'}")
        heading, button = messages.text("window.read_only"), messages.text("window.copy")
        self._show(BandKind.WARNING, heading, sentence, button, lambda: self._window.run("copy_to_hand_on"))

    def say_who(self) -> None:
        """The very first start: whose name the work will bear, and how to change it."""
        program = self._window.program
        text, person = program.messages().text, program.person
        sentence = text("window.who", name=person.name, handle=person.handle)
        self._say_news(text("window.who_heading"), sentence, text("window.who_change"), "annotator")
        program.change(asked_who=True)

    def say_it_died(self) -> None:
        """The last time the program was cut short: quietly, unless the band has something to say of the project.

        The project that was cut short with it may be looked through first; then it is said again.
        """
        self._it_died = True
        if self._kind in (None, BandKind.NEWS):
            text = self._window.program.messages().text
            self._say_news(text("crashes.died"), text("crashes.died_words"), text("crashes.died_show"), "crash_reports")
            if self._band:
                self._band.pressed.connect(self._forget_news)

    def opened(self) -> None:
        """A project has been opened: what was said before of a death holds still."""
        if self._it_died:
            self.say_it_died()

    def stepped(self) -> None:
        """A step is in the file: whatever failed before it has passed."""
        if self._kind is BandKind.ERROR:
            self.hide()

    def hide(self) -> None:
        """Take the band away."""
        if self._band is not None:
            self._band.setParent(None)
            self._band.deleteLater()
            self._band = self._kind = None

    def _say_news(self, heading: str, sentence: str, button: str, action: str) -> None:
        """News with a button for an action.

        They go by their cross, or with the article: while one works in it the text must not move under the pointer.
        """
        window = self._window
        self._show(BandKind.NEWS, heading, sentence, button, lambda: window.run(action))
        if self._band:
            self._band.left.connect(self._forget_news)
        if window.room:
            window.room.desk.article_shown.connect(self._forget_news, Qt.ConnectionType.SingleShotConnection)

    def _forget_news(self) -> None:
        self._it_died = False
        if self._kind is BandKind.NEWS:
            self.hide()

    def _show(self, kind: BandKind, heading: str, sentence: str, button: str, act: Callable[[], object] | None) -> None:
        self.hide()
        window = self._window
        leave = window.program.messages().text("window.close") if kind is BandKind.NEWS else None
        self._kind, self._band = kind, Band(window.program.theme, kind, heading, sentence, button=button, leave=leave)
        if act:
            self._band.pressed.connect(act)
        if window.stack.currentWidget() is window.panes:
            window.panes.bands.addWidget(self._band)
            return
        layout = window.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self._band)
