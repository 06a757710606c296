"""CSV and TSV. A cell that a spreadsheet would take for a formula is written with an apostrophe before it.

That is any cell that begins with = + - @, a tab or a line end, or with apostrophes before one of these; reading takes
one apostrophe away again.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.encodings import guessed as encoding_of
from hashiya.exchange.encodings import marked
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Format, Reader, Reading, Setting, Writer
from hashiya.exchange.sources import HEAD, Source
from hashiya.exchange.table.columns import OWN, guessed, is_own
from hashiya.exchange.table.rows_in import articles_of
from hashiya.exchange.table.rows_out import LOSES, rows_of

ENDINGS = (".csv", ".tsv", ".tab")
LONGEST_CELL = 1 << 24
"""Characters; a cell without end is a quotation mark that was forgotten."""
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guarded(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was."""
    return cell[1:] if _GUARDED.match(cell) else cell


class DelimitedReader(Reader):
    """Reads tables whose cells are separated by the delimiter, or by another usual one that the header tells."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter

    def sniff(self, source: Source, head: bytes) -> float:
        try:
            first = head.split(b"\n", 1)[0].decode(_encoding(head, None, source)).removeprefix("\ufeff")
            names = next(csv.reader([first], delimiter=self._told(first)), [])
        except (UnicodeDecodeError, FileFault, csv.Error):
            return 0.0
        if is_own(names):
            return 0.95
        if "text" in guessed(names, {}):
            return 0.5
        # Any text has a first line: without such a column the ending must tell of a table.
        return 0.2 if source.ending in ENDINGS else 0.0

    def _told(self, header: str) -> str:
        """The delimiter that the header has most."""
        found, most = self._delimiter, header.count(self._delimiter)
        for usual in "\t;,|":
            if header.count(usual) > most:
                found, most = usual, header.count(usual)
        return found

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        rows = self.rows(unit[0], reading)
        names = next(rows)[1]
        yield from articles_of(rows, list(names), reading)

    def rows(self, source: Source, reading: Reading) -> Iterator[tuple[int, dict[str, Any]]]:
        """The names of the columns, then the rows by them, each with its line; empty cells are left out."""
        csv.field_size_limit(LONGEST_CELL)
        name = _encoding(source.head(), reading.options.encoding, source)
        with source.open() as file, io.TextIOWrapper(file, encoding=name, newline="") as text:
            try:
                header = text.readline().removeprefix("\ufeff")
                delimiter = reading.options.more.get("delimiter") or self._told(header)
                lines, sign = _joined(header, text), delimiter[:1]
                if _is_bare(source.head(), name, delimiter):
                    table = csv.reader(lines, delimiter=sign, quoting=csv.QUOTE_NONE)
                else:
                    table = csv.reader(lines, delimiter=sign)
                names = [unguarded(one) for one in next(table, [])]
                yield 1, dict.fromkeys(names, "")
                yield from _numbered(table, names)
            except csv.Error as error:
                fault = Fault("reading.bad_table", file=str(source.path), line=table.line_num, found=str(error))
                raise FileFault(fault) from error
            except UnicodeDecodeError as error:
                found = " ".join(f"{byte:02X}" for byte in error.object[error.start : error.start + 4])
                raise FileFault(Fault("not_in_encoding", file=str(source.path), found=found, expected=name)) from error


def _is_bare(head: bytes, encoding: str, delimiter: str) -> bool:
    """Whether quotation marks are a part of the cells, as they are in most files with tabs.

    Every line then has as many tabs as the first, and some cell has a mark at its beginning and none at its end.
    """
    if delimiter != "\t":
        return False
    lines = head.decode(encoding, "replace").split("\n")
    rows = [line.removesuffix("\r").split("\t") for line in (lines[:-1] if len(head) >= HEAD else lines) if line]
    if len({len(row) for row in rows}) != 1:
        return False
    return any(cell.startswith('"') and (len(cell) == 1 or not cell.endswith('"')) for row in rows for cell in row)


def _joined(first: str, rest: io.TextIOWrapper) -> Iterator[str]:
    yield first
    while line := rest.readline(LONGEST_CELL):
        yield line


def _numbered(table: Any, names: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for cells in table:
        if cells:
            yield table.line_num, {name: unguarded(cell) for name, cell in zip(names, cells, strict=False) if cell}


def _encoding(head: bytes, declared: str | None, source: Source) -> str:
    """The encoding that is named, else the one that the beginning tells."""
    if declared:
        try:
            return codecs.lookup(declared).name
        except LookupError:
            raise FileFault(Fault("unknown_encoding", file=str(source.path), found=declared)) from None
    mark = marked(head)
    if mark:
        return mark[0]
    # A head that was cut in the middle of a character must not look like another encoding.
    whole = head[: head.rfind(b"\n") + 1] if len(head) >= HEAD and b"\n" in head else head
    return encoding_of(whole)


class DelimitedWriter(Writer):
    """Writes the rows in UTF-8 with a mark, by which spreadsheets know it."""

    def __init__(self, out: Outlet, setting: Setting, delimiter: str) -> None:
        super().__init__(out, setting)
        self._file = out.open()
        self._buffer = io.StringIO()
        self._table = csv.writer(self._buffer, delimiter=delimiter, lineterminator="\n")
        self._file.write(codecs.BOM_UTF8)
        self._table.writerow(OWN)

    def add(self, line: CorpusArticle) -> None:
        for row in rows_of(line, self.setting):
            self._table.writerow([guarded(str(cell)) if (cell := row.get(name)) is not None else "" for name in OWN])
        self._flush()

    def _flush(self) -> None:
        self._file.write(self._buffer.getvalue().encode("utf-8"))
        self._buffer.seek(0)
        self._buffer.truncate()

    def finish(self) -> None:
        self._flush()


CSV = Format(
    name="csv",
    endings=ENDINGS[:1],
    reader=lambda: DelimitedReader(","),
    writer=lambda out, setting: DelimitedWriter(out, setting, ","),
    loses=LOSES,
)
TSV = Format(
    name="tsv",
    endings=ENDINGS[1:],
    reader=lambda: DelimitedReader("\t"),
    writer=lambda out, setting: DelimitedWriter(out, setting, "\t"),
    loses=LOSES,
)
