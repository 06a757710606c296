"""Whole files or none: written beside their place, flushed, and put there at the end."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from hashiya.domain.faults import KnownFailure

_CODES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "no_access",
    errno.EPERM: "no_access",
    errno.EROFS: "no_access",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "is_folder",
}


@contextmanager
def known(path: Path) -> Iterator[None]:
    """Turn what the system says about the file into a KnownFailure."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "io_error")
        raise KnownFailure(code, path=str(path), reason=str(error)) from error


class NewFile:
    """A file in the making; `keep` puts it in its place, leaving the block without it removes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.length = 0
        self._sha256 = sha256()
        self._part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        with known(path):
            self._file: IO[bytes] = self._part.open("xb", buffering=1 << 16)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A full disk refuses even what closing would still write; the file goes anyway.
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)

    @property
    def sha256(self) -> str:
        """The digest of what was written."""
        return self._sha256.hexdigest()

    @property
    def closed(self) -> bool:
        """Whether all of it was written."""
        return self._file.closed

    def write(self, data: bytes) -> int:
        """Add to the file; how many bytes were added."""
        with known(self.path):
            self._file.write(data)
        self._sha256.update(data)
        self.length += len(data)
        return len(data)

    def settle(self) -> None:
        """Put a small file in its place without waiting for the disk: what it stands in is not yet in its own."""
        if self._file.closed:
            return
        with known(self.path):
            self._file.close()
            self._part.replace(self.path)

    def flush(self) -> None:
        """Have all of it on the disk."""
        with known(self.path):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def keep(self) -> None:
        """Put it in its place, over what was there."""
        if not self._file.closed:
            self.flush()
        with known(self.path):
            self._part.replace(self.path)


def flush_folder(folder: Path) -> None:
    """Have the folder's entries on the disk, where the system can do that."""
    if os.name == "nt":
        return
    with known(folder):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
