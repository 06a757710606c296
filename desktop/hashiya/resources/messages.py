"""Every text that a person reads, by key, in Arabic and English, with plural forms and isolated values."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from hashiya.resources import resource

LANGUAGES = ("ar", "en")
ISOLATE_FIRST, ISOLATE_END = "\u2068", "\u2069"
_MARKS = {"ar": "\u200f", "en": "\u200e"}
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def plural_form(language: str, count: int) -> str:
    """The plural category of a whole number (Unicode CLDR, plural rules of ar and en)."""
    if language != "ar":
        return "one" if count == 1 else "other"
    exact = {0: "zero", 1: "one", 2: "two"}
    if count in exact:
        return exact[count]
    rest = count % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"


@cache
def _area(language: str, area: str) -> dict[str, str | dict[str, str]]:
    """The messages of one area, flat: `area.key`, or `area.group.key`; a table of plural forms stays a table."""
    found: dict[str, str | dict[str, str]] = {}
    try:
        text = resource(f"i18n/{language}/{area}.toml").read_text("utf-8")
    except FileNotFoundError:
        return found
    _flatten(tomllib.loads(text), area, found)
    return found


def _message(language: str, key: str) -> str | dict[str, str]:
    """The message with this key; an area is read when it is first asked for: a start needs half of them."""
    return _area(language, key.partition(".")[0])[key]


def _flatten(table: dict[str, Any], prefix: str, into: dict[str, str | dict[str, str]]) -> None:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict) and "other" not in value:
            _flatten(value, name, into)
        else:
            into[name] = value


def keys(language: str) -> frozenset[str]:
    """The keys that the language has a message for."""
    files = (file.name for file in resource(f"i18n/{language}").iterdir())
    areas = (name.removesuffix(".toml") for name in files if name.endswith(".toml"))
    return frozenset(key for area in areas for key in _area(language, area))


def forms(language: str, key: str) -> dict[str, str]:
    """The plural forms of a message; one under `other` when it has no plural."""
    message = _message(language, key)
    return {"other": message} if isinstance(message, str) else message


class Messages:
    """The messages of one language, numbers in Arabic or Latin digits.

    Every value put into a sentence stands between U+2068 and U+2069, so that a Latin file name keeps its order in
    an Arabic sentence and the other way round; `isolate` False leaves that out, for a terminal that paths are copied
    from.
    """

    def __init__(self, language: str, *, arabic_digits: bool | None = None, isolate: bool = True) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no messages in {language!r}")
        self.language = language
        self._isolate = isolate
        self.arabic_digits = language == "ar" if arabic_digits is None else arabic_digits

    def number(self, number: int | str) -> str:
        """The number in the chosen digits."""
        text = str(number)
        return text.translate(ARABIC_DIGITS) if self.arabic_digits else text

    def text(self, key: str, *, count: int | None = None, **values: object) -> str:
        """The message; `count` chooses its plural form and stands in it as {count}; KeyError when there is none."""
        message = _message(self.language, key)
        if not isinstance(message, str):
            form = plural_form(self.language, count if count is not None else 0)
            message = message.get(form, message["other"])
        if count is None and not values:
            return message
        filled = {name: self._isolated(value) for name, value in values.items()}
        if count is not None:
            filled["count"] = self.number(count)
        return message.format_map(filled)

    def _isolated(self, value: object) -> str:
        if isinstance(value, int):
            return self.number(value)
        text = str(value)
        if not self._isolate:
            return text
        # The first strong character decides an isolate's direction, and those in isolates of its own do not count:
        # a message whose first word is a value would lose the direction of its language.
        mark = _MARKS[self.language] if text.startswith(ISOLATE_FIRST) else ""
        return f"{ISOLATE_FIRST}{mark}{text}{ISOLATE_END}"
