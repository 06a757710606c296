"""The same data sets in Parquet, which the hub stores: what one trains with is loaded from it without being read anew.

What the library keeps on a disk (Arrow) is read like it.

pyarrow is an extra and imported when it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

import msgspec

from hashiya.domain.faults import Fault, FileFault, KnownFailure
from hashiya.exchange.delivery import Outlet, Sink
from hashiya.exchange.huggingface.card import LISTS, TEXTS, names_in_info
from hashiya.exchange.huggingface.reader import Names, article_of
from hashiya.exchange.huggingface.writer import DatasetWriter
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.protocol import Reader, Reading, Setting
from hashiya.exchange.sources import Source, unpacked

_SIGN = b"PAR1"
_ARROW = (b"\xff\xff\xff\xff", b"ARROW1")
"""How a stream and a file of Arrow begin."""
_AT_ONCE = 64
"""Rows that are held at a time."""
_INFO = b"huggingface"


def _pyarrow() -> Any:
    """The library with its Parquet; KnownFailure, with the line that installs it, when it is not there."""
    try:
        arrow = import_module("pyarrow")
        import_module("pyarrow.parquet")
        import_module("pyarrow.ipc")
    except ImportError as error:
        code = "extra_not_in_program" if getattr(sys, "frozen", False) else "extra_missing"
        raise KnownFailure(code, name="pyarrow", extra="pyarrow") from error
    return arrow


class ParquetReader(Reader):
    """Reads a file of rows; the names of its tags stand in the file itself, or beside it."""

    def sniff(self, source: Source, head: bytes) -> float:
        return 0.95 if head.startswith((_SIGN, *_ARROW)) else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source, arrow = unit[0], _pyarrow()
        stem = identifier_of(source.stem)
        with unpacked(source, ".md") as path, path.open("rb") as file:
            number = 0
            try:
                schema, batches = _opened(arrow, file)
                names = Names(source, reading, _names(schema.metadata or {}))
                for batch in batches:
                    for row in batch.to_pylist():
                        number += 1
                        made = article_of(row, names, reading, number, stem)
                        if made is not None:
                            yield made
            except (arrow.ArrowException, OSError, MemoryError, UnicodeDecodeError) as error:
                raise FileFault(
                    Fault("foreign.torn_parquet", file=reading.file, line=number or None, found=str(error)[:80])
                ) from error


def _opened(arrow: Any, file: IO[bytes]) -> tuple[Any, Iterator[Any]]:
    """The schema of the file, and its rows, some at a time."""
    sign = file.read(8)
    file.seek(0)
    if sign.startswith(_SIGN):
        parquet = arrow.parquet.ParquetFile(file)
        return parquet.schema_arrow, parquet.iter_batches(batch_size=_AT_ONCE)
    if sign.startswith(_ARROW[1]):
        held = arrow.ipc.open_file(file)
        every = (held.get_batch(number) for number in range(held.num_record_batches))
    else:
        held = every = arrow.ipc.open_stream(file)
    return held.schema, (part for batch in every for part in _sliced(batch))


def _sliced(batch: Any) -> Iterator[Any]:
    """A batch in slices, for it may have a thousand articles."""
    for start in range(0, batch.num_rows, _AT_ONCE):
        yield batch.slice(start, _AT_ONCE)


def _names(metadata: dict[bytes, bytes]) -> dict[str, list[str]] | None:
    """The names of numbered tags that the library has noted in the file."""
    try:
        return names_in_info(msgspec.json.decode(metadata.get(_INFO, b"{}"))) or None
    except (msgspec.DecodeError, RecursionError):
        return None


class ParquetWriter(DatasetWriter):
    """Writes data.parquet in place of the JSON lines."""

    data = "data.parquet"

    def __init__(self, out: Outlet, setting: Setting) -> None:
        self._arrow = _pyarrow()
        super().__init__(out, setting)
        self._schema = self._columns()
        self._held: list[dict[str, Any]] = []
        self._sink = self._arrow.PythonFile(_Open(self._file), mode="w")
        self._writer = self._arrow.parquet.ParquetWriter(self._sink, self._schema)

    def add(self, line: CorpusArticle) -> None:
        self._held.append(self.rows.row(line))
        self.count += 1
        if len(self._held) == _AT_ONCE:
            self._write()

    def finish(self) -> None:
        self._write()
        self._writer.close()

    def abandon(self) -> None:
        self._writer.close()

    def _write(self) -> None:
        if self._held:
            self._writer.write_table(self._arrow.Table.from_pylist(self._held, schema=self._schema))
            self._held = []

    def _columns(self) -> Any:
        arrow = self._arrow
        kinds = {"string": arrow.string(), "int64": arrow.int64()}
        fields = [(name, arrow.string()) for name in TEXTS]
        for name, told in LISTS.items():
            fields.append((name, arrow.list_(arrow.struct([(key, kinds[kind]) for key, kind in told]))))
        if self.rows.tags is not None:
            fields += [("tokens", arrow.list_(arrow.string())), ("ner_tags", arrow.list_(arrow.int64()))]
        return arrow.schema(fields)


class _Open(Sink):
    """The export's file as pyarrow writes to it, which asks whether it is still open."""

    closed = False
