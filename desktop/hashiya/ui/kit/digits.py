"""Numbers as they are shown: in Arabic or Latin digits, by one setting."""

from __future__ import annotations

_TO_ARABIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
_DIGITS_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DIGITS_TO_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def whole(number: int, *, arabic: bool) -> str:
    """A whole number with its thousands set apart: «3,902» or «٣٬٩٠٢»."""
    return _shown(f"{number:,}", arabic=arabic)


def decimal(number: float, places: int = 2, *, arabic: bool) -> str:
    """A number with so many places: «0.93» or «٠٫٩٣»."""
    return _shown(f"{number:,.{places}f}", arabic=arabic)


def percent(share: float, *, arabic: bool) -> str:
    """A share of 1 as a percentage: «20%» or «٢٠٪»."""
    return _shown(f"{share:.0%}", arabic=arabic)


def in_digits(text: str, *, arabic: bool) -> str:
    """The text with all its digits of one kind, and nothing else changed: for a key cap or a date."""
    return text.translate(_DIGITS_TO_ARABIC if arabic else _DIGITS_TO_LATIN)


def _shown(text: str, *, arabic: bool) -> str:
    return text.translate(_TO_ARABIC) if arabic else text
