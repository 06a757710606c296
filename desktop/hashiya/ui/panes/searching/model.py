"""The hits as a model: a row is put together when it is shown, none ahead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hashiya.resources.messages import Messages
from hashiya.ui.panes.searching.values import HitRow, NoRows, Rows

Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractListModel):
    """Rows that grow while a search goes on."""

    def __init__(self, messages: Callable[[], Messages], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._rows: Rows = NoRows()
        self._count = 0

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.before}{row.lead}{row.text}{row.after}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def row(self, index: Index) -> HitRow | None:
        """The row at that index."""
        return self._rows.row(index.row()) if index.isValid() and index.row() < self._count else None

    def show_rows(self, rows: Rows) -> None:
        """Take these rows instead of those before."""
        self.beginResetModel()
        self._rows, self._count = rows, len(rows)
        self.endResetModel()

    def grow(self) -> None:
        """The rows have become more: show those that came."""
        more = len(self._rows)
        if more > self._count:
            self.beginInsertRows(QModelIndex(), self._count, more - 1)
            self._count = more
            self.endInsertRows()

    def change(self, first: int = 0, last: int | None = None) -> None:
        """These rows, or all, stand differently now."""
        if self._count:
            self.dataChanged.emit(self.index(first), self.index(self._count - 1 if last is None else last))

    def _spoken(self, row: HitRow) -> str:
        messages = self._messages()
        return messages.text(
            "searching.spoken",
            words=row.text,
            line=f"{row.before}{row.lead}{row.text}{row.after}",
            title=row.title,
            state=messages.text(f"searching.state.{row.standing}"),
            note=row.note,
        ).strip(" ،,")
