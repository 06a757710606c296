"""The locked releases: everything the program imports is among them, with hashes and no address."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import lock

ROOT = Path(__file__).resolve().parents[2]
TEXT = lock.LOCK.read_text("utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", TEXT, re.MULTILINE))


def imported() -> set[str]:
    """The top names that the program imports anywhere, also where it does so only on use."""
    names: set[str] = set()
    for file in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"hashiya"} - lock.OPTIONAL


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_everything_that_the_program_imports_is_locked() -> None:
    sources = packages_distributions()
    unlocked = [n for n in imported() if not {plain(source) for source in sources.get(n, [n])} & LOCKED.keys()]
    assert not unlocked, f"add to pyproject.toml, then run packaging/lock.py: {unlocked}"


def test_every_dependency_is_locked_but_the_one_left_out() -> None:
    asked = {plain(re.split(r"[<>=;~! \[]", line, maxsplit=1)[0]) for line in lock.wanted()}
    assert not asked - LOCKED.keys(), "run packaging/lock.py"
    assert not lock.LEFT_OUT & LOCKED.keys()


def test_every_release_has_hashes_and_nothing_says_where_from() -> None:
    blocks = re.split(r"^(?=[a-z0-9-]+==)", TEXT, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(LOCKED) > 20
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|--index|--find-links|file:", TEXT)


def test_nothing_heavy_is_locked() -> None:
    assert not {"torch", "numpy", "pandas", "scipy", "camel-tools", *lock.OPTIONAL} & LOCKED.keys()
