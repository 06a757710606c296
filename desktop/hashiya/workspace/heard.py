"""What happened in a project since its engines last read: each request tells them what to look at again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from hashiya.domain.ids import AnnotatorId, ArticleKey

Token = tuple[int, int, frozenset[str], int, int]
"""What a reading knew: names (times of reading, version), the engines that were off, learned model, referents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One article to be read for one person, and what the engines have to look at again before.

    `changed` are articles whose mentions are others now. `readings`, `models` and `registers` are counts: where one
    is another than in the request before, all names, the learned model or the referents are to be read anew.
    """

    article: ArticleKey
    me: AnnotatorId
    off: frozenset[str] = frozenset()
    changed: frozenset[ArticleKey] = frozenset()
    readings: int = 0
    models: int = 0
    registers: int = 0
    model: str | None = None
    camel: bool = False


class Heard:
    """Gathers what changes; steps are heard of in the project's thread, requests are made in any, one at a time."""

    def __init__(self) -> None:
        self.model: Path | None = None
        self.camel = False
        self._articles: deque[ArticleKey] = deque()
        self._readings = self._models = self._registers = 0
        self._version = -1

    def forget(self) -> None:
        """Everything is to be read again."""
        self._readings += 1

    def renew_model(self) -> None:
        """The learned model, or what CAMeL NER says, may be another."""
        self._models += 1

    def renew_register(self) -> None:
        """A referent was made or changed."""
        self._registers += 1

    def changed(self, article: ArticleKey) -> None:
        """The article's mentions are to be read again."""
        self._articles.append(article)

    def request(self, article: ArticleKey, me: AnnotatorId, off: frozenset[str]) -> Request:
        """Ask for an article; made before the file is looked at, for what is heard of later makes the answer stale."""
        changed = set()
        registers, readings = self._registers, self._readings
        while self._articles:
            changed.add(self._articles.popleft())
        return Request(
            article=article,
            me=me,
            off=off,
            changed=frozenset(changed),
            readings=readings,
            models=self._models,
            registers=registers,
            model=str(self.model) if self.model else None,
            camel=self.camel,
        )

    def answered(self, token: Token) -> None:
        """Note what the engines knew when they read last."""
        self._version = token[1]

    def is_current(self, token: Token, off: frozenset[str]) -> bool:
        """Whether nothing has changed since the token was given."""
        now = (self._readings, self._version, off, self._models, self._registers)
        return not self._articles and token == now
