"""Accepting many proposals at once, after a look: all of a sort above a score, or all that look alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Scheme
from hashiya.domain.span import hull
from hashiya.ui.desk.reviewing import Sort
from hashiya.ui.dialogs.base import Dialog, Said, row
from hashiya.ui.dialogs.choices import Picker, Stepper
from hashiya.ui.dialogs.kwic import draw_in_context
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import Button, ButtonKind, TextLabel, decimal, paint_box
from hashiya.ui.theme import Radius, ThemeSource, Type
from hashiya.workspace.offering import Offered

_ROW = 38
_WIDE = 760
_CONTEXT = 60
_STEP = 5
_CHECK = 16


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """A proposal in its context, and whether it is among those to be accepted."""

    offered: Offered
    before: str
    words: str
    after: str
    is_taken: bool = True


class ToggledRows(RowsView):
    """A list whose rows Space or a click takes out and back in; Enter is the sheet's."""

    toggled = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex().row())
            event.accept()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class AcceptManyDialog(Dialog):
    """Lists proposals to be accepted in one step; `accepted_these` tells which.

    With `alike` the list is those; else it is all of a sort from a score on, both to be chosen.
    """

    accepted_these = Signal(object)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        scheme: Scheme,
        text: str,
        *,
        waiting: Sequence[Offered],
        sorts: Sequence[Sort],
        sort: tuple[Layer, str],
        alike: Sequence[Offered] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = "review.list.title" if alike is None else "review.list.title_alike"
        super().__init__(theme, messages, title, width=_WIDE, parent=parent)
        self._scheme, self._text, self._waiting, self._alike = scheme, text, waiting, alike
        self._sorts = {(one.layer, one.label): one for one in sorts}
        self._sort = sort
        self.add_words(self.say("review.list.intro"))
        if alike is None:
            self._choose()
        self._total = TextLabel(theme, style=Type.META, tone="ink2", lines=1)
        self.toggle_all = Button(theme, self.say("review.list.toggle_all"), kind=ButtonKind.QUIET, small=True)
        self.toggle_all.clicked.connect(self._toggle_all)
        self.content.addLayout(row(self._total, self.toggle_all, stretch=0))
        self.model: RowsModel[OfferedRow] = RowsModel(self._spoken)
        delegate = RowsDelegate(theme, _ROW, self._draw)
        self.view = ToggledRows(theme, self.model, delegate, name=self.say("review.list.name"), shown=9)
        self.view.toggled.connect(self._toggle)
        self.view.clicked.connect(self._clicked)
        self.content.addWidget(self.view, 1)
        self.cancel = self.add_cancel(self.say("dialog.cancel"))
        self.apply = self.add_primary("", cap="Ctrl+Enter")
        self.apply.clicked.connect(self._apply)
        self._fill()
        self.foot_last(self.cancel, self.apply)
        self.view.setFocus()

    def _choose(self) -> None:
        """Fields for the sort and the least score."""
        self.sort = Picker(self._source, name=self.say("review.list.sort"))
        choices = [(f"{layer.value}:{label}", self._name(layer, label)) for layer, label in self._sorts]
        self.sort.set_choices(choices)
        if self._sort in self._sorts:
            self.sort.set_key(f"{self._sort[0].value}:{self._sort[1]}")
        self.sort.picked.connect(self._take_sort)
        self.score = Stepper(
            self._source,
            value=self._least(),
            least=0,
            most=100,
            step=_STEP,
            shown=lambda value: decimal(value / 100, arabic=self.messages.arabic_digits),
            names=(self.say("review.list.less"), self.say("review.list.more")),
        )
        self.score.stepped.connect(lambda _: self._fill())
        self.add_field("review.list.sort", self.sort)
        self.add_field("review.list.from_score", self.score)

    def _least(self) -> int:
        found = self._sorts.get(self._sort)
        return round(found.above * 100) if found else 0

    def _take_sort(self, key: str) -> None:
        layer, _, label = key.partition(":")
        self._sort = Layer(layer), label
        self.score.set_value(self._least())
        self._fill()

    def _name(self, layer: Layer, key: str) -> str:
        label = self._scheme.label(layer, key)
        return label.name.in_language(self.messages.language) if label else key

    # Rows

    def _listed(self) -> list[Offered]:
        if self._alike is not None:
            return list(self._alike)
        least = self.score.value / 100
        return [
            one
            for one in self._waiting
            if (one.proposal.layer, one.proposal.label) == self._sort
            and one.proposal.mention is None
            and one.proposal.score >= least - 1e-9
        ]

    def _fill(self) -> None:
        rows = [self._row(one) for one in self._listed()]
        self.model.show_rows(rows)
        if rows:
            self.view.choose(0)
        key = "review.list.of" if self._alike is None else "review.list.of_alike"
        self._total.set_text(self.say(key, count=len(rows)))
        self._count()

    def _row(self, one: Offered) -> OfferedRow:
        place, text = hull(one.proposal.fragments), self._text
        start = max(text.rfind("\n", 0, place.start) + 1, place.start - _CONTEXT)
        line_end = text.find("\n", place.end)
        end = min(line_end if line_end >= 0 else len(text), place.end + _CONTEXT)
        words = " ".join(text[place.start : place.end].split())
        return OfferedRow(one, text[start : place.start], words, text[place.end : end])

    def taken(self) -> list[Offered]:
        """The proposals that are to be accepted."""
        return [one.offered for one in self.model.rows if one.is_taken]

    def _count(self) -> None:
        count = len(self.taken())
        self.apply.set_text(self.say("review.list.accept", count=count))
        self.apply.setEnabled(count > 0)
        self.toggle_all.setEnabled(bool(self.model.rows))

    def _show(self, taken: Sequence[bool]) -> None:
        """Show the same rows, taken or not."""
        at = self.view.currentIndex().row()
        rows = [
            OfferedRow(one.offered, one.before, one.words, one.after, is_taken)
            for one, is_taken in zip(self.model.rows, taken, strict=True)
        ]
        bar = self.view.verticalScrollBar().value()
        self.model.show_rows(rows)
        self.view.choose(max(at, 0))
        self.view.verticalScrollBar().setValue(bar)
        self._count()

    def _toggle(self, number: int) -> None:
        self._show([one.is_taken != (n == number) for n, one in enumerate(self.model.rows)])

    def _clicked(self, index: QModelIndex) -> None:
        self._toggle(index.row())

    def _toggle_all(self) -> None:
        every = all(one.is_taken for one in self.model.rows)
        self._show([not every] * len(self.model.rows))
        self.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter accepts, from wherever the keyboard is."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.apply.click()
        else:
            super().keyPressEvent(event)

    def _apply(self) -> None:
        taken = self.taken()
        self.accept()
        self.accepted_these.emit(taken)

    # Painting

    def _spoken(self, one: OfferedRow) -> str:
        proposal = one.offered.proposal
        state = self.say("review.list.taken" if one.is_taken else "review.list.left_out")
        score = decimal(proposal.score, arabic=self.messages.arabic_digits)
        name = self._name(proposal.layer, proposal.label)
        return self.say("review.list.row", name=name, words=one.words, score=score, state=state)

    def _draw(self, painter: RowPainter, one: OfferedRow) -> None:
        theme = painter.theme
        box = painter.place(12, (_ROW - _CHECK) / 2, _CHECK, _CHECK)
        fill = theme.accent if one.is_taken else None
        paint_box(
            painter.painter, QRectF(box), theme.px(Radius.CAP), fill=fill, edge=theme.accent if fill else theme.ink3
        )
        if one.is_taken:
            painter.icon("tick", theme.on_accent, 14, _ROW, side=12)
        score = decimal(one.offered.proposal.score, arabic=self.messages.arabic_digits)
        painter.text(score, Type.META, theme.ink2, painter.place(painter.width - 52, 0, 40, _ROW), at_end=True)
        if not one.is_taken:
            painter.painter.setOpacity(0.55)
        draw_in_context(painter, one.before, one.words, one.after, start=40, end=60)
        painter.painter.setOpacity(1)
