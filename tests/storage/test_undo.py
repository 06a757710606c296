"""Any sequence of steps, taken back one by one, leaves the file as it was."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hashiya.domain.annotation import Claim, EntityMention, Region
from hashiya.domain.ids import NOBODY
from hashiya.domain.links import Cluster, Referent, Relation
from hashiya.domain.span import Fragments, Span, join
from hashiya.domain.step import Kind, Step, Thing
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders as b

# Emoji, marks, tatweel, zero width, no-break space, bidi controls: places still count code points.
TEXT = "قالَ\u200f الوَزيرُ 😀 إنّ\u00a0«بلادهـــ\u200c» لن\u2066 12:30 \u2069 تتفاوض 👩‍👩‍👧 أبدًا.\n\nنص آخر 𝔘"
ARTICLE = b.article(TEXT)

spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 9)).map(
    lambda place: Span(place[0], min(place[0] + place[1], len(TEXT)))
)
fragments = st.lists(spans, min_size=1, max_size=3).map(join)
words = st.text(st.characters(codec="utf-8"), max_size=8)
notes = st.none() | words
attributes = st.dictionaries(words, notes, max_size=3)
extras = st.dictionaries(words, st.none() | st.integers(-(2**60), 2**60) | words | st.lists(words), max_size=2)


class Project:
    """A file, what should be in it, and one action of a sequence after the other."""

    def __init__(self, project: ProjectFile, data: st.DataObject) -> None:
        self.project = project
        self.data = data
        self.things: dict[str, tuple[Kind, Thing]] = {}

    def some(self, *types: type) -> Any:
        """One of the things of these types that are there, or None."""
        there = [thing for _, thing in self.things.values() if isinstance(thing, types)]
        return self.data.draw(st.none() | st.sampled_from(there)) if there else None

    def made(self) -> Thing:
        """A new thing of any kind that can be made now."""
        draw = self.data.draw
        common: dict[str, Any] = {"note": draw(notes), "attributes": draw(attributes), "extra": draw(extras)}
        marked: Fragments = draw(fragments)
        kinds = ["entity", "claim", "region", "referent", "cluster", "relation"]
        match draw(st.sampled_from(kinds)):
            case "entity":
                referent = self.some(Referent)
                owner = draw(st.sampled_from([b.SARA.id, b.OMAR.id, NOBODY]))
                return b.entity(ARTICLE, *marked, referent=referent and referent.id, owner=owner, **common)
            case "claim":
                cluster = self.some(Cluster)
                return b.claim(ARTICLE, *marked, roles=self.roles(), cluster=cluster and cluster.id, **common)
            case "region":
                return b.region(ARTICLE, *marked, **common)
            case "referent":
                into = self.some(Referent)
                return b.referent(draw(words), note=draw(notes), merged_into=into and into.id)
            case "relation":
                head, tail = self.some(EntityMention, Claim), self.some(EntityMention, Claim)
                if head and tail and head.id != tail.id:
                    return b.relation(head, tail, **common)
        return b.cluster(draw(notes))

    def roles(self) -> dict[str, Any]:
        """Roles of a claim: what is there, and spans."""
        fillers = [b.filled_by(self.data.draw(spans))]
        fillers += [b.filled_by(one) for one in (self.some(EntityMention, Claim), self.some(Referent)) if one]
        return {self.data.draw(words): tuple(fillers)}

    def changed(self, thing: Any) -> Any:
        """The thing with something else in it."""
        draw = self.data.draw
        match thing:
            case EntityMention() | Region():
                return replace(thing, fragments=draw(fragments), label=draw(words), attributes=draw(attributes))
            case Claim():
                return replace(thing, fragments=draw(fragments), note=draw(notes))
            case Relation():
                return replace(thing, label=draw(words), score=draw(st.none() | st.floats(0, 1)))
            case Referent():
                return replace(thing, aliases=tuple(draw(st.lists(words, max_size=2))))
            case _:
                return replace(thing, name=draw(notes))

    def hangs_on(self, target: str) -> bool:
        """Whether anything there names the thing."""
        return any(target in str(thing) for key, (_, thing) in self.things.items() if key != target)

    def act(self) -> Step:
        """One step: a thing made, changed, or deleted where nothing hangs on it."""
        thing = self.some(EntityMention, Claim, Region, Relation, Referent, Cluster)
        if thing is None:
            change = b.change(None, self.made())
        elif self.data.draw(st.booleans()) and not self.hangs_on(thing.id):
            change = b.change(thing, None)
        else:
            change = b.change(thing, self.changed(thing))
        step = b.step(change, ids=self.project.ids, details={"text": self.data.draw(words)})
        self.take(step)
        return step

    def take(self, step: Step) -> None:
        """Write the step and note what should be there now."""
        self.project.apply(step)
        for change in step.changes:
            if change.after is None:
                del self.things[change.target]
            else:
                self.things[change.target] = (change.kind, change.after)

    def undo(self, step: Step) -> None:
        """Take the step back."""
        inverse = [change.inverse(self.project.last_change(change.target)) for change in reversed(step.changes)]
        self.take(b.step(*inverse, ids=self.project.ids, name="undo", undoes=step.id))

    def is_right(self) -> bool:
        """Whether the file has exactly what it should."""
        things = [(kind, thing) for kind, thing in self.things.values()]
        there = all(self.project.thing(kind, target) == thing for target, (kind, thing) in self.things.items())
        annotations = {one.id: one for one in self.project.annotations(ARTICLE.key)}
        annotations |= {one.id: one for one in self.project.annotations(ARTICLE.key, owner=NOBODY)}
        expected = {one.id: one for _, one in things if isinstance(one, EntityMention | Claim | Region)}
        relations = {one.id for _, one in things if isinstance(one, Relation)}
        return (
            there
            and annotations == expected
            and {one.id for one in self.project.relations_of_article(ARTICLE.key)} == relations
            and self.project.referents() == {one.id: one for _, one in things if isinstance(one, Referent)}
            and self.project.clusters() == {one.id: one for _, one in things if isinstance(one, Cluster)}
        )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_undo_of_any_sequence_leaves_the_file_as_it_was(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.hashiya"
        with b.new_project(path, TEXT) as opened:
            project = Project(opened, data)
            steps = [project.act() for _ in range(data.draw(st.integers(1, 12)))]
            assert project.is_right()
            for step in steps:
                assert opened.step(step.id) == step
            for step in reversed(steps):
                project.undo(step)
            assert project.things == {}
            assert project.is_right()
        assert check_file(path) == []
