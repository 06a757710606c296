"""Tips of the panes: a heading, a sentence that wraps, and a note under it, in the interface's direction."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt

_SENTENCE_END = re.compile(r"(?<=[.؟!?])\s")


def tip(title: str, words: str = "", note: str = "", *, direction: Qt.LayoutDirection) -> str:
    """The tip as rich text, so that Qt wraps it."""
    from html import escape  # a start shows no tip

    way = "rtl" if direction is Qt.LayoutDirection.RightToLeft else "ltr"
    lines = [f"<b>{escape(title)}</b>"] + [escape(line) for line in (words, note) if line]
    return f"<div dir='{way}' style='white-space: normal'>{'<br>'.join(lines)}</div>"


def first_sentence(text: str) -> str:
    """The text up to the end of its first sentence."""
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
