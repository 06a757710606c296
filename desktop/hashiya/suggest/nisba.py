"""Adjectives of origin: made from the names of states (روسيا → روسي) and inflected (الروسية، الروسيين)."""

from __future__ import annotations

from hashiya.arabic.folding import fold_key

_ARTICLE = "ال"
_DROPPED_ENDINGS = ("يا", "ا", "ه", "و", "ي")
_INFLECTED = ("", "ه", "ا", "ين", "ون", "ان", "تين", "تان", "ات")


def derived(name: str) -> str | None:
    """The folded masculine adjective of a one-word state's name; None where no rule gives it."""
    # ألمانيا has no article, though it looks so when folded.
    stem = fold_key(name.removeprefix(_ARTICLE))
    if " " in stem or len(stem) < 3:
        return None
    for ending in _DROPPED_ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem.removesuffix(ending)
            break
    return f"{stem}ي"


def inflected(adjective: str) -> tuple[str, ...]:
    """Every form of a folded masculine adjective, without and with the article; of two words the first is inflected."""
    first, _, rest = adjective.partition(" ")
    if rest:
        return (
            adjective,
            f"{_ARTICLE}{first} {rest}",
            f"{_ARTICLE}{first}ه {rest}ه",
            f"{_ARTICLE}{first} {_ARTICLE}{rest}",
        )
    bare = [first + ending for ending in _INFLECTED]
    return (*bare, *(_ARTICLE + form for form in bare))
