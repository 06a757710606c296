"""The scheme that ships: complete in both languages, shown by the five articles, its keys and colours as designed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Attribute, Scheme, Words
from hashiya.exchange.scheme_file import read_scheme, write_scheme

ROOT = Path(__file__).resolve().parents[2]
SCHEME_FILE = ROOT / "resources" / "schemes" / "news-claims.toml"
SEEDS = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]

SHOWN = ["PERS", "OCC", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "LAW", "DATE", "PRODUCT"]
ON_REQUEST = ["TIME", "LANGUAGE", "WEBSITE", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "UNIT", "MONEY", "CURR"]
ATTRIBUTES = {
    Layer.ENTITIES: {
        "mention": (["name", "description", "pronoun"], "name"),
        "metonymy": (["none", "government", "place"], "none"),
        "certainty": (["sure", "unsure"], "sure"),
    },
    Layer.CLAIMS: {
        "quote_form": (["indirect", "direct", "mixed"], "indirect"),
        "act": (["assert", "evaluate", "predict", "demand", "commit", "deny", "announce", "question"], "assert"),
        "source_form": (["explicit", "pronoun", "implicit", "passive", "writer"], None),
        "source_kind": (
            ["official", "institution", "media", "expert", "anonymous", "collective", "other"],
            "official",
        ),
        "epistemic": (["unknown", "true_certain", "true_uncertain", "false_certain", "false_uncertain"], "unknown"),
        "sentiment": (["neutral_unknown", "positive", "negative", "mixed"], "neutral_unknown"),
        "polarity": (["affirmed", "negated"], "affirmed"),
        "verifiable": (["no", "yes", "unsure"], None),
        "check_worthy": (["no", "yes", "unsure"], None),
    },
}


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return read_scheme(SCHEME_FILE.read_text("utf-8"), file=SCHEME_FILE.name)


def is_said_in_both(words: Words) -> bool:
    """Whether both languages have it, the Arabic in Arabic letters."""
    return bool(re.search(r"[ء-ي]", words.ar) and words.en.strip()) and words.ar == words.ar.strip()


def test_labels_roles_and_attributes_are_those_of_the_design(scheme: Scheme) -> None:
    assert [label.key for label in scheme.entities.labels] == SHOWN + ON_REQUEST
    assert [label.key for label in scheme.entities.labels if label.shown] == SHOWN
    assert [label.hotkey for label in scheme.entities.labels if label.shown] == [*"1234567890-"]
    assert all(label.colour is None and label.hotkey is None for label in scheme.entities.labels if not label.shown)
    assert [(role.key, role.hotkey) for role in scheme.roles] == [
        ("source", "S"),
        ("cue", "V"),
        ("relay", "Y"),
        ("addressee", "D"),
        ("occasion", "O"),
        ("time", "Z"),
        ("place", "P"),
        ("target", "T"),
    ]
    assert [label.key for label in scheme.regions.labels] == ["HEADLINE", "LEAD", "DATELINE", "BOILERPLATE"]
    assert [label.key for label in scheme.regions.labels if label.dimmed] == ["BOILERPLATE"]
    assert [label.key for label in scheme.relations.labels if label.symmetric] == ["contradicts", "related"]
    for layer, expected in ATTRIBUTES.items():
        found = {
            attribute.key: ([value.key for value in attribute.values], attribute.default)
            for attribute in scheme.layer(layer).attributes
        }
        assert found == expected
    checked = next(attribute for attribute in scheme.claims.attributes if attribute.key == "check_worthy")
    assert checked.only_while == ("verifiable", "yes")


def test_everything_has_its_name_in_both_languages(scheme: Scheme) -> None:
    for layer in Layer:
        for label in scheme.layer(layer).labels:
            assert is_said_in_both(label.name), label.key
            assert is_said_in_both(label.short), label.key
            assert is_said_in_both(label.guideline), label.key
    for role in scheme.roles:
        assert is_said_in_both(role.name)
        assert is_said_in_both(role.short)
        assert is_said_in_both(role.guideline)
    attributes: list[Attribute] = [*scheme.article_labels]
    for layer in Layer:
        attributes += scheme.layer(layer).attributes
    for attribute in attributes:
        assert is_said_in_both(attribute.name), attribute.key
        for value in attribute.values:
            assert is_said_in_both(value.name), f"{attribute.key}: {value.key}"


def test_the_labels_in_the_palette_and_what_else_is_offered_are_shown_by_the_articles(scheme: Scheme) -> None:
    for layer in Layer:
        for label in scheme.layer(layer).labels:
            assert label.examples or not label.shown, label.key
            for example in label.examples:
                assert "⟦" in example.text, label.key
                text = example.text.replace("⟦", "").replace("⟧", "")
                assert any(text in seed for seed in SEEDS), example.text


def test_arabic_guidelines_have_arabic_punctuation(scheme: Scheme) -> None:
    texts = [role.guideline.ar for role in scheme.roles]
    for layer in Layer:
        texts += [label.guideline.ar for label in scheme.layer(layer).labels]
    for text in texts:
        assert not re.search(r"[ء-ي]\s?[,;?]", text), text
        assert text.endswith("."), text


def test_it_is_the_same_after_writing_and_reading(scheme: Scheme) -> None:
    assert read_scheme(write_scheme(scheme), file="again.toml") == scheme
