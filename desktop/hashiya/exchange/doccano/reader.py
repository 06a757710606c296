"""doccano's four shapes of rows as articles; also one row laid out over many lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from hashiya.domain.faults import FileFault
from hashiya.exchange.about import ABOUT, read_about, tell_about
from hashiya.exchange.doccano.units import MOST_ROWS, unit_of
from hashiya.exchange.draft import By, Draft
from hashiya.exchange.json_items import json_values
from hashiya.exchange.layered import LayeredLink, LayeredSpan, tell_layered
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.offsets import Pieces, Unit
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source, in_archive

_OFFSETS = re.compile(rb'"start_offset"\s*:')
_TRIPLES = re.compile(rb'"labels?"\s*:\s*\[\s*\[\s*[0-9]+\s*,\s*[0-9]+\s*,\s*"')
_NOTHING = re.compile(rb'"labels?"\s*:\s*\[\s*(?:\]|")|"entities"\s*:\s*\[\s*\]\s*,\s*"relations"\s*:')
_NOBODY = frozenset(("all", "unknown"))
"""What files are called that are no single person's."""
_SPLITS = frozenset(("train", "dev", "test", "val", "valid", "validation", "eval"))
_TEXTS = ("text", "data")
_SPANS = ("label", "labels", "annotations", "entities")
_OWN = frozenset((*_TEXTS, *_SPANS, "id", "relations", "Comments", "comments", "meta", ABOUT))


class DoccanoReader(Reader):
    """Reads rows one at a time; `--option unit=utf16|grapheme|codepoint` says what the offsets count.

    With `--option annotators=files` the name of each file is its annotator; in an archive of several it is so unasked.
    """

    def sniff(self, source: Source, head: bytes) -> float:
        if _OFFSETS.search(head):
            return 0.93
        if _TRIPLES.search(head):
            return 0.8
        return 0.35 if _NOTHING.search(head) and b'"text"' in head else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        asked = reading.options.more.get("unit")
        counted = Unit(asked) if asked in list(Unit) else self._told(unit[0], reading)
        if counted is not Unit.UTF16 and asked is None:
            reading.remark("said", "formats_doccano.unit_guessed", found=counted.value, expected=Unit.UTF16.value)
        whose = _whose(unit[0], reading)
        with unit[0].open() as file:
            for line, row in json_values(file, reading.file):
                if not isinstance(row, dict):
                    reading.refuse("not_object", line=line, found=row)
                    continue
                made = _Row(row, reading, line, whose).article(counted)
                if made is not None:
                    yield made

    @staticmethod
    def _told(source: Source, reading: Reading) -> Unit:
        quiet = Reading(reading.format, reading.file, reading.options)

        def rows() -> Iterator[tuple[str, list[Pieces]]]:
            with source.open() as file:
                for line, value in islice(json_values(file, reading.file), MOST_ROWS):
                    if isinstance(value, dict):
                        row = _Row(value, quiet, line)
                        yield row.text, [span.pieces for span in row.spans()]

        try:
            return unit_of(rows())
        except FileFault:
            # Reading in earnest says it again, after the rows before it.
            return Unit.UTF16


def _whose(source: Source, reading: Reading) -> str | None:
    """Whose file it is: where everybody annotates alone, the export has one for each, called like them."""
    told = reading.options.more.get("annotators") or ("files" if _is_one_of_many(source) else "one")
    return source.stem if told == "files" and source.stem not in _NOBODY else None


def _is_one_of_many(source: Source) -> bool:
    """Whether the file stands with others in an archive, as doccano packs them, and none is called like a split."""
    if source.archive is None:
        return False
    folder = source.path.parent
    beside = {one.stem for one in in_archive(source.archive, frozenset((".jsonl",))) if one.path.parent == folder}
    return len(beside) > 1 and beside.isdisjoint(_SPLITS)


class _Row:
    """One row becoming an article."""

    def __init__(self, row: dict[str, Any], reading: Reading, line: int, whose: str | None = None) -> None:
        self._row, self._reading, self._line, self._whose = row, reading, line, whose
        self._name = str(row.get("id", ""))
        key = reading.options.columns.get("text") or next((one for one in _TEXTS if row.get(one)), "text")
        self._key = key
        text = row.get(key)
        self.text = text if isinstance(text, str) else ""

    def _refuse(self, code: str, found: object) -> None:
        self._reading.refuse(code, line=self._line, article=self._name, found=found)

    def article(self, unit: Unit) -> CorpusArticle | None:
        """The article; None, said, without a text."""
        if not self.text.strip():
            self._refuse("reading.no_text", self._name)
            return None
        draft = Draft(self._reading, article_id=self._name, text=self.text, unit=unit, line=self._line)
        self._tell_rest(draft)
        tell_layered(draft, self.spans(draft), self._links())
        return draft.finish()

    def _tell_rest(self, draft: Draft) -> None:
        meta = self._row.get("meta")
        about = read_about(self._row[ABOUT]) if ABOUT in self._row else None
        draft.meta.update(meta if isinstance(meta, dict) else {"meta": meta} if meta else {})
        for key, value in self._row.items():
            if (key not in _OWN or (key == ABOUT and not about)) and key != self._key and value not in (None, ""):
                draft.meta[key] = value
        said = self._row.get("Comments") or self._row.get("comments")
        comments = [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
        if comments:
            draft.note = "\n".join(comments)
        if about:
            tell_about(draft, about)

    def spans(self, draft: Draft | None = None) -> list[LayeredSpan]:
        """The spans of whichever shape the row has; labels of the whole text go to the draft."""
        found: list[LayeredSpan] = []
        for key in _SPANS:
            given = self._row.get(key)
            if given is None or (key == self._key):
                continue
            texts = [given] if isinstance(given, str) else given
            if not isinstance(texts, list):
                self._refuse("formats_doccano.no_span", given)
                continue
            whole = [one for one in texts if isinstance(one, str)]
            if whole and draft is not None:
                draft.labels[key] = ", ".join(whole)
            for number, one in enumerate(texts):
                if not isinstance(one, str) and (span := self._span(one, f"{key}:{number}")):
                    found.append(span)
        return found

    def _span(self, one: Any, own: str) -> LayeredSpan | None:
        if isinstance(one, list) and len(one) >= 3:
            start, end, label = one[:3]
            by = By(annotator=self._whose)
        elif isinstance(one, dict):
            start, end = (one.get(f"{name}_offset", one.get(name)) for name in ("start", "end"))
            label = one.get("label")
            own = str(one["id"]) if isinstance(one.get("id"), int | str) else own
            who = one.get("user")
            known = f"user-{who}" if isinstance(who, int) else who if isinstance(who, str) else None
            by = By(annotator=known or self._whose)
        else:
            self._refuse("formats_doccano.no_span", one)
            return None
        if not _is_place(start) or not _is_place(end):
            self._refuse("reading.no_number", f"{start} {end}")
            return None
        if isinstance(label, int):
            self._refuse("formats_doccano.label_id", f"{label} ({start} {end})")
            return None
        quote = one.get("text") if isinstance(one, dict) else None
        return LayeredSpan(
            id=own,
            label=label if isinstance(label, str) else "",
            pieces=[(start, end)],
            quote=quote if isinstance(quote, str) and quote else None,
            by=by,
            line=self._line,
        )

    def _links(self) -> Iterator[LayeredLink]:
        given = self._row.get("relations")
        for one in given if isinstance(given, list) else ():
            if not isinstance(one, dict):
                self._refuse("formats_doccano.no_relation", one)
                continue
            label = one.get("type", one.get("label"))
            if isinstance(label, int):
                self._refuse("formats_doccano.label_id", label)
                continue
            identifier = f"relations:{one['id']}" if isinstance(one.get("id"), int | str) else None
            yield LayeredLink(
                head=str(one.get("from_id")),
                tail=str(one.get("to_id")),
                label=label if isinstance(label, str) else "",
                id=identifier,
                by=By(annotator=self._whose),
                line=self._line,
            )


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53
