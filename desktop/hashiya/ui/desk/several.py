"""Several marks at once: one more, one fewer, a range of the list, and what is done to all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hashiya.domain.ids import ReferentId
from hashiya.ui.desk.desk import Desk, Saying
from hashiya.workspace.record import Outcome


class Several:
    """Gestures on the marks that are selected together; each is one step."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # Which

    def toggle(self, identifier: str) -> None:
        """Select the mark too, or leave it out if it is selected."""
        desk = self._desk
        before = desk.several or tuple(one for one in (desk.selected,) if one)
        if identifier in before:
            rest = tuple(one for one in before if one != identifier)
            self.choose(rest, rest[-1] if rest else None)
        else:
            self.choose((*before, identifier), identifier)

    def choose(self, identifiers: Sequence[str], last: str | None) -> None:
        """Select these marks; `last` is the one that was chosen last, and keys for one mark act on it."""
        self._desk.select(last, also=identifiers, reveal=False, caret=False)

    # What is done to all

    def label(self, key: str) -> None:
        """Give all of them this label."""
        self._take(lambda: self._desk.workspace.together.relabel(self._desk.several, key))

    def set_attribute(self, identifiers: Sequence[str], attribute: str, value: str | None) -> None:
        """Set one attribute of all of these."""
        self._take(lambda: self._desk.workspace.together.set_attribute(identifiers, attribute, value))

    def assign(self, identifiers: Sequence[str], referent: str | None) -> None:
        """Say which referent all of these stand for, or that none is said."""
        wanted = ReferentId(referent) if referent else None
        self._take(lambda: self._desk.workspace.together.assign(identifiers, wanted))

    def make_referent(self, identifiers: Sequence[str], name: str) -> None:
        """Make a referent that all of these stand for."""
        self._take(lambda: self._desk.workspace.together.make_and_assign(identifiers, name))

    def _take(self, gesture: Callable[[], Outcome]) -> None:
        desk, chosen, last = self._desk, self._desk.several, self._desk.selected
        step = desk.take(gesture)
        if step is None:
            return
        desk.select(last, also=chosen, reveal=False, caret=False)
        changed = sum(change.target in chosen for change in step.changes)
        desk.said.emit(Saying.DONE, desk.messages().text("words.changed", count=changed))
