"""Text files in: the bytes as text, newlines made one, everything else as it stands."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.encodings import guessed, marked
from hashiya.exchange.files import known
from hashiya.exchange.metadata import propose_metadata

ENDINGS = (".txt", ".jsonl")
"""What is taken out of a folder; a file that is named itself is taken whatever its ending."""

NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "cp1256": "windows-1256",
    "iso8859-6": "ISO-8859-6",
}
How = Literal["declared", "bom", "content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextArticle:
    """A text as it comes out of its file; `how` its encoding was told.

    `meta` (title, source, published) and `language` are proposals. `notes` are message keys (`note.<key>`):
    `newlines_changed`, `bom_dropped`.
    """

    text: str
    encoding: str
    how: How
    meta: dict[str, str] = field(default_factory=dict)
    language: str | None = None
    notes: tuple[str, ...] = ()


def read_text(path: Path, *, encoding: str | None = None) -> TextArticle:
    """The text of the file; FileFault when it is not text, KnownFailure when it cannot be read."""
    with known(path):
        data = path.read_bytes()
    return decode_text(data, encoding=encoding, file=str(path))


def decode_text(data: bytes, *, encoding: str | None = None, file: str) -> TextArticle:
    """The bytes as text, in that encoding or the one that they tell."""
    name, how, skipped = _encoding(data, encoding, file)
    decoded = _decoded(data, name, skipped, file)
    _check(decoded, file)
    text = decoded.replace("\r\n", "\n").replace("\r", "\n")
    proposed = propose_metadata(text)
    language = proposed.pop("language", None)
    notes = (("bom_dropped",) if skipped else ()) + (("newlines_changed",) if text != decoded else ())
    return TextArticle(text=text, encoding=_named(name), how=how, meta=proposed, language=language, notes=notes)


def raw_text(data: bytes, *, encoding: str | None = None, file: str) -> str:
    """The bytes as text with its line ends as they stand: offsets of other tools count them."""
    name, _, skipped = _encoding(data, encoding, file)
    return _decoded(data, name, skipped, file)


def _decoded(data: bytes, name: str, skipped: int, file: str) -> str:
    try:
        return data[skipped:].decode(name)
    except UnicodeDecodeError as error:
        found = " ".join(f"{byte:02X}" for byte in data[skipped + error.start : skipped + error.start + 4])
        place = f"byte {skipped + error.start + 1}"
        raise FileFault(Fault("not_in_encoding", file=file, field=place, found=found, expected=_named(name))) from error


def walk(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, at any depth, in order; hidden ones are skipped."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_below(path)))
        else:
            found[path] = None
    return list(found)


def _below(folder: Path) -> list[Path]:
    files = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(where, name) for name in names if not name.startswith(".") and name.lower().endswith(ENDINGS)]
    return sorted(files)


def _encoding(data: bytes, declared: str | None, file: str) -> tuple[str, How, int]:
    """The encoding, how it was told, and how many bytes its mark takes."""
    mark = marked(data)
    if declared is None:
        return (mark[0], "bom", mark[1]) if mark else (guessed(data), "content", 0)
    try:
        name = codecs.lookup(declared).name
        "".encode(name)
    except LookupError:
        fault = Fault("unknown_encoding", file=file, found=declared, expected=", ".join(sorted(NAMES.values())))
        raise FileFault(fault) from None
    if name == "utf-8-sig":
        name = "utf-8"
    if name == "utf-16":
        return (mark[0], "declared", mark[1]) if mark and mark[0] != "utf-8" else ("utf-16-le", "declared", 0)
    return name, "declared", mark[1] if mark and mark[0] == name else 0


def _named(name: str) -> str:
    return NAMES.get(codecs.lookup(name).name, name)


def _check(text: str, file: str) -> None:
    """Refuse what no article can hold."""
    if not text.strip():
        raise FileFault(Fault("empty_file", file=file))
    for code, place in (("nul", text.find("\0")), ("lone_surrogate", _surrogate(text))):
        if place >= 0:
            line = text.count("\n", 0, place) + 1
            column = place - text.rfind("\n", 0, place)
            found = f"U+{ord(text[place]):04X}"
            raise FileFault(Fault(code, file=file, line=line, field=f"character {column}", found=found))


def _surrogate(text: str) -> int:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return -1
