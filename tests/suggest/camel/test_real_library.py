"""The real library with a tiny model that the test makes: loaded offline, one label for each word, a score for each.

It needs an interpreter that has camel-tools, torch and transformers: the running one, or HASHIYA_CAMEL_PYTHON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hashiya.domain.span import Span
from hashiya.suggest.camel.engine import Camel
from hashiya.suggest.camel.process import CamelProcess
from hashiya.suggest.proposal import Reading

INTERPRETER = os.environ.get("HASHIYA_CAMEL_PYTHON") or sys.executable
NEEDED = ("camel_tools", "torch", "transformers", "numpy")
TEXT = "قال سيرغي لافروف في موسكو إن روسيا وإيران اتفقتا. وأضاف أن الاتفاق يبدأ غدا."
MODEL = """
import json, sys
from pathlib import Path
import torch
from transformers import BertConfig, BertForTokenClassification, BertTokenizer

folder, letters = Path(sys.argv[1]), sorted(set(sys.argv[2]) - {" "})
folder.mkdir(parents=True)
pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *("##" + one for one in letters)]
(folder / "vocab.txt").write_text("\\n".join(pieces), "utf-8")
told = {"do_lower_case": False, "tokenizer_class": "BertTokenizer"}
(folder / "tokenizer_config.json").write_text(json.dumps(told), "utf-8")
labels = ["B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O"]
torch.manual_seed(5)
model = BertForTokenClassification(BertConfig(
    vocab_size=len(pieces), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64,
    max_position_embeddings=256, id2label=dict(enumerate(labels)), label2id={l: n for n, l in enumerate(labels)},
))
with torch.no_grad():
    model.classifier.weight.mul_(60)
model.save_pretrained(folder)
"""

pytestmark = pytest.mark.slow


def has_library() -> bool:
    """Whether the interpreter has all that the model needs."""
    asked = f"import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, {NEEDED!r})))"
    try:
        return subprocess.run([INTERPRETER, "-c", asked], check=False, capture_output=True, timeout=60).returncode == 0
    except OSError:
        return False


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder laid out as camel-tools keeps it, with a model of one layer that knows letters."""
    if not has_library():
        pytest.skip(f"{INTERPRETER} lacks one of {', '.join(NEEDED)}: name another one in HASHIYA_CAMEL_PYTHON")
    data = tmp_path_factory.mktemp("camel-data")
    model = data / "data" / "ner" / "arabert"
    subprocess.run([INTERPRETER, "-c", MODEL, str(model), TEXT], check=True, timeout=300, capture_output=True)
    listed = {"default": "arabert", "datasets": {"arabert": {"path": "ner/arabert"}}}
    catalogue = {"version": "1.6.0", "packages": {}, "components": {"NamedEntityRecognition": listed}}
    (data / "catalogue.json").write_text(json.dumps(catalogue), "utf-8")
    return data


@pytest.fixture(scope="module")
def process(data: Path) -> Iterator[CamelProcess]:
    """The program's own process with the real library, ready; loading takes long, so all share one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMELTOOLS_DATA", str(data))
        process = settled()
    yield process
    process.close()


def settled() -> CamelProcess:
    """The process, once it is ready or has failed."""
    process = CamelProcess(INTERPRETER)
    until = time.monotonic() + 240
    while not process.is_settled and time.monotonic() < until:
        time.sleep(0.05)
    return process


def test_the_model_is_found_where_the_library_keeps_it_and_labels_every_word(process: CamelProcess, data: Path) -> None:
    assert process.is_ready, (process.reason, process.detail)
    assert process.detail == str(data / "data" / "ner" / "arabert")
    words = TEXT.split()
    told = process.labels([words])
    assert told is not None
    assert len(told[0]) == len(words)
    labels = {one.partition(" ")[0] for one in told[0]}
    assert labels <= {"O", *(f"{place}-{kind}" for place in "BI" for kind in ("LOC", "ORG", "PERS", "MISC"))}
    scores = [float(one.partition(" ")[2]) for one in told[0] if one != "O"]
    assert scores, "the tiny model says O of everything: choose another seed"
    assert all(1 / 9 <= one <= 1 for one in scores)


def test_a_word_of_which_the_tokenizer_leaves_nothing_shifts_no_label(process: CamelProcess) -> None:
    plain = process.labels([["موسكو", "روسيا", "سيرغي"], ["قال"]])
    held = process.labels([["\u200f", "موسكو", "\u200f", "روسيا", "سيرغي", "\u200b"], [], ["\u200f"], ["قال"]])
    assert plain is not None
    assert held is not None
    outside, *_ = held[0]
    assert outside == "O"
    assert [held[0][n] for n in (1, 3, 4)] == plain[0]
    assert [held[0][n] for n in (2, 5)] == ["O", "O"]
    assert held[1:] == [[], ["O"], plain[1]]


def test_a_sentence_longer_than_the_model_reads_at_once_has_a_label_for_every_word(process: CamelProcess) -> None:
    told = process.labels([["سيرغي", "لافروف"] * 200])
    assert told is not None
    assert len(told[0]) == 400


def test_the_engine_proposes_what_the_model_says_inside_the_text(process: CamelProcess) -> None:
    found = Camel(process.labels).propose(Reading(TEXT))
    assert found, "the tiny model says O of everything: choose another seed"
    assert {one.label for one in found} <= {"PERS", "ORG", "GPE", "LOC", "FAC"}
    words = Span(0, len(TEXT))
    assert all(words.contains(one.fragments[0]) and 0 < one.score <= 1 for one in found)


def test_a_damaged_model_and_a_missing_one_are_told_apart(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = data.parent / "damaged"
    model = elsewhere / "data" / "ner" / "arabert"
    model.mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("CAMELTOOLS_DATA", str(elsewhere))
    missing = settled()
    assert missing.reason == "no_model"
    missing.close()
    (model / "config.json").write_text('{"model_type": "bert"}', "utf-8")
    damaged = settled()
    assert damaged.reason == "broken_model", (damaged.reason, damaged.detail)
    assert str(model) in damaged.detail
    damaged.close()
