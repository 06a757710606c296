"""What the rows of a search call the articles of their hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashiya.domain.ids import ArticleKey
    from hashiya.ui.window.room import Room
    from hashiya.workspace.queries import Hit

OPENING = 90
"""So many code points of an article without a title stand for it."""


class HitNames:
    """Tells a hit's article: its place in the project, from 1, and its title or how it begins, read when shown."""

    def __init__(self, room: Room | None) -> None:
        self._room = room
        self._begun: dict[ArticleKey, str] = {}

    def __call__(self, hit: Hit) -> tuple[int, str]:
        if self._room is None:
            return 0, hit.article_id
        number = self._room.panes.articles.model.place(hit.article) or 0
        article = self._room.workspace.articles.get(hit.article)
        if article is not None and article.title:
            return number, article.title
        if hit.article not in self._begun:
            self._begun[hit.article] = self._room.workspace.text(hit.article)[:OPENING].strip()
        return number, self._begun[hit.article] or hit.article_id
