"""Files to be imported: texts, and corpora with a line changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Edit = Callable[[dict[str, Any]], None]
"""Changes a line of a corpus."""


def text_file(folder: Path, name: str, text: str) -> Path:
    """A file of this text in the folder, which is made if it is not there."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def edited(corpus: Path, to: Path, edit: Edit, *, line: int = 0) -> Path:
    """The corpus without its manifest, one line changed."""
    lines = [json.loads(one) for one in corpus.read_text("utf-8").splitlines()]
    edit(lines[line])
    dumped = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in lines)
    to.write_text("".join(one + "\n" for one in dumped), "utf-8")
    return to


def relabelled(line: dict[str, Any]) -> None:
    """Another label of the first mention in the line."""
    line["entities"][0]["label"] = "ORG"
