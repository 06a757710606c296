"""File names for articles: any id becomes a name that every system takes, and the name becomes the id again."""

from __future__ import annotations

import re
from hashlib import sha256

LONGEST = 180
"""Bytes of a name in UTF-8; file systems take 255, with an ending and a temporary one besides."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]|%(?=[0-9A-Fa-f]{2})|^[.~ ]|[. ]$')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?=\.|$)", re.IGNORECASE)
_ENCODED = re.compile("(?:%[0-9A-Fa-f]{2})+")


def file_stem(identifier: str) -> str:
    """The id as a file's name without ending: what a system may refuse stands as %XX."""
    safe = _FORBIDDEN.sub(lambda match: _percent(match[0]), identifier)
    if _RESERVED.match(safe):
        safe = _percent(safe[0]) + safe[1:]
    data = safe.encode("utf-8")
    if len(data) <= LONGEST:
        return safe
    return data[: LONGEST - 13].decode("utf-8", "ignore") + "-" + sha256(data).hexdigest()[:12]


def identifier_of(stem: str) -> str:
    """The id that a file's name stands for."""
    return _ENCODED.sub(_decoded, stem)


class FileNames:
    """Names for the articles of one export: two that a system would take for one get a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, identifier: str) -> str:
        """The article's file name without ending."""
        stem = file_stem(identifier)
        name, number = stem, 2
        while name.casefold() in self._taken:
            name, number = f"{stem}-{number}", number + 1
        self._taken.add(name.casefold())
        return name


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8"))


def _decoded(match: re.Match[str]) -> str:
    """What was encoded by `file_stem`; anything else stays, for people do write «100%20»."""
    text = bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")
    return text if "\ufffd" not in text and "\0" not in text else match[0]
