"""The list of imports: what each brought, and taking one back as long as nothing was built on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hashiya.domain.faults import KnownFailure
from hashiya.domain.step import Step
from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.jobs import Going, Job
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import Band, BandKind, Button, TextLabel, isolate
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.record import BULK
from hashiya.workspace.workspace import Workspace

_ROW = 58
_MARKS = ("entities", "claims", "regions")


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import in words: what it was called, who did it and when, what it brought."""

    id: str
    source: str
    who: str
    brought: str
    is_taken_back: bool


def brought_words(counts: Mapping[str, int], messages: Messages) -> str:
    """What an import brought, such as «٥ مقالات، ٢١٤ وسمًا»; what it brought nothing of is left out."""
    numbers = {
        "words.articles": counts.get("articles", 0),
        "words.annotations": sum(counts.get(mark, 0) for mark in _MARKS),
        "words.relations": counts.get("relations", 0),
        "referents.total": counts.get("referents", 0),
        "imports.clusters": counts.get("clusters", 0),
    }
    parts = [messages.text(key, count=number) for key, number in numbers.items() if number]
    return messages.text("dialog.join").join(parts) or messages.text("words.articles", count=0)


def take_back(project: Path, identifier: str) -> Callable[[Going], Step]:
    """The work that takes an import back, on a connection of its own."""

    def work(_going: Going) -> Step:
        with ProjectFile.open(project) as opened:
            return opened.take_back_import(identifier)

    return work


class ImportsDialog(Dialog):
    """Every import of the project, newest first; taking one back is asked for twice, since it cannot be undone."""

    def __init__(
        self, theme: ThemeSource, messages: Said, workspace: Workspace, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, messages, "imports.title", parent=parent)
        self._workspace = workspace
        self._asking: ImportRow | None = None
        self._job: Job | None = None
        self.band = Band(theme, BandKind.WARNING, "", button=self.say("imports.take_back"))
        self.band.pressed.connect(self._take_back)
        self.band.hide()
        self.content.addWidget(self.band)
        self._words = self.add_words(self.say("imports.words"))
        self.model: RowsModel[ImportRow] = RowsModel(self._spoken)
        self.view = RowsView(
            theme, self.model, RowsDelegate(theme, _ROW, self._draw), name=self.say("imports.list"), shown=5
        )
        self.content.addWidget(self.view, 1)
        self._said = TextLabel(theme, style=Type.SMALL, tone="ok")
        self._said.hide()
        self.content.addWidget(self._said)
        self.take = self.add_button(self.say("imports.take_back_ask"), icon="undo")
        self.take.clicked.connect(self.ask)
        self.add_primary(self.say("dialog.close"), cap=None).clicked.connect(self.accept)
        self.view.row_selected.connect(lambda _row: self._chosen())
        self.view.row_activated.connect(lambda _row: self.ask())
        self._leave: Callable[[], None] | None = workspace.subscribe(self._hear)
        self.finished.connect(lambda _result: self._stop_hearing())
        self.renew()
        self.view.setFocus()

    def renew(self) -> None:
        """Read the list again; the keyboard stays at its place."""
        at = max(0, self.view.currentIndex().row())
        people = self._workspace.annotators()
        rows = []
        for one in reversed(self._workspace.project.imports()):
            person = people.get(one.annotator)
            who = self.say(
                "imports.who", name=person.name if person else self.say("imports.somebody"), time=self.moment(one.at)
            )
            brought = brought_words(one.counts, self.messages)
            rows.append(ImportRow(one.id, one.source, who, brought, one.state == "taken_back"))
        self.model.show_rows(rows)
        self.view.setVisible(bool(rows))
        self._words.set_text(self.say("imports.words" if rows else "imports.none"))
        if rows:
            self.view.choose(min(at, len(rows) - 1))
        self._chosen()

    def _hear(self, step: Step) -> None:
        if step.name in BULK:
            self.renew()

    def _stop_hearing(self) -> None:
        if self._leave is not None:
            self._leave()
            self._leave = None

    # Taking back

    def _chosen(self) -> None:
        self.stop_asking()
        row = self.view.chosen()
        may = isinstance(row, ImportRow) and not row.is_taken_back
        self.take.setEnabled(may and self._job is None and not self._workspace.read_only)
        self.take.setToolTip(self.say("imports.read_only") if self._workspace.read_only else "")

    def ask(self) -> None:
        """Say what would go, and offer the button that does it."""
        row = self.view.chosen()
        if not isinstance(row, ImportRow) or not self.take.isEnabled():
            return
        self._asking = row
        self.clear_problem()
        self._said.hide()
        heading = self.say("imports.ask", source=row.source)
        sentence = self.say("imports.ask_words", brought=row.brought)
        self.band.say(BandKind.WARNING, heading, sentence, button=self.say("imports.take_back"))
        self.band.show()
        self._sure().setFocus()

    def stop_asking(self) -> None:
        """Take nothing back after all."""
        if self._asking is not None:
            self._asking = None
            self.band.hide()
            self.view.setFocus()

    def _sure(self) -> Button:
        """The band's button."""
        return next(iter(self.band.findChildren(Button)))

    def _take_back(self) -> None:
        row = self._asking
        self.stop_asking()
        if row is None or self._job is not None:
            return
        self._job = Job(take_back(self._workspace.path, row.id), self)
        self._job.done.connect(lambda _step: self._taken(row))
        self._job.failed.connect(self._failed)
        self.take.setEnabled(False)
        self._say(self.say("imports.taking", source=row.source), tone="ink2")
        self._job.start()

    def _taken(self, row: ImportRow) -> None:
        self._job = None
        self._workspace.poll()
        self.renew()
        self._say(self.say("imports.taken", source=row.source), tone="ok")

    def _failed(self, failure: KnownFailure) -> None:
        self._job = None
        self._said.hide()
        self.show_failure(failure)
        self._chosen()

    def _say(self, text: str, *, tone: str) -> None:
        self._said.set_tone("ok" if tone == "ok" else "ink2")
        self._said.set_text(text)
        self._said.show()

    @property
    def said(self) -> str:
        """What was said last about taking back."""
        return "" if self._said.isHidden() else self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._asking is not None:
            self.stop_asking()
            return
        super().keyPressEvent(event)

    # Rows

    def _spoken(self, row: ImportRow) -> str:
        state = self.say("imports.is_taken_back") if row.is_taken_back else row.brought
        return self.say("imports.row", source=row.source, who=row.who, what=state)

    def _draw(self, painter: RowPainter, row: ImportRow) -> None:
        theme, inside = painter.theme, painter.width - 24
        quiet = row.is_taken_back
        end = 0.0
        if quiet:
            place = painter.place(12, 7, inside, 22)
            end = painter.text(self.say("imports.is_taken_back"), Type.META_MEDIUM, theme.warn, place, at_end=True) + 12
        name = painter.place(12, 7, inside - end, 22)
        painter.text(isolate(row.source), Type.BODY_MEDIUM, theme.ink2 if quiet else theme.ink, name)
        half = painter.text(row.brought, Type.SMALL, theme.ink2, painter.place(12, 31, inside * 0.55, 20))
        who = painter.place(24 + half, 31, inside - half - 12, 20)
        painter.text(row.who, Type.META, theme.ink2, who, at_end=True)
