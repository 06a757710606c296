"""A role dragged from the palette onto words of the text: where it may be dropped is shown meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor

from hashiya.domain.annotation import Filler
from hashiya.domain.scheme import Role
from hashiya.domain.span import Span
from hashiya.ui.desk.desk import Saying
from hashiya.ui.viewer.pointer import sticky_pointer
from hashiya.ui.window.carding import Pair

if TYPE_CHECKING:
    from hashiya.ui.window.room import Room

NEAR = 6
"""So many pixels beside a letter the pointer is still on it."""


class RoleDrag:
    """One drag at a time, from the palette's row to a place in the text."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._viewer, self._palette = room.panes.viewer, room.panes.labels
        self._role: Role | None = None
        self._offered: tuple[Span, ...] = ()

    def pairs(self) -> list[Pair]:
        """What the palette tells of a drag, and what it leads to."""
        return [(self._palette.role_dragged, self._dragged), (self._palette.role_dropped, self._dropped)]

    def cancel(self) -> bool:
        """Give up a drag that is under way; whether there was one."""
        if self._role is None:
            return False
        self._role = None
        self._viewer.show_offers("", (), None)
        self._palette.end_drag()
        self._room.desk.situation_changed.emit()
        return True

    def _begin(self, key: str) -> None:
        desk = self._room.desk
        self._role = desk.workspace.scheme.role(key) if desk.claim() else None
        if self._role is not None:
            self._offered = tuple(Span(row.start, row.end) for row in self._room.framing.places(self._role))
            words = "drop_on_words" if "span" in self._role.fillers else "drop_on_marks"
            desk.say(Saying.HINT, f"words.{words}", role=self._role.name.in_language(desk.messages().language))

    def _dragged(self, key: str, at: QPoint) -> None:
        if self._role is None:
            self._begin(key)
        if self._role is None:
            return
        colour = self._room.desk.showing.colour_of(self._role.colour)
        place = self._place(self._role, at)
        self._viewer.show_offers(colour, self._offered, place[1] if place else None)
        ratio = self._viewer.devicePixelRatioF()
        self._palette.show_drag(sticky_pointer(colour, ratio) if place else QCursor(Qt.CursorShape.ForbiddenCursor))

    def _dropped(self, key: str, at: QPoint) -> None:
        role, place = self._role, self._place(self._role, at) if self._role else None
        if not self.cancel() or role is None:
            return
        if place is not None:
            self._room.framing.fill(key, place[0])
        elif self._is_over_text(at):
            self._room.desk.refuse("no_words_here")
        self._room.to_text()

    def _place(self, role: Role, at: QPoint) -> tuple[Filler, Span] | None:
        if not self._is_over_text(at):
            return None
        point = self._viewer.viewport().mapFromGlobal(at)
        position, marks = self._viewer.character_at(point), self._viewer.hit(point).marks
        letter = self._viewer.rect_of(Span(position, position + 1)).adjusted(-NEAR, 0, NEAR, 0)
        # In the margins and between paragraphs there are no words, though a letter is always nearest.
        return self._room.framing.place_at(role, position, marks) if marks or letter.contains(QPointF(point)) else None

    def _is_over_text(self, at: QPoint) -> bool:
        port = self._viewer.viewport()
        return port.rect().contains(port.mapFromGlobal(at))
