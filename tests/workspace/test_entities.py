"""Mentions and regions: made, relabelled, moved, noted, deleted."""

from __future__ import annotations

from hashiya.domain.article import Status
from hashiya.domain.ids import SHARED, ArticleKey
from hashiya.domain.span import Span
from hashiya.domain.step import Kind

from tests import builders as b
from tests.workspace.hands import Person, done, made_by, refused


def test_a_mention_is_in_the_file_when_the_gesture_returns(sara: Person) -> None:
    made = sara.mention("محمد جواد ظريف")
    assert sara.now(made) == made
    assert (made.label, made.owner, made.annotator, made.origin) == ("PERS", b.SARA.id, b.SARA.id, "human")
    assert made.created == made.modified
    assert made.attributes == {}
    assert made.fragments[0].of(sara.workspace.text(made.article)) == "محمد جواد ظريف"


def test_the_first_mark_puts_a_new_article_in_progress_and_undo_makes_it_new_again(sara: Person) -> None:
    key = sara.articles[0]
    sara.mention("موسكو", "GPE")
    article = sara.workspace.articles.get(key)
    assert article is not None
    assert (article.status, article.progress) == (Status.IN_PROGRESS, {b.SARA.id: Status.IN_PROGRESS})
    done(sara.workspace.history.undo())
    article = sara.workspace.articles.get(key)
    assert article is not None
    assert (article.status, article.progress) == (Status.NEW, {})


def test_a_selection_never_splits_a_letter_from_its_marks(sara: Person) -> None:
    key = sara.articles[2]
    text = sara.workspace.text(key)
    place = next(n for n, letter in enumerate(text) if "\u064b" <= letter <= "\u0652")
    made = made_by(done(sara.workspace.entities.annotate(key, [Span(place - 1, place)], "PERS")))
    assert (made.start, made.end) == (place - 1, place + 1)


def test_pieces_that_touch_are_one(sara: Person) -> None:
    start = sara.find("محمد جواد ظريف").start
    key = sara.articles[0]
    made = made_by(
        done(sara.workspace.entities.annotate(key, [Span(start + 5, start + 9), Span(start, start + 5)], "PERS"))
    )
    assert made.fragments == (Span(start, start + 9),)


def test_what_cannot_be_marked_is_refused_and_nothing_is_written(sara: Person) -> None:
    workspace, key = sara.workspace, sara.articles[0]
    length = len(workspace.text(key))
    word = [sara.find("موسكو")]
    blank = workspace.text(key).index("\n\n")
    before = workspace.project.last_step()
    assert refused(workspace.entities.annotate(key, word, "NOPE")) == "unknown_label"
    assert refused(workspace.entities.annotate(key, [Span(length - 1, length + 1)], "GPE")) == "beyond_text"
    assert refused(workspace.entities.annotate(key, [Span(blank, blank + 2)], "GPE")) == "empty_span"
    assert refused(workspace.entities.annotate(key, [], "GPE")) == "empty_span"
    assert refused(workspace.entities.annotate(ArticleKey("nowhere"), word, "GPE")) == "gone"
    assert workspace.project.last_step() == before


def test_the_same_mark_twice_is_refused_and_another_label_is_not(sara: Person) -> None:
    key, word = sara.articles[0], [sara.find("موسكو")]
    sara.mention("موسكو", "GPE")
    assert refused(sara.workspace.entities.annotate(key, word, "GPE")) == "same_here"
    done(sara.workspace.entities.annotate(key, word, "LOC"))


def test_another_annotator_may_mark_the_same_words(sara: Person, omar: Person) -> None:
    sara.mention("موسكو", "GPE")
    mine = omar.mention("موسكو", "GPE")
    assert mine.owner == b.OMAR.id
    assert refused(sara.workspace.relabel(mine.id, "LOC")) == "not_yours"
    assert refused(sara.workspace.delete([mine.id])) == "not_yours"
    assert refused(sara.workspace.set_note(mine.id, "x")) == "not_yours"


def test_relabelling_keeps_place_referent_and_what_the_new_label_has(sara: Person) -> None:
    made = sara.mention("موسكو", "GPE")
    done(sara.workspace.referents.make_and_assign(made.id, "موسكو"))
    done(sara.workspace.set_attribute(made.id, "metonymy", "government"))
    assert refused(sara.workspace.relabel(made.id, "GPE")) == "same_label"
    assert refused(sara.workspace.relabel(made.id, "claim")) == "unknown_label"
    done(sara.workspace.relabel(made.id, "LOC"))
    now = sara.now(made)
    assert (now.label, now.fragments, now.attributes) == ("LOC", made.fragments, {"metonymy": "government"})
    assert now.referent is not None
    assert now.created == made.created


def test_relabelling_to_what_stands_there_already_is_refused(sara: Person) -> None:
    one, _ = sara.mention("موسكو", "GPE"), sara.mention("موسكو", "LOC")
    assert refused(sara.workspace.relabel(one.id, "LOC")) == "same_here"


def test_edges_move_and_fragments_are_added(sara: Person) -> None:
    made = sara.mention("محمد جواد")
    whole = sara.find("محمد جواد ظريف")
    done(sara.workspace.set_fragments(made.id, [whole]))
    assert sara.now(made).fragments == (whole,)
    assert refused(sara.workspace.set_fragments(made.id, [whole])) == "nothing_to_change"
    far = sara.find("مباحثات")
    done(sara.workspace.add_fragment(made.id, far))
    assert sara.now(made).fragments == (whole, far)
    assert refused(sara.workspace.add_fragment(made.id, far)) == "nothing_to_change"
    done(sara.workspace.add_fragment(made.id, Span(whole.end, far.start)))
    assert sara.now(made).fragments == (Span(whole.start, far.end),)
    assert refused(sara.workspace.set_fragments(made.id, [])) == "empty_span"


def test_moving_an_edge_onto_the_same_mark_is_refused(sara: Person) -> None:
    sara.mention("محمد جواد ظريف")
    made = sara.mention("محمد جواد")
    assert refused(sara.workspace.set_fragments(made.id, [sara.find("محمد جواد ظريف")])) == "same_here"


def test_a_note_is_written_and_taken_away(sara: Person) -> None:
    made = sara.mention("موسكو", "GPE")
    done(sara.workspace.set_note(made.id, "العاصمة"))
    assert sara.now(made).note == "العاصمة"
    assert refused(sara.workspace.set_note(made.id, "العاصمة")) == "nothing_to_change"
    done(sara.workspace.set_note(made.id, ""))
    assert sara.now(made).note is None


def test_what_was_imported_or_suggested_is_corrected_once_a_person_changes_it(sara: Person) -> None:
    key = sara.articles[0]
    places = [sara.find(words) for words in ("موسكو", "إيران", "روسيا")]
    origins = ("imported:brat", "suggested:gazetteer", "corrected:imported:brat")
    things = [b.entity(key, place, origin=origin) for place, origin in zip(places, origins, strict=True)]
    sara.workspace.project.apply(b.step(*(b.change(None, one) for one in things), ids=sara.workspace.project.ids))
    for one in things:
        done(sara.workspace.set_note(one.id, "ملاحظة"))
    assert [sara.now(one).origin for one in things] == list(origins)
    for one in things:
        done(sara.workspace.relabel(one.id, "GPE"))
    wanted = ["corrected:imported:brat", "corrected:gazetteer", "corrected:imported:brat"]
    assert [sara.now(one).origin for one in things] == wanted


def test_regions_are_everybodys_and_may_nest_but_not_cross(sara: Person, omar: Person) -> None:
    made = sara.region("مزيد من التقدم في العلاقات")
    assert made.owner == SHARED
    assert made.annotator == b.SARA.id
    inner = omar.region("التقدم", "LEAD")
    crossing = [Span(inner.start, made.end + 5)]
    assert refused(omar.workspace.regions.make(omar.articles[0], crossing, "DATELINE")) == "overlap"
    assert refused(omar.workspace.set_fragments(inner.id, crossing)) == "overlap"
    done(omar.workspace.relabel(made.id, "DATELINE"))
    done(omar.workspace.delete([made.id]))
    assert sara.now(made) is None


def test_a_step_tells_what_it_did(sara: Person) -> None:
    step = done(sara.workspace.entities.annotate(sara.articles[0], [sara.find("موسكو")], "GPE"))
    assert (step.name, step.annotator, step.device) == ("annotate", b.SARA.id, b.DEVICE)
    assert step.details["label"] == "GPE"
    assert step.details["text"] == "موسكو"
    assert [change.kind for change in step.changes] == [Kind.ENTITY, Kind.ARTICLE]
    assert sara.workspace.project.step(step.id) == step
