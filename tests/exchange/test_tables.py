"""Tables of others: columns by any name, cells that are formulas, encodings, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hashiya.domain.faults import FileFault
from hashiya.exchange.formats import format_named, format_of
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Format, ReadOptions
from hashiya.exchange.sources import sources
from hashiya.exchange.table.delimited import guarded, unguarded
from hashiya.exchange.table.workbook import LONGEST_CELL, escaped, unescaped
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import content
from tests.exchange.loss import out_of, read_with, written
from tests.exchange.memory import MemorySnapshot

TEXT = "قال ظريف إن طهران لن تتفاوض."


def format_by(name: str) -> Format:
    found = format_named(name)
    assert found
    return found


def read(path: Path, data: bytes | str, **columns: str) -> list[CorpusArticle]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    what = format_of(sources([path], frozenset())[0])
    assert what
    return read_with(what, path, options=ReadOptions(columns=columns))[0]


def test_one_article_a_row_with_the_rest_as_metadata(tmp_path: Path) -> None:
    rows = f'id,text,label,source,extra\n7,"{TEXT}\nسطر ثان",Yes,وكالة,1\n8,نص آخر,No,,\n'
    first, second = read(tmp_path / "x.csv", rows)
    assert (first.id, first.text) == ("7", f"{TEXT}\nسطر ثان")
    assert first.meta == {"source": "وكالة", "extra": "1", "label": "Yes"}
    assert (second.id, second.meta) == ("8", {"label": "No"})


def test_what_would_say_something_of_a_mark_is_kept_of_an_article(tmp_path: Path) -> None:
    (line,) = read(tmp_path / "x.csv", f"text,user,comment,score,from\n{TEXT},sara,حسن,4,وكالة\n")
    assert line.meta == {"user": "sara", "comment": "حسن", "score": "4", "from": "وكالة"}


def test_the_text_is_the_column_that_is_far_longer_than_all_others(tmp_path: Path) -> None:
    long = f"{TEXT} {TEXT}"
    for name, rows in (
        ("x.csv", f"Title,Article,Date\nعنوان,{long},2020-01-01\n"),
        ("x.jsonl", json.dumps({"headline": "عنوان", "article": long, "date": "2020-01-01"}, ensure_ascii=False)),
    ):
        (line,) = read(tmp_path / name, rows)
        assert line.text == long
        assert line.meta == {"title": "عنوان", "published": "2020-01-01"}
    _, reading = read_with(format_by("csv"), tmp_path / "x.csv")
    assert [(fault.code, fault.found) for _, fault in reading.listed] == [("reading.text_told", "Article")]
    with pytest.raises(FileFault) as failed:
        read(tmp_path / "y.jsonl", '{"a": 1, "b": "نص قصير"}\n')
    assert (failed.value.fault.code, failed.value.fault.found) == ("reading.no_column", "a, b")
    with pytest.raises(FileFault):
        read(tmp_path / "y.csv", f"question,answer\n{long},{long}\n")
    with pytest.raises(FileFault):
        read(tmp_path / "y.csv", f"1,{long}\n2,{long}\n")


def test_quotation_marks_are_a_part_of_cells_between_tabs(tmp_path: Path) -> None:
    rows = 'id\ttweet\tlabel\n1\tقال "محمد" نعم\tYes\n2\t"قال محمد\tNo\n3\t"كذا"\tNo\n'
    lines = read(tmp_path / "x.tsv", rows)
    assert [(one.text, one.meta["label"]) for one in lines] == [
        ('قال "محمد" نعم', "Yes"), ('"قال محمد', "No"), ('"كذا"', "No"),
    ]  # fmt: skip
    quoted = 'id\ttweet\tlabel\n1\t"سطر\nثان"\tYes\n2\t"قال ""محمد"""\tNo\n'
    assert [one.text for one in read(tmp_path / "y.tsv", quoted)] == ["سطر\nثان", 'قال "محمد"']


@pytest.mark.parametrize(
    "cell",
    ["[[4, 8, 'PERS']]", "[(4, 8, 'PERS')]", '[[4, 8, "PERS"]]', "[{'start': 4, 'end': 8, 'label': 'PERS'}]"],
)
@pytest.mark.parametrize("column", ["label", "labels", "entities", "وسوم"])
def test_a_cell_may_hold_the_marks_as_a_list(tmp_path: Path, column: str, cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    first, second = read(tmp_path / "x.csv", f"text,{column},n\n{TEXT},{quoted},1\nنص,[],\n")
    assert [(one.label, one.text) for one in first.entities] == [("PERS", "ظريف")]
    assert first.meta == {"n": "1"}
    assert (second.entities, second.meta) == ([], {})


@pytest.mark.parametrize("cell", ["[[4, 8", "[" * 5000, "[[f(), 1, 2]]", "[[4, 8, 9]]", "[{'start': 4}]"])
def test_what_only_looks_like_a_list_stays_as_it_is(tmp_path: Path, cell: str) -> None:
    (line,) = read(tmp_path / "x.csv", f'text,extra\n{TEXT},"{cell}"\n')
    assert (line.entities, line.meta) == ([], {"extra": cell})


def test_marks_in_an_unknown_shape_are_said_to_be_left(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    row = {"text": TEXT, "frames": [{"target": {"start": 0, "end": 3}}], "n": {"start": 1}}
    path.write_text(f"{json.dumps(row)}\n{json.dumps(row | {'text': 'نص'})}\n", "utf-8")
    lines, reading = read_with(format_by("jsonl-rows"), path)
    assert [len(line.meta) for line in lines] == [2, 2]
    assert [(fault.code, fault.found) for _, fault in reading.listed] == [("reading.marks_in_metadata", "frames")]


def test_one_annotation_a_row(tmp_path: Path) -> None:
    at, to = TEXT.index("ظريف"), TEXT.index("طهران")
    rows = [("a", TEXT, at, at + 4, "PERS"), ("a", TEXT, to, to + 5, "LOC"), ("b", "نص", "", "", "")]
    table = "doc_id;content;begin;end;tag\n" + "".join(";".join(map(str, row)) + "\n" for row in rows)
    first, second = read(tmp_path / "x.csv", table)
    assert [(one.label, one.text) for one in first.entities] == [("PERS", "ظريف"), ("LOC", "طهران")]
    assert (second.id, second.entities) == ("b", [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_tables_in_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    (only,) = read(tmp_path / "x.tsv", f"text\ttitle\r\n{TEXT}\tعنوان\r\n".encode(encoding))
    assert (only.text, only.meta) == (TEXT, {"title": "عنوان"})


def test_columns_that_the_person_names(tmp_path: Path) -> None:
    rows = [{"cuerpo": TEXT, "de": 4, "hasta": 8, "clase": "PERS"}]
    (only,) = read(
        tmp_path / "x.json",
        json.dumps([{"text": "غيره", **rows[0]}]),
        text="cuerpo",
        start="de",
        end="hasta",
        label="clase",
    )
    assert (only.text, [(one.label, one.text) for one in only.entities]) == (TEXT, [("PERS", "ظريف")])
    with pytest.raises(FileFault) as failed:
        read(tmp_path / "x.json", json.dumps([{"text": TEXT}]), text="nowhere")
    assert failed.value.fault.code == "reading.no_column"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "'=1", "''-", "\t=", "\r", "'", "'a", "a=1", ""])
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text("='+-@\t\rab"))
def test_guarding_is_undone(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("_xX0041\x00\r\n"))
def test_what_a_sheet_cannot_hold_is_escaped(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_a_text_longer_than_a_cell_comes_back_whole(tmp_path: Path) -> None:
    text = "سطر طويل 😀\n" * (LONGEST_CELL // 4)
    what = format_by("xlsx")
    written(MemorySnapshot([content(text)]), what, out_of(tmp_path, what))
    (back,), _ = read_with(what, out_of(tmp_path, what))
    assert back.text == text


def test_a_workbook_that_others_made(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active
    for row in (["id", "text", "date", "n"], [1, TEXT, None, 2.5], [None, "=1+1", None, None]):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    found, _ = read_with(format_by("xlsx"), tmp_path / "x.xlsx")
    assert [(one.id, one.text, one.meta) for one in found] == [("1", TEXT, {"n": 2.5})]


def test_a_project_of_one_bare_article_is_a_table(tmp_path: Path) -> None:
    what = format_by("csv")
    written(MemorySnapshot([content(TEXT, name="a")]), what, out_of(tmp_path, what))
    lines = out_of(tmp_path, what).read_text("utf-8-sig").split("\n")
    assert lines[0].startswith("kind,article,id,label,start,end,text,")
    assert len(lines) == 3
