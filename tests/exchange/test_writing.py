"""What an export takes and leaves out, and that it is whole or not there."""

from __future__ import annotations

import errno
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.article import Status
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import NOBODY, article_key
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Span
from hashiya.exchange.choices import ExportChoices, Split
from hashiya.exchange.jsonl_reader import check_corpus, read_corpus
from hashiya.exchange.jsonl_writer import write_corpus

from tests.builders import (
    OMAR,
    SARA,
    article,
    claim,
    cluster,
    content,
    entity,
    filled_by,
    fragments,
    new_project,
    put,
    referent,
    region,
    relation,
)
from tests.exchange.memory import PROGRAM, MemorySnapshot, export

TEXT = "سطر أول\nقال زيد إن الماء بارد.\nاترك تعليقاً"


def lines(path: Path) -> list[dict[str, Any]]:
    """The lines of the corpus, once it is sure that it is without fault."""
    assert check_corpus(path) == []
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def many(number: int) -> MemorySnapshot:
    """A project of so many short articles."""
    return MemorySnapshot([content(f"مقال رقم {n}", entity(article(f"مقال رقم {n}"), (0, 4))) for n in range(number)])


def test_articles_are_chosen_by_key_and_by_status(tmp_path: Path) -> None:
    snapshot = many(4)
    done = snapshot.whole[2]
    snapshot.whole[2] = replace(done, article=replace(done.article, status=Status.DONE))
    keys = tuple(one.article.key for one in snapshot.whole[2:])
    report = export(snapshot, tmp_path / "c.jsonl", articles=keys)
    assert [line["key"] for line in lines(tmp_path / "c.jsonl")] == list(keys)
    assert (report.articles, report.left_out) == (2, {"articles": 2})
    export(snapshot, tmp_path / "c.jsonl", statuses=frozenset({Status.DONE}))
    assert [line["key"] for line in lines(tmp_path / "c.jsonl")] == [keys[0]]
    manifest = json.loads((tmp_path / "c.manifest.json").read_bytes())
    assert manifest["choices"]["statuses"] == ["done"]
    assert manifest["counts"]["by_status"] == {"done": 1}
    assert manifest["counts"]["entities"] == {"PERS": 1}
    assert manifest["left_out"] == {"articles": 3}


def test_only_the_chosen_annotators_work_is_exported_and_a_lost_filler_becomes_its_span(tmp_path: Path) -> None:
    of = replace(article(TEXT), progress={SARA.id: Status.DONE, OMAR.id: Status.NEW})
    hers, his = entity(of, (12, 15)), entity(of, (19, 24), owner=OMAR.id)
    said = claim(of, (19, 29), roles={"source": (filled_by(hers), filled_by(his))})
    whole = replace(content(TEXT, hers, his, said, region(of, (0, 7)), relation(said, his)), article=of)
    report = export(MemorySnapshot([whole]), tmp_path / "c.jsonl", annotators=frozenset({"sara"}))
    (line,) = lines(tmp_path / "c.jsonl")
    assert [one["id"] for one in line["entities"]] == [hers.id]
    assert line["claims"][0]["roles"]["source"] == [{"id": hers.id}, {"fragments": [[19, 24]], "text": TEXT[19:24]}]
    assert line["progress"] == {"sara": "done"}
    assert len(line["regions"]) == 1
    assert line["relations"] == []
    assert report.left_out == {"annotations_of_others": 1, "fillers_as_spans": 1, "relations": 1}
    assert [one["handle"] for one in json.loads((tmp_path / "c.manifest.json").read_bytes())["annotators"]] == ["sara"]


def test_proposals_are_out_unless_asked_for(tmp_path: Path) -> None:
    of = article(TEXT)
    proposal = entity(of, (12, 15), owner=NOBODY, annotator=NOBODY, origin="proposed:words", score=0.25)
    snapshot = MemorySnapshot([content(TEXT, proposal)])
    assert export(snapshot, tmp_path / "c.jsonl").left_out == {"proposals": 1}
    assert lines(tmp_path / "c.jsonl")[0]["entities"] == []
    export(snapshot, tmp_path / "c.jsonl", proposals=True)
    (found,) = lines(tmp_path / "c.jsonl")[0]["entities"]
    assert (found["origin"], found["score"], found["annotator"]) == ("proposed:words", 0.25, None)


def crossing() -> tuple[MemorySnapshot, list[ArticleContent]]:
    """Two articles, a relation from the first to the second."""
    first, second = article("قال زيد"), article("نفى عمرو")
    head, tail = claim(first, (0, 3)), claim(second, (0, 3))
    whole = [content("قال زيد", head, relation(head, tail)), content("نفى عمرو", tail)]
    return MemorySnapshot(whole), whole


def test_a_relation_between_articles_stands_on_its_heads_line(tmp_path: Path) -> None:
    snapshot, whole = crossing()
    export(snapshot, tmp_path / "c.jsonl")
    first, second = lines(tmp_path / "c.jsonl")
    assert first["relations"][0]["tail"] == {"article": whole[1].article.id, "id": whole[1].claims[0].id}
    assert second["relations"] == []


def test_a_relation_without_its_other_article_is_left_out_and_counted(tmp_path: Path) -> None:
    snapshot, whole = crossing()
    report = export(snapshot, tmp_path / "c.jsonl", articles=(whole[0].article.key,))
    assert lines(tmp_path / "c.jsonl")[0]["relations"] == []
    assert report.left_out == {"articles": 1, "relations": 1}


def test_a_relation_whose_other_end_is_somebody_elses_is_left_out(tmp_path: Path) -> None:
    snapshot, whole = crossing()
    snapshot.whole[1] = replace(whole[1], claims=(replace(whole[1].claims[0], owner=OMAR.id),))
    report = export(snapshot, tmp_path / "c.jsonl", annotators=frozenset({"sara"}))
    assert lines(tmp_path / "c.jsonl")[0]["relations"] == []
    assert report.left_out["relations"] == 1


def test_cut_boilerplate_moves_what_is_after_it_and_trims_what_is_in_it(tmp_path: Path) -> None:
    text = "أول [حشو] قال زيد [حشو] ذلك"
    of = article(text)
    waste = region(of, (4, 9), (18, 23), label="BOILERPLATE")
    inside, across, after = entity(of, (5, 8)), entity(of, (0, 13)), entity(of, (24, 27))
    two = entity(of, (10, 17), (20, 27))
    said = claim(
        of, (10, 27), roles={"source": (filled_by(inside), filled_by(after)), "cue": (filled_by(Span(19, 22)),)}
    )
    whole = content(text, waste, inside, across, after, two, said, relation(said, claim(of, (4, 9))))
    report = export(MemorySnapshot([whole]), tmp_path / "c.jsonl", boilerplate="cut")
    (line,) = lines(tmp_path / "c.jsonl")
    assert line["text"] == "أول  قال زيد  ذلك"
    assert line["key"] == article_key(hashlib.sha256(line["text"].encode()).hexdigest()) != of.key
    texts = {one["id"]: one["text"] for one in line["entities"]}
    assert texts == {across.id: "أول  قال", after.id: "ذلك", two.id: "قال زيد  ذلك"}
    assert line["claims"][0]["text"] == "قال زيد  ذلك"
    assert line["claims"][0]["roles"] == {"source": [{"id": after.id}]}
    assert line["regions"] == line["relations"] == []
    assert report.left_out == {
        "cut_annotations": 1,
        "cut_characters": 10,
        "cut_fillers": 2,
        "relations": 1,
        "trimmed_annotations": 3,
    }


def test_articles_that_are_equal_without_their_boilerplate_keep_apart(tmp_path: Path) -> None:
    texts = ["نص واحد", "نص واحدب", "نص واحدت"]
    whole = [content(texts[0])] + [
        content(text, region(article(text), (7, 8), label="BOILERPLATE")) for text in texts[1:]
    ]
    export(MemorySnapshot(whole), tmp_path / "c.jsonl", boilerplate="cut")
    found = lines(tmp_path / "c.jsonl")
    assert {line["text"] for line in found} == {"نص واحد"}
    assert [line["key"] for line in found] == [article_key(found[0]["sha256"], copy) for copy in range(3)]


def test_a_split_is_the_same_every_time_and_when_articles_come(tmp_path: Path) -> None:
    split = Split(shares=(80, 10, 10), seed=7)
    report = export(many(200), tmp_path / "c.jsonl", split=split)
    assert [path.name for path in report.files] == ["c.train.jsonl", "c.dev.jsonl", "c.test.jsonl"]
    parts = {path.name: {line["id"] for line in lines(path)} for path in report.files}
    sizes = [len(part) for part in parts.values()]
    assert sum(sizes) == 200
    assert 140 <= sizes[0] <= 180
    assert min(sizes) >= 8
    export(many(300), tmp_path / "d.jsonl", split=split)
    for name, part in parts.items():
        assert part < {line["id"] for line in lines(tmp_path / name.replace("c.", "d.", 1))}
    corpus = read_corpus(tmp_path / "c.dev.jsonl")
    assert len(list(corpus)) == sizes[1]
    assert corpus.warnings == []
    assert corpus.manifest is not None
    assert corpus.manifest.choices.split is not None
    assert [file.articles for file in corpus.manifest.files] == sizes


def test_a_relation_between_parts_of_a_split_is_left_out(tmp_path: Path) -> None:
    snapshot, whole = crossing()
    keys = [one.article.key for one in whole]
    apart = next(s for n in range(99) if (s := Split(shares=(50, 50), seed=n)).part(keys[0]) != s.part(keys[1]))
    together = next(s for n in range(99) if (s := Split(shares=(50, 50), seed=n)).part(keys[0]) == s.part(keys[1]))
    assert export(snapshot, tmp_path / "c.jsonl", split=apart).relations == 0
    assert export(snapshot, tmp_path / "c.jsonl", split=together).relations == 1


def test_cancelling_leaves_nothing_and_keeps_what_was_there(tmp_path: Path) -> None:
    export(many(2), tmp_path / "c.jsonl")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    seen: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> bool:
        seen.append((done, of))
        return done < 2

    report = write_corpus(many(5), tmp_path / "c.jsonl", choices=ExportChoices(), program=PROGRAM, progress=progress)
    assert report.cancelled
    assert seen == [(0, 5), (1, 5), (2, 5)]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    snapshot = many(3)

    def progress(done: int, of: int) -> bool:
        if done == 2:
            raise OSError(errno.ENOSPC, "no space")
        return done < of + 1

    with pytest.raises(OSError, match="no space"):
        write_corpus(snapshot, tmp_path / "c.jsonl", choices=ExportChoices(), program=PROGRAM, progress=progress)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_a_known_failure_that_leaves_nothing(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("the system has no /dev/full")
    from hashiya.exchange.files import NewFile

    with NewFile(tmp_path / "c.jsonl") as file:
        file._file.close()
        file._file = full.open("wb")
        with pytest.raises(KnownFailure) as caught:
            file.write(b"x" * (1 << 21))
        assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_known_failure(tmp_path: Path) -> None:
    with pytest.raises(KnownFailure) as caught:
        export(many(1), tmp_path / "gone" / "c.jsonl")
    assert caught.value.code == "missing"


def test_the_manifest_explains_all_and_tells_no_place_or_time(tmp_path: Path) -> None:
    of = article(TEXT)
    who, group = referent(aliases=("ظريف",), external={"wikidata": "Q1"}), cluster("الماء")
    merged = replace(referent("ظريف"), merged_into=who.id)
    gone = replace(referent("لا أحد"), removed=True)
    said = claim(of, (19, 29), cluster=group.id)
    snapshot = MemorySnapshot([content(TEXT, said)], register=(who, merged, gone), groups=(group,))
    report = export(snapshot, tmp_path / "c.jsonl")
    manifest = read_corpus(tmp_path / "c.jsonl").manifest
    assert manifest is not None
    assert manifest.scheme == snapshot.scheme
    assert {one.id: one for one in manifest.referents} == {who.id: who, merged.id: merged}
    assert manifest.clusters == [group]
    assert manifest.annotators == [SARA]
    assert manifest.files[0].sha256 == hashlib.sha256(report.files[0].read_bytes()).hexdigest()
    text = (tmp_path / "c.manifest.json").read_text("utf-8")
    assert str(tmp_path) not in text
    assert "c.jsonl" not in text
    other = tmp_path / "other"
    other.mkdir()
    export(snapshot, other / "d.jsonl")
    assert (other / "d.manifest.json").read_text("utf-8") == text


def test_no_articles_make_an_empty_corpus(tmp_path: Path) -> None:
    export(MemorySnapshot([]), tmp_path / "c.jsonl")
    assert (tmp_path / "c.jsonl").read_bytes() == b""
    assert list(read_corpus(tmp_path / "c.jsonl")) == []


def test_a_project_file_is_exported_as_it_stands(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.hashiya") as project:
        of = article(TEXT)
        mention = entity(of, (12, 15))
        said = claim(of, (19, 29), roles={"source": (filled_by(mention),)})
        put(project, content(TEXT, mention, said, entity(of, *fragments((0, 3), (4, 7)))))
        with project.snapshot() as snapshot:
            report = write_corpus(snapshot, tmp_path / "c.jsonl", choices=ExportChoices(), program=PROGRAM)
    (line,) = lines(tmp_path / "c.jsonl")
    assert report.annotations == 3
    assert line["claims"][0]["roles"] == {"source": [{"id": mention.id}]}
    assert line["entities"][0]["text"] == "سطر أول"
    assert line["entities"][0]["fragments"] == [[0, 3], [4, 7]]
