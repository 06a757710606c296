"""The project in numbers: done of all, articles by status, annotations by label and by annotator, as plain bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.step import Step
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.kit import STATUS_SIGNS, PlainBar, SectionHeading, TextLabel, ThinBar, Title, Tone, isolate, whole
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.workspace import Workspace

_LAYERS = (Layer.ENTITIES, Layer.CLAIMS, Layer.RELATIONS, Layer.REGIONS)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: what it counts, how many, in which colour."""

    name: str
    number: int
    tone: Tone | QColor = "accent"


class OverviewPage(Dialog):
    """A page of plain bars; it follows every step while it is open."""

    def __init__(
        self, theme: ThemeSource, messages: Said, workspace: Workspace, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, messages, "overview.title", parent=parent)
        self._workspace = workspace
        self.sections: dict[str, Sequence[BarRow]] = {}
        self._build()
        self.add_primary(self.say("dialog.close")).clicked.connect(self.accept)
        self.primary.setFocus()
        self._leave: Callable[[], None] | None = workspace.subscribe(self._hear)
        self.finished.connect(lambda _result: self._stop_hearing())

    def retheme(self) -> None:
        if hasattr(self, "sections"):
            self._renew()
        super().retheme()

    def _hear(self, _step: Step) -> None:
        self._renew()

    def _stop_hearing(self) -> None:
        if self._leave is not None:
            self._leave()
            self._leave = None

    def _renew(self) -> None:
        while self.content.count():
            item = self.content.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._build()

    def _build(self) -> None:
        overview = self._workspace.overview
        progress = overview.progress()
        words = self.say("overview.done", count=progress.done, of=progress.of)
        self.content.addWidget(Title(self._source, words))
        bar = ThinBar(self._source, name=self.say("overview.progress"), tone="ok", height=6)
        bar.set_share(progress.done / progress.of if progress.of else 0.0)
        self.content.addWidget(bar)
        if not progress.of:
            self.add_words(self.say("overview.nothing"))
        statuses = [
            BarRow(self.say(f"words.status.{status.value}"), number, STATUS_SIGNS[status.value][1])
            for status, number in overview.statuses().items()
        ]
        self._section("statuses", statuses)
        for layer in _LAYERS:
            self._add_layer(layer)
        people = [BarRow(isolate(person.name), number) for person, number in overview.annotators()]
        self._section("annotators", people)
        self.content.addStretch(1)

    def _add_layer(self, layer: Layer) -> None:
        rows, unused = [], []
        for where, label, number in self._workspace.overview.labels():
            if where is not layer:
                continue
            name = label.name.in_language(self.messages.language)
            if not number:
                unused.append(name)
                continue
            shown = self.say("overview.retired", name=name) if label.retired else name
            tone: Tone | QColor = "claim" if layer is Layer.CLAIMS else "ink3"
            if label.colour is not None:
                wanted = label.colour.dark if self.theme.dark else label.colour.light
                tone = self.theme.mark_colour(wanted).colour
            rows.append(BarRow(shown, number, tone))
        self._section(layer.value, rows)
        if unused and rows:
            self.add_words(self.say("overview.unused", names=self.say("dialog.join").join(unused)))

    def _section(self, key: str, rows: Sequence[BarRow]) -> None:
        """A heading and its bars, all against the greatest of them; nothing where nothing is."""
        self.sections[key] = rows
        if not rows:
            return
        self.content.addSpacing(8)
        self.content.addWidget(SectionHeading(self._source, self.say(f"overview.{key}")))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self.theme.px(150))
        most = max(1, *(row.number for row in rows))
        for place, row in enumerate(rows):
            name = TextLabel(self._source, row.name, Type.SMALL, lines=1)
            name.setMaximumWidth(self.theme.px(180))
            bar = PlainBar(self._source)
            number = whole(row.number, arabic=self.messages.arabic_digits)
            bar.set_parts(
                [(row.tone, row.number)], most=most, name=self.say("overview.bar", name=row.name, number=number)
            )
            shown = TextLabel(self._source, number, Type.SMALL, tone="ink2", lines=1)
            grid.addWidget(name, place, 0)
            grid.addWidget(bar, place, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(shown, place, 2)
        self.content.addWidget(holder)
