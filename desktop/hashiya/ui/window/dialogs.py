"""Dialogs and pages of a window; each is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.links import Annotator
from hashiya.ui.actions import LABEL, ROLE, Action

if TYPE_CHECKING:
    from hashiya.ui.kit import Sheet
    from hashiya.ui.window.window import Window


class Dialogs(QObject):
    """Opens what a window asks for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._open: Sheet | None = None

    def actions(self) -> dict[str, Callable[[], None]]:
        """The actions that open a dialog or a page."""
        return {
            "import": lambda: self.import_files([]),
            "annotator": self.ask_annotator,
            "settings": lambda: self.show_settings("interface"),
            "keys": lambda: self.show_settings("keys"),
        }

    def _show(self, sheet: Sheet) -> None:
        """Open a sheet; the keyboard goes back to the text when it closes."""
        self._open = sheet
        sheet.finished.connect(self._window.panes.viewer.setFocus)
        sheet.open()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files and folders, chosen there or dropped."""
        from hashiya.ui.dialogs.importing import ImportDialog

        window, room = self._window, self._window.room
        if room is None:
            return
        person = room.workspace.annotator
        dialog = ImportDialog(
            window.program.theme,
            window.program.messages,
            project=room.workspace.path,
            annotator=person.handle if person else None,
            paths=[Path(path) for path in paths],
            parent=window,
        )
        dialog.imported.connect(lambda _: self._imported())
        self._show(dialog)

    def _imported(self) -> None:
        room = self._window.room
        if room is None:
            return
        room.workspace.poll()
        room.informing.show_all()
        if room.desk.view is None:
            first = next(iter(room.workspace.articles.all()), None)
            if first:
                room.desk.show_article(first.key)

    def ask_annotator(self, *, first: bool = False) -> None:
        """Who is at work, asked at the first start and when somebody else takes over."""
        from hashiya.ui.dialogs.annotator import AnnotatorDialog

        window, room = self._window, self._window.room
        known = list(room.workspace.annotators().values()) if room else []
        program = window.program
        dialog = AnnotatorDialog(
            program.theme, program.messages, current=program.person, known=known, first=first, parent=window
        )
        dialog.annotator_chosen.connect(self._take_annotator)
        self._show(dialog)

    def _take_annotator(self, person: Annotator) -> None:
        program = self._window.program
        program.take(program.settings.with_person(person))

    def show_settings(self, page: str) -> None:
        """The settings, and among them the page of keys."""
        from hashiya.ui.dialogs.settings import Keyboard, SettingsDialog

        window, program = self._window, self._window.program
        keyboard = Keyboard(
            tuple(window.keyboard.actions.values()),
            self._title_of,
            window.keyboard.bindings,
            window.keyboard.filter,
        )
        dialog = SettingsDialog(
            program.theme, program.messages, program.settings, keyboard=keyboard, page=page, parent=window
        )
        dialog.settings_changed.connect(program.take)
        self._show(dialog)

    def _title_of(self, action: Action) -> str:
        messages, room = self._window.program.messages(), self._window.room
        if action.id.startswith((LABEL, ROLE)) and room:
            scheme, key = room.workspace.scheme, action.id.partition(":")[2]
            is_label = action.id.startswith(LABEL)
            named = scheme.label(Layer.ENTITIES, key) if is_label else scheme.role(key)
            return named.name.in_language(messages.language) if named else key
        return messages.text(f"action.{action.id}").rstrip("…")

    def make_welcome(self) -> QWidget:
        """The welcome page, connected."""
        return QWidget()

    def fill_welcome(self, page: QWidget) -> None:
        """The recent projects as they are now."""

    def ask_filler(self, identifier: str) -> None:
        """X."""

    def show_history(self, identifier: str) -> None:
        """X."""

    def show_metadata(self, identifier: str) -> None:
        """X."""

    def show_crash(self, report: str) -> None:
        """X."""

    def restore_backup(self, path: object) -> None:
        """X."""

    def guide_pages(self) -> None:
        """X."""

    def show_referents(self, referent: object) -> None:
        """X."""
