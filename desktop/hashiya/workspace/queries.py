"""What is looked for, and what is found, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.domain.ids import AnnotationId, ArticleKey
from hashiya.domain.span import Span

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


class Hit(Struct, frozen=True, kw_only=True, gc=False):
    """One place that was found. `span` is what would be marked, in raw code points, its proclitic left out.

    `word` are the whole words around it. `before`, `text` and `after` are the hit with what stands around it in its
    line, for a keyword in its context. `boilerplate` says that it stands in a dimmed region. `marks` are one's own
    annotations that reach into it; `annotation` the one found, when annotations were looked through. A struct, as
    there can be ten thousands: it is made in a tenth of the time.
    """

    article: ArticleKey
    article_id: str
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

    `total` and `articles` count all there are; where that is not known yet, `total` is None and `articles` counts
    those of the hits so far. `more` says that there are others after these; `stopped` that it was ended before.
    """

    hits: tuple[Hit, ...]
    total: int | None
    articles: int
    more: bool
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling that is likely the same word but is not found by the query, and in how many texts it stands."""

    text: str
    count: int
