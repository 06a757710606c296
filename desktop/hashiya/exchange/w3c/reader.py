"""Web annotations in: in pages, collections, lists or alone, with bodies and targets in all their shapes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.details import About, Details, add, draft_of, read_about, read_details
from hashiya.exchange.draft import Draft
from hashiya.exchange.json_items import json_values
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source
from hashiya.exchange.text_reader import decode_text

LAYERS = ("regions", "entities", "claims")


class WebAnnotationReader(Reader):
    """Reads files whose texts stand in them, or beside them under the name that the targets give."""

    def sniff(self, source: Source, head: bytes) -> float:
        if b"www.w3.org/ns/anno" in head:
            return 1.0
        return 0.6 if b'"TextPositionSelector"' in head or b'"TextQuoteSelector"' in head else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        loose: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        with source.open() as file:
            for line, value in json_values(file, reading.file):
                page = value if isinstance(value, dict) else {}
                told = page.get("hashiya:source")
                if isinstance(told, dict) and isinstance(told.get("value"), str):
                    about = read_about(page.get("hashiya:article"), reading, line)
                    about = about or About(id=identifier_of(source.stem))
                    yield from _article(about, told["value"], [(line, one) for one in _items(page)], reading)
                    continue
                for one in _items(value):
                    loose.setdefault(_source_of(one), []).append((line, one))
        for name, found in loose.items():
            text = _text_beside(source, name, reading)
            stem = PurePosixPath(unquote(urlsplit(name).path)).stem or source.stem
            yield from _article(About(id=identifier_of(stem)), text, found, reading)


def _items(value: Any) -> Iterator[dict[str, Any]]:
    """The annotations in a page, a collection, a list, or the value itself."""
    waiting = [value]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one, *waiting]
        elif isinstance(one, dict):
            inner = one.get("items") or one.get("first") or one.get("@graph") or one.get("rows")
            if inner is not None:
                waiting.insert(0, inner)
            elif "target" in one:
                yield one


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _source_of(one: dict[str, Any]) -> str:
    for target in _list(one.get("target")):
        source = target.get("source", target.get("id")) if isinstance(target, dict) else target
        source = source.get("id") if isinstance(source, dict) else source
        if isinstance(source, str):
            return source.partition("#")[0]
    return ""


def _text_beside(source: Source, name: str, reading: Reading) -> str:
    """The text of a file beside this one that has the name of the targets' source; FileFault when there is none."""
    stem = PurePosixPath(unquote(urlsplit(name).path)).name
    for wanted in (stem, f"{PurePosixPath(stem).stem}.txt", f"{source.stem}.txt"):
        path = source.path.with_name(wanted) if wanted and "/" not in wanted and wanted not in (".", "..") else None
        if source.archive is None and path and path != source.path and path.is_file() and path.suffix == ".txt":
            beside = Source(path, path.name, path.stat().st_size)
            return decode_text(beside.read(), encoding=reading.options.encoding, file=str(path)).text
    raise FileFault(Fault("foreign.no_source_text", file=reading.file, found=name[:100] or f"{source.stem}.txt"))


def _article(
    about: About, text: str, items: list[tuple[int, dict[str, Any]]], reading: Reading
) -> Iterator[CorpusArticle]:
    draft = draft_of(about, text, reading)
    arcs = []
    for number, (line, one) in enumerate(items, 1):
        targets = _list(one.get("target"))
        if len(targets) == 2 and all(isinstance(target, str) for target in targets):
            arcs.append((line, one, targets))
        else:
            _mark(draft, one, line, number, reading)
    for line, one, ends in arcs:
        elsewhere = one.get("hashiya:tailArticle")
        draft.relation(
            _label(one),
            _plain_id(ends[0]),
            _plain_id(ends[1]),
            tail_article=elsewhere if isinstance(elsewhere, str) else None,
            line=line,
            **_details(one, reading, line).common,
        )
    if made := draft.finish():
        yield made


def _plain_id(value: Any) -> str:
    return str(value).removeprefix("urn:uuid:")


def _details(one: dict[str, Any], reading: Reading, line: int) -> Details:
    told = read_details(one.get("hashiya:details"), reading, line)
    if told is not None:
        return told
    creator = next(iter(_list(one.get("creator", one.get("user")))), None)
    if isinstance(creator, dict):
        creator = creator.get("nickname") or creator.get("name") or creator.get("id")
    note = "\n".join(text for purpose, text in _bodies(one) if purpose in ("commenting", "describing", "replying"))
    return Details(
        id=_plain_id(one["id"]) if isinstance(one.get("id"), str) else None,
        note=note or None,
        annotator=creator.removeprefix("acct:") if isinstance(creator, str) else None,
        created=one["created"] if isinstance(one.get("created"), str) else None,
        modified=one["modified"] if isinstance(one.get("modified"), str) else None,
    )


def _bodies(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Purpose and text of each body."""
    own = one.get("motivation")
    own = own if isinstance(own, str) else ""
    plain = one.get("bodyValue")
    for body in [*_list(one.get("body")), *_list(plain)]:
        if isinstance(body, str):
            yield own, body
        elif isinstance(body, dict):
            purpose = body.get("purpose", own)
            text = body.get("value", body.get("label", body.get("source", body.get("id"))))
            if isinstance(text, str):
                yield purpose if isinstance(purpose, str) else own, text
    if "body" not in one:
        # Hypothes.is says it in keys of its own.
        yield from (("tagging", tag) for tag in _list(one.get("tags")) if isinstance(tag, str))
        if isinstance(one.get("text"), str) and one["text"]:
            yield "commenting", one["text"]


def _label(one: dict[str, Any]) -> str:
    told = list(_bodies(one))
    tags = [text for purpose, text in told if purpose in ("tagging", "classifying", "identifying", "linking")]
    motivation = one.get("motivation")
    return tags[0] if tags else motivation if isinstance(motivation, str) else "annotation"


def _mark(draft: Draft, one: dict[str, Any], line: int, number: int, reading: Reading) -> None:
    layer = one.get("hashiya:layer", "entities")
    details = _details(one, reading, line)
    found = _place(draft.text, one)
    if found is None:
        reading.refuse("foreign.no_selector", line=line, article=draft.id, found=one.get("id") or number)
        return
    place, quote = found
    # A range over a gap quotes what stands in the gap: it is no quote of the pieces.
    quote = None if details.fragments else quote
    add(draft, layer if layer in LAYERS else "entities", _label(one), [place], details, quote=quote, line=line)


def _place(text: str, one: dict[str, Any]) -> tuple[tuple[int, int], str | None] | None:
    """Where the annotation stands and what it quotes; None when no selector tells."""
    selectors = [
        s for target in _list(one.get("target")) if isinstance(target, dict) for s in _list(target.get("selector"))
    ]
    selectors += [s["refinedBy"] for s in selectors if isinstance(s, dict) and isinstance(s.get("refinedBy"), dict)]
    by_type = {s.get("type"): s for s in reversed(selectors) if isinstance(s, dict) and isinstance(s.get("type"), str)}
    position, quoting = by_type.get("TextPositionSelector", {}), by_type.get("TextQuoteSelector", {})
    exact = quoting.get("exact")
    exact = exact if isinstance(exact, str) else None
    start, end = position.get("start"), position.get("end")
    if type(start) is int and type(end) is int:
        return (start, end), exact
    if not exact:
        return None
    before, after = (quoting[key] if isinstance(quoting.get(key), str) else "" for key in ("prefix", "suffix"))
    for prefix, suffix in ((before, after), (before, ""), ("", after), ("", "")):
        reached = text.find(f"{prefix}{exact}{suffix}")
        if reached >= 0:
            start = reached + len(prefix)
            return (start, start + len(exact)), exact
    return None
