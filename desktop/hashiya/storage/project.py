"""The project file: what is read from it, and the one way in which it changes."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from hashiya.domain.article import digest
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import SHARED, AnnotatorId, DeviceId, IdSource, StepId
from hashiya.domain.links import Annotator
from hashiya.domain.scheme import Scheme
from hashiya.domain.step import Change, Kind, Step
from hashiya.storage import schema
from hashiya.storage.clock import now
from hashiya.storage.failures import known_failures
from hashiya.storage.folded import MAKE_FOLDED, MAKE_FOUND, folded_row
from hashiya.storage.line import Line
from hashiya.storage.meta import Meta
from hashiya.storage.opening import open_line
from hashiya.storage.reads import Reads
from hashiya.storage.record import Record
from hashiya.storage.stepping import Watching, write_step
from hashiya.storage.things import SCHEME_TARGET

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from hashiya.storage.backups import Backups
    from hashiya.storage.finding import Finder
    from hashiya.storage.folded import Told
    from hashiya.storage.imports import ImportRecord, ImportWriter
    from hashiya.storage.opening import Prepared
    from hashiya.storage.snapshot import ProjectSnapshot


class ProjectFile(Reads):
    """One open project. It belongs to the thread that opened it."""

    def __init__(self, line: Line, *, read_only_reason: str | None) -> None:
        super().__init__(line)
        self.path = line.path
        self.read_only_reason = read_only_reason
        self._meta = Meta(line)
        self._record = Record(line)
        self._ids = IdSource()
        self._ids_version = -1
        self._watching: Watching | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._heard_version = self.data_version()

    # Making, opening, closing

    @classmethod
    def create(cls, path: Path, *, scheme: Scheme, name: str, annotator: Annotator, device: DeviceId) -> Self:
        """Make a new project file; KnownFailure `file_exists` rather than write over another."""
        with known_failures(path):
            path.open("xb").close()
        try:
            line = Line(path, "rw")
            with line.writing():
                schema.migrate(line.connection)
                project = cls(line, read_only_reason=None)
                project._begin(scheme, name, annotator, device)
            # Without this a power cut could take the tables along with what is in the journal.
            line.run("PRAGMA wal_checkpoint(TRUNCATE)")
        except BaseException:
            for one in (path, *_beside(path)):
                one.unlink(missing_ok=True)
            raise
        return project

    def _begin(self, scheme: Scheme, name: str, annotator: Annotator, device: DeviceId) -> None:
        """Write what the project says of itself, and its first step."""
        for key, value in (("project_id", str(uuid.uuid4())), ("name", name), ("closed", "0")):
            self._meta.put(key, value)
        changes = (
            Change(Kind.SCHEME, SCHEME_TARGET, SHARED, None, scheme),
            Change(Kind.ANNOTATOR, annotator.id, SHARED, None, annotator),
        )
        self._write(Step(StepId(self.ids.make()), device, annotator.id, now(), "create", changes))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        backups: Backups | None = None,
        told: Told | None = None,
        prepared: Prepared | None = None,
    ) -> Self:
        """Open a project, brought to this program's format; an older file is copied first.

        `told` hears how far that has come, in texts, of how many. With `prepared` all that is done already.
        Where the place cannot be written the project only reads, and `read_only_reason` says why.
        """
        opened = prepared.open() if prepared else open_line(path, read_only=read_only, backups=backups, told=told)
        try:
            project = cls(opened.line, read_only_reason=opened.read_only_reason)
            # Of an older file that may not be touched a copy is read, which goes when the project is closed.
            project.path, project._folder = path, opened.folder
            if not project.read_only:
                from hashiya.storage.imports import clear_abandoned

                clear_abandoned(project._line)
        except BaseException:
            opened.line.close()
            if opened.folder:
                opened.folder.cleanup()
            raise
        return project

    def close(self) -> None:
        """Bring everything into the one file, and let go of it; closing twice does no harm."""
        if not self.read_only:
            try:
                self._meta.closed_cleanly = True
                self._line.run("PRAGMA optimize")
                self._line.run("PRAGMA wal_checkpoint(TRUNCATE)")
            except (KnownFailure, sqlite3.ProgrammingError):
                # Every step is safe already; what is left undone here the next opening does.
                pass
        self._line.close()
        if self._folder:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def beside(self, watching: Watching | None = None) -> Iterator[ProjectFile]:
        """The same file on a connection of its own, for a long step that another thread takes.

        `watching` hears how many changes of the step are written, of how many; when it answers False the step is not
        written at all, and StoppedError is raised.
        """
        self._must_write()
        line = Line(self.path, "rw", any_thread=True)
        try:
            project = ProjectFile(line, read_only_reason=None)
            project._watching = watching
            yield project
        finally:
            line.close()

    def to_read(self) -> ProjectFile:
        """The same file on a connection of its own that only reads: for any thread, one at a time; to be closed."""
        line = Line(self._line.path, "immutable" if self._line.mode == "immutable" else "ro", any_thread=True)
        return ProjectFile(line, read_only_reason="asked")

    # What it is

    @property
    def read_only(self) -> bool:
        """Whether this opening may only read."""
        return self.read_only_reason is not None

    @property
    def project_id(self) -> str:
        """The project's id, made with it, kept by its copies."""
        return self._meta.get("project_id") or ""

    @property
    def name(self) -> str:
        """What people call the project."""
        return self._meta.get("name") or self.path.stem

    def set_name(self, name: str) -> None:
        """Call the project something else."""
        self._must_write()
        self._meta.put("name", name)

    def setting(self, key: str) -> str | None:
        """What the project was told under this name; not part of its record."""
        return self._meta.get(f"setting.{key}")

    def set_setting(self, key: str, value: str) -> None:
        """Tell the project something under this name, for every window of it."""
        self._must_write()
        self._meta.put(f"setting.{key}", value)

    @property
    def ids(self) -> IdSource:
        """Where new ids come from: each greater than any in the file, what other windows wrote included."""
        version = self._version()
        if version != self._ids_version:
            self._ids_version = version
            if greatest := self._record.greatest():
                self._ids.seen(greatest)
        return self._ids

    # Changing

    def apply(self, step: Step) -> StepId | None:
        """Write the step, its changes and what they change in one transaction, or nothing at all.

        What comes back is the step that was written before it. KnownFailure `changed_meanwhile` when the file has
        something else than a change's before, or when what a change needs was taken away; `busy`, `disk_full`,
        `io_error` … when it cannot be written.
        """
        self._must_write()
        with self._changed_meanwhile(), self._line.writing():
            return self._write(step)

    @contextmanager
    def applying(self, step: Step) -> Iterator[StepId | None]:
        """As `apply`, but the block runs while the disk takes the step; when the block has ended it is safe.

        A disk that fails is told at the block's end: what the block did with the step is then for the caller to undo.
        """
        self._must_write()
        with self._changed_meanwhile(), self._line.writing_beside(lambda: self._write(step)) as before:
            yield before

    @contextmanager
    def _changed_meanwhile(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            # A reference to what is not there is a bug, unless another window took it away behind our back.
            torn = error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
            if torn and self._version() != self._heard_version:
                raise KnownFailure("changed_meanwhile", reason=str(error)) from error
            raise

    def _write(self, step: Step) -> StepId | None:
        return write_step(self._line, step, self.texts, watching=self._watching)

    def add_text(self, text: str) -> str:
        """Keep a text, if it is not there yet, for an article that a step will make; its digest."""
        self._must_write()
        sha256 = digest(text)
        with self._line.writing():
            known = self._line.value("SELECT 1 FROM text WHERE sha256 = ?", (sha256,))
            if not known:
                self._line.run("INSERT INTO text (sha256, length, text) VALUES (?, ?, ?)", (sha256, len(text), text))
                self._line.run(MAKE_FOLDED, folded_row(sha256, text))
                self._line.run(MAKE_FOUND, (sha256,))
        return sha256

    def _must_write(self) -> None:
        if self.read_only:
            raise KnownFailure("read_only", path=str(self.path), reason=self.read_only_reason)

    # The record

    def _version(self) -> int:
        version: int = self._line.value("PRAGMA data_version")
        return version

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        self._heard_version = self._version()
        return self._heard_version

    def last_step(self) -> StepId | None:
        """The step that was written last."""
        return self._record.last()

    def steps_longer_than(self, changes: int) -> set[StepId]:
        """The ids of the steps of more than so many changes."""
        return self._record.longer_than(changes)

    def step(self, identifier: StepId) -> Step | None:
        """The step with this id, with its changes."""
        return self._record.step(identifier)

    def steps_since(self, step: StepId | None, *, limit: int = 1000, changes: bool = True) -> list[Step]:
        """The steps written after that one, oldest first; from the beginning when None; without changes if so asked."""
        return self._record.since(step, limit=limit, changes=changes)

    def steps_of(
        self,
        annotator: AnnotatorId,
        device: DeviceId,
        *,
        before: StepId | None = None,
        limit: int = 100,
        changes: bool = True,
    ) -> list[Step]:
        """The annotator's steps on the device written before that one, newest first; without changes if so asked."""
        return self._record.of(annotator, device, before=before, limit=limit, changes=changes)

    def changes_of(self, identifier: StepId) -> Sequence[Change]:
        """The changes of a step."""
        return self._record.changes_of(identifier)

    def history(self, target: str) -> list[tuple[Step, Change]]:
        """Every change of the thing, oldest first, each with its step, whose own changes are left out."""
        return self._record.history(target)

    def last_change(self, target: str) -> StepId | None:
        """The step that changed the thing last, None when no step did: the base of the next change."""
        return self._record.last_change(target)

    def last_changes(self, targets: Sequence[str]) -> dict[str, StepId]:
        """The same of many things at once; those that no step changed are left out."""
        return self._record.last_changes(targets)

    # What takes longer

    def snapshot(self) -> ProjectSnapshot:
        """The project as it is at this moment, on a connection of its own; to be closed."""
        from hashiya.storage.snapshot import ProjectSnapshot

        return ProjectSnapshot.of(self._line)

    def finder(self) -> Finder:
        """A connection of its own for searches; to be closed."""
        from hashiya.storage.finding import Finder

        return Finder.of(self._line)

    def begin_import(self, *, source: str, annotator: AnnotatorId, device: DeviceId) -> ImportWriter:
        """Begin to bring in articles and annotations that nobody sees before the import is finished."""
        from hashiya.storage.imports import ImportWriter

        self._must_write()
        return ImportWriter.begin(self._line, self.ids, source=source, annotator=annotator, device=device)

    def imports(self) -> list[ImportRecord]:
        """The finished imports and those taken back, oldest first."""
        from hashiya.storage.taking_back import records

        return records(self._line)

    def import_of(self, target: str) -> ImportRecord | None:
        """The import that brought the thing with this id; None when it was made here."""
        from hashiya.storage.taking_back import brought_by

        return brought_by(self._line, target)

    def take_back_import(self, identifier: str) -> Step:
        """Take an import out of the project; KnownFailure `import_built_on` when anything was built on it."""
        from hashiya.storage.taking_back import take_back

        self._must_write()
        return take_back(self._line, self.ids, identifier)

    def backup(self, to: Path) -> None:
        """Write a whole copy in one file, in place of what was there only when it is complete."""
        from hashiya.storage.backups import copy_of

        copy_of(self._line, to)


def _beside(path: Path) -> tuple[Path, ...]:
    """The files that SQLite keeps beside an open project."""
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
