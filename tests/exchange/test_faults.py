"""Good and broken lines: the reader and the JSON Schema say the same, and the reader says where and what."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hashiya.domain.faults import Fault, FileFault, KnownFailure
from hashiya.exchange.jsonl_reader import Corpus, check_corpus, read_corpus
from hashiya.exchange.schemas import schemas
from hashiya.exchange.wording import fault_sentence
from hashiya.resources.messages import Messages

from tests.builders import TEXT, article, claim, content, entity, filled_by, referent, region, relation
from tests.exchange.memory import MemorySnapshot, export

Line = dict[str, Any]
SCHEMAS = {name: jsonschema.Draft202012Validator(schema) for name, schema in schemas().items()}


def good_line(folder: Path) -> Line:
    """A line with everything in it."""
    of, who = article(), referent()
    mention = entity(of, referent=who.id, extra={"x_seen": [1, {"deep": None}]})
    inner = claim(of, (45, 60))
    said = claim(of, roles={"source": (filled_by(mention), filled_by(inner), filled_by(who))})
    whole = content(TEXT, mention, said, inner, region(of), relation(said, inner), extra={"x_source": "crawl"})
    export(MemorySnapshot([whole], register=(who,)), folder / "good.jsonl")
    line: Line = json.loads((folder / "good.jsonl").read_bytes())
    return line


@pytest.fixture
def line(tmp_path: Path) -> Line:
    """A good line."""
    return good_line(tmp_path)


def written(tmp_path: Path, *lines: Line | bytes) -> Path:
    """A corpus file without a manifest."""
    path = tmp_path / "broken.jsonl"
    rows = [one if isinstance(one, bytes) else json.dumps(one, ensure_ascii=False).encode() for one in lines]
    path.write_bytes(b"".join(row + b"\n" for row in rows))
    return path


def first_fault(path: Path) -> Fault:
    """The fault that reading stops at, which must also be the first of all."""
    with pytest.raises(FileFault) as caught:
        list(read_corpus(path))
    fault = caught.value.fault
    assert check_corpus(path)[0] == fault
    for language in ("ar", "en"):
        sentence = fault_sentence(fault, Messages(language))
        assert "{" not in sentence.replace("{=", "") or "{" in (fault.found or "") + (fault.expected or "")
    return fault


GOOD: dict[str, Callable[[Line], object]] = {
    "as it was written": dict,
    "without its relations": lambda line: line.pop("relations"),
    "with the least that a line needs": lambda line: [line.pop(key) for key in set(line) - {"format", "id", "text"}],
    "with an annotation without an id": lambda line: line["regions"][0].update(id=None),
    "with an unknown key that may be": lambda line: line["claims"][0].update(x_why=1),
    "with a time of another zone": lambda line: line["entities"][0].update(created="2026-11-21T23:25:00+03:00"),
    "with a proposal": lambda line: line["entities"][0].update(origin="proposed:words", score=0.5, annotator=None),
}

STRUCTURE: dict[str, tuple[Callable[[Line], object], str, str | None]] = {
    "unknown key": (lambda line: line.update(entites=[]), "unknown_key", "entites"),
    "unknown key in a mention": (
        lambda line: line["entities"][0].update(lable="X"),
        "unknown_key",
        "entities[0].lable",
    ),
    "a key named like the field": (lambda line: line["entities"][0].update(kept={}), "unknown_key", "entities[0].kept"),
    "unknown key in a filler": (
        lambda line: line["claims"][0]["roles"]["source"][0].update(x_a=1),
        "unknown_key",
        "claims[0].roles.source[0].x_a",
    ),
    "missing text": (lambda line: line.pop("text"), "missing_key", "text"),
    "missing fragments": (lambda line: line["entities"][0].pop("fragments"), "missing_key", "entities[0].fragments"),
    "text is a number": (lambda line: line.update(text=3), "not_text", "text"),
    "start is text": (lambda line: line["entities"][0].update(start="27"), "not_integer", "entities[0].start"),
    "start is negative": (lambda line: line["entities"][0].update(start=-1), "not_a_fragment", "entities[0].start"),
    "no fragments": (lambda line: line["regions"][0].update(fragments=[]), "not_a_fragment", "regions[0].fragments"),
    "a fragment of three": (
        lambda line: line["regions"][0].update(fragments=[[0, 1, 2]]),
        "not_a_fragment",
        "regions[0].fragments[0]",
    ),
    "entities is an object": (lambda line: line.update(entities={}), "not_list", "entities"),
    "attributes is a list": (
        lambda line: line["claims"][0].update(attributes=[]),
        "not_object",
        "claims[0].attributes",
    ),
    "an attribute is a number": (
        lambda line: line["claims"][0].update(attributes={"a": "b", "act": 3}),
        "not_text",
        "claims[0].attributes.act",
    ),
    "status unknown": (lambda line: line.update(status="ready"), "not_allowed", "status"),
    "another format": (lambda line: line.update(format="hashiya/2"), "wrong_format", "format"),
    "another unit": (lambda line: line.update(offsets="utf-16"), "not_allowed", "offsets"),
    "key is no UUID": (lambda line: line.update(key="7"), "not_a_uuid", "key"),
    "digest is none": (lambda line: line.update(sha256="abc"), "not_a_digest", "sha256"),
    "score is text": (lambda line: line["entities"][0].update(score="high"), "not_number", "entities[0].score"),
    "time is a date": (lambda line: line["claims"][0].update(created="2026-11-21"), "not_a_time", "claims[0].created"),
    "origin unknown": (lambda line: line["claims"][0].update(origin="robot"), "not_an_origin", "claims[0].origin"),
    "label is empty": (lambda line: line["entities"][0].update(label=""), "empty_text", "entities[0].label"),
    "filler is empty": (
        lambda line: line["claims"][0]["roles"].update(cue=[{}]),
        "not_a_filler",
        "claims[0].roles.cue[0]",
    ),
    "filler is two things": (
        lambda line: line["claims"][0]["roles"]["source"][0].update(referent=next(iter(line["referents"]))),
        "not_a_filler",
        "claims[0].roles.source[0]",
    ),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_is_good_is_read_and_fits_the_schema(case: str, line: Line, tmp_path: Path) -> None:
    GOOD[case](line)
    assert [article.text for article in read_corpus(written(tmp_path, line))] == [TEXT]
    assert list(SCHEMAS["line"].iter_errors(line)) == []


@pytest.mark.parametrize("case", STRUCTURE)
def test_what_is_broken_is_told_with_its_field_and_fails_the_schema(case: str, line: Line, tmp_path: Path) -> None:
    breaking, code, field = STRUCTURE[case]
    breaking(line)
    fault = first_fault(written(tmp_path, line))
    assert (fault.code, fault.line, fault.field) == (code, 1, field)
    assert not SCHEMAS["line"].is_valid(line)


AGREEMENT: dict[str, tuple[Callable[[Line], object], str, str]] = {
    "the text was edited": (lambda line: line.update(text=line["text"] + "."), "text_changed", "sha256"),
    "a quote was edited": (lambda line: line["entities"][0].update(text="روحاني"), "text_differs", "entities[0].text"),
    "start differs": (lambda line: line["entities"][0].update(start=3), "start_differs", "entities[0].start"),
    "end differs": (lambda line: line["entities"][0].update(end=99), "end_differs", "entities[0].end"),
    "an empty fragment": (
        lambda line: line["entities"][0].update(fragments=[[27, 27]]),
        "empty_fragment",
        "entities[0].fragments[0]",
    ),
    "beyond the text": (
        lambda line: line["entities"][0].update(fragments=[[27, 9999]]),
        "outside_text",
        "entities[0].fragments[0]",
    ),
    "an id twice": (lambda line: line["claims"][1].update(id=line["claims"][0]["id"]), "doubled_id", "claims[1].id"),
    "a filler that is nowhere": (
        lambda line: line["claims"][0]["roles"].update(source=[{"id": "gone"}]),
        "unknown_filler",
        "claims[0].roles.source[0].id",
    ),
    "a referent that nobody names": (
        lambda line: line.update(referents={}),
        "unknown_referent",
        "entities[0].referent",
    ),
    "a claim that fills a role of its own": (
        lambda line: line["claims"][0]["roles"].update(source=[{"id": line["claims"][0]["id"]}]),
        "claim_in_itself",
        "claims[0].roles",
    ),
    "a relation on another line than its head's": (
        lambda line: line["relations"][0]["head"].update(article="other"),
        "head_elsewhere",
        "relations[0].head.article",
    ),
    "a relation to itself": (
        lambda line: line["relations"][0].update(tail=line["relations"][0]["head"]),
        "relation_to_itself",
        "relations[0].tail",
    ),
    "a day that there is not": (
        lambda line: line["entities"][0].update(created="2026-02-30T00:00:00Z"),
        "not_a_time",
        "entities[0].created",
    ),
}


@pytest.mark.parametrize("case", AGREEMENT)
def test_what_does_not_agree_is_told(case: str, line: Line, tmp_path: Path) -> None:
    breaking, code, field = AGREEMENT[case]
    breaking(line)
    fault = first_fault(written(tmp_path, line))
    assert (fault.code, fault.line, fault.field, fault.article) == (code, 1, field, line["id"])


def test_claims_in_a_circle_are_told(line: Line, tmp_path: Path) -> None:
    first, second = line["claims"]
    first["roles"], second["roles"] = {"source": [{"id": second["id"]}]}, {"source": [{"id": first["id"]}]}
    path = written(tmp_path, line)
    assert [fault.code for fault in check_corpus(path)] == ["claim_in_itself", "claim_in_itself"]


BYTES: dict[str, tuple[Callable[[bytes], bytes], str, str | None]] = {
    "a doubled key": (lambda data: data.replace(b'"status":', b'"status":"done","status":'), "doubled_key", "status"),
    "a doubled key deep down": (
        lambda data: data.replace(b'"meta":{', b'"meta":{"a":{"b":1,"b":2},'),
        "doubled_key",
        "meta.a.b",
    ),
    "an escaped lone surrogate": (
        lambda data: data.replace(b'"note":null', b'"note":"a\\ud800b"', 1),
        "lone_surrogate",
        "entities[0].note",
    ),
    "a lone surrogate in bytes": (lambda data: data.replace("قال".encode(), b"\xed\xa0\x80", 1), "not_utf8", None),
    "a byte order mark": (lambda data: b"\xef\xbb\xbf" + data, "bom", None),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "not_utf8", "byte 1"),
    "NUL in the text": (lambda data: data.replace(b"\\n", b"\\u0000", 1), "nul", "text"),
    "not JSON": (lambda data: data.replace(b'"text":', b'"text";', 1), "not_json", None),
    "cut off": (lambda data: data[: len(data) // 2], "cut_off", None),
    "NaN": (lambda data: data.replace(b'"score":null', b'"score":NaN', 1), "not_number", "entities[0].score"),
    "nested without end": (lambda data: b"[" * 200_000 + data, "too_deep", None),
    "an empty line": (lambda data: data + b"\n\n" + data, "empty_line", None),
    "a list": (lambda data: b"[" + data + b"]", "not_object", None),
}


@pytest.mark.parametrize("case", BYTES)
def test_what_is_badly_written_is_told(case: str, line: Line, tmp_path: Path) -> None:
    breaking, code, field = BYTES[case]
    for key in ("regions", "claims", "relations"):
        line[key] = []
    data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
    broken = breaking(data.replace(b'"note":null', b'"note":"-"', 1))
    fault = first_fault(written(tmp_path, broken))
    assert fault.code == code
    if field is not None:
        assert fault.field == field


def test_an_escaped_pair_and_an_escaped_backslash_are_no_faults(line: Line, tmp_path: Path) -> None:
    data = json.dumps(line, ensure_ascii=True).replace(
        '"status": "new"', '"status": "new", "note": "\\\\ud800 \\\\u0000"'
    )
    data = data.replace('"note": null, "replaces"', '"replaces"')
    assert [one.note for one in read_corpus(written(tmp_path, data.encode()))] == ["\\ud800 \\u0000"]


def test_faults_of_a_later_line_have_its_number(line: Line, tmp_path: Path) -> None:
    other = deepcopy(line)
    other["status"] = "ready"
    assert first_fault(written(tmp_path, line, other)).line == 2


def test_the_same_article_and_the_same_annotation_twice_are_faults(line: Line, tmp_path: Path) -> None:
    codes = {(fault.code, fault.field, fault.line) for fault in check_corpus(written(tmp_path, line, line))}
    assert ("doubled_id_above", "id", 2) in codes
    assert ("doubled_id_above", "key", 2) in codes
    assert ("doubled_id_above", "entities[0].id", 2) in codes


def test_every_fault_is_found_not_only_the_first(line: Line, tmp_path: Path) -> None:
    other = deepcopy(line)
    other["entities"][0]["text"] = "x"
    other["claims"][0]["end"] += 1
    found = check_corpus(written(tmp_path, b"{", other, b"[]"))
    assert [(fault.code, fault.line) for fault in found] == [
        ("cut_off", 1),
        ("text_differs", 2),
        ("end_differs", 2),
        ("not_object", 3),
    ]


def test_touching_fragments_are_joined_and_said(line: Line, tmp_path: Path) -> None:
    mention = line["entities"][0]
    mention["fragments"] = [[31, 41], [27, 31]]
    corpus = read_corpus(written(tmp_path, line))
    found = next(iter(corpus)).entities[0]
    assert (found.fragments, found.text) == ([(27, 41)], TEXT[27:41])
    assert [warning.code for warning in corpus.warnings] == ["fragments_joined"]


def test_a_relation_whose_end_is_nowhere_is_reported_after_the_last_line(line: Line, tmp_path: Path) -> None:
    line["relations"][0]["tail"] = {"article": "gone", "id": "gone"}
    corpus = read_corpus(written(tmp_path, line))
    assert len(list(corpus)) == 1
    assert [(warning.code, warning.field) for warning in corpus.warnings] == [("unknown_end", "relations[0].tail")]


def test_a_line_without_end_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(b" " * 10_000)
    with pytest.raises(FileFault) as caught:
        list(Corpus(path, longest_line=1000))
    assert caught.value.fault.code == "line_too_long"


def test_a_file_that_is_not_there_is_a_known_failure(tmp_path: Path) -> None:
    with pytest.raises(KnownFailure) as caught:
        read_corpus(tmp_path / "gone.jsonl")
    assert caught.value.code == "missing"
    with pytest.raises(KnownFailure) as caught:
        read_corpus(tmp_path)
    assert caught.value.code == "is_folder"


def test_the_manifest_fits_its_schema_and_the_broken_one_does_not(line: Line, tmp_path: Path) -> None:
    assert line
    path = tmp_path / "good.manifest.json"
    manifest = json.loads(path.read_bytes())
    assert list(SCHEMAS["manifest"].iter_errors(manifest)) == []
    for breaking, code, field in (
        ({"programme": "x"}, "unknown_key", "programme"),
        ({"files": 3}, "not_list", "files"),
        ({"format": "x"}, "wrong_format", "format"),
    ):
        broken = manifest | breaking
        assert not SCHEMAS["manifest"].is_valid(broken)
        path.write_text(json.dumps(broken), "utf-8")
        fault = check_corpus(tmp_path / "good.jsonl")[0]
        assert (fault.code, fault.field, fault.file) == (code, field, str(path))
        corpus = read_corpus(tmp_path / "good.jsonl")
        assert corpus.manifest is None
        assert [one.id for one in corpus] == [line["id"]]


def test_an_edited_corpus_is_read_with_a_warning(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "good.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"status":"new"', b'"status":"done"'))
    corpus = read_corpus(path)
    assert [one.status for one in corpus] == ["done"]
    assert [warning.code for warning in corpus.warnings] == ["manifest_differs"]
    assert line["status"] == "new"


def test_every_fault_has_words_in_both_languages() -> None:
    import re

    from hashiya.resources.messages import forms, keys

    package = Path(__file__).parents[2] / "desktop" / "hashiya"
    sources = "\n".join(
        path.read_text("utf-8")
        for layer in ("exchange", "storage", "workspace")
        for path in (package / layer).rglob("*.py")
    )
    codes = set(re.findall(r'(?:Fault|_fault|_make|(?<![a-z])fault)\(\s*"([a-z_]+)", (?:file=|f?"|field)', sources))
    codes |= set(re.findall(r'": "(not_[a-z]+)"', sources)) | set(re.findall(r'\("(not_an?_[a-z]+)", "', sources))
    assert len(codes) > 40
    for language in ("ar", "en"):
        missing = sorted(code for code in codes if f"fault.{code}" not in keys(language))
        assert not missing
        for code in codes:
            places = set(re.findall(r"{(\w+)}", "".join(forms(language, f"fault.{code}").values())))
            assert places <= {"found", "expected", "field"}, code
