"""A new referent for mentions that name the same: one step makes it for all, one rejection is for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hashiya.domain.annotation import EntityMention
from hashiya.domain.span import Span
from hashiya.storage.checking import check_file
from hashiya.suggest.proposal import NewReferent
from hashiya.workspace.offering import Offered
from hashiya.workspace.proposed_corpus import annotations_of
from hashiya.workspace.reading_process import ReadingProcess
from hashiya.workspace.rejected import rejected_label
from hashiya.workspace.suggesting import Suggesting

from tests import builders as b
from tests.workspace.conftest import Opener
from tests.workspace.hands import Person, done, everything, exported, refused

ZARIF = "محمد جواد ظريف"


def offered(suggesting: Suggesting, person: Person, article: int = 0) -> list[Offered]:
    """The new referents that wait in the article."""
    waiting = suggesting.for_article(person.articles[article]).offered
    return [one for one in waiting if one.proposal.new_referent is not None]


def new(one: Offered) -> NewReferent:
    """The new referent of the proposal."""
    assert one.proposal.new_referent is not None
    return one.proposal.new_referent


def three(person: Person) -> list[EntityMention]:
    """A person in full and twice by the surname, in the first article."""
    return [person.mention(ZARIF), person.mention("ظريف", nth=1), person.mention("ظريف", nth=2)]


def the_one(suggesting: Suggesting, person: Person) -> Offered:
    """The only new referent that waits in the first article."""
    (one,) = offered(suggesting, person)
    return one


def referents_of(person: Person, mentions: list[EntityMention]) -> list[str | None]:
    """Which referents the mentions have now."""
    return [person.now(one).referent for one in mentions]


def test_one_step_makes_it_and_gives_it_to_all_and_one_undo_takes_all_back(sara: Person, path: Path) -> None:
    suggesting, mentions = Suggesting(sara.workspace), three(sara)
    before, steps = everything(sara.workspace.project), len(sara.workspace.project.steps_since(None))
    one = the_one(suggesting, sara)
    assert list(new(one).mentions) == [mention.id for mention in mentions]
    step = done(sara.workspace.reviewing.accept(sara.articles[0], one))
    assert len(sara.workspace.project.steps_since(None)) == steps + 1
    assert (step.name, step.details["count"], step.details["name"]) == ("new_referent_many", 3, ZARIF)
    (referent,) = sara.workspace.referents.all()
    assert (referent.name, referent.label, referent.aliases) == (ZARIF, "PERS", ())
    assert referents_of(sara, mentions) == [referent.id] * 3
    assert sara.now(mentions[0]).origin == mentions[0].origin
    assert offered(suggesting, sara) == []
    done(sara.workspace.history.undo())
    assert everything(sara.workspace.project) == before
    assert [waiting.id for waiting in offered(suggesting, sara)] == [one.id]
    done(sara.workspace.history.redo())
    assert referents_of(sara, mentions) == [referent.id] * 3
    sara.close()
    assert check_file(path) == []


def test_in_another_article_the_new_one_is_known(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    three(sara)
    sara.mention(ZARIF, article=1)
    sara.mention("ظريف", article=1, nth=1)
    (elsewhere,) = offered(suggesting, sara, article=1)
    done(sara.workspace.reviewing.accept(sara.articles[0], the_one(suggesting, sara)))
    (referent,) = sara.workspace.referents.all()
    # What was computed before it was made is stale.
    assert refused(sara.workspace.reviewing.accept(sara.articles[1], elsewhere)) == "referent_known"
    assert offered(suggesting, sara, article=1) == []
    waiting = [one.proposal for one in suggesting.for_article(sara.articles[1]).offered if one.proposal.mention]
    assert {one.referent for one in waiting} == {referent.id}


def test_one_rejection_is_for_all_whatever_is_marked_after(sara: Person) -> None:
    suggesting, mentions = Suggesting(sara.workspace), three(sara)
    key = sara.articles[0]
    done(sara.workspace.reviewing.reject(key, [the_one(suggesting, sara)]))
    (rejection,) = sara.workspace.project.rejections(key, b.SARA.id)
    assert rejection.label == "referent:new:PERS"
    assert list(rejection.fragments) == [one.fragments[0] for one in mentions]
    assert offered(suggesting, sara) == []
    assert offered(Suggesting(sara.workspace), sara) == []
    sara.mention("ظريف", nth=3)
    assert offered(suggesting, sara) == []
    # Another first mention, another name: it is the same people still.
    done(sara.workspace.marks.delete([mentions[0].id]))
    assert offered(suggesting, sara) == []
    done(sara.workspace.history.undo())
    done(sara.workspace.history.undo())
    done(sara.workspace.history.undo())
    assert sara.workspace.project.rejections(key, b.SARA.id) == []
    assert len(offered(suggesting, sara)) == 1


def test_a_rejection_of_persons_is_not_one_of_another_label_nor_another_persons(sara: Person, omar: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    three(sara)
    done(sara.workspace.reviewing.reject(sara.articles[0], [the_one(suggesting, sara)]))
    for nth in (1, 2):
        sara.mention("ظريف", "ORG", nth=nth)
    assert the_one(suggesting, sara).proposal.label == "ORG"
    omar.workspace.poll()
    three(omar)
    assert the_one(Suggesting(omar.workspace), omar).proposal.label == "PERS"


def test_a_rejection_is_in_no_corpus(sara: Person, tmp_path: Path) -> None:
    suggesting = Suggesting(sara.workspace)
    three(sara)
    before = exported(sara.workspace.project, tmp_path / "before.jsonl")
    done(sara.workspace.reviewing.reject(sara.articles[0], [the_one(suggesting, sara)]))
    assert exported(sara.workspace.project, tmp_path / "after.jsonl") == before


def test_it_does_not_wait_when_one_of_its_mentions_is_decided_or_gone(sara: Person) -> None:
    suggesting, mentions = Suggesting(sara.workspace), three(sara)
    key = sara.articles[0]
    assert offered(suggesting, sara)

    def waits() -> bool:
        now = suggesting.now(key)
        assert now is not None
        return any(one.proposal.new_referent for one in now.offered)

    done(sara.workspace.marks.delete([mentions[2].id]))
    assert not waits()
    done(sara.workspace.history.undo())
    assert waits()
    done(sara.workspace.referents.make_and_assign(mentions[1].id, "ظريف آخر"))
    assert not waits()
    assert offered(suggesting, sara) == []


def test_mentions_that_are_others_now_are_left_out(sara: Person) -> None:
    suggesting, mentions = Suggesting(sara.workspace), three(sara)
    one = the_one(suggesting, sara)
    last = mentions[2]
    done(sara.workspace.set_fragments(last.id, [Span(last.start, last.end + 4)]))
    done(sara.workspace.reviewing.accept(sara.articles[0], one))
    (referent,) = sara.workspace.referents.all()
    assert referents_of(sara, mentions) == [referent.id, referent.id, None]
    done(sara.workspace.history.undo())
    done(sara.workspace.marks.delete([mentions[1].id]))
    assert refused(sara.workspace.reviewing.accept(sara.articles[0], one)) == "gone"
    assert sara.workspace.referents.all() == []


def test_several_new_ones_are_one_step(sara: Person) -> None:
    suggesting, mentions = Suggesting(sara.workspace), three(sara)
    places = [sara.mention("موسكو", "GPE", nth=nth) for nth in (1, 2)]
    several = offered(suggesting, sara)
    assert len(several) == 2
    done(sara.workspace.reviewing.accept_many(sara.articles[0], several))
    assert {one.name for one in sara.workspace.referents.all()} == {ZARIF, "موسكو"}
    assert len(set(referents_of(sara, mentions))) == 1
    assert len(set(referents_of(sara, places))) == 1
    done(sara.workspace.history.undo())
    assert referents_of(sara, [*mentions, *places]) == [None] * 5
    assert sara.workspace.referents.all() == []


@pytest.mark.parametrize("value", ["description", "pronoun"])
def test_a_description_is_no_name(sara: Person, value: str) -> None:
    suggesting = Suggesting(sara.workspace)
    mentions = [sara.mention("موسكو", "GPE", nth=nth) for nth in (1, 2)]
    assert len(offered(suggesting, sara)) == 1
    done(sara.workspace.set_attribute(mentions[0].id, "mention", value))
    assert offered(suggesting, sara) == []
    done(sara.workspace.set_attribute(mentions[0].id, "mention", "name"))
    assert len(offered(suggesting, sara)) == 1


def test_nobody_elses_mentions_count(sara: Person, omar: Person) -> None:
    omar.mention("موسكو", "GPE", nth=1)
    sara.workspace.poll()
    sara.mention("موسكو", "GPE", nth=2)
    assert offered(Suggesting(sara.workspace), sara) == []


def test_nothing_is_made_in_boilerplate(sara: Person) -> None:
    suggesting, mentions = Suggesting(sara.workspace), three(sara)
    last = mentions[2]
    done(sara.workspace.regions.make(sara.articles[0], (Span(last.start - 5, last.end + 5),), "BOILERPLATE"))
    assert list(new(the_one(suggesting, sara)).mentions) == [one.id for one in mentions[:2]]


def test_no_corpus_of_proposals_carries_it(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    three(sara)
    one = the_one(suggesting, sara)
    assert annotations_of(sara.articles[0], [one.proposal]) == []


def test_the_engines_process_tells_of_it(sara: Person) -> None:
    three(sara)
    aside = Suggesting(sara.workspace)
    process = ReadingProcess(sara.workspace.path)
    aside.read_aside(process)
    try:
        assert offered(aside, sara) == offered(Suggesting(sara.workspace), sara)
        assert process.pid is not None
        assert len(offered(aside, sara)) == 1
    finally:
        aside.close()


def test_an_engine_that_is_off_proposes_none(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    three(sara)
    assert suggesting.switch("referents", on=False) is None
    assert offered(suggesting, sara) == []


def test_another_window_takes_it_at_the_same_time(sara: Person, opened: Opener, path: Path) -> None:
    suggesting = Suggesting(sara.workspace)
    three(sara)
    one = the_one(suggesting, sara)
    other = opened(path)
    done(other.workspace.reviewing.accept(other.articles[0], one))
    sara.workspace.poll()
    assert refused(sara.workspace.reviewing.accept(sara.articles[0], one)) == "gone"
    assert len(sara.workspace.referents.all()) == 1


def test_the_rejection_of_a_new_one_is_not_that_of_a_mention(sara: Person) -> None:
    three(sara)
    proposal = the_one(Suggesting(sara.workspace), sara).proposal
    assert rejected_label(proposal) not in {"PERS", "referent:None"}
