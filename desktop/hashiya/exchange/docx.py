"""Word documents: their text, a paragraph a line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.draft import Draft
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.metadata import propose_metadata
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.protocol import Format, Reader, Reading
from hashiya.exchange.sources import Source, check_archive

if TYPE_CHECKING:
    from docx.document import Document


class WordReader(Reader):
    """Reads the paragraphs and tables of a document, in order."""

    def sniff(self, source: Source, head: bytes) -> float:
        return 0.6 if head.startswith(b"PK") else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        data = io.BytesIO(source.read())
        check_archive(source.path, data)
        text, title = _content(data, source)
        meta = propose_metadata(text)
        language = meta.pop("language", None) or "ar"
        if title:
            meta["title"] = title
        draft = Draft(
            reading,
            article_id=identifier_of(source.stem),
            text=text,
            meta={**meta, "file": source.path.name},
            language=language,
        )
        line = draft.finish()
        if line is not None:
            yield line


def _content(data: io.BytesIO, source: Source) -> tuple[str, str]:
    """The document's text and title."""
    from docx import Document

    try:
        document = Document(data)
        return "".join(f"{line}\n" for line in _lines(document)), (document.core_properties.title or "").strip()
    except Exception as error:  # Whatever is wrong with the parts of a document is the file's fault.
        found = f"{type(error).__name__}: {error}"[:80]
        raise FileFault(Fault("reading.bad_document", file=str(source.path), found=found)) from error


def _lines(document: Document) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(cell.text for cell in row.cells)
        else:
            yield block.text


FORMAT = Format(name="docx", endings=(".docx",), reader=WordReader, many=False)
