"""Copies of a project that is in use, and how they are thinned."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hashiya.domain.faults import KnownFailure
from hashiya.storage.backups import Backup, Backups, to_drop
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile

from tests import builders as b


def test_a_copy_made_while_somebody_writes_is_whole(tmp_path: Path) -> None:
    texts = [f"{n} {b.TEXT}" for n in range(100)]
    with b.new_project(tmp_path / "x.hashiya", *texts) as project:
        copied = threading.Event()

        def copy() -> None:
            with ProjectFile.open(project.path, read_only=True) as other:
                for n in range(5):
                    other.backup(tmp_path / f"copy{n}.hashiya")
            copied.set()

        copying = threading.Thread(target=copy)
        copying.start()
        written = 0
        while not copied.is_set():
            project.apply(b.step(b.change(None, b.entity(b.article(texts[written % 100]))), ids=project.ids))
            written += 1
        copying.join()
        assert written > 5
    seen = []
    for n in range(5):
        path = tmp_path / f"copy{n}.hashiya"
        assert check_file(path) == []
        with ProjectFile.open(path) as opened:
            seen.append(len(opened.steps_since(None, limit=99_999)))
            assert opened.project_id
    assert seen == sorted(seen)
    assert not list(tmp_path.glob("copy*-wal"))
    assert not list(tmp_path.glob(".hashiya-*"))


def test_a_copy_does_not_touch_what_it_cannot_replace(tmp_path: Path) -> None:
    there = tmp_path / "folder"
    (there / "inside").mkdir(parents=True)
    with b.new_project(tmp_path / "x.hashiya") as project:
        with pytest.raises(KnownFailure):
            project.backup(there)
        (tmp_path / "file").write_text("x")
        with pytest.raises(KnownFailure):
            project.backup(tmp_path / "file" / "copy.hashiya")
        project.backup(tmp_path / "file")
    assert (there / "inside").is_dir()
    assert check_file(tmp_path / "file") == []


def test_a_copy_is_free_of_what_was_being_imported(tmp_path: Path) -> None:
    with b.new_project(tmp_path / "x.hashiya") as project:
        with project.begin_import(source="half", annotator=b.SARA.id, device=b.DEVICE) as writer:
            writer.add([b.content()])
            project.backup(tmp_path / "copy.hashiya")
            writer.finish(b.AT)
        assert len(project.articles()) == 1
    with ProjectFile.open(tmp_path / "copy.hashiya") as copy:
        assert copy.articles() == []
        assert copy._line.value("SELECT count(*) FROM text") == 0


def test_ten_backups_stay_and_reach_far_back(tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    kept: list[Backup] = []
    for hour in range(0, 24 * 60, 3):
        kept.insert(0, Backup(tmp_path, start + timedelta(hours=hour), 0))
        dropped = to_drop(kept, most=10)
        assert kept[0] not in dropped
        assert kept[-1] not in dropped
        kept = [one for one in kept if one not in dropped]
    assert len(kept) == 10
    ages = [(kept[0].made - one.made) / timedelta(hours=1) for one in kept]
    assert ages[1] <= 6
    assert any(24 <= age <= 24 * 7 for age in ages)
    assert ages[-1] == 24 * 60 - 3


def test_the_folder_is_thinned_by_project(tmp_path: Path) -> None:
    backups = Backups(tmp_path / "backups")
    with b.new_project(tmp_path / "x.hashiya") as one, b.new_project(tmp_path / "y.hashiya") as other:
        backups.make(other)
        for _ in range(12):
            newest = backups.make(one)
        assert len(backups.list(one.project_id)) == 10
        assert backups.list(one.project_id)[0] == newest
        assert len(backups.list()) == 11
        (backups.folder / "unrelated.hashiya").write_text("x")
        assert len(backups.list()) == 11
