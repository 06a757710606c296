"""A screen reader's view of the real window, over AT-SPI, once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.e2e.driver import TEXTS, usual
from tests.e2e.screen import MARKS, ROOT, virtual_screen

READER = Path(__file__).with_name("read_screen.py")
SYSTEM_PYTHON = "/usr/bin/python3"


def missing() -> str:
    """What is not installed; empty when all is."""
    tools = [tool for tool in ("dbus-run-session", "Xvfb", "xdotool") if shutil.which(tool) is None]
    if not any(Path(place).exists() for place in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core")):
        tools.append("at-spi2-core")
    has_atspi = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode
    )
    return ", ".join(tools if has_atspi else [*tools, "python3-pyatspi"])


pytestmark = MARKS


def test_a_reader_is_told_text_caret_and_names(project_file: Path, tmp_path: Path) -> None:
    if sys.platform != "linux" or (lacking := missing()):
        pytest.skip(f"not installed: {lacking}")
    home = tmp_path / "home"
    settings = home / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(asdict(usual()), ensure_ascii=False), "utf-8")
    with virtual_screen() as display:
        env = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HASHIYA_HOME": str(home),
            "PYTHONPATH": str(ROOT / "desktop"),
            "PYTHONIOENCODING": "utf-8",
        }
        command = ["dbus-run-session", "--", SYSTEM_PYTHON, str(READER), sys.executable, str(project_file)]
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["text"] == TEXTS[0].replace("\u00a0", " ")
    assert told["count"] == len(TEXTS[0])
    assert told["carets"] == [0, TEXTS[0].index("من"), TEXTS[0].index("التقدم")]
    assert told["viewer"][0] == "نص المقال"
    assert told["nameless"] == []
    for name in ("المقالات", "التصنيفات", "البطاقة"):
        assert any(name in one for one in told["names"]), name
