"""spaCy's DocBin: documents with their entities and span groups; what does not fall on its tokens is counted.

spaCy is an extra and imported when it is used. A DocBin is one packed block, so it is held whole.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from hashiya.domain.annotation import Layer
from hashiya.domain.faults import Fault, FileFault, KnownFailure
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.draft import Draft
from hashiya.exchange.layered import LayeredSpan, marks_of, tell_layered, written_label
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Format, Reader, Reading, Setting, Writer
from hashiya.exchange.sources import MOST_UNFOLDED, Source

ENDING = ".spacy"
GROUP = "hashiya"
"""The span group with everything that falls on tokens, also what overlaps."""
_PACKED = (b"\x78\x01", b"\x78\x9c", b"\x78\xda")
_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "SPACY")
_ABOUT = "hashiya"


def _spacy() -> Any:
    """spaCy; KnownFailure, with the line that installs it, when it is not there."""
    try:
        import spacy
        import spacy.tokens
    except ImportError as error:
        code = "extra_not_in_program" if getattr(sys, "frozen", False) else "extra_missing"
        raise KnownFailure(code, name="spaCy", extra="spacy") from error
    return spacy


class DocBinReader(Reader):
    """Reads a DocBin."""

    def sniff(self, source: Source, head: bytes) -> float:
        return 0.9 if source.ending == ENDING and head.startswith(_PACKED) else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        spacy = _spacy()
        data = unit[0].read()
        _check(data, reading.file)
        vocabulary = spacy.blank("xx").vocab
        try:
            documents = spacy.tokens.DocBin().from_bytes(data).get_docs(vocabulary)
            for number, document in enumerate(documents, 1):
                made = _article(document, reading, number)
                if made is not None:
                    yield made
        except FileFault:
            raise
        except Exception as error:  # whatever a torn block makes of its own arrays
            raise FileFault(Fault("formats_docbin.torn", file=reading.file, found=str(error)[:80])) from error


def _check(data: bytes, file: str) -> None:
    """FileFault when the block unfolds to an absurd size, or is none."""
    unpacking = zlib.decompressobj()
    size = 0
    try:
        left = data
        while left and not unpacking.eof:
            size += len(unpacking.decompress(left, 1 << 20))
            left = unpacking.unconsumed_tail
            if size > MOST_UNFOLDED:
                raise FileFault(Fault("reading.bomb", file=file, found=f"{size >> 20} MB"))
    except zlib.error as error:
        raise FileFault(Fault("formats_docbin.torn", file=file, found=str(error)[:80])) from error
    if not unpacking.eof:
        raise FileFault(Fault("formats_docbin.torn", file=file, found=f"{len(data)}"))


def _article(document: Any, reading: Reading, number: int) -> CorpusArticle | None:
    about = document.user_data.get(_ABOUT)
    known = _known(about) if isinstance(about, str) else {}
    name = known.get("id")
    draft = Draft(
        reading, article_id=name if isinstance(name, str) and name else str(number), text=document.text, line=number
    )
    meta = known.get("meta")
    draft.meta.update(meta if isinstance(meta, dict) else {})
    spans: dict[tuple[int, int, str], LayeredSpan] = {}
    groups = [("ents", document.ents), *sorted((str(key), group) for key, group in document.spans.items())]
    own = any(key == GROUP for key, _ in groups)
    result: list[LayeredSpan] = []
    for key, group in groups:
        if own and key == "ents":
            # Our own group has them too.
            continue
        for count, one in enumerate(group):
            span = LayeredSpan(
                id=f"{key}:{count}",
                label=one.label_,
                pieces=[(one.start_char, one.end_char)],
                referent=one.kb_id_ or None,
                line=number,
            )
            if span.referent:
                draft.referent(span.referent, span.referent)
            place = (one.start_char, one.end_char, one.label_)
            if key == GROUP or place not in spans:
                spans[place] = span
                result.append(span)
    tell_layered(draft, result, ())
    return draft.finish()


def _known(about: str) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(about)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return {}
    return value if isinstance(value, dict) else {}


class DocBinWriter(Writer):
    """Writes a DocBin by the tokens of spaCy's own Arabic: entities without overlap, and a group with all."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        spacy = _spacy()
        self._file = out.open()
        self._language = spacy.blank("ar")
        self._filtered = spacy.util.filter_spans
        self._bin = spacy.tokens.DocBin(attrs=_ATTRIBUTES, store_user_data=True)

    def add(self, line: CorpusArticle) -> None:
        document = self._language.make_doc(line.text)
        mentions, every = [], []
        for layer, one in marks_of(line):
            label = written_label(layer, one.label)
            span = document.char_span(one.start, one.end, label=label)
            if span is None:
                self.lose("misaligned", f"{line.id}: {one.label} {one.text}")
                continue
            every.append(span)
            if layer is Layer.ENTITIES:
                mentions.append(span)
        kept = self._filtered(mentions)
        document.ents = kept
        if len(kept) < len(mentions):
            left = [span for span in mentions if span not in kept]
            for span in left or mentions[: len(mentions) - len(kept)]:
                self.lose("not_entities", f"{line.id}: {span.label_} {span.text}")
        document.spans[GROUP] = every
        meta = {key: value for key, value in line.meta.items() if value is not None}
        document.user_data[_ABOUT] = msgspec.json.encode({"id": line.id, "meta": meta}).decode()
        self._bin.add(document)

    def finish(self) -> None:
        self._file.write(self._bin.to_bytes())


FORMAT = Format(
    name="spacy-docbin",
    endings=(ENDING,),
    reader=DocBinReader,
    writer=DocBinWriter,
    needs="spacy",
    loses=(
        *("language", "status", "article_labels", "replaces", "extra", "misaligned", "not_entities"),
        *("relations", "roles", "restatements", "clusters", "referents", "gaps", "attributes", "defaults", "notes"),
        *("ids", "annotators", "origins", "scores", "times"),
    ),
)
