"""Builds and proves every package that this system can build; what it cannot, it says by name.

`packaging/dev.py bundle` runs it. The parts can be asked for one by one:
freeze, check, start, packages, deb, image, installer.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import chroot_trial
import contents
import frozen_trial
import image_trial
import linux_packages
import windows_installer
from environment import ROOT, SetupError, ensure_bundle_tools
from freezing import FROZEN, PAPERS, BundleError, freeze, program, run
from product import DIST, NAME, TITLE, version

LINUX = sys.platform.startswith("linux")
FOLDER = FROZEN / (f"{TITLE}.app" if sys.platform == "darwin" else NAME)
SUMS = "SHA256SUMS"


def freeze_it() -> str:
    """Freeze the program."""
    return str(freeze().relative_to(ROOT))


def check() -> str:
    """Assert what is inside, and have the frozen program do what it is for."""
    files = contents.listing(FOLDER)
    wrong = contents.faults(files, linux=LINUX)
    if wrong:
        raise BundleError("the contents of the bundle are wrong:\n  " + "\n  ".join(wrong[:20]))
    print(contents.table(contents.weights(files)))
    versions = frozen_trial.self_test(program(FOLDER))
    if versions["tls"] == "none":
        raise BundleError("the frozen program cannot encrypt connections, so nobody could look for an update")
    frozen_trial.files(program(FOLDER))
    return f"{len(files)} files; " + ", ".join(f"{name} {versions[name]}" for name in ("python", "qt", "sqlite", "tls"))


def start() -> str:
    """Compare the start of the frozen program with that of the source."""
    frozen, source = frozen_trial.start_times(program(FOLDER))
    told = f"{frozen:.2f} s frozen, {source:.2f} s from source: {frozen / source:.2f} times"
    if frozen > source * frozen_trial.MOST_TIMES_SOURCE:
        raise BundleError(f"{told}, more than {frozen_trial.MOST_TIMES_SOURCE}")
    return told


def packages(runtime: Path | None) -> str:
    """Make the packages of this system, and the sums of all."""
    DIST.mkdir(exist_ok=True)
    made = _linux(runtime) if LINUX else _windows() if sys.platform == "win32" else _mac()
    shutil.copyfile(PAPERS / "sbom.cdx.json", DIST / f"{NAME}-{version()}-{sys.platform}.cdx.json")
    write_sums(DIST)
    return ", ".join(f"{file.name} {file.stat().st_size / 1e6:.1f} MB" for file in made)


def write_sums(folder: Path) -> Path:
    """SHA256SUMS of every file in the folder, as `sha256sum --check` reads it."""
    named = sorted(file for file in folder.iterdir() if file.is_file() and file.name != SUMS)
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in named]
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")
    return folder / SUMS


def _linux(runtime: Path | None) -> list[Path]:
    with ThreadPoolExecutor() as beside:
        # A .deb is packed on one core.
        package = beside.submit(linux_packages.deb, FOLDER)
        others = [linux_packages.tarball(FOLDER), *_image(runtime)]
        return [package.result(), *others]


def _image(runtime: Path | None) -> list[Path]:
    root = linux_packages.app_dir(FOLDER)
    missing = linux_packages.validate(root)
    if missing:
        print(f"skipped: not judged by {', '.join(missing)}, which is not here")
    if not shutil.which("mksquashfs"):
        print("skipped: no AppImage, for mksquashfs is not here")
        return []
    squashed = linux_packages.squash(root)
    if runtime is None:
        print("skipped: the AppImage is not put together, for no --runtime was given; its file system is made")
        return [squashed]
    return [linux_packages.app_image(squashed, runtime)]


def _windows() -> list[Path]:
    setup = windows_installer.compile_installer(FOLDER, DIST / f"{TITLE}-{version()}-windows.exe")
    return [setup, windows_installer.portable(FOLDER)]


def _mac() -> list[Path]:
    import platform

    image = DIST / f"{TITLE}-{version()}-macos-{platform.machine()}.dmg"
    run("bash", ROOT / "packaging" / "macos" / "dmg.sh", FOLDER, image)
    return [image]


def try_deb() -> str:
    """Install, run and remove the .deb in a bare Debian without Python."""
    missing = chroot_trial.reasons_to_skip() if LINUX else ["a Linux"]
    if missing:
        return f"skipped: {', '.join(missing)} is not here"
    package = next(DIST.glob(f"{NAME}_{version()}_*.deb"), None)
    if package is None:
        raise BundleError("there is no .deb yet; make it with `packages`")
    return ", ".join(f"{name} {value}" for name, value in chroot_trial.try_deb(package).items())


def try_image() -> str:
    """Start the AppImage, or a stand-in for one."""
    missing = image_trial.reasons_to_skip() if LINUX else ["a Linux"]
    if missing:
        return f"skipped: {', '.join(missing)} is not here"
    return image_trial.try_image(next(DIST.glob(f"{TITLE}-{version()}-*.AppImage"), None))


def try_installer() -> str:
    """Install and remove a stand-in by the Windows installer under Wine."""
    missing = windows_installer.reasons_to_skip() if LINUX else ["a Linux with Wine"]
    if missing:
        return f"skipped: {', '.join(missing)} is not here"
    return ", ".join(windows_installer.try_installer())


def steps(runtime: Path | None) -> dict[str, Callable[[], str]]:
    """The parts by name, in their order."""
    return {
        "freeze": freeze_it,
        "check": check,
        "start": start,
        "packages": partial(packages, runtime),
        "deb": try_deb,
        "image": try_image,
        "installer": try_installer,
    }


TRIALS = ("deb", "image", "installer")
"""What is tried side by side, after all is made: each mostly waits for another system to be laid out."""


def _done(name: str, step: Callable[[], str]) -> str:
    """Do a part; the line of the summary that tells of it."""
    print(f"== {name}", flush=True)
    began = time.monotonic()
    said = step()
    told = f"{time.monotonic() - began:7.1f} s  {name}: {said}"
    print(told, flush=True)
    return told


def main(words: Sequence[str] | None = None) -> int:
    """Do the parts that are asked for, else all of them; 1 when one fails, after a line of each."""
    asked = argparse.ArgumentParser(prog="packaging/dev.py bundle", description=__doc__)
    asked.add_argument("parts", nargs="*", choices=[*steps(None), []], metavar="PART", help=", ".join(steps(None)))
    asked.add_argument("--runtime", type=Path, metavar="FILE", help="the AppImage runtime to put before the program")
    chosen = asked.parse_args(words)
    parts = {name: step for name, step in steps(chosen.runtime).items() if not chosen.parts or name in chosen.parts}
    trials = {name: parts.pop(name) for name in TRIALS if name in parts}
    try:
        ensure_bundle_tools()
        told = [_done(name, step) for name, step in parts.items()]
        with ThreadPoolExecutor() as beside:
            told += beside.map(_done, trials, trials.values())
    except (BundleError, SetupError) as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1
    print("\n== summary", *told, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
