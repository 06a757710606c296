"""What the learned engine learns from, and the child process that trains it while one works on."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hashiya.arabic.words import words
from hashiya.domain.article import Status
from hashiya.storage.project import ProjectFile
from hashiya.suggest.learned import LearnedModel
from hashiya.suggest.model_file import about_of
from hashiya.workspace.proposing import HeldOut
from hashiya.workspace.suggesting import Suggesting
from hashiya.workspace.training import examples_of, is_fresh, train
from hashiya.workspace.training_aside import EVERY, PATIENCE, Training, model_path

from tests.workspace.conftest import Opener
from tests.workspace.hands import Person, done

pytest.importorskip("pycrfsuite", reason="there is no wheel of it for this computer")


def wait_for(training: Training) -> bool:
    """Wait until the child has ended; whether the tick said so."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if training.tick():
            return True
        time.sleep(0.05)
    return False


def ticked(training: Training, times: int) -> list[bool]:
    """After each tick, whether a child is at work."""
    states = []
    for _ in range(times):
        training.tick()
        states.append(training.is_running)
    return states


def test_only_marked_articles_are_learned_from_and_gaps_only_in_done_ones(sample_path: Path, opened: Opener) -> None:
    person = opened(sample_path)
    examples = examples_of(person.workspace.project)
    assert len(examples) == 1
    assert examples[0].is_whole == (person.workspace.articles.all()[1].status is Status.DONE)
    assert len(examples[0].mentions) > 40
    person.mention("موسكو", label="GPE", article=0)
    newest_first = examples_of(person.workspace.project)
    assert newest_first[0].is_whole is False
    assert newest_first[0].text == person.workspace.text(person.articles[0])
    done(person.workspace.articles.set_status(person.articles[0], Status.SET_ASIDE))
    assert len(examples_of(person.workspace.project)) == 1
    assert not examples_of(person.workspace.project, without=[person.articles[1]])


def test_a_model_is_one_file_that_is_replaced_whole(sample_path: Path, tmp_path: Path) -> None:
    out = model_path(tmp_path / "models", "project")
    with ProjectFile.open(sample_path, read_only=True) as project:
        examples = examples_of(project)
    about = train(examples, out, project="project")
    assert about is not None
    assert about.articles == 1
    assert [one.name for one in out.parent.iterdir()] == [out.name]
    assert is_fresh(out, examples)
    assert not is_fresh(out.with_name("other"), examples)
    model = LearnedModel.read(out)
    assert model is not None
    assert "PERS" in model.about.labels


@pytest.mark.parametrize("damage", ["cut", "emptied", "other version", "no json", "missing"])
def test_a_damaged_model_is_no_model(sample_path: Path, tmp_path: Path, damage: str) -> None:
    out = tmp_path / "one.model"
    with ProjectFile.open(sample_path, read_only=True) as project:
        assert train(examples_of(project), out)
    whole = out.read_bytes()
    match damage:
        case "cut":
            out.write_bytes(whole[:-100])
        case "emptied":
            out.write_bytes(whole.partition(b"\n")[0] + b"\n")
        case "other version":
            out.write_bytes(whole.replace(b'"version": 1', b'"version": 0', 1))
        case "no json":
            out.write_bytes(b"model\n" + whole.partition(b"\n")[2])
        case _:
            out.unlink()
    assert LearnedModel.read(out) is None


def test_too_little_is_not_learned_from(sara: Person, tmp_path: Path) -> None:
    sara.mention("سيرغي لافروف", article=0)
    assert train(examples_of(sara.workspace.project), tmp_path / "one.model") is None
    assert not (tmp_path / "one.model").exists()


def test_a_child_trains_while_one_works_and_is_asked_again_after_enough_confirmations(
    sample_path: Path, opened: Opener, tmp_path: Path
) -> None:
    person = opened(sample_path)
    training = Training(sample_path, tmp_path / "models" / "one.model")
    leave = person.workspace.subscribe(training.hear)
    assert ticked(training, PATIENCE) == [False] * PATIENCE
    assert ticked(training, 1) == [True]
    person.mention("موسكو", label="GPE", article=0)
    assert wait_for(training)
    about = about_of(training.model)
    assert about is not None
    assert ticked(training, 1) == [False]
    text = person.workspace.text(person.articles[2])
    for word in words(text)[:EVERY]:
        done(person.workspace.entities.annotate(person.articles[2], [word], "ORG"))
    assert ticked(training, 1) == [True]
    training.stop()
    assert not training.is_running
    assert about_of(training.model) == about
    leave()


def test_a_program_that_cannot_be_started_is_no_training(sample_path: Path, tmp_path: Path) -> None:
    training = Training(sample_path, tmp_path / "one.model", command=[str(tmp_path / "nothing")])
    assert not any(training.tick() for _ in range(PATIENCE + 2))
    assert not training.is_running
    broken = Training(sample_path, tmp_path / "one.model", command=[sys.executable, "-c", "raise SystemExit(1)"])
    for _ in range(PATIENCE + 1):
        broken.tick()
    assert wait_for(broken)
    assert about_of(broken.model) is None


def test_what_was_learned_proposes_where_rules_find_nothing(sample_path: Path, opened: Opener, tmp_path: Path) -> None:
    person = opened(sample_path)
    suggesting = Suggesting(person.workspace)
    suggesting.learn(tmp_path / "models")
    assert not {one.name: one.available for one in suggesting.engines()}["learned"]
    project = person.workspace.project
    train(examples_of(project), model_path(tmp_path / "models", project.project_id))
    assert {one.name: one.available for one in suggesting.engines()}["learned"]
    waiting = suggesting.for_article(person.articles[4]).offered
    mine = [one.proposal for one in waiting if one.proposal.engine == "learned"]
    others = [one.proposal for one in waiting if one.proposal.engine != "learned" and one.proposal.layer == "entities"]
    assert all(0 < one.score <= 1 for one in mine)
    assert not [a for a in mine for b in others if a.fragments[0].overlaps(b.fragments[0])]
    suggesting.close()


def test_proposals_for_an_article_know_nothing_of_its_own_marks(
    sample_path: Path, opened: Opener, tmp_path: Path
) -> None:
    person = opened(sample_path)
    for nth in range(2):
        person.mention("وجهات نظر متقاربة", label="PRODUCT", article=3, nth=nth)
    held_out = HeldOut(person.workspace.project, tmp_path)
    assert "PRODUCT" not in {one.label for one in held_out.propose(person.articles[3])}
    with_names = HeldOut(person.workspace.project, tmp_path, together=[person.articles[1]])
    assert "PRODUCT" in {one.label for one in with_names.propose(person.articles[3])}
