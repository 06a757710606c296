"""Web annotations in the shapes that the specification's examples have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.faults import FileFault
from hashiya.exchange.formats import format_of
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Reading
from hashiya.exchange.sources import sources
from hashiya.exchange.w3c import FORMAT

from tests.exchange.loss import read_with, written
from tests.exchange.nasty import nasty

TEXT = "😀 قال ظريف إن ظريف لن يأتي.\n"
CONTEXT = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"}


def read(tmp_path: Path, value: Any, *, text: str | None = TEXT) -> tuple[list[CorpusArticle], Reading]:
    path = tmp_path / "a.jsonld"
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\r"), "utf-8")
    if text is not None:
        (tmp_path / "page1.txt").write_text(text, "utf-8")
    assert format_of(sources([path], frozenset())[0]) is FORMAT
    return read_with(FORMAT, path)


def about(selector: Any, **more: Any) -> dict[str, Any]:
    return {**CONTEXT, "target": {"source": "http://example.org/page1", "selector": selector}, **more}


def position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def test_what_the_interface_of_hypothesis_gives(tmp_path: Path) -> None:
    quote = {"type": "TextQuoteSelector", "exact": "ظريف", "prefix": "قال ", "suffix": " إن"}
    target = [{"source": "https://example.org/page1", "selector": [{"type": "RangeSelector"}, position(6, 10), quote]}]
    said = {"id": "jKl", "user": "acct:sara@hypothes.is", "text": "وزير", "tags": ["PERS", "x"], "target": target}
    (line,), reading = read(tmp_path, {"total": 1, "rows": [said]})
    assert [(one.label, one.text, one.note, one.annotator) for one in line.entities] == [
        ("PERS", "ظريف", "وزير", "sara@hypothes.is")
    ]
    assert reading.listed == []


def test_bodies_and_creators_in_all_shapes(tmp_path: Path) -> None:
    place = position(6, 10)
    (line,), reading = read(
        tmp_path,
        [
            about(place, bodyValue="ملاحظة", motivation="commenting"),
            about(place, body="PERS", motivation="tagging"),
            about(
                place, body=[{"type": "TextualBody", "value": "PERS", "purpose": "tagging"}], creator="http://x/sara"
            ),
            about(place, body={"source": "http://www.wikidata.org/entity/Q1", "purpose": "identifying"}),
            about(place, motivation="highlighting", creator={"name": "عمر"}),
            about({"type": "FragmentSelector", "value": "x"}),
            {**CONTEXT, "target": "http://example.org/page1"},
        ],
    )
    told = [(one.label, one.note, one.annotator, one.text) for one in line.entities]
    assert told == [
        ("commenting", "ملاحظة", None, "ظريف"),
        ("PERS", None, None, "ظريف"),
        ("PERS", None, "http://x/sara", "ظريف"),
        ("http://www.wikidata.org/entity/Q1", None, None, "ظريف"),
        ("highlighting", None, "عمر", "ظريف"),
    ]
    assert [fault.code for kind, fault in reading.listed if kind == "refused"] == ["foreign.no_selector"] * 2


def test_quotes_place_what_no_position_does(tmp_path: Path) -> None:
    quote = {"type": "TextQuoteSelector", "exact": "ظريف", "prefix": "إن ", "suffix": " لن"}
    bare = {"type": "TextQuoteSelector", "exact": "ظريف"}
    gone = {"type": "TextQuoteSelector", "exact": "غائب"}
    range_of = {"type": "FragmentSelector", "value": "p1", "refinedBy": quote}
    (line,), _ = read(tmp_path, {**CONTEXT, "items": [about([quote]), about(bare), about(gone), about(range_of)]})
    assert [one.start for one in line.entities] == [14, 6, 14]


def test_positions_in_another_unit_are_told_by_the_quotes(tmp_path: Path) -> None:
    quote = {"type": "TextQuoteSelector", "exact": "ظريف"}
    (line,), reading = read(tmp_path, [about([position(7, 11), quote])])
    assert line.entities[0].start == 6
    assert [fault.found for _, fault in reading.listed] == ["utf16"]


def test_a_text_that_is_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as failed:
        read(tmp_path, [about(position(0, 1))], text=None)
    assert failed.value.fault.code == "foreign.no_source_text"


def test_what_is_written_is_what_the_specification_says(tmp_path: Path) -> None:
    written(nasty(), FORMAT, tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        page = json.loads(path.read_text("utf-8"))
        text = page["hashiya:source"]["value"]
        for one in page["items"]:
            assert one["type"] == "Annotation"
            if one["motivation"] == "tagging":
                place, quote = one["target"]["selector"]
                assert text[place["start"] : place["end"]] == quote["exact"]
                assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text
