"""The program's own files (schemes, texts of the interface, fonts, icons), read through importlib.resources."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def _folder(package: str) -> Traversable:
    """The folder behind a package of data.

    Such a package has no `__init__`; importlib.resources then joins one part at a time before Python 3.12, and before
    3.13 refuses the mark that an editable install leaves among its places.
    """
    for place in import_module(package).__path__:
        if Path(place).is_dir():
            return Path(place)
    from importlib.resources import files

    return files(package)


def resource(path: str) -> Traversable:
    """The file or folder at this path below resources/, `/` between the parts."""
    return _folder("hashiya_resources").joinpath(*path.split("/"))


def seed_files() -> list[Traversable]:
    """The five articles that the sample project opens with, by name."""
    return sorted((f for f in _folder("hashiya_seeds").iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
