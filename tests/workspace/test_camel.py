"""The neural engine in a project: its proposals come when it is ready, and go with its interpreter."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hashiya.resources.messages import Messages
from hashiya.suggest.camel.process import FAILURES
from hashiya.workspace.suggesting import Suggesting

from tests.workspace.hands import Person

LIBRARY = """
class NERecognizer:
    def __init__(self, folder, use_gpu=True):
        pass

    def predict(self, sentences):
        return [["B-PERS" if word == "التي" else "O" for word in words] for words in sentences]
"""


def scores(suggesting: Suggesting, person: Person) -> list[float]:
    """The scores of what the neural engine proposes in any of the articles."""
    waiting = [one for key in person.articles for one in suggesting.for_article(key).offered]
    return [one.proposal.score for one in waiting if one.proposal.engine == "camel"]


def test_proposals_come_with_the_model_and_go_with_it(
    sara: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "library" / "camel_tools"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "ner.py").write_text(LIBRARY, "utf-8")
    model = tmp_path / "data" / "data" / "ner" / "arabert"
    model.mkdir(parents=True)
    (model / "config.json").write_text("{}", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path / "data"))
    suggesting = Suggesting(sara.workspace)
    assert scores(suggesting, sara) == []
    suggesting.use_camel(sys.executable)
    until = time.monotonic() + 30
    while not suggesting.tick() and time.monotonic() < until:
        time.sleep(0.02)
    assert {one.name: one.reason for one in suggesting.engines()}["camel"] is None
    assert set(scores(suggesting, sara)) == {0.7}
    suggesting.use_camel(None)
    assert scores(suggesting, sara) == []
    assert {one.name: one.reason for one in suggesting.engines()}["camel"] == "suggest.reason.no_camel"
    suggesting.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("code", FAILURES)
def test_each_failure_has_its_words(language: str, code: str) -> None:
    messages = Messages(language)
    assert messages.text(f"suggest.reason.camel_{code}")
    assert messages.text(f"settings.camel_{code}", detail="…")
