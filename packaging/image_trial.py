"""Tries the AppImage; where no runtime was given for one, its file system behind a stand-in for the runtime."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import linux_packages
from freezing import BundleError
from frozen_trial import Trial
from product import BUILD, NAME

HEAD = 4096
"""Bytes of the stand-in; what follows it is the file system."""

STAND_IN = f"""#!/bin/sh
# Unpacks the file system that follows, and starts the program in it. This is no runtime, and is handed to nobody.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unsquashfs -quiet -no-progress -offset {HEAD} -dest "$folder/AppDir" "$0" >"$folder/said"
APPDIR="$folder/AppDir" APPIMAGE="$0" "$folder/AppDir/AppRun" "$@"
exit
"""


def reasons_to_skip() -> list[str]:
    """What is missing for the trial, by name; nothing when it can be made."""
    return [tool for tool in ("mksquashfs", "unsquashfs") if not shutil.which(tool)]


def stand_in(squashed: Path, folder: Path) -> Path:
    """The file system with a shell script in the runtime's place: one file that can be started."""
    script = folder / "stand-in"
    script.write_bytes(STAND_IN.encode().ljust(HEAD, b"\n"))
    return linux_packages.app_image(squashed, script, folder)


def try_image(image: Path | None) -> str:
    """Start the image from another folder than its own, make a project with it and export that; what was tried.

    Without an image a stand-in is made for the trial. BundleError when anything goes wrong.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = image or stand_in(BUILD / f"{NAME}.squashfs", folder)
        # Where no file system can be mounted by a user, the runtime unpacks it.
        trial = Trial(["env", "APPIMAGE_EXTRACT_AND_RUN=1", file], folder)
        told = json.loads(trial.run("self-test", "--json"))
        if not told["ok"]:
            raise BundleError(f"self-test of the image failed: {told['checks']}")
        trial.run("sample", "sample.hashiya")
        trial.run("export", "sample.hashiya", "--out", "sample.jsonl")
        articles = len((folder / "sample.jsonl").read_text("utf-8").splitlines())
    return f"{image.name if image else 'a stand-in for its runtime'}, {articles} articles out"
