"""The head of a learned model's file: what it says of itself, without the engine that reads the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

VERSION = 1
"""Of features and file: a model of another version is not read."""


@dataclass(frozen=True, slots=True)
class About:
    """What a model file says of itself: of `seen` confirmed mentions it was trained on those of so many articles."""

    version: int
    project: str
    articles: int
    seen: int
    labels: tuple[str, ...] = ()
    seconds: float = 0.0


def is_available() -> bool:
    """Whether the library that trains and tags is installed; there is none for Macs with Intel's processor."""
    return find_spec("pycrfsuite") is not None


def about_of(path: Path) -> About | None:
    """What the model in the file says of itself; None when there is none, or none that this program can use."""
    try:
        with path.open("rb") as file:
            return told_by(file.readline(65536))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def told_by(line: bytes) -> About | None:
    """What a file's first line says; None of a model of another version."""
    told = json.loads(line)
    about = About(**{**told, "labels": tuple(told["labels"])})
    return about if about.version == VERSION else None
