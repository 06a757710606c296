"""What other formats have no place of their own for, as one small JSON value beside a thing: written, and read back.

Formats that let a thing carry a text of any kind (XMI, W3C, Hugging Face …) lose little by it. Offsets in it count
in the unit of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from hashiya.domain.annotation import PROPOSED
from hashiya.exchange.draft import By, Draft, Fills
from hashiya.exchange.line import (
    CorpusAnnotation,
    CorpusArticle,
    CorpusClaim,
    CorpusEntity,
    CorpusFiller,
    CorpusRelation,
    StatusName,
)
from hashiya.exchange.protocol import Reading, Setting

T = TypeVar("T", bound=Struct)
Edge = Callable[[int], int]
"""A code point's place in the unit of the file."""


class Named(Struct, frozen=True, omit_defaults=True):
    """A referent, told whole."""

    key: str
    name: str
    label: str | None = None
    aliases: list[str] = []
    external: dict[str, str] = {}
    note: str | None = None


class Filling(Struct, frozen=True, omit_defaults=True):
    """What fills a role."""

    id: str | None = None
    referent: Named | None = None
    fragments: list[tuple[int, int]] | None = None
    text: str | None = None


class Details(Struct, frozen=True, omit_defaults=True):
    """Everything of an annotation or relation but its label, its first and last place, and its ends."""

    id: str | None = None
    fragments: list[tuple[int, int]] | None = None
    referent: Named | None = None
    roles: dict[str, list[Filling]] = {}
    restatement: str | None = None
    cluster: str | None = None
    attributes: dict[str, str | None] = {}
    defaulted: list[str] = []
    note: str | None = None
    annotator: str | None = None
    origin: str | None = None
    score: float | None = None
    created: str | None = None
    modified: str | None = None

    @property
    def by(self) -> By:
        """Who made it, and when."""
        origin = self.origin or ""
        return By(
            annotator=self.annotator,
            origin=self.origin,
            score=self.score,
            created=self.created,
            modified=self.modified,
            engine=origin.removeprefix(PROPOSED) if origin.startswith(PROPOSED) else None,
        )

    @property
    def common(self) -> dict[str, Any]:
        """What every kind of thing has, as a draft wants it."""
        return {
            "own_id": self.id,
            "attributes": self.attributes,
            "defaulted": self.defaulted,
            "note": self.note,
            "by": self.by,
        }


class About(Struct, frozen=True, omit_defaults=True):
    """Everything of an article but its text."""

    id: str = ""
    language: str = "ar"
    meta: dict[str, Any] = {}
    status: StatusName = "new"
    progress: dict[str, StatusName] = {}
    labels: dict[str, str] = {}
    note: str | None = None


def named(key: str | None, line: CorpusArticle, setting: Setting) -> Named | None:
    """The line's referent with that key, told whole."""
    if key is None or key not in line.referents:
        return None
    one, known = line.referents[key], setting.referents.get(key)
    if known is None:
        return Named(key, one.name, one.label)
    return Named(key, one.name, one.label, list(known.aliases), dict(known.external), known.note)


def details_of(
    one: CorpusAnnotation | CorpusRelation, line: CorpusArticle, setting: Setting, edge: Edge | None = None
) -> Details:
    """What the thing has besides label and place."""
    told: dict[str, Any] = {}
    if not isinstance(one, CorpusRelation) and len(one.fragments) > 1:
        told["fragments"] = _moved(one.fragments, edge)
    if isinstance(one, CorpusEntity):
        told["referent"] = named(one.referent, line, setting)
    elif isinstance(one, CorpusClaim):
        told["roles"] = {role: [_filling(f, line, setting, edge) for f in found] for role, found in one.roles.items()}
        told["restatement"], told["cluster"] = one.restatement, one.cluster
    return Details(
        id=one.id,
        attributes=one.attributes,
        defaulted=one.defaulted,
        note=one.note,
        annotator=one.annotator,
        origin=None if one.origin == "human" else one.origin,
        score=one.score,
        created=one.created,
        modified=one.modified,
        **told,
    )


def _moved(pieces: list[tuple[int, int]], edge: Edge | None) -> list[tuple[int, int]]:
    return list(pieces) if edge is None else [(edge(start), edge(end)) for start, end in pieces]


def _filling(filler: CorpusFiller, line: CorpusArticle, setting: Setting, edge: Edge | None) -> Filling:
    pieces = None if filler.fragments is None else _moved(filler.fragments, edge)
    return Filling(filler.id, named(filler.referent, line, setting), pieces, filler.text)


def about_of(line: CorpusArticle) -> About:
    """What the article has besides its text."""
    meta = {key: value for key, value in line.meta.items() if value is not None}
    return About(line.id, line.language, meta, line.status, line.progress, line.labels, line.note)


def encoded(value: Struct) -> str:
    """The value as JSON text, the same at every time."""
    return msgspec.json.encode(value, order="deterministic").decode()


OURS = "human"
"""The origin of what the program wrote and that names none."""


def read_details(value: object, reading: Reading, line: int | None = None) -> Details | None:
    """The details in a JSON text or value; None when there are none, or, said, when they are no such thing."""
    found = _read(value, Details, reading, line)
    if found is None or found.origin is not None:
        return found
    return msgspec.structs.replace(found, origin=OURS)


def read_about(value: object, reading: Reading, line: int | None = None) -> About | None:
    """The article's details in a JSON text or value; None when there are none or they are no such thing."""
    return _read(value, About, reading, line)


def read_filling(value: object, reading: Reading, line: int | None = None) -> Filling | None:
    """What fills a role, from a JSON text or value; None when there is nothing, or no such thing."""
    return _read(value, Filling, reading, line)


def _read(value: object, kind: type[T], reading: Reading, line: int | None) -> T | None:
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str):
            return msgspec.json.decode(value, type=kind)
        return msgspec.convert(value, kind)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        reading.refuse("foreign.bad_details", line=line, found=error)
        return None


def draft_of(about: About, text: str, reading: Reading, **more: Any) -> Draft:
    """An article in the making, with everything that was told about it."""
    draft = Draft(reading, article_id=about.id, text=text, meta=about.meta, language=about.language, **more)
    draft.status, draft.note = about.status, about.note
    draft.progress.update(about.progress)
    draft.labels.update(about.labels)
    return draft


def referent_key(draft: Draft, one: Named | None) -> str | None:
    """The referent's key, when the draft knows it from now on."""
    if one is None or not one.key:
        return None
    draft.referent(one.key, one.name, label=one.label, aliases=one.aliases, external=one.external, note=one.note)
    return one.key


def fills_of(draft: Draft, roles: Mapping[str, list[Filling]]) -> dict[str, list[Fills]]:
    """What fills the roles, as a draft wants it."""
    return {
        role: [
            Fills(id=one.id, referent=referent_key(draft, one.referent), pieces=one.fragments, quote=one.text)
            for one in found
        ]
        for role, found in roles.items()
    }


def add(
    draft: Draft,
    layer: str,
    label: str,
    pieces: list[tuple[int, int]],
    details: Details,
    *,
    quote: str | None = None,
    line: int | None = None,
) -> None:
    """A mention, claim or region of the draft, with its details.

    Its pieces are taken as long as they begin and end where the file says that it stands: other tools move things.
    """
    own = details.fragments
    if own and pieces and (own[0][0], own[-1][1]) == (pieces[0][0], pieces[-1][1]):
        pieces = own
    common = {**details.common, "quote": quote, "line": line}
    if layer == "entities":
        draft.entity(label, pieces, referent=referent_key(draft, details.referent), **common)
    elif layer == "regions":
        draft.region(label, pieces, **common)
    else:
        draft.claim(
            label,
            pieces,
            roles=fills_of(draft, details.roles),
            restatement=details.restatement,
            cluster=details.cluster,
            **common,
        )
