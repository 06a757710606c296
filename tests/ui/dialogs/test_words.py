"""Every message of the dialogs holds together with values that read the other way, and for every number."""

from __future__ import annotations

import re

import pytest
from hashiya.resources.messages import LANGUAGES, Messages, forms, keys

AREAS = (
    "about", "annotator", "crash", "dialog", "export_", "history", "import_", "keys", "metadata", "overview",
    "referents", "scheme", "settings",
)  # fmt: skip
VALUES = ("C:\\x (1).txt", "مقال.txt")
NUMBERS = (0, 1, 2, 3, 10, 11, 99, 100, 101)
ARABIC_FORMS = {"zero", "one", "two", "few", "many", "other"}


def _messages(language: str) -> list[str]:
    return sorted(key for key in keys(language) if key.partition(".")[0] in AREAS)


def test_both_languages_say_the_same_things() -> None:
    assert _messages("ar") == _messages("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", VALUES)
def test_every_value_stands_alone_in_every_message(language: str, value: str) -> None:
    said = Messages(language)
    for key in _messages(language):
        every = forms(language, key)
        names = {name for text in every.values() for name in re.findall(r"{(\w+)}", text)} - {"count"}
        for count in NUMBERS if len(every) > 1 else (None,):
            text = said.text(key, count=count, **dict.fromkeys(names, value))
            assert text.count(f"\u2068{value}\u2069") == (text.count(value)), key
            assert "{" not in text, key


def test_arabic_numbers_have_their_forms() -> None:
    for key in _messages("ar"):
        every = forms("ar", key)
        if len(every) > 1:
            assert set(every) >= ARABIC_FORMS - {"zero"}, key
            # Two things are said in the dual, without the figure.
            assert "{count}" not in every["two"] or key == "import_.of", key


def test_arabic_sentences_have_arabic_marks() -> None:
    for key in _messages("ar"):
        for text in forms("ar", key).values():
            assert not re.search(r"[,;?](?![A-Za-z0-9*);])", text), key
