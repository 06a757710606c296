"""Makes the annotated example of the sample project from the form that a person writes (resources/sample/001.toml).

Run with the project's interpreter: `python packaging/make_sample.py`. The same source gives the same bytes.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from hashiya.domain.annotation import Annotation, Claim, EntityMention, Filler, Region
from hashiya.domain.article import Article, Status, digest
from hashiya.domain.ids import (
    SHARED,
    AnnotationId,
    AnnotatorId,
    ArticleKey,
    ClusterId,
    ReferentId,
    RelationId,
    StepId,
    article_key,
)
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.scheme import Scheme
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Fragments, Span, join
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.jsonl_writer import write_corpus
from hashiya.exchange.scheme_file import read_scheme

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "sample" / "001.toml"
SCHEME = ROOT / "resources" / "schemes" / "news-claims.toml"
SEEDS = ROOT / "seeds"
OUT = ROOT / "resources" / "sample" / "example.jsonl"
PROGRAM = "hashiya sample"

ENTITY_KEYS = frozenset({"id", "label", "at", "referent"})
"""What an entity has besides its attributes."""

Table = dict[str, Any]


class Clock:
    """Times a second apart from a fixed beginning, and UUIDv7 made of them: the same at every run."""

    def __init__(self, beginning: datetime) -> None:
        self._now = beginning.astimezone(UTC)

    def tick(self, name: str) -> tuple[str, str]:
        """The next id and its time; the id's random bits come from the name (RFC 9562, version 7)."""
        self._now += timedelta(seconds=1)
        milliseconds = round(self._now.timestamp() * 1000)
        random = int.from_bytes(sha256(name.encode()).digest()[:10], "big")
        number = milliseconds << 80 | random
        number = number & ~(0xF << 76) | 0x7 << 76
        number = number & ~(0x3 << 62) | 0x2 << 62
        return str(UUID(int=number)), f"{self._now:%Y-%m-%dT%H:%M:%S}.000Z"


class Paragraph:
    """One paragraph of the text, in which places are quoted."""

    def __init__(self, text: str, number: int) -> None:
        lines = text.split("\n")
        self._number = number
        self._offset = sum(len(line) + 1 for line in lines[: number - 1])
        self._text = lines[number - 1]

    def must_begin(self, words: str) -> None:
        """ValueError unless the paragraph begins with these words."""
        if not self._text.startswith(words):
            raise ValueError(f"paragraph {self._number} does not begin with {words!r}")

    def fragments(self, places: str | list[str]) -> Fragments:
        """The fragments of one quoted place or of a list of them, in code points of the whole text."""
        return join(self._span(place) for place in ([places] if isinstance(places, str) else places))

    def _span(self, place: str) -> Span:
        """`words`, `words ×2` (the second occurrence) or `first … last` (from the one to the nearest other)."""
        first, _, last = place.partition(" … ")
        start, end = self._occurrence(first)
        if last:
            found = self._text.find(last, end)
            if found < 0:
                raise ValueError(f"paragraph {self._number}: no {last!r} after {first!r}")
            end = found + len(last)
        return Span(self._offset + start, self._offset + end)

    def _occurrence(self, quoted: str) -> tuple[int, int]:
        match = re.fullmatch(r"(.+?)(?: ×(\d+))?", quoted)
        if match is None:
            raise ValueError(f"paragraph {self._number}: an empty place")
        words, count = match[1], int(match[2] or 1)
        start = -1
        for _ in range(count):
            start = self._text.find(words, start + 1)
            if start < 0:
                raise ValueError(f"paragraph {self._number}: no {quoted!r}")
        return start, start + len(words)


@dataclass
class Names:
    """What the names of the source stand for."""

    referents: dict[str, ReferentId] = field(default_factory=dict)
    clusters: dict[str, ClusterId] = field(default_factory=dict)
    annotations: dict[str, AnnotationId] = field(default_factory=dict)

    def annotation(self, name: str) -> AnnotationId:
        """The mention or claim of that name."""
        return self.annotations[name]


@dataclass(frozen=True)
class Example:
    """The annotated article as a project of its own: what an export reads."""

    scheme: Scheme
    content: ArticleContent
    annotator: Annotator
    register: tuple[Referent, ...]
    groups: tuple[Cluster, ...]
    state: StepId | None = None

    def annotators(self) -> dict[AnnotatorId, Annotator]:
        """The one annotator."""
        return {self.annotator.id: self.annotator}

    def referents(self) -> dict[ReferentId, Referent]:
        """The register."""
        return {referent.id: referent for referent in self.register}

    def clusters(self) -> dict[ClusterId, Cluster]:
        """The clusters of claims."""
        return {cluster.id: cluster for cluster in self.groups}

    def articles(self) -> tuple[Article, ...]:
        """The one article."""
        return (self.content.article,)

    def contents(self, keys: Iterable[ArticleKey], *, proposals: bool = False) -> Iterator[ArticleContent]:
        """The article whole, when it is asked for; it has no proposals."""
        del proposals
        return (self.content for key in keys if key == self.content.article.key)

    def stored(self, articles: Iterable[Article], *, proposals: bool = False) -> None:
        """Nothing is stored."""
        del articles, proposals

    def articles_of(self, annotations: Iterable[AnnotationId]) -> dict[AnnotationId, ArticleKey]:
        """The article, for each annotation that is in it."""
        here: tuple[Annotation, ...] = (*self.content.entities, *self.content.claims, *self.content.regions)
        known = {annotation.id for annotation in here}
        return {one: self.content.article.key for one in annotations if one in known}


class Maker:
    """Makes the example from its source; ValueError or KeyError where the source is wrong."""

    def __init__(self, source: Table, text: str) -> None:
        self._source = source
        self._text = text
        self._key = article_key(digest(text))
        self._clock = Clock(source["made"])
        self._names = Names()
        self._annotator = AnnotatorId(self._clock.tick("annotator")[0])
        self._entities: list[EntityMention] = []
        self._claims: list[Claim] = []
        self._regions: list[Region] = []

    def example(self, scheme: Scheme) -> Example:
        """The whole example."""
        register = tuple(self._referents(self._source["referents"]))
        groups = tuple(self._clusters(self._source["clusters"]))
        for table in self._source["paragraphs"]:
            self._paragraph(table)
        content = ArticleContent(
            article=self._article(),
            text=self._text,
            entities=tuple(self._entities),
            claims=tuple(self._claims),
            regions=tuple(self._regions),
            relations=tuple(self._relations(self._source["relations"])),
        )
        annotator = Annotator(id=self._annotator, **self._source["annotator"])
        return Example(scheme, content, annotator, register, groups)

    def _article(self) -> Article:
        status = Status(self._source["status"])
        return Article(
            key=self._key,
            id=self._source["article"],
            sha256=digest(self._text),
            length=len(self._text),
            meta={"published": None, "url": None, **self._source["meta"]},
            status=status,
            progress={self._annotator: status},
            labels=self._source["labels"],
        )

    def _referents(self, tables: dict[str, Table]) -> Iterator[Referent]:
        for name, table in tables.items():
            key = self._names.referents[name] = ReferentId(self._clock.tick(f"referent {name}")[0])
            yield Referent(
                id=key,
                name=table["name"],
                label=table["label"],
                aliases=tuple(table["aliases"]),
                external=table.get("external", {}),
            )

    def _clusters(self, tables: dict[str, Table]) -> Iterator[Cluster]:
        for name, table in tables.items():
            key = self._names.clusters[name] = ClusterId(self._clock.tick(f"cluster {name}")[0])
            yield Cluster(id=key, name=table["name"])

    def _paragraph(self, table: Table) -> None:
        paragraph = Paragraph(self._text, table["number"])
        paragraph.must_begin(table["begins"])
        for region in table.get("regions", []):
            common = self._common("region", region, paragraph.fragments(region["at"]))
            self._regions.append(Region(label=region["label"], **common | {"owner": SHARED}))
        for entity in table.get("entities", []):
            self._entities.append(self._entity(entity, paragraph))
        for claim in table.get("claims", []):
            self._claims.append(self._claim(claim, paragraph))

    def _entity(self, table: Table, paragraph: Paragraph) -> EntityMention:
        attributes = {name: value for name, value in table.items() if name not in ENTITY_KEYS}
        referent = self._names.referents[table["referent"]] if "referent" in table else None
        common = self._common("entity", table, paragraph.fragments(table["at"]))
        return EntityMention(label=table["label"], referent=referent, attributes=attributes, **common)

    def _claim(self, table: Table, paragraph: Paragraph) -> Claim:
        common = self._common("claim", table, paragraph.fragments(table["content"]))
        return Claim(
            label="claim",
            roles={
                role: tuple(self._filler(filler, paragraph) for filler in fillers)
                for role, fillers in table["roles"].items()
            },
            restatement=table.get("restatement"),
            cluster=self._names.clusters[table["cluster"]] if "cluster" in table else None,
            attributes=table["attributes"],
            **common,
        )

    def _filler(self, filler: str | list[str], paragraph: Paragraph) -> Filler:
        if isinstance(filler, str) and filler.startswith("@"):
            return Filler(annotation=self._names.annotation(filler[1:]))
        if isinstance(filler, str) and filler.startswith("#"):
            return Filler(referent=self._names.referents[filler[1:]])
        return Filler(fragments=paragraph.fragments(filler))

    def _common(self, kind: str, table: Table, fragments: Fragments) -> Table:
        """What every annotation has; takes note of its name."""
        name = table.get("id")
        key, time = self._clock.tick(f"{kind} {name or fragments}")
        if name in self._names.annotations:
            raise ValueError(f"the name {name!r} is given twice")
        if name:
            self._names.annotations[name] = AnnotationId(key)
        who = {"owner": self._annotator, "annotator": self._annotator}
        place = {"id": AnnotationId(key), "article": self._key, "fragments": fragments}
        return place | who | {"created": time, "modified": time}

    def _relations(self, table: dict[str, list[list[str]]]) -> Iterator[Relation]:
        for label, pairs in table.items():
            for head, tail in pairs:
                key, time = self._clock.tick(f"relation {label} {head} {tail}")
                yield Relation(
                    id=RelationId(key),
                    label=label,
                    head=self._names.annotation(head),
                    tail=self._names.annotation(tail),
                    owner=self._annotator,
                    annotator=self._annotator,
                    created=time,
                    modified=time,
                )


def make_example() -> Example:
    """The example as its source has it now."""
    source = tomllib.loads(SOURCE.read_text("utf-8"))
    text = (SEEDS / f"{source['article']}.txt").read_text("utf-8")
    scheme = read_scheme(SCHEME.read_text("utf-8"), file=SCHEME.name)
    return Maker(source, text).example(scheme)


def write_example(out: Path) -> Path:
    """Write the example and its manifest beside it; answers the manifest's path."""
    report = write_corpus(make_example(), out, choices=ExportChoices(), program=PROGRAM)
    if report.manifest is None or report.left_out:
        raise ValueError(f"the example was not written whole: {report.left_out}")
    return report.manifest


def main() -> int:
    """Write the example where the program looks for it."""
    manifest = write_example(OUT)
    print(f"{OUT.relative_to(ROOT)}, {manifest.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
