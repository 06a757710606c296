"""Who fills a role that the text does not name: a referent found by typing, or a new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hashiya.domain.scheme import Role
from hashiya.resources.messages import Messages
from hashiya.ui.dialogs.base import Dialog
from hashiya.ui.panes.card.referent_field import Candidates, ReferentField
from hashiya.ui.theme import ThemeSource


class FillerDialog(Dialog):
    """Asks for the referent that fills a role of the open claim."""

    chosen = Signal(str)
    made = Signal(str)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Callable[[], Messages],
        role: Role,
        candidates: Candidates,
        parent: QWidget | None = None,
    ) -> None:
        name = role.name.in_language(messages().language)
        super().__init__(theme, messages, "window.filler_title", parent=parent, name=name)
        self.referent = ReferentField(theme, messages, candidates)
        self.add_field("window.filler_field", self.referent)
        self.add_cancel(messages().text("hint.cancel"))
        self.referent.chosen.connect(self.chosen)
        self.referent.made.connect(self.made)
        for done in (self.referent.chosen, self.referent.made, self.referent.left):
            done.connect(lambda *_: self.accept())

    def open(self) -> None:
        """Show it with the keyboard in the field."""
        super().open()
        self.referent.edit()
