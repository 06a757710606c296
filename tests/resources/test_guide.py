"""The guide: the same pages in both languages, keys that the program has, signs in their order in Arabic."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "resources" / "guide"
PAGES = tuple(
    f"{name}.md"
    for name in (
        "backups-and-safety",
        "first-ten-minutes",
        "formats",
        "guideline",
        "keys",
        "moving",
        "questions",
        "scheme",
        "search",
        "suggestions",
    )
)
CODE = re.compile(r"`([^`]+)`")
ISOLATES = str.maketrans("", "", "\u2066\u2069")


def page(language: str, name: str) -> str:
    return (GUIDE / language / name).read_text("utf-8")


def headings(text: str) -> list[int]:
    """The levels of the headings, in order."""
    return [len(line) - len(line.lstrip("#")) for line in text.splitlines() if line.startswith("#")]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_page_is_missing_and_none_is_without_a_place(language: str) -> None:
    assert sorted(path.name for path in (GUIDE / language).iterdir()) == list(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_same_parts_and_keys_in_both_languages(name: str) -> None:
    arabic, english = page("ar", name), page("en", name)
    assert headings(arabic) == headings(english)
    assert headings(arabic)[0] == 1
    assert sorted(CODE.findall(arabic.translate(ISOLATES))) == sorted(CODE.findall(english))


@pytest.mark.parametrize("name", PAGES)
def test_signs_in_arabic_pages_stand_in_isolates(name: str) -> None:
    for code in CODE.findall(page("ar", name)):
        if re.search(r"[^A-Za-z0-9]", code):
            assert code[0] == "\u2066", code
            assert code[-1] == "\u2069", code


def test_arabic_pages_have_arabic_punctuation() -> None:
    for name in PAGES:
        prose = CODE.sub("", page("ar", name))
        assert not re.search(r"[ء-ي]\s?[,;?]", prose), name
