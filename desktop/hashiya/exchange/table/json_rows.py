"""Rows as JSON: a list of objects, or an object a line, with keys by any name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import msgspec

from hashiya.exchange.delivery import Outlet
from hashiya.exchange.json_items import json_values
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Format, Reader, Reading, Setting, Writer
from hashiya.exchange.sources import Source
from hashiya.exchange.table.columns import OWN
from hashiya.exchange.table.rows_in import LOOKED_AT, articles_of
from hashiya.exchange.table.rows_out import LOSES, rows_of

_OWN = re.compile(rb'^\s*\[?\s*\{"kind":"article","article":')
_TEXT = re.compile(rb'"(?:text|content|body|sentence|article_text|tweet)"\s*:\s*"')
_SAID = re.compile(rb'^\s*\{[^{}\[\]]*"[^"\\]+"\s*:\s*"')
_LONG = re.compile(rb'"[^"\\]+"\s*:\s*"[^"]{40,}')


class JsonRowsReader(Reader):
    """Reads objects as rows."""

    def sniff(self, source: Source, head: bytes) -> float:
        if _OWN.search(head):
            return 0.95
        if _TEXT.search(head):
            return 0.2
        return 0.16 if (_SAID if source.ending == ".jsonl" else _LONG).search(head) else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        with unit[0].open() as file:
            rows = self._rows(json_values(file, reading.file), reading)
            first = list(islice(rows, LOOKED_AT))
            names = list(dict.fromkeys(name for _, row in first for name in row))
            if _is_own(first):
                names = [*OWN]
            yield from articles_of(chain(first, rows), names, reading)

    @staticmethod
    def _rows(values: Iterator[tuple[int, Any]], reading: Reading) -> Iterator[tuple[int, dict[str, Any]]]:
        for line, value in values:
            if isinstance(value, dict):
                yield line, value
            else:
                reading.refuse("not_object", line=line, found=value)


def _is_own(rows: list[tuple[int, dict[str, Any]]]) -> bool:
    return bool(rows) and {"kind", "article", "text"} <= rows[0][1].keys() and rows[0][1]["kind"] == "article"


class JsonRowsWriter(Writer):
    """Writes an object a line; in a list when the file is to be one JSON value."""

    def __init__(self, out: Outlet, setting: Setting, *, as_list: bool) -> None:
        super().__init__(out, setting)
        self._file = out.open()
        self._between = b",\n" if as_list else b"\n"
        self._as_list = as_list
        self._is_first = True
        if as_list:
            self._file.write(b"[\n")

    def add(self, line: CorpusArticle) -> None:
        for row in rows_of(line, self.setting):
            if not self._is_first:
                self._file.write(self._between)
            self._is_first = False
            self._file.write(msgspec.json.encode({key: row[key] for key in OWN if row.get(key) is not None}))

    def finish(self) -> None:
        self._file.write(b"\n]\n" if self._as_list else b"\n" if not self._is_first else b"")


JSON = Format(
    name="json-rows",
    endings=(".json",),
    reader=JsonRowsReader,
    writer=lambda out, setting: JsonRowsWriter(out, setting, as_list=True),
    loses=LOSES,
)
JSONL = Format(
    name="jsonl-rows",
    endings=(".jsonl",),
    reader=JsonRowsReader,
    writer=lambda out, setting: JsonRowsWriter(out, setting, as_list=False),
    loses=LOSES,
)
