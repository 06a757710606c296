"""Running the commands as a person or a script does: in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WATCHED = """
import sys
from hashiya.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as end:
    status = end.code
loaded = sorted(name for name in sys.modules if name.split(".")[0] in {"PySide6", "shiboken6", "camel_tools"})
if loaded:
    sys.stderr.write(f"LOADED {loaded[:3]}\\n")
sys.exit(status)
"""


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    status: int
    out: str
    error: str

    @property
    def json(self) -> Any:
        """Its output as one JSON value."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """What it wrote on standard error."""
        return self.error.splitlines()


class Shell:
    """A person's shell, with an installation and a language of its own."""

    def __init__(self, home: Path, language: str = "en_GB.UTF-8") -> None:
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "desktop"),
            "HASHIYA_HOME": str(home),
            "LC_ALL": "",
            "LANG": language,
            "PYTHONWARNINGS": "error",
        }
        self.folder = home.parent

    def run(self, *words: str | Path, status: int = 0, text: str | None = None) -> Ran:
        """Run `hashiya` with these words; it must end with that status and must not load Qt."""
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, *map(str, words)],
            check=False,
            capture_output=True,
            cwd=self.folder,
            env=self.environment,
            input=text,
            encoding="utf-8",
            timeout=120,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == status, (done.stdout, done.stderr)
        if "self-test" not in words:
            assert "LOADED" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)
