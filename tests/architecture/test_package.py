"""The wheel carries the program, every file of resources/ and the five articles, and they are read from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAPPED = {"hashiya": "desktop/hashiya", "hashiya_resources": "resources", "hashiya_seeds": "seeds"}
SOURCES = ["pyproject.toml", "setup.py", "README.md", "LICENSE", "desktop", "resources", "seeds"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's files, as an installer would lay them."""
    folder = tmp_path_factory.mktemp("wheel")
    checkout = folder / "checkout"
    checkout.mkdir()
    leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree(source, checkout / name, ignore=leave) if source.is_dir() else shutil.copy(source, checkout))
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(checkout)], check=True)
    (wheel,) = folder.glob("hashiya-*.whl")
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("package", MAPPED)
def test_every_file_is_in_the_wheel_byte_for_byte(installed: Path, package: str) -> None:
    source = ROOT / MAPPED[package]
    files = [f for f in source.rglob("*") if f.is_file() and "__pycache__" not in f.parts]
    assert files
    for file in files:
        packed = installed / package / file.relative_to(source)
        assert packed.is_file(), f"{file.relative_to(ROOT)} is missing in the wheel"
        assert packed.read_bytes() == file.read_bytes()


def test_the_installed_program_finds_its_data(installed: Path) -> None:
    ask = (
        "import hashiya; from hashiya.resources import seed_files; from hashiya.resources.messages import keys\n"
        "print(hashiya.__file__, len(seed_files()), len(keys('ar')) > 0)"
    )
    told = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == [str(installed / "hashiya" / "__init__.py"), "5", "True"]
