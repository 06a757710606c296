"""Newer versions of the program: whom a person may ask for them, what is asked, and what the answer means."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from hashiya import __version__

UPDATE_ADDRESS = ""
"""Where the newest version is told, an https address; this build names none. The one place to name it.

The answer is a JSON object with `version` and `notes` (an https address); `tag_name` and `html_url`, as hosts of
releases call them, do as well.
"""

MOST_BYTES = 256_000
_VERSION = re.compile(r"v?(\d+(?:\.\d+){0,5})([a-z]+\d*)?", re.ASCII)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Release:
    """The newest version that there is, and where one reads what is new in it; empty when the answer names no place."""

    version: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question for the newest version: whom it goes to, and every line of it."""

    address: str

    @property
    def host(self) -> str:
        """Who is asked."""
        return urlsplit(self.address).netloc

    @property
    def is_on_this_computer(self) -> bool:
        """Whether the question does not leave the computer."""
        return urlsplit(self.address).hostname in _LOOPBACK

    @property
    def may_be_asked(self) -> bool:
        """Whether it goes over an encrypted connection, or does not leave the computer."""
        parts = urlsplit(self.address)
        return bool(parts.hostname) and (
            parts.scheme == "https" or (parts.scheme == "http" and self.is_on_this_computer)
        )

    @property
    def headers(self) -> dict[str, str]:
        """What the question says besides its address; all of it, so that nothing is added that was not shown."""
        return {
            "Host": self.host,
            "User-Agent": f"hashiya/{__version__}",
            "Accept": "application/json",
            "Accept-Language": "*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }

    def lines(self) -> list[str]:
        """The question as it goes over the line."""
        parts = urlsplit(self.address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers.items())]


def read_release(answer: bytes) -> Release:
    """What the answer says; ValueError when it is none."""
    if len(answer) > MOST_BYTES:
        raise ValueError("the answer is too long")
    told = json.loads(answer)  # a ValueError of its own when it is no JSON, or no UTF-8
    values = told if isinstance(told, dict) else {}
    version, notes = values.get("version") or values.get("tag_name"), values.get("notes") or values.get("html_url")
    if not isinstance(version, str) or len(version) > 60 or not _VERSION.fullmatch(version):
        raise ValueError("the answer names no version")
    return Release(version.removeprefix("v"), notes if isinstance(notes, str) and _is_page(notes) else "")


def is_newer(version: str, than: str = __version__) -> bool:
    """Whether the version comes after the other: 0.10 after 0.9, 1.0 after 1.0rc1."""
    return _order(version) > _order(than)


def _order(version: str) -> tuple[tuple[int, ...], bool, str]:
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ValueError(f"no version: {version!r}")
    numbers = [int(part) for part in found[1].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers), found[2] is None, found[2] or ""


def _is_page(address: str) -> bool:
    """Whether it is a plain address of a page that may be shown and opened."""
    parts = urlsplit(address)
    is_plain = len(address) < 500 and address.isascii() and address.isprintable() and " " not in address
    return is_plain and parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
