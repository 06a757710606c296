"""Tokens in a table, a row each, with columns for the sentence and the tag, as many training sets have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hashiya.exchange.conll.rows import DOCUMENT
from hashiya.exchange.protocol import Reading
from hashiya.exchange.sources import Source
from hashiya.exchange.table.delimited import DelimitedReader

ENDING = ".csv"
_TOKENS = ("word", "token", "words", "tokens")
_TAGS = ("tag", "ner", "ner_tag", "iob", "bio", "entity")
_SENTENCES = ("sentence #", "sentence", "sentence_id", "sent_id", "sentence_idx", "sentence id")
_DOCUMENTS = ("document", "doc", "doc_id", "document_id", "article", "file")
_NAME = re.compile(rb'[^,;\t"\r\n]+')


def is_token_table(head: bytes) -> bool:
    """Whether the first line names a column of tokens and one of tags, and none of texts."""
    names = {one.decode("utf-8", "replace").strip("\ufeff ").lower() for one in _NAME.findall(head.split(b"\n", 1)[0])}
    return not names.isdisjoint(_TOKENS) and not names.isdisjoint(_TAGS) and "text" not in names


def lines_of(source: Source, reading: Reading) -> Iterator[tuple[int, str]]:
    """The rows as lines of tokens, tag behind a tab: an empty one where a sentence ends."""
    rows = DelimitedReader(",").rows(source, reading)
    names = list(next(rows)[1])
    token, tag, sentence, document = (_column(names, wanted) for wanted in (_TOKENS, _TAGS, _SENTENCES, _DOCUMENTS))
    before: dict[str, str] = {}
    for line, row in rows:
        # A cell that is left out says that nothing has changed.
        for name, sign in ((document, DOCUMENT), (sentence, "")):
            value = row.get(name, "") if name else ""
            if name and value and before.setdefault(name, value) != value:
                before[name] = value
                yield line, sign
        words = str(row.get(token or "", "")).replace("\t", " ").replace("\n", " ")
        yield line, f"{words}\t{row.get(tag or '', 'O')}"


def _column(names: Sequence[str], wanted: Sequence[str]) -> str | None:
    known = {name.strip().lower(): name for name in reversed(names)}
    return next((known[one] for one in wanted if one in known), None)
