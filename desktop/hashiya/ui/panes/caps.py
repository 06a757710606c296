"""What stands on a key cap."""

from __future__ import annotations

from hashiya.resources.messages import Messages
from hashiya.ui.keys.places import key_of_letter, letter_on


def cap_text(key: str, messages: Messages) -> str:
    """The key as its cap shows it: a digit alone in the chosen digits, a chord with letters as it is."""
    return messages.number(key) if key.isdigit() else key


def caps_of(keys: str, messages: Messages) -> tuple[str, ...]:
    """One cap for each key of a sequence, such as «C B»."""
    return tuple(cap_text(key, messages) for key in keys.split())


def both_letters(cap: str, messages: Messages) -> str:
    """Which key a cap of one letter means on a Latin and on an Arabic keyboard; empty for any other cap."""
    latin = cap if cap.isascii() else key_of_letter(cap) or ""
    arabic = letter_on(latin) if len(latin) == 1 and not latin.isdigit() else ""
    return messages.text("palette.labels.key_places", cap=latin, letter=arabic) if arabic else ""
