"""Choices that all formats share: sentences as units, and articles that stay together in a split."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Span
from hashiya.exchange.choices import ExportChoices, Split
from hashiya.exchange.formats import format_named
from hashiya.exchange.jsonl_reader import check_corpus, read_corpus
from hashiya.exchange.writing import write_export

from tests.builders import article, claim, cluster, content, entity, filled_by, region, relation
from tests.exchange.loss import read_with
from tests.exchange.memory import MemorySnapshot, export
from tests.exchange.nasty import nasty

TEXT = "قال ظريف إن طهران لن تتفاوض. وردت واشنطن بالنفي.\nثم سكتت.\n"


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def sentences_of() -> ArticleContent:
    of = article(TEXT, name="a")
    zarif, washington = entity(of, at("ظريف")), entity(of, at("واشنطن"), label="LOC")
    said = claim(
        of,
        at("لن تتفاوض"),
        roles={"source": (filled_by(zarif), filled_by(washington)), "cue": (filled_by(Span(*at("قال"))),)},
    )
    across = entity(of, at("تتفاوض. وردت"), label="ORG")
    near, far = relation(zarif, said, label="same_as"), relation(zarif, washington, label="same_as")
    whole = region(of, (0, TEXT.index("\n")))
    return content(TEXT, zarif, washington, said, across, near, far, whole, name="a")


def test_sentences_are_units_with_what_lies_within_them(tmp_path: Path) -> None:
    report = export(MemorySnapshot([sentences_of()]), tmp_path / "c.jsonl", units="sentence")
    lines = list(read_corpus(tmp_path / "c.jsonl"))
    assert check_corpus(tmp_path / "c.jsonl") == []
    assert [(one.id, one.text) for one in lines] == [
        ("a#001", "قال ظريف إن طهران لن تتفاوض."),
        ("a#002", "وردت واشنطن بالنفي."),
        ("a#003", "ثم سكتت."),
    ]
    assert [[one.text for one in line.entities] for line in lines] == [["ظريف"], ["واشنطن"], []]
    assert [len(line.regions) for line in lines] == [1, 1, 0]
    (said,) = lines[0].claims
    assert (said.text, set(said.roles), len(said.roles["source"])) == ("لن تتفاوض", {"source", "cue"}, 1)
    assert [one.label for one in lines[0].relations] == ["same_as"]
    assert report.articles == 3
    assert {key: report.left_out[key] for key in ("crossing_sentences", "fillers_in_other_sentences", "relations")} == {
        "crossing_sentences": 1,
        "fillers_in_other_sentences": 1,
        "relations": 1,
    }


def test_sentences_of_hard_text_are_sound(tmp_path: Path) -> None:
    export(nasty(), tmp_path / "c.jsonl", units="sentence")
    assert check_corpus(tmp_path / "c.jsonl") == []


def clustered(count: int, size: int) -> MemorySnapshot:
    """So many articles; each `size` of them share a cluster."""
    groups = [cluster() for _ in range(count // size)]
    made = []
    for number in range(count):
        text = f"نص رقم {number} هنا.\n"
        of = article(text, name=f"n{number}")
        made.append(content(text, claim(of, (0, 2), cluster=groups[number // size].id), name=f"n{number}"))
    return MemorySnapshot(made, groups=tuple(groups))


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_articles_of_one_cluster_stay_together(tmp_path: Path, name: str) -> None:
    snapshot = clustered(60, 3)
    what = format_named(name)
    assert what
    split = Split(shares=(50, 50), together=True)
    out = tmp_path / f"c{what.endings[0]}"
    report = write_export(snapshot, out, what, choices=ExportChoices(split=split), program="p")
    parts = defaultdict(set)
    for path in report.files:
        for line in read_with(what, path)[0]:
            parts[line.claims[0].cluster].add(path.name)
    assert len(parts) == 20
    assert all(len(names) == 1 for names in parts.values())
    assert set().union(*parts.values()) == {path.name for path in report.files}
    assert report.large_group == 0


def test_a_group_of_over_a_tenth_is_told_of(tmp_path: Path) -> None:
    report = export(clustered(20, 4), tmp_path / "c.jsonl", split=Split(together=True))
    assert report.large_group == 4
    assert check_corpus(report.files[0]) == []


def test_relations_between_parts_are_counted_apart(tmp_path: Path) -> None:
    snapshot = clustered(40, 1)
    claims = [one.claims[0] for one in snapshot.whole]
    ties = [relation(a, b) for a, b in pairwise(claims)]
    snapshot.whole = [
        content(one.text, *one.claims, *([ties[n]] if n < len(ties) else []), name=one.article.id)
        for n, one in enumerate(snapshot.whole)
    ]
    report = export(snapshot, tmp_path / "c.jsonl", split=Split(shares=(50, 50)))
    assert report.left_out["relations_between_parts"] + report.relations == len(ties)
    assert 0 < report.relations < len(ties)
