"""Relations: only what the scheme allows, the pair once, symmetric ones in text order, also across articles."""

from __future__ import annotations

from tests.workspace.hands import Person, done, refused


def labels(sara: Person, one: str, other: str) -> set[str]:
    return {label.key for label in sara.workspace.relations.allowed(one, other)}


def test_what_the_scheme_allows_is_offered_whichever_end_comes_first(sara: Person) -> None:
    person, post = sara.mention("محمد جواد ظريف"), sara.mention("وزير الخارجية الإيراني", "OCC")
    assert "holds_position" in labels(sara, person.id, post.id)
    assert labels(sara, person.id, post.id) == labels(sara, post.id, person.id)
    assert "supports" not in labels(sara, person.id, post.id)
    assert labels(sara, person.id, person.id) == set()
    assert labels(sara, person.id, "nobody") == set()
    assert sara.workspace.relations.starts(person)
    assert not sara.workspace.relations.starts(sara.region("مزيد من التقدم"))


def test_the_scheme_says_which_end_is_the_head(sara: Person) -> None:
    person, post = sara.mention("محمد جواد ظريف"), sara.mention("وزير الخارجية الإيراني", "OCC")
    done(sara.workspace.relations.make(post.id, person.id, "holds_position"))
    (relation,) = sara.workspace.relations.of(person.id)
    assert (relation.head, relation.tail) == (person.id, post.id)
    assert refused(sara.workspace.relations.make(person.id, post.id, "holds_position")) == "relation_exists"
    assert refused(sara.workspace.relations.make(person.id, post.id, "supports")) == "relation_not_allowed"
    assert refused(sara.workspace.relations.make(person.id, post.id, "nothing")) == "relation_not_allowed"
    assert refused(sara.workspace.relations.make(person.id, person.id, "part_of")) == "relation_not_allowed"
    assert refused(sara.workspace.relations.make(person.id, "nobody", "holds_position")) == "gone"


def test_a_symmetric_relation_begins_at_the_end_that_comes_first_and_exists_once(sara: Person) -> None:
    early, late = sara.claim("إيران وروسيا"), sara.claim("الحوار بين البلدين")
    done(sara.workspace.relations.make(late.id, early.id, "contradicts"))
    (relation,) = sara.workspace.relations.of(late.id)
    assert (relation.head, relation.tail) == (early.id, late.id)
    assert refused(sara.workspace.relations.make(early.id, late.id, "contradicts")) == "relation_exists"
    assert refused(sara.workspace.relations.make(late.id, early.id, "contradicts")) == "relation_exists"
    done(sara.workspace.relations.make(late.id, early.id, "supports"))
    done(sara.workspace.relations.make(early.id, late.id, "supports"))


def test_a_relation_joins_two_articles_in_project_order(sara: Person) -> None:
    here, there = sara.claim("إيران وروسيا"), sara.claim("مكافحة كورونا", article=1)
    done(sara.workspace.relations.make(there.id, here.id, "related"))
    (relation,) = sara.workspace.relations.of(there.id)
    assert (relation.head, relation.tail) == (here.id, there.id)
    assert sara.workspace.view(here.article).relations() == [relation]
    assert sara.workspace.view(there.article).relations() == [relation]


def test_another_label_may_turn_the_ends(sara: Person) -> None:
    early, late = sara.claim("إيران وروسيا"), sara.claim("الحوار بين البلدين")
    done(sara.workspace.relations.make(late.id, early.id, "supports"))
    (relation,) = sara.workspace.relations.of(late.id)
    assert relation.head == late.id
    done(sara.workspace.relations.relabel(relation.id, "contradicts"))
    now = sara.workspace.relations.get(relation.id)
    assert now is not None
    assert (now.label, now.head, now.tail) == ("contradicts", early.id, late.id)
    assert refused(sara.workspace.relations.relabel(relation.id, "contradicts")) == "same_label"
    assert refused(sara.workspace.relations.relabel(relation.id, "holds_position")) == "relation_not_allowed"
    done(sara.workspace.relations.make(early.id, late.id, "updates"))
    assert refused(sara.workspace.relations.relabel(relation.id, "updates")) == "relation_exists"


def test_a_relation_has_a_note_and_goes_when_it_is_deleted(sara: Person) -> None:
    early, late = sara.claim("إيران وروسيا"), sara.claim("الحوار بين البلدين")
    done(sara.workspace.relations.make(late.id, early.id, "supports"))
    (relation,) = sara.workspace.relations.of(late.id)
    done(sara.workspace.set_note(relation.id, "ضعيف"))
    assert refused(sara.workspace.set_note(relation.id, "ضعيف")) == "nothing_to_change"
    now = sara.workspace.relations.get(relation.id)
    assert now is not None
    assert now.note == "ضعيف"
    done(sara.workspace.relations.delete(relation.id))
    assert sara.workspace.relations.of(late.id) == []
    assert refused(sara.workspace.relations.delete(relation.id)) == "gone"


def test_another_annotators_marks_and_relations_are_not_touched(sara: Person, omar: Person) -> None:
    mine = sara.claim("إيران وروسيا")
    one, two = omar.claim("وزير الخارجية"), omar.claim("الحوار بين البلدين")
    assert refused(sara.workspace.relations.make(mine.id, one.id, "supports")) == "not_yours"
    done(omar.workspace.relations.make(one.id, two.id, "supports"))
    (relation,) = omar.workspace.relations.of(one.id)
    assert refused(sara.workspace.relations.delete(relation.id)) == "not_yours"
    assert refused(sara.workspace.relations.relabel(relation.id, "updates")) == "not_yours"
    assert sara.workspace.view(one.article).relations() == []
