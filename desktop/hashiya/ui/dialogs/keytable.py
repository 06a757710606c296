"""The table of commands and their keys: grouped, searchable in any spelling, caps with the Arabic letter beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.arabic.folding import fold_key
from hashiya.ui.actions import LABEL, ROLE, Action
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.keys.bindings import Bindings
from hashiya.ui.keys.places import letter_on
from hashiya.ui.keys.strokes import Stroke
from hashiya.ui.kit import Field, TextLabel, ThemedWidget
from hashiya.ui.theme import ThemeSource, Type

TitleOf = Callable[[str], str]
"""What an action is called, by its id."""

_HEIGHT = 34


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One command with its strokes; one without an action only names the group below it."""

    title: str
    action: str = ""
    strokes: tuple[Stroke, ...] = ()
    changed: bool = False


class KeyTable(ThemedWidget):
    """A field to search in and the list of commands; `row_chosen` tells the one that the keyboard is on, or None."""

    row_chosen = Signal(object)
    row_activated = Signal(object)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        *,
        actions: Sequence[Action],
        title_of: TitleOf,
        bindings: Bindings,
        shown: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._messages, self._actions, self._title_of, self._bindings = messages, actions, title_of, bindings
        say = messages().text
        self.search = Field(
            theme, name=say("keys.find"), placeholder=say("keys.find"), icon="search", clear_name=say("dialog.clear")
        )
        self._model: RowsModel[KeyRow] = RowsModel(self._spoken)
        delegate = RowsDelegate(theme, _HEIGHT, self._draw)
        self.view = RowsView(theme, self._model, delegate, name=say("keys.table"), shown=shown)
        self._none = TextLabel(theme, say("keys.no_hits"), Type.SMALL, tone="ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.search, self._none, self.view):
            column.addWidget(widget)
        self.search.textChanged.connect(lambda _text: self.renew())
        self.view.row_selected.connect(lambda row: self.row_chosen.emit(row if row and row.action else None))
        self.view.row_activated.connect(lambda row: self.row_activated.emit(row) if row.action else None)
        self.renew()

    @property
    def rows(self) -> Sequence[KeyRow]:
        """The rows that are shown, headings among them."""
        return self._model.rows

    def chosen(self) -> KeyRow | None:
        """The command that the keyboard is on."""
        row = self.view.chosen()
        return row if isinstance(row, KeyRow) and row.action else None

    def choose(self, action: str) -> None:
        """Put the keyboard on the row of that action, if it is shown."""
        for number, row in enumerate(self.rows):
            if row.action == action:
                self.view.choose(number)

    def renew(self) -> None:
        """Show the strokes as they are now; the keyboard stays on its row."""
        before = self.chosen()
        rows = self._made(self.search.text().strip())
        self._model.show_rows(rows)
        self._none.setVisible(not rows)
        self.view.setVisible(bool(rows))
        if before is not None:
            self.choose(before.action)

    def _made(self, wanted: str) -> list[KeyRow]:
        folded = fold_key(wanted)
        groups: dict[str, list[KeyRow]] = {}
        for action in self._actions:
            strokes = self._bindings.strokes(action.id)
            title = self._title_of(action.id)
            by_key = wanted.casefold() in {str(stroke).casefold() for stroke in strokes}
            # A sign such as «=» is a key and no part of a name.
            by_name = folded in fold_key(title) if folded or not wanted else False
            if not (by_name or by_key):
                continue
            row = KeyRow(title, action.id, strokes, self._bindings.is_changed(action.id))
            groups.setdefault(_group(action), []).append(row)
        made: list[KeyRow] = []
        for group, rows in groups.items():
            made += [KeyRow(self._messages().text(f"keys.group.{group}")), *rows]
        return made

    def _spoken(self, row: KeyRow) -> str:
        say = self._messages().text
        if not row.action:
            return row.title
        return say("keys.row", title=row.title, keys=" ".join(map(str, row.strokes)) or say("keys.none"))

    def _draw(self, painter: RowPainter, row: KeyRow) -> None:
        theme = painter.theme
        if not row.action:
            place = painter.place(12, 6, painter.width - 24, _HEIGHT - 8)
            painter.text(row.title, Type.META_STRONG, theme.ink2, place)
            return
        end = painter.width - 12
        if not row.strokes:
            none = painter.place(end - 120, 0, 120, _HEIGHT)
            painter.text(self._messages().text("keys.none"), Type.META, theme.ink2, none, at_end=True)
            end -= 128
        for stroke in reversed(row.strokes):
            end = self._draw_stroke(painter, stroke, end)
        if row.changed:
            word = painter.place(end - 90, 0, 84, _HEIGHT)
            end -= 12 + painter.text(
                self._messages().text("keys.changed"), Type.META_MEDIUM, theme.accent, word, at_end=True
            )
        painter.text(row.title, Type.BODY, theme.ink, painter.place(12, 0, max(40, end - 24), _HEIGHT))

    def _draw_stroke(self, painter: RowPainter, stroke: Stroke, end: float) -> float:
        letter = letter_on(stroke.key)
        if letter:
            place = painter.place(end - 20, 0, 20, _HEIGHT)
            painter.text(letter, Type.SMALL, painter.theme.ink2, place)
            end -= 24
        return painter.cap(stroke.shown(), end, _HEIGHT) - 8


def _group(action: Action) -> str:
    if action.id.startswith(LABEL):
        return "labels"
    if action.id.startswith(ROLE):
        return "roles"
    return action.menu or "more"
