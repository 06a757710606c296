"""Several annotations at once: one step for all, one undo, or nothing."""

from __future__ import annotations

from hashiya.resources.messages import Messages
from hashiya.workspace.wording import step_words

from tests.workspace.hands import Person, done, refused


def test_relabelling_several_is_one_step_and_one_undo(sara: Person) -> None:
    one, other, there = sara.mention("موسكو", "LOC"), sara.mention("طهران", "LOC"), sara.mention("روسيا", "GPE")
    step = done(sara.workspace.together.relabel([one.id, other.id, there.id], "GPE"))
    assert [sara.now(mark).label for mark in (one, other, there)] == ["GPE"] * 3
    assert {change.target for change in step.changes} == {one.id, other.id}
    words = step_words(step, sara.workspace.scheme, Messages("en"))
    assert words == "2 annotations changed to \u2068Geopolitical entity\u2069"
    done(sara.workspace.history.undo())
    assert [sara.now(mark) for mark in (one, other, there)] == [one, other, there]


def test_what_refuses_one_refuses_all(sara: Person) -> None:
    mention, claim = sara.mention("موسكو", "LOC"), sara.claim("هناك مساعي إيرانية روسية")
    before = sara.workspace.project.last_step()
    assert refused(sara.workspace.together.relabel([mention.id, claim.id], "GPE")) == "unknown_label"
    assert refused(sara.workspace.together.assign([mention.id, claim.id], None)) == "not_a_mention"
    assert refused(sara.workspace.together.relabel([mention.id], "LOC")) == "same_label"
    assert refused(sara.workspace.together.relabel([], "LOC")) == "nothing_to_change"
    assert refused(sara.workspace.together.relabel([mention.id, "nobody"], "GPE")) == "gone"
    assert sara.workspace.project.last_step() == before


def test_two_marks_on_the_same_words_do_not_become_the_same_mark(sara: Person) -> None:
    one, other = sara.mention("موسكو", "LOC"), sara.mention("موسكو", "ORG")
    assert refused(sara.workspace.together.relabel([one.id, other.id], "GPE")) == "same_here"
    assert refused(sara.workspace.together.relabel([one.id, other.id], "ORG")) == "same_here"


def test_an_attribute_and_a_referent_are_set_on_all(sara: Person) -> None:
    one, other = sara.mention("موسكو", "GPE"), sara.mention("طهران", "GPE")
    together, ids = sara.workspace.together, [one.id, other.id]
    done(together.set_attribute(ids, "certainty", "unsure"))
    assert [sara.now(mark).attributes for mark in (one, other)] == [{"certainty": "unsure"}] * 2
    step = done(together.make_and_assign(ids, " العاصمتان "))
    referent = sara.now(one).referent
    assert referent is not None
    assert sara.now(other).referent == referent
    made = sara.workspace.referents.resolve(referent)
    assert made is not None
    assert (made.name, made.label) == ("العاصمتان", "GPE")
    assert "2" in step_words(step, sara.workspace.scheme, Messages("en"))
    done(together.assign(ids, None))
    assert sara.now(one).referent is None
    done(sara.workspace.history.undo())
    done(sara.workspace.history.undo())
    assert (sara.now(one).referent, sara.workspace.referents.resolve(referent)) == (None, None)
