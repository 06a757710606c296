"""Tokens in a table, a row each, with columns for the sentence and the tag, as many training sets have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from hashiya.domain.faults import FileFault, KnownFailure
from hashiya.exchange.conll.rows import DOCUMENT
from hashiya.exchange.protocol import Reading
from hashiya.exchange.sources import Source
from hashiya.exchange.table.delimited import DelimitedReader
from hashiya.exchange.table.workbook import tables_of

ENDING = ".csv"
WORKBOOK = ".xlsx"
_TOKENS = ("word", "token", "words", "tokens")
_TAGS = ("tag", "ner", "ner_tag", "iob", "bio", "entity", "ner_tags", "tags", "label", "labels")
_TAGGED = re.compile("ner?[-_ ]")
_SENTENCES = ("sentence #", "sentence", "sentence_id", "sent_id", "sentence_idx", "sentence id")
_DOCUMENTS = (
    *("document", "doc", "doc_id", "document_id", "doc id", "article", "article_id"),
    *("file", "file_name", "filename", "file name"),
)
_NAME = re.compile(rb'[^,;\t"\r\n]+')


def is_token_table(head: bytes) -> bool:
    """Whether the first line names a column of tokens and one of tags, and none of texts."""
    return are_of_tokens(one.decode("utf-8", "replace") for one in _NAME.findall(head.split(b"\n", 1)[0]))


def is_token_workbook(source: Source, head: bytes) -> bool:
    """Whether the first sheet's first row names such columns."""
    if not head.startswith(b"PK"):
        return False
    with suppress(FileFault, KnownFailure):
        return any(are_of_tokens(names) for names, _ in islice(tables_of(source), 1))
    return False


def are_of_tokens(names: Iterable[str]) -> bool:
    """Whether columns with these names are of tokens and tags, and none of texts."""
    known = {one.strip("\ufeff ").lower() for one in names}
    tags = any(one in _TAGS or _TAGGED.match(one) for one in known)
    return tags and not known.isdisjoint(_TOKENS) and "text" not in known


def lines_of(source: Source, reading: Reading) -> Iterator[tuple[int, str]]:
    """The rows as lines of tokens, tag behind a tab: an empty one where a sentence ends."""
    if source.ending == ENDING:
        rows = DelimitedReader(",").rows(source, reading)
        yield from _lines(list(next(rows)[1]), rows)
        return
    for number, (names, rows) in enumerate(tables_of(source)):
        if not are_of_tokens(names):
            reading.refuse("reading.no_text", found=", ".join(names))
            continue
        if number:
            yield 1, DOCUMENT
        yield from _lines(names, rows)


def _lines(names: Sequence[str], rows: Iterator[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, str]]:
    token, tag, sentence, document = (_column(names, wanted) for wanted in (_TOKENS, _TAGS, _SENTENCES, _DOCUMENTS))
    before: dict[str, str] = {}
    for line, row in rows:
        # A cell that is left out says that nothing has changed.
        for name, sign in ((document, DOCUMENT), (sentence, "")):
            value = str(row.get(name, "")) if name else ""
            if name and value and before.setdefault(name, value) != value:
                before[name] = value
                yield line, sign
        words = str(row.get(token or "", "")).replace("\t", " ").replace("\n", " ")
        yield line, f"{words}\t{row.get(tag or '', 'O')}"


def _column(names: Sequence[str], wanted: Sequence[str]) -> str | None:
    known = {name.strip().lower(): name for name in reversed(names)}
    return next((known[one] for one in wanted if one in known), None)
