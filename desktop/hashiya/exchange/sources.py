"""Files to read: those named, those in folders, those in zip archives; each with limits on what it may unfold to."""

from __future__ import annotations

import io
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
_WITHIN = "\0"
"""Between an archive's name and that of a file within it; no name has it."""


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
        outer, _, inner = self.member.partition(_WITHIN)
        with _archive(self.archive) as archive:
            if not inner:
                with archive.open(outer) as member:
                    yield member
                return
            with _inner(self.archive, archive, outer) as packed, packed.open(inner) as member:
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


@contextmanager
def _inner(path: Path, archive: zipfile.ZipFile, name: str) -> Iterator[zipfile.ZipFile]:
    """An archive within the archive; it is held whole."""
    if archive.getinfo(name).file_size > MOST_BYTES:
        raise FileFault(Fault("reading.too_large", file=f"{path}/{name}", expected=f"{MOST_BYTES >> 20} MB"))
    with zipfile.ZipFile(io.BytesIO(archive.read(name))) as packed:
        yield packed


def in_archive(path: Path, endings: frozenset[str]) -> list[Source]:
    """The archive's files with these endings, those of archives right within it among them.

    FileFault when a name leads out of it, or when it is a bomb.
    """
    found: list[Source] = []
    count = unfolded = 0
    with _archive(path) as archive:
        for member, info in _members(path, archive):
            count += 1
            unfolded += info.file_size
            if count > MOST_FILES:
                raise FileFault(Fault("reading.bomb", file=str(path), found=str(count), expected=str(MOST_FILES)))
            if unfolded > MOST_IN_ZIP:
                raise FileFault(Fault("reading.bomb", file=str(path), found=f"{unfolded >> 20} MB"))
            name = PurePosixPath(member.replace(_WITHIN, "/"))
            if not info.is_dir() and not _is_hidden(name) and name.suffix.lower() in endings:
                found.append(Source(path.joinpath(*name.parts), name.as_posix(), info.file_size, path, member))
    return sorted(found, key=lambda one: one.name)


def _members(path: Path, archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Every file of the archive, checked, and behind an archive those within it."""
    for info in archive.infolist():
        _check_member(path, info)
        yield info.filename, info
        name = PurePosixPath(info.filename)
        if name.suffix.lower() == ZIP and not _is_hidden(name):
            with _inner(path, archive, info.filename) as packed:
                for inside in packed.infolist():
                    _check_member(path, inside)
                    yield f"{info.filename}{_WITHIN}{inside.filename}", inside


def _is_hidden(name: PurePosixPath) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.parts)


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
