"""Any sequence of gestures, undone, is as if it had not been; done again, as if it had not been undone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hashiya.domain.annotation import Claim, EntityMention, Layer
from hashiya.domain.article import Status
from hashiya.domain.faults import Refusal
from hashiya.domain.scheme import LayerPlan
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.storage.checking import check_file
from hashiya.workspace.record import Outcome
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests import builders as b
from tests.workspace.hands import OTHER_DEVICE, Person, done, everything, exported, filler
from tests.workspace.test_view import Watching

ARTICLES = st.integers(0, 1)
PLACES = st.integers(0, 7)
PICK = st.integers(0, 30)
STEPS, EXAMPLES = 30, 40


class Gestures(RuleBasedStateMachine):
    """Two people, the first with two windows, on one file; the articles are cut into eight words each."""

    original: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(self.original, Path(self.folder.name) / "x.hashiya"))

    @initialize()
    def open(self) -> None:
        """Open the windows."""
        self.people = [Person(self.path), Person(self.path), Person(self.path, by=b.OMAR)]
        self.project = self.people[0].workspace.project
        self.watching = Watching(self.people[0])
        self.states: dict[str, list[tuple[dict[str, Any], bytes]]] = {}
        self.others_worked = False
        text = self.people[0].workspace.text(self.people[0].articles[0])
        self.words = [Span(10 * n, 10 * n + 14) for n in range(8)]
        assert len(text) > 100
        for by in (b.SARA, b.OMAR):
            self.begin(Person(self.path, by=by, device=OTHER_DEVICE))
        self.people[0].workspace.poll()
        self.taken: list[tuple[dict[str, Any], bytes]] = []
        self.undone: list[tuple[dict[str, Any], bytes]] = []
        self.state = self.now()

    def begin(self, person: Person) -> None:
        """Something to work on, done elsewhere, so that it is on nobody's undo here."""
        workspace = person.workspace
        for article, start in ((0, 300), (0, 330), (1, 300)):
            spans = [Span(start, start + 6)]
            done(workspace.entities.annotate(person.articles[article], spans, "GPE"))
            done(workspace.claims.make(person.articles[article], [Span(start, start + 26)]))
        done(workspace.referents.make("اسم"))
        person.close()

    def now(self) -> tuple[dict[str, Any], bytes]:
        """Everything in the file, and the corpus that comes out."""
        return everything(self.project), exported(self.project, Path(self.folder.name) / "x.jsonl")

    def take(self, who: int, gesture: Callable[[], Outcome]) -> Step | None:
        """Carry out a gesture and keep books of the states."""
        before = self.state
        outcome = gesture()
        self.people[0].workspace.poll()
        self.state = self.now()
        if isinstance(outcome, Refusal):
            assert self.state == before, outcome
            return None
        if who < 2:
            self.taken.append(before)
            self.undone.clear()
        else:
            self.others_worked = True
        return outcome

    def some(self, kind: type, pick: int, who: int) -> Any:
        """One of the annotations of that kind, the person's own but now and then, in either article."""
        owner = b.OMAR.id if who == 2 else b.SARA.id
        articles = self.people[0].articles[:2]
        every = [one for key in articles for one in self.project.annotations(key) if isinstance(one, kind)]
        found = [one for one in every if one.owner == owner or pick % 7 == 6]
        return found[pick % len(found)] if found else None

    @rule(who=st.integers(0, 2), article=ARTICLES, place=PLACES, label=st.sampled_from(["PERS", "GPE"]))
    def annotate(self, who: int, article: int, place: int, label: str) -> None:
        """Mark a mention."""
        person = self.people[who]
        spans = [self.words[place]]
        self.take(who, lambda: person.workspace.entities.annotate(person.articles[article], spans, label))

    @rule(who=st.integers(0, 2), article=ARTICLES, place=PLACES)
    def claim(self, who: int, article: int, place: int) -> None:
        """Make a claim, in two pieces."""
        person = self.people[who]
        spans = [self.words[place], Span(100 + 8 * place, 104 + 8 * place)]
        self.take(who, lambda: person.workspace.claims.make(person.articles[article], spans))

    @rule(who=st.integers(0, 1), article=ARTICLES, place=PLACES)
    def region(self, who: int, article: int, place: int) -> None:
        """Make a region."""
        person = self.people[who]
        spans = [self.words[place]]
        self.take(who, lambda: person.workspace.regions.make(person.articles[article], spans, "LEAD"))

    @rule(who=st.integers(0, 2), one=PICK, other=PICK, role=st.sampled_from(["source", "cue", "place"]))
    def fill(self, who: int, one: int, other: int, role: str) -> None:
        """Fill a role of a claim by a mention, a claim or words."""
        claim = self.some(Claim, one, who)
        with_what = self.some(EntityMention if other % 3 else Claim, other, who)
        if claim:
            chosen = filler(with_what if with_what and other % 4 else self.words[other % 8])
            self.take(who, lambda: self.people[who].workspace.claims.fill(claim.id, role, chosen))

    @rule(who=st.integers(0, 1), one=PICK, other=PICK, what=st.sampled_from(["same", "leave", "speaker", "relate"]))
    def tie(self, who: int, one: int, other: int, what: str) -> None:
        """Clusters, speakers and relations."""
        workspace, claim, second = self.people[who].workspace, self.some(Claim, one, who), self.some(Claim, other, who)
        if not claim:
            return
        gestures: dict[str, Callable[[], Outcome]] = {
            "same": lambda: workspace.claims.says_same(claim.id, second.id),
            "leave": lambda: workspace.claims.leave_cluster(claim.id),
            "speaker": lambda: workspace.claims.same_speaker(claim.id),
            "relate": lambda: workspace.relations.make(claim.id, second.id, ["supports", "related"][other % 2]),
        }
        self.take(who, gestures[what])

    @rule(who=st.integers(0, 2), one=PICK, other=PICK, what=st.sampled_from(["make", "assign", "none", "merge"]))
    def referents(self, who: int, one: int, other: int, what: str) -> None:
        """Referents of mentions."""
        workspace, mention = self.people[who].workspace, self.some(EntityMention, one, who)
        workspace.poll()
        known = workspace.referents.all()
        if not mention or (what in {"assign", "merge"} and not known):
            return
        gestures: dict[str, Callable[[], Outcome]] = {
            "make": lambda: workspace.referents.make_and_assign(mention.id, f"اسم {other}"),
            "assign": lambda: workspace.referents.assign(mention.id, known[other % len(known)].id),
            "none": lambda: workspace.referents.assign(mention.id, None),
            "merge": lambda: workspace.referents.merge(known[one % len(known)].id, known[other % len(known)].id),
        }
        self.take(who, gestures[what])

    @rule(who=st.integers(0, 2), one=PICK, what=st.sampled_from(["label", "edge", "piece", "act", "note", "status"]))
    def change(self, who: int, one: int, what: str) -> None:
        """Changes of single things."""
        workspace = self.people[who].workspace
        mention, claim = self.some(EntityMention, one, who), self.some(Claim, one, who)
        if not mention or not claim:
            return
        key = self.people[who].articles[one % 2]
        status = list(Status)[one % 4]
        gestures: dict[str, Callable[[], Outcome]] = {
            "label": lambda: workspace.relabel(mention.id, "LOC"),
            "edge": lambda: workspace.set_fragments(mention.id, [Span(mention.start, mention.end + 3)]),
            "piece": lambda: workspace.add_fragment(claim.id, Span(170 + one, 175 + one)),
            "act": lambda: workspace.set_attribute(claim.id, "verifiable", ["yes", "no"][one % 2]),
            "note": lambda: workspace.set_note(claim.id, f"ملاحظة {one}"),
            "status": lambda: workspace.articles.set_status(key, status),
        }
        self.take(who, gestures[what])

    @rule(who=st.integers(0, 2), one=PICK, other=PICK)
    def delete(self, who: int, one: int, other: int) -> None:
        """Delete one or two annotations with what hangs on them."""
        chosen = [self.some(EntityMention, one, who), self.some(Claim, other, who)]
        ids = [annotation.id for annotation in chosen if annotation][: 1 + one % 2]
        self.take(who, lambda: self.people[who].workspace.delete(ids))

    @rule(one=PICK)
    def scheme(self, one: int) -> None:
        """Another scheme."""
        workspace = self.people[0].workspace
        plan = workspace.scheme.entities
        gone = plan.labels[-1 - one % min(12, len(plan.labels))].key
        new = workspace.scheme.with_layer(
            Layer.ENTITIES, LayerPlan(labels=tuple(label for label in plan.labels if label.key != gone))
        )
        self.take(0, lambda: workspace.schemes.apply(new, {}))

    @rule(who=st.integers(0, 1), times=st.integers(1, 4))
    def undo(self, who: int, times: int) -> None:
        """Undo in either window of the first person."""
        for _ in range(times):
            before = self.state
            outcome = self.people[who].workspace.history.undo()
            self.people[0].workspace.poll()
            self.state = self.now()
            if isinstance(outcome, Refusal):
                assert self.state == before
                assert outcome.code in {"nothing_to_undo", "changed_since_by", "others_depend"}
                assert self.others_worked or not self.taken, outcome
                return
            expected = self.taken.pop()
            self.undone.append(before)
            if not self.others_worked:
                assert self.state == expected

    @rule(who=st.integers(0, 1), times=st.integers(1, 4))
    def redo(self, who: int, times: int) -> None:
        """Redo in either window of the first person."""
        for _ in range(times):
            before = self.state
            outcome = self.people[who].workspace.history.redo()
            self.people[0].workspace.poll()
            self.state = self.now()
            if isinstance(outcome, Refusal):
                assert self.state == before
                assert self.others_worked or not self.undone, outcome
                return
            expected = self.undone.pop()
            self.taken.append(before)
            if not self.others_worked:
                assert self.state == expected

    @rule()
    def others_undo(self) -> None:
        """The other person undoes: what the first did is not touched but where it is theirs alone."""
        mine = [one for one in self.state[0].values() if getattr(one, "owner", "") == b.SARA.id]
        outcome = self.people[2].workspace.history.undo()
        self.people[0].workspace.poll()
        self.state = self.now()
        still = [one for one in self.state[0].values() if getattr(one, "owner", "") == b.SARA.id]
        assert mine == still, outcome

    @rule(who=st.integers(0, 2))
    def reopen(self, who: int) -> None:
        """Close a window and open it again."""
        by = b.OMAR if who == 2 else b.SARA
        self.people[who].close()
        self.people[who] = Person(self.path, by=by)
        if who == 0:
            self.project = self.people[0].workspace.project
            self.watching = Watching(self.people[0])

    @invariant()
    def the_view_is_fresh(self) -> None:
        """The first window shows what the file holds."""
        if hasattr(self, "watching"):
            self.watching.is_fresh()
            for person in self.people[:1]:
                articles = person.workspace.articles
                assert articles.annotation_counts() == self.project.annotation_counts(owner=b.SARA.id)

    def teardown(self) -> None:
        """The file is whole at the end, and closes."""
        for person in getattr(self, "people", []):
            person.close()
        faults = check_file(self.path)
        self.folder.cleanup()
        assert faults == []


@pytest.mark.slow
def test_any_sequence_of_gestures_can_be_undone_and_done_again(seeds_project: Path) -> None:
    Gestures.original = seeds_project
    some = settings(
        max_examples=EXAMPLES,
        phases=(Phase.generate,),
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Gestures, settings=some)
