"""Lays the frozen program out as Linux has it, and makes of that a .deb, an AppImage and a .tar.zst."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from environment import ROOT
from freezing import BundleError, run, source_time
from product import BUILD, DIST, IDENTIFIER, MAINTAINER, NAME, TITLE, version

LINUX = ROOT / "packaging" / "linux"
ICONS = ROOT / "packaging" / "icons"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
MOST_DEB_MEGABYTES = 60
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")


def filled(name: str, **values: str) -> str:
    """The file of packaging/linux with its @PLACES@ filled."""
    text = (LINUX / name).read_text("utf-8")
    for place, value in values.items():
        text = text.replace(f"@{place.upper()}@", value)
    return text


def lay_out(frozen: Path, root: Path) -> None:
    """Put the program, its entry in the menus, its file type and its icons where Linux looks for them below `root`."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(frozen, root / "usr" / "lib" / NAME, symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share = root / "usr" / "share"
    day = datetime.fromtimestamp(source_time(), UTC).date().isoformat()
    texts = {
        f"applications/{NAME}.desktop": filled("hashiya.desktop"),
        f"mime/packages/{NAME}.xml": filled("hashiya.mime.xml"),
        f"metainfo/{IDENTIFIER}.metainfo.xml": filled("hashiya.metainfo.xml", version=version(), date=day),
        f"doc/{NAME}/copyright": (ROOT / "LICENSE").read_text("utf-8")
        + f"\nThe licences of all that is inside: /usr/lib/{NAME}/_internal/licences\n",
    }
    for place, text in texts.items():
        (share / place).parent.mkdir(parents=True, exist_ok=True)
        (share / place).write_text(text, "utf-8")
    for size in ICON_SIZES:
        _copy(ICONS / f"hashiya-{size}.png", share / f"icons/hicolor/{size}x{size}/apps/{NAME}.png")
    _copy(ICONS / "hashiya.svg", share / f"icons/hicolor/scalable/apps/{NAME}.svg")
    _settle(root)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _settle(root: Path) -> None:
    """Give every file the rights and the time it has in each build."""
    when = source_time()
    for file in [root, *root.rglob("*")]:
        if not file.is_symlink():
            started = file.is_dir() or file.stat().st_mode & 0o100
            file.chmod(0o755 if started else 0o644)
        os.utime(file, (when, when), follow_symlinks=False)


def validate(root: Path) -> list[str]:
    """Let the desktop's own tools judge the layout; the tools that are not there."""
    share = root / "usr" / "share"
    judges: dict[str, list[str | Path]] = {
        "desktop-file-validate": [share / "applications" / f"{NAME}.desktop"],
        "appstreamcli": ["validate", "--no-net", share / "metainfo" / f"{IDENTIFIER}.metainfo.xml"],
    }
    for tool, arguments in judges.items():
        if shutil.which(tool):
            run(tool, *arguments)
    return [tool for tool in judges if not shutil.which(tool)]


def glibc(frozen: Path) -> str:
    """The oldest C library that every bundled library starts with."""
    files = [file for file in frozen.rglob("*") if file.is_file() and (".so" in file.name or file.name == NAME)]
    asked = subprocess.run(
        ["objdump", "-T", *map(str, files)], capture_output=True, text=True, check=False, errors="replace"
    ).stdout
    needed = {(int(first), int(second)) for first, second in _GLIBC.findall(asked)}
    if not needed:
        raise BundleError("objdump names no version of the C library that the program needs")
    return ".".join(map(str, max(needed)))


def deb(frozen: Path) -> Path:
    """The package for Debian, Ubuntu and their kin."""
    root = BUILD / "deb"
    lay_out(frozen, root)
    architecture = ARCHITECTURES.get(platform.machine(), platform.machine())
    kilobytes = sum(file.lstat().st_size for file in root.rglob("*") if file.is_file()) // 1024
    control = filled(
        "control",
        version=version(),
        architecture=architecture,
        kilobytes=str(kilobytes),
        maintainer=MAINTAINER,
        glibc=glibc(frozen),
    )
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control, "utf-8")
    file = DIST / f"{NAME}_{version()}_{architecture}.deb"
    told = {"SOURCE_DATE_EPOCH": str(source_time())}
    run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, file, **told)
    megabytes = file.stat().st_size / 1e6
    if megabytes > MOST_DEB_MEGABYTES:
        raise BundleError(f"{file.name} has {megabytes:.1f} MB, more than {MOST_DEB_MEGABYTES}")
    return file


def app_dir(frozen: Path) -> Path:
    """The folder that an AppImage shows when it is started."""
    root = BUILD / "AppDir"
    lay_out(frozen, root)
    _copy(LINUX / "AppRun", root / "AppRun")
    _copy(LINUX / "hashiya.desktop", root / f"{NAME}.desktop")
    _copy(ICONS / "hashiya-256.png", root / f"{NAME}.png")
    (root / ".DirIcon").symlink_to(f"{NAME}.png")
    _settle(root)
    (root / "AppRun").chmod(0o755)
    return root


def squash(root: Path) -> Path:
    """The folder as one compressed file system."""
    file = BUILD / f"{NAME}.squashfs"
    file.unlink(missing_ok=True)
    # The variable, and not an option for the same: the two together are refused where the variable is set already.
    told = {"SOURCE_DATE_EPOCH": str(source_time())}
    run("mksquashfs", root, file, "-root-owned", "-noappend", "-comp", "zstd", **told)
    return file


def app_image(squashed: Path, runtime: Path, folder: Path = DIST) -> Path:
    """The runtime that mounts what follows it in the same file, and that."""
    file = folder / f"{TITLE}-{version()}-{platform.machine()}.AppImage"
    with file.open("wb") as out:
        for part in (runtime, squashed):
            with part.open("rb") as read:
                shutil.copyfileobj(read, out)
    file.chmod(0o755)
    return file


def tarball(frozen: Path) -> Path:
    """The folder as it is, for systems that want neither."""
    file = DIST / f"{NAME}-{version()}-linux-{platform.machine()}.tar.zst"
    same = ["--sort=name", f"--mtime=@{source_time()}", "--owner=0", "--group=0", "--numeric-owner"]
    same.append("--mode=u=rwX,go=rX")
    named = f"--transform=s,^{frozen.name},{NAME}-{version()},"
    run("tar", "-C", frozen.parent, *same, named, "--use-compress-program=zstd -12 -T0", "-cf", file, frozen.name)
    return file
