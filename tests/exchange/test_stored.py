"""What is stored goes out as it is, and makes the very lines that the values make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import Claim, EntityMention, Filler, Region
from hashiya.domain.ids import NOBODY, ArticleKey
from hashiya.domain.links import Relation
from hashiya.domain.snapshot import ArticleContent, Snapshot
from hashiya.domain.span import Span
from hashiya.exchange.choices import ExportChoices, Split
from hashiya.exchange.jsonl_writer import write_corpus
from hashiya.exchange.stored import StoredClaim, StoredEntity, StoredFiller, StoredRegion, StoredRelation, StoredSpan
from hashiya.storage.project import ProjectFile
from msgspec import Struct
from msgspec.structs import fields as struct_fields

from tests.builders import AT, DEVICE, OMAR, SARA, entity, relation
from tests.exchange.memory import PROGRAM, MemorySnapshot
from tests.exchange.nasty import find, nasty

PAIRS = [
    (Span, StoredSpan),
    (Region, StoredRegion),
    (EntityMention, StoredEntity),
    (Filler, StoredFiller),
    (Claim, StoredClaim),
    (Relation, StoredRelation),
]


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    """The hard articles in a file, with proposals and a relation to one."""
    memory = nasty()
    first = memory.whole[0]
    proposed = entity(first.article, find("باريس", "باريس"), owner=NOBODY, annotator=NOBODY, origin="proposed:names")
    towards = [relation(proposed, first.entities[0]), relation(first.entities[0], proposed, owner=NOBODY)]
    memory.whole[0] = replace(first, entities=(*first.entities, proposed), relations=(*first.relations, *towards))
    with ProjectFile.create(
        tmp_path / "p.hashiya", scheme=memory.scheme, name="", annotator=SARA, device=DEVICE
    ) as project:
        writer = project.begin_import(source="test", annotator=SARA.id, device=DEVICE)
        writer.add_shared(annotators=[OMAR], referents=memory.register, clusters=memory.groups)
        writer.add(memory.whole)
        writer.finish(AT)
        with project.snapshot() as found:
            yield found


class AsValues(MemorySnapshot):
    """The same project, that does not tell how it is stored."""

    def contents(self, keys: Iterable[ArticleKey], *, proposals: bool = False) -> Iterator[ArticleContent]:
        for one in super().contents(keys):
            entities = tuple(mention for mention in one.entities if proposals or mention.owner != NOBODY)
            relations = tuple(link for link in one.relations if proposals or link.owner != NOBODY)
            yield replace(one, entities=entities, relations=relations)


def as_values(snapshot: Snapshot) -> AsValues:
    """Everything of the project as values."""
    keys = [one.key for one in snapshot.articles()]
    return AsValues(
        list(snapshot.contents(keys, proposals=True)),
        scheme=snapshot.scheme,
        people=tuple(snapshot.annotators().values()),
        register=tuple(snapshot.referents().values()),
        groups=tuple(snapshot.clusters().values()),
        state=snapshot.state,
    )


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"proposals": True},
        {"units": "sentence"},
        {"split": Split(shares=(1, 1))},
        {"annotators": frozenset(["omar"])},
        {"boilerplate": "cut"},
    ],
    ids=str,
)
def test_the_lines_are_those_of_the_values(snapshot: Snapshot, chosen: dict[str, Any], tmp_path: Path) -> None:
    written = []
    for name, source in (("stored", snapshot), ("values", as_values(snapshot))):
        folder = tmp_path / name
        folder.mkdir()
        report = write_corpus(source, folder / "c.jsonl", choices=ExportChoices(**chosen), program=PROGRAM)
        assert report.articles >= len(snapshot.articles())
        written.append({one.name: one.read_bytes() for one in folder.iterdir()})
    assert written[0] == written[1]


def test_one_article_goes_out_without_its_relations_to_others(snapshot: Snapshot, tmp_path: Path) -> None:
    choices = ExportChoices(articles=(snapshot.articles()[0].key,))
    report = write_corpus(snapshot, tmp_path / "c.jsonl", choices=choices, program=PROGRAM)
    assert report.left_out["relations"] == 2  # one to the other article, one from a proposal


@pytest.mark.parametrize(("value", "light"), PAIRS, ids=lambda one: one.__name__)
def test_a_light_value_has_the_fields_of_the_value(value: type[Any], light: type[Struct]) -> None:
    told = [one.name for one in fields(value) if one.name != "article"]
    assert [one.name for one in struct_fields(light)] == told
