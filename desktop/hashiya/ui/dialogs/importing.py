"""Importing: choosing or dropping files, looking at a text in its encoding, and watching them come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hashiya.exchange.sources import Source
from hashiya.ui.dialogs.base import Dialog, Said, row
from hashiya.ui.dialogs.choices import Picker
from hashiya.ui.dialogs.import_files import (
    ENCODINGS,
    ROW_HEIGHT,
    Preview,
    draw_file,
    encoding_words,
    failure_sentence,
    found_rows,
    preview_of,
    state_words,
)
from hashiya.ui.dialogs.import_run import FileLine, ImportRun
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.dialogs.rows import RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import (
    Button,
    ButtonKind,
    ChipRow,
    ChoiceRow,
    CorpusLabel,
    EmptyState,
    SectionHeading,
    Surface,
    TextLabel,
    ThinBar,
)
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.import_preview import files_in
from hashiya.workspace.own_command import own_command

_AUTO = "auto"

_WARNINGS = 5
"""How many remarks on what came in are shown; the command tells them all."""


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
        self.view = RowsView(theme, self.model, delegate, name=self.say("import_.list"), shown=5)
        self.content.addWidget(self.view, 1)
        self._rest = self.add_words(self.say("import_.rest"))
        self._add_looking()
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
        self._lines: list[FileLine] = []

    def _head_line(self) -> Any:
        return self._head.layout()

    def _add_looking(self) -> None:
        self._options = QWidget()
        column = QVBoxLayout(self._options)
        column.setContentsMargins(0, 0, 0, 0)
        self._preview_name = SectionHeading(self._source, self.say("import_.preview_name"))
        column.addWidget(self._preview_name)
        paper = Surface(self._source, "paper")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(16, 8, 16, 8)
        self.preview = CorpusLabel(self._source, "", Type.ROW, lines=4)
        self.preview.setMinimumHeight(round(4 * self.theme.line_height(Type.ROW)))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.preview)
        column.addWidget(paper)
        self._preview_fault = TextLabel(self._source, style=Type.SMALL, tone="warn")
        column.addWidget(self._preview_fault)
        self.encoding = Picker(self._source, name=self.say("import_.encoding"))
        choices = [(_AUTO, self.say("import_.encoding_auto")), *((name, name) for name in ENCODINGS)]
        self.encoding.set_choices(choices)
        self.encoding.picked.connect(lambda _key: self._selected(self.view.chosen()))
        self.add_field("import_.encoding", self.encoding, to=column)
        same = [(key, self.say(f"import_.same_{key}")) for key in ("merge", "skip", "copy")]
        self.same_text = ChoiceRow(self._source, same, name=self.say("import_.same_text"), current="merge", large=True)
        self.add_field("import_.same_text", self.same_text, to=column)
        self.content.addWidget(self._options)

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
        encoding = None if self.encoding.key == _AUTO else self.encoding.key
        source = self._sources[line.file]
        self._look = Job(lambda _going: preview_of(source, encoding), self)
        self._look.done.connect(self._looked)
        self._look.start()

    def _looked(self, seen: Preview) -> None:
        fault = failure_sentence(seen.failure, self.messages) if seen.failure else ""
        name = self.say("import_.preview", name=seen.file.name)
        if seen.format:
            marked = self.say("import_.annotations", count=seen.annotations)
            what = self.say(f"format.name.{seen.format}")
            name = self.say("import_.preview_of", name=name, format=what, annotations=marked)
        self._preview_name.set_text(name)
        # The blank lines between paragraphs would take the room of the text.
        self.preview.set_text("\n".join(line for line in seen.text.splitlines() if line.strip()))
        self._preview_fault.set_text(fault)
        self._preview_fault.setVisible(bool(fault))
        told = self.encoding.key == _AUTO and seen.encoding
        words = self.say("import_.encoding_auto_known", encoding=seen.encoding) if told else ""
        self.encoding.setItemText(0, words or self.say("import_.encoding_auto"))
        self.encoding.setToolTip(encoding_words(seen.encoding, seen.how, self.messages))

    # Running

    def _primary(self) -> None:
        if self.summary is not None or (self.run is not None and not self.run.is_running):
            self.accept()
        elif self.run is None and self._files:
            self._begin()

    def _begin(self) -> None:
        options = ["--on-duplicate", self.same_text.current or "merge"]
        if self.encoding.key != _AUTO:
            options += ["--encoding", self.encoding.key]
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
            self._result.set_text(" ".join(self._sentences(summary)))
            self.bar.set_share(1.0)
            self.imported.emit(summary)
        failed = sum(line.state == "failed" for line in self._lines)
        if failed:
            number = self.messages.number(failed)
            choices = [("all", self.say("import_.all")), ("failed", self.say("import_.only_failed", number=number))]
            self.which.set_choices(choices, current="failed")
            self._show_lines()
        self._show_state()
        self._start.setFocus()

    def _sentences(self, summary: dict[str, Any]) -> list[str]:
        """What came of the import, each part only if there is anything to say."""
        parts = [self.say("import_.articles", count=summary["articles"])]
        if summary["annotations"]:
            parts.append(self.say("import_.annotations", count=summary["annotations"]))
        made = [self.say("dialog.join").join(parts) + "."]
        there = summary["skipped"] + summary["merged"]
        for key, number in (
            ("were_there", there),
            ("not_taken", summary["failed"]),
            ("conflicts", summary["conflicts"]),
            ("changed", summary.get("changed", 0)),
            ("refused", summary.get("refused", 0)),
        ):
            if number:
                made.append(self.say(f"import_.{key}", count=number))
        if summary["new_labels"]:
            made.append(self.say("import_.new_labels", names=self.say("dialog.join").join(summary["new_labels"][:20])))
        return [*made, *summary.get("warnings", ())[:_WARNINGS]]

    def _show_lines(self) -> None:
        failed_only = self.which.current == "failed"
        self.model.show_rows([line for line in self._lines if line.state == "failed" or not failed_only])

    def _show_state(self) -> None:
        """Show what belongs to choosing, to running or to the end."""
        has_files, started = bool(self._files), self.run is not None
        running = self.run is not None and self.run.is_running
        over = started and not running
        self._empty.setVisible(not has_files and not started)
        self._head.setVisible(has_files or started)
        self.view.setVisible(has_files or started)
        self._options.setVisible(has_files and not started)
        self.again.setVisible(not started)
        self.stop.setVisible(running)
        self.bar.setVisible(started)
        self._rest.setVisible(running)
        self._result.setVisible(over)
        self.which.setVisible(over and len(self.which.chips()) > 1)
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
