"""What an import is asked for, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from hashiya.domain.faults import Fault, KnownFailure
from hashiya.exchange.protocol import MOST_LISTED, ReadOptions, Remark


class OnDuplicate(StrEnum):
    """What to do with a text that the project has."""

    MERGE = "merge"
    SKIP = "skip"
    COPY = "copy"
    ERROR = "error"


class OnConflict(StrEnum):
    """What to do with an id that the project has with other values."""

    KEEP = "keep"
    REPLACE = "replace"
    COPY = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """How files of one kind are read: None leaves format and encoding to be detected, `more` is for single formats."""

    format: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """How to import; None leaves format and encoding to be detected."""

    format: str | None = None
    encoding: str | None = None
    on_duplicate: OnDuplicate = OnDuplicate.MERGE
    on_conflict: OnConflict = OnConflict.KEEP
    adopt: bool = False
    """Everything becomes the work of the annotator who imports, whoever the corpus says made it."""
    as_proposals: str | None = None
    """The engine whose proposals everything becomes, whoever the file says made it."""
    columns: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    """Options of single formats."""
    alike: Mapping[str, Alike] = field(default_factory=dict)
    """What holds, in place of the above, for the files that are told to be in the format of this name."""

    def for_files(self, told: str) -> ImportChoices:
        """The choices for files that are told to be in that format."""
        own = self.alike.get(told)
        if own is None:
            return self
        return replace(self, format=own.format, encoding=own.encoding, columns=own.columns, more=own.more)

    def options(self) -> ReadOptions:
        """What of this the readers are told."""
        return ReadOptions(encoding=self.encoding, columns=self.columns, more=self.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """What became of one file: `state` is done, skipped or failed; `same_as` the article that has the text."""

    file: Path
    state: str
    encoding: str | None = None
    how: str | None = None
    same_as: str | None = None
    articles: int = 0
    failure: KnownFailure | None = None
    format: str | None = None


@dataclass(slots=True)
class ImportReport:
    """What an import brought, and what it could not bring, each counted or named."""

    files: list[FileOutcome] = field(default_factory=list)
    articles: int = 0
    annotations: int = 0
    relations: int = 0
    merged: int = 0
    skipped: int = 0
    unchanged: int = 0
    conflicts: list[str] = field(default_factory=list)
    relations_left_out: int = 0
    new_labels: list[str] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    remarks: Counter[Remark] = field(default_factory=Counter)
    """How much came in changed, was refused, or disagrees with the file's own words; `warnings` list it."""
    without_manifest: int = 0
    """Corpora that came alone: other names of referents, names of clusters and labels are missing until it comes."""
    cancelled: bool = False

    @property
    def failures(self) -> list[FileOutcome]:
        """The files that did not come in."""
        return [one for one in self.files if one.state == "failed"]

    def add(self, other: ImportReport) -> None:
        """Count what one corpus brought."""
        for name in ("articles", "annotations", "relations", "merged", "skipped", "unchanged", "relations_left_out"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.without_manifest += other.without_manifest
        self.conflicts += other.conflicts
        self.new_labels += [one for one in other.new_labels if one not in self.new_labels]
        self.warnings += other.warnings[: max(0, MOST_LISTED - len(self.warnings))]
        self.remarks += other.remarks


class Cancelled(Exception):
    """The person stopped the import; nothing of it stays."""


Progress = Callable[[FileOutcome | None, int, int], bool]
"""Told after each file (or None within a corpus) the number done and the number of all; False stops the import."""
