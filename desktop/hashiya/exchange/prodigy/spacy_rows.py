"""spaCy's files in JSON: rows with entities, training tuples, documents, and the old format by tokens.

Also rows as programs write them who know no format: a text, and a list of objects with start, end and label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from hashiya.exchange.delivery import Outlet
from hashiya.exchange.draft import Draft
from hashiya.exchange.json_items import json_values
from hashiya.exchange.layered import LayeredSpan, marks_of, tell_layered, written_label
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.prodigy.spans import is_place, text_of
from hashiya.exchange.protocol import Reader, Reading, Setting, Writer
from hashiya.exchange.sources import Source

_ROW = re.compile(rb'"entities"\s*:\s*\[\s*\[\s*[0-9]+\s*,\s*[0-9]+\s*,\s*"')
_DOCUMENT = re.compile(rb'"(?:ents|spans)"\s*:\s*(?:\[\s*\{\s*"start"|\{)')
_OLD = re.compile(rb'"paragraphs"\s*:\s*\[')
_EMPTY = re.compile(rb'"entities"\s*:\s*\[\s*\]\s*,\s*"text"')
_KNOWN = frozenset(("text", "entities", "ents", "spans", "tokens", "sents", "cats", "meta", "id"))
_LISTS = ("entities", "ents", "mentions", "entity_mentions", "ner", "annotations", "labels", "label")
"""Where rows keep their spans; one of the later names only if there are spans in it."""
_STARTS = ("start", "start_char", "begin", "start_offset", "start_pos")
_ENDS = ("end", "end_char", "stop", "end_offset", "end_pos")
_LABELS = ("label", "type", "entity_group", "entity_type", "entity", "tag", "category", "class")
_QUOTES = ("text", "word", "mention", "surface", "value", "span")
_PLACED = re.compile(
    rb'"(?:%s)"\s*:\s*\[\s*\{[^{}\[\]]*"(?:%s)"\s*:\s*[0-9]' % ("|".join(_LISTS).encode(), "|".join(_STARTS).encode())
)


class SpacyReader(Reader):
    """Reads rows, tuples, documents and the old format."""

    def sniff(self, source: Source, head: bytes) -> float:
        if _ROW.search(head):
            return 0.85
        if _OLD.search(head) and b'"sentences"' in head:
            return 0.9
        if b'"text"' in head and (_DOCUMENT.search(head) or _EMPTY.search(head) or _PLACED.search(head)):
            return 0.65
        return 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        with unit[0].open() as file:
            for line, value in json_values(file, reading.file):
                for row in _rows(value):
                    made = article_of_row(row, reading, line)
                    if made is not None:
                        yield made


def _rows(value: Any) -> Iterator[Any]:
    """What the value has of rows: itself, training tuples, paragraphs."""
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict):
        yield {**value[1], "text": value[0]}
    elif isinstance(value, dict) and isinstance(value.get("annotations"), list) and "text" not in value:
        for one in value["annotations"]:
            # Annotators leave null where a text was skipped.
            yield from _rows(one) if one is not None else ()
    elif isinstance(value, dict) and isinstance(value.get("paragraphs"), list):
        for number, one in enumerate(value["paragraphs"]):
            if isinstance(one, dict):
                yield {**one, "id": f"{value.get('id', '')}:{number}"}
    else:
        yield value


def article_of_row(row: Any, reading: Reading, line: int) -> CorpusArticle | None:
    """The article of a row with its text and spans; None, said, when none can be made of it."""
    if not isinstance(row, dict):
        reading.refuse("not_object", line=line, found=row)
        return None
    text = row.get("text", row.get("raw"))
    name = str(row["id"]) if isinstance(row.get("id"), int | str) else ""
    if not isinstance(text, str) or not text.strip():
        code = "formats_prodigy.no_raw" if "sentences" in row else "reading.no_text"
        reading.refuse(code, line=line, article=name, found=name)
        return None
    draft = Draft(reading, article_id=name, text=text, line=line)
    meta = row.get("meta")
    draft.meta.update(meta if isinstance(meta, dict) else {})
    lists = [key for key in _LISTS if key in _KNOWN or has_places(row.get(key))]
    if "raw" not in row:
        known = _KNOWN.union(lists)
        rest = {key: value for key, value in row.items() if key not in known and value not in (None, "")}
        draft.meta.update(rest)
    cats = row.get("cats")
    if isinstance(cats, list) and all(isinstance(one, str) for one in cats) and cats:
        # doccano's data for intents look alike.
        draft.labels["cats"] = ", ".join(cats)
    if isinstance(cats, dict):
        draft.labels.update({key: str(value) for key, value in cats.items() if isinstance(value, int | float)})
    spans = list(_old_spans(row, text)) if "raw" in row else []
    for key in lists:
        spans += spans_of(row.get(key), key, reading, line, name)
    groups = row.get("spans")
    for key, given in groups.items() if isinstance(groups, dict) else [("spans", groups)]:
        spans += spans_of(given, f"spans:{key}", reading, line, name)
    tell_layered(draft, spans, ())
    return draft.finish()


def _first(one: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((one[name] for name in names if one.get(name) is not None), None)


def has_places(given: Any) -> bool:
    """Whether it is a list of spans: of objects with places, or of [start, end, label]."""
    one = given[0] if isinstance(given, list) and given else None
    if isinstance(one, list | tuple):
        return len(one) >= 3 and is_place(one[0]) and is_place(one[1]) and isinstance(one[2], str)
    return isinstance(one, dict) and is_place(_first(one, _STARTS)) and is_place(_first(one, _ENDS))


def spans_of(given: Any, key: str, reading: Reading, line: int, article: str) -> Iterator[LayeredSpan]:
    """The spans of a list; what is none is said."""
    for number, one in enumerate(given if isinstance(given, list) else ()):
        place: tuple[Any, Any, Any] = (None, None, None)
        if isinstance(one, list | tuple) and len(one) >= 3:
            place = (one[0], one[1], one[2])
        elif isinstance(one, dict):
            place = (_first(one, _STARTS), _first(one, _ENDS), _first(one, _LABELS))
        if not is_place(place[0]) or not is_place(place[1]):
            reading.refuse("formats_prodigy.no_span", line=line, article=article, found=one)
            continue
        quote = text_of(_first(one, _QUOTES)) if isinstance(one, dict) else None
        yield LayeredSpan(
            id=f"{key}:{number}",
            label=text_of(place[2]) or "",
            pieces=[(place[0], place[1])],
            quote=quote,
            line=line,
        )


def _old_spans(row: dict[str, Any], text: str) -> Iterator[LayeredSpan]:
    """The spans of tokens with BILUO tags, each token looked for behind the one before it."""
    place, begun = 0, None
    sentences = row.get("sentences")
    tokens = [
        token
        for sentence in (sentences if isinstance(sentences, list) else ())
        if isinstance(sentence, dict) and isinstance(sentence.get("tokens"), list)
        for token in sentence["tokens"]
        if isinstance(token, dict)
    ]
    for number, token in enumerate(tokens):
        orth, tag = text_of(token.get("orth")), text_of(token.get("ner")) or "O"
        start = text.find(orth, place) if orth else -1
        if orth is None or start < 0:
            continue
        place = start + len(orth)
        step, _, label = tag.partition("-")
        if step in ("B", "U"):
            begun = start
        if step in ("L", "U") and begun is not None:
            yield LayeredSpan(id=f"tokens:{number}", label=label, pieces=[(begun, place)])
            begun = None


class SpacyWriter(Writer):
    """Writes a row for each article: its text, and its spans as entities, which may overlap."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._file = out.open()

    def add(self, line: CorpusArticle) -> None:
        entities = [[one.start, one.end, written_label(layer, one.label)] for layer, one in marks_of(line)]
        meta = {key: value for key, value in line.meta.items() if value is not None}
        row = {"id": line.id, "entities": entities, "text": line.text, "meta": meta}
        self._file.write(msgspec.json.encode(row) + b"\n")
