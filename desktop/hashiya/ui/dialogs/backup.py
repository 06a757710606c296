"""Backups: going back to one in a new file, and rescuing what is readable of a damaged project."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hashiya.domain.faults import KnownFailure
from hashiya.ui.dialogs.backup_work import (
    SUFFIX,
    BackupRow,
    Damage,
    Found,
    Rescued,
    check,
    day_of_file,
    free_place,
    look,
    restore,
    save,
)
from hashiya.ui.dialogs.base import Dialog, Said, row, size_words
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import Band, BandKind, Button, ButtonKind, TextLabel, isolate
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.log import failure_line
from hashiya.workspace.places import Places
from hashiya.workspace.wording import failure_words

LOG = logging.getLogger(__name__)

_ROW = 58
_MARKS = ("entity", "claim", "region")


class BackupDialog(Dialog):
    """Lists the backups of the project at `path`, or of all; `open_requested` tells the file that is to be opened.

    What is restored or rescued always goes into a new file: no file that was there is changed.
    """

    open_requested = Signal(Path)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        *,
        places: Places,
        path: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "backup.title", parent=parent)
        self._places, self._path = places, path
        self._job: Job | None = None
        self._check: Job | None = None
        self._chosen_place: Path | None = None
        self.result_path: Path | None = None
        self.band = Band(theme, BandKind.ERROR, "", button=self.say("backup.rescue"))
        self.band.pressed.connect(self.rescue)
        self.band.hide()
        self.content.addWidget(self.band)
        self._listing = QWidget()
        self._fill_listing(self._listing)
        self.content.addWidget(self._listing, 1)
        self._said = TextLabel(theme, style=Type.BODY_MEDIUM)
        self._said.hide()
        self.content.addWidget(self._said)
        self._facts = TextLabel(theme, style=Type.SMALL, tone="ink2")
        self._facts.hide()
        self.content.addWidget(self._facts)
        self._cancel = self.add_cancel(self.say("dialog.cancel"))
        self._do = self.add_primary(self.say("backup.restore"), cap=None)
        self._do.clicked.connect(self._primary)
        self._look()

    def _fill_listing(self, listing: QWidget) -> None:
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._words = self.add_words(self.say("backup.looking"), to=column)
        self.model: RowsModel[BackupRow] = RowsModel(self._spoken)
        self.view = RowsView(
            self._source,
            self.model,
            RowsDelegate(self._source, _ROW, self._draw),
            name=self.say("backup.list"),
            shown=4,
        )
        column.addWidget(self.view, 1)
        self._target = TextLabel(self._source, style=Type.SMALL, tone="ink2")
        self.elsewhere = Button(self._source, self.say("backup.elsewhere"), kind=ButtonKind.QUIET, small=True)
        self._where = QWidget()
        line = row(self._target, self.elsewhere, stretch=0)
        line.setContentsMargins(0, 0, 0, 0)
        self._where.setLayout(line)
        column.addWidget(self._where)
        self.view.hide()
        self._where.hide()
        self.view.row_selected.connect(lambda _row: self._row_chosen())
        self.view.row_activated.connect(lambda _row: self._primary())
        self.elsewhere.clicked.connect(self._ask_place)

    # Looking

    def _look(self) -> None:
        self._do.setEnabled(False)
        self._work(Job(look(self._places, self._path), self), self._looked)

    def _looked(self, found: Found) -> None:
        self._job = None
        self.model.show_rows(found.rows)
        self.view.setVisible(bool(found.rows))
        self._words.set_text(self.say("backup.words" if found.rows else "backup.none"))
        if found.rows:
            self.view.choose(0)
            self.view.setFocus()
        self._row_chosen()
        if self._path is None:
            return
        if found.failure is not None:
            LOG.info("not opened: %s", failure_line(found.failure))
            heading = self.say("backup.not_opened", name=self._path.name)
            self.band.say(BandKind.ERROR, heading, failure_words(found.failure, self.messages))
            self.band.show()
        self._check = Job(check(self._places, self._path, found.project_id), self)
        self._check.done.connect(self._checked)
        self._check.start()

    def _checked(self, damage: Damage | None) -> None:
        self._check = None
        if damage is None or self._path is None or self._job is not None or self.result_path is not None:
            return
        paths = [one.path for one in self.model.rows]
        if damage.good in paths:
            self.view.choose(paths.index(damage.good))
        heading = self.say("backup.damaged", name=self._path.name)
        sentence = self.say("backup.damaged_words" if damage.good in paths else "backup.damaged_alone")
        self.band.say(BandKind.ERROR, heading, sentence, button=self.say("backup.rescue"))
        self.band.show()

    # Where to

    @property
    def target(self) -> Path | None:
        """The new file that the chosen backup would be written to."""
        chosen = self.view.chosen()
        if not isinstance(chosen, BackupRow) or chosen.name is None:
            return None
        if self._chosen_place is not None:
            return self._chosen_place
        return free_place(self._path, chosen.name, day_of_file(chosen.made), self._places)

    def _row_chosen(self) -> None:
        target = self.target
        self._do.setEnabled(self.result_path is not None or (target is not None and self._job is None))
        self._where.setVisible(target is not None)
        if target is not None:
            self._target.set_text(self.say("backup.to", name=target.name))
            self._target.setToolTip(str(target))

    def _ask_place(self) -> None:
        target = self.target
        if target is None:
            return
        asking = QFileDialog(self, self.say("backup.elsewhere"))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A file that is there is refused in words: none is ever written over.
        asking.setOption(QFileDialog.Option.DontConfirmOverwrite)
        asking.setNameFilter(f"{self.say('window.project_files')} (*{SUFFIX})")
        asking.setDefaultSuffix(SUFFIX.removeprefix("."))
        asking.setDirectory(str(target.parent))
        asking.selectFile(target.name)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.fileSelected.connect(lambda name: self.choose_place(Path(name)))
        asking.open()

    def choose_place(self, place: Path) -> None:
        """Restore into this file instead of the one proposed."""
        self._chosen_place = place
        self.clear_problem()
        self._row_chosen()

    # Doing

    def _primary(self) -> None:
        if self.result_path is not None:
            self.open_requested.emit(self.result_path)
            self.accept()
            return
        chosen, target = self.view.chosen(), self.target
        if isinstance(chosen, BackupRow) and target is not None and self._job is None:
            self._begin(self.say("backup.restoring"))
            self._work(Job(restore(chosen.path, target), self), self._restored)

    def rescue(self) -> None:
        """Write what is readable of the damaged file into a new one."""
        if self._path is None or self._job is not None:
            return
        target = free_place(self._path, self._path.stem, self.say("backup.rescued_name"), self._places)
        self._begin(self.say("backup.rescuing"))
        self._work(Job(save(self._path, target), self), self._rescued)

    def _begin(self, words: str) -> None:
        self.clear_problem()
        self.band.setEnabled(False)
        self._do.setEnabled(False)
        self._listing.setEnabled(False)
        self._say(words, tone="ink2")

    def _work(self, job: Job, done: object) -> None:
        self._job = job
        job.done.connect(done)
        job.failed.connect(self._failed)
        job.start()

    def _failed(self, failure: KnownFailure) -> None:
        self._job = None
        self._said.hide()
        self.band.setEnabled(True)
        self._listing.setEnabled(True)
        self._chosen_place = None
        if failure.code == "nothing_to_rescue" and self._path is not None:
            LOG.info("failed: %s", failure_line(failure))
            heading = self.say("backup.damaged", name=self._path.name)
            self.band.say(BandKind.ERROR, heading, failure_words(failure, self.messages))
        else:
            self.show_failure(failure)
        self._row_chosen()
        (self.view if self.model.rows else self._cancel).setFocus()

    def _restored(self, path: Path | None) -> None:
        if path is not None:
            self._over(path, self.say("backup.restored", path=path), self.say("backup.unchanged"))

    def _rescued(self, rescued: Rescued | None) -> None:
        if rescued is not None:
            self._over(rescued.path, self.say("backup.rescued", path=rescued.path), self._report_words(rescued))

    def _report_words(self, rescued: Rescued) -> str:
        report = rescued.report
        lines = [self.say("backup.holds", what=self._things(report.rescued) or self.say("words.articles", count=0))]
        unread, lost = sum(report.unread.values()), sum(report.lost.values())
        # What could not be read in one place may have been found in another: numbers by kind would only frighten.
        if unread:
            lines.append(self.say("backup.unread", count=unread))
        if lost:
            lines.append(self.say("backup.lost", count=lost))
        if not (unread or lost):
            lines.append(self.say("backup.nothing_lost"))
        if not rescued.has_scheme:
            lines.append(self.say("backup.no_scheme"))
        if report.repaired:
            lines.append(self.say("backup.repaired", count=report.repaired))
        return "\n".join((*lines, self.say("backup.unchanged")))

    def _things(self, counts: dict[str, int]) -> str:
        numbers = {
            "words.articles": counts.get("article", 0),
            "words.annotations": sum(counts.get(kind, 0) for kind in _MARKS),
            "words.relations": counts.get("relation", 0),
            "referents.total": counts.get("referent", 0),
            "clusters.total": counts.get("cluster", 0),
        }
        parts = [self.say(key, count=number) for key, number in numbers.items() if number]
        return self.say("dialog.join").join(parts)

    def _over(self, path: Path, words: str, facts: str) -> None:
        self._job = None
        self.result_path = path
        self.band.hide()
        self._listing.hide()
        self._say(words, tone="ok")
        self._facts.set_text(facts)
        self._facts.show()
        self._cancel.set_text(self.say("dialog.close"))
        self._do.set_text(self.say("backup.open"))
        self._do.setEnabled(True)
        self._do.set_cap("Enter")
        self._do.setFocus()

    def _say(self, text: str, *, tone: str) -> None:
        self._said.set_tone("ok" if tone == "ok" else "ink2")
        self._said.set_text(text)
        self._said.show()

    @property
    def said(self) -> str:
        """What is being done or was done."""
        return "" if self._said.isHidden() else self._said.text()

    # Closing

    def reject(self) -> None:
        """Close; a file that is being written does not stay."""
        self._drop_jobs()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._drop_jobs()
        super().closeEvent(event)

    def _drop_jobs(self) -> None:
        for job in (self._job, self._check):
            if job is not None:
                job.drop()
        self._job = self._check = None

    # Rows

    def _holds(self, one: BackupRow) -> str:
        if one.name is None:
            return self.say("backup.unreadable")
        counts = (("articles", one.articles), ("annotations", one.annotations))
        return self.say("dialog.join").join(self.say(f"words.{what}", count=number) for what, number in counts)

    def _spoken(self, one: BackupRow) -> str:
        return self.say(
            "backup.row",
            moment=self.moment(one.made),
            name=one.name or one.path.name,
            holds=self._holds(one),
            size=size_words(one.size, self.messages),
        )

    def _draw(self, painter: RowPainter, one: BackupRow) -> None:
        theme, inside = painter.theme, painter.width - 24
        is_good = one.name is not None
        size = painter.text(
            size_words(one.size, self.messages), Type.META, theme.ink2, painter.place(12, 7, inside, 22), at_end=True
        )
        moment = painter.place(12, 7, inside - size - 12, 22)
        painter.text(self.moment(one.made), Type.BODY_MEDIUM, theme.ink if is_good else theme.ink2, moment)
        holds = painter.text(
            self._holds(one),
            Type.SMALL,
            theme.ink2 if is_good else theme.warn,
            painter.place(12, 31, inside * 0.6, 20),
            at_end=False,
        )
        name = painter.place(24 + holds, 31, inside - holds - 12, 20)
        painter.text(isolate(one.name or ""), Type.META, theme.ink2, name, at_end=True)
