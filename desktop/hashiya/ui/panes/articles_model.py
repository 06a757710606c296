"""The list of articles as a model: every row at once, filtered by words in any spelling and by status."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hashiya.arabic.folding import fold_key, fold_text
from hashiya.domain.article import Status
from hashiya.domain.ids import ArticleKey
from hashiya.resources.messages import Messages
from hashiya.ui.panes.times import day_words
from hashiya.ui.panes.values import ArticleRow

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's whole value is."""

Index = QModelIndex | QPersistentModelIndex


class Which(StrEnum):
    """Which articles the list shows, by how far they have come."""

    ALL = "all"
    TO_DO = "to_do"
    DONE = "done"

    def shows(self, row: ArticleRow) -> bool:
        """Whether a row of that status is shown."""
        if self is Which.ALL:
            return True
        return (row.status is Status.DONE) == (self is Which.DONE)


class ArticlesModel(QAbstractListModel):
    """The articles in project order, of which those are shown that the filter lets through."""

    def __init__(self, messages: Callable[[], Messages], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._rows: list[ArticleRow] = []
        self._places: dict[ArticleKey, int] = {}
        self._shown: list[int] | range = range(0)
        self._folded: list[str] = []
        self._query = ""
        self._which = Which.ALL

    @property
    def query(self) -> str:
        """The words that the titles and sources are filtered by."""
        return self._query

    @property
    def which(self) -> Which:
        """Which articles are shown, by status."""
        return self._which

    @property
    def total(self) -> int:
        """How many articles there are, hidden ones too."""
        return len(self._rows)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._rows[self._shown[index.row()]]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def title(self, row: ArticleRow) -> str:
        """What the row is called, a word for it where the article has no title."""
        return row.title or self._messages().text("panes.articles.untitled")

    def row(self, index: Index) -> ArticleRow | None:
        """The value of the row at that index."""
        return self._rows[self._shown[index.row()]] if index.isValid() else None

    def index_of(self, key: ArticleKey | None) -> QModelIndex:
        """Where the article is shown; an invalid index when it is hidden or not there."""
        place = self._places.get(key) if key is not None else None
        if place is None:
            return QModelIndex()
        at = bisect_left(self._shown, place)
        found = at < len(self._shown) and self._shown[at] == place
        return self.index(at) if found else QModelIndex()

    def place(self, key: ArticleKey) -> int | None:
        """The place of the article in the project, from 1, whatever the filter shows."""
        place = self._places.get(key)
        return None if place is None else place + 1

    def show_rows(self, rows: Sequence[ArticleRow]) -> None:
        """Take these articles instead of those before; the filter stays."""
        self.beginResetModel()
        self._rows = list(rows)
        self._places = {row.key: place for place, row in enumerate(self._rows)}
        self._folded = []
        self._shown = self._passing()
        self.endResetModel()

    def change_row(self, row: ArticleRow) -> None:
        """Take the new value of one article that is in the list."""
        place = self._places.get(row.key)
        if place is None:
            return
        before, self._rows[place] = self._rows[place], row
        if (before.title, before.source) != (row.title, row.source):
            self._folded = self._folded[:place]
        index = self.index_of(row.key)
        # An article that was just done stays where it is until the filter is used again: nothing jumps away.
        if index.isValid():
            self.dataChanged.emit(index, index)

    def filter(self, query: str, which: Which) -> None:
        """Show the articles whose title or source holds the words, in any spelling, and that `which` shows."""
        self._query, self._which = query, which
        self.beginResetModel()
        self._shown = self._passing()
        self.endResetModel()

    def hidden_by_status(self) -> int:
        """How many articles are hidden by their status, whatever the words."""
        return sum(not self._which.shows(row) for row in self._rows)

    def speak_again(self) -> None:
        """Say every row again, after the language changed."""
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def _passing(self) -> list[int] | range:
        everything = range(len(self._rows))
        words = fold_key(self._query).split()
        if not words and self._which is Which.ALL:
            return everything
        shows, rows = self._which.shows, self._rows
        places: list[int] | range = everything
        if self._which is not Which.ALL:
            places = [place for place in everything if shows(rows[place])]
        if not words:
            return places
        folded = self._keys()
        if len(words) == 1:
            return [place for place in places if words[0] in folded[place]]
        return [place for place in places if all(word in folded[place] for word in words)]

    def fold_some(self, most: int) -> bool:
        """Prepare the next so many rows for the filter, in quiet moments; whether there are more."""
        begun = len(self._folded)
        rows = self._rows[begun : begun + most]
        # Folded in one go: a call for each row would cost more than all of them together.
        together = "\n".join(f"{row.title} {row.source}".replace("\n", " ") for row in rows)
        if rows:
            self._folded += fold_text(together).split("\n")
        return len(self._folded) < len(self._rows)

    def _keys(self) -> list[str]:
        self.fold_some(len(self._rows))
        return self._folded

    def _spoken(self, row: ArticleRow) -> str:
        messages = self._messages()
        return messages.text(
            "panes.articles.spoken",
            title=self.title(row),
            status=messages.text(f"panes.article_status.{row.status}"),
            source=row.source or messages.text("panes.articles.no_source"),
            date=day_words(row.published, messages) or messages.text("panes.articles.no_date"),
        )
