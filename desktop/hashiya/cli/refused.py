"""What ends a command whose gesture was refused."""

from __future__ import annotations

from hashiya.domain.faults import Refusal


class RefusedError(Exception):
    """A gesture was refused; the command ends with its reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal
