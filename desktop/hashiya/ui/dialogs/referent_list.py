"""The list of the project's referents: found in any spelling, ordered by name or by how often they are mentioned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.arabic.folding import fold_key
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import ReferentId
from hashiya.domain.links import Referent
from hashiya.domain.scheme import Scheme
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.fields import ListField
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import ChipRow, TextLabel, ThemedWidget, first_strong, whole
from hashiya.ui.theme import ThemeSource, Type

_ROW = 38


@dataclass(frozen=True, slots=True)
class ReferentRow:
    """A referent, how many mentions in how many articles it has, if they were counted, and its names folded."""

    referent: Referent
    label: str
    mentions: int
    articles: int
    folded: str
    is_counted: bool = True


class ReferentList(ThemedWidget):
    """Field, order and list; `row_chosen` tells the row that the keyboard is on, `row_activated` one for Enter."""

    row_chosen = Signal(object)
    row_activated = Signal(object)

    def __init__(self, theme: ThemeSource, messages: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._messages = messages
        self._all: list[ReferentRow] = []
        say = messages().text
        self.search = ListField(
            theme,
            name=say("referents.find"),
            placeholder=say("referents.find"),
            icon="search",
            clear_name=say("dialog.clear"),
        )
        orders = [(key, say(f"referents.{key}")) for key in ("by_name", "by_mentions", "unused")]
        self.order = ChipRow(theme, orders, name=say("referents.order"))
        self._total = TextLabel(theme, style=Type.META, tone="ink2", lines=1)
        self.model: RowsModel[ReferentRow] = RowsModel(self._spoken)
        self.view = RowsView(
            theme, self.model, RowsDelegate(theme, _ROW, self._draw), name=say("referents.list"), shown=11
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.search, self.order, self._total):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        self.search.textChanged.connect(lambda _text: self._renew())
        self.search.walked.connect(self._walk)
        self.search.returnPressed.connect(self._enter)
        self.order.chosen.connect(lambda _key: self._renew())
        self.view.row_selected.connect(self.row_chosen)
        self.view.row_activated.connect(self.row_activated)

    def show_referents(
        self, referents: Sequence[Referent], counts: Mapping[ReferentId, tuple[int, int]] | None, scheme: Scheme
    ) -> None:
        """Show these; the keyboard stays on its referent if it is still there. Without counts no number is shown."""
        language = self._messages().language
        names = {label.key: label.name.in_language(language) for label in scheme.layer(Layer.ENTITIES).labels}
        self._all = [
            ReferentRow(
                one,
                names.get(one.label or "", one.label or ""),
                *(counts or {}).get(one.id, (0, 0)),
                "\n".join(fold_key(name) for name in (one.name, *one.aliases)),
                counts is not None,
            )
            for one in referents
        ]
        self._renew()

    def chosen(self) -> ReferentRow | None:
        """The row that the keyboard is on."""
        row = self.view.chosen()
        return row if isinstance(row, ReferentRow) else None

    def choose(self, identifier: ReferentId) -> bool:
        """Put the keyboard on that referent; whether it is shown."""
        for number, row in enumerate(self.model.rows):
            if row.referent.id == identifier:
                self.view.choose(number)
                return True
        return False

    def _renew(self) -> None:
        before = self.chosen()
        wanted = fold_key(self.search.text()).strip()
        order = self.order.current
        rows = [row for row in self._all if wanted in row.folded and (order != "unused" or not row.mentions)]
        if order == "by_mentions":
            rows.sort(key=lambda row: -row.mentions)
        self.model.show_rows(rows)
        self._total.set_text(self._words(len(rows), wanted))
        if rows and not (before and self.choose(before.referent.id)):
            self.view.choose(0)

    def _words(self, number: int, wanted: str) -> str:
        say = self._messages().text
        if not self._all:
            return say("referents.none")
        return say("referents.no_hits") if wanted and not number else say("referents.total", count=number)

    def _walk(self, step: int) -> None:
        if self.model.rows:
            self.view.choose(min(len(self.model.rows) - 1, max(0, self.view.currentIndex().row() + step)))

    def _enter(self) -> None:
        row = self.chosen()
        if row is not None:
            self.row_activated.emit(row)

    def _spoken(self, row: ReferentRow) -> str:
        say = self._messages().text
        return say(
            "referents.row",
            name=row.referent.name,
            label=row.label,
            mentions=say("referents.count", count=row.mentions),
        )

    def _draw(self, painter: RowPainter, row: ReferentRow) -> None:
        theme = painter.theme
        arabic = self._messages().arabic_digits
        number = painter.place(painter.width - 60, 0, 50, _ROW)
        count = whole(row.mentions, arabic=arabic) if row.is_counted else ""
        used = painter.text(count, Type.META, theme.ink2, number, at_end=True)
        end = painter.width - 10 - max(used, 18) - 8
        label = painter.place(end - 90, 0, 90, _ROW)
        end -= painter.text(row.label, Type.META, theme.ink2, label, at_end=True) + 10
        name = row.referent.name
        place = painter.place(12, 0, max(40, end - 12), _ROW)
        same = first_strong(name) is painter.direction
        painter.text(name if same else f"\u2068{name}\u2069", Type.ROW, theme.ink, place)
