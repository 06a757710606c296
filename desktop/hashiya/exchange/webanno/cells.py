"""The cells of a WebAnno TSV file: escapes, stacks, disambiguation numbers, addresses."""

from __future__ import annotations

import re

_SPECIAL = {"\t": "\\t", "\n": "\\n", "\r": "\\r", **{sign: f"\\{sign}" for sign in "\\[]|_;*"}}
_TO_ESCAPE = re.compile(r"->|[\t\n\r\\\[\]|_;*]")
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_PLAIN = {"t": "\t", "n": "\n", "r": "\r"}
_NUMBER = re.compile(r"(?<!\\)((?:\\\\)*)\[(\d{1,9})\]$")
_ADDRESS = re.compile(r"(?P<row>\d{1,9}-\d{1,9}(?:\.\d{1,9})?)(?:\[(?P<ids>\d{1,9}(?:_\d{1,9})?)\])?")


def escaped(text: str) -> str:
    """The text as a cell's value."""
    return _TO_ESCAPE.sub(lambda match: _SPECIAL.get(match[0], "\\->"), text)


def escaped_line(text: str) -> str:
    """A piece of text without line end as it stands after `#Text=`, or in a token's column."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r")


def plain(value: str) -> str:
    """The value without its escapes."""
    return _ESCAPED.sub(lambda match: _PLAIN.get(match[1], match[1]), value)


def parted(cell: str, sign: str) -> list[str]:
    """The cell parted at the sign where that is not escaped."""
    parts, begun, place = [], 0, 0
    while place < len(cell):
        if cell[place] == "\\":
            place += 2
        elif cell[place] == sign:
            parts.append(cell[begun:place])
            place = begun = place + 1
        else:
            place += 1
    return [*parts, cell[begun:]]


def numbered(item: str) -> tuple[str, int]:
    """The item without its disambiguation number, and the number; 0 when it has none."""
    match = _NUMBER.search(item)
    return (item[: match.start() + len(match[1])], int(match[2])) if match else (item, 0)


def address(text: str) -> tuple[str, list[int]] | None:
    """The row that an address names, and its numbers; None when it is no address."""
    match = _ADDRESS.fullmatch(text.strip())
    return (match["row"], [int(one) for one in (match["ids"] or "0").split("_")]) if match else None
