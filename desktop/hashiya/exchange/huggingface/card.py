"""The README.md of a data set: the features that its head declares, and the names of class labels in such heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

_NAME = re.compile(r"^(?P<indent>\s*)- name:\s*(?P<name>\S.*?)\s*$")
_CLASS = re.compile(r"^\s*['\"]?(?P<number>\d{1,6})['\"]?:\s*(?P<label>.+?)\s*$")

TEXTS = ("id", "text", "language", "about")
SPLITS: Mapping[str, str] = {"dev": "validation"}
"""What the library calls our parts."""
_MARK = (("id", "string"), ("label", "string"), ("start", "int64"), ("end", "int64"), ("text", "string"))
LISTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "regions": (*_MARK, ("details", "string")),
    "entities": (*_MARK, ("referent", "string"), ("annotator", "string"), ("details", "string")),
    "claims": (*_MARK, ("annotator", "string"), ("details", "string")),
    "roles": (
        *(("claim", "string"), ("role", "string"), ("annotation", "string"), ("referent", "string")),
        *(("start", "int64"), ("end", "int64"), ("text", "string")),
    ),
    "relations": (
        *(("id", "string"), ("label", "string"), ("head", "string"), ("tail", "string")),
        *(("tail_article", "string"), ("details", "string")),
    ),
}
"""The lists of a row: the keys of their entries with what stands there."""


def card_of(program: str, files: Mapping[str, tuple[str, int]], tags: Sequence[str] | None) -> str:
    """The README.md; `files` are path and number of rows by split, `tags` the names of `ner_tags`, if there are any."""
    lines = ["---", "configs:", "- config_name: default", "  data_files:"]
    for split, (path, count) in files.items():
        # Of a split without rows the library would say that it has no data, and load none of the others.
        if count or len(files) == 1:
            lines += [f"  - split: {SPLITS.get(split, split)}", f"    path: {path}"]
    lines += ["dataset_info:", "  features:"]
    for name in TEXTS:
        lines += [f"  - name: {name}", "    dtype: string"]
    for name, told in LISTS.items():
        lines += [f"  - name: {name}", "    list:"]
        for key, kind in told:
            lines += [f"    - name: {key}", f"      dtype: {kind}"]
    if tags is not None:
        lines += ["  - name: tokens", "    list: string", "  - name: ner_tags", "    list:", "      class_label:"]
        lines += ["        names:", *(f"          '{number}': {_quoted(tag)}" for number, tag in enumerate(tags))]
    lines += ["---", ""]
    lines.append(
        f"Written by {program}. Offsets count Unicode code points of `text`, end exclusive: `text[start:end]`."
    )
    lines += ["", *(f"* {path}: {count}" for path, count in files.values()), ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()


def names_in_card(text: str) -> dict[str, list[str]]:
    """The names of each feature of class labels that the README's head declares."""
    found: dict[str, dict[int, str]] = {}
    feature, inside = "", False
    for line in text.partition("---")[2].partition("\n---")[0].split("\n"):
        if match := _NAME.match(line):
            feature, inside = match["name"].strip("'\""), False
        elif line.strip() == "names:":
            inside = True
        elif inside and (told := _CLASS.match(line)):
            found.setdefault(feature, {})[int(told["number"])] = _unquoted(told["label"])
        else:
            inside = False
    return {name: _in_order(told) for name, told in found.items()}


def _in_order(told: Mapping[int, str]) -> list[str]:
    return [told.get(number, str(number)) for number in range(min(max(told) + 1, 1 << 16))]


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return msgspec.json.decode(text, type=str)
        except msgspec.DecodeError:
            return text[1:-1]
    return text[1:-1].replace("''", "'") if len(text) > 1 and text[0] == text[-1] == "'" else text


def names_in_info(tree: Any) -> dict[str, list[str]]:
    """The names of each feature of class labels in a dataset_info.json."""
    return dict(_named(tree, ""))


def _named(tree: Any, feature: str) -> Iterator[tuple[str, list[str]]]:
    if not isinstance(tree, dict):
        return
    names = tree.get("names")
    if isinstance(names, list) and all(isinstance(one, str) for one in names):
        yield feature, names
    for key, value in tree.items():
        yield from _named(value, feature if key in ("feature", "class_label", "list") else key)
