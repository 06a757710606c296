"""What an export takes and how, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

from hashiya.domain.article import Status
from hashiya.domain.ids import ArticleKey

SPLIT_NAMES = {2: ("train", "test"), 3: ("train", "dev", "test")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Articles dealt out over files in these shares (two: train, test; three: train, dev, test).

    Which file an article is in depends on its key and the seed alone, so that it stays there when others come.
    """

    shares: tuple[int, ...] = (80, 10, 10)
    seed: int = 0
    together: bool = False
    """Articles that share a claim cluster go where the first of them goes: then they move when a new one joins them."""

    def __post_init__(self) -> None:
        if len(self.shares) not in SPLIT_NAMES or min(self.shares) < 0 or sum(self.shares) == 0:
            raise ValueError(f"a split has two or three shares: {self.shares}")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, in order."""
        return SPLIT_NAMES[len(self.shares)]

    def part(self, article: ArticleKey) -> str:
        """The part that the article is in."""
        drawn = int.from_bytes(sha256(f"{self.seed}:{article}".encode()).digest()[:8], "big")
        reached = 0
        for name, share in zip(self.names, self.shares, strict=True):
            reached += share
            if drawn * sum(self.shares) < reached << 64:
                return name
        raise AssertionError("the shares cover every draw")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportChoices:
    """What an export takes: None means all. `annotators` are handles; regions are shared and always taken."""

    articles: tuple[ArticleKey, ...] | None = None
    statuses: frozenset[Status] | None = None
    annotators: frozenset[str] | None = None
    proposals: bool = False
    boilerplate: Literal["keep", "cut"] = "keep"
    split: Split | None = None
    units: Literal["article", "sentence"] = "article"


@dataclass(frozen=True, slots=True)
class Lost:
    """One kind of thing (`format.loses.<kind>`) that an export could not carry: how many, and where for instance."""

    kind: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export wrote, and what it left out, each counted; nothing is written when it was cancelled."""

    files: tuple[Path, ...] = ()
    manifest: Path | None = None
    articles: int = 0
    annotations: int = 0
    relations: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    large_group: int = 0
    """How many articles hang together by clusters, when they are over a tenth of those in a split."""
    lost: tuple[Lost, ...] = ()
    """What the format could not carry."""
    cancelled: bool = False
