"""Damaged files: what is readable goes into a new file that is whole, and nothing is made up."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hashiya.domain.annotation import Claim
from hashiya.domain.faults import KnownFailure
from hashiya.storage.backups import Backups
from hashiya.storage.checking import check_file
from hashiya.storage.line import Line
from hashiya.storage.project import ProjectFile
from hashiya.storage.rescue import rescue

from tests import builders as b

PAGE = 4096
TEXTS = [f"{n}. {b.TEXT}" for n in range(30)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with imported and annotated things, a hundred undone and some deleted."""
    path = tmp_path_factory.mktemp("whole") / "x.hashiya"
    referent, cluster = b.referent(), b.cluster("قول")
    with b.new_project(path) as project:
        b.put(project, *(b.content(text, b.entity(b.article(text), (3, 6), (8, 10))) for text in TEXTS))
        project.apply(b.step(b.change(None, referent), b.change(None, cluster), ids=project.ids))
        last: Claim | None = None
        for n in range(300):
            article = b.article(TEXTS[n % 30])
            mention = b.entity(article, (n % 50, n % 50 + 3), referent=referent.id)
            claim = b.claim(
                article, cluster=cluster.id, roles={"source": (b.filled_by(mention), b.filled_by(referent))}
            )
            changes = [b.change(None, mention), b.change(None, claim)]
            if last:
                changes.append(b.change(None, b.relation(last, claim)))
            step = b.step(*changes, ids=project.ids)
            project.apply(step)
            if n % 7 == 3:
                undo = (b.change(change.after, None) for change in reversed(changes))
                project.apply(b.step(*undo, ids=project.ids, name="undo", undoes=step.id))
            else:
                last = claim
            if n % 11 == 1 and n % 7 != 3:
                project.apply(b.step(b.change(mention, replace(mention, label="LOC")), ids=project.ids))
    assert check_file(path) == []
    return path


def counts(path: Path) -> dict[str, int]:
    line = Line(path, "ro")
    try:
        tables = ("step", "change", "text", "article", "annotation", "relation", "referent", "cluster")
        return {table: line.value(f"SELECT count(*) FROM {table}") for table in tables}
    finally:
        line.close()


def content(path: Path) -> list[object]:
    with ProjectFile.open(path, read_only=True) as project, project.snapshot() as snapshot:
        articles = snapshot.articles()
        return [
            articles,
            list(snapshot.contents(article.key for article in articles)),
            snapshot.referents(),
            snapshot.clusters(),
            snapshot.annotators(),
            snapshot.scheme,
            project.steps_since(None, limit=10_000)[: counts(path)["step"] - 1],
        ]


def test_a_whole_file_is_rescued_whole(whole: Path, tmp_path: Path) -> None:
    to = tmp_path / "rescued.hashiya"
    report = rescue(whole, to)
    assert (report.unread, report.lost) == ({}, {})
    assert report.repaired == 0
    assert report.faults == ()
    before, after = content(whole), content(to)
    assert after[:6] == before[:6]
    with ProjectFile.open(to) as project:
        steps = project.steps_since(None, limit=10_000)
        assert steps[-1].name == "rescue"
        with ProjectFile.open(whole, read_only=True) as old:
            assert steps[:-1] == old.steps_since(None, limit=10_000)
        project.apply(b.step(b.change(None, b.entity(b.article(TEXTS[0]))), ids=project.ids))
    with pytest.raises(KnownFailure) as caught:
        rescue(whole, to)
    assert caught.value.code == "file_exists"


def test_what_could_not_be_read_is_told_apart_from_what_is_missing(whole: Path, tmp_path: Path) -> None:
    path, to = tmp_path / "x.hashiya", tmp_path / "rescued.hashiya"
    path.write_bytes(whole.read_bytes())
    connection = sqlite3.connect(path)
    triggers = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for name in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(
        "UPDATE annotation SET body = '{}' WHERE id = (SELECT min(target) FROM change WHERE kind = 'entity')"
    )
    connection.commit()
    connection.close()
    report = rescue(path, to)
    # The record has it still, so nothing is missing.
    assert (report.unread, report.lost) == ({"annotation": 1}, {})
    assert counts(to)["annotation"] == counts(whole)["annotation"]


@pytest.mark.parametrize("seed", range(12))
def test_seeded_damage(whole: Path, tmp_path: Path, seed: int) -> None:
    """One or three pages overwritten, or bytes flipped, somewhere behind the first page."""
    chance = random.Random(seed)
    damaged = bytearray(whole.read_bytes())
    pages = len(damaged) // PAGE
    if seed % 3 == 0:
        for _ in range(20):
            damaged[chance.randrange(PAGE, len(damaged))] ^= 1 << chance.randrange(8)
    else:
        for page in chance.sample(range(2, pages), 1 if seed % 3 == 1 else 3):
            damaged[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    path, to = tmp_path / "x.hashiya", tmp_path / "rescued.hashiya"
    path.write_bytes(damaged)
    report = rescue(path, to)
    assert report.faults == ()
    assert check_file(to) == []
    assert path.read_bytes() == damaged
    before, after = counts(whole), counts(to)
    assert after["annotation"] >= before["annotation"] * 0.8
    with ProjectFile.open(whole, read_only=True) as old, ProjectFile.open(to) as new:
        assert {article.key for article in new.articles()} <= {article.key for article in old.articles()}
        for article in new.articles():
            assert new.text(article.key) == old.text(article.key)
        assert new.annotators()


def test_the_journal_of_a_damaged_file_is_read_too(tmp_path: Path) -> None:
    path, to = tmp_path / "x.hashiya", tmp_path / "rescued.hashiya"
    with b.new_project(path, b.TEXT) as project:
        project._line.run("PRAGMA wal_checkpoint(TRUNCATE)")
        mention = b.entity(b.article())
        project.apply(b.step(b.change(None, mention)))
        report = rescue(path, to)
    assert report.rescued["entity"] == 1
    with ProjectFile.open(to) as rescued:
        assert rescued.annotations(b.article().key) == [mention]


@pytest.mark.parametrize("damage", ["zeroed head", "not a file of SQLite", "cut to a page"])
def test_what_gives_nothing_is_told(whole: Path, tmp_path: Path, damage: str) -> None:
    content = whole.read_bytes()
    damaged = {
        "zeroed head": bytes(16) + content[16:],
        "not a file of SQLite": b"x" * 9999,
        "cut to a page": content[:PAGE],
    }
    path, to = tmp_path / "x.hashiya", tmp_path / "rescued.hashiya"
    path.write_bytes(damaged[damage])
    with pytest.raises(KnownFailure) as caught:
        rescue(path, to)
    assert caught.value.code == "nothing_to_rescue"
    assert not to.exists()


def test_what_was_taken_back_does_not_come_again(tmp_path: Path) -> None:
    path, to = tmp_path / "x.hashiya", tmp_path / "rescued.hashiya"
    with b.new_project(path) as project:
        article = b.article()
        b.put(project, b.content())
        project.apply(b.step(b.change(article, replace(article, note="x")), ids=project.ids))
        project.apply(b.step(b.change(replace(article, note="x"), article), ids=project.ids))
        project.take_back_import(project.imports()[0].id)
        with project.begin_import(source="half", annotator=b.SARA.id, device=b.DEVICE) as writer:
            writer.add([b.content("نص لم يكتمل استيراده")])
            report = rescue(path, to)
    assert report.faults == ()
    with ProjectFile.open(to) as rescued:
        assert rescued.articles() == []


def test_a_reference_to_what_is_gone_is_taken_out_and_told(tmp_path: Path) -> None:
    path, to = tmp_path / "x.hashiya", tmp_path / "rescued.hashiya"
    referent = b.referent()
    mention = b.entity(b.article(), referent=referent.id)
    claim = b.claim(b.article(), roles={"source": (b.filled_by(mention), b.filled_by(referent))})
    with b.new_project(path, b.TEXT) as project:
        project.apply(b.step(*(b.change(None, one) for one in (referent, mention, claim))))
    line = Line(path, "rw")
    line.run("PRAGMA foreign_keys = 0")
    line.run("DROP TRIGGER change_stays")
    line.run("DELETE FROM change WHERE kind = 'referent'")
    line.run("DELETE FROM referent")
    line.close()
    assert {fault.code for fault in check_file(path)} == {"dangling_reference"}
    report = rescue(path, to)
    assert (report.repaired, report.faults) == (2, ())
    with ProjectFile.open(to) as rescued:
        there = {one.id: one for one in rescued.annotations(b.article().key)}
        assert there[mention.id] == replace(mention, referent=None)
        assert there[claim.id] == replace(claim, roles={"source": (b.filled_by(mention),)})
        last = rescued.history(mention.id)[-1]
        assert (last[0].name, last[1].before, last[1].after) == ("rescue", mention, there[mention.id])


def test_check_finds_rows_that_are_not_what_the_record_says(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    with b.new_project(path, b.TEXT) as project:
        project.apply(b.step(b.change(None, b.entity(b.article())), b.change(None, b.claim(b.article()))))
        project._line.run("UPDATE annotation SET label = 'X' WHERE kind = 'entity'")
        project._line.run("UPDATE annotation SET body = replace(body, 'human', 'robot') WHERE kind = 'claim'")
    assert [fault.code for fault in check_file(path)] == ["row_differs", "row_differs"]


def test_the_newest_good_backup_is_offered(whole: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "backups")
    with ProjectFile.open(whole) as project:
        first, second = backups.make(project), backups.make(project)
        identifier = project.project_id
    assert [one.path for one in backups.list(identifier)] == [second.path, first.path]
    damaged = bytearray(second.path.read_bytes())
    damaged[5 * PAGE : 9 * PAGE] = b"\xff" * (4 * PAGE)
    second.path.write_bytes(damaged)
    assert backups.newest_good(identifier) == first
    assert backups.newest_good("another") is None
    assert content(first.path)[:6] == content(whole)[:6]
