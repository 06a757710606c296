"""Projects that earlier versions wrote: each opens, is brought up, and says what it said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hashiya.arabic.folding import fold_text
from hashiya.exchange.choices import ExportChoices
from hashiya.storage import schema
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hashiya.storage.rescue import rescue
from hashiya.workspace.exporting import export_corpus

from tests import builders as b

STORED = Path(__file__).parent / "stored"
FILES = sorted(STORED.glob("*.hashiya"))


@pytest.fixture(params=FILES, ids=[file.stem for file in FILES])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the stored file; its export then is beside the original."""
    return Path(shutil.copy(request.param, tmp_path / request.param.name))


def test_there_is_one_of_each_earlier_format() -> None:
    formats = {int.from_bytes(file.read_bytes()[60:64], "big") for file in FILES}
    assert formats >= set(range(1, schema.FORMAT))


def test_an_earlier_file_says_what_it_said(stored: Path) -> None:
    with ProjectFile.open(stored) as project:
        steps = project.steps_since(None)
        export_corpus(project, stored.with_suffix(".jsonl"), ExportChoices())
        assert sum(len(step.changes) for step in steps) == project._line.value("SELECT count(*) FROM change")
    assert stored.with_suffix(".jsonl").read_bytes() == (STORED / f"{stored.stem}.jsonl").read_bytes()
    assert check_file(stored) == []


def test_an_earlier_file_becomes_like_a_new_one(stored: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with ProjectFile.open(stored, told=lambda done, of: told.append((done, of))) as project:
        shape = schema.shape(project._line.connection)
        texts = project._line.rows("SELECT text.text, folded.text FROM text LEFT JOIN folded USING (sha256)")
    with b.new_project(tmp_path / "new.hashiya") as new:
        assert shape == schema.shape(new._line.connection)
    assert texts
    assert all(folded == fold_text(text) for text, folded in texts)
    assert told[-1] == (len(texts), len(texts))


def test_an_earlier_file_is_rescued_as_it_is(stored: Path, tmp_path: Path) -> None:
    report = rescue(stored, tmp_path / "rescued.hashiya")
    assert (report.lost, report.repaired, report.faults) == ({}, 0, ())
    with ProjectFile.open(tmp_path / "rescued.hashiya") as project:
        export_corpus(project, tmp_path / "rescued.jsonl", ExportChoices())
    assert (tmp_path / "rescued.jsonl").read_bytes() == (STORED / f"{stored.stem}.jsonl").read_bytes()
