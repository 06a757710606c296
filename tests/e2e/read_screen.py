"""What a screen reader is told of the program; run by the system's Python, which has pyatspi, in a session of its own.

Arguments: the interpreter of the program, and the project file. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

pyatspi: Any = import_module("pyatspi")

PATIENCE = 40.0
MUST_BE_NAMED = ("push button", "toggle button", "check box", "radio button", "text", "list")


def application(process: subprocess.Popen[bytes]) -> Any:
    """The program among the applications that the reader sees."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        for one in pyatspi.Registry.getDesktop(0):
            if one is not None and "hashiya" in (one.name or "").lower():
                return one
        time.sleep(0.2)
    sys.exit("the program is not among the applications")


def walk(node: Any, depth: int = 0) -> Iterator[Any]:
    """Every object below this one."""
    if depth > 14:
        return
    for child in node:
        if child is not None:
            yield child
            yield from walk(child, depth + 1)


def text_of(app: Any) -> Any:
    """The longest text of the program."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        found = []
        for one in walk(app):
            try:
                found.append((one.queryText().characterCount, one))
            except NotImplementedError:
                continue
        if found and max(found, key=lambda pair: pair[0])[0] > 500:
            return max(found, key=lambda pair: pair[0])[1]
        time.sleep(0.3)
    sys.exit("no text is to be read")


def main() -> None:
    """Start the program, read it, press some keys, read the caret again."""
    python, file = sys.argv[1:]
    env = os.environ | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1"}
    process = subprocess.Popen([python, "-m", "hashiya", file], env=env)
    try:
        app = application(process)
        viewer = text_of(app)
        text = viewer.queryText()
        window = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--class", "hashiya"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()[-1]
        subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)
        carets = [text.caretOffset]
        for keys in (["ctrl+Left"], ["ctrl+Left"]):
            subprocess.run(["xdotool", "key", *keys], check=True)
            time.sleep(0.5)
            carets.append(text.caretOffset)
        everything = list(walk(app))
        report = {
            "text": text.getText(0, -1),
            "count": text.characterCount,
            "carets": carets,
            "viewer": [viewer.name, viewer.getRoleName()],
            "names": sorted({one.name for one in everything if one.name}),
            "nameless": sorted({one.getRoleName() for one in everything if is_nameless(one)}),
        }
        sys.stdout.write(json.dumps(report, ensure_ascii=False))
    finally:
        process.terminate()
        process.wait(timeout=10)


def is_nameless(one: Any) -> bool:
    """Whether it is shown and should have a name, but has none."""
    shown = one.getState().contains(pyatspi.STATE_SHOWING)
    return not one.name and one.getRoleName() in MUST_BE_NAMED and bool(shown)


if __name__ == "__main__":
    main()
