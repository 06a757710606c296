"""What msgspec does not say of a JSON text, or says badly: doubled keys, lone surrogates, unknown keys, in places."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from hashiya.domain.faults import Fault

SHOWN = 80
"""How many characters of what was found a fault shows."""

TYPE_CODES = {
    "int": "not_integer",
    "float": "not_number",
    "str": "not_text",
    "bool": "not_boolean",
    "object": "not_object",
    "array": "not_list",
}


class _Doubled(dict[str, Any]):
    """An object in which a key stands twice."""

    __slots__ = ("keys_twice",)

    keys_twice: list[str]


class _BadNumber(float):
    """NaN or Infinity, which JSON does not have."""

    __slots__ = ()


def shown(value: object) -> str:
    """The value as it stands in JSON, shortened, lone surrogates as escapes."""
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    written = json.dumps(value, ensure_ascii=False)
    written = written.encode("utf-8", "backslashreplace").decode()
    return written if len(written) <= SHOWN else written[: SHOWN - 1] + "…"


def json_faults(data: bytes, file: str, line: int | None = None) -> tuple[Any, list[Fault]]:
    """The JSON value, and the faults of its writing; the value is None when it cannot be told."""

    def fault(code: str, *, field: str = "", found: str | None = None, expected: str | None = None) -> Fault:
        return Fault(code, file=file, line=line, field=field or None, found=found, expected=expected)

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = " ".join(f"{byte:02X}" for byte in data[error.start : error.start + 4])
        return None, [fault("not_utf8", field=f"byte {error.start + 1}", found=found, expected="UTF-8")]
    if text.startswith("\ufeff"):
        return None, [fault("bom", field="character 1", found="U+FEFF", expected="{")]
    suspects: list[object] = []

    def noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            found = _doubled(found, [name for name, _ in pairs])
            suspects.append(found)
        return found

    def bad_number(name: str) -> _BadNumber:
        suspects.append(name)
        return _BadNumber(name)

    try:
        tree = json.loads(text, object_pairs_hook=noted, parse_constant=bad_number)
    except json.JSONDecodeError as error:
        place = f"character {error.pos + 1}"
        if error.pos >= len(text) or error.msg.startswith("Unterminated"):
            return None, [fault("cut_off", field=place, expected="JSON")]
        return None, [fault("not_json", field=place, found=shown(text[error.pos : error.pos + 20]), expected="JSON")]
    except RecursionError:
        return None, [fault("too_deep", field="")]
    except ValueError:
        return None, [fault("number_too_long", field="")]
    if not suspects and "\\ud" not in text and "\\uD" not in text:
        return tree, []
    return tree, [
        fault(code, field=path, found=found) for path, value in walk(tree) for code, path, found in _slips(path, value)
    ]


def _doubled(found: dict[str, Any], names: list[str]) -> _Doubled:
    doubled = _Doubled(found)
    doubled.keys_twice = [name for name in found if names.count(name) > 1]
    return doubled


def _slips(path: str, value: Any) -> Iterator[tuple[str, str, str]]:
    """Code, path and what was found, of what a JSON text must not have and the decoder lets pass."""
    if isinstance(value, dict):
        if isinstance(value, _Doubled):
            yield from (("doubled_key", _below(path, key), shown(key)) for key in value.keys_twice)
        yield from (("lone_surrogate", path, shown(key)) for key in value if not _sound(key))
    elif isinstance(value, str):
        if not _sound(value):
            yield "lone_surrogate", path, _surrogate(value)
    elif isinstance(value, _BadNumber):
        yield "not_number", path, str(float(value))


def _sound(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _surrogate(text: str) -> str:
    place = next(index for index, letter in enumerate(text) if "\ud800" <= letter <= "\udfff")
    return f"\\u{ord(text[place]):04x} ({place})"


def walk(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in the tree with its path, parents first."""
    waiting = [(path, tree)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        if isinstance(value, dict):
            waiting += [(_below(path, key), one) for key, one in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(f"{path}[{index}]", one) for index, one in reversed(list(enumerate(value)))]


def _below(path: str, key: str) -> str:
    key = key.encode("utf-8", "backslashreplace").decode()
    name = key if re.fullmatch(r"[\w-]+", key) else f"[{json.dumps(key, ensure_ascii=False)}]"
    return f"{path}.{name}" if path and not name.startswith("[") else f"{path}{name}"


def unknown_keys(tree: Any, known: Any, file: str, path: str = "") -> Iterator[Fault]:
    """Keys of the tree that the value which was made of it, as plain values again, does not have."""
    if isinstance(tree, dict) and isinstance(known, dict):
        for key, value in tree.items():
            if key not in known:
                yield Fault("unknown_key", file=file, field=_below(path, key), found=shown(key))
            else:
                yield from unknown_keys(value, known[key], file, _below(path, key))
    elif isinstance(tree, list) and isinstance(known, list | tuple):
        for index, (value, one) in enumerate(zip(tree, known, strict=False)):
            yield from unknown_keys(value, one, file, f"{path}[{index}]")


_MESSAGE = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>\$.*)`)?$", re.DOTALL)
_EXPECTED = re.compile(r"^Expected `(?P<expected>[^`]*)`, got `(?P<got>[^`]*)`")
_FIELD = re.compile(r"(?P<how>missing required|unknown) field `(?P<key>.*)`", re.DOTALL)


def type_fault(error: msgspec.ValidationError, tree: Any, *, file: str | None = None, line: int | None = None) -> Fault:
    """The fault that msgspec's message tells of, with its path and the value that stands there."""
    match = _MESSAGE.match(str(error))
    what, path = (match["what"], match["path"] or "$") if match else (str(error), "$")
    steps = re.findall(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]", path)
    got = _EXPECTED.match(what)
    value, field = _at(tree, [key or index for key, index in steps], got["got"] if got else None)
    lost = _FIELD.search(what)
    if lost:
        code = "missing_key" if lost["how"].startswith("missing") else "unknown_key"
        key = lost["key"]
        return Fault(code, file=file, line=line, field=_below(field, key), found=None, expected=key)
    if got:
        wanted = got["expected"].split(" | ")[0]
        code = TYPE_CODES.get(wanted, "wrong_type")
        return Fault(code, file=file, line=line, field=field, found=shown(value), expected=got["expected"])
    return _bound_fault(what, field, value, file=file, line=line)


def _bound_fault(what: str, field: str, value: Any, *, file: str | None, line: int | None) -> Fault:
    """The fault of a value of the right type that is not one of those allowed."""
    code, expected = "not_allowed", None
    last = field.rsplit(".", 1)[-1]
    if "matching regex" in what:
        code, expected = {
            "created": ("not_a_time", "2026-11-21T20:25:00.000Z"),
            "modified": ("not_a_time", "2026-11-21T20:25:00.000Z"),
            "origin": ("not_an_origin", "human, suggested:…, corrected:…, imported:…, proposed:…"),
            "sha256": ("not_a_digest", "SHA-256"),
        }.get(last, ("not_a_uuid", "UUID"))
    elif "`str` of length >= 1" in what:
        code = "empty_text"
    elif "of length 2" in what or "of length >= 1" in what or "`int` >= 0" in what:
        code, expected = "not_a_fragment", "[start, end]"
    elif "Invalid enum value" in what and field == "format":
        code, expected = "wrong_format", "hashiya/1"
    return Fault(code, file=file, line=line, field=field, found=shown(value), expected=expected)


def _at(tree: Any, steps: list[str], got: str | None) -> tuple[Any, str]:
    """The value at the path, and the path in words; `...` is the first entry of the type that was found."""
    path = ""
    for name in steps:
        step = name
        if step == "..." and isinstance(tree, dict):
            step = next((key for key, one in tree.items() if got is None or _kind(one) == got), "...")
        if isinstance(tree, dict):
            tree, path = tree.get(step), _below(path, step)
        elif isinstance(tree, list) and step.isdigit() and int(step) < len(tree):
            tree, path = tree[int(step)], f"{path}[{step}]"
    return tree, path


def _kind(value: Any) -> str:
    names = {dict: "object", list: "array", str: "str", bool: "bool", int: "int", float: "float", type(None): "null"}
    return names.get(type(value), "object")
