"""The same frozen folder makes the same packages, byte for byte, whenever and in whichever order it was written."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import linux_packages
import pytest
import windows_installer

WHEN = 1_790_000_000
PROGRAM = shutil.which("true")


def stand_in(folder: Path, *, reverse: bool, when: int) -> Path:
    """A small folder as PyInstaller leaves it: the program, files below it, a link; written in that order and time."""
    made = folder / "hashiya"
    parts: list[Callable[[], object]] = [
        lambda: shutil.copy(str(PROGRAM), made / "hashiya"),
        lambda: (made / "_internal" / "texts" / "ar.toml").write_text("title = 'حاشية'\n" * 500, "utf-8"),
        lambda: (made / "_internal" / "base_library.zip").write_bytes(bytes(range(256)) * 300),
        lambda: (made / "_internal" / "libz.so").symlink_to("libz.so.1"),
        lambda: (made / "_internal" / "libz.so.1").write_bytes(b"\x7fELF" * 100),
    ]
    (made / "_internal" / "texts").mkdir(parents=True)
    for write in reversed(parts) if reverse else parts:
        write()
    for file in made.rglob("*"):
        os.utime(file, (when, when), follow_symlinks=False)
        if file.suffix == ".toml" and reverse:
            file.chmod(0o600)
    return made


def twice(make: Callable[[Path], Path], folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:
    """What `make` makes of the same folder on two machines."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(WHEN))
    made = []
    for number, (reverse, when) in enumerate([(False, WHEN + 10_000), (True, WHEN - 500_000)]):
        machine = folder / f"machine-{number}"
        for name in ("BUILD", "DIST"):
            (machine / name).mkdir(parents=True)
            for made_by in (linux_packages, windows_installer):
                monkeypatch.setattr(made_by, name, machine / name)
        made.append(make(stand_in(machine, reverse=reverse, when=when)).read_bytes())
    return made[0], made[1]


def needs(*tools: str) -> pytest.MarkDecorator:
    """Skips where one of these is not installed, by its name."""
    missing = [tool for tool in ("true", *tools) if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


@needs("dpkg-deb", "objdump")
def test_the_deb_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = twice(linux_packages.deb, tmp_path, monkeypatch)
    assert one.startswith(b"!<arch>\n")
    assert one == other


@needs("tar", "zstd")
def test_the_archive_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = twice(linux_packages.tarball, tmp_path, monkeypatch)
    assert one.startswith(b"\x28\xb5\x2f\xfd")
    assert one == other


@needs("mksquashfs")
def test_the_file_system_of_the_appimage_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = twice(lambda frozen: linux_packages.squash(linux_packages.app_dir(frozen)), tmp_path, monkeypatch)
    assert one.startswith(b"hsqs")
    assert one == other


@needs()
def test_the_portable_zip_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = twice(windows_installer.portable, tmp_path, monkeypatch)
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as packed:
        assert packed.testzip() is None
        assert {"Hashiya/hashiya", "Hashiya/_internal/texts/ar.toml", "Hashiya/portable.txt"} <= set(packed.namelist())


@needs("tar", "zstd")
def test_another_content_makes_other_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_its_place(frozen: Path) -> Path:
        (frozen / "where.txt").write_text(str(frozen), "utf-8")
        return linux_packages.tarball(frozen)

    one, other = twice(with_its_place, tmp_path, monkeypatch)
    assert one != other
