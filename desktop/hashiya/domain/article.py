"""Articles: texts that are never edited, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from hashiya.domain.ids import AnnotatorId, ArticleKey


class Status(StrEnum):
    """How far an article, or one annotator's work on it, has come."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Article:
    """All of an article but its text, which stands once in the file, by digest.

    `meta` holds JSON values (title, source, published, url, file and any other imported key); `labels` the
    scheme's article labels by key; `length` is in code points; `removed` hides it everywhere.
    """

    key: ArticleKey
    id: str
    sha256: str
    length: int
    language: str = "ar"
    meta: dict[str, Any] = field(default_factory=dict)
    status: Status = Status.NEW
    progress: dict[AnnotatorId, Status] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    note: str | None = None
    replaces: ArticleKey | None = None
    removed: bool = False
    extra: dict[str, Any] = field(default_factory=dict)
    """Unknown keys of a corpus line that begin with `x_`: kept and written again."""

    @property
    def title(self) -> str | None:
        """The title, if the metadata have one."""
        title = self.meta.get("title")
        return title if isinstance(title, str) else None


def digest(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in hexadecimal; ValueError on a lone surrogate."""
    return sha256(text.encode("utf-8")).hexdigest()
