"""Prodigy's tasks and spaCy's files as those tools write them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hashiya.exchange.formats import format_of
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.prodigy.formats import PRODIGY, SPACY
from hashiya.exchange.protocol import Format, Reading, ReadOptions
from hashiya.exchange.sources import sources
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.fuzzing import sound
from tests.exchange.loss import out_of, read_with, written
from tests.exchange.nasty import nasty

TEXT = "😀 قال محمد ظريف في طهران."
WORDS = TEXT.removesuffix(".").split()


def at(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def tokens() -> list[dict[str, Any]]:
    return [{"text": one, "id": number, **at(one)} for number, one in enumerate(WORDS)]


def span(words: str, label: str, **more: Any) -> dict[str, Any]:
    first, last = words.split(maxsplit=1)[0], words.rsplit(maxsplit=1)[-1]
    return {
        **at(words),
        "token_start": WORDS.index(first),
        "token_end": WORDS.index(last),
        "label": label,
        **more,
    }


def task(*spans: Any, answer: str | None = "accept", **more: Any) -> dict[str, Any]:
    made = {"text": TEXT, "_input_hash": 1, "tokens": tokens(), "spans": list(spans), **more}
    return made | ({"answer": answer} if answer else {})


def read(folder: Path, *rows: Any, what: Format = PRODIGY, **more: str) -> tuple[list[CorpusArticle], Reading]:
    path = folder / "x.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert format_of(sources([path], frozenset())[0]) is what
    return read_with(what, path, options=ReadOptions(more=more))


def codes(reading: Reading) -> Counter[str]:
    return Counter(fault.code for _, fault in reading.listed)


def test_only_what_was_accepted_comes_in_unless_asked(tmp_path: Path) -> None:
    rows = [
        task(span("محمد ظريف", "PERS"), meta={"source": "وكالة"}),
        {**task(span("طهران", "LOC"), answer="reject"), "text": f"{TEXT} "},
        {**task(span("طهران", "LOC"), span("ظريف", "X"), answer="ignore"), "text": f"{TEXT}  "},
        {**task(span("طهران", "LOC"), answer=None), "text": f"{TEXT}   "},
    ]
    lines, reading = read(tmp_path, *rows)
    assert [[e.label for e in one.entities] for one in lines] == [["PERS"], [], [], ["LOC"]]
    assert lines[0].meta == {"source": "وكالة"}
    assert [fault.found for _, fault in reading.listed] == ["reject: 1", "ignore: 2"]
    lines, reading = read(tmp_path, *rows, answers="all")
    assert [len(one.entities) for one in lines] == [1, 1, 2, 1]
    assert lines[1].entities[0].attributes == {"answer": "reject"}
    assert reading.listed == []


def test_rows_of_one_text_are_one_article(tmp_path: Path) -> None:
    other = {**task(span("محمد", "PERS")), "text": f"{TEXT}\n"}
    rows = [
        task(span("محمد ظريف", "PERS"), _annotator_id="sara"),
        other,
        task(span("محمد ظريف", "PERS"), span("طهران", "LOC"), _annotator_id="sara"),
        task(span("محمد ظريف", "OCC"), _session_id="omar"),
        task(span("قال", "X"), answer="reject"),
    ]
    lines, reading = read(tmp_path, *rows)
    whole = next(one for one in lines if one.text == TEXT)
    assert len(lines) == 2
    assert sorted((e.label, str(e.annotator)) for e in whole.entities) == [
        ("LOC", "sara"),
        ("OCC", "omar"),
        ("PERS", "sara"),
    ]
    assert codes(reading) == {
        "formats_prodigy.merged": 1,
        "formats_prodigy.doubled": 1,
        "formats_prodigy.not_accepted": 1,
    }


def test_places_by_tokens_whose_last_is_included(tmp_path: Path) -> None:
    by_tokens = {"token_start": 2, "token_end": 3, "label": "PERS"}
    wrong = {**at("طهران"), "token_start": 0, "token_end": 1, "label": "LOC"}
    (line,), reading = read(tmp_path, task(by_tokens, wrong, {"token_start": 3, "token_end": 99, "label": "X"}))
    assert [(e.label, e.text) for e in line.entities] == [("PERS", "محمد ظريف"), ("LOC", "طهران")]
    assert codes(reading) == {"formats_prodigy.tokens_differ": 1, "reading.no_number": 1}


def test_relations_by_spans_and_by_tokens(tmp_path: Path) -> None:
    person, city = span("محمد ظريف", "PERS"), span("طهران", "LOC")
    relations = [
        {"head": 3, "child": 5, "head_span": person, "child_span": city, "label": "in"},
        {"head": 5, "child": 3, "label": "of"},
        {"head": 0, "child": 3, "label": "lost"},
        7,
    ]
    (line,), reading = read(tmp_path, task(person, city, relations=relations))
    ids = {e.id: e.label for e in line.entities}
    assert [(r.label, ids[r.head.id], ids[r.tail.id]) for r in line.relations] == [
        ("in", "PERS", "LOC"),
        ("of", "LOC", "PERS"),
    ]
    assert codes(reading) == {"formats_prodigy.no_end": 1, "formats_prodigy.no_relation": 1}


def test_choices_and_rows_that_have_no_text(tmp_path: Path) -> None:
    choice = task(options=[{"id": "a", "text": "x"}, {"id": "b", "text": "y"}], accept=["b"])
    lines, reading = read(tmp_path, choice, {"image": "x.png", "spans": [], "answer": "accept"})
    assert [one.labels for one in lines] == [{"accept": "b"}]
    assert codes(reading) == {"reading.no_text": 1}


def test_tokens_are_written_so_that_every_span_has_its_own(tmp_path: Path) -> None:
    out = out_of(tmp_path, PRODIGY)
    written(nasty(), PRODIGY, out)
    rows = [json.loads(row) for row in out.read_text("utf-8").split("\n") if row]
    assert [row.get("answer") for row in rows][-3:] == [None] * 3
    seen = 0
    for row in rows:
        for one in row["tokens"]:
            assert row["text"][one["start"] : one["end"]] == one["text"]
        for one in row["spans"]:
            words = row["text"][one["start"] : one["end"]]
            if words.strip() == words:
                first, last = row["tokens"][one["token_start"]], row["tokens"][one["token_end"]]
                assert (first["start"], last["end"]) == (one["start"], one["end"])
                seen += 1
    assert seen > 10


def test_spacy_in_all_its_shapes(tmp_path: Path) -> None:
    first, last = at("محمد ظريف").values()
    triple = [first, last, "PERS"]
    as_dict = {"start": first, "end": last, "label": "PERS"}
    whole = [
        {"text": TEXT, "entities": [triple]},
        [[TEXT, {"entities": [triple]}]],
        {"text": TEXT, "ents": [as_dict], "cats": {"news": 1.0}},
        {"text": TEXT, "spans": {"sc": [triple, triple]}},
        {"classes": ["PERS"], "annotations": [[TEXT, {"entities": [triple]}]]},
    ]
    for number, shape in enumerate(whole):
        (line,), reading = read(tmp_path, shape, what=SPACY)
        assert [e.text for e in line.entities] == ["محمد ظريف"] * (1 + (number == 3)), shape
        assert reading.listed == []


@pytest.mark.parametrize(
    ("key", "span"),
    [
        ("entities", {"start": 6, "end": 15, "label": "PERS"}),
        ("entities", {"entity_group": "PERS", "score": 0.9, "word": "محمد ظريف", "start": 6, "end": 15}),
        ("entities", {"type": "PERS", "text": "محمد ظريف", "start_char": 6, "end_char": 15}),
        ("annotations", {"begin": 6, "end": 15, "tag": "PERS"}),
        ("mentions", {"mention": "محمد ظريف", "start": 6, "end": 15, "entity_type": "PERS"}),
    ],
)
def test_rows_of_programs_that_know_no_format(tmp_path: Path, key: str, span: dict[str, Any]) -> None:
    lines, reading = read(tmp_path, {"text": TEXT, key: [span]}, {"text": "نعم", key: [], "url": "u"}, what=SPACY)
    assert [[(e.label, e.text) for e in line.entities] for line in lines] == [[("PERS", "محمد ظريف")], []]
    assert key not in lines[0].meta
    assert lines[1].meta["url"] == "u"
    assert reading.listed == []


def test_a_text_that_was_skipped_leaves_null(tmp_path: Path) -> None:
    marked = [TEXT, {"entities": [[6, 15, "PERS"]]}]
    lines, reading = read(tmp_path, {"classes": ["PERS"], "annotations": [marked, None, ["نعم", {}]]}, what=SPACY)
    assert [line.text for line in lines] == [TEXT, "نعم"]
    assert reading.listed == []


def test_the_old_format_by_tokens(tmp_path: Path) -> None:
    tags = ["O", "O", "B-PERS", "L-PERS", "O", "U-LOC"]
    sentence = {"tokens": [{"orth": one, "ner": tag} for one, tag in zip(WORDS, tags, strict=True)]}
    old = [{"id": 3, "paragraphs": [{"raw": TEXT, "sentences": [sentence]}, {"sentences": [sentence]}]}]
    (line,), reading = read(tmp_path, *old, what=SPACY)
    assert [(e.label, e.text) for e in line.entities] == [("PERS", "محمد ظريف"), ("LOC", "طهران")]
    assert codes(reading) == {"formats_prodigy.no_raw": 1}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
PLACE = st.integers(-1, 30)
SPAN = st.fixed_dictionaries(
    {"start": PLACE | JSON, "end": PLACE},
    optional={
        "label": st.sampled_from(["x", "claims/c", "roles/cue", ""]),
        "id": st.sampled_from("ab"),
        "token_start": PLACE,
        "token_end": PLACE,
        "fragments": JSON | st.lists(st.lists(PLACE, min_size=2, max_size=2)),
        "attributes": JSON,
        "score": JSON,
        "origin": st.sampled_from(["human", "x", "proposed:a"]) | JSON,
    },
)
LINK = st.fixed_dictionaries(
    {"head": PLACE, "child": PLACE, "label": st.sampled_from(["roles/cue", "x"])},
    optional={"head_span": SPAN, "child_span": SPAN | JSON},
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=st.lists(SPAN | JSON, max_size=6), links=st.lists(LINK | JSON, max_size=4), other=JSON)
def test_any_tasks_give_sound_articles(tmp_path: Path, spans: list[Any], links: list[Any], other: Any) -> None:
    path = tmp_path / "x.jsonl"
    row = {**task(*spans, answer=None), "relations": links, "meta": other, "hashiya": other, "entities": spans}
    path.write_text("\n".join(json.dumps(one) for one in (row, row, [other, other, "x"], {"text": "x"})), "utf-8")
    for what in (PRODIGY, SPACY):
        lines, reading = read_with(what, path)
        for line in lines:
            sound(line, reading)


def test_categories_in_a_list_are_labels_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "إلى موسكو غدًا", "cats": ["Flight", "Asking"], "entities": [[4, 9, "City"]]}\n', "utf-8")
    lines, _ = read_with(SPACY, path)
    assert (lines[0].labels, lines[0].entities[0].text) == ({"cats": "Flight, Asking"}, "موسكو")
