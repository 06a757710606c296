"""The same data sets in Parquet, which the hub stores: what one trains with is loaded from it without being read anew.

pyarrow is an extra and imported when it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

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
_AT_ONCE = 64
"""Rows that are held at a time."""
_INFO = b"huggingface"


def _pyarrow() -> Any:
    """The library with its Parquet; KnownFailure, with the line that installs it, when it is not there."""
    try:
        arrow = import_module("pyarrow")
        import_module("pyarrow.parquet")
    except ImportError as error:
        code = "extra_not_in_program" if getattr(sys, "frozen", False) else "extra_missing"
        raise KnownFailure(code, name="pyarrow", extra="pyarrow") from error
    return arrow


class ParquetReader(Reader):
    """Reads a file of rows; the names of its tags stand in the file itself, or beside it."""

    def sniff(self, source: Source, head: bytes) -> float:
        return 0.95 if head.startswith(_SIGN) else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source, arrow = unit[0], _pyarrow()
        stem = identifier_of(source.stem)
        with unpacked(source, ".md") as path:
            number = 0
            try:
                file = arrow.parquet.ParquetFile(path)
                names = Names(source, reading, _names(file.schema_arrow.metadata or {}))
                for batch in file.iter_batches(batch_size=_AT_ONCE):
                    for row in batch.to_pylist():
                        number += 1
                        made = article_of(row, names, reading, number, stem)
                        if made is not None:
                            yield made
            except (arrow.ArrowException, OSError, MemoryError, UnicodeDecodeError) as error:
                raise FileFault(
                    Fault("foreign.torn_parquet", file=reading.file, line=number or None, found=str(error)[:80])
                ) from error


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
