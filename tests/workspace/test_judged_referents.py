"""What became of proposed referents stands in their engine's record, whatever comes after."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hashiya.domain.annotation import EntityMention
from hashiya.domain.ids import ReferentId
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hashiya.workspace.offering import Offered
from hashiya.workspace.sample import scheme_named
from hashiya.workspace.suggesting import Suggesting

from tests import builders as b
from tests.workspace.conftest import Opener
from tests.workspace.hands import Person, bring, done, exported, refused

ZARIF = "محمد جواد ظريف"
NEW = "referent:new:PERS"


def record(person: Person) -> Mapping[str, tuple[int, int, int]]:
    """The record of the engine by label, as it was counted on with each step; the file tells the same."""
    told = person.workspace.tallies.labels_of("referents")
    from_file = person.workspace.project.engine_record()
    assert {label: counts for (engine, label), counts in from_file.items() if engine == "referents"} == told
    return told


def known(person: Person) -> ReferentId:
    """A referent that the first mention in the second article was given by hand."""
    mention = person.mention(ZARIF, article=1)
    done(person.workspace.referents.make_and_assign(mention.id, ZARIF))
    (referent,) = person.workspace.referents.all()
    return referent.id


def another(person: Person) -> ReferentId:
    """A referent that is nobody's yet."""
    done(person.workspace.referents.make("ظريف آخر", "PERS"))
    return next(one.id for one in person.workspace.referents.all() if one.name == "ظريف آخر")


def proposed(person: Person) -> list[Offered]:
    """The referents that are proposed in the first article."""
    waiting = Suggesting(person.workspace).for_article(person.articles[0]).offered
    return [one for one in waiting if one.proposal.engine == "referents"]


def three(person: Person) -> list[EntityMention]:
    """A person in full and twice by the surname, in the first article."""
    return [person.mention(ZARIF), person.mention("ظريف", nth=1), person.mention("ظريف", nth=2)]


def accept(person: Person, one: Offered) -> None:
    """Accept the proposal."""
    done(person.workspace.reviewing.accept(person.articles[0], one))


def assign(person: Person, mention: EntityMention, referent: ReferentId | None) -> None:
    """Say by hand which referent the mention stands for."""
    done(person.workspace.referents.assign(mention.id, referent))


def test_a_referent_given_by_hand_is_in_no_record(sara: Person) -> None:
    known(sara)
    assert record(sara) == {}


def test_an_accepted_one_is_counted_and_undo_and_redo_take_it_along(sara: Person, opened: Opener, path: Path) -> None:
    referent = known(sara)
    label, mention = f"referent:{referent}", sara.mention(ZARIF)
    assert record(sara) == {}
    accept(sara, *proposed(sara))
    assert sara.now(mention).referent == referent
    assert record(sara) == {label: (1, 0, 0)}
    done(sara.workspace.history.undo())
    assert record(sara) == {}
    assert sara.now(mention) == mention
    done(sara.workspace.history.redo())
    assert record(sara) == {label: (1, 0, 0)}
    sara.close()
    assert record(opened(path)) == {label: (1, 0, 0)}
    assert check_file(path) == []


def test_another_window_counts_it_too(sara: Person, opened: Opener, path: Path) -> None:
    referent = known(sara)
    sara.mention(ZARIF)
    other = opened(path)
    assert record(other) == {}
    accept(sara, *proposed(sara))
    other.workspace.poll()
    assert record(other) == {f"referent:{referent}": (1, 0, 0)}


def test_another_referent_than_the_proposed_one_corrects_it(sara: Person) -> None:
    referent, other, mention = known(sara), another(sara), sara.mention(ZARIF)
    label, (one,) = f"referent:{referent}", proposed(sara)
    step = done(sara.workspace.reviewing.accept_referent(sara.articles[0], one, other))
    assert (step.name, step.details["name"], sara.now(mention).referent) == ("referent", "ظريف آخر", other)
    assert record(sara) == {label: (0, 1, 0)}
    done(sara.workspace.history.undo())
    assert record(sara) == {}
    assert [again.id for again in proposed(sara)] == [one.id]
    done(sara.workspace.reviewing.accept_referent(sara.articles[0], one, referent))
    assert record(sara) == {label: (1, 0, 0)}


def test_what_is_not_there_is_no_other_referent(sara: Person) -> None:
    known(sara)
    other = another(sara)
    sara.mention(ZARIF)
    (one,) = proposed(sara)
    done(sara.workspace.referents.remove(other))
    assert refused(sara.workspace.reviewing.accept_referent(sara.articles[0], one, other)) == "gone"
    assert record(sara) == {}


def test_changed_after_it_is_corrected_changed_back_accepted_taken_away_neither(sara: Person) -> None:
    referent, other, mention = known(sara), another(sara), sara.mention(ZARIF)
    label = f"referent:{referent}"
    accept(sara, *proposed(sara))
    assign(sara, mention, other)
    assert record(sara) == {label: (0, 1, 0)}
    assign(sara, mention, referent)
    assert record(sara) == {label: (1, 0, 0)}
    assign(sara, mention, None)
    assert record(sara) == {}
    # It is proposed again, and judged anew.
    (one,) = proposed(sara)
    done(sara.workspace.reviewing.reject(sara.articles[0], [one]))
    assert record(sara) == {label: (0, 0, 1)}
    done(sara.workspace.history.undo())
    assert record(sara) == {}
    for _ in range(2):
        done(sara.workspace.history.undo())
    assert record(sara) == {label: (0, 1, 0)}


def test_a_merged_referent_is_the_one_that_was_proposed(sara: Person) -> None:
    referent, other = known(sara), another(sara)
    sara.mention(ZARIF)
    accept(sara, *proposed(sara))
    done(sara.workspace.referents.merge(referent, other))
    assert record(sara) == {f"referent:{referent}": (1, 0, 0)}


def test_a_deleted_mention_is_counted_no_more(sara: Person) -> None:
    referent, mention = known(sara), sara.mention(ZARIF)
    accept(sara, *proposed(sara))
    done(sara.workspace.marks.delete([mention.id]))
    assert record(sara) == {}
    done(sara.workspace.history.undo())
    assert record(sara) == {f"referent:{referent}": (1, 0, 0)}


def test_the_mention_itself_stays_what_it_was(sara: Person) -> None:
    known(sara)
    mention = sara.mention(ZARIF)
    accept(sara, *proposed(sara))
    assert sara.now(mention).origin == "human"
    done(sara.workspace.relabel(mention.id, "ORG"))
    assert record(sara) == {f"referent:{sara.now(mention).referent}": (1, 0, 0)}
    assert len(sara.workspace.project.engine_record()) == 1


def test_a_new_referent_for_several_is_one_proposal(sara: Person, opened: Opener, path: Path) -> None:
    three(sara)
    accept(sara, *proposed(sara))
    assert record(sara) == {NEW: (1, 0, 0)}
    done(sara.workspace.history.undo())
    assert record(sara) == {}
    done(sara.workspace.history.redo())
    assert record(sara) == {NEW: (1, 0, 0)}
    sara.close()
    assert record(opened(path)) == {NEW: (1, 0, 0)}


def test_a_new_referent_is_corrected_where_one_of_its_mentions_is_somebody_else(sara: Person) -> None:
    mentions = three(sara)
    accept(sara, *proposed(sara))
    other = another(sara)
    for wrong in (other, None):
        assign(sara, mentions[2], wrong)
        assert record(sara) == {NEW: (0, 1, 0)}
    for _ in range(2):
        done(sara.workspace.history.undo())
    assert record(sara) == {NEW: (1, 0, 0)}
    done(sara.workspace.together.assign([one.id for one in mentions], None))
    assert record(sara) == {}
    done(sara.workspace.history.undo())
    done(sara.workspace.marks.delete([mentions[0].id]))
    assert record(sara) == {NEW: (1, 0, 0)}


def test_a_rejected_new_referent_is_counted_beside_an_accepted_one(sara: Person) -> None:
    three(sara)
    places = [sara.mention("موسكو", "GPE", nth=nth) for nth in (1, 2)]
    people, towns = sorted(proposed(sara), key=lambda one: one.proposal.label, reverse=True)
    accept(sara, people)
    done(sara.workspace.reviewing.reject(sara.articles[0], [towns]))
    assert record(sara) == {NEW: (1, 0, 0), "referent:new:GPE": (0, 0, 1)}
    done(sara.workspace.marks.delete([one.id for one in places]))
    assert record(sara) == {NEW: (1, 0, 0), "referent:new:GPE": (0, 0, 1)}


def test_several_at_once_are_counted_each(sara: Person) -> None:
    referent, key = known(sara), sara.articles[0]
    sara.mention(ZARIF)
    for nth in (1, 2):
        sara.mention("موسكو", "GPE", nth=nth)
    several = proposed(sara)
    done(sara.workspace.reviewing.accept_many(key, several))
    assert record(sara) == {f"referent:{referent}": (1, 0, 0), "referent:new:GPE": (1, 0, 0)}
    done(sara.workspace.history.undo())
    assert record(sara) == {}


def imported(corpus: Path, out: Path) -> Path:
    """A project of its own with the corpus, closed."""
    with ProjectFile.create(out, scheme=scheme_named("news-claims"), name="x", annotator=b.SARA, device=b.DEVICE) as to:
        bring(to, corpus)
    return out


def test_a_corpus_tells_it_and_brings_it_back(sara: Person, opened: Opener, tmp_path: Path) -> None:
    three(sara)
    other = another(sara)
    accept(sara, *proposed(sara))
    assign(sara, sara.mention("موسكو", "GPE"), other)
    before, corpus = record(sara), tmp_path / "x.jsonl"
    written = exported(sara.workspace.project, corpus)
    there = opened(imported(corpus, tmp_path / "y.hashiya"))
    assert record(there) == before == {NEW: (1, 0, 0)}
    assert exported(there.workspace.project, tmp_path / "y.jsonl") == written


def test_a_corpus_without_proposals_is_in_no_record(sara: Person, opened: Opener, tmp_path: Path) -> None:
    known(sara)
    corpus = tmp_path / "x.jsonl"
    assert b"x_referent" not in exported(sara.workspace.project, corpus)
    there = opened(imported(corpus, tmp_path / "y.hashiya"))
    assert record(there) == {}
    assert there.workspace.project.engine_record() == {}
