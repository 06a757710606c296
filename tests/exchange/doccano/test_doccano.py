"""doccano's rows in all their shapes, and what they do not say: units, names of labels."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import Layer
from hashiya.exchange.doccano.rows import FORMAT
from hashiya.exchange.formats import format_of
from hashiya.exchange.layered import read_label, written_label
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.offsets import Places, Unit, edges, slice_of
from hashiya.exchange.protocol import Reading, ReadOptions
from hashiya.exchange.sources import sources
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.fuzzing import sound
from tests.exchange.loss import out_of, read_with, written
from tests.exchange.nasty import nasty

TEXT = "🚒 قال محمد ظريف في طهران إن بلاده لن تتفاوض."
MARKED = "قَالَ ظَرِيفٌ فِي طَهْرَانَ."


def at(words: str, text: str = TEXT, unit: Unit = Unit.UTF16) -> tuple[int, int]:
    start = text.index(words)
    units = edges(text, unit)
    return units[start], units[start + len(words)]


def offsets(words: str, **more: Any) -> dict[str, Any]:
    start, end = at(words)
    return {"start_offset": start, "end_offset": end, **more}


def read(folder: Path, *rows: Any, indent: int | None = None, **more: str) -> tuple[list[CorpusArticle], Reading]:
    path = folder / "x.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False, indent=indent) for row in rows), "utf-8")
    assert format_of(sources([path], frozenset())[0]) is FORMAT
    return read_with(FORMAT, path, options=ReadOptions(more=more))


def codes(reading: Reading) -> Counter[str]:
    return Counter(fault.code for _, fault in reading.listed)


def test_relations_in_one_row_laid_out_over_many_lines(tmp_path: Path) -> None:
    row = {
        "id": 3, "text": TEXT, "source": "وكالة",
        "entities": [{"id": 0, **offsets("ظريف"), "label": "PERS"}, {"id": 1, **offsets("طهران"), "label": "LOC"}],
        "relations": [{"id": 0, "from_id": 0, "to_id": 1, "type": "lives_in"}], "Comments": ["ملاحظة"],
    }  # fmt: skip
    (line,), reading = read(tmp_path, row, indent=4)
    assert [(e.label, e.text) for e in line.entities] == [("PERS", "ظريف"), ("LOC", "طهران")]
    assert [r.label for r in line.relations] == ["lives_in"]
    assert (line.id, line.meta, line.note) == ("3", {"source": "وكالة"}, "ملاحظة")
    assert reading.listed == []


@pytest.mark.parametrize("key", ["label", "labels"])
def test_triples_overlapping_and_doubled(tmp_path: Path, key: str) -> None:
    person, whole = [*at("ظريف"), "PERS"], [*at("محمد ظريف"), "PERS"]
    (line,), reading = read(tmp_path, {"id": 1, "text": TEXT, key: [person, whole, person]})
    assert sorted(e.text for e in line.entities) == ["ظريف", "ظريف", "محمد ظريف"]
    assert reading.listed == []


def test_labels_by_number_alone_are_refused_clearly(tmp_path: Path) -> None:
    marks = [{"label": 4, **offsets("ظريف"), "user": 1}, {"label": "LOC", **offsets("طهران"), "user": 2}]
    (line,), reading = read(tmp_path, {"id": 1, "text": TEXT, "meta": {"a": 1}, "annotations": marks})
    assert [(e.label, e.annotator) for e in line.entities] == [("LOC", "user-2")]
    assert codes(reading) == {"formats_doccano.label_id": 1}
    assert line.meta == {"a": 1}


def test_classes_of_whole_texts_and_rows_without_text(tmp_path: Path) -> None:
    mark = {"text": TEXT, "label": [[*at("ظريف"), "PERS"]]}
    rows = [mark, {"text": TEXT, "label": ["سياسة", "اقتصاد"]}, {"label": [[0, 2, "X"]]}, {"text": " "}, 7]
    lines, reading = read(tmp_path, *rows[:-1])
    assert [one.labels for one in lines] == [{}, {"label": "سياسة, اقتصاد"}]
    assert codes(reading) == {"reading.no_text": 2}
    assert sorted(fault.line for _, fault in reading.listed if fault.line) == [3, 4]


@pytest.mark.parametrize("unit", [Unit.CODEPOINT, Unit.UTF16, Unit.GRAPHEME])
def test_the_unit_is_told_by_the_edges_of_words(tmp_path: Path, unit: Unit) -> None:
    text = f"{TEXT} {MARKED}"
    words = ["ظريف", "طهران", "ظَرِيفٌ", "طَهْرَانَ"]
    spans = [[*at(one, text, unit), "X"] for one in words]
    (line,), reading = read(tmp_path, {"text": text, "label": spans})
    assert [e.text for e in line.entities] == words
    assert codes(reading) == ({} if unit is Unit.UTF16 else {"formats_doccano.unit_guessed": 1})
    (line,), _ = read(tmp_path, {"text": text, "label": spans}, unit=unit.value)
    assert [e.text for e in line.entities] == words


def test_what_is_wrong_is_counted(tmp_path: Path) -> None:
    marks = [[0, 0, "X"], [5, 99999, "X"], [1.5, 2, "X"], ["a", "b", "X"], [3, 6], [-3, 6, "X"], None, [3, 6, ""]]
    links = [3, {"from_id": 9, "to_id": 8, "type": "x"}]
    row = {"text": TEXT, "label": [[*at("ظريف"), "PERS"], *marks], "relations": links}
    (line,), reading = read(tmp_path, row)
    assert [e.text for e in line.entities] == ["ظريف"]
    assert codes(reading) == {
        "reading.empty_span": 1, "reading.outside_text": 2, "reading.no_number": 2, "formats_doccano.no_span": 2,
        "reading.no_label": 1, "formats_doccano.no_relation": 1, "reading.unknown_end": 1,
    }  # fmt: skip


def test_offsets_are_written_as_doccano_counts(tmp_path: Path) -> None:
    out = out_of(tmp_path, FORMAT)
    written(nasty(), FORMAT, out)
    first = json.loads(out.read_text("utf-8").split("\n")[0])
    places = Places(first["text"], Unit.UTF16)
    found = {one["label"]: slice_of(places, [(one["start_offset"], one["end_offset"])]) for one in first["entities"]}
    assert found["MIS-2"] == "2020-07-22"
    assert found["claims/rumour"] == "لن تقبل"


@given(
    st.sampled_from([Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS]),
    st.text(min_size=1) | st.sampled_from(["claims/x", "entities/", "roles/a"]),
)
def test_labels_say_their_layer(layer: Layer, label: str) -> None:
    assert read_label(written_label(layer, label)) == (layer, label)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
PLACE = st.integers(-1, 50)
LABEL = st.sampled_from(["x", "claims/c", "roles/cue", "regions/r", ""]) | JSON
SPAN = st.tuples(PLACE, PLACE, LABEL).map(list) | st.fixed_dictionaries(
    {"start_offset": PLACE, "end_offset": PLACE}, optional={"id": st.integers(0, 3), "label": LABEL, "user": JSON}
)
LINK = st.fixed_dictionaries({"from_id": st.integers(0, 3), "to_id": st.integers(0, 3), "type": LABEL})


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=st.lists(SPAN | JSON, max_size=6), links=st.lists(LINK | JSON, max_size=6), other=JSON)
def test_any_rows_give_sound_articles(tmp_path: Path, spans: list[Any], links: list[Any], other: Any) -> None:
    path = tmp_path / "x.jsonl"
    row = {"text": TEXT, "entities": spans, "label": spans, "relations": links, "meta": other, "hashiya": other}
    path.write_text(json.dumps([row, other]), "utf-8")
    lines, reading = read_with(FORMAT, path)
    for line in lines:
        sound(line, reading)
