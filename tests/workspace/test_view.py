"""The view of an article: numbers, glosses, looks, and that it is always as a fresh reading."""

from __future__ import annotations

from dataclasses import replace

from hashiya.domain.annotation import Claim, Filler, Layer
from hashiya.domain.step import Step
from hashiya.workspace.view import ArticleView, Delta

from tests import builders as b
from tests.workspace.hands import Person, done, filler, made_by


class Watching:
    """A view that hears of every step, and what it said of each."""

    def __init__(self, person: Person, article: int = 0) -> None:
        self.person = person
        self.view = person.workspace.view(person.articles[article])
        self.deltas: list[Delta] = []
        self.shown = {row.id: row for row in self.view.marks()}
        person.workspace.subscribe(self.hear)

    def hear(self, step: Step) -> None:
        """Follow the step as the window does."""
        delta = self.view.hear(step)
        self.deltas.append(delta)
        if delta.everything:
            self.shown = {row.id: row for row in self.view.marks()}
        for identifier in delta.removed:
            del self.shown[identifier]
        self.shown.update((row.id, row) for row in delta.added)
        if self.person.workspace._record.is_all_told():
            self.is_fresh()

    def is_fresh(self) -> None:
        """Everything is as a view that reads the file now."""
        fresh = self.person.workspace.view(self.view.key)
        assert self.view.marks() == fresh.marks()
        assert self.view.annotations() == fresh.annotations()
        assert self.view.claims() == fresh.claims()
        assert self.view.glosses() == fresh.glosses()
        assert self.view.needs_a_look() == fresh.needs_a_look()
        assert self.shown == {row.id: row for row in fresh.marks()}


def glosses(view: ArticleView) -> list[tuple[int, str, bool, str, str | None]]:
    return [(one.number, one.speaker, one.carried, one.cue, one.form) for one in view.glosses()]


def test_a_gloss_says_number_speaker_cue_and_form(sara: Person) -> None:
    view = sara.workspace.view(sara.articles[0])
    claim = sara.claim("العلاقات بين روسيا وإيران بالإستراتيجية")
    post, person = sara.mention("وزير الخارجية الإيراني محمد جواد ظريف", "OCC"), sara.mention("محمد جواد ظريف")
    done(sara.workspace.claims.fill(claim.id, "source", filler(post)))
    done(sara.workspace.claims.fill(claim.id, "cue", filler([sara.find("وقد"), sara.find("وصف")])))
    view.refresh()
    assert glosses(view) == [(1, "وزير الخارجية الإيراني محمد جواد ظريف", False, "وقد … وصف", "indirect")]
    done(sara.workspace.claims.fill(claim.id, "source", filler(post)))
    done(sara.workspace.claims.fill(claim.id, "source", filler(post.span)))
    view.refresh()
    assert glosses(view)[0][1] == "ظريف"
    done(sara.workspace.referents.make_and_assign(person.id, "محمد جواد ظريف خوانساري"))
    view.refresh()
    assert glosses(view)[0][1] == "خوانساري"


def test_every_gesture_leaves_the_view_as_a_fresh_reading(sara: Person, omar: Person) -> None:
    watching = Watching(sara)
    workspace = sara.workspace
    post, person = sara.mention("وزير الخارجية الإيراني محمد جواد ظريف", "OCC"), sara.mention("محمد جواد ظريف")
    first, second = sara.claim("العلاقات بين روسيا وإيران"), sara.claim("مزيد من التقدم")
    done(workspace.claims.fill(first.id, "source", filler(post.span)))
    done(workspace.claims.fill(first.id, "cue", filler(sara.find("وصف"))))
    done(workspace.claims.fill(second.id, "source", filler(person)))
    done(workspace.claims.fill(second.id, "source", filler(first)))
    done(workspace.referents.make_and_assign(person.id, "محمد جواد ظريف"))
    referent = sara.now(person).referent
    done(workspace.referents.rename(referent, "جواد ظريف الخوانساري"))
    done(workspace.referents.make("ظريف", "PERS"))
    other = next(one for one in workspace.referents.all() if one.id != referent)
    done(workspace.referents.merge(referent, other.id))
    done(workspace.claims.fill(first.id, "source", Filler(referent=referent)))
    done(workspace.set_fragments(person.id, [sara.find("جواد ظريف")]))
    done(workspace.relabel(person.id, "ORG"))
    done(workspace.relabel(person.id, "PERS"))
    third = sara.claim("التقدم في العلاقات")
    done(workspace.claims.same_speaker(third.id))
    done(workspace.set_attribute(post.id, "certainty", "unsure"))
    done(workspace.set_attribute(third.id, "quote_form", "direct"))
    sara.mention("جواد ظريف", "OCC")
    sara.mention("ظريف")
    sara.region("مزيد من التقدم")
    omar.region("إيران وروسيا", "LEAD")
    omar.mention("موسكو", "GPE")
    workspace.poll()
    done(workspace.delete([person.id, second.id]))
    done(workspace.add_fragment(first.id, sara.find("لدى وصوله")))
    for _ in range(12):
        done(workspace.history.undo())
    for _ in range(12):
        done(workspace.history.redo())
    scheme = workspace.scheme
    plan = scheme.entities
    new = tuple(label for label in plan.labels if label.key != "OCC")
    done(workspace.schemes.apply(scheme.with_layer(Layer.ENTITIES, replace(plan, labels=new)), {}))
    assert any(look.code == "not_in_scheme" for look in watching.view.needs_a_look())
    done(workspace.history.undo())
    watching.is_fresh()
    assert len(watching.deltas) > 40


def test_a_step_says_what_it_changed_in_this_article_alone(sara: Person, omar: Person) -> None:
    here, there = Watching(sara), Watching(sara, article=1)
    mention = sara.mention("موسكو", "GPE")
    assert ([row.id for row in here.deltas[-1].added], here.deltas[-1].removed) == ([mention.id], [])
    assert there.deltas[-1] == Delta([], [])
    done(sara.workspace.relabel(mention.id, "LOC"))
    assert ([row.label for row in here.deltas[-1].added], here.deltas[-1].removed) == (["LOC"], [mention.id])
    omar.mention("روسيا", "GPE")
    sara.workspace.poll()
    assert here.deltas[-1] == Delta([], [])
    done(sara.workspace.delete([mention.id]))
    assert here.deltas[-1] == Delta([], [mention.id])


def test_a_delta_is_told_before_anything_was_read(sara: Person) -> None:
    view = sara.workspace.view(sara.articles[0])
    mention = sara.mention("موسكو", "GPE")
    step = done(sara.workspace.delete([mention.id]))
    assert view.hear(step) == Delta([], [mention.id])


def test_what_an_import_brought_is_seen_after_it(sara: Person) -> None:
    watching = Watching(sara)
    mention = b.entity(sara.articles[0], sara.find("موسكو"), label="GPE")
    with sara.workspace.project.begin_import(source="x", annotator=b.SARA.id, device=b.DEVICE) as writer:
        writer.add_annotations([mention])
        writer.finish(b.AT)
        identifier = writer.id
    sara.workspace._record._hear()
    assert watching.deltas[-1].everything
    assert [row.id for row in watching.view.marks()] == [mention.id]
    sara.workspace.project.take_back_import(identifier)
    sara.workspace._record._hear()
    assert watching.deltas[-1].everything
    assert watching.view.marks() == []


def test_another_person_at_work_sees_their_own_marks(sara: Person, omar: Person) -> None:
    mine, theirs = sara.mention("موسكو", "GPE"), omar.mention("روسيا", "GPE")
    view = sara.workspace.view(sara.articles[0])
    assert [row.id for row in view.marks()] == [mine.id]
    sara.workspace.switch_annotator(b.OMAR)
    assert [row.id for row in view.marks()] == [theirs.id]
    assert view.annotations() == [theirs]
    assert view.row(mine.id) is None


def test_claims_are_numbered_in_text_order(sara: Person) -> None:
    late, early = sara.claim("الحوار بين البلدين"), sara.claim("إيران وروسيا")
    outer = sara.claim("العلاقات الاستراتيجية بين إيران وروسيا")
    view = sara.workspace.view(sara.articles[0])
    assert [view.claim_number(one.id) for one in (outer, early, late)] == [1, 2, 3]
    assert [one.id for one in view.claims()] == [outer.id, early.id, late.id]
    assert view.claim_number("nobody") == 0


def test_what_wants_a_look_is_listed_in_text_order(sara: Person) -> None:
    claim = sara.claim("الحوار بين البلدين")
    outer, inner = sara.mention("محمد جواد ظريف"), sara.mention("ظريف")
    sure = sara.mention("موسكو", "GPE")
    done(sara.workspace.set_attribute(sure.id, "certainty", "unsure"))
    view = sara.workspace.view(sara.articles[0])
    found = [(look.id, look.code) for look in view.needs_a_look()]
    assert found == [
        (sure.id, "unsure"),
        (inner.id, "same_label_overlap"),
        (claim.id, "claim_without_source"),
    ]
    assert outer.id not in {identifier for identifier, _ in found}
    done(sara.workspace.set_attribute(claim.id, "source_form", "writer"))
    view.refresh()
    assert (claim.id, "claim_without_source") not in [(look.id, look.code) for look in view.needs_a_look()]


def test_what_a_relabel_made_unfit_wants_a_look_until_it_fits_again(sara: Person) -> None:
    claim, place = sara.claim("الحوار بين البلدين"), sara.mention("موسكو", "GPE")
    done(sara.workspace.claims.fill(claim.id, "place", filler(place)))
    watching = Watching(sara)

    def unfit() -> list[str]:
        return [look.id for look in watching.view.needs_a_look() if look.code == "filler_not_allowed"]

    assert unfit() == []
    done(sara.workspace.relabel(place.id, "PERS"))
    assert unfit() == [claim.id]
    done(sara.workspace.history.undo())
    assert unfit() == []


def test_a_relation_that_the_scheme_does_not_allow_wants_a_look(sara: Person) -> None:
    scheme = sara.workspace.scheme
    supports = replace(scheme.relations.labels[0], head=("GPE",), tail=("GPE",))
    loose = replace(scheme, relations=replace(scheme.relations, labels=(supports, *scheme.relations.labels[1:])))
    done(sara.workspace.schemes.apply(loose, {}))
    here, there = sara.mention("موسكو", "GPE"), sara.mention("موسكو", "GPE", article=1)
    done(sara.workspace.relations.make(here.id, there.id, supports.key))
    watching = Watching(sara)

    def unfit() -> list[str]:
        return [look.id for look in watching.view.needs_a_look() if look.code == "relation_not_allowed"]

    assert unfit() == []
    done(sara.workspace.relabel(there.id, "LOC"))
    assert unfit() == [here.id]
    done(sara.workspace.relabel(there.id, "GPE"))
    done(sara.workspace.relabel(here.id, "LOC"))
    assert unfit() == [here.id]


def test_a_place_is_told_in_paragraphs_and_words(sara: Person) -> None:
    view = sara.workspace.view(sara.articles[0])
    text = view.text
    assert view.place(0) == view.place(1)
    assert (view.place(0).paragraph, view.place(0).word) == (1, 1)
    second = text.index("الأربعاء")
    assert (view.place(second).paragraph, view.place(second).word) == (2, 1)
    assert view.place(text.index("٢٠٢٠")).word == 4
    paragraphs = [line for line in text.split("\n") if line.strip()]
    last = view.place(len(text))
    assert last.paragraph in {len(paragraphs), len(paragraphs) + 1}


def test_fillers_are_shown_in_words(sara: Person, omar: Person) -> None:
    view = sara.workspace.view(sara.articles[0])
    theirs = omar.mention("موسكو", "GPE")
    assert view.filler_text(filler(theirs)) == "موسكو"
    assert view.filler_text(filler([sara.find("وقد"), sara.find("الوزير")])) == "وقد … الوزير"
    done(sara.workspace.referents.make("روحاني"))
    (referent,) = sara.workspace.referents.all()
    assert view.filler_text(Filler(referent=referent.id)) == "روحاني"
    assert view.filler_fragments(Filler(referent=referent.id)) is None
    step = done(sara.workspace.claims.make(sara.articles[0], [sara.find("روسيا")]))
    assert isinstance(made_by(step), Claim)
