"""One line of bytes into one article: how it is written, its types, and whether what it says agrees."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from hashiya.domain.article import digest
from hashiya.domain.faults import Fault
from hashiya.domain.ids import article_key
from hashiya.domain.span import Fragments, Span, join, quote
from hashiya.exchange.canonical import encode_plain, pairs
from hashiya.exchange.line import (
    CorpusAnnotation,
    CorpusArticle,
    CorpusClaim,
    CorpusEntity,
    CorpusFiller,
    CorpusRegion,
    CorpusRelation,
)
from hashiya.exchange.strict import json_faults, shown, type_fault, walk

_DECODER = msgspec.json.Decoder(CorpusArticle)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_KEYS: dict[type[msgspec.Struct], frozenset[str]] = {
    kind: frozenset(kind.__struct_fields__) - {"kept"}
    for kind in (CorpusArticle, CorpusRegion, CorpusEntity, CorpusClaim, CorpusRelation)
}
_LISTS: dict[str, type[msgspec.Struct]] = {
    "regions": CorpusRegion,
    "entities": CorpusEntity,
    "claims": CorpusClaim,
    "relations": CorpusRelation,
}


def decode_line(data: bytes, *, file: str, number: int) -> tuple[CorpusArticle | None, list[Fault]]:
    """The article of a line (without its line end), or what is wrong with how it is written.

    A line that is in the canonical form proves by its own bytes that it has no doubled key, no lone surrogate and
    no unknown key; every other line is looked at key by key.
    """
    line: CorpusArticle | None = None
    with suppress(msgspec.DecodeError, UnicodeError, RecursionError):
        line = _DECODER.decode(data)
    nul = b"\\u0000" in data
    if line is not None and _has_kept(line):
        line = None
    if line is not None and not nul and encode_plain(line) == data:
        return line, []
    tree, faults = json_faults(data, file, number)
    if nul and not faults:
        faults = list(_nul_faults(tree, file, number))
    if line is None and isinstance(tree, dict):
        faults += _set_kept_aside(tree, file, number)
    if faults:
        return None, [_in_article(fault, tree) for fault in faults]
    if line is not None:
        return line, []
    convert: Callable[..., CorpusArticle] = msgspec.convert
    try:
        return convert(tree, CorpusArticle), []
    except msgspec.ValidationError as error:
        return None, [_in_article(type_fault(error, tree, file=file, line=number), tree)]


def _has_kept(line: CorpusArticle) -> bool:
    """Whether the file itself has a key `kept`, which is none of the format's."""
    lists = (line.regions, line.entities, line.claims, line.relations)
    return line.kept is not msgspec.UNSET or any(one.kept is not msgspec.UNSET for things in lists for one in things)


def _in_article(fault: Fault, tree: Any) -> Fault:
    """The fault with the id of the article that it is in, if that can be read."""
    name = tree.get("id") if isinstance(tree, dict) else None
    return dataclasses.replace(fault, article=name) if isinstance(name, str) else fault


def _nul_faults(tree: Any, file: str, number: int) -> Iterator[Fault]:
    for path, value in walk(tree):
        if isinstance(value, str) and "\0" in value:
            yield Fault("nul", file=file, line=number, field=path, found=f"U+0000 ({value.index(chr(0))})")


def _set_kept_aside(tree: dict[str, Any], file: str, number: int) -> Iterator[Fault]:
    """Move the keys that begin with `x_` under `kept`; a fault for every other key that is not the format's."""
    yield from _set_aside(tree, _KEYS[CorpusArticle], "", file, number)
    for name, kind in _LISTS.items():
        things = tree.get(name)
        for index, thing in enumerate(things if isinstance(things, list) else []):
            if isinstance(thing, dict):
                yield from _set_aside(thing, _KEYS[kind], f"{name}[{index}].", file, number)


def _set_aside(thing: dict[str, Any], known: frozenset[str], path: str, file: str, number: int) -> Iterator[Fault]:
    kept = {}
    for key in [key for key in thing if key not in known]:
        if key.startswith("x_"):
            kept[key] = thing.pop(key)
        else:
            yield Fault("unknown_key", file=file, line=number, field=f"{path}{key}", found=shown(key))
    if kept:
        thing["kept"] = kept


Kind = TypeVar("Kind", CorpusRegion, CorpusEntity, CorpusClaim)


class LineCheck:
    """Whether a line agrees with itself: offsets with the text, quotes with offsets, ids with each other.

    `checked` is the line with touching fragments joined and what could be worked out filled in; `faults` and
    `warnings` say what was found, `referents` may name what the line does not.
    """

    def __init__(self, line: CorpusArticle, *, file: str, number: int, referents: frozenset[str]) -> None:
        self._file, self._number = file, number
        self._id, self._text = line.id, line.text
        self._referents = referents | line.referents.keys()
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []
        self._article(line)
        regions = [self._annotation(one, f"regions[{n}]") for n, one in enumerate(line.regions)]
        entities = [self._annotation(one, f"entities[{n}]") for n, one in enumerate(line.entities)]
        claims = [self._annotation(one, f"claims[{n}]") for n, one in enumerate(line.claims)]
        self._ids = {one.id for one in entities if one.id} | {one.id for one in claims if one.id}
        self._doubled_ids(line)
        for index, entity in enumerate(entities):
            if entity.referent is not None:
                self._referent(entity.referent, f"entities[{index}].referent")
        claims = [self._roles(one, f"claims[{n}]") for n, one in enumerate(claims)]
        self._circles(claims)
        for index, relation in enumerate(line.relations):
            self._relation(relation, f"relations[{index}]")
        self.checked = line
        if self.faults:
            return
        sha256 = line.sha256 or digest(line.text)
        new: dict[str, Any] = {}
        if not line.sha256 or not line.key:
            new |= {"sha256": sha256, "key": line.key or article_key(sha256)}
        if self.warnings:
            new |= {"regions": regions, "entities": entities, "claims": claims}
        if new:
            self.checked = replace(line, **new)

    def _fault(self, code: str, field: str, *, found: object = None, expected: object = None) -> None:
        self.faults.append(self._make(code, field, found=found, expected=expected))

    def _make(self, code: str, field: str, *, found: object = None, expected: object = None) -> Fault:
        return Fault(
            code,
            file=self._file,
            line=self._number,
            article=self._id,
            field=field,
            found=None if found is None else shown(found),
            expected=None if expected is None else shown(expected),
        )

    def _article(self, line: CorpusArticle) -> None:
        if line.sha256:
            sha256 = digest(line.text)
            if line.sha256 != sha256:
                self._fault("text_changed", "sha256", found=line.sha256, expected=sha256)

    def _annotation(self, one: Kind, field: str) -> Kind:
        fragments = one.fragments
        if len(fragments) == 1:
            start, end = fragments[0]
            # The plain case, which nearly every annotation is, without a Span being made.
            if one.start == start < end == one.end <= len(self._text) and self._text[start:end] == one.text:
                self._times(one, field)
                return one
        joined = self._fragments(fragments, f"{field}.fragments")
        if joined is None:
            return one
        if one.start != joined[0].start:
            self._fault("start_differs", f"{field}.start", found=one.start, expected=joined[0].start)
        if one.end != joined[-1].end:
            self._fault("end_differs", f"{field}.end", found=one.end, expected=joined[-1].end)
        self._quote(one.text, joined, fragments, f"{field}.text")
        self._times(one, field)
        if list(fragments) == pairs(joined):
            return one
        return replace(one, fragments=pairs(joined), text=quote(self._text, joined))

    def _fragments(self, fragments: list[tuple[int, int]], field: str) -> Fragments | None:
        """The fragments joined; None, with faults, when one is none."""
        for index, (start, end) in enumerate(fragments):
            if start >= end:
                self._fault("empty_fragment", f"{field}[{index}]", found=[start, end], expected="start < end")
                return None
            if end > len(self._text):
                self._fault("outside_text", f"{field}[{index}]", found=[start, end], expected=len(self._text))
                return None
        joined = join(Span(start, end) for start, end in fragments)
        if list(fragments) != pairs(joined):
            self.warnings.append(self._make("fragments_joined", field, found=fragments, expected=pairs(joined)))
        return joined

    def _quote(self, found: str, joined: Fragments, given: list[tuple[int, int]], field: str) -> None:
        expected = quote(self._text, joined)
        if found != expected and found != " ".join(self._text[start:end] for start, end in given):
            self._fault("text_differs", field, found=found, expected=expected)

    def _times(self, one: CorpusAnnotation | CorpusRelation, field: str) -> None:
        created, modified = one.created, one.modified
        if (created is None or is_time(created)) and (modified in {None, created} or is_time(modified)):
            return
        for name, time in (("created", created), ("modified", modified)):
            if time is not None and not is_time(time):
                self._fault("not_a_time", f"{field}.{name}", found=time, expected="2026-11-21T20:25:00.000Z")

    def _doubled_ids(self, line: CorpusArticle) -> None:
        seen: set[str] = set()
        for name in _LISTS:
            for index, one in enumerate(getattr(line, name)):
                if one.id in seen:
                    self._fault("doubled_id", f"{name}[{index}].id", found=one.id)
                elif one.id is not None:
                    seen.add(one.id)

    def _referent(self, key: str | None, field: str) -> None:
        if key is not None and key not in self._referents:
            self._fault("unknown_referent", field, found=key)

    def _roles(self, claim: CorpusClaim, field: str) -> CorpusClaim:
        changed: dict[str, list[CorpusFiller]] = {}
        for role, fillers in claim.roles.items():
            checked = [self._filler(one, f"{field}.roles.{role}[{n}]") for n, one in enumerate(fillers)]
            if checked != fillers:
                changed[role] = checked
        return replace(claim, roles=claim.roles | changed) if changed else claim

    def _filler(self, filler: CorpusFiller, field: str) -> CorpusFiller:
        if sum(one is not None for one in (filler.id, filler.referent, filler.fragments)) != 1:
            self._fault("not_a_filler", field, expected="id | referent | fragments")
            return filler
        if filler.id is not None and filler.id not in self._ids:
            self._fault("unknown_filler", f"{field}.id", found=filler.id)
        self._referent(filler.referent, f"{field}.referent")
        if filler.fragments is None:
            return filler
        joined = self._fragments(filler.fragments, f"{field}.fragments")
        if joined is None:
            return filler
        if filler.text is not None:
            self._quote(filler.text, joined, filler.fragments, f"{field}.text")
        return CorpusFiller(fragments=pairs(joined), text=quote(self._text, joined))

    def _circles(self, claims: list[CorpusClaim]) -> None:
        """A fault for each claim that fills a role of its own, directly or in a circle."""
        own = {one.id for one in claims if one.id is not None}
        fills = {
            one.id: {f.id for fillers in one.roles.values() for f in fillers if f.id in own}
            for one in claims
            if one.id is not None
        }
        for index, claim in enumerate(claims):
            reached: set[str | None] = set()
            waiting = list(fills.get(claim.id, ())) if claim.id else []
            while waiting:
                key = waiting.pop()
                if key not in reached:
                    reached.add(key)
                    waiting += fills.get(key, ())
            if claim.id in reached:
                self._fault("claim_in_itself", f"claims[{index}].roles", found=claim.id)

    def _relation(self, relation: CorpusRelation, field: str) -> None:
        self._times(relation, field)
        if relation.head.article != self._id:
            self._fault("head_elsewhere", f"{field}.head.article", found=relation.head.article, expected=self._id)
        if (relation.head.article, relation.head.id) == (relation.tail.article, relation.tail.id):
            self._fault("relation_to_itself", f"{field}.tail", found=relation.tail.id)


def is_time(text: str) -> bool:
    """Whether the text is a moment that there was or will be."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def is_uuid(text: str) -> bool:
    """Whether the text is a UUID in its usual spelling, in small or capital letters."""
    return _UUID.fullmatch(text) is not None
