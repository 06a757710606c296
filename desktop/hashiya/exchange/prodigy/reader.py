"""Prodigy's tasks as articles: what was accepted, and all rows of one text together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from hashiya.exchange.about import ABOUT, About, read_about, tell_about
from hashiya.exchange.draft import Draft
from hashiya.exchange.json_items import json_values
from hashiya.exchange.layered import LayeredLink, LayeredSpan, tell_layered
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.prodigy.spans import Ends, Tokens, read_link, read_span, text_of
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source

_OWN = re.compile(rb'"(?:_input_hash|_task_hash|token_start|_session_id|_annotator_id|_view_id)"\s*:')
_ANSWER = re.compile(rb'"answer"\s*:\s*"(?:accept|reject|ignore)"')
_SPANS = re.compile(rb'"spans"\s*:\s*\[\s*(?:\{|\])')
_KNOWN = frozenset(("text", "tokens", "spans", "relations", "answer", "meta", "options", "accept", "html", ABOUT))
_NAMES = ("id", "doc_id", "article_id", "_id")
Row = tuple[int, dict[str, Any]]


class ProdigyReader(Reader):
    """Reads tasks; `--option answers=all` takes those too that were not accepted, with the answer as attribute."""

    def sniff(self, source: Source, head: bytes) -> float:
        if not _SPANS.search(head) and not _ANSWER.search(head):
            return 0.0
        if _OWN.search(head) or _ANSWER.search(head):
            return 0.94
        return 0.7

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        quiet = Reading(reading.format, reading.file, reading.options)
        # The rows of one text stand anywhere: only how many there are is kept of the file.
        left = Counter(_key(row) for _, row in _rows(unit[0], quiet))
        waiting: dict[bytes, list[Row]] = {}
        for line, row in _rows(unit[0], reading):
            key = _key(row)
            left[key] -= 1
            waiting.setdefault(key, []).append((line, row))
            if not left[key]:
                made = _Texts(waiting.pop(key), reading).article()
                if made is not None:
                    yield made


def _rows(source: Source, reading: Reading) -> Iterator[Row]:
    with source.open() as file:
        for line, row in json_values(file, reading.file):
            if not isinstance(row, dict):
                reading.refuse("not_object", line=line, found=row)
            elif not isinstance(row.get("text"), str) or not row["text"].strip():
                reading.refuse("reading.no_text", line=line, found=row.get("_input_hash", ""))
            else:
                yield line, row


def _key(row: dict[str, Any]) -> bytes:
    about = row.get(ABOUT)
    own = about.get("id") if isinstance(about, dict) else None
    text = f"{own if isinstance(own, str) else ''}\0{row['text']}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class _Texts:
    """All rows of one text becoming an article."""

    def __init__(self, rows: list[Row], reading: Reading) -> None:
        self._rows, self._reading = rows, reading
        self._line, first = rows[0]
        meta = first.get("meta")
        named = [source.get(key) for source in (first, meta if isinstance(meta, dict) else {}) for key in _NAMES]
        self._name = next((str(one) for one in named if isinstance(one, int | str) and str(one)), "")
        self._draft = Draft(reading, article_id=self._name, text=first["text"], line=self._line)
        self._spans: dict[object, LayeredSpan] = {}
        self._links: list[LayeredLink] = []
        self._about: About | None = None

    def article(self) -> CorpusArticle | None:
        """The article; None, said, when no project can hold its text."""
        every = self._reading.options.more.get("answers") == "all"
        parts = []
        for line, row in self._rows:
            self._tell_rest(row)
            answer = row.get("answer")
            taken = answer in (None, "accept")
            if not taken and not every:
                spans = row.get("spans")
                count = len(spans) if isinstance(spans, list) else 0
                self._reading.refuse(
                    "formats_prodigy.not_accepted", line=line, article=self._name, found=f"{answer}: {count}"
                )
                continue
            parts.append((line, row, None if taken else str(answer)))
        added = [(line, row, self._add_spans(line, row, answer)) for line, row, answer in parts]
        for line, row, tokens in added:
            self._add_links(line, row, tokens)
        if len(self._rows) > 1:
            self._reading.remark(
                "said", "formats_prodigy.merged", line=self._line, article=self._name, found=len(self._rows)
            )
        tell_layered(self._draft, self._spans.values(), self._links)
        return self._draft.finish()

    def _refused(self, line: int, code: str, found: object) -> None:
        if code == "formats_prodigy.tokens_differ":
            self._reading.remark("differs", code, line=line, article=self._name, found=found)
        else:
            self._reading.refuse(code, line=line, article=self._name, found=found)

    def _tell_rest(self, row: dict[str, Any]) -> None:
        about = read_about(row[ABOUT]) if ABOUT in row else None
        if about and self._about is None:
            self._about = about
            tell_about(self._draft, about)
        meta = row.get("meta")
        self._draft.meta.update(meta if isinstance(meta, dict) else {})
        for key, value in row.items():
            if key not in _KNOWN and not key.startswith("_") and value not in (None, "") and key not in _NAMES:
                self._draft.meta.setdefault(key, value)
        accepted = row.get("accept")
        chosen = [str(one) for one in accepted if isinstance(one, int | str)] if isinstance(accepted, list) else []
        if chosen and row.get("answer") in (None, "accept"):
            self._draft.labels["accept"] = ", ".join(chosen)

    def _add_spans(self, line: int, row: dict[str, Any], answer: str | None) -> Tokens:
        tokens = Tokens(row.get("tokens"))
        given = row.get("spans")
        for number, one in enumerate(given if isinstance(given, list) else ()):
            span = read_span(
                one,
                tokens,
                lambda code, found: self._refused(line, code, found),
                number=f"{line}:{number}",
                annotator=_annotator(row),
                line=line,
            )
            if span is None:
                continue
            if answer:
                span.attributes["answer"] = answer
            named = isinstance(one, dict) and text_of(one.get("id"))
            key = span.id if named else (*span.pieces, span.label, span.by.annotator, answer)
            if key in self._spans and not named and self._spans[key].line != line:
                # Asked about again in another row, and accepted again.
                self._reading.remark(
                    "changed", "formats_prodigy.doubled", line=line, article=self._name, found=span.label
                )
                continue
            self._spans[key if key not in self._spans else (key, line, number)] = span
        return tokens

    def _add_links(self, line: int, row: dict[str, Any], tokens: Tokens) -> None:
        given = row.get("relations")
        if not isinstance(given, list) or not given:
            return
        ends = Ends(list(self._spans.values()), tokens)
        for one in given:
            link = read_link(
                one,
                ends,
                lambda code, found: self._refused(line, code, found),
                annotator=_annotator(row),
                line=line,
            )
            if link is not None:
                self._links.append(link)


def _annotator(row: dict[str, Any]) -> str | None:
    return text_of(row.get("_annotator_id")) or text_of(row.get("_session_id"))
