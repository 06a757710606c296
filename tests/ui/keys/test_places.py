"""Places of keys and the letters on them."""

from __future__ import annotations

import pytest
from hashiya.ui.keys.places import key_at, key_of_letter, letter_on
from hashiya.ui.keys.strokes import DIGITS, LETTERS, SIGNS

from tests.ui.keys.events import X11

DESIGN = [
    "Q",
    "ض",
    "P",
    "ح",
    "H",
    "ا",
    "V",
    "ر",
    "W",
    "ص",
    "[",
    "ج",
    "J",
    "ت",
    "B",
    "لا",
    "E",
    "ث",
    "]",
    "د",
    "K",
    "ن",
    "N",
    "ى",
    "R",
    "ق",
    "A",
    "ش",
    "L",
    "م",
    "M",
    "ة",
    "T",
    "ف",
    "S",
    "س",
    ";",
    "ك",
    ",",
    "و",
    "Y",
    "غ",
    "D",
    "ي",
    "'",
    "ط",
    ".",
    "ز",
    "U",
    "ع",
    "F",
    "ب",
    "Z",
    "ئ",
    "/",
    "ظ",
    "I",
    "ه",
    "G",
    "ل",
    "X",
    "ء",
    "O",
    "خ",
    "C",
    "ؤ",
]


@pytest.mark.parametrize(("key", "letter"), list(zip(DESIGN[::2], DESIGN[1::2], strict=True)))
def test_the_letters_of_the_design(key: str, letter: str) -> None:
    assert letter_on(key, platform="linux") == letter
    assert key_of_letter("ﻻ" if letter == "لا" else letter, platform="linux") == key


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_key_of_the_writing_block_has_a_place(platform: str) -> None:
    codes = range(150)
    found = {key_at(code, code, platform=platform) for code in codes} - {None}
    missing = {*LETTERS, *DIGITS, *SIGNS, "Space"} - found
    # A is the virtual key 0, which an event without codes carries too.
    assert missing == ({"A"} if platform == "darwin" else set())


def test_the_scan_codes_that_were_seen() -> None:
    assert [key_at(code, platform="linux") for code in (54, 24, 34)] == ["C", "Q", "["]
    assert all(key_at(code, platform="linux") == key for key, code in X11.items())
    assert key_at(0, platform="linux") is None


def test_the_macintosh_layout_goes_first_on_macos() -> None:
    assert key_of_letter("ظ", platform="darwin") == "Z"
    assert key_of_letter("ظ", platform="linux") == "/"
    assert letter_on("Z", platform="darwin") == "ظ"
    assert key_of_letter("ض", platform="darwin") == "Q"
    assert letter_on("1") == ""
