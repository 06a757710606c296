"""One line of a corpus as typed, frozen values: what msgspec decodes into and what a training script reads.

The fields stand in the order of the canonical form. Offsets count code points of `text`, end exclusive. `kept` holds
the unknown keys that begin with `x_`; the name is never a key of the file. No value can hold itself, so the garbage
collector need not watch them (`gc=False`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

FORMAT = "hashiya/1"

UUID_PATTERN = r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$(?!\n)"
TIME_PATTERN = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$(?!\n)"
)
ORIGIN_PATTERN = r"^(human|(suggested|corrected|imported|proposed):[\s\S]+)$"
DIGEST_PATTERN = r"^[0-9a-f]{64}$(?!\n)"

Name = Annotated[str, Meta(min_length=1)]
Uuid = Annotated[str, Meta(pattern=UUID_PATTERN)]
Time = Annotated[str, Meta(pattern=TIME_PATTERN)]
Origin = Annotated[str, Meta(pattern=ORIGIN_PATTERN)]
Digest = Annotated[str, Meta(pattern=DIGEST_PATTERN)]
Offset = Annotated[int, Meta(ge=0)]
Pieces = Annotated[list[tuple[Offset, Offset]], Meta(min_length=1)]
StatusName = Literal["new", "in_progress", "done", "set_aside"]
Kept = dict[str, Any] | UnsetType


class CorpusReferent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A referent as a line names it."""

    name: str
    label: str | None = None


class CorpusRegion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A headline, dateline, boilerplate … of the article."""

    id: Name | None = None
    label: Name
    start: Offset
    end: Offset
    fragments: Pieces
    text: str
    attributes: dict[str, str | None] = {}
    defaulted: list[str] = []
    note: str | None = None
    annotator: str | None = None
    origin: Origin = "human"
    score: float | None = None
    created: Time | None = None
    modified: Time | None = None
    kept: Kept = UNSET


class CorpusEntity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A mention of a person, state, treaty …, and the referent it stands for."""

    id: Name | None = None
    label: Name
    start: Offset
    end: Offset
    fragments: Pieces
    text: str
    referent: Name | None = None
    attributes: dict[str, str | None] = {}
    defaulted: list[str] = []
    note: str | None = None
    annotator: str | None = None
    origin: Origin = "human"
    score: float | None = None
    created: Time | None = None
    modified: Time | None = None
    kept: Kept = UNSET


class CorpusFiller(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """What fills a role: the id of a mention or claim of the article, a referent, or fragments with their text."""

    id: Name | None = None
    referent: Name | None = None
    fragments: Pieces | None = None
    text: str | None = None


class CorpusClaim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A claim: its own fragments are the content; the roles hang on it."""

    id: Name | None = None
    label: Name
    start: Offset
    end: Offset
    fragments: Pieces
    text: str
    roles: dict[str, list[CorpusFiller]] = {}
    restatement: str | None = None
    cluster: Name | None = None
    attributes: dict[str, str | None] = {}
    defaulted: list[str] = []
    note: str | None = None
    annotator: str | None = None
    origin: Origin = "human"
    score: float | None = None
    created: Time | None = None
    modified: Time | None = None
    kept: Kept = UNSET


class CorpusEnd(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One end of a relation: the article's id, and the annotation's."""

    article: Name
    id: Name


class CorpusRelation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A labelled link from head to tail; it stands on its head's line."""

    id: Name | None = None
    label: Name
    head: CorpusEnd
    tail: CorpusEnd
    attributes: dict[str, str | None] = {}
    defaulted: list[str] = []
    note: str | None = None
    annotator: str | None = None
    origin: Origin = "human"
    score: float | None = None
    created: Time | None = None
    modified: Time | None = None
    kept: Kept = UNSET


class CorpusArticle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One article with everything that is marked in it."""

    format: Literal["hashiya/1"]
    id: Name
    key: Uuid = ""
    text: str
    sha256: Digest = ""
    offsets: Literal["codepoint"] = "codepoint"
    language: str = "ar"
    meta: dict[str, Any] = {}
    status: StatusName = "new"
    progress: dict[str, StatusName] = {}
    labels: dict[str, str] = {}
    note: str | None = None
    replaces: Uuid | None = None
    referents: dict[str, CorpusReferent] = {}
    regions: list[CorpusRegion] = []
    entities: list[CorpusEntity] = []
    claims: list[CorpusClaim] = []
    relations: list[CorpusRelation] = []
    kept: Kept = UNSET


CorpusAnnotation = CorpusRegion | CorpusEntity | CorpusClaim
ANNOTATION_LISTS: tuple[tuple[str, type[Struct]], ...] = (
    ("regions", CorpusRegion),
    ("entities", CorpusEntity),
    ("claims", CorpusClaim),
)


def kept_keys(value: CorpusArticle | CorpusAnnotation | CorpusRelation) -> dict[str, Any]:
    """The value's unknown keys that begin with `x_`."""
    return value.kept if isinstance(value.kept, dict) else {}
