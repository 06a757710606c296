"""`hashiya search`: what it prints, for people and for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import Shell

KEYS = ["article", "key", "start", "end", "text", "before", "after"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, Path]:
    folder = tmp_path_factory.mktemp("made")
    shell = Shell(folder / "home")
    assert shell.run("sample", folder / "sample.hashiya").status == 0
    return shell, folder / "sample.hashiya"


def test_a_script_gets_every_hit_with_its_place(made: tuple[Shell, Path]) -> None:
    shell, sample = made
    found = shell.run("search", sample, "ايران", "--json").json
    assert (found["query"], found["total"], len(found["hits"])) == ("ايران", 36, 36)
    for hit in found["hits"]:
        assert list(hit)[: len(KEYS)] == KEYS
        assert hit["text"] in {"إيران", "ايران"}
        assert hit["end"] - hit["start"] == len(hit["text"])


def test_a_person_gets_a_line_for_each_hit(made: tuple[Shell, Path]) -> None:
    shell, sample = made
    ran = shell.run("search", sample, "موسكو", "--limit", "2")
    first, second, total = ran.out.splitlines()
    assert "⟦موسكو⟧" in first
    assert len(second.split("\t")) == 4
    assert total == "20 found in 5 articles"


def test_hits_are_limited_by_spelling_label_status_and_article(made: tuple[Shell, Path]) -> None:
    shell, sample = made

    def total(*choices: str) -> int:
        found: int = shell.run("search", sample, *choices, "--json").json["total"]
        return found

    assert total("إيران", "--exact") == 23
    assert 0 < total("ايران", "--label", "GPE") < 36
    assert total("ايران", "--status", "set_aside") == 0
    assert 0 < total("ايران", "--article", "000_e296fb844f5b8a25") < 36
    assert total("النووي", "--annotations", "--label", "LAW") >= 1


def test_nothing_found_is_no_failure_and_offers_what_may_be_meant(made: tuple[Shell, Path]) -> None:
    shell, sample = made
    ran = shell.run("search", sample, "الولايت")
    assert "perhaps: الولايات" in ran.out


def test_what_stands_in_the_way_is_told_in_one_line(made: tuple[Shell, Path], tmp_path: Path) -> None:
    shell, sample = made
    for arguments, named in (
        ((sample, "x", "--article", "none"), "none"),
        ((tmp_path / "missing.hashiya", "x"), "missing"),
    ):
        ran = shell.run("search", *arguments, status=1)
        assert (ran.out, len(ran.lines)) == ("", 1)
        assert named in ran.lines[0]
    shell.run("search", sample, status=2)
    shell.run("search", sample, "x", "--limit", "-1", status=2)
