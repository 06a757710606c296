"""Tokens in a table, a row each, with columns for the sentence and the tag, as many training sets have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from hashiya.domain.faults import Fault, FileFault, KnownFailure
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
_ITEM = re.compile(r"""'(?P<one>(?:[^'\\]|\\.)*)'|"(?P<two>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s,'"]+)""")
_ESCAPED = re.compile(r"\\(.)")
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
        yield from _lines(list(next(rows)[1]), rows, reading)
        return
    for number, (names, rows) in enumerate(tables_of(source)):
        if not are_of_tokens(names):
            reading.refuse("reading.no_text", found=", ".join(names))
            continue
        if number:
            yield 1, DOCUMENT
        yield from _lines(names, rows, reading)


def _lines(
    names: Sequence[str], rows: Iterator[tuple[int, dict[str, Any]]], reading: Reading
) -> Iterator[tuple[int, str]]:
    token, tag, sentence, document = (_column(names, wanted) for wanted in (_TOKENS, _TAGS, _SENTENCES, _DOCUMENTS))
    before: dict[str, str] = {}
    for line, row in rows:
        # A cell that is left out says that nothing has changed.
        for name, sign in ((document, DOCUMENT), (sentence, "")):
            value = str(row.get(name, "")) if name else ""
            if name and value and before.setdefault(name, value) != value:
                before[name] = value
                yield line, sign
        words, said = str(row.get(token or "", "")), str(row.get(tag or "", "O"))
        if words.startswith("[") and words.endswith("]"):
            yield from _sentence(line, _listed(words), _listed(said), reading)
        else:
            yield line, f"{_plain(words)}\t{said}"


def _sentence(line: int, words: list[str], tags: list[str], reading: Reading) -> Iterator[tuple[int, str]]:
    """A sentence of which the cells of one row are the lists, as programs write them."""
    if len(words) != len(tags):
        reading.refuse("foreign.uneven", line=line, found=f"{len(words)}, {len(tags)}")
        return
    names = reading.options.more.get("names", "").split(",")
    for word, tag in zip(words, tags, strict=True):
        told = tag
        if tag.isdecimal():
            if not int(tag) < len(names) or not names[0]:
                raise FileFault(Fault("foreign.no_names", file=reading.file, line=line, field="tags", found=tag))
            told = names[int(tag)]
        yield line, f"{_plain(word)}\t{told}"
    yield line, ""


def _listed(cell: str) -> list[str]:
    """The items of a list as Python or NumPy prints it."""
    found = (match.group("one", "two", "bare") for match in _ITEM.finditer(cell[1:-1]))
    return [_ESCAPED.sub(r"\1", one or two or bare or "") for one, two, bare in found]


def _plain(word: str) -> str:
    return word.replace("\t", " ").replace("\n", " ")


def _column(names: Sequence[str], wanted: Sequence[str]) -> str | None:
    known = {name.strip().lower(): name for name in reversed(names)}
    return next((known[one] for one in wanted if one in known), None)
