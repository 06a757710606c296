"""One window: the welcome page, or a project at work."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import ArticleKey
from hashiya.domain.step import Kind, Step
from hashiya.storage.opening import Prepared, needs_preparing
from hashiya.ui.actions import Context
from hashiya.ui.keyboard import Keyboard
from hashiya.ui.keys.filter import is_text_field
from hashiya.ui.panes.header import Header
from hashiya.ui.panes.values import ReferentInUse
from hashiya.ui.program import Program
from hashiya.ui.theme import Face
from hashiya.ui.viewer.viewer import Viewer
from hashiya.ui.window.bands import Bands
from hashiya.ui.window.doing import Doing
from hashiya.ui.window.menus import fit_menus
from hashiya.ui.window.panes import Panes
from hashiya.ui.window.preparing import prepare_first
from hashiya.ui.window.recent import recent_projects
from hashiya.ui.window.room import Room
from hashiya.workspace.backing import Backing
from hashiya.workspace.reading_process import ReadingProcess
from hashiya.workspace.workspace import Workspace

LOG = logging.getLogger(__name__)

USUAL_SIZE = (1440, 900)
FRAME = 32
"""Pixels that the system's title bar takes, roughly."""
if TYPE_CHECKING:
    from hashiya.ui.window.greeting import Greeting

CAPS_AFTER = 300
"""Milliseconds between a key that shows another layout and new letters on the caps."""

POLL = 1000
"""Milliseconds between two looks whether another window wrote into the file."""


class Window(QWidget):
    """A window of the program."""

    closed = Signal(object)
    another_requested = Signal(object)

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.room: Room | None = None
        self.keyboard = Keyboard(self._contexts, self._run_key, program.settings.bindings)
        self.keyboard.digits = self._digit
        self._painted = False
        self.keyboard.single_keys = program.settings.single_keys
        self.header = Header(program.theme, program.messages, self.keyboard.key_of)
        self.panes = Panes(program.theme, program.messages, self.keyboard.key_of, self._candidates)
        self.doing = Doing(self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.panes)
        self._greeting: Greeting | None = None
        self.bands = Bands(self)
        self._backing = Backing(program.places)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.stack, 1)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL)
        self._poll.timeout.connect(self._look_at_file)
        program.language_changed.connect(self.retranslate)
        self._caps = QTimer(self)
        self._caps.setSingleShot(True)
        self._caps.setInterval(CAPS_AFTER)
        self._caps.timeout.connect(self._show_caps)
        self.keyboard.filter.layout.changed.connect(self._caps.start)
        program.settings_changed.connect(self.take_settings)
        program.theme.changed.connect(self._rethemed)
        self.doing.connect_panes()
        self.take_settings()
        self.setAcceptDrops(True)
        self._take_place()
        self.panes.restore(program.settings.panes)
        self.show_title()
        program.dress()

    def _take_place(self) -> None:
        """The size and place that the window had, within the screen as it is now."""
        room = self.screen().availableGeometry()
        size = self.program.settings.panes.get("window")
        if isinstance(size, list) and len(size) == 2 and all(isinstance(side, int) for side in size):
            width, height = size
        else:
            width, height = USUAL_SIZE
        self.resize(min(width, room.width()), min(height, room.height() - FRAME))

    # Projects

    def open(self, path: Path, *, article: str | None = None, read_only: bool = False) -> bool:
        """Open a project in this window; a failure is said, and what was open stays.

        One that takes longer is prepared first, while the window answers: whether it was opened is False only where
        it certainly was not.
        """
        if needs_preparing(path):
            return prepare_first(self, path, article=article, read_only=read_only)
        return self.open_prepared(path, None, article=article, read_only=read_only)

    def open_prepared(
        self, path: Path, prepared: Prepared | None, *, article: str | None = None, read_only: bool = False
    ) -> bool:
        """Open a project that can be opened at once; a failure is said, and what was open stays."""
        program = self.program
        try:
            workspace = Workspace.open(
                path, annotator=program.person, device=program.device, read_only=read_only, prepared=prepared
            )
        except KnownFailure as failure:
            self.say_failure(failure, path)
            return False
        LOG.info("opened %s%s", path, ", to read only" if workspace.read_only else "")
        self.leave_project()
        self.keyboard.show_scheme(workspace.scheme)
        self.room = Room(workspace, self.panes, program.theme, program.messages, self.keyboard.key_of)
        process = ReadingProcess(path)
        self.room.suggesting.read_aside(process)
        workspace.searching.share_with(process.hits)
        self.room.suggesting.learn(program.places.models)
        self.room.suggesting.use_camel(program.settings.camel_python)
        self.room.desk.failed.connect(self.say_failure)
        self.room.desk.stepped.connect(self._stepped)
        self.doing.connect_room(self.room)
        program.take(program.settings.with_recent(path))
        self.stack.setCurrentWidget(self.panes)
        self.bands.hide()
        self.header.show_project(workspace.name, read_only=workspace.read_only)
        self.header.show_recent(recent_projects(program.settings))
        self.header.show_saved()
        self.room.offering.set_shown(shown=program.settings.show_proposals)
        self.room.informing.show_all()
        self._show_first_article(article)
        if workspace.read_only:
            self.bands.say_read_only(workspace)
        self._poll.start()
        self.show_title()
        self.panes.viewer.setFocus()
        QTimer.singleShot(500, self._back_up)
        if program.settings.is_new_here and not workspace.read_only:
            self.bands.say_who()
        self.bands.opened()
        return True

    def _stepped(self, step: Step) -> None:
        """A step is in the file: whatever failed before it has passed."""
        self._poll.start()
        self.header.show_saved()
        self.bands.stepped()
        if self.room and Kind.SCHEME in step.kinds:
            self.keyboard.show_scheme(self.room.workspace.scheme)

    def _show_first_article(self, wanted: str | None) -> None:
        """The article asked for, else the one where the work was left off, else the first."""
        if self.room is None:
            return
        workspace = self.room.workspace
        articles = workspace.articles.all()
        named = [a for a in articles if wanted and wanted in (a.id, a.key)]
        last = self.program.settings.last_articles.get(str(workspace.path))
        left = [a for a in articles if a.key == last]
        first = next(iter([*named, *left, *articles]), None)
        if first:
            self.room.desk.show_article(first.key)
        else:
            self.room.desk.clear()

    def leave_project(self) -> None:
        """Close the project that is open, if one is; all of it is in the file already."""
        if self.room is None:
            return
        self.panes.card.commit()
        self._poll.stop()
        self.doing.searching.page.leave_room()
        room, self.room = self.room, None
        self._remember_article(room)
        workspace = room.workspace
        room.leave()
        self._backing.wait()
        if not workspace.read_only:
            self._backing.make(workspace.path, wait=False)
        workspace.close()
        room.deleteLater()

    def _remember_article(self, room: Room) -> None:
        article = room.desk.article
        if article:
            last = {**self.program.settings.last_articles, str(room.workspace.path): str(article)}
            panes = {**self.panes.state(), "window": [self.width(), self.height()]}
            self.program.change(last_articles=last, panes=panes)

    def show_welcome(self) -> None:
        """Close the project and show the welcome page."""
        self.leave_project()
        if self._greeting is None:
            from hashiya.ui.window.greeting import Greeting

            self._greeting = Greeting(self)
            self.stack.addWidget(self._greeting.page)
        self._greeting.fill()
        self.stack.setCurrentWidget(self._greeting.page)
        self._greeting.page.focus_first()
        self.header.show_project(None)
        self.header.show_recent(recent_projects(self.program.settings))
        self.show_title()

    def _back_up(self) -> None:
        if self.room and not self.room.workspace.read_only:
            self._backing.make(self.room.workspace.path, wait=False)

    def _look_at_file(self) -> None:
        if self.room is None or self.doing.searching.page.is_writing or self.room.marking.is_going_back:
            # The window's own long step is shown by who wrote it: here it would be read from the file again.
            return
        try:
            self.room.workspace.poll()
        except KnownFailure as failure:
            # Said once: looking goes on with the next step that is written.
            self._poll.stop()
            self.say_failure(failure)
        if self.room.suggesting.tick():
            self.room.offering.renew()

    def show_title(self) -> None:
        """The window's title: the project's name and the program's, in the interface's language."""
        name = self.program.messages().text("window.program")
        QApplication.setApplicationDisplayName(name)
        self.setWindowTitle(f"{self.room.workspace.name} – {name}" if self.room else name)

    # Keys

    def run(self, action: str) -> bool:
        """Carry out an action: the window's own, else the project's; whether there is one."""
        self.doing.searching.page.before(action)
        if self.doing.run(action):
            return True
        return self.room is not None and self.room.run(action)

    def _run_key(self, action: str) -> bool:
        """Carry out an action by its key: the list of hits has its own way with some."""
        taken = self.doing.searching.page.take_key(action)
        return self.run(action) if taken is None else taken

    def _contexts(self, widget: QWidget) -> Sequence[Context] | None:
        """What holds where the keys go: nothing for another window's widgets and for open dialogs and menus."""
        if widget.window() is not self or QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return None
        if self.doing.searching.has_the_keys(widget):
            return None
        hits = self.doing.searching.page.contexts(widget)
        if hits is not None:
            return hits
        if isinstance(widget, Viewer) and self.room is not None:
            claim = (Context.CLAIM_OPEN,) if self._takes_roles() else ()
            review = (Context.REVIEW,) if self.room.is_reviewing else ()
            return (*review, *claim, Context.VIEWER)
        return ()

    def _takes_roles(self) -> bool:
        """Role keys work while a claim is open; with none open they say that there is none."""
        return self.room is not None

    def _digit(self, number: int) -> bool:
        return self.room is not None and not self.doing.searching.page.is_shown and self.room.digit(number)

    def _candidates(self, query: str) -> list[ReferentInUse]:
        return self.doing.candidates(query)

    # Language, theme, settings

    def retranslate(self) -> None:
        """The whole window in another language, at the same place."""
        for widget in self.findChildren(QWidget):
            again = getattr(widget, "retranslate", None)
            if again:
                again()
        self.doing.fill_menus()
        self.show_title()
        if self.room:
            self._redraw(self.room)

    def _show_caps(self) -> None:
        """Another keyboard layout is in use: the caps show its letters, once nobody is typing."""
        focus = QApplication.focusWidget()
        if focus is not None and is_text_field(focus):
            self._caps.start()
            return
        for pane in (self.panes.labels, self.panes.card, self.panes.articles, self.header):
            pane.retranslate()
        if self.room:
            self.room.informing.later("situation")

    def _rethemed(self) -> None:
        fit_menus(self.header.menu_bar)
        if self.room:
            self._redraw(self.room)

    def _redraw(self, room: Room) -> None:
        desk = room.desk
        caret, selection = self.panes.viewer.caret(), self.panes.viewer.selection()
        top = self.panes.viewer.verticalScrollBar().value()
        with desk.quiet():
            desk.showing.show_all()
            if selection:
                self.panes.viewer.set_selection(selection)
            else:
                self.panes.viewer.set_caret(caret)
        self.panes.viewer.verticalScrollBar().setValue(top)
        room.informing.show_all()

    def take_settings(self) -> None:
        """Sizes, font and keys as the settings have them."""
        settings, viewer = self.program.settings, self.panes.viewer
        viewer.set_text_size(settings.text_size)
        viewer.set_line_gap(settings.line_gap)
        viewer.set_face(Face.AMIRI if settings.corpus_font == "amiri" else Face.NASKH)
        viewer.set_show_invisible(settings.show_invisible)
        self.keyboard.single_keys = settings.single_keys
        self.keyboard.change(settings.bindings, self.room.workspace.scheme if self.room else None)
        if self.room:
            self.room.offering.set_shown(shown=settings.show_proposals)
            self.room.suggesting.use_camel(settings.camel_python)
        if self.room and self.program.settings.person and self.room.workspace.annotator != self.program.settings.person:
            self.doing.switch_annotator(self.program.settings.person)

    # The window itself

    def say_failure(self, failure: KnownFailure, path: Path | None = None) -> None:
        """Say in the band above the text what happened, what to do, what is safe."""
        self.bands.say_failure(failure, path)

    def show_article(self, key: ArticleKey) -> None:
        """Put an article on the desk."""
        if self.room:
            self.room.show_article(key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.doing.take_dropped(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panes.fit(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.keyboard.listen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now do the menus have the font that they are shown in.
        fit_menus(self.header.menu_bar)
        self.panes.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave_project()
        super().closeEvent(event)
        self.closed.emit(self)
