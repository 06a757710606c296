"""Opening what is no project, newer, older, damaged, or in a place that cannot be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.faults import KnownFailure
from hashiya.storage import schema
from hashiya.storage.backups import Backups
from hashiya.storage.line import Line
from hashiya.storage.project import ProjectFile
from hashiya.storage.schema import FORMAT

from tests import builders as b

posix = pytest.mark.skipif(sys.platform == "win32", reason="folders are kept from writing in another way there")


def code_of(path: Path, **how: Any) -> str:
    with pytest.raises(KnownFailure) as caught:
        ProjectFile.open(path, **how)
    return caught.value.code


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without root's right to write everywhere."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def fill(project: ProjectFile) -> None:
    """Annotate until something stops it."""
    for _ in range(5000):
        project.apply(b.step(b.change(None, b.entity(b.article(), note="x" * 1000))))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="hashiya-place-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def test_what_is_no_project_is_refused_by_name(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.hashiya") == "missing"
    assert code_of(tmp_path) == "is_folder"
    for name, content in {"empty": b"", "text": "نص".encode() * 100, "short": b"SQLite format 3\x00"}.items():
        (tmp_path / name).write_bytes(content)
        assert code_of(tmp_path / name) == "not_a_project"
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    before = other.read_bytes()
    assert code_of(other) == "not_a_project"
    assert other.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "other.db", "short", "text"]


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    b.new_project(path).close()
    line = Line(path, "rw")
    line.run(f"PRAGMA user_version = {schema.FORMAT + 1}")
    line.close()
    before = path.read_bytes()
    assert code_of(path) == code_of(path, read_only=True) == "newer_file"
    assert path.read_bytes() == before


def test_a_damaged_file_is_told_when_it_was_not_closed(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    with b.new_project(path, *(f"{n} {b.TEXT}" for n in range(50))):
        pass
    line = Line(path, "rw")
    line.run("UPDATE meta SET value = '0' WHERE key = 'closed'")
    line.close()
    damaged = bytearray(path.read_bytes())
    for page in range(5, len(damaged) // 4096):
        damaged[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(damaged)
    assert code_of(path) == "corrupt"


def test_a_file_asked_for_reading_only_reads(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    b.new_project(path, b.TEXT).close()
    before = path.read_bytes()
    with ProjectFile.open(path, read_only=True) as project:
        assert (project.read_only, project.read_only_reason) == (True, "asked")
        assert len(project.articles()) == 1
        with pytest.raises(KnownFailure) as caught:
            project.apply(b.step(b.change(None, b.entity(b.article()))))
        assert caught.value.code == "read_only"
        for change in (lambda: project.set_name("x"), lambda: b.put(project), lambda: project.take_back_import("x")):
            with pytest.raises(KnownFailure):
                change()
        with project.snapshot() as snapshot:
            assert len(snapshot.articles()) == 1
        project.backup(tmp_path / "copy.hashiya")
    assert path.read_bytes() == before
    with ProjectFile.open(tmp_path / "copy.hashiya") as copy:
        assert len(copy.articles()) == 1


@pytest.mark.parametrize("name", ["مقال.hashiya", "C:\\x (1)?#%20&mode=ro.hashiya", "a b'\"c.hashiya"])
@posix
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with b.new_project(path, b.TEXT) as project:
        project.backup(tmp_path / f"copy {name}")
    with ProjectFile.open(path) as project:
        assert not project.read_only
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([name, f"copy {name}"])


def test_a_reader_sees_what_a_writer_writes(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    with b.new_project(path, b.TEXT) as writer, ProjectFile.open(path, read_only=True) as reader:
        version = reader.data_version()
        writer.apply(b.step(b.change(None, b.entity(b.article()))))
        assert reader.data_version() != version
        assert len(reader.annotations(b.article().key)) == 1


@posix
@pytest.mark.parametrize(("what", "reason"), [("folder", "folder"), ("file", "file")])
def test_a_place_that_cannot_be_written_only_reads(open_folder: Path, what: str, reason: str) -> None:
    path = open_folder / "x.hashiya"
    b.new_project(path, b.TEXT).close()
    path.chmod(0o666 if what == "folder" else 0o444)
    open_folder.chmod(0o555 if what == "folder" else 0o777)
    before = path.read_bytes()
    with as_somebody_else():
        with ProjectFile.open(path) as project:
            assert project.read_only_reason == reason
            assert [article.key for article in project.articles()] == [b.article().key]
            with project.snapshot() as snapshot:
                assert [one.text for one in snapshot.contents([b.article().key])] == [b.TEXT]
        with pytest.raises(KnownFailure) as caught:
            b.new_project(open_folder / "new.hashiya") if what == "folder" else Backups(open_folder / "x" / "y").make(
                ProjectFile.open(open_folder / "none.hashiya")
            )
        assert caught.value.code in {"no_access", "missing"}
    assert path.read_bytes() == before


@posix
def test_a_file_that_was_not_closed_is_not_half_read_where_nothing_can_be_written(open_folder: Path) -> None:
    path = open_folder / "made" / "x.hashiya"
    path.parent.mkdir()
    there = open_folder / "x.hashiya"
    with b.new_project(path, b.TEXT):
        shutil.copyfile(path, there)
        shutil.copyfile(f"{path}-wal", f"{there}-wal")
    open_folder.chmod(0o555)
    with as_somebody_else():
        assert code_of(there) == "not_closed"


@posix
def test_a_file_nobody_may_read_is_told(open_folder: Path) -> None:
    path = open_folder / "x.hashiya"
    b.new_project(path).close()
    path.chmod(0)
    with as_somebody_else():
        assert code_of(path) == "no_access"


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    with b.new_project(path, b.TEXT) as project:
        kept = b.entity(b.article())
        project.apply(b.step(b.change(None, kept)))
        pages = project._line.value("PRAGMA page_count")
        project._line.run(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(KnownFailure) as caught:
            fill(project)
        assert caught.value.code == "disk_full"
        there = project.annotations(b.article().key)
        assert kept in there
        project._line.run(f"PRAGMA max_page_count = {pages * 100}")
        project.apply(b.step(b.change(None, b.entity(b.article()))))
    with ProjectFile.open(path) as project:
        assert len(project.annotations(b.article().key)) == len(there) + 1


@pytest.mark.skipif(not Path("/dev/full").exists() or os.geteuid() != 0, reason="needs root to make a small disk")
def test_a_disk_that_fills_up_for_real(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be made here")
    try:
        with b.new_project(disk / "x.hashiya", b.TEXT) as project:
            with pytest.raises(KnownFailure) as caught:
                fill(project)
            assert caught.value.code == "disk_full"
            with pytest.raises(KnownFailure) as caught:
                project.backup(disk / "copy.hashiya")
            assert caught.value.code == "disk_full"
            written = len(project.steps_since(None, limit=9999)) - 2
            assert len(project.annotations(b.article().key)) == written > 9
        with ProjectFile.open(disk / "x.hashiya") as project:
            assert len(project.annotations(b.article().key)) == written
        assert not list(disk.glob(".hashiya-*"))
        assert not list(disk.glob("copy*"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_locked_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.storage.line._ALWAYS", {"busy_timeout": 50})
    with b.new_project(tmp_path / "x.hashiya", b.TEXT) as project, ProjectFile.open(project.path) as other:
        with other._line.writing(), pytest.raises(KnownFailure) as caught:
            project.apply(b.step(b.change(None, b.entity(b.article()))))
        assert caught.value.code == "busy"
        project.apply(b.step(b.change(None, b.entity(b.article()))))


class TestMigration:
    """The path from an older format, with a made-up newer one; real older files are in `test_stored.py`."""

    @pytest.fixture
    def next_format(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first = schema.first_migrations

        def migrations() -> Any:
            known = first()

            @known()
            def m999_colour(db: Any) -> None:
                db["cluster"].add_column("colour", str)
                db.execute("CREATE TRIGGER cluster_kept BEFORE DELETE ON cluster BEGIN SELECT 1; END")

            return known

        monkeypatch.setattr(schema, "first_migrations", migrations)
        monkeypatch.setattr(schema, "FORMAT", FORMAT + 1)

    def test_an_older_file_is_copied_then_brought_up(self, tmp_path: Path, request: pytest.FixtureRequest) -> None:
        path = tmp_path / "x.hashiya"
        with b.new_project(path, b.TEXT) as project:
            cluster = b.cluster("قول")
            project.apply(b.step(b.change(None, cluster)))
        request.getfixturevalue("next_format")
        with ProjectFile.open(path, read_only=True) as reading:
            assert (reading.read_only_reason, reading.path) == ("older", path)
            assert reading.clusters() == {cluster.id: cluster}
            copy = reading._line.path
            assert copy != path
        assert not copy.exists()
        assert path.read_bytes()[60:64] == FORMAT.to_bytes(4, "big")
        with ProjectFile.open(path) as project:
            assert project.clusters() == {cluster.id: cluster}
            shape = schema.shape(project._line.connection)
        with b.new_project(tmp_path / "new.hashiya") as new:
            assert shape == schema.shape(new._line.connection)
        assert path.read_bytes()[60:64] == (FORMAT + 1).to_bytes(4, "big")
        copy = tmp_path / f"x.format-{FORMAT}.hashiya"
        assert copy.read_bytes()[60:64] == FORMAT.to_bytes(4, "big")

    def test_a_migration_that_fails_leaves_the_file_as_it_was(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "x.hashiya"
        b.new_project(path, b.TEXT).close()
        first = schema.first_migrations

        def migrations() -> Any:
            known = first()

            @known()
            def m999_wrong(db: Any) -> None:
                db["cluster"].add_column("colour", str)
                raise sqlite3.IntegrityError("no")

            return known

        with monkeypatch.context() as patched:
            patched.setattr(schema, "first_migrations", migrations)
            patched.setattr(schema, "FORMAT", FORMAT + 1)
            with pytest.raises(sqlite3.IntegrityError):
                ProjectFile.open(path, backups=Backups(tmp_path / "backups"))
        with ProjectFile.open(path) as project, b.new_project(tmp_path / "new.hashiya") as new:
            assert schema.shape(project._line.connection) == schema.shape(new._line.connection)
            assert len(project.articles()) == 1
        assert [one.name for one in (tmp_path / "backups").iterdir()] == [f"x.format-{FORMAT}.hashiya"]
