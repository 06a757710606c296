"""Writes requirements-release.txt: what a package is made of, each release pinned with the hashes of its files.

Run with a Python that has uv: `python packaging/lock.py`. No address of a registry stands in the file.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from environment import OLDEST, ROOT

LOCK = ROOT / "packaging" / "requirements-release.txt"
TOOLS = ["pyinstaller>=6.22,<7"]
LEFT_OUT = {"camel-tools"}
"""Dependencies that no module of the program imports: a Python of the annotator's own has it, for its neural engine."""

OPTIONAL = {"datasets", "pyarrow", "spacy"}
"""What a format loads where it is installed, too heavy for a package (166 to 301 MB each): there it is not offered."""

HEAD = """\
# What the packages are made of, made by `python packaging/lock.py` from pyproject.toml; not written by hand.
# Complete and therefore installed with --no-deps --require-hashes.
"""
OPTIONS = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]


def wanted() -> list[str]:
    """The requirements that are locked: the program's own, and what freezes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [line for line in project["dependencies"] if not line.startswith(tuple(LEFT_OUT))]
    return [*TOOLS, *asked]


def lock() -> str:
    """The contents of the file, as uv resolves them for three systems and every Python from the oldest on."""
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "asked.in"
        asked.write_text("\n".join(wanted()) + "\n", "utf-8")
        oldest = ".".join(map(str, OLDEST))
        command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, "--no-header", "--quiet"]
        told = subprocess.run(
            [*command, "--python-version", oldest, str(asked)], stdout=subprocess.PIPE, text=True, check=True
        )
    return HEAD + told.stdout


if __name__ == "__main__":
    LOCK.write_text(lock(), "utf-8")
    print(LOCK)
