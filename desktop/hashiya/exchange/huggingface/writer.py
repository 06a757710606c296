"""Articles as a data set, without the libraries that load it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from hashiya.exchange.delivery import Outlet
from hashiya.exchange.huggingface.card import card_of
from hashiya.exchange.huggingface.rows import Rows
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Setting, Writer

DATA = "data.jsonl"
WHOLE = "train"


class DatasetWriter(Writer):
    """Writes data.jsonl, of each part of a split, and one README.md; with `tokens=yes` words and their tags too."""

    data = DATA

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self.rows = Rows(setting)
        self.count = 0
        self._file = out.open(self.data)

    def add(self, line: CorpusArticle) -> None:
        self._file.write(msgspec.json.encode(self.rows.row(line)) + b"\n")
        self.count += 1

    def finish_together(self, parts: Mapping[str, Writer], out: Outlet) -> None:
        """Write the README.md that tells the features and the files of the parts."""
        written = {part: one for part, one in parts.items() if isinstance(one, DatasetWriter)}
        files = {
            part or WHOLE: (f"{part}/{self.data}" if part else self.data, one.count) for part, one in written.items()
        }
        # The parts know the scheme's tags alike; a tag that only one part met stands in that one's names.
        tags = max((one.rows.tags or [] for one in written.values()), key=len)
        out.put("README.md", card_of(self.setting.program, files, tags or None).encode())
