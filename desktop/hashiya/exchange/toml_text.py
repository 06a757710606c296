"""TOML as people write it: arrays of tables at the first two levels, everything below them on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')


def toml_text(table: dict[str, Any]) -> str:
    """The table as TOML."""
    return "\n".join(_table(table, "")).strip("\n") + "\n"


def _table(table: dict[str, Any], path: str) -> Iterator[str]:
    """The lines of a table: its plain values first, then the tables and arrays of tables in it."""
    below = {key: value for key, value in table.items() if not path and isinstance(value, dict) and key != "name"}
    rows = {key: value for key, value in table.items() if _is_rows(value)}
    for key, value in table.items():
        if key not in below and key not in rows:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        if key in below:
            yield f"\n[{path}{_key(key)}]"
            yield from _table(value, f"{path}{_key(key)}.")
        elif key in rows:
            for row in value:
                yield f"\n[[{path}{_key(key)}]]"
                yield from (f"{_key(name)} = {_value(one)}" for name, one in row.items())


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if _is_rows(value):
        return "[\n" + "".join(f"    {_value(one)},\n" for one in value) + "]"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, int):
        return str(value)
    raise TypeError(f"no scheme has a {type(value).__name__}")


def _quoted(text: str) -> str:
    """A basic string: only what TOML does not allow as it is is escaped."""
    return '"' + _ESCAPED.sub(lambda match: _ESCAPES.get(match[0], f"\\u{ord(match[0]):04x}"), text) + '"'
