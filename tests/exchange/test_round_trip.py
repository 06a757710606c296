"""Domain values to bytes, back to domain values, and to the same bytes again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import Filler
from hashiya.domain.article import Status
from hashiya.domain.ids import NOBODY, AnnotationId
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Fragments, Span, join
from hashiya.exchange.canonical import LineMaker, encode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import (
    OMAR,
    SARA,
    TEXT,
    article,
    claim,
    cluster,
    content,
    entity,
    filled_by,
    referent,
    region,
    relation,
    scheme,
)
from tests.exchange.memory import MemorySnapshot, export, read_back

HARD = (
    "اَلْعَـرَبُ 😀 \u200f\u200e\u200b\u200c\u200d\u00a0\u2067نص\u2069\u061c\ufeff\u202b\u202c"
    ' \U0001f1f8\U0001f1e6 2231 e\u0301 "\\/\n\t\u2028\x7f\u0085ﷺ'
)

texts = st.text(
    alphabet=st.one_of(st.sampled_from(HARD), st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    min_size=1,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
extras = st.dictionaries(texts.map(lambda name: f"x_{name}"), json_values, max_size=2)


@st.composite
def pieces(draw: st.DrawFn, text: str) -> Fragments:
    """Fragments of the text, one to three."""
    places = st.integers(0, len(text) - 1).flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, len(text))))
    return join(Span(*place) for place in draw(st.lists(places, min_size=1, max_size=3)))


@st.composite
def contents(draw: st.DrawFn) -> tuple[ArticleContent, Any]:
    """An article with annotations of every kind, and its referents."""
    text = draw(texts)
    person = referent(draw(texts))
    meta = draw(st.dictionaries(st.sampled_from(["title", "source", "published"]) | texts, json_values, max_size=4))
    of = replace(
        article(text, name=draw(texts)),
        meta=meta,
        status=draw(st.sampled_from(list(Status))),
        progress=draw(st.dictionaries(st.sampled_from([SARA.id, OMAR.id]), st.sampled_from(list(Status)))),
        labels=draw(st.dictionaries(st.just("genre"), st.just("news"))),
        note=draw(st.none() | texts),
        extra=draw(extras),
    )

    def common(attribute: str, *values: str) -> dict[str, Any]:
        touched = st.dictionaries(st.just(attribute), st.none() | st.sampled_from(values))
        proposal = draw(st.booleans())
        return {
            "attributes": draw(touched),
            "note": draw(st.none() | texts),
            "extra": draw(extras),
            "origin": "proposed:words" if proposal else draw(st.sampled_from(["human", "corrected:imported:brat"])),
            "score": draw(st.none() | st.floats(0, 1).map(lambda score: round(score, 4))),
        } | ({"owner": NOBODY, "annotator": NOBODY} if proposal else {})

    mentions = [
        entity(
            of,
            *draw(pieces(text)),
            referent=draw(st.none() | st.just(person.id)),
            **common("mention", "name", "pronoun"),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    fillers = st.one_of(
        pieces(text).map(lambda found: Filler(fragments=found)),
        st.just(Filler(referent=person.id)),
        *([st.sampled_from(mentions).map(filled_by)] if mentions else []),
    )
    claims = [
        claim(
            of,
            *draw(pieces(text)),
            roles={
                role: tuple(found)
                for role, found in draw(
                    st.dictionaries(st.sampled_from(["source", "cue"]), st.lists(fillers, min_size=1, max_size=2))
                ).items()
            },
            restatement=draw(st.none() | texts),
            **common("quote_form", "direct", "indirect"),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    regions = [region(of, *draw(pieces(text)))] if draw(st.booleans()) else []
    relations = [relation(claims[0], claims[1])] if len(claims) > 1 else []
    return replace(content(text, *mentions, *claims, *regions, *relations), article=of), person


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(contents())
def test_bytes_come_back_the_same_through_the_domain(tmp_path: Path, made: tuple[ArticleContent, Any]) -> None:
    whole, person = made
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    before = MemorySnapshot([whole], register=(person,))
    export(before, first, proposals=True)
    after = read_back(first, before.scheme)
    export(after, second, proposals=True)
    assert second.read_bytes() == first.read_bytes()
    back = after.whole[0]
    known = {
        key: value
        for key, value in whole.article.meta.items()
        if value is not None or key not in ("title", "source", "published", "url", "file")
    }
    assert back.article == replace(whole.article, meta=known)
    for kind in ("entities", "claims", "regions", "relations"):
        assert sorted(getattr(back, kind), key=lambda one: one.id) == sorted(
            getattr(whole, kind), key=lambda one: one.id
        )
    manifests = [path.with_suffix("").with_suffix(".manifest.json").read_bytes() for path in (first, second)]
    assert manifests[0] == manifests[1]


def test_offsets_are_code_points_also_after_an_emoji(tmp_path: Path) -> None:
    of = article()
    place = TEXT.index("نيويورك")
    export(MemorySnapshot([content(TEXT, entity(of, (place, place + 7), label="LOC"))]), tmp_path / "c.jsonl")
    line = json.loads((tmp_path / "c.jsonl").read_bytes())
    found = line["entities"][0]
    assert line["text"][found["start"] : found["end"]] == "نيويورك" == found["text"]
    assert found["start"] > TEXT.index("😀")


def test_the_line_has_its_keys_in_the_order_of_the_format(tmp_path: Path) -> None:
    of = article()
    who = referent()
    mention = entity(of, referent=who.id)
    said = claim(
        of,
        roles={"source": (filled_by(mention), filled_by(who)), "cue": (filled_by(Span(0, 3)),)},
        cluster=cluster().id,
    )
    other = claim(of, (45, 60))
    whole = content(TEXT, mention, said, other, region(of), relation(said, other))
    export(MemorySnapshot([whole], register=(who,)), tmp_path / "c.jsonl")
    data = (tmp_path / "c.jsonl").read_bytes()
    line = json.loads(data)
    assert list(line) == [
        *("format", "id", "key", "text", "sha256", "offsets", "language", "meta", "status", "progress", "labels"),
        *("note", "replaces", "referents", "regions", "entities", "claims", "relations"),
    ]
    closing = ["attributes", "defaulted", "note", "annotator", "origin", "score", "created", "modified"]
    opening = ["id", "label", "start", "end", "fragments", "text"]
    assert list(line["regions"][0]) == opening + closing
    assert list(line["entities"][0]) == [*opening, "referent", *closing]
    assert list(line["claims"][0]) == [*opening, "roles", "restatement", "cluster", *closing]
    assert list(line["relations"][0]) == ["id", "label", "head", "tail", *closing]
    assert list(line["claims"][0]["roles"]) == ["cue", "source"]
    assert line["claims"][0]["roles"]["cue"] == [{"fragments": [[0, 3]], "text": "قال"}]
    assert line["claims"][0]["roles"]["source"] == [{"id": mention.id}, {"referent": who.id}]
    assert line["referents"] == {who.id: {"name": "محمد جواد ظريف", "label": "PERS"}}
    assert line["relations"][0]["head"] == {"article": of.id, "id": said.id}
    assert b'": ' not in data.replace(json.dumps(TEXT, ensure_ascii=False).encode(), b"")
    assert b"\\u" not in data


def test_defaults_are_written_out_and_named(tmp_path: Path) -> None:
    of = article()
    marked = [
        entity(of),
        entity(of, (0, 3), attributes={"mention": "name"}),
        entity(of, (4, 8), attributes={"mention": None}),
    ]
    export(MemorySnapshot([content(TEXT, *marked)]), tmp_path / "c.jsonl")
    found = {one["start"]: one for one in json.loads((tmp_path / "c.jsonl").read_bytes())["entities"]}
    assert (found[27]["attributes"], found[27]["defaulted"]) == ({"mention": "name"}, ["mention"])
    assert (found[0]["attributes"], found[0]["defaulted"]) == ({"mention": "name"}, [])
    assert (found[4]["attributes"], found[4]["defaulted"]) == ({"mention": None}, [])


def test_a_default_of_another_scheme_stays_as_a_choice(tmp_path: Path) -> None:
    of = article()
    export(MemorySnapshot([content(TEXT, entity(of))]), tmp_path / "c.jsonl")
    other = scheme()
    changed = replace(
        other, entities=replace(other.entities, attributes=(replace(other.entities.attributes[0], default="pronoun"),))
    )
    assert read_back(tmp_path / "c.jsonl", changed).whole[0].entities[0].attributes == {"mention": "name"}
    assert read_back(tmp_path / "c.jsonl", other).whole[0].entities[0].attributes == {}


def test_annotations_and_relations_stand_in_order() -> None:
    of = article()
    ids = [AnnotationId(f"019ab000-0000-7000-8000-00000000000{n}") for n in range(4)]
    marks = [
        entity(of, (4, 8), id=ids[0]),
        entity(of, (0, 3), id=ids[2]),
        entity(of, (0, 8), id=ids[3]),
        entity(of, (0, 3), id=ids[1]),
    ]
    maker = LineMaker(scheme(), annotators={SARA.id: SARA}, referents={})
    line = maker.line(content(TEXT, *marks), {})
    assert [(one.start, one.end, one.id) for one in line.entities] == [
        (0, 8, ids[3]),
        (0, 3, ids[1]),
        (0, 3, ids[2]),
        (4, 8, ids[0]),
    ]


def test_score_has_four_decimals_at_most() -> None:
    of = article()
    maker = LineMaker(scheme(), annotators={SARA.id: SARA}, referents={})
    line = maker.line(content(TEXT, entity(of, score=0.123456789), entity(of, (0, 3), score=1.0)), {})
    assert b'"score":0.1235,' in encode(line)
    assert b'"score":1.0,' in encode(line)


def test_read_corpus_is_reached_from_the_package_without_qt(tmp_path: Path) -> None:
    import hashiya

    export(MemorySnapshot([content(TEXT, entity(article()))]), tmp_path / "c.jsonl")
    corpus = hashiya.read_corpus(str(tmp_path / "c.jsonl"))
    assert [line.text for line in corpus] == [TEXT]
    assert [line.text for line in corpus] == [TEXT], "a corpus can be read twice"
    assert corpus.manifest is not None
    assert corpus.manifest.scheme == scheme()
    assert corpus.warnings == []
    with pytest.raises(AttributeError):
        getattr(hashiya, "no_" + "such_thing")
