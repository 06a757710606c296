"""Lines of other hands as domain values: ids, times, owners, and what the scheme does not have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
from hashiya.domain.annotation import Layer
from hashiya.domain.article import digest
from hashiya.domain.ids import NOBODY, SHARED, ArticleKey, article_key, foreign_id
from hashiya.domain.span import Span
from hashiya.exchange.incoming import Unknown, to_content, utc
from hashiya.exchange.line import CorpusArticle

from tests.builders import OMAR, SARA, TEXT, scheme
from tests.exchange.memory import handle_of

KEY = article_key(digest(TEXT))
UUID = "019AB000-0000-7000-8000-00000000ABCD"


def line_of(**things: Any) -> CorpusArticle:
    """A line with these lists, each annotation on «قال» unless told."""
    for name in ("regions", "entities", "claims"):
        for one in things.get(name, ()):
            one.setdefault("fragments", [[0, 3]])
            one |= {"start": one["fragments"][0][0], "end": one["fragments"][-1][1], "text": "قال"}
    line: CorpusArticle = msgspec.convert({"format": "hashiya/1", "id": "a", "text": TEXT} | things, CorpusArticle)
    return line


def test_a_uuid_is_kept_and_another_id_is_the_same_at_every_import() -> None:
    line = line_of(entities=[{"label": "PERS", "id": UUID}, {"label": "PERS", "id": "T1"}])
    first, second = to_content(line, scheme=scheme(), annotator_of=handle_of).content.entities
    assert first.id == UUID.lower()
    assert second.id == foreign_id(KEY, "hashiya:T1")
    assert to_content(line, scheme=scheme(), annotator_of=handle_of).content.entities == (first, second)


def test_nameless_annotations_get_ids_of_their_values() -> None:
    line = line_of(entities=[{"label": "PERS"}, {"label": "PERS"}, {"label": "ORG"}])
    ids = [one.id for one in to_content(line, scheme=scheme(), annotator_of=handle_of).content.entities]
    assert len(set(ids)) == 3
    assert ids == [one.id for one in to_content(line, scheme=scheme(), annotator_of=handle_of).content.entities]


def test_fillers_and_relations_follow_foreign_ids_into_other_articles() -> None:
    line = line_of(
        entities=[{"label": "PERS", "id": "T1"}],
        claims=[{"label": "claim", "id": "C1", "roles": {"source": [{"id": "T1"}, {"referent": "Q7"}]}}],
        referents={"Q7": {"name": "زيد"}},
        relations=[
            {
                "label": "supports",
                "id": "R1",
                "head": {"article": "a", "id": "C1"},
                "tail": {"article": "b", "id": "C1"},
            },
            {"label": "supports", "head": {"article": "a", "id": "C1"}, "tail": {"article": "gone", "id": "C1"}},
        ],
    )
    found = to_content(line, scheme=scheme(), annotator_of=handle_of)
    claim, mention = found.content.claims[0], found.content.entities[0]
    assert claim.fillers("source")[0].annotation == mention.id
    assert claim.fillers("source")[1].referent == found.referents[0].id
    other = ArticleKey("019ab000-0000-7000-8000-0000000000aa")
    settled = [one.settle({"a": KEY, "b": other}) for one in found.pending]
    assert settled[0] is not None
    assert (settled[0].head, settled[0].tail) == (claim.id, foreign_id(other, "hashiya:C1"))
    assert settled[1] is None


def test_a_referent_without_a_uuid_is_the_same_in_every_article() -> None:
    texts = [TEXT, TEXT + "."]
    found = [
        to_content(
            replace_text(line_of(referents={"Q7": {"name": "زيد"}}), text), scheme=scheme(), annotator_of=handle_of
        )
        for text in texts
    ]
    assert found[0].referents == found[1].referents


def replace_text(line: CorpusArticle, text: str) -> CorpusArticle:
    """The line with another text."""
    return msgspec.structs.replace(line, text=text)


def test_owners_are_the_annotator_everybody_or_nobody() -> None:
    line = line_of(
        entities=[
            {"label": "PERS", "annotator": "omar"},
            {"label": "PERS"},
            {"label": "PERS", "annotator": "omar", "origin": "proposed:words"},
            {"label": "PERS", "origin": "proposed:words"},
        ],
        regions=[{"label": "HEADLINE", "annotator": "omar"}, {"label": "HEADLINE"}],
    )
    content = to_content(line, scheme=scheme(), annotator_of=handle_of).content
    assert [(one.owner, one.annotator) for one in content.entities] == [
        (OMAR.id, OMAR.id),
        (SARA.id, SARA.id),
        (NOBODY, OMAR.id),
        (NOBODY, NOBODY),
    ]
    assert [(one.owner, one.annotator) for one in content.regions] == [(SHARED, OMAR.id), (SHARED, SHARED)]
    assert [one.is_proposal for one in content.entities] == [False, False, True, True]


def test_only_what_somebody_chose_is_an_attribute() -> None:
    line = line_of(
        entities=[
            {"label": "PERS", "attributes": {"mention": "name"}, "defaulted": ["mention"]},
            {"label": "PERS", "attributes": {"mention": "pronoun"}, "defaulted": []},
            {"label": "PERS", "attributes": {"mention": None}},
        ]
    )
    content = to_content(line, scheme=scheme(), annotator_of=handle_of).content
    assert [one.attributes for one in content.entities] == [{}, {"mention": "pronoun"}, {"mention": None}]


def test_what_the_scheme_does_not_have_is_listed_once() -> None:
    line = line_of(
        entities=[
            {"label": "ALIEN"},
            {"label": "ALIEN"},
            {"label": "PERS", "attributes": {"mood": "x", "mention": "y"}},
        ],
        claims=[{"label": "claim", "roles": {"witness": [{"fragments": [[0, 3]]}]}}],
    )
    found = to_content(line, scheme=scheme(), annotator_of=handle_of)
    assert set(found.unknown) == {
        Unknown(kind="label", layer=Layer.ENTITIES, label="ALIEN"),
        Unknown(kind="attribute", layer=Layer.ENTITIES, label="PERS", key="mood", value="x"),
        Unknown(kind="value", layer=Layer.ENTITIES, label="PERS", key="mention", value="y"),
        Unknown(kind="role", layer=Layer.CLAIMS, label="claim", key="witness"),
    }
    assert len(found.unknown) == 4
    assert found.content.claims[0].fillers("witness")[0].fragments == (Span(0, 3),)


def test_times_become_utc_with_milliseconds() -> None:
    assert utc("2026-11-21T23:25:00+03:00") == "2026-11-21T20:25:00.000Z"
    assert utc("2026-11-21 20:25:00.123456Z") == "2026-11-21T20:25:00.123Z"
    assert utc("2026-11-21T20:25:00.000Z") == "2026-11-21T20:25:00.000Z"
    assert utc("0001-01-01T00:00:00+14:00") == "0001-01-01T00:00:00.000Z"
    assert utc(None) == ""


def test_an_attribute_that_waits_for_another_is_empty_until_then() -> None:
    from hashiya.exchange.attributes import Defaults

    from tests.builders import attribute

    plan = scheme()
    waiting = attribute("worth", "no", "yes", default="no", only_while=("check", "yes"))
    plan = replace(plan, claims=replace(plan.claims, attributes=(attribute("check", "no", "yes"), waiting)))
    defaults = Defaults(plan, Layer.CLAIMS)
    assert defaults.filled("claim", {}) == ({"check": None, "worth": None}, ["check", "worth"])
    filled = defaults.filled("claim", {"check": "yes"})
    assert filled == ({"check": "yes", "worth": "no"}, ["worth"])
    assert defaults.touched("claim", *filled) == {"check": "yes"}
