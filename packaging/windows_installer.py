"""Makes the installer and the portable folder for Windows, and tries the installer under Wine with a stand-in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from environment import ROOT
from freezing import BundleError, run, source_time
from product import BUILD, DIST, NAME, TITLE, version, version_numbers

SCRIPT = ROOT / "packaging" / "windows" / "hashiya.nsi"
TARGET = "amd64-unicode"
"""Under a 64-bit Wine alone the usual stub of 32 bits ends well and installs nothing."""

ICON = ROOT / "packaging" / "icons" / "hashiya.ico"
CLASS_KEY = r"HKCU\Software\Classes\Hashiya.Project\shell\open\command"
ENDING_KEY = r"HKCU\Software\Classes\.hashiya"
UNINSTALL_KEY = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{TITLE}"
PORTABLE_NOTE = "Settings, projects and backups of this copy are in the folder data beside the program.\n"


def compile_installer(payload: Path, out: Path) -> Path:
    """The installer of the files in this folder."""
    files = [file for file in payload.rglob("*") if file.is_file()]
    told = {
        "VERSION": version(),
        "NUMBERS": ".".join(map(str, version_numbers())),
        "PAYLOAD": str(payload),
        "ICON": str(ICON),
        "LICENCE": str(ROOT / "LICENSE"),
        "OUT": str(out),
        "KILOBYTES": str(sum(file.stat().st_size for file in files) // 1024),
    }
    compiler = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    # Windows' own release of the compiler has no stub of 64 bits, and needs none: Windows runs either.
    target = [] if sys.platform == "win32" else [f"-XTarget {TARGET}"]
    run(compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *target, *(f"-D{key}={value}" for key, value in told.items()),
        SCRIPT)  # fmt: skip
    return out


def portable(frozen: Path) -> Path:
    """The program as a zip: unpacked anywhere, it keeps all that it writes in the folder beside it."""
    file = DIST / f"{TITLE}-{version()}-windows-portable.zip"
    parts = {one.relative_to(frozen).as_posix(): one for one in frozen.rglob("*") if one.is_file()}
    with zipfile.ZipFile(file, "w") as packed:
        for name, one in sorted(parts.items()):
            packed.writestr(_entry(name), one.read_bytes(), compresslevel=9)
        packed.writestr(_entry("portable.txt"), PORTABLE_NOTE)
    return file


def _entry(name: str) -> zipfile.ZipInfo:
    """What the zip says of a file: the time and rights that it has in each build."""
    made = zipfile.ZipInfo(f"{TITLE}/{name}", datetime.fromtimestamp(source_time(), UTC).timetuple()[:6])
    made.compress_type, made.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return made


def reasons_to_skip() -> list[str]:
    """What is missing for the trial under Wine, by name."""
    return [tool for tool in ("makensis", "wine") if not shutil.which(tool)]


def stand_in(folder: Path) -> Path:
    """A payload of the program's shape, with a small real program of Windows in its place."""
    (folder / "_internal" / "hashiya_resources").mkdir(parents=True)
    (folder / "_internal" / "hashiya_resources" / "kept.txt").write_text("حاشية", "utf-8")
    shipped = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/notepad.exe")
    started = shipped.read_bytes() if shipped.is_file() else b"MZ"
    for name in (f"{NAME}.exe", f"{NAME}-console.exe"):
        (folder / name).write_bytes(started)
    return folder


class Wine:
    """A Windows of its own in a folder: its drive C, and commands run in it."""

    def __init__(self, folder: Path) -> None:
        self._variables = {
            **os.environ,
            "WINEPREFIX": str(folder),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",  # else it asks to fetch Mono and Gecko
            "DISPLAY": "",
        }
        self.drive = folder / "drive_c"
        self.run("wineboot", "--init")

    def run(self, *command: str | Path) -> str:
        """What the command said; BundleError when it fails."""
        told = self._call(["wine", *map(str, command)])
        if told.returncode:
            raise BundleError(f"under Wine `{' '.join(map(str, command))}` failed: {told.stderr}{told.stdout}")
        return told.stdout

    def asks(self, key: str) -> str | None:
        """What stands under the registry's key, or None where it is not."""
        told = self._call(["wine", "reg", "query", key, "/s"])
        return None if told.returncode else told.stdout

    def settle(self) -> None:
        """Wait until every program of it has ended: an uninstaller goes on in a copy of itself."""
        self._call(["wineserver", "--wait"])

    def _call(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        program = shutil.which(command[0]) or f"/usr/lib/wine/{command[0]}"
        return subprocess.run(
            [program, *command[1:]], env=self._variables, capture_output=True, text=True, check=False, timeout=300,
            errors="replace",
        )  # fmt: skip


def try_installer() -> list[str]:
    """Install and remove a stand-in under Wine; what was seen. BundleError when something is not as it should be."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as name:
        folder = Path(name)
        setup = compile_installer(stand_in(folder / "payload"), folder / f"{TITLE}-{version()}-windows.exe")
        wine = Wine(folder / "wine")
        home = next((wine.drive / "users").glob("*/AppData/Local"), None)
        if home is None:
            raise BundleError("Wine made no home for its user")
        installed = home / "Programs" / TITLE
        wine.run(setup, "/S")
        _check_installed(wine, installed)
        (installed / f"my work.{NAME}").write_text("kept", "utf-8")
        wine.run(setup, "/S")  # over itself, as an upgrade does
        _check_installed(wine, installed)
        wine.run(installed / "uninstall.exe", "/S")
        wine.settle()
        _check_removed(wine, installed)
    return ["installed", "associated", "installed again over itself", "removed", "the person's project stayed"]


def _check_installed(wine: Wine, installed: Path) -> None:
    for part in (f"{NAME}.exe", f"{NAME}-console.exe", "uninstall.exe", "_internal/hashiya_resources/kept.txt"):
        if not (installed / part).is_file():
            raise BundleError(f"the installer left no {part} in {installed}")
    opened = wine.asks(CLASS_KEY) or ""
    if f'{NAME}.exe" "%1"' not in opened:
        raise BundleError(f"a project is not opened by the program: {opened}")
    if "Hashiya.Project" not in (wine.asks(ENDING_KEY) or "") or version() not in (wine.asks(UNINSTALL_KEY) or ""):
        raise BundleError("the ending of projects or the entry for removal is not registered")


def _check_removed(wine: Wine, installed: Path) -> None:
    left = sorted(file.name for file in installed.iterdir()) if installed.is_dir() else []
    if left != [f"my work.{NAME}"]:
        raise BundleError(f"after removal there should be the person's project alone, and there is {left}")
    keys = [key for key in (CLASS_KEY, ENDING_KEY, UNINSTALL_KEY, rf"HKCU\Software\{TITLE}") if wine.asks(key)]
    if keys:
        raise BundleError(f"after removal the registry still has {keys}")
