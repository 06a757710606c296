"""Every command: its exit status, its output, its one line on standard error in the person's language."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hashiya import __version__, read_corpus

from tests.cli.commands import ROOT, Ran, Shell

ARABIC = re.compile("[ء-ي]")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


@pytest.fixture
def arabic(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home", "ar_SY.UTF-8")


@pytest.fixture(scope="module")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    Shell(folder / "home").run("sample", folder / "sample.hashiya")
    return folder / "sample.hashiya"


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_sample, tmp_path / "sample.hashiya"))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "مقالات (1)"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(f"عنوان {number}\n\nنص المقال رقم {number}.\n", "utf-8")
    (folder / "bad.txt").write_bytes(b"\x00\x01")
    return folder


def refused_in_one_line(ran: Ran, *parts: str) -> None:
    """One line on standard error, with the program's name, that says these things; nothing on standard output."""
    assert ran.out == ""
    assert len(ran.lines) == 1, ran.error
    assert ran.lines[0].startswith("hashiya: ")
    for part in parts:
        assert part in ran.lines[0]


def test_the_version_is_told_at_once_and_nothing_is_loaded_for_it(shell: Shell) -> None:
    assert shell.run("--version").out == f"hashiya {__version__}\n"
    begun = time.monotonic()
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "hashiya", "--version"],
        check=True,
        capture_output=True,
        env=shell.environment,
        text=True,
    ).stderr
    assert time.monotonic() - begun < 2
    for name in ("PySide6", "sqlite3", "msgspec", "argparse", "hashiya.storage", "hashiya.workspace"):
        assert not re.search(rf"\| +{re.escape(name)}(\.|$)", loaded, re.MULTILINE), name


def test_help_is_in_the_persons_language(shell: Shell, arabic: Shell) -> None:
    english, arab = shell.run("--help").out, arabic.run("--help").out
    for command in ("new", "sample", "import", "export", "scheme", "info", "check", "formats", "self-test"):
        assert command in english
        assert command in arab
    assert "screenshot" not in english
    assert ARABIC.search(arab)
    assert not ARABIC.search(english)
    for command in ("import", "export", "scheme"):
        assert ARABIC.search(arabic.run(command, "--help").out)


@pytest.mark.parametrize(
    "words",
    [
        ["new"],
        ["export", "x.hashiya"],
        ["scheme", "x.hashiya"],
        ["scheme", "x.hashiya", "--apply", "x.toml", "--rename", "OLD"],
        ["scheme", "x.hashiya", "--apply", "x.toml", "--rename", "=NEW"],
        ["import", "x.hashiya"],
        ["import", "x.hashiya", "y", "--on-duplicate", "perhaps"],
        ["export", "x.hashiya", "--out", "y", "--status", "finished"],
        ["info"],
    ],
)
def test_wrong_usage_ends_with_2(shell: Shell, words: list[str]) -> None:
    assert "usage" in shell.run(*words, status=2).error


def test_new_makes_an_empty_project_and_never_overwrites(shell: Shell, arabic: Shell, tmp_path: Path) -> None:
    path = tmp_path / "folder" / "مشروع.hashiya"
    assert str(path) in shell.run("new", path, "--annotator", "layla").out
    found = shell.run("info", path, "--json").json
    assert (found["articles"], found["annotators"]) == (0, {})
    before = path.read_bytes()
    refused_in_one_line(shell.run("new", path, status=1), str(path), "there already")
    refused_in_one_line(arabic.run("new", path, status=1), str(path), "موجود")
    refused_in_one_line(arabic.run("sample", path, status=1), str(path), "موجود")
    assert path.read_bytes() == before
    assert shell.run("-q", "new", tmp_path / "quiet.hashiya").out == ""
    assert shell.run("new", "--quiet", tmp_path / "quiet2.hashiya").out == ""


def test_new_takes_a_scheme_by_name_or_file(shell: Shell, tmp_path: Path) -> None:
    scheme = shell.run("new", tmp_path / "a.hashiya", "--scheme", "news-claims")
    assert scheme.status == 0
    text = shell.run("scheme", tmp_path / "a.hashiya", "--show").out
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    shell.run("new", tmp_path / "b.hashiya", "--scheme", tmp_path / "mine.toml")
    assert shell.run("scheme", tmp_path / "b.hashiya", "--show").out == text
    refused_in_one_line(shell.run("new", tmp_path / "c.hashiya", "--scheme", "nothing", status=1), "nothing")
    refused_in_one_line(shell.run("new", tmp_path / "c.hashiya", "--scheme", "none.toml", status=1), "none.toml")
    assert not (tmp_path / "c.hashiya").exists()


def test_the_sample_has_its_articles_and_its_example(shell: Shell, sample: Path) -> None:
    found = shell.run("info", sample, "--json").json
    assert list(found) == [
        "kind", "articles", "by_status", "entities", "claims", "relations", "regions", "referents", "clusters",
        "annotators",
    ]  # fmt: skip
    assert (found["kind"], found["articles"], found["relations"]) == ("project", 5, 20)
    assert sum(found["by_status"].values()) == 5
    assert found["claims"]["claim"] > 20
    assert sum(found["entities"].values()) > 80
    assert len(found["annotators"]) == 1
    assert shell.run("check", sample).status == 0


def test_export_writes_a_corpus_that_the_reader_takes(shell: Shell, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "مدونة.jsonl"
    ran = shell.run("export", sample, "--out", out)
    assert str(out) in ran.out
    assert ran.error == ""
    corpus = read_corpus(out)
    articles = list(corpus)
    assert len(articles) == 5
    assert corpus.manifest is not None
    assert corpus.warnings == []
    found = shell.run("info", out, "--json").json
    project = shell.run("info", sample, "--json").json
    assert list(found) == list(project)
    assert found | {"kind": "project", "referents": project["referents"]} == project
    ran = shell.run("export", sample, "--out", out, "--article", articles[1].id, "--status", "done", "new")
    assert len(list(read_corpus(out))) == 1
    assert "4" in ran.error
    shell.run("export", sample, "--out", tmp_path / "s.jsonl", "--split", "80/20", "--seed", "4")
    assert {path.name for path in tmp_path.glob("s.*")} == {"s.train.jsonl", "s.test.jsonl", "s.manifest.json"}


def test_what_stands_in_the_way_of_an_export_is_said(shell: Shell, arabic: Shell, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    refused_in_one_line(shell.run("export", tmp_path / "none.hashiya", "--out", out, status=1), "none.hashiya")
    refused_in_one_line(arabic.run("export", sample, "--out", out, "--article", "zzz", status=1), "zzz", "مقال")
    refused_in_one_line(shell.run("export", sample, "--out", out, "--split", "a/b", status=1), "a/b")
    refused_in_one_line(shell.run("export", sample, "--out", tmp_path / "no" / "x.jsonl", status=1), "x.jsonl")
    assert not out.exists()


def test_import_brings_texts_tells_bad_ones_and_changes_nothing_twice(
    shell: Shell, arabic: Shell, texts: Path, tmp_path: Path
) -> None:
    path = tmp_path / "x.hashiya"
    shell.run("new", path)
    ran = shell.run("import", path, texts, "--annotator", "layla", status=1)
    assert "2 articles" in ran.out
    assert len(ran.lines) == 1
    assert "bad.txt" in ran.lines[0]
    assert shell.run("info", path, "--json").json["by_status"] == {"new": 2}
    ran = arabic.run("import", path, texts / "1.txt", texts / "2.txt")
    assert "2" in ran.out
    assert ARABIC.search(ran.out)
    assert shell.run("info", path, "--json").json["articles"] == 2
    assert shell.run("import", path, texts / "1.txt", "--on-duplicate", "copy").status == 0
    assert shell.run("info", path, "--json").json["articles"] == 3
    refused_in_one_line(shell.run("import", path, texts / "none.txt", status=1), "none.txt")
    refused_in_one_line(
        shell.run("import", path, texts / "1.txt", "--encoding", "klingon", "--on-duplicate", "copy", "-q", status=1),
        "klingon",
    )
    assert shell.run("check", path).status == 0


def test_import_tells_its_progress_as_lines_of_json(shell: Shell, texts: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    shell.run("new", path)
    ran = shell.run("import", path, texts, "--progress", status=1)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [(line["n"], line["of"]) for line in lines[:-1]] == [(1, 3), (2, 3), (3, 3)]
    assert [(Path(line["file"]).name, line["state"]) for line in lines[:-1]] == [
        ("1.txt", "done"),
        ("2.txt", "done"),
        ("bad.txt", "failed"),
    ]
    assert lines[0]["encoding"] == "UTF-8"
    assert lines[2]["reason"]
    assert lines[-1]["summary"]["articles"] == 2
    assert lines[-1]["summary"]["failed"] == 1
    assert ran.error == ""


def test_a_corpus_comes_back_byte_for_byte(shell: Shell, sample: Path, tmp_path: Path) -> None:
    shell.run("export", sample, "--out", tmp_path / "a.jsonl")
    shell.run("new", tmp_path / "again.hashiya")
    ran = shell.run("import", tmp_path / "again.hashiya", tmp_path / "a.jsonl")
    assert "20" in ran.out
    shell.run("export", tmp_path / "again.hashiya", "--out", tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_a_scheme_is_shown_changed_and_put_in_place(shell: Shell, arabic: Shell, sample: Path, tmp_path: Path) -> None:
    shown = shell.run("scheme", sample, "--show").out
    file = tmp_path / "mine.toml"
    file.write_text(shown, "utf-8")
    assert shell.run("scheme", sample, "--apply", file).status == 0
    assert shell.run("scheme", sample, "--show").out == shown
    file.write_text(shown.replace('key = "GPE"', 'key = "STATE"').replace('"GPE"', '"STATE"'), "utf-8")
    before = shell.run("info", sample, "--json").json["entities"]
    assert str(sample) in shell.run("scheme", sample, "--apply", file, "--rename", "GPE=STATE").out
    after = shell.run("info", sample, "--json").json["entities"]
    assert after["STATE"] == before["GPE"]
    assert "GPE" not in after
    refused_in_one_line(shell.run("scheme", sample, "--apply", file, "--rename", "NOPE=STATE", status=1), "NOPE")
    refused_in_one_line(arabic.run("scheme", sample, "--apply", tmp_path / "no.toml", status=1), "no.toml")
    assert shell.run("check", sample).status == 0


def test_a_faulty_scheme_is_refused_with_its_place(shell: Shell, sample: Path, tmp_path: Path) -> None:
    shown = shell.run("scheme", sample, "--show").out
    broken = tmp_path / "broken.toml"
    lines = shown.splitlines()
    lines[7] = 'key = "unfinished'
    broken.write_text("\n".join(lines), "utf-8")
    refused_in_one_line(shell.run("scheme", sample, "--apply", broken, status=1), "broken.toml", "line 8")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(shown.replace('overlap = "any"', 'overlap = "maybe"', 1), "utf-8")
    refused_in_one_line(shell.run("scheme", sample, "--apply", wrong, status=1), "entities.overlap", "maybe")
    latin = tmp_path / "latin.toml"
    latin.write_bytes(shown.encode("utf-16"))
    refused_in_one_line(shell.run("scheme", sample, "--apply", latin, status=1), "latin.toml")
    assert shell.run("scheme", sample, "--show").out == shown


def test_check_lists_every_fault_with_its_place(shell: Shell, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    shell.run("export", sample, "--out", out)
    good = shell.run("check", out, "--json").json
    assert good == {"ok": True, "faults": []}
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    lines[1]["entities"][0]["end"] += 1
    lines[2]["status"] = "finished"
    out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    ran = shell.run("check", out, "--json", status=1)
    assert list(ran.json) == ["ok", "faults"]
    assert ran.json["ok"] is False
    assert {fault["line"] for fault in ran.json["faults"] if fault["line"]} == {2, 3}
    assert list(ran.json["faults"][0]) == ["file", "line", "article", "field", "found", "expected"]
    assert len(shell.run("check", out, status=1).out.splitlines()) == len(ran.json["faults"])


def test_what_is_no_project_is_said(shell: Shell, arabic: Shell, tmp_path: Path) -> None:
    other = tmp_path / "x.hashiya"
    other.write_text("not a database, and long enough to look at " * 10)
    for command in ("info", "check"):
        refused_in_one_line(shell.run(command, other, status=1), "x.hashiya")
        refused_in_one_line(arabic.run(command, other, status=1), "x.hashiya", "ليس مشروع حاشية")
        refused_in_one_line(shell.run(command, tmp_path / "none.hashiya", status=1), "none.hashiya")
        refused_in_one_line(shell.run(command, tmp_path / "none.jsonl", status=1), "none.jsonl")


def test_info_and_formats_are_for_people_too(shell: Shell, arabic: Shell, sample: Path) -> None:
    assert "GPE" in shell.run("info", sample).out
    assert "الكيانات" in arabic.run("info", sample).out
    found = shell.run("formats", "--json").json
    assert list(found) == ["formats"]
    assert {"jsonl", "txt", "csv", "xlsx"} <= {one["name"] for one in found["formats"]}
    assert list(found["formats"][0]) == ["name", "read", "write", "endings", "loses", "needs"]
    for one in (shell, arabic):
        said = one.run("formats").out
        assert "jsonl" in said
        assert "format.loses" not in said
    assert "كيانات" in arabic.run("formats").out
    assert "entities" not in arabic.run("formats").out


def test_the_self_test_goes_the_whole_way(shell: Shell) -> None:
    ran = shell.run("self-test", "--json")
    assert list(ran.json) == ["ok", "versions", "checks"]
    assert ran.json["ok"] is True
    assert ran.json["versions"]["hashiya"] == __version__
    assert ran.json["versions"]["tls"]
    assert {"annotate", "undo", "redo", "export", "read_back", "project"} <= set(ran.json["checks"])
    assert all(ran.json["checks"].values())
    assert len(ran.out.splitlines()) == 1


def test_a_file_in_use_by_another_program_can_be_looked_at(shell: Shell, sample: Path, tmp_path: Path) -> None:
    import sqlite3

    other = sqlite3.connect(sample, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert shell.run("info", sample, "--json").json["articles"] == 5
        shell.run("export", sample, "--out", tmp_path / "x.jsonl")
    finally:
        other.rollback()
        other.close()


def test_the_program_can_be_started_as_a_module_from_anywhere(tmp_path: Path, shell: Shell) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hashiya", "info", str(tmp_path / "none.hashiya")],
        check=False,
        capture_output=True,
        cwd=tmp_path,
        env=shell.environment,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert done.stderr.startswith("hashiya: ")
    assert (ROOT / "desktop" / "hashiya" / "__main__.py").is_file()
