"""BioC files: gaps between passages, several locations, offsets that start again, bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hashiya.exchange.bioc import FORMAT
from hashiya.exchange.formats import format_of
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Reading
from hashiya.exchange.sources import sources

from tests.exchange.loss import read_with

ENTITY = (
    '<annotation id="{0}"><infon key="type">{1}</infon>'
    '<location offset="{2}" length="{3}"/><text>{4}</text></annotation>'
)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n'
    "<collection><source>x</source><date/><key/><document><id>d1</id>"
)
END = "</document></collection>"


def read(tmp_path: Path, text: str, name: str = "x.xml") -> tuple[CorpusArticle, Reading]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert format_of(sources([path], frozenset())[0]) is FORMAT
    (line,), reading = read_with(FORMAT, path)
    return line, reading


def passage(offset: int, text: str, *inside: str) -> str:
    return f"<passage><offset>{offset}</offset><text>{text}</text>{''.join(inside)}</passage>"


def test_gaps_are_filled_and_relations_joined(tmp_path: Path) -> None:
    split = (
        '<annotation id="T3"><infon key="type">ORG</infon><infon key="sure">no</infon>'
        '<infon key="identifier">Q1</infon>'
        '<location offset="12" length="3"/><location offset="17" length="4"/><text>قال ظريف</text></annotation>'
    )
    relation = (
        '<relation id="R1"><infon key="type">near</infon>'
        '<node refid="T1" role="a"/><node refid="T3" role="b"/></relation>'
        '<relation id="R2"><infon key="type">x</infon><node refid="T1" role="a"/></relation>'
    )
    text = HEAD + passage(0, "خبر عاجل", ENTITY.format("T1", "EV", 0, 3, "خبر"))
    line, reading = read(tmp_path, text + passage(12, "قال  ظريف", split) + relation + END)
    assert line.text == "خبر عاجل\n   قال  ظريف"
    assert [(one.id, one.label, one.text) for one in line.entities] == [("T1", "EV", "خبر"), ("T3", "ORG", "قال ظريف")]
    assert line.entities[1].attributes == {"sure": "no"}
    assert line.referents["Q1"].name == "قال ظريف"
    assert [(one.head.id, one.tail.id) for one in line.relations] == [("T1", "T3")]
    assert [fault.code for kind, fault in reading.listed if kind == "refused"] == ["foreign.many_ends"]


def test_offsets_that_start_again_in_each_sentence(tmp_path: Path) -> None:
    sentences = "<passage><offset>0</offset>{}</passage>".format(
        "<sentence><offset>0</offset><text>قال ظريف.</text></sentence>"
        "<sentence><offset>10</offset><text>في موسكو.</text>" + ENTITY.format(1, "LOC", 3, 5, "موسكو") + "</sentence>"
    )
    line, reading = read(tmp_path, HEAD + sentences + END)
    assert [one.text for one in line.entities] == ["موسكو"]
    assert [fault.code for _, fault in reading.listed] == ["foreign.from_passage"]


@pytest.mark.parametrize(
    ("first", "second", "at", "length"),
    [("قال ظريف", 9, 12, 5), ("قال ظريف", 16, 21, 10), ("😀ال ظريف", 9, 12, 5), ("😀😀😀 ظريف", 12, 15, 5)],
)
def test_the_unit_is_told_by_how_passages_follow(tmp_path: Path, first: str, second: int, at: int, length: int) -> None:
    inside = ENTITY.format(1, "LOC", at, length, "موسكو")
    line, reading = read(tmp_path, HEAD + passage(0, first) + passage(second, "في موسكو", inside) + END)
    assert line.text == f"{first}\nفي موسكو"
    assert [one.text for one in line.entities] == ["موسكو"]
    assert reading.listed == []


def test_json_is_read_alike(tmp_path: Path) -> None:
    mark = {"id": "1", "infons": {"type": "LOC"}, "text": "موسكو", "locations": [{"offset": 3, "length": 5}]}
    document = {"id": "7", "infons": {}, "passages": [{"offset": 0, "text": "في موسكو", "annotations": [mark]}]}
    for tree in ({"source": "x", "documents": [document]}, document):
        line, _ = read(tmp_path, json.dumps(tree, ensure_ascii=False), "x.json")
        assert (line.id, [one.text for one in line.entities]) == ("7", ["موسكو"])
