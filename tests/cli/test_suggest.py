"""`hashiya suggest` and the hidden `hashiya train`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hashiya import read_corpus
from hashiya.domain.ids import NOBODY
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle
from hashiya.storage.project import ProjectFile
from hashiya.suggest.model_file import about_of

from tests.cli.commands import Shell


def marks_of(lines: Iterable[CorpusArticle]) -> list[CorpusAnnotation]:
    """Every annotation of the lines."""
    found: list[CorpusAnnotation] = []
    for line in lines:
        found += [*line.entities, *line.claims, *line.regions]
    return found


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell with an installation of its own."""
    return Shell(tmp_path / "home")


@pytest.fixture
def sample(shell: Shell, tmp_path: Path) -> Path:
    """The sample project."""
    path = tmp_path / "sample.hashiya"
    shell.run("sample", path)
    return path


def test_proposals_are_a_corpus_of_nobody_s_and_come_back_as_proposals(
    shell: Shell, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "proposed.jsonl"
    said = shell.run("suggest", sample, "--out", out).out
    assert str(out) in said
    assert "ok" not in shell.run("check", out).error
    lines = list(read_corpus(out))
    assert len(lines) == 5
    marks = marks_of(lines)
    assert len(marks) > 100
    assert all(one.origin.startswith("proposed:") for one in marks)
    assert all(one.score is not None and 0 < one.score <= 1 for one in marks)
    assert all(one.text for one in marks)
    assert {line.status for line in lines} == {"new"}
    fresh = tmp_path / "fresh.hashiya"
    shell.run("new", fresh)
    shell.run("import", fresh, out)
    with ProjectFile.open(fresh, read_only=True) as project:
        keys = [article.key for article in project.articles()]
        brought = [one for key in keys for one in project.annotations(key, owner=NOBODY)]
    assert len(brought) == len(marks)
    assert all(one.is_proposal for one in brought)


def test_the_same_project_gives_the_same_proposals(shell: Shell, sample: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    for out in (one, two):
        shell.run("-q", "suggest", sample, "--out", out, "--engine", "gazetteer", "regions")
    ids = [[mark.id for mark in marks_of(read_corpus(out))] for out in (one, two)]
    assert ids[0] == ids[1]
    assert ids[0]


def test_only_the_engines_and_articles_that_were_asked_for(shell: Shell, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "regions.jsonl"
    with ProjectFile.open(sample, read_only=True) as project:
        name = project.articles()[3].id
    shell.run("suggest", sample, "--engine", "regions", "--article", name, "--out", out)
    (line,) = read_corpus(out)
    assert line.id == name
    assert {one.label for one in line.regions} == {"HEADLINE", "LEAD", "BOILERPLATE"}
    assert not line.entities
    assert not line.claims


def test_a_wrong_engine_or_article_is_said_and_nothing_is_written(shell: Shell, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "none.jsonl"
    (line,) = shell.run("suggest", sample, "--engine", "magic", "--out", out, status=1).lines
    assert "magic" in line
    assert "gazetteer" in line
    (line,) = shell.run("suggest", sample, "--article", "nobody", "--out", out, status=1).lines
    assert "nobody" in line
    assert not out.exists()


def test_training_writes_a_model_once_and_is_not_in_the_help(shell: Shell, sample: Path, tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    out = tmp_path / "models" / "one.model"
    assert shell.run("train", sample, "--out", out).json["articles"] == 1
    assert about_of(out) is not None
    assert shell.run("train", sample, "--out", out).json == {}
    assert "train" not in shell.run("--help").out
