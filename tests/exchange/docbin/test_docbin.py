"""DocBin: what spaCy itself writes and reads, what falls between its tokens, and spaCy missing."""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.faults import FileFault, KnownFailure
from hashiya.exchange.docbin import FORMAT, GROUP
from hashiya.exchange.formats import format_of
from hashiya.exchange.sources import sources

from tests.builders import content, entity
from tests.exchange.loss import out_of, read_with, written
from tests.exchange.memory import MemorySnapshot
from tests.exchange.nasty import nasty

TEXT = "قال محمد ظريف في واشنطن وروسيا."


@pytest.fixture
def spacy() -> Any:
    return pytest.importorskip("spacy", reason="the extra spacy is not installed")


def test_a_file_of_spacy(spacy: Any, tmp_path: Path) -> None:
    language = spacy.blank("ar")
    document = language(TEXT)
    document.ents = [document.char_span(4, 13, label="PERS", kb_id="Q1")]
    document.spans["sc"] = [document.char_span(17, 23, label="LOC"), document.char_span(4, 13, label="PERS")]
    path = tmp_path / "train.spacy"
    spacy.tokens.DocBin(docs=[document]).to_disk(path)
    assert format_of(sources([path], frozenset())[0]) is FORMAT
    (line,), reading = read_with(FORMAT, path)
    assert [(e.label, e.text, e.referent) for e in line.entities] == [
        ("PERS", "محمد ظريف", "Q1"),
        ("LOC", "واشنطن", None),
    ]
    assert (line.text, reading.listed) == (TEXT, [])


def test_what_falls_between_tokens_and_what_overlaps_is_counted_and_named(spacy: Any, tmp_path: Path) -> None:
    bare = content(TEXT)
    places = {"PERS": (4, 13), "ORG": (4, 8), "LOC": (25, 30)}
    marks = [entity(bare.article, place, label=label) for label, place in places.items()]
    report = written(MemorySnapshot([content(TEXT, *marks)]), FORMAT, out_of(tmp_path, FORMAT))
    lost = {one.kind: (one.count, one.examples) for one in report.lost if one.kind in ("misaligned", "not_entities")}
    assert {kind: count for kind, (count, _) in lost.items()} == {"misaligned": 1, "not_entities": 1}
    assert "LOC روسيا" in lost["misaligned"][1][0]
    (document,) = spacy.tokens.DocBin().from_disk(out_of(tmp_path, FORMAT)).get_docs(spacy.blank("ar").vocab)
    assert [(one.label_, one.text) for one in document.ents] == [("PERS", "محمد ظريف")]
    assert Counter(one.label_ for one in document.spans[GROUP]) == {"PERS": 1, "ORG": 1}


@pytest.mark.parametrize("data", [b"", b"\x78\x9c", b"x", zlib.compress(b"x" * 100), zlib.compress(b"\x80")])
def test_torn_files_are_faults(spacy: Any, tmp_path: Path, data: bytes) -> None:
    assert spacy
    path = tmp_path / "x.spacy"
    path.write_bytes(data)
    with pytest.raises(FileFault):
        read_with(FORMAT, path)


def test_a_bomb_is_refused(spacy: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spacy
    monkeypatch.setattr("hashiya.exchange.docbin.MOST_UNFOLDED", 1 << 20)
    path = tmp_path / "x.spacy"
    path.write_bytes(zlib.compress(bytes(1 << 22)))
    with pytest.raises(FileFault) as failed:
        read_with(FORMAT, path)
    assert failed.value.fault.code == "reading.bomb"


@pytest.mark.parametrize(("frozen", "code"), [(False, "extra_missing"), (True, "extra_not_in_program")])
def test_a_missing_spacy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, frozen: bool, code: str) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    with pytest.raises(KnownFailure) as failed:
        written(nasty(), FORMAT, out_of(tmp_path, FORMAT))
    assert (failed.value.code, failed.value.details["extra"]) == (code, "spacy")
    assert list(tmp_path.iterdir()) == []
