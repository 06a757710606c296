"""What stands beside a corpus: the scheme, the referents, who annotated, what was chosen and what was left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from hashiya.domain.faults import FileFault
from hashiya.domain.links import Annotator, Cluster, Referent
from hashiya.domain.scheme import Scheme
from hashiya.exchange.choices import SPLIT_NAMES
from hashiya.exchange.files import known
from hashiya.exchange.line import Digest
from hashiya.exchange.strict import json_faults, type_fault, unknown_keys

FORMAT: Final = "hashiya-manifest/1"
MANIFEST_ENDING: Final = ".manifest.json"

Count = Annotated[int, Meta(ge=0)]


class ManifestFile(Struct, frozen=True, kw_only=True):
    """One file of the corpus: which part of the split (None: the whole), and what it must be."""

    part: str | None = None
    articles: Count
    bytes: Count
    sha256: Digest


class ManifestCounts(Struct, frozen=True, kw_only=True):
    """How many of what, by label and by status."""

    articles: Count
    by_status: dict[str, Count]
    regions: dict[str, Count]
    entities: dict[str, Count]
    claims: dict[str, Count]
    relations: dict[str, Count]


class ManifestSplit(Struct, frozen=True, kw_only=True):
    """The shares of the parts, and the seed that the articles were dealt out by."""

    shares: list[Count]
    seed: int
    together: bool | UnsetType = UNSET


class ManifestChoices(Struct, frozen=True, kw_only=True):
    """What was chosen at export; None means all."""

    articles: list[str] | None = None
    statuses: list[str] | None = None
    annotators: list[str] | None = None
    proposals: bool = False
    boilerplate: Literal["keep", "cut"] = "keep"
    split: ManifestSplit | None = None
    units: Literal["sentence"] | UnsetType = UNSET


class Manifest(Struct, frozen=True, kw_only=True):
    """All that the lines of a corpus do not say themselves."""

    format: Literal["hashiya-manifest/1"]
    program: str
    state: str | None = None
    files: list[ManifestFile]
    counts: ManifestCounts
    choices: ManifestChoices
    left_out: dict[str, int]
    annotators: list[Annotator]
    scheme: Scheme
    referents: list[Referent]
    clusters: list[Cluster]

    def file_of(self, part: str | None) -> ManifestFile | None:
        """What the manifest says of that part."""
        return next((file for file in self.files if file.part == part), None)


_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest as the bytes of its file, indented for people."""
    return msgspec.json.format(_ENCODER.encode(manifest), indent=2) + b"\n"


def manifest_path(corpus: Path) -> Path:
    """Where the manifest of a corpus (without a split) stands."""
    return corpus.with_name(corpus.name.removesuffix(".jsonl") + MANIFEST_ENDING)


def part_path(corpus: Path, part: str | None) -> Path:
    """Where a part of a split corpus stands."""
    return corpus if part is None else corpus.with_name(f"{corpus.name.removesuffix('.jsonl')}.{part}.jsonl")


def find_manifest(corpus: Path) -> tuple[Path, str | None] | None:
    """The manifest beside a corpus file, and which part of it the file is."""
    own = manifest_path(corpus)
    if own.is_file():
        return own, None
    stem = corpus.name.removesuffix(".jsonl")
    for part in sorted({name for names in SPLIT_NAMES.values() for name in names}):
        if stem.endswith(f".{part}"):
            shared = corpus.with_name(stem.removesuffix(f".{part}") + MANIFEST_ENDING)
            if shared.is_file():
                return shared, part
    return None


def read_manifest(path: Path) -> Manifest:
    """The manifest; FileFault with its first fault, KnownFailure when it cannot be read."""
    with known(path):
        data = path.read_bytes()
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        manifest = None
    if manifest is not None and encode_manifest(manifest) == data:
        return manifest
    tree, faults = json_faults(data, str(path))
    if faults:
        raise FileFault(faults[0])
    manifest = _typed(tree, path)
    for fault in unknown_keys(tree, msgspec.to_builtins(manifest), str(path)):
        raise FileFault(fault)
    return manifest


def _typed(tree: Any, path: Path) -> Manifest:
    convert: Callable[..., Manifest] = msgspec.convert
    try:
        return convert(tree, Manifest)
    except msgspec.ValidationError as error:
        raise FileFault(type_fault(error, tree, file=str(path))) from error
