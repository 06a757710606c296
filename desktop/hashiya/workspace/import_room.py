"""What is taken in the project while an import goes on: texts, keys and names, those it brings itself too."""

from __future__ import annotations

from hashiya.domain.article import Article
from hashiya.domain.ids import ArticleKey, article_key
from hashiya.storage.project import ProjectFile


class Room:
    """Finds keys and names that are free, and the article that has a text already."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project
        self._ids = {article.id for removed in (False, True) for article in project.articles(removed=removed)}
        self._brought: dict[str, list[Article]] = {}

    def brought(self, article: Article) -> None:
        """Note an article that this import brings: the project does not show it before the end."""
        self._brought.setdefault(article.sha256, []).append(article)

    def forget_brought(self) -> None:
        """The articles are in the project now, or will never be."""
        self._brought = {}

    def is_brought(self, article: Article) -> bool:
        """Whether the article came with the import that goes on."""
        return article in self._brought.get(article.sha256, ())

    def with_text(self, sha256: str) -> Article | None:
        """The article that has the text, one that was not removed if there is one."""
        found = (self._project.article(key) for key in self._project.keys_of_digest(sha256))
        there = [article for article in found if article] + self._brought.get(sha256, [])
        return min(there, key=lambda article: article.removed, default=None)

    def free_key(self, sha256: str) -> ArticleKey:
        """The key of the next copy of that text."""
        taken = {*self._project.keys_of_digest(sha256), *(one.key for one in self._brought.get(sha256, ()))}
        copy = 0
        while article_key(sha256, copy) in taken:
            copy += 1
        return article_key(sha256, copy)

    def free_id(self, wanted: str) -> str:
        """The name, with a number where another article has it; it is taken from now on."""
        found, number = wanted, 2
        while found in self._ids:
            found, number = f"{wanted}-{number}", number + 1
        self._ids.add(found)
        return found
