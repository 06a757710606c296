"""The program's own files (schemes, texts of the interface, fonts, icons), read through importlib.resources."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(path: str) -> Traversable:
    """The file or folder at this path below resources/, `/` between the parts."""
    return files("hashiya_resources").joinpath(*path.split("/"))


def seed_files() -> list[Traversable]:
    """The five articles that the sample project opens with, by name."""
    return sorted((f for f in files("hashiya_seeds").iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
