"""Which stroke does what, and what is refused."""

from __future__ import annotations

import pytest
from hashiya.ui.keys.bindings import Binding, Bindings, Refused
from hashiya.ui.keys.strokes import Stroke, parse
from hypothesis import given
from hypothesis import strategies as st

DEFAULTS = (
    Binding.of("undo", "everywhere", "Ctrl+Z"),
    Binding.of("redo", "everywhere", "Ctrl+Y", "Ctrl+Shift+Z"),
    Binding.of("keys_now", "viewer", "?", "Shift+/"),
    Binding.of("claim", "viewer", "C"),
    Binding.of("card", "viewer", "Enter"),
    Binding.of("label:GPE", "viewer", "4"),
    Binding.of("role:source", "claim_open", "S"),
    Binding.of("accept", "review", "Enter"),
    Binding.of("walk_to", "list", "Enter"),
    Binding.of("about", "everywhere"),
)


def strokes(*texts: str) -> tuple[Stroke, ...]:
    return tuple(parse(text) for text in texts)


def test_a_stroke_finds_its_action_in_the_inner_context_first() -> None:
    bindings = Bindings(DEFAULTS)
    assert bindings.lookup(parse("Enter"), ("review", "viewer")) == "accept"
    assert bindings.lookup(parse("Enter"), ("viewer",)) == "card"
    assert bindings.lookup(parse("Ctrl+Z"), ()) == "undo"
    assert bindings.lookup(parse("S"), ("viewer",)) is None
    assert bindings.lookup(parse("S"), ("claim_open", "viewer")) == "role:source"
    assert bindings.strokes("keys_now") == strokes("?")


@pytest.mark.parametrize(
    ("action", "wanted", "reason", "taken_by"),
    [
        ("claim", "4", Refused.CLASH, "label:GPE"),
        ("claim", "Ctrl+Z", Refused.CLASH, "undo"),
        ("claim", "S", Refused.CLASH, "role:source"),
        ("undo", "Ctrl+Y", Refused.CLASH, "redo"),
        ("undo", "Z", Refused.TYPING, None),
        ("claim", "Alt+C", Refused.RESERVED, None),
        ("claim", "Ctrl+Alt+[", Refused.RESERVED, None),
        ("claim", "Alt+Shift+[", Refused.RESERVED, None),
        ("claim", "Insert", Refused.RESERVED, None),
    ],
)
def test_a_stroke_that_is_taken_or_reserved_is_refused(
    action: str, wanted: str, reason: Refused, taken_by: str | None
) -> None:
    bindings = Bindings(DEFAULTS)
    refusal = bindings.change(action, strokes(wanted))
    assert refusal is not None
    assert (refusal.reason, refusal.stroke, refusal.taken_by) == (reason, parse(wanted), taken_by)
    assert bindings.strokes(action) == next(one.strokes for one in DEFAULTS if one.action == action)
    assert bindings.to_dict() == {}


def test_states_of_their_own_may_have_the_strokes_of_the_viewer() -> None:
    bindings = Bindings(DEFAULTS)
    assert bindings.change("accept", strokes("C")) is None
    assert bindings.lookup(parse("C"), ("review", "viewer")) == "accept"
    assert bindings.lookup(parse("C"), ("viewer",)) == "claim"


def test_a_change_is_kept_looked_up_and_taken_back() -> None:
    bindings = Bindings(DEFAULTS)
    assert bindings.change("claim", strokes("Y")) is None
    assert bindings.lookup(parse("Y"), ("viewer",)) == "claim"
    assert bindings.lookup(parse("C"), ("viewer",)) is None
    assert bindings.to_dict() == {"claim": ["Y"]}
    again = Bindings(DEFAULTS, bindings.to_dict())
    assert again.lookup(parse("Y"), ("viewer",)) == "claim"
    assert again.change("label:GPE", strokes("C")) is None
    refused = again.reset("claim")
    assert refused is not None
    assert refused.taken_by == "label:GPE"
    again.reset_all()
    assert again.to_dict() == {}
    assert again.lookup(parse("C"), ("viewer",)) == "claim"


def test_an_action_may_have_no_key() -> None:
    bindings = Bindings(DEFAULTS)
    assert bindings.change("claim", ()) is None
    assert bindings.strokes("claim") == ()
    assert Bindings(DEFAULTS, bindings.to_dict()).lookup(parse("C"), ("viewer",)) is None


def test_changes_from_settings_may_swap_two_keys() -> None:
    bindings = Bindings(DEFAULTS, {"claim": ["4"], "label:GPE": ["C"]})
    assert bindings.left_out == ()
    assert bindings.lookup(parse("4"), ("viewer",)) == "claim"
    assert bindings.lookup(parse("C"), ("viewer",)) == "label:GPE"


def test_bad_changes_from_settings_are_left_out_and_said() -> None:
    bindings = Bindings(DEFAULTS, {"claim": ["4"], "gone": ["Y"], "undo": ["ؤ"], "redo": ["Ctrl+R"]})
    assert set(bindings.left_out) == {"claim", "gone", "undo"}
    assert bindings.strokes("claim") == strokes("C")
    assert bindings.strokes("redo") == strokes("Ctrl+R")


def test_defaults_that_clash_are_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="is the key of claim"):
        Bindings((*DEFAULTS, Binding.of("other", "claim_open", "C")))


@given(
    st.dictionaries(st.sampled_from([one.action for one in DEFAULTS]), st.lists(st.sampled_from("CSY4"), max_size=2))
)
def test_whatever_is_in_the_settings_each_stroke_has_one_action(changes: dict[str, list[str]]) -> None:
    bindings = Bindings(DEFAULTS, changes)
    owners: dict[Stroke, str] = {}
    for binding in DEFAULTS:
        if binding.context in {"viewer", "claim_open", "everywhere"}:
            for stroke in bindings.strokes(binding.action):
                assert owners.setdefault(stroke, binding.action) == binding.action
                assert bindings.lookup(stroke, ("claim_open", "viewer")) == binding.action
    assert Bindings(DEFAULTS, bindings.to_dict()).to_dict() == bindings.to_dict()
