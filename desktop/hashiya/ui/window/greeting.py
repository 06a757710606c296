"""The welcome page of a window: what to begin with, and at the first start who is at work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from hashiya import __version__
from hashiya.ui.welcome import Welcome
from hashiya.ui.window.recent import recent_projects
from hashiya.workspace.people import handle_from, is_handle
from hashiya.workspace.sample import DEFAULT_SCHEME, scheme_named

if TYPE_CHECKING:
    from hashiya.ui.window.window import Window


class Greeting(QObject):
    """The welcome page and what it asks for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        program = window.program
        scheme = scheme_named(DEFAULT_SCHEME)
        self.page = Welcome(program.theme, program.messages, window.keyboard.key_of, scheme)
        self.page.sample_requested.connect(lambda: window.run("open_sample"))
        self.page.new_requested.connect(lambda: window.run("new"))
        self.page.open_requested.connect(lambda: window.run("open"))
        self.page.recent_requested.connect(lambda path: window.open(Path(path)))
        self.page.locate_requested.connect(self._locate)
        self.page.forget_requested.connect(self._forget)
        self.page.language_requested.connect(lambda: window.run("language"))
        self.page.theme_requested.connect(lambda: window.run("theme"))
        self.page.annotator_given.connect(self._take_annotator)
        self.page.files_dropped.connect(self._dropped)
        program.language_changed.connect(self.fill)
        program.theme.changed.connect(self.fill)

    def fill(self) -> None:
        """The recent projects, language and theme as they are now."""
        program = self._window.program
        settings = program.settings
        self.page.show_recent(recent_projects(settings, looked_into=True))
        self.page.show_choices(language=settings.language or "system", theme=settings.theme, version=__version__)
        if settings.is_new_here:
            person = program.person
            self.page.show_first(person.name, person.handle)

    def _take_annotator(self, name: str, handle: str) -> None:
        program = self._window.program
        person = program.person
        wanted = handle if is_handle(handle) else handle_from(name)
        named = replace(person, name=name.strip() or person.name, handle=wanted)
        program.take(replace(program.settings.with_person(named), asked_who=True))

    def _forget(self, path: str) -> None:
        self._window.doing.forget(path)
        self.fill()

    def _locate(self, path: str) -> None:
        """A recent project is not where it was: ask where it is now."""
        messages = self._window.program.messages()
        kinds = f"{messages.text('window.project_files')} (*.hashiya)"
        name, _ = QFileDialog.getOpenFileName(self._window, messages.text("action.open"), path, kinds)
        if name:
            self._window.doing.forget(path)
            self._window.open(Path(name))

    def _dropped(self, paths: list[Path]) -> None:
        """A project dropped on the page is opened."""
        project = next((Path(path) for path in paths if Path(path).suffix == ".hashiya"), None)
        if project:
            self._window.open(project)
