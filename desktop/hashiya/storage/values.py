"""Things of the domain as JSON and back: one version of their shape, older ones are read up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import GenericAlias
from typing import Any

import msgspec

from hashiya.domain.annotation import Claim, EntityMention, Region
from hashiya.domain.article import Article
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Fragments, Span
from hashiya.domain.step import Kind, Thing

VERSION = 1
"""The version of the values in `change` and in the bodies (the column v)."""

_TYPES: dict[Kind, Any] = {
    Kind.ARTICLE: Article,
    Kind.ENTITY: EntityMention,
    Kind.CLAIM: Claim,
    Kind.REGION: Region,
    Kind.RELATION: Relation,
    Kind.REFERENT: Referent,
    Kind.CLUSTER: Cluster,
    Kind.ANNOTATOR: Annotator,
    Kind.SCHEME: Scheme,
    Kind.REJECTION: Rejection,
}
_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(type_) for kind, type_ in _TYPES.items()}
_LISTS: dict[str, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(GenericAlias(list, (type_,))) for kind, type_ in _TYPES.items()
}
_ENCODER = msgspec.json.Encoder()
_DETAILS = msgspec.json.Decoder(dict[str, Any])
_PIECES = msgspec.json.Decoder(list[tuple[int, int]])


def encode(thing: Thing | dict[str, Any]) -> str:
    """The JSON of a thing, always the same for equal things whose mappings have one order."""
    return _ENCODER.encode(thing).decode()


def decode(kind: Kind | str, body: str, *, version: int = VERSION) -> Thing:
    """The thing of that kind in the JSON, written in that version of the shape."""
    _must_be_known(version)
    thing: Thing = _DECODERS[kind].decode(body)
    return thing


def decode_all(kind: Kind | str, bodies: Iterable[str], *, version: int = VERSION) -> list[Any]:
    """The things of that kind in the JSON texts; one call for all of them, which is faster than one for each."""
    _must_be_known(version)
    found: list[Any] = _LISTS[kind].decode(array(bodies))
    return found


def array(bodies: Iterable[str]) -> str:
    """The JSON texts as one array."""
    return f"[{','.join(bodies)}]"


def _must_be_known(version: int) -> None:
    if version != VERSION:
        raise ValueError(f"a value of version {version} cannot be read")


def decode_details(text: str) -> dict[str, Any]:
    """A JSON object as it is."""
    return _DETAILS.decode(text)


def pieces_of(fragments: Sequence[Span]) -> str | None:
    """The fragments as [[start, end], …], None when there is only one."""
    if len(fragments) == 1:
        return None
    return "[" + ",".join(f"[{piece.start},{piece.end}]" for piece in fragments) + "]"


def fragments_of(start: int, end: int, pieces: str | None) -> Fragments:
    """The fragments that the columns of a row tell."""
    if pieces is None:
        return (Span(start, end),)
    return tuple(Span(first, last) for first, last in _PIECES.decode(pieces))
