"""The formats that the program reads and writes, and what each one loses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format; `loses` are message keys (`format.loses.<key>`), `needs` an extra that must be installed."""

    name: str
    read: bool
    write: bool
    endings: tuple[str, ...]
    loses: tuple[str, ...] = ()
    needs: str | None = None


FORMATS = (
    Format(name="jsonl", read=True, write=True, endings=(".jsonl",)),
    Format(
        name="txt",
        read=True,
        write=False,
        endings=(".txt",),
        loses=("entities", "claims", "relations", "regions", "referents", "clusters", "metadata", "status", "notes"),
    ),
)


def format_named(name: str) -> Format | None:
    """The format with this name."""
    return next((one for one in FORMATS if one.name == name), None)
