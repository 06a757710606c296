"""Deleting with what hangs on it, taking over, and projects that are only read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from hashiya.domain.annotation import Filler
from hashiya.domain.ids import NOBODY
from hashiya.workspace.workspace import Workspace

from tests import builders as b
from tests.workspace.hands import Person, done, everything, filler, made_by, refused


def test_what_hangs_on_a_mark_goes_with_it_in_one_step_and_undo_brings_all_back(sara: Person) -> None:
    speaker, post = sara.mention("محمد جواد ظريف"), sara.mention("وزير الخارجية الإيراني", "OCC")
    claim, other = sara.claim("إيران وروسيا"), sara.claim("الحوار بين البلدين")
    for one in (claim, other):
        done(sara.workspace.claims.fill(one.id, "source", filler(speaker)))
    done(sara.workspace.claims.fill(claim.id, "source", filler(other)))
    done(sara.workspace.relations.make(speaker.id, post.id, "holds_position"))
    done(sara.workspace.relations.make(claim.id, other.id, "supports"))
    before = everything(sara.workspace.project)
    numbers = sara.workspace.dependents([speaker.id, other.id])
    assert (numbers.fillers, numbers.relations) == (1, 2)
    last = sara.workspace.project.last_step()
    step = done(sara.workspace.delete([speaker.id, other.id, speaker.id]))
    assert [one.id for one in sara.workspace.project.steps_since(last)] == [step.id]
    assert step.details["relations"] == 2
    assert sara.now(speaker) is sara.now(other) is None
    assert sara.now(claim).fillers("source") == (filler(speaker.span), filler(other.span))
    assert sara.workspace.relations.of(post.id) == []
    done(sara.workspace.history.undo())
    assert everything(sara.workspace.project) == before
    done(sara.workspace.history.redo())
    assert sara.now(speaker) is None


def test_a_filler_that_becomes_words_which_fill_the_role_already_is_there_once(sara: Person) -> None:
    speaker, claim = sara.mention("محمد جواد ظريف"), sara.claim("إيران وروسيا")
    for one in (filler(speaker), filler(speaker.span)):
        done(sara.workspace.claims.fill(claim.id, "source", one))
    done(sara.workspace.delete([speaker.id]))
    assert sara.now(claim).fillers("source") == (filler(speaker.span),)


def test_what_is_not_there_cannot_be_deleted(sara: Person) -> None:
    mention = sara.mention("محمد جواد ظريف")
    assert refused(sara.workspace.delete([])) == "nothing_to_change"
    assert refused(sara.workspace.delete([mention.id, "nothing"])) == "gone"
    assert sara.now(mention) is not None


def test_taking_over_copies_without_what_hangs_on_the_other_annotators_work(sara: Person, omar: Person) -> None:
    speaker, claim = omar.mention("محمد جواد ظريف"), omar.claim("إيران وروسيا")
    for one in (filler(speaker), filler(speaker.span)):
        done(omar.workspace.claims.fill(claim.id, "source", one))
    done(omar.workspace.claims.fill(claim.id, "cue", filler(omar.find("أجرى"))))
    done(omar.workspace.claims.says_same(claim.id, omar.claim("وزير الخارجية").id))
    done(omar.workspace.set_attribute(claim.id, "act", "deny"))
    copy = made_by(done(sara.workspace.take_over(claim.id)))
    now = sara.now(copy)
    assert copy.id != claim.id
    assert (now.owner, now.annotator) == (b.SARA.id, b.SARA.id)
    assert (now.fragments, now.attributes, now.cluster) == (
        claim.fragments,
        {"act": "deny"},
        None,
    )
    assert now.roles == {"source": (Filler(fragments=speaker.fragments),), "cue": (filler(omar.find("أجرى")),)}
    assert refused(sara.workspace.take_over(claim.id)) == "same_here"
    assert refused(sara.workspace.take_over(copy.id)) == "already_yours"
    assert refused(sara.workspace.take_over("nothing")) == "gone"
    assert refused(sara.workspace.take_over(sara.region("مزيد من التقدم").id)) == "already_yours"


def test_a_proposal_that_is_taken_over_says_where_it_came_from(sara: Person) -> None:
    proposal = b.entity(sara.articles[0], sara.find("موسكو"), owner=NOBODY, origin="proposed:gazetteer", score=0.5)
    sara.workspace.project.apply(b.step(b.change(None, proposal), ids=sara.workspace.project.ids))
    made = made_by(done(sara.workspace.take_over(proposal.id)))
    assert (made.owner, made.origin, made.score) == (b.SARA.id, "suggested:gazetteer", None)


def test_others_marks_are_shown_apart(sara: Person, omar: Person) -> None:
    theirs, mine = omar.mention("محمد جواد ظريف"), sara.mention("موسكو", "GPE")
    view = sara.workspace.view(sara.articles[0])
    assert [row.id for row in view.marks()] == [mine.id]
    assert [(row.id, row.owner) for row in view.others()] == [(theirs.id, b.OMAR.id)]


def test_a_project_opened_to_read_refuses_every_gesture_and_shows_everything(
    path: Path, opened: Callable[..., Person]
) -> None:
    opened(path).mention("موسكو", "GPE")
    workspace = Workspace.open(path, annotator=b.SARA, device=b.DEVICE, read_only=True)
    try:
        assert workspace.read_only
        assert workspace.read_only_reason == "asked"
        key = workspace.articles.all()[0].key
        view = workspace.view(key)
        (row,) = view.marks()
        assert refused(workspace.delete([row.id])) == "read_only"
        assert refused(workspace.relabel(row.id, "LOC")) == "read_only"
        assert refused(workspace.history.undo()) == "read_only"
        assert refused(workspace.articles.set_note(key, "x")) == "read_only"
        workspace.poll()
    finally:
        workspace.close()


def test_without_a_name_nothing_is_written(path: Path, opened: Callable[..., Person]) -> None:
    nobody = opened(path, by=None)
    key = nobody.articles[0]
    assert refused(nobody.workspace.entities.annotate(key, [nobody.find("موسكو")], "GPE")) == "no_annotator"
    assert refused(nobody.workspace.history.undo()) == "nothing_to_undo"
    nobody.workspace.switch_annotator(b.OMAR)
    assert nobody.mention("موسكو", "GPE").owner == b.OMAR.id


def test_a_second_person_with_the_same_handle_is_told_apart(sara: Person, opened: Callable[..., Person]) -> None:
    from dataclasses import replace

    from hashiya.domain.ids import AnnotatorId

    namesake = replace(b.OMAR, id=AnnotatorId("019ab000-0000-7000-8000-000000000099"), handle="sara", name="سارة أخرى")
    other = opened(sara.workspace.path, by=namesake)
    other.mention("موسكو", "GPE")
    other.mention("روسيا", "GPE")
    people = other.workspace.annotators()
    assert sorted(one.handle for one in people.values()) == ["sara", "sara-2"]
    assert people[namesake.id].name == "سارة أخرى"


def test_a_changed_name_is_known_to_the_file_from_the_next_gesture(sara: Person) -> None:
    from dataclasses import replace

    sara.mention("موسكو", "GPE")
    sara.workspace.switch_annotator(replace(b.SARA, name="سارة أحمد"))
    sara.mention("روسيا", "GPE")
    assert sara.workspace.annotators()[b.SARA.id].name == "سارة أحمد"


def test_a_copy_of_the_file_goes_on_by_itself(sara: Person, tmp_path: Path, opened: Callable[..., Person]) -> None:
    mention = sara.mention("موسكو", "GPE")
    copy = tmp_path / "copy.hashiya"
    sara.workspace.project.backup(copy)
    shutil.copymode(sara.workspace.path, copy)
    other = opened(copy)
    done(other.workspace.delete([mention.id]))
    assert sara.now(mention) == mention
