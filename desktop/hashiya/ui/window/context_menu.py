"""The menu at the pointer: what can be done with the mark or the selection there, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from hashiya.domain.annotation import Layer
from hashiya.resources.messages import Messages
from hashiya.ui.window.menus import with_key

if TYPE_CHECKING:
    from hashiya.ui.window.room import Room

MENU_ACTIONS = (
    *("claim", "relation", "referent", "region", "note", "proclitics"),
    *("add_fragment", "says_same", "card", "history", "take_over", "delete"),
)
"""Twelve at most."""

NEED_MARK = frozenset({"relation", "note", "card", "history", "delete"})
NEED_CLAIM = frozenset({"says_same", "leave_cluster"})


class ContextMenu(QObject):
    """Opens the menu of a room."""

    def __init__(self, room: Room, key_of: Callable[[str], str], messages: Callable[[], Messages]) -> None:
        super().__init__(room)
        self._room, self._key_of, self._messages = room, key_of, messages

    def open(self, at: QPoint) -> None:
        """Open it at a point of the screen."""
        room = self._room
        menu = QMenu(room.panes)
        for action in MENU_ACTIONS:
            text = self._messages().text(f"action.{action}")
            entry = menu.addAction(with_key(text, self._key_of(action)))
            entry.triggered.connect(lambda _=False, name=action: room.run(name))
            entry.setEnabled(self._is_possible(action))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _is_possible(self, action: str) -> bool:
        """Whether there is something that the entry could act on."""
        room, desk = self._room, self._room.desk
        here = desk.selected or desk.mark_here()
        if action == "take_over":
            caret = room.panes.viewer.caret()
            return desk.view is not None and any(row.start <= caret <= row.end for row in desk.view.others())
        if action == "add_fragment":
            return desk.last_mark is not None and room.selecting.target() is not None
        if action in NEED_CLAIM:
            return bool(desk.open_claim or desk.mark_here(Layer.CLAIMS)) or room.layer_of(here) is Layer.CLAIMS
        if action == "referent":
            return room.layer_of(here) is Layer.ENTITIES
        return here is not None or action not in NEED_MARK
