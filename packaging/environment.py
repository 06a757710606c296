"""The environment that the program runs in from a checkout: the Python packages, and the system's libraries for Qt."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIGHT = ROOT / "packaging" / "camel-tools-light.txt"
OLDEST = (3, 11)

# How the environment sees the checkout: desktop/ on the path, and the folders of data linked under their import names.
# An editable install would give these a place that is no folder, which importlib.resources refuses before Python 3.13.
IMPORT_ROOT = ROOT / "desktop"
LINKS = {"hashiya_resources": ROOT / "resources", "hashiya_seeds": ROOT / "seeds"}

# What the Qt libraries link, by file name, with the Debian package that has it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# What the tests on a virtual screen and of the screen reader's view start, by program or file.
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus",
    "setxkbmap": "x11-xkb-utils",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "xwininfo": "x11-utils",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
}
# What the packages are made and tried with.
BUNDLE_TOOLS = {
    "Xvfb": "xvfb",
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "gio": "libglib2.0-bin",
    "makensis": "nsis",
    "mksquashfs": "squashfs-tools",
    "objdump": "binutils",
    "update-mime-database": "shared-mime-info",
    "wine": "wine",
    "/usr/lib/wine/wine64": "wine64",
    "zstd": "zstd",
}


class SetupError(Exception):
    """What stands in the way of the environment, in one sentence with what to do."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python to make an environment from: its program, and its version to the minor."""

    program: str
    version: tuple[int, int]

    @property
    def name(self) -> str:
        """The version as people write it."""
        return ".".join(map(str, self.version))


AT_HAND = Interpreter(sys.executable, sys.version_info[:2])


def environment_python(folder: Path) -> Path:
    """The Python of the virtual environment in this folder."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(folder: Path, interpreter: Interpreter = AT_HAND) -> Path:
    """The Python of a complete environment in this folder; makes it or brings it up to date where it is not."""
    python = environment_python(folder)
    wanted = _digest(interpreter)
    stamp = folder / "hashiya-stamp"
    if python.exists() and stamp.is_file() and stamp.read_text("utf-8") == wanted and _is_linked(folder, interpreter):
        return python
    print(f"-- {folder.relative_to(ROOT)}: setting up Python {interpreter.name}", flush=True)
    if not _is_of(folder, interpreter):
        _make(folder, interpreter)
    _install(python)
    _link(folder, interpreter)
    stamp.write_text(wanted, "utf-8")
    return python


def _requirements() -> tuple[list[str], list[str]]:
    """What pip installs with its needs, and camel-tools, which is installed without them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    alone = [line for line in asked if line.startswith("camel-tools")]
    light = [line for line in LIGHT.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [line for line in asked if line not in alone] + light, alone


def _digest(interpreter: Interpreter) -> str:
    told = json.dumps([*_requirements(), interpreter.version])
    return hashlib.sha256(told.encode()).hexdigest()


def _is_of(folder: Path, interpreter: Interpreter) -> bool:
    """Whether the folder holds a working environment of the interpreter's version."""
    settings = folder / "pyvenv.cfg"
    if not environment_python(folder).exists() or not settings.is_file():
        return False
    found = re.search(r"^version\s*=\s*(\d+)\.(\d+)", settings.read_text("utf-8"), re.MULTILINE)
    return found is not None and (int(found[1]), int(found[2])) == interpreter.version


def _make(folder: Path, interpreter: Interpreter) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    made = subprocess.run([interpreter.program, "-m", "venv", str(folder)], capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise SetupError(f"Python {interpreter.name} cannot make a virtual environment: {made.stderr or made.stdout}")


def _install(python: Path) -> None:
    wanted, alone = _requirements()
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    # Without --no-warn-conflicts each later install would complain of the torch that is left out on purpose.
    for arguments in (["--no-warn-conflicts", *wanted], ["--no-deps", *alone]):
        done = subprocess.run([*pip, *arguments], capture_output=True, text=True, check=False)
        if done.returncode:
            raise SetupError(
                f"The Python packages could not be installed; is the network there? pip says:\n{done.stderr}"
            )


def _site_packages(folder: Path, interpreter: Interpreter) -> Path:
    return folder / ("Lib/site-packages" if os.name == "nt" else f"lib/python{interpreter.name}/site-packages")


def _is_linked(folder: Path, interpreter: Interpreter) -> bool:
    site = _site_packages(folder, interpreter)
    pointer = site / "hashiya.pth"
    return (
        pointer.is_file()
        and pointer.read_text("utf-8").strip() == str(IMPORT_ROOT)
        and all((site / name).resolve() == target for name, target in LINKS.items())
    )


def _link(folder: Path, interpreter: Interpreter) -> None:
    site = _site_packages(folder, interpreter)
    (site / "hashiya.pth").write_text(f"{IMPORT_ROOT}\n", "utf-8")
    for name, target in LINKS.items():
        _link_folder(site / name, target)


def _link_folder(place: Path, target: Path) -> None:
    if sys.platform == "win32":
        import _winapi

        if os.path.lexists(place):
            place.rmdir()
        _winapi.CreateJunction(str(target), str(place))  # unlike a symbolic link it needs no right
    else:
        place.unlink(missing_ok=True)
        place.symlink_to(target, target_is_directory=True)


def ensure_system(*, tests: bool) -> None:
    """The system's libraries that Qt links, and for the tests their tools; installed where that is allowed."""
    if platform.system() != "Linux":
        return
    needed = _missing_libraries()
    if find_spec("ensurepip") is None:  # Debian keeps it apart
        needed.append(f"python{AT_HAND.name}-venv")
    tools = _missing_tools() if tests else []
    if not needed and not tools:
        return
    apt = ["apt-get", "install", "--yes", "--no-install-recommends", *needed, *tools]
    right = _right_to_install()
    if right is None or not shutil.which("apt-get"):
        line = "sudo " + " ".join(apt)
        if needed:
            raise SetupError(f"Libraries of the system are missing, and may not be installed from here. Run:\n  {line}")
        print(f"-- tests on a virtual screen are left out; to have them too, run:\n  {line}", flush=True)
        return
    print(f"-- installing Debian packages: {' '.join([*needed, *tools])}", flush=True)
    _apt([*right, "apt-get", "update"])
    _apt([*right, *apt])


def _missing_libraries() -> list[str]:
    """The Debian packages of the libraries that the loader does not know."""
    loader = shutil.which("ldconfig") or "/sbin/ldconfig"
    if not Path(loader).exists():
        return []
    told = subprocess.run([loader, "-p"], capture_output=True, text=True, check=False).stdout
    known = {line.split(maxsplit=1)[0] for line in told.splitlines()[1:] if line.strip()}
    return [package for name, package in QT_LIBRARIES.items() if name not in known]


def ensure_bundle_tools() -> None:
    """What makes and tries packages, on Debian and its kin; installed where that is allowed."""
    missing = [package for tool, package in BUNDLE_TOOLS.items() if not (shutil.which(tool) or Path(tool).exists())]
    right = _right_to_install()
    if platform.system() != "Linux" or not missing or right is None or not shutil.which("apt-get"):
        return
    print(f"-- installing Debian packages: {' '.join(missing)}", flush=True)
    _apt([*right, "apt-get", "update"])
    _apt([*right, "apt-get", "install", "--yes", "--no-install-recommends", *missing])


def _missing_tools() -> list[str]:
    return [package for tool, package in TEST_TOOLS.items() if not (shutil.which(tool) or Path(tool).is_dir())]


def _right_to_install() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks for no password, else None."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
        return ["sudo", "-n"]
    return None


def _apt(command: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=quiet)
    if done.returncode:
        raise SetupError(f"`{' '.join(command)}` failed:\n{done.stderr or done.stdout}")


def others() -> list[Interpreter]:
    """The machine's other Pythons that the program supports, one for each minor version, the oldest first."""
    found: dict[tuple[int, int], Interpreter] = {}
    for program in _candidates():
        version = _version_of(program)
        if version is not None and version >= OLDEST and version != AT_HAND.version:
            found.setdefault(version, Interpreter(program, version))
    return [found[version] for version in sorted(found)]


def _candidates() -> list[str]:
    """Programs on the path that are called like a Python, and those that pyenv, uv and the Windows launcher keep."""
    name = re.compile(r"python3\.\d+(\.exe)?$")
    folders = [Path(place) for place in os.environ.get("PATH", "").split(os.pathsep) if place]
    on_path = [
        file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir()) if name.match(file.name)
    ]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    kept = sorted(pyenv.glob("versions/3.*/bin/python"))
    kept += sorted((Path.home() / ".local/share/uv/python").glob("cpython-3.*/bin/python3"))
    programs = [str(file) for file in [*kept, *on_path]]
    if os.name == "nt" and shutil.which("py"):
        told = subprocess.run(["py", "-0p"], capture_output=True, text=True, check=False).stdout
        programs += re.findall(r"\S:\\.*?python\.exe", told)
    return programs


def _version_of(program: str) -> tuple[int, int] | None:
    """The minor version of a finished CPython that the program can use; None for any other."""
    ask = "import sys, sqlite3, ensurepip, sysconfig as s; assert sys.version_info.releaselevel == 'final'"
    ask += "; assert sys.implementation.name == 'cpython' and not s.get_config_var('Py_GIL_DISABLED')"
    ask += "; print(*sys.version_info[:2])"
    try:
        told = subprocess.run([program, "-c", ask], capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    numbers = re.fullmatch(r"(\d+) (\d+)", told.stdout.strip())
    return (int(numbers[1]), int(numbers[2])) if numbers else None
