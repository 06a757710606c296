"""Importing: choosing or dropping files, looking at a text in its encoding, and watching them come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from hashiya.exchange.sources import Source
from hashiya.ui.dialogs.base import Dialog, Said, row
from hashiya.ui.dialogs.import_files import (
    ROW_HEIGHT,
    draw_file,
    found_rows,
    preview_of,
    report_sentences,
    state_words,
)
from hashiya.ui.dialogs.import_options import ImportOptions
from hashiya.ui.dialogs.import_run import FileLine, ImportRun
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.dialogs.rows import RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import Button, ButtonKind, ChipRow, EmptyState, TextLabel, ThinBar
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.import_preview import files_in
from hashiya.workspace.own_command import own_command

_ROWS = 5
_WITHOUT_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
"""Marks that set values apart on the screen are in the way in a report that goes elsewhere."""


class ImportDialog(Dialog):
    """Imports files and folders into the project's file; `imported` tells the summary's numbers when it ended well.

    The work is done by the program's own command in a child process. Stopping it, and closing the dialog while it
    runs, leaves nothing of it behind.
    """

    imported = Signal(dict)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        *,
        project: Path,
        annotator: str | None = None,
        paths: Sequence[Path] = (),
        command: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "import_.title", parent=parent)
        self._project, self._annotator, self._command = project, annotator, tuple(command) or own_command()
        self._paths: list[Path] = []
        self._files: list[Path] = []
        self._sources: dict[Path, Source] = {}
        self._walk: Job | None = None
        self._look: Job | None = None
        self.run: ImportRun | None = None
        self.summary: dict[str, Any] | None = None
        self.setAcceptDrops(True)
        self._add_choosing()
        self._add_running()
        self.model: RowsModel[FileLine] = RowsModel(self._spoken)
        delegate = RowsDelegate(theme, ROW_HEIGHT, lambda painter, line: draw_file(painter, line, self.messages))
        self.view = RowsView(theme, self.model, delegate, name=self.say("import_.list"), shown=_ROWS)
        self.content.addWidget(self.view)
        self._rest = self.add_words(self.say("import_.rest"))
        self.options = ImportOptions(theme, messages)
        self.options.changed.connect(lambda: self._selected(self.view.chosen()))
        self.content.addWidget(self.options)
        self._cancel = self.add_cancel(self.say("dialog.cancel"))
        self._start = self.add_primary(self.say("import_.import"), icon="import")
        self._start.clicked.connect(self._primary)
        self.view.row_selected.connect(self._selected)
        self._show_state()
        if paths:
            self.add_paths(paths)

    # Building

    def _add_choosing(self) -> None:
        self.choose_files = Button(self._source, self.say("import_.files"), kind=ButtonKind.SOFT, icon="document")
        self.choose_folder = Button(self._source, self.say("import_.folder"), icon="folder")
        self._empty = EmptyState(
            self._source,
            "import",
            self.say("import_.drop"),
            self.say("import_.drop_words"),
            buttons=[self.choose_files, self.choose_folder],
        )
        self._empty.setMinimumHeight(self.theme.px(220))
        self.content.addWidget(self._empty, 1)
        self.choose_files.clicked.connect(self._ask_files)
        self.choose_folder.clicked.connect(self._ask_folder)
        self._count = TextLabel(self._source, style=Type.BODY_STRONG, lines=1)
        self.again = Button(self._source, self.say("import_.again"), small=True)
        self.again.clicked.connect(self.clear)
        self._head = QWidget()
        line = row(self._count, self.again, stretch=0)
        line.setContentsMargins(0, 0, 0, 0)
        self._head.setLayout(line)
        self.content.addWidget(self._head)

    def _add_running(self) -> None:
        self.stop = Button(self._source, self.say("dialog.stop"))
        self.stop.clicked.connect(self._stop)
        self._head_line().addWidget(self.stop)
        self.bar = ThinBar(self._source, name=self.say("import_.title"), height=4)
        self.content.addWidget(self.bar)
        self._result = TextLabel(self._source, style=Type.SMALL, tone="ink2")
        self.content.addWidget(self._result)
        self.which = ChipRow(self._source, [("all", self.say("import_.all"))], name=self.say("import_.which"))
        self.which.chosen.connect(lambda _key: self._show_lines())
        self.content.addWidget(self.which)
        self.copy_report = Button(self._source, self.say("import_.copy"), kind=ButtonKind.SOFT, icon="copy", small=True)
        self.copy_report.clicked.connect(self._copy)
        self.content.addWidget(self.copy_report, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines: list[FileLine] = []

    def _head_line(self) -> Any:
        return self._head.layout()

    # Choosing

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files and folders, as chosen or dropped; folders are looked through outside the window's thread."""
        if self.run is not None:
            return
        self._paths = list(dict.fromkeys([*self._paths, *paths]))
        if self._walk is not None:
            self._walk.drop()
        chosen = tuple(self._paths)
        self._count.set_text(self.say("import_.looking"))
        self._walk = Job(lambda _going: files_in(chosen), self)
        self._walk.done.connect(self._walked)
        self._walk.start()

    def clear(self) -> None:
        """Forget what was chosen."""
        if self.run is not None:
            return
        self._paths, self._files = [], []
        self.model.show_rows([])
        self._show_state()
        self.choose_files.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.run is None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _ask_files(self) -> None:
        asking = QFileDialog(self, self.say("import_.choose_files"))
        asking.setFileMode(QFileDialog.FileMode.ExistingFiles)
        asking.setNameFilters([self.say("import_.kinds"), self.say("import_.kinds_all")])
        self._ask(asking)

    def _ask_folder(self) -> None:
        asking = QFileDialog(self, self.say("import_.choose_folder"))
        asking.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(asking)

    def _ask(self, asking: QFileDialog) -> None:
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.filesSelected.connect(lambda names: self.add_paths([Path(name) for name in names]))
        asking.open()

    def _walked(self, files: list[Source]) -> None:
        self._files = [one.path for one in files]
        self._sources = {one.path: one for one in files}
        self.model.show_rows(found_rows(self._files))
        if not files:
            self._paths = []
            self.show_problem(self.say("import_.nothing_found"))
        else:
            self.clear_problem()
            self.view.choose(0)
        self._show_state()
        (self._start if files else self.choose_files).setFocus()

    # Looking

    def _selected(self, line: FileLine | None) -> None:
        if line is None or self.run is not None:
            return
        if self._look is not None:
            self._look.drop()
        source, choices = self._sources[line.file], self.options.choices()
        self._look = Job(lambda _going: preview_of(source, choices), self)
        self._look.done.connect(self.options.show_first)
        self._look.start()

    # Running

    def _primary(self) -> None:
        if self.summary is not None or (self.run is not None and not self.run.is_running):
            self.accept()
        elif self.run is None and self._files:
            self._begin()

    def _begin(self) -> None:
        options = self.options.words()
        if self._annotator:
            options += ["--annotator", self._annotator]
        self.run = ImportRun(self._command, self)
        self.run.told.connect(self._told)
        self.run.counted.connect(self._counted)
        self.run.ended.connect(self._ended)
        self.model.show_rows([])
        self._count.set_text(self.say("import_.starting"))
        self.run.start(self._project, self._paths, options)
        self._show_state()
        self.stop.setFocus()

    def _told(self, line: FileLine) -> None:
        scroll = self.view.verticalScrollBar()
        at_end = scroll.value() >= scroll.maximum()
        self._lines.append(line)
        self.model.append([line])
        if at_end:
            self.view.scrollToBottom()

    def _counted(self, done: int, of: int) -> None:
        self._count.set_text(self.say("import_.of", count=of, done=done))
        self.bar.set_share(done / of if of else 1.0)

    def _stop(self) -> None:
        if self.run is not None:
            self.stop.setEnabled(False)
            self.run.stop()

    def _ended(self, summary: dict[str, Any] | None) -> None:
        assert self.run is not None
        if summary is None:
            said = self.say("import_.stopped") if self.run.stopped else self.run.said
            self._count.set_text(self.say("import_.failed"))
            self._result.set_text(said)
        else:
            self.summary = summary
            self._count.set_text(self.say("import_.finished"))
            self._result.set_text(" ".join(report_sentences(summary, self.messages)))
            self.bar.set_share(1.0)
            self.imported.emit(summary)
        self._offer_lines(summary or {})
        self._show_state()
        self._start.setFocus()

    def _offer_lines(self, summary: dict[str, Any]) -> None:
        """Let one look at what failed and at what was remarked, each by itself."""
        remarks = [
            FileLine(Path(one["file"] or "-"), "remark", reason=one["words"]) for one in summary.get("remarks", ())
        ]
        self._lines += remarks
        failed = sum(line.state == "failed" for line in self._lines)
        choices = [("all", self.say("import_.all"))]
        if failed:
            choices.append(("failed", self.say("import_.only_failed", number=self.messages.number(failed))))
        if remarks:
            choices.append(("remark", self.say("import_.only_remarks", number=self.messages.number(len(remarks)))))
        self.which.set_choices(choices, current=choices[min(1, len(choices) - 1)][0])
        self._show_lines()

    def report_text(self) -> str:
        """The whole report as text: what was counted, then every file that failed and every remark."""
        told = [line for line in self._lines if line.state in ("failed", "remark")]
        lines = [self._result.text(), *(f"{line.file.name}: {line.reason}" for line in told)]
        return "\n".join(lines).translate(_WITHOUT_ISOLATES) + "\n"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report_text())
        self.copy_report.set_text(self.say("import_.copied"))

    def _show_lines(self) -> None:
        which = self.which.current
        self.model.show_rows([line for line in self._lines if which in (None, "all", line.state)])

    def _show_state(self) -> None:
        """Show what belongs to choosing, to running or to the end."""
        has_files, started = bool(self._files), self.run is not None
        running = self.run is not None and self.run.is_running
        over = started and not running
        self._empty.setVisible(not has_files and not started)
        self._head.setVisible(has_files or started)
        self.view.setVisible(has_files or started)
        # What can be chosen stands below; a few files must not push it out of sight.
        self.view.show_height(_ROWS if started else min(_ROWS - 2, len(self._files)))
        self.options.setVisible(has_files and not started)
        self.again.setVisible(not started)
        self.stop.setVisible(running)
        self.bar.setVisible(started)
        self._rest.setVisible(running)
        self._result.setVisible(over)
        self.which.setVisible(over and len(self.which.chips()) > 1)
        self.copy_report.setVisible(over)
        self._cancel.setVisible(not over)
        self._start.setVisible(not running)
        self._start.setEnabled(has_files or over)
        self._start.set_text(self.say("dialog.close") if over else self.say("import_.import"))
        self._start.set_icon(None if over else "import")
        if has_files and not started:
            self._count.set_text(self.say("import_.files_found", count=len(self._files)))

    def _spoken(self, line: FileLine) -> str:
        return self.say("import_.spoken", name=line.file.name, state=state_words(line, self.messages))

    # Closing

    def reject(self) -> None:
        """Close; an import under way is stopped and leaves nothing."""
        self._end_all()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end_all()
        super().closeEvent(event)

    def _end_all(self) -> None:
        for job in (self._walk, self._look):
            if job is not None:
                job.drop()
        if self.run is not None:
            self.run.wait()
