"""The project's commands on a developer's machine and in CI: run, check, test, bench, bundle, screenshots.

Needs only Python 3.11 or later; what else is needed it installs, or names the line to type.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Hashiya needs Python 3.11 or later; this is " + sys.version.split()[0] + ".")

from environment import AT_HAND, ROOT, Interpreter, SetupError, ensure, ensure_system, others

VENV = ROOT / ".venv"
VENVS = ROOT / ".venvs"
OUT = ROOT / "out"
PASSED_ON = {"bench": "tests.benchmarks", "screenshots": "tests.screenshots"}
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import contracts": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
}


@dataclass(slots=True)
class Report:
    """What was run, how long each took in seconds, and whether all went well."""

    lines: list[tuple[str, float, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def run(self, name: str, action: Callable[[], int]) -> None:
        """Do one part and note how it ended."""
        print(f"== {name}", flush=True)
        began = time.monotonic()
        status = action()
        self.lines.append((name, time.monotonic() - began, status))

    def close(self) -> int:
        """Print each part with its time and the count of tests; the exit status."""
        failed = [name for name, _, status in self.lines if status]
        print("\n== summary")
        for name, seconds, status in self.lines:
            print(f"{'FAILED' if status else 'ok':>6}  {seconds:7.1f} s  {name}")
        print(f"failed: {', '.join(failed)}" if failed else "all is well")
        if self.counts:
            bad = self.counts["failed"] + self.counts["error"] + self.counts["errors"]
            print(f"{self.counts['passed']} passed, {bad} failed, {self.counts['skipped']} skipped")
        sys.stdout.flush()
        return 1 if failed else 0


def child_environment(**more: str) -> dict[str, str]:
    """The environment of a command: UTF-8 whatever the system's code page."""
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", **more}


def call(command: Sequence[str | Path], **more: str) -> int:
    """Run a command in the checkout, its output shown as it comes; the exit status."""
    return subprocess.run([*map(str, command)], cwd=ROOT, env=child_environment(**more), check=False).returncode


def add_checks(report: Report, python: Path) -> None:
    """Lint, format, types and import contracts."""
    for name, arguments in CHECKS.items():
        report.run(name, partial(call, [python, *arguments]))


ONCE = ("tests/architecture", "tests/dev", "tests/packaging", "tests/ui")
"""Run on the Python at hand only, as the slow tests are: what looks at the source, sets up and packs, and each part of
the window by itself, which costs minutes and hangs on Qt rather than on the Python. On the others the tests of the
whole window use them."""

ENDS = ("tests/cli", "tests/exchange", "tests/suggest")
"""Run on the Python at hand and on the newest only: the commands, which start the program many times over, and the
formats and engines, plain Python of which most time goes into many cases. What differs between the two ends shows at
one of them; what stands on SQLite's module and on Qt is run on those in between too."""

WORKERS = str(min(4, max(2, os.cpu_count() or 2)))
"""Tests that run side by side."""


def pytest(report: Report, interpreter: Interpreter, arguments: Sequence[str], *, without: Sequence[str] = ()) -> int:
    """Run the tests on a Python; counts what the closing line says. No test at all is a failure, as pytest has it.

    `without` some of them it is also without the slow ones.
    """
    python = ensure(VENV if interpreter == AT_HAND else VENVS / interpreter.name, interpreter)
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    # Tests of one file stay together: they share what is costly to make. The files come in the order of their folders:
    # by the number of their tests, the long ones that are alone in a file would come last, one after the other. After
    # a crash of Qt the run ends, and fails: with another worker in the place of the one that died, pytest-xdist 3.8
    # waits for ever for the last tests.
    side_by_side = ["-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart=0"]
    spread = [] if any(one.startswith("-n") for one in arguments) else side_by_side
    quick = ["-m", "not slow", *(f"--ignore={folder}" for folder in without)] if without else []
    command = [str(python), "-m", "pytest", *colour, *spread, *quick, *arguments]
    closing = ""
    with subprocess.Popen(command, cwd=ROOT, env=child_environment(), stdout=subprocess.PIPE) as running:
        for told in running.stdout or ():
            line = told.decode("utf-8", "replace")
            print(line, end="", flush=True)
            closing = line if line.strip() else closing
    plain = re.sub(r"\x1b\[[0-9;]*m", "", closing)
    report.counts.update({word: int(number) for number, word in re.findall(r"(\d+) ([a-z]+)", plain)})
    return running.returncode


def test(arguments: Sequence[str], *, only_this: bool) -> int:
    """Every check, and the tests on every Python that the machine has, the one at hand last."""
    report = Report()
    ensure_system(tests=True)
    python = ensure(VENV)
    add_checks(report, python)
    there = [] if only_this else others()
    for interpreter in there:
        without = ONCE if interpreter == there[-1] else ONCE + ENDS
        run = partial(pytest, report, interpreter, arguments, without=without)
        report.run(f"pytest on Python {interpreter.name}", run)
    report.run(f"pytest on Python {AT_HAND.name}", partial(pytest, report, AT_HAND, arguments))
    return report.close()


def check() -> int:
    """The quick half: lint, format, types and import contracts."""
    report = Report()
    ensure_system(tests=False)
    add_checks(report, ensure(VENV))
    return report.close()


def has_display() -> bool:
    """Whether a window can be shown: always but on Linux without X11 or Wayland."""
    return not sys.platform.startswith("linux") or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))


def sample_project(python: Path, *, fresh: bool) -> Path:
    """The sample project's file in the user's data folder, made where it is missing, never overwritten."""
    ask = "from hashiya.workspace.places import Places; print(Places.of_this_computer().make().sample)"
    told = subprocess.run([str(python), "-c", ask], env=child_environment(), stdout=subprocess.PIPE, check=False)
    if told.returncode:
        raise SetupError("The folder of the user's data cannot be made; what stands in the way is said above.")
    project = Path(told.stdout.decode("utf-8").strip())
    if fresh:
        numbered = (project.with_stem(f"{project.stem}-{n}") for n in count(2))
        project = next(file for file in chain([project], numbered) if not file.exists())
    if not project.exists() and call([python, "-m", "hashiya", "sample", project]):
        raise SetupError(f"The sample project could not be made at {project}.")
    return project


def run(*, fresh: bool, display: bool) -> int:
    """The program on the sample project; with no display the same job without one."""
    ensure_system(tests=False)
    python = ensure(VENV)
    project = sample_project(python, fresh=fresh)
    if display and has_display():
        return call([python, "-m", "hashiya", project])
    print("There is no display: the sample project is exported and its window drawn into a picture instead.")
    OUT.mkdir(exist_ok=True)
    corpus, picture = OUT / "sample.jsonl", OUT / "window.png"
    hashiya: list[str | Path] = [python, "-m", "hashiya"]
    status = call([*hashiya, "export", project, "--out", corpus])
    status = status or call([*hashiya, "screenshot", project, "--out", picture], QT_QPA_PLATFORM="offscreen")
    if not status:
        print(f"project  {project}\ncorpus   {corpus}\npicture  {picture}")
    return status


def pass_on(command: str, arguments: Sequence[str]) -> int:
    """Run the module behind a command with the arguments as they are."""
    ensure_system(tests=False)
    module = PASSED_ON[command]
    if command == "bench" and "--suggest" in arguments:
        module += ".suggesting"
    return call([ensure(VENV), "-m", module, *arguments])


def bundle(arguments: Sequence[str]) -> int:
    """Build and prove the packages of this system, with the Python at hand."""
    ensure_system(tests=False)
    ensure(VENV)  # the frozen program's start is compared with the one from source
    return call([sys.executable, ROOT / "packaging" / "bundle.py", *arguments])


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="packaging/dev.py", description=__doc__, allow_abbrev=False)
    commands = top.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="open the window on the sample project, where it was left off")
    running.add_argument("--fresh", action="store_true", help="start afresh: another sample project beside the first")
    running.add_argument("--no-display", action="store_true", help="do without a window even where there is a display")
    commands.add_parser("check", help="lint, format, types, import contracts")
    testing = commands.add_parser("test", help="check, and every test; further arguments go to pytest")
    testing.add_argument("--only-this-python", action="store_true", help="leave out the machine's other Pythons")
    commands.add_parser("bench", help="the benchmarks, or with --suggest GOLD.jsonl the engines on a corpus")
    commands.add_parser("bundle", help="build and prove this system's packages; or the parts named: freeze, check …")
    commands.add_parser("screenshots", help="the pictures of the README, from the real window")
    commands.add_parser("setup", help="only make the environment")
    return top


def setup() -> int:
    """Only make the environment."""
    ensure_system(tests=True)
    ensure(VENV)
    return 0


def dispatch(options: argparse.Namespace, more: list[str]) -> int:
    """Do what the command line asks."""
    actions: dict[str, Callable[[], int]] = {
        "run": lambda: run(fresh=options.fresh, display=not options.no_display),
        "check": check,
        "test": lambda: test(more, only_this=options.only_this_python),
        "setup": setup,
        "bundle": lambda: bundle(more),
    }
    return actions.get(options.command, partial(pass_on, options.command, more))()


def main() -> int:
    """The exit status: 0 done, 1 something failed, 2 wrong usage."""
    commands = parser()
    options, more = commands.parse_known_args()
    if more and options.command in {"run", "check", "setup"}:
        commands.error(f"unknown arguments: {' '.join(more)}")
    try:
        return dispatch(options, more)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
