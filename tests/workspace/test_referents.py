"""The register of referents: found in any spelling, merged, removed, never lost."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import Filler
from hashiya.domain.ids import ReferentId
from hashiya.domain.links import Referent

from tests.workspace.hands import Person, done, refused


def made(sara: Person, name: str, label: str | None = "PERS") -> Referent:
    (change,) = done(sara.workspace.referents.make(name, label)).changes
    assert isinstance(change.after, Referent)
    return change.after


@pytest.mark.parametrize("query", ["الايراني", "الإيراني", "الإِيراني", "الإيرانـي", "الإيرا", "حسن", "روحاني الايراني"])
def test_a_referent_is_found_in_any_spelling(sara: Person, query: str) -> None:
    wanted = made(sara, "حسن روحاني الإيراني")
    made(sara, "سيرغي لافروف")
    found = [one.id for one in sara.workspace.referents.candidates(query)]
    assert found == [wanted.id]


@pytest.mark.parametrize(
    ("query", "first"),
    [("أميركا", "أمريكا"), ("سيرجي لافروف", "سيرغي لافروف"), ("ميخائيل جورباتشوف", "ميخائيل غورباتشوف")],
)
def test_a_referent_in_another_spelling_is_the_first_candidate(sara: Person, query: str, first: str) -> None:
    for name in ("أمريكا", "أميركا اللاتينية", "سيرغي لافروف", "ميخائيل غورباتشوف", "محمود خاتمي"):
        made(sara, name)
    assert sara.workspace.referents.candidates(query)[0].name == first
    assert sara.workspace.referents.candidates("محمد خاتمي") == []


def test_candidates_of_the_label_and_the_closest_names_come_first(sara: Person) -> None:
    state, person = made(sara, "إيران", "GPE"), made(sara, "إيران", "PERS")
    longer = made(sara, "إيران الإسلامية", "GPE")
    assert [one.id for one in sara.workspace.referents.candidates("ايران", label="GPE")] == [
        state.id,
        person.id,
        longer.id,
    ]
    assert len(sara.workspace.referents.candidates("", limit=2)) == 2
    assert sara.workspace.referents.candidates("زرافة") == []


def test_a_name_typed_once_serves_every_spelling(sara: Person) -> None:
    one, two = sara.mention("الإيراني"), sara.mention("الايراني", article=1)
    done(sara.workspace.referents.make_and_assign(one.id, " إيران "))
    (referent,) = sara.workspace.referents.all()
    assert (referent.name, referent.label) == ("إيران", "PERS")
    done(sara.workspace.referents.assign(two.id, referent.id))
    assert sara.workspace.referents.counts() == {referent.id: (2, 2)}
    assert [one.words for one in sara.workspace.referents.mentions(referent.id)] == ["الإيراني", "الايراني"]
    done(sara.workspace.referents.assign(two.id, None))
    assert sara.workspace.referents.counts() == {referent.id: (1, 1)}
    assert refused(sara.workspace.referents.assign(two.id, None)) == "nothing_to_change"
    assert refused(sara.workspace.referents.assign(two.id, ReferentId("none"))) == "gone"
    assert refused(sara.workspace.referents.make_and_assign(two.id, "  ")) == "empty_name"
    assert refused(sara.workspace.referents.make_and_assign(sara.claim("موسكو").id, "x")) == "not_a_mention"


def test_making_and_assigning_is_one_step(sara: Person) -> None:
    mention = sara.mention("محمد جواد ظريف")
    done(sara.workspace.referents.make_and_assign(mention.id, "ظريف"))
    done(sara.workspace.history.undo())
    assert sara.now(mention).referent is None
    assert sara.workspace.referents.all() == []
    done(sara.workspace.history.redo())
    assert sara.now(mention).referent == sara.workspace.referents.all()[0].id


def test_the_words_around_a_mention_are_shown(sara: Person) -> None:
    mention = sara.mention("محمد جواد ظريف")
    done(sara.workspace.referents.make_and_assign(mention.id, "ظريف"))
    (shown,) = sara.workspace.referents.mentions(sara.workspace.referents.all()[0].id)
    assert shown.before.endswith("الإيراني ")
    assert shown.after.startswith(" مباحثات")
    assert shown.title.startswith("مزيد من التقدم")


def test_a_name_that_is_changed_stays_an_alias(sara: Person) -> None:
    referent = made(sara, "ظريف")
    done(sara.workspace.referents.rename(referent.id, "محمد جواد ظريف"))
    done(sara.workspace.referents.set_aliases(referent.id, ("ظريف", " جواد ", "ظريف", "")))
    (now,) = sara.workspace.referents.all()
    assert (now.name, now.aliases) == ("محمد جواد ظريف", ("ظريف", "جواد"))
    assert refused(sara.workspace.referents.rename(referent.id, "محمد جواد ظريف")) == "nothing_to_change"
    assert refused(sara.workspace.referents.set_aliases(referent.id, ("ظريف", "جواد"))) == "nothing_to_change"
    assert [one.id for one in sara.workspace.referents.candidates("جواد")] == [referent.id]


def test_two_become_one_in_one_step_and_the_old_id_points_on(sara: Person) -> None:
    one, two = sara.mention("محمد جواد ظريف"), sara.mention("ظريف", article=1)
    done(sara.workspace.referents.make_and_assign(one.id, "محمد جواد ظريف"))
    done(sara.workspace.referents.make_and_assign(two.id, "ظريف"))
    kept, gone = sara.now(one).referent, sara.now(two).referent
    step = done(sara.workspace.referents.merge(gone, kept))
    assert len(step.changes) == 2
    assert sara.now(two).referent == gone
    resolved = sara.workspace.referents.resolve(gone)
    assert resolved is not None
    assert (resolved.id, resolved.aliases) == (kept, ("ظريف",))
    assert [referent.id for referent in sara.workspace.referents.all()] == [kept]
    assert sara.workspace.referents.counts() == {kept: (2, 2)}
    assert len(sara.workspace.referents.mentions(kept)) == 2
    assert refused(sara.workspace.referents.merge(gone, kept)) == "same_referent"
    assert refused(sara.workspace.referents.remove(kept)) == "referent_used"
    third = sara.mention("ظريف", article=4)
    done(sara.workspace.referents.assign(third.id, gone))
    assert sara.now(third).referent == kept
    done(sara.workspace.history.undo())
    done(sara.workspace.history.undo())
    done(sara.workspace.history.undo())
    assert {referent.id for referent in sara.workspace.referents.all()} == {kept, gone}
    assert sara.workspace.referents.counts() == {kept: (1, 1), gone: (1, 1)}


def test_mentions_of_one_article_count_it_once_after_a_merge(sara: Person) -> None:
    one, two = sara.mention("محمد جواد ظريف"), sara.mention("الوزير الإيراني")
    done(sara.workspace.referents.make_and_assign(one.id, "ظريف"))
    done(sara.workspace.referents.make_and_assign(two.id, "الوزير"))
    done(sara.workspace.referents.merge(sara.now(two).referent, sara.now(one).referent))
    assert sara.workspace.referents.counts() == {sara.now(one).referent: (2, 1)}


def test_only_what_nothing_uses_is_removed(sara: Person) -> None:
    unused, merged = made(sara, "أحد"), made(sara, "واحد")
    done(sara.workspace.referents.merge(merged.id, unused.id))
    claim = sara.claim("موسكو")
    done(sara.workspace.claims.fill(claim.id, "source", Filler(referent=merged.id)))
    assert refused(sara.workspace.referents.remove(unused.id)) == "referent_used"
    assert refused(sara.workspace.referents.remove(merged.id)) == "gone"
    done(sara.workspace.claims.fill(claim.id, "source", Filler(referent=merged.id)))
    done(sara.workspace.referents.remove(unused.id))
    assert sara.workspace.referents.all() == []
    mention = sara.mention("روسيا", "GPE")
    assert refused(sara.workspace.referents.assign(mention.id, unused.id)) == "gone"
    assert refused(sara.workspace.referents.rename(unused.id, "x")) == "gone"
    assert refused(sara.workspace.referents.remove(unused.id)) == "gone"
    done(sara.workspace.history.undo())
    done(sara.workspace.history.undo())
    assert [one.id for one in sara.workspace.referents.all()] == [unused.id]


def test_mentions_of_a_removed_article_are_not_shown_but_keep_the_referent(sara: Person) -> None:
    mention = sara.mention("محمد جواد ظريف")
    done(sara.workspace.referents.make_and_assign(mention.id, "ظريف"))
    (referent,) = sara.workspace.referents.all()
    done(sara.workspace.articles.remove([mention.article]))
    assert sara.workspace.referents.mentions(referent.id) == []
    assert sara.workspace.referents.counts() == {}
    assert refused(sara.workspace.referents.remove(referent.id)) == "referent_used"
