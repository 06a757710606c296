"""Tries a .deb where nothing helps it: a bare Debian without Python, and an ordinary user before a virtual screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from freezing import BundleError, run
from product import BUILD, NAME

BASE = BUILD.parent / "debian-base"
USER, HOME = "annotator", "/home/annotator"
SCREEN = ":97"
REST = 2000
"""Milliseconds that the painted window stays."""

FEWEST_COLOURS = 100
PICTURE = BUILD / "debian-window.xwd"
SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
BARE = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
# Mounts of its own, that end with the command: nothing stays mounted when it fails.
MOUNTED = 'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && root=$1 && shift && exec chroot "$@"'


def reasons_to_skip() -> list[str]:
    """What is missing for the trial, by name; nothing when it can be made."""
    missing = [tool for tool in ("debootstrap", "unshare", "chroot", "Xvfb") if not shutil.which(tool)]
    if os.geteuid() != 0:
        missing.append("the rights of root")
    elif subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        missing.append("mounts of its own")
    return missing


def bare_debian() -> Path:
    """A minimal Debian that no package was installed into; made once, kept for the next trial."""
    if not (BASE / "complete").is_file():
        shutil.rmtree(BASE, ignore_errors=True)
        BASE.parent.mkdir(parents=True, exist_ok=True)
        run("debootstrap", "--variant=minbase", SUITE, BASE, MIRROR)
        (BASE / "complete").touch()
    return BASE


def inside(root: Path, *command: str, user: str | None = None, **more: str) -> str:
    """Run a command in that system, as root or as the user, with nothing of this one's settings; its output."""
    proxies = {} if user else {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    variables = {**BARE, **proxies, **({"HOME": HOME} if user else {"HOME": "/root"}), **more}
    as_user = [f"--userspec={user}:{user}"] if user else []
    told = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", MOUNTED, "sh", str(root), *as_user, str(root),
         *command],
        env=variables, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    if told.returncode:
        raise BundleError(f"in the bare Debian `{' '.join(command)}` ended with {told.returncode}:\n{told.stderr}")
    return told.stdout


@contextmanager
def virtual_screen(folder: Path) -> Iterator[Path]:
    """A virtual X server that the other system reaches by its abstract socket; the file that holds its picture."""
    with subprocess.Popen(
        ["Xvfb", SCREEN, "-ac", "-screen", "0", "1440x900x24", "-fbdir", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            picture = folder / "Xvfb_screen0"
            for _ in range(100):
                if picture.is_file():
                    break
                time.sleep(0.1)
            else:
                raise BundleError("the virtual screen does not start")
            yield picture
        finally:
            server.terminate()


def colours(picture: bytes) -> int:
    """How many different pixels the picture of the screen has, of 4 bytes each: one or two when nothing was painted."""
    # Before the pixels stands a head of no more than 4 KB, which is a whole number of words.
    return len({picture[place : place + 4] for place in range(4096, len(picture), 4)})


def try_deb(package: Path) -> dict[str, str]:
    """Install, run and remove the package there; what was seen. BundleError when something is not as it should be."""
    root = BUILD / "debian"
    shutil.rmtree(root, ignore_errors=True)
    run("cp", "-a", bare_debian(), root)
    shutil.copyfile(package, root / "tmp" / package.name)
    inside(root, "apt-get", "update")
    inside(root, "apt-get", "install", "--yes", "--no-install-recommends", f"/tmp/{package.name}")
    if (root / "usr" / "bin" / "python3").exists():
        raise BundleError("the bare Debian has a Python: the trial would prove nothing")
    inside(root, "useradd", "--create-home", USER)
    told = json.loads(inside(root, NAME, "self-test", "--json", user=USER))
    if not told["ok"]:
        raise BundleError(f"self-test failed in the bare Debian: {told}")
    project = f"{HOME}/sample.{NAME}"
    inside(root, NAME, "sample", project, user=USER)
    seen = _window(root, project)
    inside(root, "apt-get", "remove", "--yes", NAME)
    left = [place for place in (f"usr/lib/{NAME}", f"usr/bin/{NAME}") if (root / place).exists()]
    if left or not (root / project.lstrip("/")).is_file():
        raise BundleError(f"after removal there still is {left}, or the user's project is gone")
    shutil.rmtree(root)
    return {"qt": told["versions"]["qt"], "sqlite": told["versions"]["sqlite"], **seen}


def _window(root: Path, project: str) -> dict[str, str]:
    """Open the project on a virtual screen; when its window was painted, in how many colours."""
    on_screen = {"DISPLAY": SCREEN, "QT_QPA_PLATFORM": "xcb", "HASHIYA_BENCH_READY": str(REST)}
    with virtual_screen(BUILD) as picture, ThreadPoolExecutor(1) as started:
        began = time.monotonic()
        running = started.submit(inside, root, NAME, project, user=USER, **on_screen)
        seen = b""
        while not running.done():
            time.sleep(0.2)
            seen = max(seen, picture.read_bytes(), key=colours)
        seconds = time.monotonic() - began - REST / 1000
        if "ready" not in running.result().split() or colours(seen) < FEWEST_COLOURS:
            raise BundleError(f"the window was not painted: {colours(seen)} colours on the virtual screen")
    PICTURE.write_bytes(seen)
    return {"window": f"{seconds:.1f} s", "colours": str(colours(seen))}
