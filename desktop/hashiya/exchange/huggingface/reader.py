"""Data sets in: those that the program wrote, and those of tokens with numbered tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.conll.tags import TagReader
from hashiya.exchange.details import About, Details, add, draft_of, read_about, read_details
from hashiya.exchange.draft import Draft
from hashiya.exchange.huggingface.card import names_in_card, names_in_info
from hashiya.exchange.json_items import decoded, json_values
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.prodigy.spacy_rows import article_of_row
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source, in_archive

_OWN = b'"about":"{'
_TAGGED = re.compile(rb'"(?P<name>ner_tags|ner|tags|labels|ner_tag)"\s*:\s*\[\s*(?:\d|"?[BIOLUES]\b)')
_NUMBERED = b'"tokenized_text"'
_TAG_KEYS = ("ner_tags", "ner", "tags", "labels", "ner_tag")
_TOKEN_KEYS = ("tokens", "words", "tokenized_text")
INFO, CARD = "dataset_info.json", "README.md"
_BESIDE = frozenset((INFO, "dataset_dict.json", "state.json"))
"""Files that the library keeps beside the rows."""


class DatasetReader(Reader):
    """Reads a file of rows; the names of its tags stand in a file beside it, or in the option `names=O,B-PERS,…`."""

    def sniff(self, source: Source, head: bytes) -> float:
        if PurePosixPath(source.name).name in _BESIDE:
            return 0.9
        if _OWN in head and b'"relations":' in head:
            return 0.96
        if _NUMBERED in head and b'"ner"' in head:
            return 0.9
        return 0.9 if _TAGGED.search(head) and re.search(rb'"(?:tokens|words)"\s*:\s*\[', head) else 0.0

    def units(self, sources: Sequence[Source]) -> list[tuple[Source, ...]]:
        return [(one,) for one in sources if PurePosixPath(one.name).name not in _BESIDE]

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        names = Names(source, reading)
        with source.open() as file:
            for line, row in json_values(file, reading.file):
                if not isinstance(row, dict):
                    reading.refuse("not_object", line=line, found=row)
                    continue
                made = article_of(row, names, reading, line, identifier_of(source.stem))
                if made is not None:
                    yield made


def article_of(row: dict[str, Any], names: Names, reading: Reading, line: int, stem: str) -> CorpusArticle | None:
    """The article of one row, or None when none can be made of it."""
    tokens = next((row[key] for key in _TOKEN_KEYS if isinstance(row.get(key), list)), None)
    if isinstance(row.get("about"), str):
        draft = _own(row, reading, line)
    elif tokens is None:
        return article_of_row(row, reading, line)
    else:
        draft = _tagged(row, tokens, names, reading, line, stem)
    return draft.finish() if draft is not None else None


def _own(row: dict[str, Any], reading: Reading, line: int) -> Draft | None:
    text = row.get("text")
    if not isinstance(text, str):
        reading.refuse("reading.no_text", line=line, found=row.get("id"))
        return None
    about = read_about(row.get("about"), reading, line) or About(id=str(row.get("id") or ""))
    draft = draft_of(about, text, reading, line=line)
    for layer in ("regions", "entities", "claims"):
        for one in _rows(row, layer):
            start, end = one.get("start"), one.get("end")
            if type(start) is not int or type(end) is not int:
                reading.refuse("reading.no_number", line=line, article=about.id, found=f"{start} {end}")
                continue
            details = read_details(one.get("details"), reading, line) or Details(id=_text(one.get("id")))
            # A range over a gap quotes its pieces, which the range is not.
            quote = None if details.fragments else _text(one.get("text"))
            add(draft, layer, _text(one.get("label")) or "", [(start, end)], details, quote=quote, line=line)
    for one in _rows(row, "relations"):
        details = read_details(one.get("details"), reading, line) or Details(id=_text(one.get("id")))
        elsewhere = _text(one.get("tail_article"))
        draft.relation(
            _text(one.get("label")) or "",
            _text(one.get("head")) or "",
            _text(one.get("tail")) or "",
            tail_article=elsewhere if elsewhere and elsewhere != about.id else None,
            line=line,
            **details.common,
        )
    return draft


def _rows(row: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = row.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, str | int | float) else None


class Names:
    """The names of numbered tags, looked for when the first number comes."""

    def __init__(self, source: Source, reading: Reading, known: dict[str, list[str]] | None = None) -> None:
        self._source, self._reading = source, reading
        self._known = known

    def tag(self, key: str, value: object, line: int) -> str:
        """The tag's name; FileFault when nothing names it."""
        if isinstance(value, str):
            return value
        if self._known is None:
            self._known = self._found()
        names = self._known.get(key) or (next(iter(self._known.values())) if len(self._known) == 1 else [])
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < len(names):
            raise FileFault(Fault("foreign.no_names", file=self._reading.file, line=line, field=key, found=str(value)))
        return names[value]

    def _found(self) -> dict[str, list[str]]:
        told = self._reading.options.more.get("names")
        if told:
            return {"": told.split(",")}
        for source in self._beside():
            if PurePosixPath(source.name).name == INFO:
                found = names_in_info(decoded(source.read(1 << 24), str(source.path), 1))
            else:
                found = names_in_card(source.read(1 << 24).decode("utf-8", "replace"))
            if found:
                return found
        return {}

    def _beside(self) -> Iterator[Source]:
        """The files that may name the tags, the nearest first."""
        if self._source.archive is not None:
            inside = in_archive(self._source.archive, frozenset((".md", ".json")))
            yield from (one for one in inside if PurePosixPath(one.name).name in (INFO, CARD))
            return
        for folder in list(self._source.path.parents)[:3]:
            for name in (CARD, INFO):
                path = folder / name
                if path.is_file():
                    yield Source(path, name, path.stat().st_size)


def _tagged(
    row: dict[str, Any], tokens: list[Any], names: Names, reading: Reading, line: int, stem: str
) -> Draft | None:
    key = next((one for one in _TAG_KEYS if isinstance(row.get(one), list)), None)
    tags = row[key] if key else []
    ranges = [one for one in tags if isinstance(one, list)]
    if ranges:
        # GLiNER's: ranges of tokens, the last one included.
        key, tags = None, []
    if key and len(tags) != len(tokens):
        reading.refuse("foreign.uneven", line=line, found=f"{len(tokens)}, {len(tags)}")
        return None
    reader = TagReader()
    places: list[tuple[int, int]] = []
    text = ""
    for number, token in enumerate(tokens):
        start = len(text) + bool(text)
        text = f"{text} {token}" if text else str(token)
        places.append((start, len(text)))
        reader.add([names.tag(key, tags[number], line)] if key else [])
    if line == 1 or reading.counts["said"] == 0:
        reading.remark("said", "foreign.text_rebuilt", line=line)
    draft = draft_of(
        About(id=_text(row.get("id")) or f"{stem}-{line}"), text + "\n" if text else "", reading, line=line
    )
    for one in reader.ranges():
        draft.entity(one.label, [(places[one.start][0], places[one.end - 1][1])], line=line)
    for said in ranges:
        found = _range(said, places)
        if found is None:
            reading.refuse("reading.no_number", line=line, article=draft.id, found=said)
        else:
            draft.entity(str(said[2]), [found], line=line)
    for place in reader.orphans:
        reading.remark(
            "changed", "foreign.orphan_tag", line=line, found=names.tag(key or "", tags[place], line), expected=1
        )
    return draft


def _range(said: list[Any], places: list[tuple[int, int]]) -> tuple[int, int] | None:
    first, last = (said[0], said[1]) if len(said) > 2 else (None, None)
    if type(first) is not int or type(last) is not int or not 0 <= first <= last < len(places):
        return None
    return places[first][0], places[last][1]
