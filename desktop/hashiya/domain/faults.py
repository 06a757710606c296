"""What stands in the way, as values: refusals of a gesture, faults of a file, known failures of the system."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a gesture was not carried out: a message key (`refusal.<code>`) and what the message needs."""

    code: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: where it is, what was found, what was expected.

    `code` is a message key (`fault.<code>`); `line` counts from 1; `field` is the path inside the line.
    """

    code: str
    file: str | None = None
    line: int | None = None
    article: str | None = None
    field: str | None = None
    found: str | None = None
    expected: str | None = None


class KnownFailure(Exception):
    """The data or the system stands in the way: not a bug. Carries a message key (`failure.<code>`) and details."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


class FileFault(KnownFailure):
    """A file that cannot be taken as it is, with its first fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__("file_fault", fault=fault)
        self.fault = fault
