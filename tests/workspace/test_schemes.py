"""Putting another scheme in place: one step, nothing that is used is deleted, a rename reaches everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Attribute, Label, Scheme
from hashiya.exchange.scheme_file import read_scheme, write_scheme
from hashiya.workspace.schemes import SchemeDifference

from tests import builders as b
from tests.workspace.hands import Person, done, everything, refused


def without(scheme: Scheme, layer: Layer, *keys: str, new: tuple[Label, ...] = ()) -> Scheme:
    plan = scheme.layer(layer)
    kept = tuple(label for label in plan.labels if label.key not in keys)
    return scheme.with_layer(layer, replace(plan, labels=(*kept, *new)))


def preview(sara: Person, new: Scheme, renames: dict[str, str]) -> SchemeDifference:
    found = sara.workspace.schemes.preview(new, renames)
    assert isinstance(found, SchemeDifference)
    return found


def test_what_is_gone_but_used_is_retired_and_what_is_not_used_goes(sara: Person) -> None:
    mention = sara.mention("موسكو", "GPE")
    new = without(sara.workspace.scheme, Layer.ENTITIES, "GPE", "MONEY", new=(b.label("PLANET"),))
    difference = preview(sara, new, {})
    assert difference.added == ("entities:PLANET",)
    assert difference.retired == ("entities:GPE",)
    assert difference.dropped == ("entities:MONEY",)
    assert difference.changed == ()
    step = done(sara.workspace.schemes.apply(new, {}))
    assert len(step.changes) == 1
    scheme = sara.workspace.scheme
    kept = scheme.label(Layer.ENTITIES, "GPE")
    assert kept is not None
    assert kept.retired
    assert scheme.label(Layer.ENTITIES, "MONEY") is None
    assert sara.now(mention) == mention
    assert refused(sara.workspace.entities.annotate(mention.article, [sara.find("روسيا")], "GPE")) == "retired_label"
    (look,) = sara.workspace.view(mention.article).needs_a_look()
    assert (look.id, look.code) == (mention.id, "not_in_scheme")
    assert refused(sara.workspace.schemes.apply(new, {})) == "nothing_to_change"


def test_a_label_used_only_in_a_removed_article_is_retired_not_dropped(sara: Person) -> None:
    mention = sara.mention("موسكو", "GPE")
    done(sara.workspace.articles.remove([mention.article]))
    new = without(sara.workspace.scheme, Layer.ENTITIES, "GPE")
    assert preview(sara, new, {}).retired == ("entities:GPE",)
    done(sara.workspace.schemes.apply(new, {}))
    assert sara.workspace.scheme.label(Layer.ENTITIES, "GPE") is not None


def test_a_rename_is_one_step_and_reaches_removed_articles_and_relations(sara: Person) -> None:
    here, away = sara.mention("موسكو", "GPE"), sara.mention("موسكو", "GPE", article=1)
    one, two = sara.claim("إيران وروسيا"), sara.claim("وزير الخارجية")
    done(sara.workspace.relations.make(one.id, two.id, "supports"))
    done(sara.workspace.articles.remove([away.article]))
    before = everything(sara.workspace.project)
    new = without(sara.workspace.scheme, Layer.ENTITIES, "GPE", new=(b.label("STATE"),))
    backs = b.label("backs", head=("claim",), tail=("claim",))
    new = without(new, Layer.RELATIONS, "supports", new=(backs,))
    renames = {"GPE": "STATE", "supports": "backs"}
    assert preview(sara, new, renames).annotations_renamed == 3
    step = done(sara.workspace.schemes.apply(new, renames))
    assert len(step.changes) == 4
    assert (sara.now(here).label, sara.now(away).label) == ("STATE", "STATE")
    assert [relation.label for relation in sara.workspace.relations.of(one.id)] == ["backs"]
    assert sara.workspace.scheme.label(Layer.ENTITIES, "GPE") is None
    done(sara.workspace.history.undo())
    assert everything(sara.workspace.project) == before


def test_a_rename_of_what_is_not_there_is_refused(sara: Person) -> None:
    scheme = sara.workspace.scheme
    assert refused(sara.workspace.schemes.preview(scheme, {"NOPE": "GPE"})) == "unknown_label"
    assert refused(sara.workspace.schemes.apply(scheme, {"GPE": "NOPE"})) == "unknown_label"
    assert refused(sara.workspace.schemes.apply(scheme, {"GPE": "supports"})) == "unknown_label"


def test_roles_and_article_labels_that_are_gone_are_retired(sara: Person) -> None:
    claim = sara.claim("إيران وروسيا")
    done(sara.workspace.articles.set_label(claim.article, "genre", "news"))
    scheme = sara.workspace.scheme
    new = replace(scheme, roles=tuple(role for role in scheme.roles if role.key != "relay"), article_labels=())
    done(sara.workspace.schemes.apply(new, {}))
    role = sara.workspace.scheme.role("relay")
    assert role is not None
    assert role.retired
    assert [(one.key, one.retired) for one in sara.workspace.scheme.article_labels] == [("genre", True)]
    assert refused(sara.workspace.articles.set_label(claim.article, "genre", "opinion")) == "unknown_attribute"


def test_the_preview_names_changed_attributes_and_roles(sara: Person) -> None:
    scheme = sara.workspace.scheme
    assert preview(sara, scheme, {}).is_empty
    attributes: list[Attribute] = list(scheme.claims.attributes)
    attributes[0] = replace(attributes[0], default=attributes[0].values[-1].key)
    new = replace(
        scheme, claims=replace(scheme.claims, attributes=tuple(attributes)), roles=(*scheme.roles, b.role("x"))
    )
    assert set(preview(sara, new, {}).changed) == {f"claims.{attributes[0].key}", "roles:x"}


def test_another_window_sees_the_new_scheme(sara: Person, omar: Person) -> None:
    done(sara.workspace.schemes.apply(without(sara.workspace.scheme, Layer.ENTITIES, "MONEY"), {}))
    omar.workspace.poll()
    assert omar.workspace.scheme == sara.workspace.scheme


def test_a_scheme_with_retired_parts_is_written_and_read_as_it_is(sara: Person) -> None:
    sara.mention("موسكو", "GPE")
    done(sara.workspace.schemes.apply(without(sara.workspace.scheme, Layer.ENTITIES, "GPE"), {}))
    again = read_scheme(write_scheme(sara.workspace.scheme), file="x.toml")
    assert again == sara.workspace.scheme
    assert refused(sara.workspace.schemes.apply(again, {})) == "nothing_to_change"


@pytest.mark.parametrize("layer", list(Layer))
def test_every_layer_may_gain_a_label(sara: Person, layer: Layer) -> None:
    new = without(sara.workspace.scheme, layer, new=(b.label("extra"),))
    done(sara.workspace.schemes.apply(new, {}))
    assert sara.workspace.scheme.label(layer, "extra") is not None
