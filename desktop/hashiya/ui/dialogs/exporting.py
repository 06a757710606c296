"""Exporting: what is taken, what is not complete yet, and writing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hashiya.domain.article import Article, Status
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import ArticleKey
from hashiya.domain.links import Annotator
from hashiya.exchange.choices import ExportChoices, ExportReport, Split
from hashiya.exchange.formats import format_named, is_there, writable
from hashiya.exchange.jsonl import FORMAT as CORPUS
from hashiya.exchange.protocol import Format
from hashiya.exchange.sources import ZIP
from hashiya.ui.dialogs.base import Dialog, Said, row
from hashiya.ui.dialogs.choices import Picker, RadioRows
from hashiya.ui.dialogs.export_preview import ExportPreview
from hashiya.ui.dialogs.export_work import Looked, Unfinished, look, write, write_first
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import (
    STATUS_SIGNS,
    Button,
    ButtonKind,
    ChoiceRow,
    FlowLayout,
    IconLabel,
    TextLabel,
    ThinBar,
    Toggle,
    isolate,
    tone_colour,
)
from hashiya.ui.printing import FORMAT as PDF
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.workspace import Workspace

_SPLITS: dict[str, Split | None] = {"none": None, "3": Split(shares=(80, 10, 10)), "2": Split(shares=(80, 20))}
_ROW = 34
_GO = 96


class ExportDialog(Dialog):
    """Writes the corpus in a thread; `go_requested` tells an article and an annotation of it, or None, to go to.

    `exported` carries the report of what was written.
    """

    go_requested = Signal(str, object)
    exported = Signal(object)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        workspace: Workspace,
        *,
        article: ArticleKey | None = None,
        folder: Path | None = None,
        what: Format = CORPUS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "export_.title", parent=parent)
        self._workspace, self._article, self._folder = workspace, article, folder or workspace.path.parent
        self._look: Job | None = None
        self._write: Job | None = None
        self._first: Job | None = None
        self.report: ExportReport | None = None
        self._choosing = QWidget()
        column = QVBoxLayout(self._choosing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._add_choices(column, what)
        self._add_incomplete(column)
        self.content.addWidget(self._choosing, 1)
        self._add_writing()
        self._cancel = self.add_cancel(self.say("dialog.cancel"))
        self._export = self.add_primary(self.say("export_.export"), icon="export")
        self._export.clicked.connect(self._primary)
        self._show_state()
        self._look_again()

    # Building

    def _add_choices(self, column: QVBoxLayout, what: Format) -> None:
        name = self.say("export_.format")
        self.format = Picker(self._source, name=name)
        offered = [*(one for one in writable() if is_there(one)), PDF]
        self.format.set_choices([(one.name, self.say(f"format.name.{one.name}")) for one in offered], current=what.name)
        self.format.picked.connect(lambda _key: self._other_format())
        self.add_field("export_.format", self.format, to=column)
        self.what = RadioRows(self._source, self._whats(), name=self.say("export_.what"))
        self.what.chosen.connect(lambda _key: self._look_again())
        self.add_field("export_.what", self.what, to=column)
        people = sorted(self._workspace.annotators().values(), key=lambda one: one.handle)
        self.people = [Toggle(self._source, self._person(one), on=True, large=True) for one in people]
        self._handles = [one.handle for one in people]
        if len(people) > 1:
            line = QWidget()
            flow = FlowLayout(line, gap=4)
            for toggle in self.people:
                flow.addWidget(toggle)
                toggle.toggled.connect(lambda _on: self._look_again())
            self.add_field("export_.annotators", line, to=column)
        kept = [(key, self.say(f"export_.{key}")) for key in ("keep", "cut")]
        self.boilerplate = ChoiceRow(
            self._source, kept, name=self.say("export_.boilerplate"), current="keep", large=True
        )
        self.boilerplate.chosen.connect(lambda _key: self._write_first())
        self.add_field("export_.boilerplate", self.boilerplate, to=column)
        splits = [(key, self._split_words(key, split)) for key, split in _SPLITS.items()]
        self.split = ChoiceRow(self._source, splits, name=self.say("export_.split"), current="none", large=True)
        self.add_field("export_.split", self.split, to=column)
        self.preview = ExportPreview(self._source, self._messages)
        self.preview.changed.connect(self._write_first)
        self.preview.show_format(self.format.key)
        line = QWidget()
        self.losses = TextLabel(self._source, self.say("export_.lossless"), Type.SMALL, tone="ink2")
        self._tick = IconLabel(self._source, "tick", tone="ok")
        tick = row(self._tick, self.losses, stretch=1)
        tick.setContentsMargins(0, 4, 0, 4)
        line.setLayout(tick)
        column.addWidget(line)
        column.addWidget(self.preview)
        self._show_losses()

    def _other_format(self) -> None:
        self.preview.show_format(self.format.key)
        self._show_losses()
        self._write_first()

    def _write_first(self) -> None:
        """Show what the first article makes, as it stands in the files."""
        if self._first is not None:
            self._first.drop()
        self._first = Job(write_first(self._workspace.path, self.choices, self._chosen_format, self.preview.more), self)
        self._first.done.connect(self.preview.show_files)
        self._first.failed.connect(lambda _failure: self.preview.show_files(()))
        self._first.start()

    @property
    def _chosen_format(self) -> Format:
        return PDF if self.format.key == PDF.name else format_named(self.format.key) or CORPUS

    def _show_losses(self) -> None:
        """Say what the format cannot carry before anything is written."""
        lost = [self.say(f"format.loses.{kind}") for kind in self._chosen_format.loses]
        words = self.say("dialog.join").join(lost)
        self.losses.set_text(self.say("export_.loses", what=words) if lost else self.say("export_.lossless"))
        self._tick.setVisible(not lost)

    def _split_words(self, key: str, split: Split | None) -> str:
        if split is None:
            return self.say("export_.split_none")
        return self.say(f"export_.split_{key}", shares=self.messages.number("/".join(map(str, split.shares))))

    def _whats(self) -> list[tuple[str, str, str]]:
        articles = self._workspace.articles.all()
        counts = self._workspace.project.annotation_counts()
        by_choice: dict[str, Sequence[Article]] = {
            "done": [one for one in articles if one.status is Status.DONE],
            "all": articles,
        }
        if self._article is not None:
            by_choice["this"] = [one for one in articles if one.key == self._article]
        rows = []
        for key, chosen in by_choice.items():
            number = sum(counts.get(one.key, 0) for one in chosen)
            annotations = self.say("export_.annotations", count=number)
            amount = self.messages.text("export_.amount", count=len(chosen), annotations=annotations)
            rows.append((key, self.say(f"export_.{key}"), amount))
        return rows if by_choice["done"] else sorted(rows, key=lambda one: one[0] != "all")

    def _person(self, person: Annotator) -> str:
        return self.say("export_.name_row", name=person.name, handle=person.handle)

    def _add_incomplete(self, column: QVBoxLayout) -> None:
        self._incomplete = TextLabel(self._source, style=Type.SMALL_MEDIUM)
        column.addWidget(self._incomplete)
        self.model: RowsModel[Unfinished] = RowsModel(self._spoken)
        delegate = RowsDelegate(self._source, _ROW, self._draw)
        self.view = RowsView(self._source, self.model, delegate, name=self.say("export_.to_look_at"), shown=4, end=_GO)
        self.view.row_activated.connect(self._go)
        self.view.end_clicked.connect(self._go)
        column.addWidget(self.view, 1)

    def _add_writing(self) -> None:
        self._count = TextLabel(self._source, style=Type.BODY_STRONG, lines=1)
        self.stop = Button(self._source, self.say("dialog.stop"))
        self.stop.clicked.connect(self._stop)
        self._head = QWidget()
        line = row(self._count, self.stop, stretch=0)
        line.setContentsMargins(0, 0, 0, 0)
        self._head.setLayout(line)
        self.content.addWidget(self._head)
        self.bar = ThinBar(self._source, name=self.say("export_.title"), height=4)
        self.content.addWidget(self.bar)
        self._result = TextLabel(self._source, style=Type.SMALL)
        self.content.addWidget(self._result)
        self.open_folder = Button(self._source, self.say("export_.open_folder"), kind=ButtonKind.SOFT, icon="folder")
        self.open_folder.clicked.connect(self._open_folder)
        self.content.addWidget(self.open_folder)

    # Choosing

    @property
    def choices(self) -> ExportChoices:
        """What was chosen."""
        taken = frozenset(
            handle for handle, toggle in zip(self._handles, self.people, strict=True) if toggle.isChecked()
        )
        whole = len(taken) == len(self._handles)
        return ExportChoices(
            articles=(self._article,) if self.what.current == "this" and self._article else None,
            statuses=frozenset({Status.DONE}) if self.what.current == "done" else None,
            annotators=None if whole else taken,
            boilerplate="cut" if self.boilerplate.current == "cut" else "keep",
            split=_SPLITS[self.split.current or "none"],
        )

    def _look_again(self) -> None:
        if self._look is not None:
            self._look.drop()
        self._incomplete.set_text(self.say("export_.looking"))
        self._look = Job(look(self._workspace.path, self.choices), self)
        self._look.done.connect(self._looked)
        self._look.failed.connect(self.show_failure)
        self._look.start()
        self._write_first()

    def _looked(self, found: Looked) -> None:
        parts = []
        if found.claims:
            parts.append(self.say("export_.claims", count=found.claims))
        if found.articles:
            parts.append(self.say("export_.unfinished", count=found.articles))
        self._incomplete.set_text(self.say("dialog.join").join(parts) or self.say("export_.complete"))
        self._incomplete.set_tone("warn" if parts else "ink2")
        self.model.show_rows(found.rows)
        self.view.setVisible(bool(found.rows))

    def _go(self, thing: Unfinished) -> None:
        self.go_requested.emit(thing.article, thing.claim)
        self.reject()

    def _spoken(self, thing: Unfinished) -> str:
        if thing.claim is not None:
            return self.say("export_.lacking", words=thing.words)
        status = self.say(f"words.status.{thing.status}")
        return self.say("export_.not_done", status=status, title=thing.title)

    def _draw(self, painter: RowPainter, thing: Unfinished) -> None:
        theme = painter.theme
        icon, tone = ("warning", theme.warn)
        if thing.claim is None:
            icon, name = STATUS_SIGNS[thing.status]
            tone = tone_colour(theme, name)
        painter.icon(icon, tone, 10, _ROW, side=14)
        go = painter.place(painter.width - _GO + 4, 0, _GO - 16, _ROW)
        painter.text(self.say("export_.go"), Type.META_MEDIUM, theme.accent, go, at_end=True)
        painter.text(
            self._row_words(thing), Type.ROW_TITLE, theme.ink, painter.place(34, 0, painter.width - _GO - 38, _ROW)
        )

    def _row_words(self, thing: Unfinished) -> str:
        return isolate(thing.words if thing.claim is not None else thing.title)

    # Writing

    def _primary(self) -> None:
        if self.report is not None:
            self.accept()
            return
        if not self._workspace.articles.all():
            self.show_problem(self.say("export_.nothing"))
            return
        if self.choices.annotators is not None and not self.choices.annotators:
            self.show_problem(self.say("export_.nobody"))
            return
        what = self._chosen_format
        asking = QFileDialog(self, self.say("export_.choose"))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        ending = ZIP if what.shape == "folder" else what.endings[0]
        kind = self.say(f"format.name.{what.name}")
        asking.setNameFilter(self.say("export_.kinds", name=kind, ending=ending))
        asking.setDefaultSuffix(ending[1:])
        asking.setDirectory(str(self._folder))
        asking.selectFile(f"{self._workspace.path.stem}{ending}")
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.fileSelected.connect(lambda name: self.export_to(Path(name)))
        asking.open()

    def export_to(self, out: Path) -> None:
        """Write the corpus there, in a thread."""
        self.clear_problem()
        self._write = Job(write(self._workspace.path, out, self.choices, self._chosen_format, self.preview.more), self)
        self._write.progressed.connect(self._progressed)
        self._write.done.connect(self._written)
        self._write.failed.connect(self._failed)
        self._show_state()
        self._progressed(0, 0)
        self._write.start()
        self.stop.setFocus()

    def _progressed(self, done: int, of: int) -> None:
        self._count.set_text(self.say("export_.writing", done=done, of=of))
        self.bar.set_share(done / of if of else 0.0)

    def _stop(self) -> None:
        if self._write is not None:
            self._write.stop()

    def _written(self, report: ExportReport) -> None:
        self._write = None
        if report.cancelled:
            self.show_problem(self.say("export_.stopped"))
            self._show_state()
            return
        self.report = report
        self._count.set_text(self.say("export_.written"))
        self._result.set_text("\n".join(self._lines(report)))
        self.bar.set_share(1.0)
        self._show_state()
        self._export.setFocus()
        self.exported.emit(report)

    def _lines(self, report: ExportReport) -> list[str]:
        counts = (("articles", report.articles), ("annotations", report.annotations), ("relations", report.relations))
        words = [self.say(f"words.{what}", count=number) for what, number in counts]
        lines = [self.say("dialog.join").join(words) + "."]
        lines += [isolate(str(path)) for path in (*report.files, report.manifest) if path is not None]
        if report.left_out:
            lines.append(self.say("export_.left_out"))
            lines += [self.say(f"export_.left.{what}", number=number) for what, number in report.left_out.items()]
        if report.lost:
            lines.append(self.say("export_.lost"))
            lines += [
                self.say("export_.lost_row", what=self.say(f"format.loses.{one.kind}"), number=one.count)
                for one in report.lost
            ]
        return lines

    def _failed(self, failure: KnownFailure) -> None:
        self._write = None
        self.show_failure(failure)
        self._show_state()

    def _open_folder(self) -> None:
        if self.report is not None and self.report.files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.report.files[0].parent)))

    def _show_state(self) -> None:
        writing, over = self._write is not None, self.report is not None
        self._choosing.setVisible(not writing and not over)
        self._head.setVisible(writing or over)
        self.bar.setVisible(writing or over)
        self.stop.setVisible(writing)
        self._result.setVisible(over)
        self.open_folder.setVisible(over)
        self._cancel.setVisible(not over)
        self._export.setVisible(not writing)
        self._export.set_text(self.say("dialog.close") if over else self.say("export_.export"))
        self._export.set_icon(None if over else "export")

    # Closing

    def reject(self) -> None:
        """Close; a corpus that is being written is not finished, and nothing of it stays."""
        self._drop_jobs()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._drop_jobs()
        super().closeEvent(event)

    def _drop_jobs(self) -> None:
        for job in (self._look, self._write, self._first):
            if job is not None:
                job.drop()
