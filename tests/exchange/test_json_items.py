"""JSON files value by value, in every layout, and what is wrong with those that are none."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from typing import Any

import pytest
from hashiya.domain.faults import FileFault
from hashiya.exchange import json_items as items
from hypothesis import given, settings
from hypothesis import strategies as st

VALUES = [{"text": 'سطر\n"،{[ \\" 😀', "n": [[1, 2], {"a": []}]}, {"text": "}"}, {}]


def values(data: bytes, **limits: int) -> list[Any]:
    return list(items.json_values(io.BytesIO(data), "x.json", **limits))


def dumped(indent: int | None = None) -> list[str]:
    return [json.dumps(one, ensure_ascii=False, indent=indent) for one in VALUES]


@pytest.mark.parametrize("size", [1, 2, 7, 1 << 18])
@pytest.mark.parametrize(
    "text",
    ["\n".join(dumped()), "\r\n".join(dumped()) + "\n", "\n".join(dumped(2)), "".join(dumped()),
     "[" + ",".join(dumped()) + "]", "\ufeff[\n" + ",\n".join(dumped(1)) + "\n]\n"],
)  # fmt: skip
def test_every_layout_gives_the_same_values(text: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "CHUNK", size)
    assert [value for _, value in values(text.encode())] == VALUES


def test_lines_are_told() -> None:
    assert [line for line, _ in values(b'[\n{"a":\n1},\n\n{"b": 2}\n]')] == [2, 5]
    assert [line for line, _ in values(b'{}\n{}\n\n{"a":\n1}{}')] == [1, 2, 4, 5]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b'{"a": 1', "cut_off"), (b'[{"a": 1}', "cut_off"), (b"[", "cut_off"), (b"nonsense", "not_json"),
     (b"[,{}]", "not_json"), (b'{"a": "\\ud800"}', "lone_surrogate"), (b'{"a": 1}]', "not_json"),
     (b"[{}] x", "not_json"), (b'{"a": }', "not_json"), (b"[" * 10_000, "too_deep"), (b'{"a": "\xff"}', "not_utf8")],
)  # fmt: skip
def test_what_is_no_json_is_a_fault(data: bytes, code: str) -> None:
    with pytest.raises(FileFault) as failed:
        values(data)
    assert failed.value.fault.code == code
    assert failed.value.fault.line == 1


def test_a_value_without_end_is_given_up() -> None:
    with pytest.raises(FileFault) as failed:
        values(b'{"a": "' + b"x" * (1 << 20), longest=1 << 19)
    assert failed.value.fault.code == "line_too_long"


json_objects = st.dictionaries(
    st.text(max_size=4), st.recursive(st.none() | st.text(max_size=5) | st.integers(), st.lists, max_leaves=6)
)


@settings(max_examples=100, deadline=None)
@given(st.lists(json_objects, min_size=1), st.booleans(), st.sampled_from([None, 1]))
def test_whatever_json_writes_is_read(made: list[Any], array: bool, indent: int | None) -> None:
    text = json.dumps(made, indent=indent) if array else "\n".join(json.dumps(one, indent=indent) for one in made)
    if '"\\ud' not in text.lower():
        assert [value for _, value in values(text.encode())] == made


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.text('{}[]",:\\ \n1a', max_size=40).map(str.encode))
def test_any_bytes_give_values_or_a_fault(data: bytes) -> None:
    with suppress(FileFault):
        values(data)
