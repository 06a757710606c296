"""What stands on a key cap."""

from __future__ import annotations

from hashiya.resources.messages import Messages


def cap_text(key: str, messages: Messages) -> str:
    """The key as its cap shows it: a digit alone in the chosen digits, a chord with letters as it is."""
    return messages.number(key) if key.isdigit() else key


def caps_of(keys: str, messages: Messages) -> tuple[str, ...]:
    """One cap for each key of a sequence, such as «C B»."""
    return tuple(cap_text(key, messages) for key in keys.split())
