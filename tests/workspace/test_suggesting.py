"""What the engines propose for an article, kept in step with what the person does."""

from __future__ import annotations

from pathlib import Path

from hashiya.suggest.proposal import Proposal
from hashiya.workspace.suggesting import Offered, Suggesting

from tests.workspace.conftest import Opener
from tests.workspace.hands import Person, done


def labels(suggesting: Suggesting, person: Person, article: int) -> list[str]:
    """The labels of the regions that wait in the article."""
    waiting = suggesting.for_article(person.articles[article]).offered
    return [one.proposal.label for one in waiting if one.proposal.engine == "regions"]


def first(suggesting: Suggesting, person: Person, article: int, label: str) -> Offered:
    """The first proposal of that label."""
    waiting = suggesting.for_article(person.articles[article]).offered
    return next(one for one in waiting if one.proposal.label == label)


def test_headline_and_debris_of_a_seed_are_proposed(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    assert labels(suggesting, sara, 3) == ["HEADLINE", "LEAD", "BOILERPLATE"]
    debris = first(suggesting, sara, 3, "BOILERPLATE").proposal
    words = sara.workspace.text(sara.articles[3])[debris.start : debris.end]
    assert words.startswith("تابع ميدل ايست نيوز")
    assert words.endswith("زر الذهاب إلى الأعلى")


def test_what_is_marked_is_not_proposed_and_comes_back_when_it_is_undone(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    headline = first(suggesting, sara, 3, "HEADLINE").proposal
    key = sara.articles[3]
    done(sara.workspace.regions.make(key, headline.fragments, "HEADLINE"))
    assert "HEADLINE" not in labels(suggesting, sara, 3)
    now = suggesting.now(key)
    assert now is not None
    assert [one.proposal.label for one in now.offered if one.proposal.engine == "regions"] == ["LEAD", "BOILERPLATE"]
    done(sara.workspace.history.undo())
    assert "HEADLINE" in labels(suggesting, sara, 3)


def test_a_proposal_keeps_its_id(sara: Person) -> None:
    one = first(Suggesting(sara.workspace), sara, 3, "HEADLINE")
    assert one == first(Suggesting(sara.workspace), sara, 3, "HEADLINE")


def test_an_engine_that_is_off_proposes_nothing_in_any_window(sara: Person, opened: Opener, path: Path) -> None:
    suggesting = Suggesting(sara.workspace)
    assert labels(suggesting, sara, 3)
    assert suggesting.switch("regions", on=False) is None
    assert not labels(suggesting, sara, 3)
    assert {one.name: one.on for one in suggesting.engines()}["regions"] is False
    other = Suggesting(opened(path).workspace)
    assert not labels(other, sara, 3)
    suggesting.switch("regions", on=True)
    assert labels(suggesting, sara, 3)


def test_a_read_only_project_switches_nothing(path: Path) -> None:
    from hashiya.workspace.workspace import Workspace

    from tests import builders as b

    workspace = Workspace.open(path, annotator=None, device=b.DEVICE, read_only=True)
    try:
        suggesting = Suggesting(workspace)
        refusal = suggesting.switch("dates", on=False)
        assert refusal is not None
        assert refusal.code == "read_only"
        assert suggesting.for_article(workspace.articles.all()[3].key).offered
    finally:
        workspace.close()


def test_nothing_is_proposed_in_boilerplate(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    debris = first(suggesting, sara, 3, "BOILERPLATE").proposal
    waiting = suggesting.for_article(sara.articles[3]).offered
    inside: list[Proposal] = [one.proposal for one in waiting if one.proposal.start >= debris.start]
    assert inside == [debris]


def test_what_was_rejected_is_not_proposed_again_until_that_is_undone(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    key = sara.articles[3]
    one = first(suggesting, sara, 3, "HEADLINE")
    done(sara.workspace.reviewing.reject(key, [one]))
    assert "HEADLINE" not in labels(suggesting, sara, 3)
    assert "HEADLINE" not in labels(Suggesting(sara.workspace), sara, 3)
    record = {info.name: info.record for info in suggesting.engines()}["regions"]
    assert record["HEADLINE"] == (0, 0, 1)
    done(sara.workspace.history.undo())
    assert "HEADLINE" in labels(suggesting, sara, 3)


def test_an_accepted_proposal_counts_for_its_engine(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    one = first(suggesting, sara, 3, "HEADLINE")
    done(sara.workspace.reviewing.accept(sara.articles[3], one))
    record = {info.name: info.record for info in suggesting.engines()}["regions"]
    assert record["HEADLINE"] == (1, 0, 0)


def test_a_referent_is_proposed_for_the_same_name_in_another_spelling(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    named = sara.mention("سيرغي لافروف", article=1)
    done(sara.workspace.referents.make_and_assign(named.id, "سيرغي لافروف"))
    (referent,) = sara.workspace.referents.all()
    again = sara.mention("سيرغي لافروف", article=0)
    suggesting.for_article(sara.articles[0])
    waiting = [one.proposal for one in suggesting.for_article(sara.articles[0]).offered if one.proposal.mention]
    assert [(one.mention, one.referent) for one in waiting] == [(again.id, referent.id)]
    done(sara.workspace.referents.assign(again.id, referent.id))
    now = suggesting.now(sara.articles[0])
    assert now is not None
    assert not [one for one in now.offered if one.proposal.mention]


def test_a_name_that_was_confirmed_once_is_proposed_wherever_it_stands(sara: Person) -> None:
    suggesting = Suggesting(sara.workspace)
    key, text = sara.articles[3], sara.workspace.text(sara.articles[3])
    suggesting.for_article(key)
    sara.mention("وجهات نظر متقاربة", label="PRODUCT", article=3)
    stale = suggesting.now(key)
    assert stale is not None
    assert not stale.is_fresh
    fresh = suggesting.for_article(key)
    assert fresh.is_fresh
    found = [one.proposal for one in fresh.offered if one.proposal.label == "PRODUCT"]
    assert {text[one.start : one.end] for one in found} == {"وجهات نظر متقاربة"}
    assert len(found) == text.count("وجهات نظر متقاربة") - 1
    assert {one.engine for one in found} == {"names"}
    suggesting.switch("names", on=False)
    assert not [one for one in suggesting.for_article(key).offered if one.proposal.label == "PRODUCT"]
