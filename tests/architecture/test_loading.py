"""What a fresh process loads: no Qt below ui and app, and no camel-tools on the way to the window or a command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"


def modules() -> list[str]:
    """Every module of the program by its import name."""
    files = (file.relative_to(DESKTOP).with_suffix("") for file in DESKTOP.rglob("*.py"))
    return sorted(".".join(file.parts).removesuffix(".__init__") for file in files)


def loaded_by(names: list[str]) -> set[str]:
    """The top-level packages that a fresh process has loaded after importing these modules."""
    ask = (
        "import importlib, json, sys\n"
        "for name in json.loads(sys.argv[1]): importlib.import_module(name)\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", ask, json.dumps(names)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    return set(json.loads(told.stdout))


def is_of_qt(name: str) -> bool:
    """Whether the module is of the two layers that may load Qt."""
    return name.split(".")[1:2] in (["ui"], ["app"])


def test_no_module_but_ui_and_app_loads_qt() -> None:
    names = [name for name in modules() if not is_of_qt(name)]
    assert {"hashiya.cli", "hashiya.workspace", "hashiya.storage"} <= set(names)
    assert not {"PySide6", "shiboken6"} & loaded_by(names)


def test_a_module_of_ui_is_seen_to_load_qt() -> None:
    assert "PySide6" in loaded_by([name for name in modules() if is_of_qt(name)])


def test_camel_tools_waits_until_it_is_used() -> None:
    assert "camel_tools" not in loaded_by(modules())


def test_the_version_is_told_without_loading_the_heavy_parts() -> None:
    assert not {"PySide6", "camel_tools", "sqlite_utils"} & loaded_by(["hashiya.__main__"])
