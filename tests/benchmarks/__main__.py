"""`python -m tests.benchmarks`: every figure beside its baseline, as a table and, if wanted, as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tests.benchmarks.rows import Row, table

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "starting",
    "viewing",
    "proposing",
    "committing",
    "listing",
    "moving",
    "formats",
    "searching",
    "looking",
    "importing",
    "reviewing",
)


def machine() -> str:
    """The machine in words."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def run(parts: list[str], folder: Path, say: Callable[[str], None]) -> list[Row]:
    """Measure the parts, one after the other."""
    rows: list[Row] = []
    for part in parts:
        say(f"{part} …")
        place = folder / part
        place.mkdir()
        found: list[Row] = import_module(f"tests.benchmarks.{part}").measure(place)
        rows += found
        shutil.rmtree(place, ignore_errors=True)
    return rows


def screen(folder: Path) -> Path:
    """A file that gives Qt a screen of an ordinary size where there is none; its own has 800 × 800."""
    file = folder / "screen.json"
    one = {"name": "bench", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
    file.write_text(json.dumps({"screens": [one]}), "utf-8")
    return file


def main() -> int:
    """The exit status: 0 all bars hold, 1 one is missed."""
    options = argparse.ArgumentParser("bench", description=__doc__)
    options.add_argument("parts", nargs="*", choices=[*PARTS, []], help="only these; all without a name")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options.add_argument("--folder", type=Path, default=ROOT / "build", help="a disk to measure on")
    chosen = options.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=chosen.folder))
    if "QT_QPA_PLATFORM" not in os.environ:
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen(folder)}"
    try:
        rows = run(chosen.parts or list(PARTS), folder, lambda line: print(line, file=sys.stderr, flush=True))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(table(rows))
    if chosen.json:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        data = {"at": at, "machine": machine(), "rows": [row.as_data() for row in rows]}
        chosen.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return int(any(row.verdict == "misses" for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
