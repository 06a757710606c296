"""A fault as one sentence: where it is, what was found, what was expected."""

from __future__ import annotations

from pathlib import PurePath

from hashiya.domain.faults import Fault
from hashiya.resources.messages import Messages

_COUNTED = frozenset({"reading.unit_taken", "formats_doccano.unit_guessed"})
"""What was found and what was expected is what offsets count: a unit, and how line ends count."""


def fault_sentence(fault: Fault, messages: Messages) -> str:
    """The fault with its place, in the language of the messages."""
    where = _where(fault, messages)
    what = fault_words(fault, messages)
    if not where:
        return what
    # Both parts are in the sentence's language, and have isolated their own values already.
    return messages.text("fault.where.sentence").format(where=where, what=what)


def fault_words(fault: Fault, messages: Messages) -> str:
    """What is wrong, without the place."""
    if fault.code in _COUNTED:
        found, expected = _counted(fault.found, messages), _counted(fault.expected, messages)
        return messages.text(fault.code, found=found, expected=expected)
    # Codes with a dot are whole keys: the remarks of readers stand in areas of their own.
    key = fault.code if "." in fault.code else f"fault.{fault.code}"
    return messages.text(key, found=fault.found or "", expected=fault.expected or "", field=fault.field or "")


def _counted(names: str | None, messages: Messages) -> str:
    words = [messages.text(f"reading.counted.{name}") for name in (names or "").split(", ") if name]
    return messages.text("fault.where.join").join(words)


def _where(fault: Fault, messages: Messages) -> str:
    parts = []
    if fault.file is not None:
        parts.append(messages.text("fault.where.file", file=PurePath(fault.file).name))
    if fault.line is not None:
        parts.append(messages.text("fault.where.line", line=fault.line))
    if fault.article is not None:
        parts.append(messages.text("fault.where.article", article=fault.article))
    if fault.field is not None:
        kind, _, place = fault.field.partition(" ")
        if kind in {"character", "byte"} and place.isdecimal():
            parts.append(messages.text(f"fault.where.{kind}", place=int(place)))
        else:
            parts.append(messages.text("fault.where.field", field=fault.field))
    return messages.text("fault.where.join").join(parts)
