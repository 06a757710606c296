"""What single formats let one choose when they are read or written, beyond what all share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choosable:
    """One choice: the option's name, and its values; the first is what happens when nobody chooses."""

    name: str
    values: tuple[str, ...]


_TOKENS = ("iob2", "iob1", "bilou", "conll2003", "wojood")

READING: dict[str, Choosable] = {
    "html": Choosable("boilerplate", ("cut", "keep")),
    "brat": Choosable("annotators", ("one", "folders")),
    "doccano": Choosable("unit", ("guessed", "codepoint", "utf16", "grapheme")),
    "prodigy": Choosable("answers", ("accepted", "all")),
    **{name: Choosable("article", ("document", "sentence")) for name in _TOKENS},
}
"""By the name of the format that is read."""

WRITING: dict[str, Choosable] = {
    "huggingface": Choosable("tokens", ("no", "yes")),
    "huggingface-parquet": Choosable("tokens", ("no", "yes")),
    "html-report": Choosable("language", ("ar", "en")),
    "pdf-report": Choosable("language", ("ar", "en")),
    "refi-codebook": Choosable("language", ("ar", "en")),
    **{name: Choosable("clitics", ("whole", "split")) for name in _TOKENS},
}
"""By the name of the format that is written."""


def options_of(choosable: Choosable | None, value: str) -> dict[str, str]:
    """What the reader or writer is told; nothing when it is what happens anyway."""
    return {} if choosable is None or value in ("", choosable.values[0]) else {choosable.name: value}
