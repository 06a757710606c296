"""Gestures on articles: status, metadata, notes, labels, removing; and walking from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hashiya.domain.article import Article, Status
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import ArticleKey
from hashiya.domain.step import Kind
from hashiya.workspace.counting import Counting
from hashiya.workspace.marks import shortened, with_status
from hashiya.workspace.record import Outcome, Record

OPENING = 120
"""How many characters of an article without a title stand for it."""


class Articles:
    """The articles of the project, in project order."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._counting = Counting(record)
        self._openings: dict[ArticleKey, str] = {}

    def all(self) -> list[Article]:
        """Every article that is not removed."""
        return self._record.project.articles()

    def get(self, key: ArticleKey) -> Article | None:
        """The article with this key."""
        return self._record.article(key)

    def openings(self, keys: Sequence[ArticleKey]) -> dict[ArticleKey, str]:
        """How the texts of these articles begin, for a list where they have no title."""
        # A text never changes: each is read once.
        missing = [key for key in keys if key not in self._openings]
        if missing:
            self._openings |= self._record.project.openings(missing, OPENING)
        return {key: self._openings.get(key, "") for key in keys}

    def annotation_counts(self) -> dict[ArticleKey, int]:
        """How many annotations the current annotator sees in each article."""
        return self._counting.articles()

    def counts(self, key: ArticleKey) -> dict[tuple[Kind, str], int]:
        """Annotations of one article by layer and label."""
        return self._counting.labels(key)

    def next_not_done(self, after: ArticleKey | None) -> ArticleKey | None:
        """The next article, going round, that is neither done nor set aside."""
        articles = self.all()
        keys = [article.key for article in articles]
        first = keys.index(after) + 1 if after in keys else 0
        for article in (*articles[first:], *articles[:first]):
            if article.key != after and article.status in (Status.NEW, Status.IN_PROGRESS):
                return article.key
        return None

    def neighbour(self, key: ArticleKey, *, forward: bool) -> ArticleKey | None:
        """The article after or before this one in project order."""
        keys = [article.key for article in self.all()]
        if key not in keys:
            return keys[0] if keys else None
        place = keys.index(key) + (1 if forward else -1)
        return keys[place] if 0 <= place < len(keys) else None

    def set_status(self, key: ArticleKey, status: Status) -> Outcome:
        """Say how far the article has come; it is the annotator's own progress too."""
        article = self._there(key)
        if article is None:
            return Refusal("gone")
        new = with_status(article, status, self._record.me)
        return self._replace(article, new, "status", status=status.value)

    def set_meta(self, key: ArticleKey, values: dict[str, Any]) -> Outcome:
        """Change metadata; None takes a field away."""
        article = self._there(key)
        if article is None:
            return Refusal("gone")
        kept = {name: value for name, value in article.meta.items() if name not in values}
        given = {name: value for name, value in values.items() if value is not None}
        return self._replace(article, replace(article, meta=kept | given), "metadata")

    def set_label(self, key: ArticleKey, label: str, value: str | None) -> Outcome:
        """Set an article label of the scheme, such as the genre."""
        article = self._there(key)
        plan = next((one for one in self._record.scheme.article_labels if one.key == label), None)
        if article is None:
            return Refusal("gone")
        chosen = plan.value(value) if plan and value is not None else None
        if plan is None or plan.retired or (value is not None and (chosen is None or chosen.retired)):
            return Refusal("unknown_attribute", {"attribute": label, "value": value})
        labels = {name: kept for name, kept in article.labels.items() if name != label}
        if value is not None:
            labels[label] = value
        return self._replace(article, replace(article, labels=labels), "metadata")

    def set_note(self, key: ArticleKey, note: str | None) -> Outcome:
        """Write a note on the article, or take it away."""
        article = self._there(key)
        if article is None:
            return Refusal("gone")
        return self._replace(article, replace(article, note=note or None), "note")

    def remove(self, keys: Sequence[ArticleKey]) -> Outcome:
        """Take articles off lists, search and export; nothing is deleted, and undo brings them back."""
        articles = [article for key in dict.fromkeys(keys) if (article := self._there(key))]
        changes = [self._record.change(one, replace(one, removed=True)) for one in articles]
        title = shortened(articles[0].title or articles[0].id) if articles else ""
        return self._record.take("remove_article", changes, text=title, count=len(articles))

    def _there(self, key: ArticleKey) -> Article | None:
        article = self.get(key)
        return None if article is None or article.removed else article

    def _replace(self, old: Article, new: Article, name: str, **details: Any) -> Outcome:
        if old == new:
            return Refusal("nothing_to_change")
        return self._record.take(
            name, [self._record.change(old, new)], text=shortened(new.title or new.id), article=new.key, **details
        )
