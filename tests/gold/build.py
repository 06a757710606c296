"""Makes annotated corpora from the texts that people mark up by hand beside this file (README.md tells the form).

Run with the project's interpreter from the project's folder: `python tests/gold/build.py OUT`. The same sources give
the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from hashiya.domain.annotation import Annotation, Claim, EntityMention, Filler, Region
from hashiya.domain.article import Article, Status, digest
from hashiya.domain.ids import SHARED, AnnotationId, AnnotatorId, ArticleKey, ClusterId, ReferentId, StepId, article_key
from hashiya.domain.links import Annotator, Cluster, Referent
from hashiya.domain.scheme import Scheme
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Fragments, Span, join
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.jsonl_reader import read_corpus
from hashiya.exchange.jsonl_writer import write_corpus
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.scheme_file import read_scheme

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCHEME = ROOT / "resources" / "schemes" / "news-claims.toml"
SEEDS = ROOT / "seeds"
SAMPLE = ROOT / "resources" / "sample" / "example.jsonl"
SETS = {
    "seeds": ("seeds", "*.gold"),
    **{f"unseen-{one}": ("unseen", f"unseen-{one}-*.gold") for one in "abcde"},
    "entities": ("entities", "*.gold"),
}
"""The corpora: the folder and the files of each."""

ANNOTATOR = Annotator(id=AnnotatorId("019ab000-0000-7000-8000-0000000000d1"), handle="gold", name="المعيار")
MADE = "2026-11-22T02:00:00.000Z"
MILLISECONDS = 1795312800000

QUOTE_FORMS = {"d": "direct", "i": "indirect", "m": "mixed"}
SOURCE_FORMS = {"e": "explicit", "p": "pronoun", "i": "implicit", "v": "passive", "w": "writer"}
FLAGS = {
    "d": ("mention", "description"),
    "g": ("metonymy", "government"),
    "p": ("metonymy", "place"),
    "u": ("certainty", "unsure"),
}
OPENING = re.compile(r"\[([A-Z]+)(?::([a-z]+))? ")
LINE = re.compile(r"¶([A-Z]*)(?: (.*))?")
LETTER = re.compile(r"[^\W_]|[\u064b-\u065f\u0670\u0640]")
PROCLITICS = "وفبلكـ"


class GoldFault(Exception):
    """A source that says what cannot be; tells the file, the line and the words."""


@dataclass(slots=True)
class Source:
    """One article while it is read: its raw lines and what is marked on them."""

    name: str
    path: Path
    meta: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    entities: list[EntityMention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    length: int = 0
    count: int = 0

    @property
    def text(self) -> str:
        """The raw text, without the markup."""
        return "\n".join(self.lines)

    def number(self) -> AnnotationId:
        """The next annotation's id (UUIDv7, the same at every run)."""
        self.count += 1
        random = int.from_bytes(sha256(f"{self.name} {self.count}".encode()).digest()[:10], "big")
        value = (MILLISECONDS + self.count) << 80 | random
        value = value & ~(0xF << 76) | 0x7 << 76
        value = value & ~(0x3 << 62) | 0x2 << 62
        return AnnotationId(str(UUID(int=value)))


class Reader:
    """Reads one marked-up article; GoldFault where it is wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._source = Source(path.stem, path)
        self._start = 0
        self._key = ArticleKey("")
        self._line = 0

    def article(self) -> ArticleContent:
        """The article with its annotations."""
        rows = self._path.read_text("utf-8").splitlines()
        plain = "\n".join(strip(row) for row in rows if row.startswith("¶"))
        self._key = article_key(digest(plain))
        for self._line, row in enumerate(rows, 1):
            if row.startswith("¶"):
                self._paragraph(row)
            elif row.startswith(">"):
                self._source.claims.append(self._claim(row[1:].strip()))
            elif row.startswith("@"):
                name, _, value = row[1:].partition(" ")
                self._source.meta[name] = value
            elif row.strip() and not row.startswith("#"):
                raise self._fault("a line that is neither ¶, > nor @", row)
        if self._source.text != plain:
            raise self._fault("the text is not what it was", "")
        return self._content()

    def _content(self) -> ArticleContent:
        source = self._source
        text = source.text
        meta: dict[str, str | None] = {"published": None, "url": None, **source.meta}
        genre = str(meta.pop("genre", "news"))
        article = Article(
            key=self._key,
            id=source.name,
            sha256=digest(text),
            length=len(text),
            meta=meta,
            status=Status.DONE,
            progress={ANNOTATOR.id: Status.DONE},
            labels={"genre": genre} if genre in {"news", "interview", "opinion"} else {},
        )
        return ArticleContent(
            article=article,
            text=text,
            entities=tuple(source.entities),
            claims=tuple(source.claims),
            regions=tuple(source.regions),
            relations=(),
        )

    def _paragraph(self, row: str) -> None:
        match = LINE.fullmatch(row)
        if match is None:
            raise self._fault("not a paragraph", row)
        region, marked = match[1], match[2] or ""
        source = self._source
        self._start = source.length + (1 if source.lines else 0)
        raw, spans = self._marks(marked)
        source.lines.append(raw)
        source.length = self._start + len(raw)
        if region:
            span = join([Span(self._start, self._start + len(raw))])
            source.regions.append(Region(label=region, **(self._common(span) | {"owner": SHARED})))
        for start, end, label, flags in sorted(spans, key=lambda one: (one[0], -one[1])):
            attributes: dict[str, str | None] = dict(FLAGS[flag] for flag in flags)
            place = join([Span(self._start + start, self._start + end)])
            source.entities.append(EntityMention(label=label, attributes=attributes, **self._common(place)))

    def _marks(self, marked: str) -> tuple[str, list[tuple[int, int, str, str]]]:
        raw: list[str] = []
        length = at = 0
        stack: list[tuple[int, str, str]] = []
        spans: list[tuple[int, int, str, str]] = []
        while at < len(marked):
            opening = OPENING.match(marked, at)
            if opening:
                stack.append((length, opening[1], opening[2] or ""))
                at = opening.end()
            elif marked[at] == "]":
                if not stack or stack[-1][0] == length:
                    raise self._fault("a ] too many, or an empty mark", marked[max(0, at - 30) : at])
                start, label, flags = stack.pop()
                spans.append((start, length, label, flags))
                at += 1
            else:
                raw.append(marked[at])
                length += 1
                at += 1
        if stack:
            raise self._fault("a [ that is not closed", marked)
        return "".join(raw), spans

    def _common(self, fragments: Fragments) -> dict[str, Any]:
        return {
            "id": self._source.number(),
            "article": self._key,
            "fragments": fragments,
            "owner": ANNOTATOR.id,
            "annotator": ANNOTATOR.id,
            "created": MADE,
            "modified": MADE,
        }

    def _claim(self, row: str) -> Claim:
        forms, content, cue, source, *rest = (part.strip() for part in row.split("|"))
        quote_form, source_form = forms.split()
        fragments = self._places(content, None)
        cues = tuple(Filler(fragments=self._places(one, fragments[0].start)) for one in several(cue))
        near = cues[0].fragments[0].start if cues and cues[0].fragments else fragments[0].start
        roles = {"cue": cues, "source": tuple(self._sources(source, near))}
        for extra in rest:
            role, _, value = extra.partition("=")
            roles[role] = tuple(self._sources(value, near))
        return Claim(
            label="claim",
            roles={role: fillers for role, fillers in roles.items() if fillers},
            attributes={"quote_form": QUOTE_FORMS[quote_form], "source_form": SOURCE_FORMS[source_form]},
            **self._common(fragments),
        )

    def _sources(self, said: str, near: int) -> Iterator[Filler]:
        for one in several(said):
            if one == "^":
                yield from self._source.claims[-1].roles.get("source", ())
            elif one.startswith("^"):
                yield Filler(annotation=self._earlier(one[1:], near).id)
            else:
                fragments = self._places(one, near)
                here = [entity for entity in self._source.entities if entity.fragments == fragments]
                yield Filler(annotation=here[0].id) if here else Filler(fragments=fragments)

    def _earlier(self, words: str, near: int) -> EntityMention:
        text = self._source.text
        for entity in sorted(self._source.entities, key=lambda one: (one.start, -one.end), reverse=True):
            if entity.start < near and text[entity.start : entity.end] == words:
                return entity
        raise self._fault("no earlier mention", words)

    def _places(self, said: str, near: int | None) -> Fragments:
        return join(self._place(one.strip(), near) for one in said.split(" + "))

    def _place(self, said: str, near: int | None) -> Span:
        first, _, last = said.partition(" … ")
        start, end = self._one(first, near, 0)
        if last:
            end = self._one(last, None, end, first=True)[1]
        return Span(self._start + start, self._start + end)

    def _one(self, said: str, near: int | None, after: int, *, first: bool = False) -> tuple[int, int]:
        words, _, number = said.partition(" ×")
        line = self._source.lines[-1]
        found = [at for at in occurrences(line, words) if at >= after]
        if not found:
            raise self._fault("no such words in the paragraph", said)
        if number:
            at = found[int(number) - 1]
        elif near is not None:
            at = min(found, key=lambda one: abs(self._start + one - near))
        elif len(found) > 1 and not first:
            raise self._fault(f"{len(found)} places with these words", said)
        else:
            at = found[0]
        return at, at + len(words)

    def _fault(self, what: str, words: str) -> GoldFault:
        return GoldFault(f"{self._path.name}:{self._line}: {what}: {words!r}")


def strip(row: str) -> str:
    """A marked-up paragraph without its markup."""
    match = LINE.fullmatch(row)
    return OPENING.sub("", match[2] or "").replace("]", "") if match else row


def several(said: str) -> list[str]:
    """The fillers of a role, `-` for none."""
    return [one.strip() for one in said.split(" , ") if one.strip() not in {"", "-"}]


def occurrences(line: str, words: str) -> Iterator[int]:
    """Where the words stand in the line as words, perhaps after proclitics."""
    at = line.find(words)
    while at >= 0:
        end = at + len(words)
        before = at
        while before > 0 and LETTER.match(line[before - 1]):
            before -= 1
        whole = end == len(line) or not LETTER.match(line[end])
        if whole and set(line[before:at]) <= set(PROCLITICS):
            yield at
        at = line.find(words, at + 1)


@dataclass(frozen=True)
class Gold:
    """Annotated articles as a project of their own: what an export reads."""

    scheme: Scheme
    all: tuple[ArticleContent, ...]
    state: StepId | None = None

    def annotators(self) -> dict[AnnotatorId, Annotator]:
        """The one annotator."""
        return {ANNOTATOR.id: ANNOTATOR}

    def referents(self) -> dict[ReferentId, Referent]:
        """No register."""
        return {}

    def clusters(self) -> dict[ClusterId, Cluster]:
        """No clusters."""
        return {}

    def articles(self) -> tuple[Article, ...]:
        """The articles, by name."""
        return tuple(content.article for content in self.all)

    def contents(self, keys: Iterable[ArticleKey], *, proposals: bool = False) -> Iterator[ArticleContent]:
        """The articles asked for, whole; they have no proposals."""
        del proposals
        known = {content.article.key: content for content in self.all}
        return (known[key] for key in keys if key in known)

    def stored(self, articles: Iterable[Article], *, proposals: bool = False) -> None:
        """Nothing is stored: an export reads the contents."""
        del articles, proposals

    def articles_of(self, annotations: Iterable[AnnotationId]) -> dict[AnnotationId, ArticleKey]:
        """The article of each annotation that is in one of these."""
        asked = set(annotations)
        here: dict[AnnotationId, ArticleKey] = {}
        for content in self.all:
            things: tuple[Annotation, ...] = (*content.entities, *content.claims, *content.regions)
            here |= {one.id: content.article.key for one in things if one.id in asked}
        return here


def read_article(path: Path) -> ArticleContent:
    """The article of one marked-up file; GoldFault when its text is not that of the seed it names."""
    content = Reader(path).article()
    seed = content.article.meta.get("file")
    if isinstance(seed, str) and (SEEDS / seed).read_text("utf-8") != content.text:
        raise GoldFault(f"{path.name}: the text differs from {seed}")
    return content


def sources(name: str) -> list[Path]:
    """The marked-up files of a set, by name."""
    folder, pattern = SETS[name]
    return sorted((HERE / folder).glob(pattern))


def build(name: str, out: Path) -> Path:
    """Write the set `name` as `out`/name.jsonl with its manifest; the five seeds have the sample's article too."""
    scheme = read_scheme(SCHEME.read_text("utf-8"), file=SCHEME.name)
    gold = Gold(scheme, tuple(read_article(path) for path in sources(name)))
    corpus = out / f"{name}.jsonl"
    write_corpus(gold, corpus, choices=ExportChoices(), program="hashiya gold")
    if name == "seeds":
        # The sample's article has a register of its own, which a manifest of this set would not tell.
        corpus.with_name("seeds.manifest.json").unlink()
        lines = corpus.read_bytes().splitlines(keepends=True)
        lines.insert(1, SAMPLE.read_bytes())
        corpus.write_bytes(b"".join(lines))
    return corpus


def counts(corpora: dict[str, list[CorpusArticle]]) -> str:
    """A table of the sets: articles, letters, mentions (outermost ones) and claims, then mentions by label."""
    rows = [["", *corpora]]
    columns = list(corpora.values())
    rows.append(["articles", *(str(len(one)) for one in columns)])
    rows.append(["code points", *(str(sum(len(article.text) for article in one)) for one in columns)])
    rows.append(["mentions", *(str(sum(len(article.entities) for article in one)) for one in columns)])
    rows.append(["outermost mentions", *(str(sum(map(outermost, one))) for one in columns)])
    rows.append(["of them names", *(str(sum(outermost(article, names=True) for article in one)) for one in columns)])
    rows.append(["claims", *(str(sum(len(article.claims) for article in one)) for one in columns)])
    labels = [Counter(entity.label for article in one for entity in article.entities) for one in columns]
    by_number = sorted(sum(labels, Counter()).items(), key=lambda row: (-row[1], row[0]))
    rows += [[label, *(str(one[label]) for one in labels)] for label, _ in by_number]
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def outermost(article: CorpusArticle, *, names: bool = False) -> int:
    """How many mentions are inside no other; `names` counts only those of them that are no descriptions."""
    hulls = {(one.start, one.end) for one in article.entities}
    outer = {(a, b) for a, b in hulls if not any(c <= a and b <= d and (c, d) != (a, b) for c, d in hulls)}
    described = {(one.start, one.end) for one in article.entities if one.attributes["mention"] == "description"}
    return len(outer - described) if names else len(outer)


def main() -> int:
    """Write the corpora into the folder given."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    made = [build(name, out) for name in SETS if sources(name)]
    print(counts({corpus.stem: list(read_corpus(corpus)) for corpus in made}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
