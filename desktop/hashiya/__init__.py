"""Hashiya: annotate Arabic text, and read the corpora that come out of it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hashiya.exchange.jsonl_reader import read_corpus

__all__ = ["__version__", "read_corpus"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`read_corpus`, loaded when it is first asked for, so that the program's version is told at once."""
    if name == "read_corpus":
        from hashiya.exchange.jsonl_reader import read_corpus

        return read_corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
