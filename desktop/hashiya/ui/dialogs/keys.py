"""Changing keys: the new one is pressed, and a clash is refused in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.ui.actions import Action
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.keytable import KeyRow, KeyTable, TitleOf
from hashiya.ui.keys.bindings import Bindings, Refusal
from hashiya.ui.keys.filter import KeyFilter
from hashiya.ui.keys.strokes import Stroke
from hashiya.ui.kit import Button, ButtonKind, FlowLayout, TextLabel, ThemedWidget
from hashiya.ui.theme import ThemeSource, Type

_ESCAPE = Stroke(ctrl=False, shift=False, alt=False, key="Esc")


class KeyEditor(ThemedWidget):
    """The table of keys with what changes one: the new key is pressed; a clash is refused in words.

    `bindings_changed` tells the changes as settings keep them. While a key is waited for, the key filter gives every
    stroke to this page.
    """

    bindings_changed = Signal(dict)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        *,
        actions: Sequence[Action],
        title_of: TitleOf,
        bindings: Bindings,
        keys: KeyFilter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._messages, self._title_of, self._bindings, self._keys = messages, title_of, bindings, keys
        self._waiting: KeyRow | None = None
        self.table = KeyTable(theme, messages, actions=actions, title_of=title_of, bindings=bindings)
        self._said = TextLabel(theme, style=Type.SMALL)
        say = messages().text
        self.change = Button(theme, say("keys.change"), kind=ButtonKind.SOFT)
        self.remove = Button(theme, say("keys.remove"))
        self.reset = Button(theme, say("keys.reset"))
        self.reset_all = Button(theme, say("keys.reset_all"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(TextLabel(theme, say("keys.words"), Type.SMALL, tone="ink2"))
        column.addWidget(self.table, 1)
        column.addWidget(self._said)
        foot = QWidget()
        flow = FlowLayout(foot, gap=8)
        for button in (self.change, self.remove, self.reset, self.reset_all):
            flow.addWidget(button)
        column.addWidget(foot)
        self.table.row_chosen.connect(self._row_chosen)
        self.table.row_activated.connect(lambda _row: self.wait())
        self.change.clicked.connect(self.wait)
        self.remove.clicked.connect(self._take_away)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self.destroyed.connect(self._let_go)
        self._row_chosen(None)

    @property
    def said(self) -> str:
        """The last sentence about a key."""
        return self._said.text()

    def waits(self) -> bool:
        """Whether the next key is taken as the new one."""
        return self._waiting is not None

    def wait(self) -> None:
        """Take the next key that is pressed for the chosen command."""
        self._waiting = self.table.chosen()
        if self._waiting is not None:
            self._keys.capture = self._captured
            self._say("keys.press", tone_is_accent=True, title=self._waiting.title)

    def stop_waiting(self) -> None:
        """Take no key any more."""
        if self._waiting is not None:
            self._waiting = None
            self._let_go()
            self._said.set_text("")

    def hideEvent(self, event: QHideEvent) -> None:
        self.stop_waiting()
        super().hideEvent(event)

    def _captured(self, stroke: Stroke) -> None:
        row = self._waiting
        self.stop_waiting()
        if row is None or stroke == _ESCAPE:
            return
        refusal = self._bindings.change(row.action, (stroke,))
        if refusal is not None:
            self._say_refusal(refusal)
            return
        self._changed()
        self._say("keys.taken", tone_is_accent=True, title=row.title, cap=stroke.shown())

    def _take_away(self) -> None:
        row = self.table.chosen()
        if row is not None and self._bindings.change(row.action, ()) is None:
            self._changed()

    def _reset(self) -> None:
        row = self.table.chosen()
        if row is None:
            return
        refusal = self._bindings.reset(row.action)
        if refusal is not None:
            self._say_refusal(refusal)
        else:
            self._changed()

    def _reset_all(self) -> None:
        self._bindings.reset_all()
        self._changed()

    def _changed(self) -> None:
        self._said.set_text("")
        self.table.renew()
        self._row_chosen(self.table.chosen())
        self.bindings_changed.emit(self._bindings.to_dict())

    def _row_chosen(self, row: KeyRow | None) -> None:
        self.stop_waiting()
        self.change.setEnabled(row is not None)
        self.remove.setEnabled(row is not None and bool(row.strokes))
        self.reset.setEnabled(row is not None and row.changed)
        self.reset_all.setEnabled(bool(self._bindings.to_dict()))

    def _say_refusal(self, refusal: Refusal) -> None:
        other = self._title_of(refusal.taken_by) if refusal.taken_by else ""
        self._say(f"keys.{refusal.reason}", tone_is_accent=False, cap=refusal.stroke.shown(), other=other)

    def _say(self, key: str, *, tone_is_accent: bool, **values: str) -> None:
        self._said.set_tone("accent" if tone_is_accent else "danger")
        self._said.set_text(self._messages().text(key, count=None, **values))

    def _let_go(self) -> None:
        self._keys.capture = None
