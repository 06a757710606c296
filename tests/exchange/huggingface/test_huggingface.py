"""Data sets: numbered tags with their names elsewhere, and what the libraries make of what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hashiya.domain.faults import FileFault
from hashiya.exchange.choices import ExportChoices, Split
from hashiya.exchange.formats import endings_read, format_of
from hashiya.exchange.huggingface import FORMAT, PARQUET
from hashiya.exchange.huggingface.card import names_in_card
from hashiya.exchange.protocol import Format, ReadOptions
from hashiya.exchange.sources import sources
from hashiya.exchange.writing import write_export

from tests.exchange.loss import read_with, written
from tests.exchange.nasty import nasty

ROWS = (
    '{"id": "7", "tokens": ["قال", "محمد", "ظريف", "في", "موسكو"], "ner_tags": [0, 1, 2, 0, 4]}\n'
    '{"id": 8, "tokens": ["لا"], "ner_tags": [0, 1]}\n{"id": "9", "tokens": ["نعم"], "ner_tags": [3]}\n'
)
CARD = """---
language: ar
dataset_info:
  features:
  - name: tokens
    sequence: string
  - name: ner_tags
    sequence:
      class_label:
        names:
          '0': O
          '1': B-PER
          '2': I-PER
          '3': B-LOC
          '4': I-LOC
---
# x
"""
INFO = '{"default": {"features": {"ner_tags": {"feature": {"names": ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]}}}}}'


@pytest.mark.parametrize(("name", "beside"), [("README.md", CARD), ("dataset_info.json", INFO), ("../README.md", CARD)])
def test_numbered_tags_get_their_names_from_beside(tmp_path: Path, name: str, beside: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "train.jsonl").write_text(ROWS, "utf-8")
    (folder / name).write_text(beside, "utf-8")
    assert {format_of(one) for one in sources([folder], frozenset(FORMAT.endings))} == {FORMAT}
    (first, last), reading = read_with(FORMAT, folder)
    assert first.text == "قال محمد ظريف في موسكو\n"
    assert [(one.label, one.text) for one in first.entities] == [("PER", "محمد ظريف"), ("LOC", "موسكو")]
    assert (last.id, last.entities[0].label) == ("9", "LOC")
    told = [(kind, fault.code, fault.line) for kind, fault in reading.listed]
    assert told == [
        ("said", "foreign.text_rebuilt", 1),
        ("changed", "foreign.orphan_tag", 1),
        ("refused", "foreign.uneven", 2),
    ]


def test_rows_with_spans_and_no_tokens_keep_them(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    span = {"start": 4, "end": 13, "label": "PER"}
    parquet.write_table(arrow.Table.from_pylist([{"text": "قال محمد ظريف", "spans": [span]}]), tmp_path / "x.parquet")
    (line,), reading = read_with(PARQUET, tmp_path / "x.parquet")
    assert [(one.label, one.text) for one in line.entities] == [("PER", "محمد ظريف")]
    assert reading.listed == []


@pytest.mark.parametrize("kind", ["stream", "file"])
def test_what_the_library_keeps_on_a_disk_is_read(tmp_path: Path, kind: str) -> None:
    arrow = pytest.importorskip("pyarrow")
    ipc = pytest.importorskip("pyarrow.ipc")
    told = {"info": {"features": {"ner_tags": {"feature": {"names": ["O", "B-PER"], "_type": "ClassLabel"}}}}}
    rows = [{"tokens": ["قال", "محمد"], "ner_tags": [0, 1]}] * 3
    table = arrow.Table.from_pylist(rows).replace_schema_metadata({"huggingface": json.dumps(told)})
    opened = ipc.new_stream if kind == "stream" else ipc.new_file
    with (tmp_path / "data-00000-of-00001.arrow").open("wb") as file, opened(file, table.schema) as sink:
        sink.write_table(table)
    for name in ("state.json", "dataset_dict.json", "dataset_info.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    assert {format_of(one) for one in sources([tmp_path], endings_read())} == {FORMAT, PARQUET}
    assert FORMAT.reader is not None
    assert FORMAT.reader().units(sources([tmp_path], frozenset((".json",)))) == []
    lines, _ = read_with(PARQUET, tmp_path / "data-00000-of-00001.arrow")
    assert [[(one.label, one.text) for one in line.entities] for line in lines] == [[("PER", "محمد")]] * 3


def test_ranges_of_tokens_include_the_last(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    row = {"tokenized_text": ["قال", "محمد", "ظريف"], "ner": [[1, 2, "person"], [0, 9, "x"], [2]]}
    path.write_text(json.dumps(row), "utf-8")
    assert format_of(sources([path], frozenset())[0]) is FORMAT
    (line,), reading = read_with(FORMAT, path)
    assert [(one.label, one.text) for one in line.entities] == [("person", "محمد ظريف")]
    assert reading.counts["refused"] == 2


def test_without_names_nothing_is_guessed(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(ROWS, "utf-8")
    with pytest.raises(FileFault) as failed:
        read_with(FORMAT, path)
    assert failed.value.fault.code == "foreign.no_names"
    lines, _ = read_with(FORMAT, path, options=ReadOptions(more={"names": "O,B-A,I-A,B-B,I-B"}))
    assert [one.label for one in lines[0].entities] == ["A", "B"]


def test_the_head_declares_what_the_rows_have(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_export(nasty(), out, FORMAT, choices=ExportChoices(), program="p", more={"tokens": "yes"})
    card = (out / "README.md").read_text("utf-8")
    tags = names_in_card(card)["ner_tags"]
    assert tags[:3] == ["O", "B-PERS", "I-PERS"]
    assert "B-MIS-2" in tags
    assert "* data.jsonl: 5" in card


def test_the_parts_of_a_split_share_one_head_with_the_names_of_their_tags(tmp_path: Path) -> None:
    out = tmp_path / "out"
    choices = ExportChoices(split=Split(shares=(40, 30, 30)))
    write_export(nasty(), out, FORMAT, choices=choices, program="p", more={"tokens": "yes"})
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert names == ["README.md", "dev/data.jsonl", "test/data.jsonl", "train/data.jsonl"]
    card = (out / "README.md").read_text("utf-8")
    assert "  - split: validation\n    path: dev/data.jsonl" in card
    lines, reading = read_with(FORMAT, out / "train")
    assert (len(lines), reading.counts["refused"]) == (3, 0)


def test_an_empty_part_is_not_declared(tmp_path: Path) -> None:
    choices = ExportChoices(split=Split(shares=(100, 0)))
    write_export(nasty(), tmp_path / "out", FORMAT, choices=choices, program="p")
    assert "split: test" not in (tmp_path / "out/README.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("what", [FORMAT, PARQUET], ids=["jsonl", "parquet"])
@pytest.mark.parametrize("tokens", ["yes", "no"])
@pytest.mark.parametrize("split", [None, Split(shares=(40, 30, 30))], ids=["whole", "split"])
def test_the_library_loads_what_is_written(tmp_path: Path, what: Format, tokens: str, split: Split | None) -> None:
    datasets = pytest.importorskip("datasets")
    if what is PARQUET:
        pytest.importorskip("pyarrow")
    choices = ExportChoices(split=split)
    write_export(nasty(), tmp_path / "out", what, choices=choices, program="p", more={"tokens": tokens})
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert set(loaded) == ({"train", "validation", "test"} if split else {"train"})
    assert sum(map(len, loaded.values())) == 5
    for part in loaded.values():
        if tokens == "yes":
            assert part.features["ner_tags"].feature.names[:3] == ["O", "B-PERS", "I-PERS"]
        for row in part:
            for one in row["entities"]:
                assert one["text"] == row["text"][one["start"] : one["end"]] or '"fragments"' in one["details"]


def test_a_torn_parquet_file_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1" + bytes(range(200)) + b"PAR1")
    with pytest.raises(FileFault) as failed:
        read_with(PARQUET, path)
    assert failed.value.fault.code == "foreign.torn_parquet"


def test_parquet_holds_the_names_of_its_own_tags(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pa.table({"tokens": [["قال", "ظريف"]], "ner_tags": [[0, 3]]})
    told = {"info": {"features": {"ner_tags": {"feature": {"names": ["O", "B-LOC", "I-LOC", "B-PER"]}}}}}
    parquet.write_table(table.replace_schema_metadata({"huggingface": json.dumps(told)}), tmp_path / "x.parquet")
    lines, _ = read_with(PARQUET, tmp_path / "x.parquet")
    assert [(one.label, one.text) for one in lines[0].entities] == [("PER", "ظريف")]


def test_quotes_that_disagree_are_told(tmp_path: Path) -> None:
    written(nasty(), FORMAT, tmp_path / "out")
    path = tmp_path / "out/data.jsonl"
    path.write_text(path.read_text("utf-8").replace('"text":"واشنطن"', '"text":"بغداد"'), "utf-8")
    _, reading = read_with(FORMAT, path)
    assert [fault.found for kind, fault in reading.listed if kind == "differs"] == ["بغداد"]
