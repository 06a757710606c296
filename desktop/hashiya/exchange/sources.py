"""Files to read: those named, those in folders, those in zip archives; each with limits on what it may unfold to."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.files import known

HEAD = 1 << 16
"""Bytes that are looked at to tell a format."""
MOST_BYTES = 1 << 28
"""Bytes of a file that is read whole."""
MOST_IN_ZIP = 1 << 32
"""Bytes that all files of an archive may unfold to."""
MOST_UNFOLDED = 1 << 31
"""Bytes that the parts of one document may unfold to."""
MOST_FILES = 200_000
MOST_RATIO = 1000
"""How much larger than its packed form a file over a megabyte may be: text packs to a tenth, bombs to a thousandth."""
ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `path` says where it is (within an archive: below the archive's path); `name` is its path
    from the folder or archive that was named, with slashes.
    """

    path: Path
    name: str
    size: int
    archive: Path | None = field(default=None, compare=False)
    member: str = field(default="", compare=False)

    @property
    def stem(self) -> str:
        """The file's name without folder and ending."""
        return PurePosixPath(self.name).stem

    @property
    def ending(self) -> str:
        """The file's ending with its dot, in small letters."""
        return PurePosixPath(self.name).suffix.lower()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The file's bytes as a stream; KnownFailure when the system stands in the way, FileFault on a torn archive."""
        if self.archive is None:
            with known(self.path), self.path.open("rb") as file:
                yield file
            return
        with _archive(self.archive) as archive, archive.open(self.member) as member:
            yield member

    def read(self, most: int = MOST_BYTES) -> bytes:
        """All of the file's bytes; FileFault when it has more than `most`."""
        with self.open() as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise FileFault(Fault("reading.too_large", file=str(self.path), expected=f"{most >> 20} MB"))
        return data

    def head(self) -> bytes:
        """The file's first bytes."""
        with self.open() as file:
            return file.read(HEAD)


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with known(path), zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        # RuntimeError is what zipfile says of a file that asks for a password.
        raise FileFault(Fault("reading.bad_zip", file=str(path), found=str(error)[:80])) from error


@contextmanager
def unpacked(source: Source, beside: str) -> Iterator[Path]:
    """The file where it can be opened by its path: one of an archive, and what ends so beside it, in a passing folder.

    For formats whose files are read more than once, or together with others.
    """
    if source.archive is None:
        yield source.path
        return
    folder = PurePosixPath(source.name).parent
    others = in_archive(source.archive, frozenset({PurePosixPath(beside).suffix}))
    wanted = [one for one in others if one.name.endswith(beside) and PurePosixPath(one.name).parent == folder]
    with tempfile.TemporaryDirectory() as place:
        for one in (source, *wanted):
            with one.open() as packed, Path(place, PurePosixPath(one.name).name).open("wb") as file:
                shutil.copyfileobj(packed, file, 1 << 20)
        yield Path(place, PurePosixPath(source.name).name)


def sources(paths: Iterable[Path], endings: frozenset[str]) -> list[Source]:
    """The files named, whatever their ending, and those with these endings in folders and archives, in order."""
    found: dict[Path, Source] = {}
    for path in paths:
        if path.is_dir():
            found.update((one.path, one) for one in _in_folder(path, endings))
        elif path.suffix.lower() == ZIP:
            found.update((one.path, one) for one in in_archive(path, endings))
        else:
            found[path] = Source(path, path.name, _size(path))
    return list(found.values())


def _size(path: Path) -> int:
    with known(path):
        return path.stat().st_size


def _in_folder(folder: Path, endings: frozenset[str]) -> list[Source]:
    found: list[Source] = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(where, name)
            if name.startswith(".") or not path.is_file():
                continue
            if path.suffix.lower() == ZIP:
                found += in_archive(path, endings)
            elif path.suffix.lower() in endings:
                found.append(Source(path, path.relative_to(folder).as_posix(), _size(path)))
    return sorted(found, key=lambda one: one.path)


def in_archive(path: Path, endings: frozenset[str]) -> list[Source]:
    """The archive's files with these endings; FileFault when a name leads out of it, or when it is a bomb."""
    found = []
    unfolded = 0
    with _archive(path) as archive:
        every = archive.infolist()
        if len(every) > MOST_FILES:
            raise FileFault(Fault("reading.bomb", file=str(path), found=str(len(every)), expected=str(MOST_FILES)))
        for info in every:
            _check_member(path, info)
            unfolded += info.file_size
            if unfolded > MOST_IN_ZIP:
                raise FileFault(Fault("reading.bomb", file=str(path), found=f"{unfolded >> 20} MB"))
            inner = PurePosixPath(info.filename)
            hidden = any(part.startswith(".") or part == "__MACOSX" for part in inner.parts)
            if not info.is_dir() and not hidden and inner.suffix.lower() in endings:
                display = path.joinpath(*inner.parts)
                found.append(Source(display, inner.as_posix(), info.file_size, path, info.filename))
    return sorted(found, key=lambda one: one.name)


def check_archive(path: Path, data: IO[bytes]) -> None:
    """FileFault when the document, which is an archive inside, is a bomb or leads out of itself."""
    try:
        with zipfile.ZipFile(data) as archive:
            unfolded = 0
            for info in archive.infolist():
                _check_member(path, info)
                unfolded += info.file_size
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError) as error:
        raise FileFault(Fault("reading.bad_zip", file=str(path), found=str(error)[:80])) from error
    if unfolded > MOST_UNFOLDED:
        raise FileFault(Fault("reading.bomb", file=str(path), found=f"{unfolded >> 20} MB"))
    data.seek(0)


def _check_member(path: Path, info: zipfile.ZipInfo) -> None:
    """Refuse what leads out of the archive, and what unfolds to absurd sizes."""
    name = info.filename
    parts = name.replace("\\", "/").split("/")
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name or is_link:
        raise FileFault(Fault("reading.hostile_name", file=str(path), found=name[:80]))
    if info.file_size > 1 << 20 and info.file_size > MOST_RATIO * max(1, info.compress_size):
        raise FileFault(Fault("reading.bomb", file=str(path), found=f"{name[:60]}: {info.file_size >> 20} MB"))
