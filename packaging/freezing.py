"""Freezes the program: an environment of the locked releases, the papers that go along, PyInstaller."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from environment import ROOT, environment_python
from lock import LOCK
from notices import Part, notice, parts, system_notice, without_text
from product import BUILD, NAME, TITLE
from sbom import bill

ENVIRONMENT = ROOT / "build" / "freeze-env"
PAPERS = BUILD / "papers"
FROZEN = BUILD / "frozen"


class BundleError(Exception):
    """What stands in the way of a package, in one sentence."""


def run(*command: str | Path, **more: str) -> str:
    """Run a command from the checkout, quietly; its standard output. BundleError when it fails."""
    told = subprocess.run(
        [*map(str, command)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if told.returncode:
        raise BundleError(f"`{' '.join(map(str, command))}` ended with {told.returncode}:\n{told.stdout}{told.stderr}")
    return told.stdout


def source_time() -> int:
    """The time that stands on every file of a package, in seconds: that of the commit, so that builds can be equal."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return int(asked) if asked else int(time.time())


def environment() -> Path:
    """The Python of the build's environment, which holds the locked releases and nothing else."""
    python = environment_python(ENVIRONMENT)
    stamp = ENVIRONMENT / "locked.txt"
    wanted = sys.version + LOCK.read_text("utf-8")
    if not (stamp.is_file() and stamp.read_text("utf-8") == wanted):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        run(sys.executable, "-m", "venv", ENVIRONMENT)
        install: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
        ]
        run(*install, "--no-deps", "--require-hashes", "--requirement", LOCK)
        stamp.write_text(wanted, "utf-8")
    return python


def site_packages(python: Path) -> Path:
    """Where that Python keeps its packages."""
    return Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())


def python_licence() -> str:
    """The licence of the Python that is frozen along."""
    places = [Path(os.__file__).parent, Path(sys.base_prefix)]
    texts = [place / name for place in places for name in ("LICENSE.txt", "LICENSE")]
    found = next((file for file in texts if file.is_file()), None)
    return found.read_text("utf-8") if found else "https://docs.python.org/3/license.html"


def write_papers(found: list[Part]) -> None:
    """Put the licence, the notice of others' work and the bill of materials where the spec takes them."""
    silent = without_text(found)
    if silent:
        raise BundleError(f"no licence text came with: {', '.join(silent)}; add it below packaging/licences")
    PAPERS.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "LICENSE", PAPERS / "LICENSE.txt")
    (PAPERS / "THIRD-PARTY.txt").write_text(notice(found, python=python_licence()), "utf-8")
    when = datetime.fromtimestamp(source_time(), UTC).isoformat().replace("+00:00", "Z")
    release = sys.version.split()[0]
    (PAPERS / "sbom.cdx.json").write_text(bill(found, python=release, when=when), "utf-8")


def program(folder: Path) -> Path:
    """The executable that commands are given to, in a frozen folder or application."""
    if sys.platform == "darwin":
        return folder / "Contents" / "MacOS" / NAME
    return folder / (f"{NAME}-console.exe" if sys.platform == "win32" else NAME)


def freeze() -> Path:
    """The frozen program: a folder, on macOS an application."""
    python = environment()
    shutil.rmtree(PAPERS, ignore_errors=True)
    write_papers(parts(site_packages(python)))
    spec = ROOT / "packaging" / f"{NAME}.spec"
    told = ["--noconfirm", "--clean", "--log-level", "WARN"]
    places: list[str | Path] = ["--distpath", FROZEN, "--workpath", BUILD / "work"]
    run(python, "-m", "PyInstaller", spec, *places, *told, SOURCE_DATE_EPOCH=str(source_time()), PYTHONHASHSEED="1")
    folder = FROZEN / (f"{TITLE}.app" if sys.platform == "darwin" else NAME)
    if sys.platform.startswith("linux") and shutil.which("dpkg"):
        libraries = [file for file in (folder / "_internal").iterdir() if ".so" in file.name]
        (folder / "_internal" / "licences" / "SYSTEM-LIBRARIES.txt").write_text(system_notice(libraries), "utf-8")
    return folder
