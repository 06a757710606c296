"""Texts for the tests of Arabic: the seed articles, and strings of every awkward character."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

SEEDS = tuple(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt")))

AWKWARD = (
    "ابلوفكسيةىؤئءأإآلﻻﷲیکگ"
    "\u064b\u064e\u0651\u0670\u0640"
    "٠١٢۳1204 abcÉé"
    ".,:/-%٪٫٬،؛؟!?…«»“”\"'()_@#"
    "\n\r\u2029\u00a0\u200b\u200c\u200d\u200e\u200f\u202b\u202c\u2067\u2069\ufeff\ufffe\u00ad"
    "😀👍🏽👩❤\ufe0f🇸🇾\u20e3\u0301ह\u0940\U000e0067"
)

texts = st.text(alphabet=st.sampled_from(AWKWARD), max_size=60) | st.text(max_size=30)
"""Any text, most of it out of the awkward characters."""
