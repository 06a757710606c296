"""Formats at the command line: converting, what is lost, and what is refused."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.commands import Shell

TEXT = "قال ظريف إن طهران لن تتفاوض."


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


def table(path: Path) -> Path:
    path.write_text(f"id,text,start,end,label\na,{TEXT},4,8,PERS\na,{TEXT},12,17,LOC\nb,نص آخر,,,\n", "utf-8")
    return path


def test_a_table_becomes_a_corpus_and_nothing_else_is_left(shell: Shell, tmp_path: Path) -> None:
    source, out = table(tmp_path / "in.csv"), tmp_path / "out.jsonl"
    before = {one.name for one in tmp_path.iterdir()}
    shell.run("convert", source, "--out", out)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(line["id"], [one["text"] for one in line["entities"]]) for line in lines] == [
        ("a", ["ظريف", "طهران"]),
        ("b", []),
    ]
    assert {one.name for one in tmp_path.iterdir()} - before <= {"out.jsonl", "out.manifest.json", "home"}


def test_what_the_format_loses_is_said(shell: Shell, tmp_path: Path) -> None:
    ran = shell.run("convert", table(tmp_path / "in.csv"), "--out", tmp_path / "out.zip", "--to", "txt")
    assert any(line.startswith("entity mentions: 2") for line in ran.lines)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["a.txt", "b.txt"]
        assert archive.read("a.txt").decode() == TEXT


def test_a_folder_that_has_something_is_not_written_into(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", "utf-8")
    ran = shell.run("convert", table(tmp_path / "in.csv"), "--out", tmp_path / "out", "--to", "txt", status=1)
    assert "not empty" in ran.error
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_broken_file_writes_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('[{"text": "نص"}, {"text": ', "utf-8")
    shell.run("convert", tmp_path / "in.json", "--out", tmp_path / "out.csv", status=1)
    assert not (tmp_path / "out.csv").exists()


def test_a_format_that_there_is_not_is_told_with_those_there_are(shell: Shell, tmp_path: Path) -> None:
    ran = shell.run("convert", table(tmp_path / "in.csv"), "--out", tmp_path / "x", "--to", "nonsense", status=1)
    assert "nonsense" in ran.error
    assert "jsonl" in ran.error


def test_a_choice_for_files_of_one_format_leaves_the_others_alone(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text(f"one;two\n1;{TEXT}\n", "utf-8")
    (folder / "b.jsonl").write_text(json.dumps({"id": "b", "text": "نص آخر"}) + "\n", "utf-8")
    words = ("--like", "csv:columns=text=two", "--like", "csv:option=delimiter=;")
    shell.run("convert", folder, "--out", tmp_path / "out.jsonl", *words)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert sorted(line["text"] for line in lines) == sorted([TEXT, "نص آخر"])
    ran = shell.run("convert", folder, "--out", tmp_path / "x.jsonl", "--like", "csv:format=nothing", status=1)
    assert "nothing" in ran.error
    shell.run("convert", folder, "--out", tmp_path / "x.jsonl", "--like", "csv", status=2)
