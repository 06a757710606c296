"""Plain text: a file an article, the text as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.exchange.delivery import Outlet
from hashiya.exchange.draft import Draft
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import FileNames, identifier_of
from hashiya.exchange.protocol import Format, Reader, Reading, Setting, Writer
from hashiya.exchange.sources import Source
from hashiya.exchange.text_reader import decode_text


class TextReader(Reader):
    """Reads text files in any of the encodings that are told apart."""

    def sniff(self, source: Source, head: bytes) -> float:
        return 0.2 if source.ending == ".txt" else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        read = decode_text(source.read(), encoding=reading.options.encoding, file=str(source.path))
        draft = Draft(
            reading,
            article_id=identifier_of(source.stem),
            text=read.text,
            meta={**read.meta, "file": source.path.name},
            language=read.language or "ar",
        )
        line = draft.finish()
        if line is not None:
            yield line


class TextWriter(Writer):
    """Writes a folder of text files in UTF-8."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._names = FileNames()

    def add(self, line: CorpusArticle) -> None:
        self.out.put(f"{self._names.take(line.id)}.txt", line.text.encode("utf-8"))


FORMAT = Format(
    name="txt",
    endings=(".txt",),
    reader=TextReader,
    writer=TextWriter,
    shape="folder",
    many=False,
    loses=(
        *("entities", "claims", "relations", "regions", "referents", "clusters"),
        *("metadata", "language", "status", "article_labels", "replaces", "extra", "notes"),
    ),
)
