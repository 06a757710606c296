"""Who annotates: asked at the first start, and changed whenever somebody else sits down."""

from __future__ import annotations

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
from hashiya.workspace.people import handle_from, is_handle, proposed_person

_NEW = "new"


class AnnotatorDialog(Dialog):
    """Asks for name and handle, or lets somebody who is known already take over.

    At the first start (`first`) `current` is who was proposed from the system account.
    """

    annotator_chosen = Signal(object)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        *,
        current: Annotator | None = None,
        known: Sequence[Annotator] = (),
        first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "annotator.title_first" if first else "annotator.title", parent=parent)
        self._first = first
        self._current = current or proposed_person()
        self._known = {self._current.id: self._current}
        self._known |= {one.id: one for one in known if one.id != self._current.id}
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
        if first:
            self.add_words(self.say("annotator.private"))
        self.content.addStretch(1)
        if not first:
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
        if not self._first:
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
        self.name.setText(person.name if person else "")
        self.handle.setText(person.handle if person else "")
        self._own_handle = person is not None and not self._first
        self.name.setEnabled(is_open)
        self.handle.setEnabled(is_open)
        self._say_fault("")
        self._name_button()

    def _say_fault(self, text: str) -> None:
        self._fault.set_text(text)
        self._fault.setVisible(bool(text))

    def _name_button(self) -> None:
        person = self._known.get(AnnotatorId(self.people.current))
        if self._first:
            self._take.set_text(self.say("annotator.start"))
        elif person == self._current:
            self._take.set_text(self.say("annotator.save"))
        else:
            name = self.name.text().strip() or self.say("annotator.new")
            self._take.set_text(self.say("annotator.switch", name=name))

    def _name_edited(self, text: str) -> None:
        if not self._own_handle:
            # A name without a Latin letter gives no handle; the account's does.
            self.handle.setText(handle_from(text) if any(is_handle(letter) for letter in text) else self._fallback())
        self._say_fault("")
        self._name_button()

    def _fallback(self) -> str:
        return self._current.handle if self._first else ""

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
        if not is_handle(handle):
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
