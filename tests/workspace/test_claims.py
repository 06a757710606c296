"""Claims: frames and their roles, the speaker of the claim before, clusters."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import Claim, Filler
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.span import Span

from tests import builders as b
from tests.workspace.hands import Person, done, filler, made_by, refused

CONTENT = "العلاقات بين روسيا وإيران بالإستراتيجية"
SPEAKER = "الوزير الإيراني"


@pytest.fixture
def claim(sara: Person) -> Claim:
    return sara.claim(CONTENT)


def test_a_claim_needs_only_its_content(sara: Person, claim: Claim) -> None:
    assert (claim.roles, claim.cluster, claim.restatement, claim.label) == ({}, None, None, "claim")
    assert sara.workspace.claims.lacks_source(claim)


def test_a_mention_fills_a_role_and_a_second_time_is_taken_away(sara: Person, claim: Claim) -> None:
    speaker = sara.mention(SPEAKER, "OCC")
    done(sara.workspace.claims.fill(claim.id, "source", filler(speaker)))
    assert sara.now(claim).roles == {"source": (Filler(annotation=speaker.id),)}
    assert not sara.workspace.claims.lacks_source(sara.now(claim))
    done(sara.workspace.claims.fill(claim.id, "source", filler(speaker)))
    assert sara.now(claim).roles == {}


def test_words_fill_a_role_snapped_to_letters(sara: Person, claim: Claim) -> None:
    words = sara.find("مؤكداً")
    done(sara.workspace.claims.fill(claim.id, "cue", filler(Span(words.start, words.end - 1))))
    (cue,) = sara.now(claim).fillers("cue")
    assert cue.fragments == (words,)
    done(sara.workspace.claims.fill(claim.id, "cue", filler([sara.find("وصف"), sara.find("مؤكداً")])))
    assert sara.now(claim).fillers("cue")[1].fragments == (sara.find("وصف"), sara.find("مؤكداً"))


def test_a_role_for_one_has_its_filler_replaced(sara: Person, claim: Claim) -> None:
    done(sara.workspace.claims.fill(claim.id, "place", filler(sara.find("موسكو"))))
    done(sara.workspace.claims.fill(claim.id, "place", filler(sara.find("روسيا"))))
    assert sara.now(claim).fillers("place") == (filler(sara.find("روسيا")),)


def test_several_fill_a_role_in_the_order_given(sara: Person, claim: Claim) -> None:
    two = [sara.find("روسيا"), sara.find("إيران")]
    for place in two:
        done(sara.workspace.claims.fill(claim.id, "target", filler(place)))
    assert sara.now(claim).fillers("target") == tuple(map(filler, two))
    done(sara.workspace.claims.remove_filler(claim.id, "target", 0))
    assert sara.now(claim).fillers("target") == (filler(two[1]),)
    assert refused(sara.workspace.claims.remove_filler(claim.id, "target", 1)) == "gone"


@pytest.mark.parametrize(
    ("words", "attribute", "expected"),
    [
        ("الوزير الإيراني", None, "explicit"),
        ("الوزير الإيراني", ("mention", "pronoun"), "pronoun"),
        ("مزيد من التقدم", None, None),
    ],
)
def test_source_form_follows_from_where_the_source_stands(
    sara: Person, claim: Claim, words: str, attribute: tuple[str, str] | None, expected: str | None
) -> None:
    mention = sara.mention(words, "OCC")
    if attribute:
        done(sara.workspace.set_attribute(mention.id, *attribute))
    done(sara.workspace.claims.fill(claim.id, "source", filler(mention)))
    assert sara.now(claim).attributes.get("source_form") == expected


def test_source_form_can_be_changed_after_the_gesture(sara: Person, claim: Claim) -> None:
    done(sara.workspace.claims.fill(claim.id, "source", filler(sara.find(SPEAKER))))
    assert sara.now(claim).attributes["source_form"] == "explicit"
    done(sara.workspace.set_attribute(claim.id, "source_form", "passive"))
    assert sara.now(claim).attributes["source_form"] == "passive"
    done(sara.workspace.set_attribute(claim.id, "source_form", None))
    assert sara.now(claim).attributes["source_form"] is None


def test_the_same_speaker_is_that_of_the_nearest_claim_before_that_has_one(sara: Person) -> None:
    first = sara.claim("ضرورة الحوار بين البلدين")
    sara.claim("تسارع التطورات الإقليمية والدولية")
    last = sara.claim("ماضية نحو المزيد من التقدم")
    assert refused(sara.workspace.claims.same_speaker(last.id)) == "no_claim_before"
    speaker = sara.mention(SPEAKER, "OCC")
    done(sara.workspace.claims.fill(first.id, "source", filler(speaker)))
    done(sara.workspace.claims.fill(first.id, "source", filler(sara.find("وزير الخارجية"))))
    done(sara.workspace.claims.same_speaker(last.id))
    now = sara.now(last)
    assert now.roles["source"] == sara.now(first).roles["source"]
    assert now.attributes["source_form"] == "implicit"
    assert refused(sara.workspace.claims.same_speaker(first.id)) == "no_claim_before"
    assert refused(sara.workspace.claims.same_speaker(last.id)) == "nothing_to_change"


def test_the_speaker_of_another_annotators_claim_is_not_taken(sara: Person, omar: Person) -> None:
    theirs = omar.claim("ضرورة الحوار بين البلدين")
    done(omar.workspace.claims.fill(theirs.id, "source", filler(omar.find(SPEAKER))))
    mine = sara.claim("تسارع التطورات الإقليمية والدولية")
    assert refused(sara.workspace.claims.same_speaker(mine.id)) == "no_claim_before"


def test_many_claims_without_source_are_passed_over(sara: Person) -> None:
    key, text = sara.articles[4], sara.workspace.text(sara.articles[4])
    words = [Span(n, n + 1) for n, letter in enumerate(text) if letter == "ا"]
    first = made_by(done(sara.workspace.claims.make(key, [words[0]])))
    done(sara.workspace.claims.fill(first.id, "source", filler(words[1])))
    for word in words[2:52]:
        done(sara.workspace.claims.make(key, [word]))
    last = made_by(done(sara.workspace.claims.make(key, [words[60]])))
    done(sara.workspace.claims.same_speaker(last.id))
    assert sara.now(last).roles["source"] == (filler(words[1]),)


def test_a_claim_fills_a_source_but_never_in_a_circle(sara: Person) -> None:
    one, two, three = (sara.claim(words) for words in ("إيران وروسيا", "وزير الخارجية", "الحوار بين البلدين"))
    done(sara.workspace.claims.fill(one.id, "source", filler(two)))
    done(sara.workspace.claims.fill(two.id, "source", filler(three)))
    assert refused(sara.workspace.claims.fill(three.id, "source", filler(one))) == "circle"
    assert refused(sara.workspace.claims.fill(one.id, "source", filler(one))) == "circle"


def test_the_speaker_of_a_claim_that_this_one_fills_is_not_taken(sara: Person) -> None:
    outer, inner = sara.claim("وصف الوزير الإيراني لدى وصوله"), sara.claim("موسكو العلاقات")
    done(sara.workspace.claims.fill(outer.id, "source", filler(inner)))
    assert refused(sara.workspace.claims.same_speaker(inner.id)) == "no_claim_before"


def test_what_does_not_fit_a_role_is_refused(sara: Person, claim: Claim, omar: Person) -> None:
    fill = sara.workspace.claims.fill
    person, elsewhere = sara.mention("محمد جواد ظريف"), sara.mention("ظريف", article=1)
    region = sara.region("مزيد من التقدم")
    theirs = omar.mention("موسكو", "GPE")
    before = sara.workspace.project.last_step()
    assert refused(fill(claim.id, "nobody", filler(person))) == "unknown_role"
    assert refused(fill(claim.id, "place", filler(person))) == "filler_label"
    assert refused(fill(claim.id, "target", filler(elsewhere))) == "other_article"
    assert refused(fill(claim.id, "target", filler(theirs))) == "not_yours"
    assert refused(fill(claim.id, "target", filler(region))) == "filler_kind"
    assert refused(fill(claim.id, "target", Filler(annotation=AnnotationId("none")))) == "gone"
    assert refused(fill(claim.id, "target", Filler(referent=ReferentId("none")))) == "gone"
    assert refused(fill(person.id, "target", filler(person))) == "not_a_claim"
    assert refused(fill(claim.id, "cue", Filler(referent=ReferentId("none")))) in {"filler_kind", "gone"}
    length = len(sara.workspace.text(claim.article))
    assert refused(fill(claim.id, "cue", filler(Span(length, length + 3)))) == "beyond_text"
    assert sara.workspace.project.last_step() == before


def test_a_referent_fills_a_role_that_the_text_does_not_name(sara: Person, claim: Claim) -> None:
    done(sara.workspace.referents.make("حسن روحاني", "PERS"))
    (referent,) = sara.workspace.referents.all()
    done(sara.workspace.claims.fill(claim.id, "source", Filler(referent=referent.id)))
    assert sara.workspace.referents.claims_naming(referent.id) == [sara.now(claim)]
    assert refused(sara.workspace.referents.remove(referent.id)) == "referent_used"


def test_a_restatement_is_written_and_taken_away(sara: Person, claim: Claim) -> None:
    done(sara.workspace.claims.set_restatement(claim.id, "العلاقات استراتيجية."))
    assert sara.now(claim).restatement == "العلاقات استراتيجية."
    assert refused(sara.workspace.claims.set_restatement(claim.id, "العلاقات استراتيجية.")) == "nothing_to_change"
    done(sara.workspace.claims.set_restatement(claim.id, ""))
    assert sara.now(claim).restatement is None


# Clusters


def clustered(sara: Person, number: int) -> list[Claim]:
    words = ("إيران وروسيا", "وزير الخارجية", "الحوار بين البلدين", "التحديات الإقليمية")
    claims = [sara.claim(one) for one in words[:number]]
    for one in claims[1:]:
        done(sara.workspace.claims.says_same(claims[0].id, one.id))
    return claims


def test_claims_that_say_the_same_share_a_cluster_across_articles(sara: Person) -> None:
    here, there = sara.claim("إيران وروسيا"), sara.claim("مكافحة كورونا", article=1)
    done(sara.workspace.claims.says_same(here.id, there.id))
    cluster = sara.now(here).cluster
    assert cluster is not None
    assert sara.now(there).cluster == cluster
    assert [one.id for one in sara.workspace.claims.cluster(cluster)] == [here.id, there.id]
    assert refused(sara.workspace.claims.says_same(there.id, here.id)) == "already_same"
    assert refused(sara.workspace.claims.says_same(here.id, here.id)) == "same_claim"
    done(sara.workspace.claims.name_cluster(cluster, "التقدم"))
    assert sara.workspace.claims.clusters()[0][0].name == "التقدم"
    assert refused(sara.workspace.claims.name_cluster(cluster, "التقدم")) == "nothing_to_change"


def test_two_clusters_become_one(sara: Person) -> None:
    one, two = sara.claim("إيران وروسيا"), sara.claim("وزير الخارجية")
    three, four = sara.claim("الحوار بين البلدين"), sara.claim("التحديات الإقليمية")
    done(sara.workspace.claims.says_same(one.id, two.id))
    done(sara.workspace.claims.says_same(three.id, four.id))
    done(sara.workspace.claims.says_same(two.id, three.id))
    assert len({sara.now(claim).cluster for claim in (one, two, three, four)}) == 1
    assert len(sara.workspace.claims.clusters()) == 1
    done(sara.workspace.history.undo())
    assert len(sara.workspace.claims.clusters()) == 2
    assert sara.now(one).cluster != sara.now(three).cluster


def test_leaving_a_cluster_of_three_leaves_two_and_of_two_dissolves_it(sara: Person) -> None:
    one, two, three = clustered(sara, 3)
    done(sara.workspace.claims.leave_cluster(three.id))
    assert sara.now(three).cluster is None
    assert sara.now(one).cluster == sara.now(two).cluster is not None
    done(sara.workspace.claims.leave_cluster(one.id))
    assert sara.now(two).cluster is None
    assert sara.workspace.claims.clusters() == []
    assert refused(sara.workspace.claims.leave_cluster(one.id)) == "no_cluster"
    done(sara.workspace.history.undo())
    assert sara.now(one).cluster == sara.now(two).cluster is not None


def test_deleting_one_of_two_claims_dissolves_their_cluster_and_undo_brings_it_back(sara: Person) -> None:
    one, two = clustered(sara, 2)
    before = (sara.now(one), sara.now(two))
    done(sara.workspace.delete([one.id]))
    assert sara.now(two).cluster is None
    assert sara.workspace.claims.clusters() == []
    done(sara.workspace.history.undo())
    assert (sara.now(one), sara.now(two)) == before
    done(sara.workspace.delete([one.id, two.id]))
    assert sara.workspace.claims.clusters() == []


def test_another_annotators_claim_stays_in_its_cluster(sara: Person, omar: Person) -> None:
    mine = sara.claim("إيران وروسيا")
    theirs = omar.claim("وزير الخارجية")
    assert refused(sara.workspace.claims.says_same(mine.id, theirs.id)) == "not_yours"


def test_a_claim_without_labels_in_the_scheme_cannot_be_made(sara: Person) -> None:
    from dataclasses import replace

    from hashiya.domain.scheme import LayerPlan

    scheme = sara.workspace.scheme
    done(sara.workspace.schemes.apply(replace(scheme, claims=LayerPlan(), roles=(), relations=LayerPlan()), {}))
    assert refused(sara.workspace.claims.make(sara.articles[0], [sara.find("إيران")])) in {"no_claims", "retired_label"}
    assert b.SARA.id in sara.workspace.annotators()
