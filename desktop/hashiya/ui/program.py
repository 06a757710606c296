"""The program at work: settings, theme, language, and its windows."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import DeviceId
from hashiya.domain.links import Annotator
from hashiya.resources.messages import LANGUAGES, Messages
from hashiya.ui.qt_words import arabic_words
from hashiya.ui.theme import Preference, ThemeSource
from hashiya.workspace.log import failure_line
from hashiya.workspace.people import proposed_person
from hashiya.workspace.places import Places
from hashiya.workspace.settings import Settings, SettingsStore

LOG = logging.getLogger(__name__)


class Program(QObject):
    """What all windows share."""

    language_changed = Signal()
    settings_changed = Signal()

    def __init__(self, app: QApplication, places: Places, store: SettingsStore) -> None:
        super().__init__()
        self._app = app
        self.places, self.store = places, store
        self.settings = store.load()
        self.theme = ThemeSource(Preference(self.settings.theme), scale=self.settings.interface_scale)
        self.theme.install(app, sheet=False)
        self._translators: list[QTranslator] = []
        self._messages = self._made_messages()
        self._speak()

    @property
    def language(self) -> str:
        """The interface's language: chosen, or the system's."""
        if self.settings.language in LANGUAGES:
            return str(self.settings.language)
        return "ar" if QLocale.system().language() == QLocale.Language.Arabic else "en"

    def messages(self) -> Messages:
        """The texts of the interface in its language."""
        return self._messages

    def dress(self) -> None:
        """Give the application its style sheet, once the first window is made."""
        self.theme.add_sheet(self._app)

    @property
    def device(self) -> DeviceId:
        """This installation."""
        return self.settings.device_id

    @property
    def person(self) -> Annotator:
        """The person at work; the system account's name until somebody says otherwise."""
        person = self.settings.person
        if person is None:
            person = proposed_person()
            self.change(annotator={"id": person.id, "handle": person.handle, "name": person.name})
        return person

    def change(self, **values: Any) -> None:
        """Change settings, here, in the file and in every window."""
        self.take(replace(self.settings, **values))

    def take(self, settings: Settings) -> None:
        """Put other settings in place, here, in the file and in every window."""
        before, self.settings = self.settings, settings
        try:
            self.store.save(settings)
        except KnownFailure as failure:
            # They hold as long as the program runs; work goes into the project's file, which says for itself.
            LOG.warning("the settings were not kept: %s", failure_line(failure))
        if settings.theme != before.theme:
            self.theme.set_preference(Preference(settings.theme))
        if settings.interface_scale != before.interface_scale:
            self.theme.set_scale(settings.interface_scale)
        if (settings.language, settings.arabic_digits) != (before.language, before.arabic_digits):
            self._messages = self._made_messages()
            self._speak()
            self.language_changed.emit()
        self.settings_changed.emit()

    def _made_messages(self) -> Messages:
        return Messages(self.language, arabic_digits=self.settings.arabic_digits)

    def _speak(self) -> None:
        """Qt's own buttons in the language, and the direction of everything."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        is_ar = self.language == "ar"
        self._translators = arabic_words(self._messages, self) if is_ar else []
        for translator in self._translators:
            self._app.installTranslator(translator)
        self._app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_ar else Qt.LayoutDirection.LeftToRight)
