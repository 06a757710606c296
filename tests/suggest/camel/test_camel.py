"""The neural engine: its process, with an interpreter that has the library, has it not, or does not answer."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hashiya.domain.span import Span
from hashiya.suggest.camel.engine import Camel
from hashiya.suggest.camel.process import CamelProcess
from hashiya.suggest.proposal import Reading

TEXT = "قال سيرغي لافروف في موسكو إن روسيا ولإيران اتفقتا."
LIBRARY = """
class NERecognizer:
    def __init__(self, folder, use_gpu=True):
        assert not use_gpu
        print("loading", folder)

    def predict(self, sentences):
        return [self.tags(words) for words in sentences]

    def tags(self, words):
        names = {"سيرغي": "B-PERS", "لافروف": "I-PERS", "موسكو": "B-LOC", "ولإيران": "B-LOC", "روسيا": "B-MISC"}
        return [names.get(word, "O") for word in words]
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A camel_tools that knows five words, where the interpreter finds it, and a folder with a model."""
    package = tmp_path / "camel_tools"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "ner.py").write_text(LIBRARY, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    model = tmp_path / "model"
    model.mkdir()
    (model / "config.json").write_text("{}", "utf-8")
    return model


def settled(process: CamelProcess) -> CamelProcess:
    """The process, once it is ready or has failed."""
    until = time.monotonic() + 30
    while not process.is_ready and process.reason is None and time.monotonic() < until:
        time.sleep(0.02)
    return process


def test_what_the_model_says_is_proposed_without_proclitics(library: Path) -> None:
    process = settled(CamelProcess(sys.executable, str(library)))
    try:
        assert process.is_ready, process.reason
        for _ in range(2):
            found = Camel(process.labels).propose(Reading(TEXT))
            assert [(one.fragments[0].of(TEXT), one.label) for one in found] == [
                ("سيرغي لافروف", "PERS"),
                ("موسكو", "GPE"),
                ("إيران", "GPE"),
            ]
    finally:
        process.close()
    assert Camel(process.labels).propose(Reading(TEXT)) == []


def test_a_model_that_is_not_there_is_a_reason_and_no_proposal(library: Path) -> None:
    process = settled(CamelProcess(sys.executable, str(library / "nowhere")))
    assert (process.is_ready, process.reason) == (False, "no_model")
    assert "nowhere" in process.detail
    assert Camel(process.labels).propose(Reading(TEXT)) == []
    process.close()


def test_a_library_without_torch_and_no_library_are_told_apart(library: Path, tmp_path: Path) -> None:
    (tmp_path / "camel_tools" / "ner.py").write_text("import torch_that_is_not_there", "utf-8")
    process = settled(CamelProcess(sys.executable, str(library)))
    assert process.reason == "no_torch"
    process.close()
    (tmp_path / "camel_tools" / "ner.py").write_text("raise ValueError('other numpy')", "utf-8")
    process = settled(CamelProcess(sys.executable, str(library)))
    assert (process.reason, process.detail) == ("broken_library", "ValueError: other numpy")
    process.close()


def test_a_model_that_does_not_load_is_a_reason(library: Path, tmp_path: Path) -> None:
    broken = LIBRARY.replace("assert not use_gpu", "raise OSError('no weights')")
    (tmp_path / "camel_tools" / "ner.py").write_text(broken, "utf-8")
    process = settled(CamelProcess(sys.executable, str(library)))
    assert process.reason == "broken_model"
    assert "no weights" in process.detail
    process.close()


def test_the_least_sure_word_is_the_score_and_the_gazetteer_tells_which_place_it_is() -> None:
    tags = {"سيرغي": "B-PERS 0.912", "لافروف": "I-PERS 0.640", "موسكو": "B-LOC 0.800", "الفرات": "B-LOC 0.700"}

    def ask(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        return [[tags.get(word, "O") for word in one] for one in sentences]

    found = Camel(ask).propose(Reading("سيرغي لافروف في موسكو على الفرات."))
    assert [(one.label, one.score) for one in found] == [("PERS", 0.64), ("GPE", 0.8), ("LOC", 0.7)]


def test_an_interpreter_that_cannot_be_started_is_a_reason(tmp_path: Path) -> None:
    process = CamelProcess(str(tmp_path / "python"))
    assert process.reason == "no_interpreter"
    assert process.labels([["قال"]]) is None
    process.close()


def test_a_process_that_ends_while_it_is_asked_is_given_up(library: Path, tmp_path: Path) -> None:
    ends = LIBRARY.replace("        return [", "        raise SystemExit\n        return [")
    (tmp_path / "camel_tools" / "ner.py").write_text(ends, "utf-8")
    process = settled(CamelProcess(sys.executable, str(library)))
    assert process.labels([["قال"]]) is None
    assert process.is_ready is False
    assert process.reason in {"ended", "no_answer"}
    process.close()


def test_empty_words_and_what_is_skipped_are_not_asked_for() -> None:
    asked: list[list[str]] = []

    def ask(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        asked.extend(list(one) for one in sentences)
        return [["O"] * len(one) for one in sentences]

    Camel(ask).propose(Reading("موسكو \u0640 طهران.", skipped=[]))
    assert asked == [["موسكو", "طهران"]]
    asked.clear()
    Camel(ask).propose(Reading(TEXT, skipped=[Span(0, 3)]))
    assert asked == []
