"""A disk that takes a step while it is announced, and one that does not."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest
from hashiya.domain.annotation import EntityMention
from hashiya.domain.faults import KnownFailure
from hashiya.domain.span import Span
from hashiya.domain.step import Step

from tests import builders as b
from tests.workspace.hands import Person, done, everything


def test_who_hears_at_once_sees_the_step_and_who_hears_after_finds_it_in_the_file(sara: Person, omar: Person) -> None:
    seen: list[tuple[str, threading.Thread, bool]] = []

    def hear(who: Person, when: str, step: Step) -> None:
        is_there = who.workspace.annotation(step.changes[0].target) is not None
        seen.append((when, threading.current_thread(), is_there))

    sara.workspace.subscribe(partial(hear, omar, "after"))
    sara.workspace.subscribe(partial(hear, sara, "at once"), at_once=True)
    for words in ("موسكو", "طهران", "روسيا"):
        sara.mention(words, "GPE")
    here = threading.current_thread()
    assert seen == [("at once", here, True), ("after", here, True)] * 3


def test_what_the_disk_did_not_take_is_taken_back_from_who_heard_of_it(sara: Person) -> None:
    kept = sara.mention("موسكو", "GPE")
    workspace, key = sara.workspace, sara.articles[0]
    view, before = workspace.view(key), everything(sara.workspace.project)
    shown, counted = view.marks(), workspace.articles.counts(key)
    heard: list[str] = []
    heard_after: list[str] = []

    def hear(step: Step) -> None:
        heard.append(step.name)
        view.hear(step)

    workspace.subscribe(hear, at_once=True)
    workspace.subscribe(lambda step: heard_after.append(step.name))
    with b.no_commit(sara.workspace.project), pytest.raises(KnownFailure):
        sara.mention("طهران", "GPE")
    assert (heard, heard_after) == (["annotate", "take_back"], [])
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
        if len(heard) == 1:
            with b.no_commit(sara.workspace.project), pytest.raises(KnownFailure):
                sara.mention("طهران", "GPE")

    sara.workspace.subscribe(answer)
    mention = sara.mention("موسكو", "GPE")
    assert heard == ["annotate"]
    assert sara.now(mention) == mention


def test_who_hears_at_once_may_take_a_step(sara: Person, omar: Person) -> None:
    """However late the thread begins that commits the first one."""
    heard: list[tuple[str, Span, str]] = []
    first, second = sara.find("موسكو"), sara.find("طهران")

    def answer(when: str, step: Step) -> None:
        (made,) = (change.after for change in step.changes if isinstance(change.after, EntityMention))
        heard.append((when, made.fragments[0], made.label))
        if when == "at once" and made.fragments == (first,):
            sara.mention("طهران", made.label)

    sara.workspace.subscribe(partial(answer, "after"))
    sara.workspace.subscribe(partial(answer, "at once"), at_once=True)
    labels = ("GPE", "LOC", "ORG")
    for number, label in enumerate(labels):
        sara.workspace.project._line._beside().submit(time.sleep, 0.02 * number)
        sara.mention("موسكو", label)
    places = [(place, label) for label in labels for place in (first, second)]
    assert heard == [(when, *place) for place in places for when in ("at once", "after")]
    assert len(omar.workspace.project.annotations(omar.articles[0])) == 6


def test_a_step_taken_at_once_fails_with_the_one_that_the_disk_does_not_take(sara: Person) -> None:
    heard: list[str] = []

    def answer(step: Step) -> None:
        heard.append(step.name)
        if len(heard) == 1:
            sara.mention("طهران", "GPE")

    sara.workspace.subscribe(answer, at_once=True)
    with b.no_commit(sara.workspace.project), pytest.raises(KnownFailure):
        sara.mention("موسكو", "GPE")
    assert heard == ["annotate", "take_back"]
    assert sara.workspace.view(sara.articles[0]).marks() == []
    sara.mention("موسكو", "GPE")
    assert heard[2:] == ["annotate"]
