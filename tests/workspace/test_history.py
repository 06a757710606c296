"""Undo and redo: computed from the record, across articles, restarts, windows and people; never over another's work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hashiya.domain.article import Status
from hashiya.domain.faults import Refusal
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.resources.messages import Messages
from hashiya.workspace import record
from hashiya.workspace.labelling import Choice
from hashiya.workspace.wording import refusal_words

from tests import builders as b
from tests.workspace.hands import OTHER_DEVICE, Person, done, everything, filler, refused


def test_there_is_nothing_to_undo_in_a_fresh_project(sara: Person) -> None:
    assert sara.workspace.history.to_undo is None
    assert sara.workspace.history.to_redo is None
    assert refused(sara.workspace.history.undo()) == "nothing_to_undo"
    assert refused(sara.workspace.history.redo()) == "nothing_to_redo"


def test_what_undo_and_redo_would_do_is_told(sara: Person) -> None:
    first = sara.mention("موسكو", "GPE")
    done(sara.workspace.relabel(first.id, "LOC"))
    history = sara.workspace.history
    assert history.to_undo is not None
    assert history.to_undo.name == "relabel"
    undone = done(history.undo())
    assert (undone.name, undone.details["of"]) == ("undo", "relabel")
    assert history.to_undo is not None
    assert history.to_undo.name == "annotate"
    assert history.to_redo == undone
    assert done(history.redo()).details["of"] == "relabel"
    assert history.to_redo is None


def test_undo_goes_back_step_by_step_and_redo_forth(sara: Person) -> None:
    project, states = sara.workspace.project, [everything(sara.workspace.project)]
    mention = sara.mention("موسكو", "GPE")
    states.append(everything(project))
    done(sara.workspace.relabel(mention.id, "LOC"))
    states.append(everything(project))
    done(sara.workspace.delete([mention.id]))
    states.append(everything(project))
    for state in reversed(states[:-1]):
        done(sara.workspace.history.undo())
        assert everything(project) == state
    for state in states[1:]:
        done(sara.workspace.history.redo())
        assert everything(project) == state
    assert refused(sara.workspace.history.redo()) == "nothing_to_redo"


def test_redo_ends_with_the_next_gesture(sara: Person) -> None:
    sara.mention("موسكو", "GPE")
    done(sara.workspace.history.undo())
    other = sara.mention("روسيا", "GPE")
    assert refused(sara.workspace.history.redo()) == "nothing_to_redo"
    done(sara.workspace.history.undo())
    assert sara.now(other) is None
    done(sara.workspace.history.redo())
    assert sara.now(other) == other
    done(sara.workspace.history.undo())
    assert refused(sara.workspace.history.undo()) == "nothing_to_undo"


def test_undo_works_across_articles_and_restarts(path: Path, opened: Callable[..., Person]) -> None:
    first = opened(path)
    before = everything(first.workspace.project)
    first.mention("موسكو", "GPE")
    first.mention("كورونا", "EVENT", article=1)
    after = everything(first.workspace.project)
    first.close()
    second = opened(path)
    done(second.workspace.history.undo())
    done(second.workspace.history.undo())
    assert everything(second.workspace.project) == before
    second.close()
    third = opened(path)
    done(third.workspace.history.redo())
    done(third.workspace.history.redo())
    assert everything(third.workspace.project) == after


def test_two_windows_of_one_person_share_one_history(path: Path, opened: Callable[..., Person]) -> None:
    here, there = opened(path), opened(path)
    one = here.mention("موسكو", "GPE")
    two = there.mention("روسيا", "GPE")
    done(here.workspace.history.undo())
    assert here.now(two) is None
    assert here.now(one) == one
    done(there.workspace.history.undo())
    assert there.now(one) is None
    done(here.workspace.history.redo())
    done(there.workspace.history.redo())
    assert here.now(one) == one
    assert here.now(two) == two


def test_undo_takes_only_what_this_person_did_on_this_device(
    path: Path, opened: Callable[..., Person], omar: Person
) -> None:
    here, elsewhere = opened(path), opened(path, device=OTHER_DEVICE)
    mine = here.mention("موسكو", "GPE")
    on_other_device, theirs = elsewhere.mention("روسيا", "GPE"), omar.mention("إيران", "GPE")
    done(here.workspace.history.undo())
    assert here.now(mine) is None
    assert refused(here.workspace.history.undo()) == "nothing_to_undo"
    assert here.now(on_other_device) == on_other_device
    assert here.now(theirs) == theirs


def test_undo_never_overwrites_and_says_who_changed_what_when(sara: Person, omar: Person) -> None:
    key = sara.articles[0]
    done(sara.workspace.articles.set_status(key, Status.DONE))
    theirs = done(omar.workspace.articles.set_note(key, "انظر"))
    before = everything(sara.workspace.project)
    outcome = sara.workspace.history.undo()
    assert isinstance(outcome, Refusal)
    assert (outcome.code, outcome.details) == ("changed_since_by", {"who": b.OMAR.name, "at": theirs.at})
    assert b.OMAR.name in refusal_words(outcome, None, Messages("ar"))
    assert "T" not in refusal_words(outcome, None, Messages("ar", isolate=False)).split("(")[1]
    assert everything(sara.workspace.project) == before
    done(omar.workspace.history.undo())
    done(sara.workspace.history.undo())
    article = sara.workspace.articles.get(key)
    assert article is not None
    assert (article.status, article.note) == (Status.NEW, None)


def test_what_others_hang_on_is_not_taken_away(sara: Person, omar: Person) -> None:
    mention, theirs = sara.mention("محمد جواد ظريف"), omar.mention("سيرغي لافروف")
    done(sara.workspace.referents.make_and_assign(mention.id, "ظريف"))
    omar.workspace.poll()
    (referent,) = omar.workspace.referents.all()
    done(omar.workspace.referents.assign(theirs.id, referent.id))
    assert refused(sara.workspace.history.undo()) == "others_depend"
    done(omar.workspace.history.undo())
    done(sara.workspace.history.undo())
    assert sara.workspace.referents.all() == []


def test_what_needs_a_thing_that_is_gone_does_not_come_back(sara: Person, omar: Person) -> None:
    mention, theirs = sara.mention("محمد جواد ظريف"), omar.mention("سيرغي لافروف")
    done(omar.workspace.referents.make_and_assign(theirs.id, "أحد"))
    sara.workspace.poll()
    done(sara.workspace.referents.assign(mention.id, omar.now(theirs).referent))
    done(sara.workspace.delete([mention.id]))
    done(omar.workspace.history.undo())
    outcome = sara.workspace.history.undo()
    assert refused(outcome) == "changed_since_by"
    assert sara.now(mention) is None


def test_a_deletion_across_articles_comes_back_whole(sara: Person) -> None:
    one, two = sara.claim("إيران وروسيا"), sara.claim("مكافحة كورونا", article=1)
    done(sara.workspace.relations.make(one.id, two.id, "related"))
    done(sara.workspace.claims.says_same(one.id, two.id))
    before = everything(sara.workspace.project)
    done(sara.workspace.delete([one.id, two.id]))
    done(sara.workspace.history.undo())
    assert everything(sara.workspace.project) == before


def test_the_history_of_a_thing_is_told_from_its_beginning(sara: Person) -> None:
    mention = sara.mention("محمد جواد ظريف")
    done(sara.workspace.relabel(mention.id, "ORG"))
    done(sara.workspace.history.undo())
    done(sara.workspace.delete([mention.id]))
    entries = sara.workspace.history.of(mention.id)
    assert [entry.step.name for entry in entries] == ["annotate", "relabel", "undo", "delete"]
    assert entries[0].change.before is None
    assert entries[-1].change.after is None
    assert [entry.change.after for entry in entries[1:]] == [entry.change.before for entry in entries[2:]] + [None]


def test_bases_are_the_steps_in_which_the_thing_was_last_changed(sara: Person) -> None:
    first = done(sara.workspace.entities.annotate(sara.articles[0], [sara.find("موسكو")], "GPE"))
    identifier = first.changes[0].target
    second = done(sara.workspace.relabel(identifier, "LOC"))
    third = done(sara.workspace.history.undo())
    assert first.changes[0].base is None
    assert second.changes[0].base == first.id
    assert third.changes[0].base == second.id
    assert third.undoes == second.id


def test_imports_are_passed_over(sara: Person) -> None:
    mention = sara.mention("موسكو", "GPE")
    b.put(sara.workspace.project, b.content(b.TEXT))
    done(sara.workspace.history.undo())
    assert sara.now(mention) is None
    assert refused(sara.workspace.history.undo()) == "nothing_to_undo"
    assert len(sara.workspace.articles.all()) == 6


def test_many_undone_steps_are_still_found(sara: Person) -> None:
    key, text = sara.articles[0], sara.workspace.text(sara.articles[0])
    spans = [Span(n, n + 1) for n, letter in enumerate(text) if letter == "ا"][:70]
    first = sara.mention("موسكو", "GPE")
    for span in spans:
        done(sara.workspace.entities.annotate(key, [span], "LOC"))
    for _ in spans:
        done(sara.workspace.history.undo())
    done(sara.workspace.relabel(first.id, "LOC"))
    done(sara.workspace.history.undo())
    done(sara.workspace.history.undo())
    assert sara.now(first) is None


# News


def test_every_step_is_told_once_and_in_order_in_every_window(sara: Person, omar: Person) -> None:
    heard: list[Step] = []
    leave = sara.workspace.subscribe(heard.append)
    mine = done(sara.workspace.entities.annotate(sara.articles[0], [sara.find("موسكو")], "GPE"))
    theirs = done(omar.workspace.entities.annotate(omar.articles[0], [omar.find("روسيا")], "GPE"))
    last = done(sara.workspace.history.undo())
    sara.workspace.poll()
    told = [step for step in heard if step.name != "annotator"]
    assert told == [mine, theirs, last]
    leave()
    leave()
    sara.mention("روسيا", "GPE")
    assert [step for step in heard if step.name != "annotator"] == told


def test_more_steps_than_are_read_at_once_are_all_told(path: Path, opened: Callable[..., Person]) -> None:
    sara, heard = opened(path), 0

    def hear(_: Step) -> None:
        nonlocal heard
        heard += 1

    sara.workspace.subscribe(hear)
    project = opened(path, by=b.OMAR).workspace.project
    for _ in range(1100):
        project.apply(b.step(b.change(None, b.referent()), by=b.OMAR, ids=project.ids))
    sara.workspace.poll()
    assert heard == 1100


def test_a_listener_that_takes_a_step_makes_nobody_hear_it_before_its_time(sara: Person) -> None:
    heard: list[str] = []

    def answer(step: Step) -> None:
        if step.name == "annotate":
            target = step.changes[0].target
            done(sara.workspace.set_note(target, "جديد"))

    sara.workspace.subscribe(answer)
    sara.workspace.subscribe(lambda step: heard.append(step.name))
    sara.mention("موسكو", "GPE")
    assert [name for name in heard if name != "annotator"] == ["annotate", "note"]


def test_a_gesture_on_what_another_window_changed_meanwhile_is_refused(
    path: Path, opened: Callable[..., Person]
) -> None:
    here, there = opened(path), opened(path)
    claim = here.claim("إيران وروسيا")
    record = here.workspace._record
    change = record.change(claim, b.claim(claim.article))
    done(there.workspace.claims.fill(claim.id, "cue", filler(there.find("موسكو"))))
    assert refused(record.take("attribute", [change])) == "changed_meanwhile"
    assert here.now(claim).fillers("cue") == (filler(here.find("موسكو")),)


def test_a_step_that_was_taken_beside_is_told_once_and_after_those_before_it(sara: Person, omar: Person) -> None:
    told: list[str] = []
    sara.workspace.subscribe(lambda step: told.append(step.id))
    found = sara.workspace.labelling.occurrences(("روسيا", "GPE"), scope=sara.articles[0])
    made = done(sara.workspace.labelling.apply([Choice(one, "GPE") for one in found]))
    sara.workspace.poll(made=made)
    assert told == [made.id]
    sara.workspace.poll(made=made)
    other = done(omar.workspace.entities.annotate(omar.articles[1], [Span(0, 4)], "ORG"))
    found = sara.workspace.labelling.occurrences(("إيران", "GPE"), scope=sara.articles[0])
    again = done(sara.workspace.labelling.apply([Choice(one, "GPE") for one in found]))
    sara.workspace.poll(made=again)
    assert told[1:] == [step.id for step in sara.workspace.project.steps_since(made.id)]
    assert told[-2:] == [other.id, again.id]


def test_a_long_step_is_taken_back_on_a_connection_of_its_own(sara: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "LONG", 2)
    marks = [sara.mention(words, "LOC") for words in ("ظريف", "موسكو", "لافروف")]
    assert not sara.workspace.history.is_long(forward=False)
    done(sara.workspace.together.relabel([one.id for one in marks], "ORG"))
    history = sara.workspace.history
    assert history.is_long(forward=False)
    before = sara.workspace.project.last_step()
    assert refused(history.beside(forward=False, watching=lambda *_: False)) == "stopped"
    assert sara.workspace.project.last_step() == before
    step = done(history.beside(forward=False, watching=lambda *_: True))
    heard: list[Step] = []
    sara.workspace.subscribe(heard.append)
    sara.workspace.poll(made=step)
    assert heard == [step]
    assert not history.is_long(forward=False)
    assert history.is_long(forward=True)
