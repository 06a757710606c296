"""Where an export goes: one file with others beside it, a folder or a zip archive; whole, or not at all."""

from __future__ import annotations

import secrets
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Literal, Self

from hashiya.domain.faults import KnownFailure
from hashiya.exchange.files import NewFile, flush_folder, known
from hashiya.exchange.sources import ZIP

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive knows: the same project gives the same bytes at any time."""


class Delivery:
    """An export in the making; `keep` puts it in its place, leaving the block without it removes it all."""

    def __init__(self, path: Path, *, shape: Literal["file", "folder"], ending: str) -> None:
        self.path = path
        self.is_zip = path.suffix.lower() == ZIP and ending != ZIP
        self._ending = ending
        self._in_folder = self.is_zip or shape == "folder"
        self._names: list[str] = []
        self._files: list[NewFile] = []
        self._part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        self._main = f"{path.stem}{ending}" if self.is_zip else path.name
        if self._in_folder:
            self._make_room()

    def _make_room(self) -> None:
        if not self.is_zip and self.path.exists():
            if not self.path.is_dir():
                raise KnownFailure("not_a_folder", path=str(self.path))
            with known(self.path):
                taken = any(self.path.iterdir())
            if taken:
                raise KnownFailure("folder_not_empty", path=str(self.path))
        with known(self.path):
            self._part.mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files:
            file.__exit__(kind, error, trace)
        shutil.rmtree(self._part, ignore_errors=True)

    def outlet(self, part: str = "") -> Outlet:
        """Where one writer's files go: all of them, or those of one part of a split."""
        return Outlet(self, part)

    def open(self, name: str, part: str) -> NewFile:
        """A new file; see Outlet."""
        if self._in_folder:
            return self._open_inside(PurePosixPath(part, name or self._main))
        stem = self.path.name.removesuffix(self._ending)
        stem = f"{stem}.{part}" if part else stem
        own = f"{stem}{self._ending}" if part else self.path.name
        file = NewFile(self.path.with_name(f"{stem}.{name}" if name else own))
        self._files.append(file)
        return file

    def _open_inside(self, inner: PurePosixPath) -> NewFile:
        if inner.is_absolute() or ".." in inner.parts:
            raise ValueError(f"a file outside the folder: {inner}")
        path = self._part.joinpath(*inner.parts)
        if len(inner.parts) > 1:
            with known(path):
                path.parent.mkdir(parents=True, exist_ok=True)
        self._names.append(inner.as_posix())
        self._files = [one for one in self._files if not one.closed]
        file = NewFile(path)
        self._files.append(file)
        return file

    def let_go(self, file: NewFile) -> None:
        """A file of the folder is whole; a file beside the export waits for the others."""
        if self._in_folder:
            file.settle()

    def keep(self) -> tuple[Path, ...]:
        """Put everything in its place; what was written, as paths."""
        if not self._in_folder:
            return self._keep_files()
        for file in self._files:
            file.settle()
        if self.is_zip:
            self._keep_zip()
        else:
            with known(self.path):
                with suppress(FileNotFoundError):
                    self.path.rmdir()
                self._part.rename(self.path)
        flush_folder(self.path.parent)
        return (self.path,)

    def _keep_files(self) -> tuple[Path, ...]:
        for file in self._files:
            if not file.closed:
                file.flush()
        for file in self._files:
            file.keep()
        flush_folder(self.path.parent)
        return tuple(file.path for file in self._files)

    def _keep_zip(self) -> None:
        with NewFile(self.path) as whole:
            with zipfile.ZipFile(Sink(whole), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                for name in self._names:
                    info = zipfile.ZipInfo(name, LONG_AGO)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    info.create_system = 3
                    info.external_attr = 0o644 << 16
                    path = self._part.joinpath(*PurePosixPath(name).parts)
                    info.file_size = path.stat().st_size
                    with path.open("rb") as source, archive.open(info, "w") as member:
                        shutil.copyfileobj(source, member, 1 << 20)
            whole.keep()


class Outlet:
    """Where one writer's files go."""

    def __init__(self, delivery: Delivery, part: str) -> None:
        self._delivery = delivery
        self._part = part

    def open(self, name: str = "") -> NewFile:
        """A new file: the export's own without a name, else one beside it (`X.name`) or in the folder."""
        return self._delivery.open(name, self._part)

    def put(self, name: str, data: bytes) -> None:
        """A whole small file in the folder, or beside the export's own."""
        file = self.open(name)
        file.write(data)
        self._delivery.let_go(file)


class Sink:
    """A new file as a zip archive wants it: written from front to back."""

    def __init__(self, file: NewFile) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        return self._file.write(bytes(data))

    def flush(self) -> None:
        """The new file is flushed when it is whole."""

    def close(self) -> None:
        """It is kept, or removed, by the one who made it."""
