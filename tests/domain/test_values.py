"""Steps, schemes and articles as values."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import SHARED, StepId
from hashiya.domain.scheme import Words
from hashiya.domain.step import KIND_OF_TYPE, TYPE_OF_KIND, Change, Kind

from tests import builders as b

ARTICLE = b.article()


def test_the_inverse_of_the_inverse_is_the_change() -> None:
    change = b.change(b.entity(ARTICLE), None)
    back = change.inverse(StepId("a"))
    assert (back.before, back.after, back.base) == (None, change.before, "a")
    assert back.inverse(change.base) == change


def test_a_change_of_nothing_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="before or an after"):
        Change(Kind.ENTITY, "x", SHARED, None, None)


def test_every_kind_has_its_type() -> None:
    assert set(TYPE_OF_KIND) == set(Kind)
    assert {KIND_OF_TYPE[type_] for type_ in TYPE_OF_KIND.values()} == set(Kind)


def test_values_are_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FrozenInstanceError):
        monkeypatch.setattr(b.entity(ARTICLE), "label", "ORG")


def test_a_relation_joins_two() -> None:
    claim = b.claim(ARTICLE)
    with pytest.raises(ValueError, match="two"):
        b.relation(claim, claim)


def test_a_scheme_is_asked_by_key() -> None:
    scheme = b.scheme()
    for layer in Layer:
        plan = scheme.layer(layer)
        assert scheme.with_layer(layer, plan) == scheme
        assert all(scheme.label(layer, label.key) is label for label in plan.labels)
        assert scheme.label(layer, "NOPE") is None
    assert scheme.role("source") is scheme.roles[0]
    assert scheme.role("NOPE") is None


def test_an_attribute_belongs_to_its_labels() -> None:
    scheme = b.scheme()
    only = replace(b.attribute("rank", "high"), labels=("ORG",))
    scheme = scheme.with_layer(Layer.ENTITIES, replace(scheme.entities, attributes=(*scheme.entities.attributes, only)))
    assert [one.key for one in scheme.attributes(Layer.ENTITIES, "ORG")] == ["mention", "rank"]
    assert [one.key for one in scheme.attributes(Layer.ENTITIES, "PERS")] == ["mention"]


def test_words_fall_back_on_the_other_language() -> None:
    assert (Words("ع", "e").in_language("ar"), Words("ع", "e").in_language("en")) == ("ع", "e")
    assert (Words("", "e").in_language("ar"), Words("ع", "").in_language("en")) == ("e", "ع")


def test_a_title_is_a_text_or_none() -> None:
    assert b.article(meta={"title": "عنوان"}).title == "عنوان"
    assert b.article(meta={"title": 7}).title is None
    assert b.article().title is None
