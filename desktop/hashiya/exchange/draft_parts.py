"""What a draft is made of: marks, links, what fills roles, and who made them, as the file says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hashiya.domain.annotation import Layer
from hashiya.exchange.line import StatusName
from hashiya.exchange.offsets import Pieces, Unit

Attributes = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who made a thing, and when: `annotator` is a handle; `engine` makes it a proposal of that engine."""

    annotator: str | None = None
    engine: str | None = None
    score: float | None = None
    created: str | None = None
    modified: str | None = None
    origin: str | None = None
    """As a corpus line has it, where the format keeps it; else it is `imported:<format>`."""


NOBODY_SAID = By()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fills:
    """What fills a role: the id of a mention or claim of the draft, a referent's key, or ranges."""

    id: str | None = None
    referent: str | None = None
    pieces: Pieces | None = None
    quote: str | None = None


@dataclass(slots=True, kw_only=True)
class Mark:
    """One annotation as the file says it."""

    layer: Layer
    label: str
    pieces: Pieces
    id: str | None
    quote: str | None
    attributes: Attributes
    defaulted: Sequence[str]
    note: str | None
    by: By
    line: int | None
    referent: str | None = None
    roles: dict[str, list[Fills]] = field(default_factory=dict)
    restatement: str | None = None
    cluster: str | None = None


@dataclass(slots=True, kw_only=True)
class Link:
    """One relation as the file says it."""

    label: str
    head: str
    tail: str
    tail_article: str | None
    id: str | None
    by: By
    line: int | None
    attributes: Attributes = field(default_factory=dict)
    defaulted: Sequence[str] = ()
    note: str | None = None


class Drafted:
    """What is known of the article itself; `text` is as the file has it, `unit` what its offsets are said to count."""

    def __init__(
        self,
        *,
        article_id: str,
        text: str,
        unit: Unit = Unit.CODEPOINT,
        meta: Mapping[str, Any] | None = None,
        language: str = "ar",
    ) -> None:
        self.id = article_id
        self.text = text
        self.unit = unit
        self.meta: dict[str, Any] = dict(meta or {})
        self.language = language
        self.status: StatusName = "new"
        self.progress: dict[str, StatusName] = {}
        self.labels: dict[str, str] = {}
        self.note: str | None = None
