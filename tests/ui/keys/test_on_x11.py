"""Real keys of a real X server under the layouts of the design's table."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from tests.ui.keys.events import X11

ROOT = Path(__file__).parents[3]
TOOLS = ("Xvfb", "xdotool", "setxkbmap", "xkbcomp")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
F3, F5, F6, F7, ESC = "69", "71", "72", "73", "Escape"
PATIENCE = 30.0

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(sys.platform != "linux", reason="X11 is tested on Linux"),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A virtual screen of its own."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset"],
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
    yield f":{number}"
    server.terminate()
    server.wait()


class Program:
    """The small program, with keys pressed by their codes."""

    def __init__(self, display: str) -> None:
        self.env = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "desktop"), str(ROOT))),
            "PYTHONIOENCODING": "utf-8",
        }
        self.lines: Queue[str] = Queue()

    def tool(self, *command: str) -> None:
        subprocess.run(command, env=self.env, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)

    def start(self, *layout: str) -> None:
        self.tool("setxkbmap", "-option", "")
        self.tool("setxkbmap", *layout)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.keys.desk_program"],
            env=self.env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()
        ready = self.lines.get(timeout=PATIENCE)
        if not ready.startswith("ready "):
            self.process.wait(timeout=PATIENCE)
            assert self.process.stderr is not None
            problem = self.process.stderr.read()
            if "Qt platform plugin" in problem:
                pytest.skip("Qt's xcb plugin does not load here")
            pytest.fail(problem)
        self.tool("xdotool", "windowfocus", "--sync", ready.removeprefix("ready "))

    def keys(self, *presses: str) -> None:
        """Press keys by their codes, modifiers before them: ctrl+45."""
        self.tool("xdotool", "key", "--delay", "20", *presses)

    def end(self) -> list[str]:
        """Everything that the program said until Esc."""
        self.keys(ESC)
        self.process.wait(timeout=PATIENCE)
        self.reader.join()
        said = []
        while True:
            try:
                said.append(self.lines.get_nowait())
            except Empty:
                return [line for line in said if line]

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put("")


@pytest.fixture
def program(display: str) -> Iterator[Program]:
    running = Program(display)
    yield running
    running.close()


def code(key: str, held: str = "") -> str:
    return f"{held}{X11[key]}"


SAME = [
    ("C", "", "C"),
    ("1", "", "1"),
    ("0", "", "0"),
    ("[", "", "["),
    ("]", "", "]"),
    ("Q", "shift+", "Shift+Q"),
    ("[", "shift+", "Shift+["),
    ("[", "alt+", "Alt+["),
    ("K", "ctrl+", "Ctrl+K"),
    ("Z", "ctrl+shift+", "Ctrl+Shift+Z"),
    ("D", "ctrl+shift+", "Ctrl+Shift+D"),
    (",", "ctrl+", "Ctrl+,"),
    ("/", "", "/"),
    ("/", "shift+", "Shift+/"),
    ("-", "", "-"),
    ("4", "ctrl+", "Ctrl+4"),
]


@pytest.mark.parametrize(
    ("layout", "cap"),
    [
        (("us",), "C"),
        (("ara,us",), "ؤ"),
        (("ara",), "ؤ"),
        (("ara", "-variant", "digits"), "ؤ"),
        (("ara", "-variant", "azerty"), "ؤ"),
    ],
    ids=["us", "ara+us", "ara", "ara-digits", "ara-azerty"],
)
def test_keys_mean_the_same_and_copying_works(program: Program, layout: tuple[str, ...], cap: str) -> None:
    program.start(*layout)
    program.keys(*(code(key, held) for key, held, _ in SAME), F7)
    program.keys(code("A", "ctrl+"), code("C", "ctrl+"), F3)
    program.keys(F6, code("A", "ctrl+"), code("C", "ctrl+"), F3, code("K", "ctrl+"))
    assert program.end() == [
        *(f"did {stroke}" for _, _, stroke in SAME),
        f"cap {cap}",
        "copied وقال لافروف",
        "copied طهران",
        "field did Ctrl+K",
    ]


def test_in_french_letters_are_named_and_digits_need_no_shift(program: Program) -> None:
    program.start("fr")
    program.keys(code("C"), code("1"), code("0"), code("["), code("]"), code("Q"), code("W"), code("M"), code("-"))
    program.keys(code("K", "ctrl+"), code("W", "ctrl+shift+"), code("M", "shift+"))
    program.keys(F6, code("Q", "ctrl+"), code("C", "ctrl+"), F3)
    assert program.end() == [
        *(
            f"did {stroke}"
            for stroke in ("C", "1", "0", "[", "]", "A", "Z", ",", "-", "Ctrl+K", "Ctrl+Shift+Z", "Shift+/")
        ),
        "copied طهران",
    ]


def test_typing_in_a_field_stays_typing(program: Program) -> None:
    program.start("ara")
    program.keys(F6, code("A", "ctrl+"), code("C"), code("1"), code("["), code("H", "shift+"), F5)
    assert program.end() == ["field ؤ1جأ"]
