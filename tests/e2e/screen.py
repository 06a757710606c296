"""A virtual X screen with the real program on it, as a process of its own, and keys from outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest
from hashiya.domain.annotation import AnyAnnotation
from hashiya.storage.project import ProjectFile
from hashiya.ui.keys.strokes import parse

from tests.e2e.driver import usual
from tests.ui.keys.events import X11

ROOT = Path(__file__).parents[2]
TOOLS = ("Xvfb", "xdotool", "setxkbmap", "xkbcomp")
PATIENCE = 30.0
NAMES = {"Enter": "Return", "Esc": "Escape", "Del": "Delete", "PgUp": "Prior", "PgDn": "Next"}

MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
MARKS = [
    pytest.mark.screen,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="X11 is tested on Linux"),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]


@contextmanager
def virtual_screen() -> Iterator[str]:
    """A display of its own, on a free number."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    if not number:
        server.wait()
        pytest.skip("Xvfb does not start here")
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


class RealWindow:
    """The program as a process, shown on a virtual screen."""

    def __init__(self, display: str, path: Path, home: Path, *, places: dict[str, int] | None = None) -> None:
        self.path = path
        self.places = X11 | (places or {})
        self.env = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HASHIYA_HOME": str(home),
            "PYTHONPATH": str(ROOT / "desktop"),
            "PYTHONIOENCODING": "utf-8",
        }
        settings = home / "config" / "settings.json"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(json.dumps(asdict(usual()), ensure_ascii=False), "utf-8")
        self.log = home / "stderr.txt"
        with self.log.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "hashiya", str(path)], env=self.env, cwd=ROOT, stderr=errors
            )
        self.window = ""

    def start(self, *layout: str) -> None:
        """Wait for the window and give it the keys, under this layout."""
        self.tool("setxkbmap", "-option", "")
        self.tool("setxkbmap", *layout)
        self.window = self._found()
        self.tool("xdotool", "windowfocus", "--sync", self.window)
        time.sleep(0.3)

    def _found(self) -> str:
        ends = time.monotonic() + PATIENCE
        search = ["xdotool", "search", "--onlyvisible", "--class", "hashiya"]
        while time.monotonic() < ends:
            if self.process.poll() is not None:
                pytest.fail(self.log.read_text("utf-8"))
            found = subprocess.run(search, env=self.env, capture_output=True, text=True, check=False).stdout.split()
            if found:
                return found[-1]
            time.sleep(0.1)
        pytest.fail("the window never came")

    def tool(self, *command: str) -> str:
        """What an X tool answers."""
        done = subprocess.run(command, env=self.env, check=True, timeout=PATIENCE, capture_output=True, text=True)
        return done.stdout

    def press(self, *strokes: str, delay: int = 20) -> None:
        """Press these keys by their places on the keyboard."""
        self.tool("xdotool", "key", "--delay", str(delay), *(self.code(stroke) for stroke in strokes))

    def code(self, text: str) -> str:
        stroke = parse(text)
        held = "".join(f"{name}+" for name in ("ctrl", "shift", "alt") if getattr(stroke, name))
        place = self.places.get(stroke.key)
        return (
            f"{held}{place}"
            if place is not None
            else f"{held}{NAMES.get(stroke.key, stroke.key).replace('Space', 'space')}"
        )

    def let_go(self, codes: Iterable[str]) -> None:
        """Release whatever of these keys is held: what typed them was ended, and a held key repeats for ever."""
        names = dict.fromkeys(name for code in codes for name in code.split("+"))
        subprocess.run(["xdotool", "keyup", "--delay", "0", *names], env=self.env, check=True, timeout=60)

    def annotations(self, article: int = 0) -> list[AnyAnnotation]:
        """What the file has of an article."""
        with ProjectFile.open(self.path, read_only=True) as project:
            return project.annotations(project.articles()[article].key)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until it holds."""
        ends = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < ends, what
            time.sleep(0.05)

    def close(self) -> None:
        """End the process, and read what it complained of."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
