"""What is looked for, and what is found: words of the texts or of the annotations, in an article or the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.domain.ids import AnnotationId, ArticleKey
from hashiya.domain.span import Span
from hashiya.workspace.record import Record

PAGE = 100
"""How many hits a page has unless told."""

Stop = Callable[[], bool]
"""Asked again and again by what takes longer: True ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for, and where.

    `scope` None is the whole project. `spelling` folded takes readers' spellings for one, exact only the letters as
    they are written. `proclitics` finds a word behind its proclitic too (وإيران), `phrase` wants the words one after
    the other, else all of them in one article. `words` is what must begin and end with the query: whole words, words
    that begin with it, or nothing. `labels`, `layer` and `statuses` keep only hits in annotations and articles of
    these; `among` annotations looks for annotations whose words contain the query.
    """

    text: str
    scope: ArticleKey | None = None
    spelling: Literal["folded", "exact"] = "folded"
    proclitics: bool = True
    phrase: bool = True
    words: Literal["whole", "beginning", "inside"] = "whole"
    labels: frozenset[str] | None = None
    layer: Layer | None = None
    statuses: frozenset[Status] | None = None
    among: Literal["text", "annotations"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place that was found. `span` is what would be marked, in raw code points, its proclitic left out.

    `word` are the whole words around it. `before`, `text` and `after` are the hit with what stands around it in its
    line, for a keyword in its context. `boilerplate` says that it stands in a dimmed region. `marks` are one's own
    annotations that reach into it; `annotation` the one found, when annotations were looked through.
    """

    article: ArticleKey
    article_id: str
    title: str | None
    span: Span
    word: Span
    before: str
    text: str
    after: str
    boilerplate: bool = False
    marks: tuple[AnnotationId, ...] = ()
    annotation: AnnotationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Some hits in the order of the project and of the texts.

    `total` and `articles` count all there are; `total` is None where that was not counted, and `articles` are then
    those of these hits. `more` says that there are others after these; `stopped` that it was ended before.
    """

    hits: tuple[Hit, ...]
    total: int | None
    articles: int
    more: bool
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling in the project that is likely the same word but is not found by the query, and how often it stands."""

    text: str
    count: int


class Searching:
    """Looks through the project, on a connection of its own, so that it can be done beside the window's thread."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def page(self, query: Query, *, offset: int = 0, limit: int = PAGE, stop: Stop | None = None) -> Hits:
        """So many hits, those from the offset on."""
        return Hits(hits=(), total=0, articles=0, more=False)

    def count(self, query: Query, *, stop: Stop | None = None) -> tuple[int, int] | None:
        """How many hits there are, in how many articles; None when it was stopped."""
        return 0, 0

    def variants(self, query: Query) -> tuple[Variant, ...]:
        """Other spellings of the project that may be the same word, the most frequent first; they are not mixed in."""
        return ()

    def close(self) -> None:
        """Let go of the connection; the next search takes another."""
