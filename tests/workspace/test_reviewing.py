"""Accepting, correcting and rejecting proposals: what is in the file after, and how it is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hashiya.domain.annotation import Claim, EntityMention, Filler, Layer, Region
from hashiya.domain.article import Status
from hashiya.domain.ids import NOBODY, SHARED, AnnotationId
from hashiya.domain.rejection import Rejection
from hashiya.domain.span import Span
from hashiya.suggest.proposal import Proposal
from hashiya.workspace.offering import Offered
from hashiya.workspace.rejected import rejected_label

from tests import builders as b
from tests.workspace.hands import Person, done, exported, refused


def proposed(person: Person, words: str, label: str = "PERS", *, nth: int = 0, **values: Any) -> Offered:
    """A proposal on these words of the first article."""
    values.setdefault("layer", Layer.ENTITIES)
    values.setdefault("engine", "titles")
    values.setdefault("score", 0.93)
    values.setdefault("fragments", (person.find(words, nth=nth),))
    return Offered(Proposal(label=label, **values), f"proposal:{label}:{words}:{nth}")


def stored(person: Person, thing: Any) -> Offered:
    """A proposal that came with an import: nobody's annotation in the file."""
    person.workspace.project.apply(b.step(b.change(None, thing), name="import"))
    person.workspace.poll()
    proposal = Proposal(
        layer=thing.layer,
        label=thing.label,
        fragments=thing.fragments,
        engine=thing.origin.removeprefix("proposed:"),
        score=thing.score,
    )
    return Offered(proposal, f"proposal:{thing.id}", AnnotationId(thing.id))


def there(person: Person) -> list[Any]:
    """The person's annotations of the first article."""
    me = person.workspace.annotator
    assert me is not None
    return person.workspace.project.annotations(person.articles[0], owner=me.id)


def test_an_accepted_proposal_is_ones_own_and_says_who_proposed_it(sara: Person) -> None:
    one = proposed(sara, "ظريف", attributes={"mention": "name"})
    step = done(sara.workspace.reviewing.accept(sara.articles[0], one))
    (mention,) = there(sara)
    assert isinstance(mention, EntityMention)
    assert (mention.label, mention.fragments, mention.owner) == ("PERS", one.proposal.fragments, b.SARA.id)
    assert (mention.origin, mention.score, mention.attributes) == ("suggested:titles", 0.93, {"mention": "name"})
    assert step.name == "accept"
    article = sara.workspace.articles.get(sara.articles[0])
    assert article is not None
    assert article.status is Status.IN_PROGRESS


def test_another_label_or_another_edge_makes_it_corrected(sara: Person) -> None:
    reviewing, key = sara.workspace.reviewing, sara.articles[0]
    done(reviewing.accept(key, proposed(sara, "موسكو", "ORG"), label="GPE"))
    one = proposed(sara, "سيرغي")
    wider = (sara.find("سيرغي لافروف"),)
    assert done(reviewing.accept(key, one, fragments=wider)).name == "accept_corrected"
    assert [(m.label, m.origin, m.score) for m in there(sara)] == [
        ("GPE", "corrected:titles", 0.93),
        ("PERS", "corrected:titles", 0.93),
    ]
    assert there(sara)[1].fragments == wider
    assert sara.workspace.tallies.of("titles", "GPE") == (0, 1, 0)


def test_values_that_the_scheme_lacks_are_left_out(sara: Person) -> None:
    one = proposed(sara, "ظريف", attributes={"mention": "no such value", "colour": "red"})
    done(sara.workspace.reviewing.accept(sara.articles[0], one))
    assert there(sara)[0].attributes == {}


def test_what_is_there_already_is_refused(sara: Person) -> None:
    sara.mention("ظريف")
    assert refused(sara.workspace.reviewing.accept(sara.articles[0], proposed(sara, "ظريف"))) == "same_here"


def test_a_label_that_is_not_in_the_scheme_is_refused(sara: Person) -> None:
    one = proposed(sara, "ظريف", "NOBODY_KNOWS")
    assert refused(sara.workspace.reviewing.accept(sara.articles[0], one)) == "unknown_label"


def claimed(person: Person, **roles: str) -> Offered:
    """A proposed claim whose roles are these words."""
    places = {role: ((person.find(words),),) for role, words in roles.items()}
    return proposed(
        person,
        "العلاقات بين روسيا وإيران بالإستراتيجية",
        "claim",
        layer=Layer.CLAIMS,
        engine="claims",
        roles=places,
        attributes={"quote_form": "indirect"},
    )


def test_a_claim_comes_with_its_roles_in_one_step(sara: Person) -> None:
    source = sara.mention("الوزير الإيراني", "OCC")
    before = len(sara.workspace.project.steps_since(None))
    done(sara.workspace.reviewing.accept(sara.articles[0], claimed(sara, source="الوزير الإيراني", cue="وصف")))
    (claim,) = [one for one in there(sara) if isinstance(one, Claim)]
    assert claim.roles == {
        "source": (Filler(annotation=source.id),),
        "cue": (Filler(fragments=(sara.find("وصف"),)),),
    }
    assert claim.attributes == {"quote_form": "indirect"}
    assert claim.origin == "suggested:claims"
    assert len(sara.workspace.project.steps_since(None)) == before + 1


def test_the_mention_proposed_on_a_roles_words_comes_with_the_claim(sara: Person) -> None:
    beside = [proposed(sara, "الوزير الإيراني", "OCC"), proposed(sara, "موسكو", "GPE")]
    claim = claimed(sara, source="الوزير الإيراني", cue="وصف")
    done(sara.workspace.reviewing.accept(sara.articles[0], claim, among=beside))
    mention, made = sorted(there(sara), key=lambda one: isinstance(one, Claim))
    assert (mention.label, mention.origin) == ("OCC", "suggested:titles")
    assert made.roles["source"] == (Filler(annotation=mention.id),)
    done(sara.workspace.history.undo())
    assert there(sara) == []


def test_without_a_mention_the_words_fill_the_role(sara: Person) -> None:
    done(sara.workspace.reviewing.accept(sara.articles[0], claimed(sara, source="الوزير الإيراني")))
    assert there(sara)[0].roles == {"source": (Filler(fragments=(sara.find("الوزير الإيراني"),)),)}


def test_a_mention_with_a_label_that_the_role_does_not_take_is_passed_over(sara: Person) -> None:
    beside = [proposed(sara, "موسكو", "ORG", nth=1), proposed(sara, "موسكو", "PERS", nth=1)]
    one = proposed(
        sara, "العلاقات بين روسيا", "claim", layer=Layer.CLAIMS, roles={"time": ((sara.find("موسكو", nth=1),),)}
    )
    done(sara.workspace.reviewing.accept(sara.articles[0], one, among=beside))
    (claim,) = there(sara)
    assert claim.roles == {"time": (Filler(fragments=(sara.find("موسكو", nth=1),)),)}


def test_a_region_is_everybodys(sara: Person) -> None:
    one = proposed(sara, "العالم - إيران", "DATELINE", layer=Layer.REGIONS, engine="regions")
    done(sara.workspace.reviewing.accept(sara.articles[0], one))
    (region,) = there(sara)
    assert isinstance(region, Region)
    assert (region.owner, region.origin) == (SHARED, "suggested:regions")


def test_a_proposed_referent_is_assigned_and_taken_back(sara: Person) -> None:
    first, second = sara.mention("ظريف"), sara.mention("ظريف", nth=1)
    done(sara.workspace.referents.make_and_assign(first.id, "محمد جواد ظريف"))
    named = there(sara)[0].referent
    one = proposed(sara, "ظريف", nth=1, engine="referents", referent=named, mention=second.id)
    done(sara.workspace.reviewing.accept(sara.articles[0], one))
    assert [m.referent for m in there(sara)] == [named, named]
    assert [m.origin for m in there(sara)] == ["human", "human"]
    done(sara.workspace.history.undo())
    assert [m.referent for m in there(sara)] == [named, None]


def test_a_stored_proposal_becomes_ones_own_with_its_id_and_undo_gives_it_back(sara: Person) -> None:
    place = sara.find("ظريف")
    thing = b.entity(
        sara.articles[0], place, owner=NOBODY, annotator=NOBODY, origin="proposed:theirs", score=0.7, label="PERS"
    )
    one = stored(sara, thing)
    done(sara.workspace.reviewing.accept(sara.articles[0], one))
    (mention,) = there(sara)
    assert (mention.id, mention.owner, mention.origin, mention.score) == (
        thing.id,
        b.SARA.id,
        "suggested:theirs",
        0.7,
    )
    done(sara.workspace.history.undo())
    assert there(sara) == []
    assert sara.workspace.project.annotation(AnnotationId(thing.id)) == thing
    done(sara.workspace.history.redo())
    assert there(sara)[0].id == thing.id


def test_a_stored_proposal_that_somebody_took_is_gone(sara: Person, omar: Person) -> None:
    thing = b.entity(
        sara.articles[0], sara.find("ظريف"), owner=NOBODY, annotator=NOBODY, origin="proposed:x", score=0.7
    )
    one = stored(sara, thing)
    omar.workspace.poll()
    done(omar.workspace.reviewing.accept(omar.articles[0], one))
    sara.workspace.poll()
    assert refused(sara.workspace.reviewing.accept(sara.articles[0], one)) == "gone"


def test_many_are_one_step_and_one_undo(sara: Person) -> None:
    several = [proposed(sara, "موسكو", "GPE", nth=n) for n in range(3)]
    done(sara.workspace.reviewing.accept_many(sara.articles[0], several))
    assert [m.origin for m in there(sara)] == ["suggested:titles"] * 3
    done(sara.workspace.history.undo())
    assert there(sara) == []


def test_of_many_those_that_cannot_stand_are_left_out_and_counted(sara: Person) -> None:
    sara.mention("موسكو", "GPE")
    several = [proposed(sara, "موسكو", "GPE", nth=n) for n in range(3)]
    step = done(sara.workspace.reviewing.accept_many(sara.articles[0], several))
    assert (step.details["count"], step.details["left_out"]) == (2, 1)
    assert len(there(sara)) == 3
    assert refused(sara.workspace.reviewing.accept_many(sara.articles[0], several)) == "same_here"


def test_a_rejection_is_in_the_file_but_in_no_corpus_and_undo_takes_it_back(sara: Person, tmp_path: Path) -> None:
    key, one = sara.articles[0], proposed(sara, "ظريف")
    before = exported(sara.workspace.project, tmp_path / "before.jsonl")
    done(sara.workspace.reviewing.reject(key, [one]))
    (rejection,) = sara.workspace.project.rejections(key, b.SARA.id)
    assert isinstance(rejection, Rejection)
    assert (rejection.layer, rejection.label, rejection.fragments, rejection.engine) == (
        Layer.ENTITIES,
        "PERS",
        one.proposal.fragments,
        "titles",
    )
    assert exported(sara.workspace.project, tmp_path / "after.jsonl") == before
    assert sara.workspace.tallies.of("titles", "PERS") == (0, 0, 1)
    done(sara.workspace.history.undo())
    assert sara.workspace.project.rejections(key, b.SARA.id) == []
    assert sara.workspace.tallies.of("titles", "PERS") == (0, 0, 0)


def test_a_rejected_referent_is_not_taken_for_a_rejected_mention(sara: Person) -> None:
    mention = sara.mention("ظريف")
    done(sara.workspace.referents.make_and_assign(mention.id, "محمد جواد ظريف"))
    referent = there(sara)[0].referent
    one = proposed(sara, "ظريف", engine="referents", referent=referent, mention=mention.id)
    assert rejected_label(one.proposal) == f"referent:{referent}"
    done(sara.workspace.reviewing.reject(sara.articles[0], [one]))
    assert sara.workspace.project.rejections(sara.articles[0], b.SARA.id)[0].label == f"referent:{referent}"


def test_the_record_of_an_engine_follows_every_step(sara: Person) -> None:
    reviewing, key, tallies = sara.workspace.reviewing, sara.articles[0], sara.workspace.tallies
    assert tallies.of("titles", "PERS") == (0, 0, 0)
    done(reviewing.accept(key, proposed(sara, "ظريف")))
    done(reviewing.accept(key, proposed(sara, "لافروف")))
    assert tallies.of("titles", "PERS") == (2, 0, 0)
    mention = there(sara)[0]
    done(sara.workspace.set_fragments(mention.id, [Span(mention.start, mention.end + 4)]))
    assert tallies.of("titles", "PERS") == (1, 1, 0)
    done(sara.workspace.history.undo())
    assert tallies.labels_of("titles") == {"PERS": (2, 0, 0)}
    counted = sara.workspace.project.engine_record()["titles", "PERS"]
    assert (counted.accepted, counted.corrected, counted.rejected) == (2, 0, 0)
