"""The annotated example of the sample project: made from its source byte for byte, and true to the scheme's rules."""

from __future__ import annotations

import importlib.util
import re
import sys
import unicodedata
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from types import ModuleType
from uuid import UUID

import pytest
from hashiya.arabic.clusters import snap_to_clusters
from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Span, quote
from hashiya.exchange.jsonl_reader import check_corpus, read_corpus
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusEntity
from hashiya.exchange.scheme_file import read_scheme

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "resources" / "sample" / "example.jsonl"
MANIFEST = ROOT / "resources" / "sample" / "example.manifest.json"
SCHEME_FILE = ROOT / "resources" / "schemes" / "news-claims.toml"

# Words of the article that begin with a letter of و ف ب ل ك which is their own; in «لنا» it has nothing but a pronoun.
OWN_LETTER = {"وزير", "واشنطن", "وكالة", "فلاديمير", "لجنة", "كورونا", "لفت", "لقد", "كان", "لنا"}
# Spans that start at the second ل of لل: the article, not the proclitic.
AFTER_LL = {"لمسؤولين", "لعام"}
COMPLEMENTIZER = re.compile(r"[بل]?[اأإ]ن\s")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return read_scheme(SCHEME_FILE.read_text("utf-8"), file=SCHEME_FILE.name)


@pytest.fixture(scope="module")
def article() -> CorpusArticle:
    (only,) = read_corpus(EXAMPLE)
    return only


@pytest.fixture(scope="module")
def maker() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("make_sample", ROOT / "packaging" / "make_sample.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_sample"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["make_sample"]


def marks(article: CorpusArticle) -> list[CorpusAnnotation]:
    return [*article.regions, *article.entities, *article.claims]


def spans(annotation: CorpusAnnotation) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in annotation.fragments)


def test_making_it_again_gives_the_same_bytes(maker: ModuleType, tmp_path: Path) -> None:
    out = tmp_path / EXAMPLE.name
    manifest: Path = maker.write_example(out)
    assert manifest.name == MANIFEST.name
    assert out.read_bytes() == EXAMPLE.read_bytes(), "run packaging/make_sample.py"
    assert manifest.read_bytes() == MANIFEST.read_bytes(), "run packaging/make_sample.py"


def test_the_reader_finds_no_fault() -> None:
    assert check_corpus(EXAMPLE) == []
    corpus = read_corpus(EXAMPLE)
    assert len(list(corpus)) == 1
    assert not corpus.warnings


def test_it_is_the_seed_word_for_word(article: CorpusArticle) -> None:
    assert article.text == (ROOT / "seeds" / f"{article.id}.txt").read_text("utf-8")
    assert article.status == "done"
    assert article.progress == {"hashiya": "done"}


def test_every_id_is_a_uuid_of_its_own(article: CorpusArticle) -> None:
    ids = [one.id for one in (*marks(article), *article.relations)]
    assert len(ids) == len(set(ids))
    assert {UUID(one).version for one in ids if one} == {7}


def test_every_quote_agrees_with_its_fragments(article: CorpusArticle) -> None:
    for one in marks(article):
        assert one.text == quote(article.text, spans(one))
    for claim in article.claims:
        for filler in (filler for fillers in claim.roles.values() for filler in fillers):
            if filler.fragments:
                assert filler.text == quote(article.text, tuple(Span(*pair) for pair in filler.fragments))


def test_every_label_attribute_value_and_role_is_in_the_scheme(article: CorpusArticle, scheme: Scheme) -> None:
    for layer, things in (
        (Layer.REGIONS, article.regions),
        (Layer.ENTITIES, article.entities),
        (Layer.CLAIMS, article.claims),
        (Layer.RELATIONS, article.relations),
    ):
        for thing in things:
            assert scheme.label(layer, thing.label), thing.label
            attributes = {attribute.key: attribute for attribute in scheme.attributes(layer, thing.label)}
            assert set(thing.attributes) == set(attributes)
            for name, value in thing.attributes.items():
                assert value is None or attributes[name].value(value), f"{name}: {value}"
    for claim in article.claims:
        for role in claim.roles:
            assert scheme.role(role), role
        if claim.attributes["verifiable"] != "yes":
            assert claim.attributes["check_worthy"] is None
    genres = {one.key: one for one in scheme.article_labels}
    assert all(genres[key].value(value) for key, value in article.labels.items())


def test_roles_are_filled_as_the_scheme_allows(article: CorpusArticle, scheme: Scheme) -> None:
    labels = {entity.id: entity.label for entity in article.entities}
    claims = {claim.id for claim in article.claims}
    for claim in article.claims:
        for key, fillers in claim.roles.items():
            role = scheme.role(key)
            assert role is not None
            assert role.most is None or len(fillers) <= role.most
            for filler in fillers:
                kind = "referent" if filler.referent else "span" if filler.fragments else "mention"
                kind = "claim" if filler.id in claims else kind
                assert kind in role.fillers, f"{key}: {kind}"
                if kind == "mention" and role.labels:
                    assert labels[filler.id] in role.labels, f"{key}: {labels[filler.id]}"


def test_relations_join_what_the_scheme_lets_them_join(article: CorpusArticle, scheme: Scheme) -> None:
    by_id = {one.id: one for one in marks(article)}
    for relation in article.relations:
        label = scheme.label(Layer.RELATIONS, relation.label)
        assert label is not None
        head, tail = by_id[relation.head.id], by_id[relation.tail.id]
        assert head.label in label.head, relation
        assert tail.label in label.tail, relation
        if label.symmetric:
            assert head.start < tail.start


def test_no_two_mentions_of_one_label_overlap(article: CorpusArticle) -> None:
    for one, other in combinations(article.entities, 2):
        if one.label == other.label:
            assert not any(a.overlaps(b) for a in spans(one) for b in spans(other)), (one.text, other.text)


def test_claims_nest_but_do_not_cross(article: CorpusArticle) -> None:
    for one, other in combinations(article.claims, 2):
        first, second = Span(one.start, one.end), Span(other.start, other.end)
        assert not first.overlaps(second) or first.contains(second) or second.contains(first), (one.text, other.text)


def test_no_edge_splits_a_letter_from_its_marks(article: CorpusArticle) -> None:
    for span in (span for one in marks(article) for span in spans(one)):
        assert snap_to_clusters(article.text, span) == span
        assert span.of(article.text) == span.of(article.text).strip()
        for edge in (span.start, span.end):
            assert not unicodedata.combining(article.text[edge : edge + 1] or " ")


def test_edges_stand_at_words_and_proclitics_are_outside(article: CorpusArticle) -> None:
    both: list[CorpusAnnotation] = [*article.entities, *article.claims]
    places = [(span, one.text) for one in both for span in spans(one)]
    for filler in (filler for claim in article.claims for filler in claim.roles.get("cue", [])):
        places += [(Span(*pair), filler.text or "") for pair in filler.fragments or []]
    for span, text in places:
        before = re.search(r"\w*\Z", article.text[: span.start])
        assert before is not None
        assert re.fullmatch(r"[وفبلك]{0,2}", before[0]), f"{before[0]}|{text}"
        assert not re.match(r"\w", article.text[span.end :]), text
        word = re.match(r"\w+", article.text[span.start :])
        assert word is not None
        if before[0].endswith("ل"):
            assert word[0] in AFTER_LL
        elif word[0][0] in "وفبلك":
            assert word[0] in OWN_LETTER, word[0]


def test_no_content_keeps_a_stop_a_quotation_mark_or_a_bare_complementizer(article: CorpusArticle) -> None:
    for claim in article.claims:
        for span in spans(claim):
            words = span.of(article.text)
            assert not COMPLEMENTIZER.match(words), words
            assert words[-1] not in ".،؛:؟!", words
            assert words[0] not in "\"“«'", words


def test_every_claim_tells_its_source_or_why_there_is_none(article: CorpusArticle) -> None:
    for claim in article.claims:
        form = claim.attributes["source_form"]
        assert form is not None
        assert ("source" in claim.roles) == (form not in {"passive", "writer"}), claim.text
        assert "cue" in claim.roles or form == "writer"
        assert claim.restatement is not None
        assert claim.restatement.endswith(".")


def test_a_speaker_carried_on_is_one_that_an_earlier_claim_names(article: CorpusArticle) -> None:
    named: list[str] = []
    for claim in article.claims:
        speakers = [filler.id or filler.text or "" for filler in claim.roles.get("source", [])]
        if claim.attributes["source_form"] == "implicit":
            assert set(speakers) <= set(named), claim.text
        named += speakers


def test_every_person_state_and_organisation_has_its_referent(article: CorpusArticle) -> None:
    for entity in article.entities:
        if entity.label in {"PERS", "GPE", "ORG", "NORP"}:
            assert entity.referent, entity.text


def test_it_shows_what_the_scheme_can_do(article: CorpusArticle) -> None:
    forms = {claim.attributes["source_form"] for claim in article.claims}
    assert forms == {"explicit", "pronoun", "implicit", "passive", "writer"}
    assert any(len(one.fragments) > 1 for one in article.entities)
    assert any(len(one.fragments) > 1 for one in article.claims)
    assert any(nested(one, other) for one in article.claims for other in article.claims)
    assert any(nested(one, other) for one in article.entities for other in article.entities)
    clusters = [claim.cluster for claim in article.claims if claim.cluster]
    assert len(clusters) > len(set(clusters))
    assert {"LEAD", "DATELINE"} == {region.label for region in article.regions}


def nested(one: CorpusClaim | CorpusEntity, other: CorpusClaim | CorpusEntity) -> bool:
    """Whether the other is in the one and shorter."""
    outer, inner = Span(one.start, one.end), Span(other.start, other.end)
    return outer != inner and outer.contains(inner)
