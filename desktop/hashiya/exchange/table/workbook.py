"""Excel workbooks: the rows on sheets, texts longer than a cell in several rows."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.delivery import LONG_AGO, Outlet, Sink
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Format, Reader, Reading, Setting, Writer
from hashiya.exchange.sources import Source, check_archive
from hashiya.exchange.table.columns import OWN
from hashiya.exchange.table.rows_in import articles_of
from hashiya.exchange.table.rows_out import LOSES, Row, rows_of

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST_CELL = 16_000
"""Code points; Excel holds 32,767 UTF-16 units, and openpyxl cuts what is longer without a word."""
MOST_ROWS = 1_000_000
"""Rows of a sheet; Excel holds 1,048,576."""
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\r\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """The text as a sheet's XML can hold it, in Excel's own way: `_x000B_`."""
    return _BAD.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text as it was."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class WorkbookReader(Reader):
    """Reads the rows of every sheet; each sheet's first row names its columns."""

    def sniff(self, source: Source, head: bytes) -> float:
        return 0.6 if head.startswith(b"PK") else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        for names, rows in tables_of(unit[0]):
            yield from articles_of(rows, names, reading)


def tables_of(source: Source) -> Iterator[tuple[list[str], Iterator[tuple[int, dict[str, Any]]]]]:
    """Each sheet with anything on it: the names of its columns, and its rows by them, each with its number."""
    data = io.BytesIO(source.read())
    check_archive(source.path, data)
    for rows in _sheets(data, source):
        first = next(rows, None)
        if first is not None:
            names = [unescaped(str(cell)) if cell is not None else "" for cell in first]
            yield names, _numbered(rows, names)


def _sheets(data: io.BytesIO, source: Source) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows of each sheet; whatever is wrong with a workbook is the file's fault."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(data, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            yield _guarded(sheet.iter_rows(values_only=True), source)
    except FileFault:
        raise
    except Exception as error:  # openpyxl tells of a broken file in as many ways as files can break.
        raise FileFault(Fault("reading.bad_table", file=str(source.path), found=_said(error))) from error


def _guarded(rows: Iterator[tuple[Any, ...]], source: Source) -> Iterator[tuple[Any, ...]]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise FileFault(Fault("reading.bad_table", file=str(source.path), found=_said(error))) from error
        yield row


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:80]


def _numbered(rows: Iterator[tuple[Any, ...]], names: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, cells in enumerate(rows, 2):
        row = {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if name and cell is not None}
        if row:
            yield number, row


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return unescaped(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return cell if isinstance(cell, int | float) else str(cell)


class WorkbookWriter(Writer):
    """Writes the rows, every text as text and never as a formula."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        from openpyxl import Workbook

        super().__init__(out, setting)
        self._file = out.open()
        self._book = Workbook(write_only=True)
        # The clock must not stand in the file: the same project gives the same bytes.
        self._book.properties.created = datetime.fromisoformat("1980-01-01T00:00:00")
        self._book.properties.creator = "hashiya"
        self._sheets: list[WriteOnlyWorksheet] = []
        self._sheet = self._new_sheet()
        self._rows = 0

    def _new_sheet(self) -> WriteOnlyWorksheet:
        sheet: WriteOnlyWorksheet = self._book.create_sheet(f"hashiya {len(self._sheets) + 1}")
        self._sheets.append(sheet)
        sheet.append(list(OWN))
        return sheet

    def add(self, line: CorpusArticle) -> None:
        if self._rows >= MOST_ROWS:
            self._sheet, self._rows = self._new_sheet(), 0
        for row in rows_of(line, self.setting):
            for part in _parts(row):
                self._sheet.append([self._cell(part.get(name)) for name in OWN])
                self._rows += 1

    def _cell(self, value: str | float | None) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if not isinstance(value, str):
            return value
        cell = WriteOnlyCell(self._sheet, escaped(value))
        cell.data_type = "s"
        return cell

    def abandon(self) -> None:
        """Close the sheets: openpyxl writes each to a file of its own."""
        for sheet in self._sheets:
            sheet.close()

    def finish(self) -> None:
        """Openpyxl stamps each part of the archive with the clock: it is packed once more without."""
        with tempfile.TemporaryFile() as packed:
            self._book.save(packed)
            packed.seek(0)
            with zipfile.ZipFile(packed) as archive, zipfile.ZipFile(Sink(self._file), "w") as again:
                for name in archive.namelist():
                    info = zipfile.ZipInfo(name, LONG_AGO)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    info.create_system = 3
                    info.file_size = archive.getinfo(name).file_size
                    with archive.open(name) as source, again.open(info, "w") as member:
                        if name == "docProps/core.xml":
                            member.write(_MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", source.read()))
                        else:
                            shutil.copyfileobj(source, member, 1 << 16)


def _parts(row: Row) -> Iterator[Row]:
    """The row, its text in pieces that a cell holds."""
    text = row.get("text")
    if row["kind"] != "article" or not isinstance(text, str) or len(text) <= LONGEST_CELL:
        yield row
        return
    yield {**row, "text": text[:LONGEST_CELL]}
    for start in range(LONGEST_CELL, len(text), LONGEST_CELL):
        yield {"kind": "more", "article": row["article"], "text": text[start : start + LONGEST_CELL]}


XLSX = Format(name="xlsx", endings=(".xlsx",), reader=WorkbookReader, writer=WorkbookWriter, loses=LOSES)
