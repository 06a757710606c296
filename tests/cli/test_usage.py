"""What the command line says of wrong usage, and what `-v` adds, in the person's language."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hashiya.cli.usage import WORDS
from hashiya.resources.messages import Messages

from tests.cli.commands import ROOT, Shell

ENGLISH = re.compile(
    r"\b(usage|error|arguments?|required|expected|invalid|choose|choice|unrecognized|allowed|match|options|show|exit)\b"
)
FIELD = re.compile(r"%(?:\(\w+\))?[sr]")
STORED = ROOT / "tests" / "storage" / "stored" / "format-1.hashiya"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_sentence_keeps_what_is_put_into_it(language: str) -> None:
    messages = Messages(language)
    for sentence, key in WORDS.items():
        kept, said = FIELD.findall(sentence), FIELD.findall(messages.text(key))
        assert set(said) <= set(kept), sentence
        assert set(kept) - set(said) <= {"%(type)s"}, sentence


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["import"], "FILE.hashiya, PATH"),
        (["scheme", "x"], "--show"),
        (["scheme", "x", "--show", "--apply", "y"], "--apply"),
        (["import", "x", "y", "--on-conflict", "perhaps"], "perhaps"),
        (["import", "x", "y", "--option", "NAME"], "NAME"),
        (["export", "x", "--out"], "--out"),
        (["export", "x", "--out", "y", "--status"], "--status"),
        (["export", "x", "--out", "y", "--s", "z"], "--split"),
        (["formats", "--json=3"], "--json"),
        (["formats", "--zzz"], "--zzz"),
        (["search", "x", "y", "--limit", "-3"], "-3"),
        (["--zzz"], "--zzz"),
        (["--article"], "--article"),
    ],
)
def test_wrong_usage_is_said_in_arabic(tmp_path: Path, words: list[str], named: str) -> None:
    said = Shell(tmp_path / "home", "ar_SY.UTF-8").run(*words, status=2).lines
    assert said[0].startswith("الاستعمال: hashiya")
    assert "خطأ: " in said[-1]
    assert named in said[-1]
    assert not ENGLISH.search(re.sub(r"--[\w-]+|\{[^}]*\}", "", "\n".join(said))), said


def test_the_help_has_no_english_words_of_argparse(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "home", "ar_SY.UTF-8")
    for words in (["--help"], ["import", "--help"]):
        said = shell.run(*words).out
        assert "الخيارات:" in said
        assert not ENGLISH.search(re.sub(r"--[\w-]+|\{[^}]*\}", "", said)), said


@pytest.mark.parametrize(
    "words",
    [
        ["info", "old.hashiya"],
        ["check", "old.hashiya"],
        ["scheme", "old.hashiya", "--show"],
        ["suggest", "old.hashiya", "--out", "proposed.jsonl", "--engine", "dates"],
        ["export", "old.hashiya", "--out", "corpus.jsonl"],
    ],
)
def test_a_command_that_reads_an_older_file_says_that_it_was_not_touched(tmp_path: Path, words: list[str]) -> None:
    shutil.copyfile(STORED, tmp_path / "old.hashiya")
    before = (tmp_path / "old.hashiya").read_bytes()
    shell = Shell(tmp_path / "home")
    assert shell.run(*words).lines == [Messages("en").text("failure.read_only_reason.older")]
    if words[0] == "check":
        assert shell.run(*words, "--quiet").lines == []
    assert (tmp_path / "old.hashiya").read_bytes() == before


def test_verbose_writes_the_lines_of_the_log_to_standard_error(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "home")
    shell.run("sample", "one.hashiya")
    quiet, told = shell.run("info", "one.hashiya", "--json"), shell.run("-v", "info", "one.hashiya", "--json")
    assert (quiet.out, quiet.lines) == (told.out, [])
    begins, ended = told.lines
    assert re.search(r"INFO hashiya\.cli\.run: info begins: hashiya [\d.]+, Python [\d.]+, \S+", begins)
    assert re.search(r"INFO hashiya\.cli\.run: info ended with 0 after \d+\.\d\d s", ended)
    failed = shell.run("info", "none.hashiya", "-v", status=1).lines
    assert any("info failed: missing path=none.hashiya" in line for line in failed)
    assert failed[-1].startswith("hashiya: ")


def test_a_place_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    shell = Shell(tmp_path / "home")
    (line,) = shell.run("sample", tmp_path / "file" / "folder" / "x.hashiya", status=1).lines
    assert line.startswith("hashiya: ")
    assert str(tmp_path / "file") in line
    shell.environment["HASHIYA_HOME"] = str(tmp_path / "file" / "home")
    (line,) = shell.run("new", tmp_path / "x.hashiya", status=1).lines
    assert str(tmp_path / "file" / "home" / "config") in line
    assert "HASHIYA_HOME" in line


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_whoever_reads_only_the_first_line_hears_no_complaint(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "home")
    shell.run("sample", "one.hashiya")
    command = [sys.executable, "-m", "hashiya", "scheme", "one.hashiya", "--show"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, env=shell.environment, stdout=pipe, stderr=pipe) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1
