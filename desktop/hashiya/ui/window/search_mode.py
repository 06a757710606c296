"""What the search page asks of whatever it is used for."""

from __future__ import annotations

from typing import Protocol


class Mode(Protocol):
    """What the page is used for: looking, or labelling all."""

    def asked(self) -> None:
        """Something else is asked for."""

    def enter(self) -> None:
        """Enter on the current row."""

    def act(self, action: str) -> None:
        """One of the other keys of the list."""

    def label(self, key: str) -> None:
        """A label's key on the current row."""

    def widen(self) -> None:
        """Nothing was found: look wider."""

    def more(self) -> None:
        """Look for more than were listed."""

    def show_status(self) -> None:
        """Say in the status line what one is at."""

    def pause(self) -> None:
        """The page is being hidden."""
