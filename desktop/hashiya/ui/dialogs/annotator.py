"""Who annotates: asked at the first start, and changed whenever somebody else sits down."""

from __future__ import annotations

import getpass
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hashiya.domain.ids import AnnotatorId, IdSource
from hashiya.domain.links import Annotator
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.choices import RadioRows
from hashiya.ui.kit import Field, TextLabel
from hashiya.ui.theme import ThemeSource, Type

HANDLE = re.compile(r"[A-Za-z0-9_-]+")
_NEW = "new"


def account_name() -> str:
    """The name of the system account; empty where the system does not tell it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def proposed_handle(name: str) -> str:
    """A handle made of what a name has of letters, digits, - and _; empty when it has none of them."""
    return "-".join(HANDLE.findall(name)).strip("-").lower()


class AnnotatorDialog(Dialog):
    """Asks for name and handle, or lets somebody who is known already take over."""

    annotator_chosen = Signal(object)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        *,
        current: Annotator | None = None,
        known: Sequence[Annotator] = (),
        account: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, messages, "annotator.title_first" if current is None else "annotator.title", parent=parent
        )
        self._current = current
        self._known = {one.id: one for one in known if current is None or one.id != current.id}
        if current is not None:
            self._known = {current.id: current, **self._known}
        self._account = account_name() if account is None else account
        self._own_handle = False
        self.add_words(self.say("annotator.words"))
        self._add_people()
        self.name = Field(theme, name=self.say("annotator.name"), placeholder=self.say("annotator.name_hint"))
        self.add_field("annotator.name", self.name)
        self.handle = Field(theme, name=self.say("annotator.handle"), placeholder=self.say("annotator.handle_hint"))
        self.add_field("annotator.handle", self.handle)
        self._fault = TextLabel(theme, style=Type.SMALL, tone="danger")
        self._fault.hide()
        self.content.addWidget(self._fault)
        if current is None:
            self.add_words(self.say("annotator.private"))
        self.content.addStretch(1)
        if current is not None:
            self.add_cancel(self.say("dialog.cancel"))
        self._take = self.add_primary(self.say("annotator.start"))
        self._take.clicked.connect(self._choose)
        self.name.textEdited.connect(self._name_edited)
        self.handle.textEdited.connect(self._handle_edited)
        self.people.chosen.connect(self._person_chosen)
        self._person_chosen(self.people.current)
        self.name.setFocus()

    def _add_people(self) -> None:
        options: list[tuple[str, str, str]] = []
        for one in self._known.values():
            mine = one == self._current
            options.append((one.id, one.name, self.say("annotator.you", handle=one.handle) if mine else one.handle))
        options.append((_NEW, self.say("annotator.new"), ""))
        self.people = RadioRows(self._source, options, name=self.say("annotator.who"))
        if self._known:
            self.add_field("annotator.who", self.people)
        else:
            self.people.setParent(self)
            self.people.hide()

    @property
    def fault(self) -> str:
        """What is wrong with what was written; empty when nothing is."""
        return self._fault.text()

    def _person_chosen(self, key: str) -> None:
        person = self._known.get(AnnotatorId(key))
        is_open = person is None or person == self._current
        self.name.setText(person.name if person else self._account if not self._known else "")
        self.handle.setText(person.handle if person else proposed_handle(self.name.text()))
        self._own_handle = person is not None
        self.name.setEnabled(is_open)
        self.handle.setEnabled(is_open)
        self._say_fault("")
        self._name_button()

    def _say_fault(self, text: str) -> None:
        self._fault.set_text(text)
        self._fault.setVisible(bool(text))

    def _name_button(self) -> None:
        person = self._known.get(AnnotatorId(self.people.current))
        if self._current is None and person is None:
            self._take.set_text(self.say("annotator.start"))
        elif person is not None and person == self._current:
            self._take.set_text(self.say("annotator.save"))
        else:
            name = self.name.text().strip() or self.say("annotator.new")
            self._take.set_text(self.say("annotator.switch", name=name))

    def _name_edited(self, text: str) -> None:
        if not self._own_handle:
            self.handle.setText(proposed_handle(text) or proposed_handle(self._account))
        self._say_fault("")
        self._name_button()

    def _handle_edited(self) -> None:
        self._own_handle = True
        self._say_fault("")

    def _choose(self) -> None:
        person = self._known.get(AnnotatorId(self.people.current))
        if person is None or person == self._current:
            person = self._written(person)
        if person is not None:
            self.annotator_chosen.emit(person)
            self.accept()

    def _written(self, person: Annotator | None) -> Annotator | None:
        """Who was written into the fields; None, and why, when that is nobody."""
        name, handle = " ".join(self.name.text().split()), self.handle.text().strip()
        if not name:
            self._refuse("annotator.no_name", self.name)
            return None
        if HANDLE.fullmatch(handle) is None:
            self._refuse("annotator.bad_handle", self.handle)
            return None
        same = next((one for one in self._known.values() if one.handle == handle and one != person), None)
        if same is not None:
            self._refuse("annotator.handle_taken", self.handle, handle=handle, name=same.name)
            return None
        if person is not None:
            return replace(person, name=name, handle=handle)
        return Annotator(id=AnnotatorId(IdSource().make()), handle=handle, name=name)

    def _refuse(self, key: str, field: Field, **values: Any) -> None:
        self._say_fault(self.say(key, **values))
        field.setFocus()
        field.selectAll()
