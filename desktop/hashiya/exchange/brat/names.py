"""Names that brat takes: letters of ASCII, digits, hyphen and underscore; any key becomes one, and it the key again."""

from __future__ import annotations

import re
from functools import lru_cache

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]|_(?=U[0-9A-F]{4,6}_)|-$")
_CODED = re.compile(r"_U([0-9A-F]{4,6})_")
_LAST_DIGITS = re.compile(r"[0-9]+$")


def _coded(letter: str) -> str:
    return f"_U{ord(letter):04X}_"


@lru_cache(4096)
def safe(key: str) -> str:
    """The key as a name; what brat does not take stands as _U0645_, so that a trailing hyphen is never its own."""
    return _UNSAFE.sub(lambda match: _coded(match[0]), key)


@lru_cache(4096)
def safe_role(key: str) -> str:
    """The key as the name of an argument, which brat numbers when it stands twice: its own digits are coded."""
    return _LAST_DIGITS.sub(lambda match: "".join(map(_coded, match[0])), safe(key))


@lru_cache(4096)
def key_of(name: str) -> str:
    """The key that the name stands for."""
    return _CODED.sub(_decoded, name.rstrip("-") or name)


def _decoded(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code and code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else match[0]
