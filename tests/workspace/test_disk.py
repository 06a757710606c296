"""A disk that takes a step while it is announced, and one that does not."""

from __future__ import annotations

import threading

import pytest
from hashiya.domain.faults import KnownFailure
from hashiya.domain.step import Step

from tests import builders as b
from tests.workspace.hands import Person, done, everything


def test_who_hears_of_a_step_sees_it_and_others_see_it_when_the_gesture_has_ended(sara: Person, omar: Person) -> None:
    seen: list[tuple[threading.Thread, bool]] = []

    def hear(step: Step) -> None:
        seen.append((threading.current_thread(), sara.workspace.annotation(step.changes[0].target) is not None))

    sara.workspace.subscribe(hear)
    mention = sara.mention("موسكو", "GPE")
    assert seen == [(threading.current_thread(), True)]
    assert omar.now(mention) == mention


def test_what_the_disk_did_not_take_is_taken_back_from_who_heard_of_it(sara: Person) -> None:
    kept = sara.mention("موسكو", "GPE")
    workspace, key = sara.workspace, sara.articles[0]
    view, before = workspace.view(key), everything(sara.workspace.project)
    shown, counted = view.marks(), workspace.articles.counts(key)
    heard: list[str] = []

    def hear(step: Step) -> None:
        heard.append(step.name)
        view.hear(step)

    workspace.subscribe(hear)
    with b.no_commit(sara.workspace.project), pytest.raises(KnownFailure):
        sara.mention("طهران", "GPE")
    assert heard == ["annotate", "take_back"]
    assert everything(workspace.project) == before
    assert (view.marks(), workspace.articles.counts(key)) == (shown, counted)
    mention = sara.mention("طهران", "GPE")
    assert {row.id for row in view.marks()} == {kept.id, mention.id}
    done(workspace.history.undo())
    done(workspace.history.undo())
    assert everything(workspace.project).keys() == before.keys() - {kept.id}


def test_a_step_of_a_listener_that_the_disk_does_not_take_is_never_announced(sara: Person) -> None:
    heard: list[str] = []

    def answer(step: Step) -> None:
        heard.append(step.name)
        if step.name == "annotate" and len(heard) == 1:
            with b.no_commit(sara.workspace.project), pytest.raises(KnownFailure):
                sara.mention("طهران", "GPE")

    sara.workspace.subscribe(answer)
    mention = sara.mention("موسكو", "GPE")
    assert heard == ["annotate"]
    assert sara.now(mention) == mention
