"""The export of the sample project, byte for byte; `python packaging/make_golden.py` renews it."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

from hashiya.exchange.jsonl_reader import check_corpus, read_corpus

GOLDEN = Path(__file__).with_name("sample.jsonl")
MAKER = Path(__file__).resolve().parents[2] / "packaging" / "make_golden.py"
LINE = ["format", "id", "key", "text", "sha256", "offsets", "language", "meta", "status", "progress", "labels", "note"]
LINE += ["replaces", "referents", "regions", "entities", "claims", "relations"]


def test_the_sample_is_exported_as_it_was(tmp_path: Path) -> None:
    maker = runpy.run_path(str(MAKER))
    made: list[bytes] = maker["sample_corpus"](tmp_path).splitlines()
    golden = GOLDEN.read_bytes().splitlines()
    for line, wanted in zip(made, golden, strict=True):
        assert json.loads(line) == json.loads(wanted)
        assert line == wanted


def test_the_golden_corpus_is_without_fault() -> None:
    assert check_corpus(GOLDEN) == []
    articles = list(read_corpus(GOLDEN))
    assert len(articles) == 5
    assert [len(article.claims) > 0 for article in articles].count(True) == 1
    for line in GOLDEN.read_text("utf-8").splitlines():
        assert list(json.loads(line)) == LINE
