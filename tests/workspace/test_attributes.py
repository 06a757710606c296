"""Attributes: closed values, defaults, and what may be set only while another has a value."""

from __future__ import annotations

from dataclasses import replace

from hashiya.domain.annotation import Layer
from hashiya.workspace.placing import effective

from tests import builders as b
from tests.workspace.hands import Person, done, refused


def test_an_attribute_takes_only_the_values_of_the_scheme(sara: Person) -> None:
    claim = sara.claim("إيران وروسيا")
    assert refused(sara.workspace.set_attribute(claim.id, "act", "sing")) == "unknown_attribute"
    assert refused(sara.workspace.set_attribute(claim.id, "mention", "name")) == "unknown_attribute"
    assert refused(sara.workspace.set_attribute(claim.id, "act", None)) == "attribute_not_empty"
    done(sara.workspace.set_attribute(claim.id, "act", "deny"))
    assert sara.now(claim).attributes == {"act": "deny"}
    assert refused(sara.workspace.set_attribute(claim.id, "act", "deny")) == "nothing_to_change"


def test_a_default_that_somebody_chose_is_touched(sara: Person) -> None:
    claim = sara.claim("إيران وروسيا")
    scheme = sara.workspace.scheme
    assert effective(scheme, claim, "quote_form") == "indirect"
    assert effective(scheme, claim, "source_form") is None
    done(sara.workspace.set_attribute(claim.id, "quote_form", "indirect"))
    assert sara.now(claim).attributes == {"quote_form": "indirect"}


def test_check_worthy_is_cleared_in_the_step_in_which_verifiable_stops_being_yes(sara: Person) -> None:
    claim = sara.claim("إيران وروسيا")
    assert refused(sara.workspace.set_attribute(claim.id, "check_worthy", "yes")) == "attribute_not_now"
    done(sara.workspace.set_attribute(claim.id, "verifiable", "yes"))
    done(sara.workspace.set_attribute(claim.id, "check_worthy", "yes"))
    step = done(sara.workspace.set_attribute(claim.id, "verifiable", "unsure"))
    assert len(step.changes) == 1
    assert sara.now(claim).attributes == {"verifiable": "unsure"}
    done(sara.workspace.history.undo())
    assert sara.now(claim).attributes == {"verifiable": "yes", "check_worthy": "yes"}
    done(sara.workspace.set_attribute(claim.id, "verifiable", None))
    assert sara.now(claim).attributes == {"verifiable": None}


def test_what_hangs_on_a_cleared_attribute_is_cleared_too_in_whatever_order(sara: Person) -> None:
    scheme = sara.workspace.scheme
    third = b.attribute("urgent", "yes", "no", only_while=("check_worthy", "yes"))
    claims = replace(scheme.claims, attributes=(third, *scheme.claims.attributes))
    done(sara.workspace.schemes.apply(replace(scheme, claims=claims), {}))
    claim = sara.claim("إيران وروسيا")
    for key in ("verifiable", "check_worthy", "urgent"):
        done(sara.workspace.set_attribute(claim.id, key, "yes"))
    done(sara.workspace.set_attribute(claim.id, "verifiable", "no"))
    assert sara.now(claim).attributes == {"verifiable": "no"}


def test_retired_values_and_attributes_are_kept_but_not_offered(sara: Person) -> None:
    claim = sara.claim("إيران وروسيا")
    done(sara.workspace.set_attribute(claim.id, "act", "deny"))
    done(sara.workspace.set_attribute(claim.id, "polarity", "negated"))
    scheme = sara.workspace.scheme
    attributes = []
    for one in scheme.claims.attributes:
        values = tuple(value for value in one.values if value.key != "deny")
        if one.key != "polarity":
            attributes.append(replace(one, values=values))
    done(sara.workspace.schemes.apply(replace(scheme, claims=replace(scheme.claims, attributes=tuple(attributes))), {}))
    assert sara.now(claim).attributes == {"act": "deny", "polarity": "negated"}
    other = sara.claim("وزير الخارجية")
    assert refused(sara.workspace.set_attribute(other.id, "act", "deny")) == "unknown_attribute"
    assert refused(sara.workspace.set_attribute(other.id, "polarity", "negated")) == "unknown_attribute"
    kept = {one.key: one for one in sara.workspace.scheme.attributes(Layer.CLAIMS, "claim")}
    assert kept["polarity"].retired
    value = kept["act"].value("deny")
    assert value is not None
    assert value.retired
