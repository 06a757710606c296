"""Label Studio's exports as it writes them, old and new: what they mean here, and what is refused by name."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hashiya.exchange.formats import format_of
from hashiya.exchange.labelstudio.tasks import FORMAT
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Reading, ReadOptions
from hashiya.exchange.sources import sources
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.fuzzing import sound
from tests.exchange.loss import out_of, read_with, written
from tests.exchange.nasty import nasty

TEXT = "💩 قال ظريف في طهران إن بلاده لن تتفاوض."


def at(words: str, text: str = TEXT) -> dict[str, Any]:
    start = len(text[: text.index(words)].encode("utf-16-le")) // 2
    return {"start": start, "end": start + len(words), "text": words}


def labelled(identifier: str, words: str, *labels: str, **more: Any) -> dict[str, Any]:
    value = {**at(words), "labels": list(labels)}
    return {"id": identifier, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def about(identifier: str | None, kind: str, name: str, said: Any) -> dict[str, Any]:
    key = {"textarea": "text"}.get(kind, kind)
    return {"id": identifier, "from_name": name, "to_name": "text", "type": kind, "value": {key: said}}


def link(head: str, tail: str, *labels: str, direction: str = "right") -> dict[str, Any]:
    return {"from_id": head, "to_id": tail, "type": "relation", "direction": direction, "labels": list(labels)}


def task(*annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 7, "data": {"text": TEXT}, "annotations": list(annotations), "predictions": [], **more}


def read(folder: Path, *tasks: Any, **columns: str) -> tuple[list[CorpusArticle], Reading]:
    path = folder / "x.json"
    path.write_text(json.dumps(list(tasks)), "utf-8")
    assert format_of(sources([path], frozenset())[0]) is FORMAT
    return read_with(FORMAT, path, options=ReadOptions(columns=columns))


def codes(reading: Reading) -> Counter[str]:
    return Counter(fault.code for _, fault in reading.listed)


def test_marks_attributes_notes_and_relations(tmp_path: Path) -> None:
    result = [
        labelled("a", "ظريف", "PERS", "OCC", meta={"text": ["ملاحظة"]}),
        about("a", "choices", "sure", ["yes", "really"]),
        about("a", "textarea", "comment", ["قيل"]),
        labelled("b", "طهران", "LOC"),
        link("a", "b", "lives_in"),
        link("a", "b", direction="left"),
        about("zzz", "choices", "genre", ["news"]),
        about("yyy", "textarea", "remark", ["عن المقال"]),
        about("b", "rating", "stars", 4),
    ]
    one = {"result": result, "completed_by": {"id": 3, "email": "sara@example.org"}, "was_cancelled": False}
    (line,), reading = read(tmp_path, task(one))
    person, office, city = sorted(line.entities, key=lambda e: (e.start, e.label != "PERS"))
    assert [(e.label, e.text, e.annotator) for e in (person, office, city)] == [
        ("PERS", "ظريف", "sara@example.org"),
        ("OCC", "ظريف", "sara@example.org"),
        ("LOC", "طهران", "sara@example.org"),
    ]
    assert (person.attributes, person.note) == ({"sure": "yes, really"}, "ملاحظة\nقيل")
    assert city.attributes == {"stars": "4"}
    assert [(r.label, r.head.id, r.tail.id) for r in line.relations] == [("lives_in", "a", "b"), ("related", "b", "a")]
    assert (line.id, line.labels, line.note) == ("7", {"genre": "news"}, "عن المقال")
    assert reading.listed == []


def test_annotators_skips_and_predictions(tmp_path: Path) -> None:
    several = task(
        {"result": [labelled("a", "ظريف", "PERS")], "completed_by": 1, "created_at": "2021-03-09T22:16:08.728353Z"},
        {"result": [labelled("a", "ظريف", "OCC")], "completed_by": 2},
        {"result": [labelled("c", "طهران", "LOC")], "completed_by": 2, "was_cancelled": True},
        predictions=[
            {"model_version": "ner-1", "score": 0.7, "result": [labelled("a", "ظريف", "GPE", score=0.9)]},
            {"result": [labelled("p", "طهران", "LOC")], "score": None},
        ],
    )
    (line,), reading = read(tmp_path, several)
    assert [(e.label, e.annotator, e.origin, e.score) for e in line.entities] == [
        ("PERS", "user-1", "imported:label-studio", None),
        ("OCC", "user-2", "imported:label-studio", None),
        ("GPE", None, "proposed:ner-1", 0.9),
        ("LOC", None, "proposed:labelstudio", None),
    ]
    assert line.entities[0].created
    assert codes(reading) == {"formats_labelstudio.cancelled": 1}


def test_what_a_model_said_of_the_whole_text_is_nobodys_work(tmp_path: Path) -> None:
    chosen = about(None, "choices", "genre", ["news"])
    guessed = [about(None, "choices", "genre", ["sport"]), about(None, "textarea", "remark", ["آلة"])]
    (line,), reading = read(tmp_path, task({"result": [chosen]}, predictions=[{"result": guessed}]))
    assert (line.labels, line.note) == ({"genre": "news"}, None)
    assert codes(reading) == {"formats_labelstudio.predicted_label": 2}
    assert {fault.found for _, fault in reading.listed} == {"genre: sport", "آلة"}


def test_a_relative_of_the_tool_names_people_and_scores_in_its_own_keys(tmp_path: Path) -> None:
    mark = labelled("a", "ظريف", "PERS")
    mark["value"]["confidence"] = 0.95
    (line,), _ = read(
        tmp_path, {"data": {"text": TEXT}, "completions": [{"created_username": "eric", "result": [mark]}]}
    )
    assert [(e.text, e.annotator, e.score) for e in line.entities] == [("ظريف", "eric", 0.95)]


def test_old_completions_and_a_text_under_another_key(tmp_path: Path) -> None:
    mark = labelled("a", "ظريف", "PERS", source="$text")
    old = {"id": 1, "data": {"title": "عنوان أطول من النص كله " * 9, "ner": TEXT}, "completions": [{"result": [mark]}]}
    (line,), reading = read(tmp_path, old)
    assert ([e.text for e in line.entities], line.text) == (["ظريف"], TEXT)
    assert list(line.meta) == ["title"]
    assert reading.listed == []
    (line,), _ = read(tmp_path, old, text="title")
    assert line.text.startswith("عنوان")


def test_offsets_that_count_code_points_and_windows_line_ends(tmp_path: Path) -> None:
    moved = labelled("a", "ظريف", "PERS")
    moved["value"] |= {"start": TEXT.index("ظريف"), "end": TEXT.index("ظريف") + 4}
    (line,), reading = read(tmp_path, task({"result": [moved]}))
    assert [e.text for e in line.entities] == ["ظريف"]
    assert codes(reading) == {"reading.unit_taken": 1}
    text = "سطر\r\nقال ظريف"
    mark = {**labelled("a", "ظريف", "PERS"), "value": {**at("ظريف", text.replace("\r", "")), "labels": ["PERS"]}}
    (line,), reading = read(tmp_path, task({"result": [mark]}, data={"text": text}))
    assert [e.text for e in line.entities] == ["ظريف"]


def test_pages_turns_and_pictures_are_refused_by_name(tmp_path: Path) -> None:
    page = {"start": "/div[1]/p[1]/text()[1]", "end": "/div[1]/p[1]/text()[1]", "startOffset": 1, "endOffset": 4}
    turn = {"start": "2", "end": "2", "startOffset": 0}
    result = [
        {"id": "a", "from_name": "l", "type": "hypertextlabels", "value": {**page, "hypertextlabels": ["X"]}},
        {"id": "b", "from_name": "l", "type": "labels", "value": {**page, "labels": ["X"], "globalOffsets": {}}},
        {"id": "c", "from_name": "l", "type": "paragraphlabels", "value": {**turn, "paragraphlabels": ["X"]}},
        {"id": "d", "from_name": "l", "type": "rectanglelabels", "value": {"x": 1, "y": 2, "rectanglelabels": ["X"]}},
        {"id": "e", "from_name": "l", "type": "brush", "value": {"rle": [1]}},
        {"id": "f", "from_name": "l", "type": "labels", "value": {"start": 1, "end": 3}},
        {"id": "h", "from_name": "l", "type": "labels", "value": {"start": "4", "end": 8, "labels": ["X"]}},
        {"type": "labels"}, 7, {"type": "relation", "from_id": 1},
        link("a", "f", "x"), labelled("g", "ظريف", "PERS"),
    ]  # fmt: skip
    (line,), reading = read(tmp_path, task({"result": result}))
    assert [e.label for e in line.entities] == ["PERS"]
    assert codes(reading) == {
        "formats_labelstudio.html": 2, "formats_labelstudio.paragraphs": 1, "formats_labelstudio.no_place": 1,
        "formats_labelstudio.kind": 2, "reading.no_label": 1, "formats_labelstudio.no_result": 3,
        "reading.unknown_end": 1,
    }  # fmt: skip


def test_a_plain_text_that_was_marked_as_a_page_keeps_its_offsets(tmp_path: Path) -> None:
    where = at("ظريف")
    value = {
        "start": "/text()[1]",
        "end": "/text()[1]",
        "startOffset": where["start"],
        "endOffset": where["end"],
        "globalOffsets": {"start": where["start"], "end": where["end"]},
        "text": "ظريف",
        "hypertextlabels": ["PERS"],
    }
    mark = {"id": "a", "from_name": "ner", "to_name": "text", "type": "hypertextlabels", "value": value}
    (line,), reading = read(tmp_path, task({"result": [mark, about("a", "choices", "sure", ["yes"])]}))
    assert [(e.label, e.text, e.attributes) for e in line.entities] == [("PERS", "ظريف", {"sure": "yes"})]
    assert reading.listed == []


def test_a_task_without_its_text_is_refused(tmp_path: Path) -> None:
    bare = [{**task({"result": []}), "data": data} for data in ({}, {"text": "https://x.org/1.txt"}, {"n": 1})]
    lines, reading = read(tmp_path, *bare)
    assert lines == []
    assert codes(reading) == {"reading.no_text": 2, "formats_labelstudio.text_elsewhere": 1}


def test_a_text_that_was_uploaded_may_stand_beside_the_export(tmp_path: Path) -> None:
    (tmp_path / "خبر.txt").write_bytes(TEXT.encode("utf-8-sig"))
    address = {"text": "/data/upload/3/1a2b3c4d-%D8%AE%D8%A8%D8%B1.txt"}
    mark = labelled("a", "ظريف", "PERS")
    del mark["value"]["text"]
    (line,), reading = read(tmp_path, {**task({"result": [mark]}), "data": address})
    assert (line.text, [e.text for e in line.entities]) == (TEXT, ["ظريف"])
    assert reading.listed == []
    away = {**task({"result": [mark]}), "data": {"text": "/data/upload/3/../x.json"}}
    assert codes(read(tmp_path, away)[1]) == {"formats_labelstudio.text_elsewhere": 1}


def test_json_min(tmp_path: Path) -> None:
    flat = {
        "text": TEXT, "id": 1, "source": "وكالة",
        "label": [{**at("ظريف"), "labels": ["PERS"]}, {**at("طهران"), "labels": ["LOC"]}],
        "topic": {"choices": ["سياسة", "اقتصاد"]},
        "annotator": 2, "annotation_id": 9, "created_at": "x", "lead_time": 1.5,
    }  # fmt: skip
    (line,), reading = read(tmp_path, flat)
    assert [(e.label, e.text, e.annotator) for e in line.entities] == [
        ("PERS", "ظريف", "user-2"),
        ("LOC", "طهران", "user-2"),
    ]
    assert (line.meta, line.labels) == ({"source": "وكالة"}, {"topic": "سياسة, اقتصاد"})
    assert reading.listed == []


def test_the_configuration_beside_the_tasks_names_every_control(tmp_path: Path) -> None:
    out = out_of(tmp_path, FORMAT)
    written(nasty(), FORMAT, out)
    config = ET.parse(tmp_path / "out.config.xml")
    names = {one.get("name") for one in config.iter() if one.get("name")}
    used = {
        r["from_name"]
        for t in json.loads(out.read_text("utf-8"))
        for a in t["annotations"]
        for r in a["result"]
        if "from_name" in r
    }
    assert used <= names
    labels = {one.get("value") for one in config.iter("Label")}
    assert {"PERS", "منصب", "HEADLINE", "rumour", "cue"} <= labels


def test_offsets_are_written_as_label_studio_counts(tmp_path: Path) -> None:
    out = out_of(tmp_path, FORMAT)
    written(nasty(), FORMAT, out)
    for one in json.loads(out.read_text("utf-8")):
        units = one["data"]["text"].encode("utf-16-le")
        for result in (r for a in one["annotations"] for r in a["result"] if r["type"] == "labels"):
            value = result["value"]
            assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
RESULT = st.fixed_dictionaries(
    {"type": st.sampled_from(["labels", "choices", "relation", "textarea", "taxonomy"]) | JSON},
    optional={
        "id": st.sampled_from(["a", "b"]) | JSON,
        "from_id": st.sampled_from("ab"),
        "to_id": st.sampled_from("ab"),
        "labels": st.lists(st.sampled_from(["x", "role:cue", ""])),
        "from_name": st.sampled_from(["label", "claims", "roles", "regions"]),
        "meta": JSON,
        "value": JSON
        | st.fixed_dictionaries(
            {"start": st.integers(-1, 50), "end": st.integers(-1, 50)},
            optional={"labels": st.lists(st.text(max_size=2)) | JSON, "text": JSON, "taxonomy": JSON, "choices": JSON},
        ),
        "score": JSON,
    },
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(results=st.lists(RESULT, max_size=8), other=JSON)
def test_any_results_give_sound_articles(tmp_path: Path, results: list[Any], other: Any) -> None:
    path = tmp_path / "x.json"
    whole = task({"result": results, "completed_by": other}, predictions=[{"result": results, "score": other}, other])
    path.write_text(json.dumps([whole, other]), "utf-8")
    lines, reading = read_with(FORMAT, path)
    for line in lines:
        sound(line, reading)
