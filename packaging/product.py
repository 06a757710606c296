"""What every package says of the program: its name, its version from the one place, its marks for the three systems."""

from __future__ import annotations

import re

from environment import ROOT

NAME = "hashiya"
TITLE = "Hashiya"
ARABIC_TITLE = "حاشية"
IDENTIFIER = "io.github.hashiya.Hashiya"
SUMMARY = "Annotate Arabic news: entities, claims, relations"
ARABIC_SUMMARY = "وسم نصوص الأخبار العربية: كيانات وادعاءات وعلاقات"
MAINTAINER = "The Hashiya contributors <hashiya@users.noreply.github.com>"
MIME_TYPE = "application/vnd.hashiya.project"
ENDING = "hashiya"
LANGUAGES = ("ar", "en")

BUILD = ROOT / "build" / "bundle"
"""Where all that is made for packages lies while it is made."""

DIST = ROOT / "dist"
"""Where the finished packages lie."""

_VERSION = re.compile(r'^__version__ = "(\d+\.\d+\.\d+(?:[a-z]+\d+)?)"$', re.MULTILINE)


def version() -> str:
    """The version, read from `hashiya/__init__.py` without importing it."""
    found = _VERSION.search((ROOT / "desktop" / "hashiya" / "__init__.py").read_text("utf-8"))
    if found is None:
        raise ValueError("desktop/hashiya/__init__.py says no version such as 1.2.3")
    return found[1]


def version_numbers() -> tuple[int, int, int, int]:
    """The version as the four numbers that Windows wants."""
    first, second, third = (int(part) for part in re.findall(r"\d+", version())[:3])
    return first, second, third, 0


def application_id() -> int:
    """The number that marks a project among SQLite files, as storage writes it."""
    schema = (ROOT / "desktop" / "hashiya" / "storage" / "schema.py").read_text("utf-8")
    found = re.search(r"^APPLICATION_ID = (0x[0-9A-Fa-f]{8})$", schema, re.MULTILINE)
    if found is None:
        raise ValueError("storage/schema.py says no APPLICATION_ID such as 0x48534859")
    return int(found[1], 16)
