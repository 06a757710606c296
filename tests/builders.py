"""Small makers of the domain's values for tests: everything has a default but what the test is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Region
from hashiya.domain.article import Article, digest
from hashiya.domain.ids import (
    SHARED,
    AnnotationId,
    AnnotatorId,
    ArticleKey,
    ClusterId,
    DeviceId,
    IdSource,
    ReferentId,
    RelationId,
    StepId,
    article_key,
)
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.scheme import Attribute, Colour, Label, LayerPlan, Role, Scheme, Value, Words
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Fragments, Span, join
from hashiya.domain.step import KIND_OF_TYPE, Change, Step, Thing
from hashiya.storage.project import ProjectFile

TEXT = "قال وزير الخارجية الإيراني محمد جواد ظريف إن بلاده لن تتفاوض تحت الضغط 😀 في نيويورك.\n"
"""A sentence with a speaker, a claim, a place, and a letter beyond U+FFFF before the place."""

AT = "2026-11-21T20:25:00.000Z"
DEVICE = DeviceId("019ab000-0000-7000-8000-00000000de71")
SARA = Annotator(id=AnnotatorId("019ab000-0000-7000-8000-0000000005a4"), handle="sara", name="سارة")
OMAR = Annotator(id=AnnotatorId("019ab000-0000-7000-8000-000000000044"), handle="omar", name="عمر")

IDS = IdSource()


def words(text: str) -> Words:
    """The same text in both languages."""
    return Words(text, text)


def label(key: str, *, hotkey: str | None = None, **values: Any) -> Label:
    """A label called by its key."""
    return Label(
        key=key, name=words(key), short=words(key), hotkey=hotkey, colour=Colour("#336699", "#99CCFF"), **values
    )


def attribute(key: str, *values: str, default: str | None = None, **rest: Any) -> Attribute:
    """An attribute with these values."""
    return Attribute(
        key=key,
        name=words(key),
        values=tuple(Value(key=value, name=words(value)) for value in values),
        default=default,
        **rest,
    )


def role(key: str, *, hotkey: str | None = None, **values: Any) -> Role:
    """A role called by its key."""
    return Role(key=key, name=words(key), short=words(key), hotkey=hotkey, **values)


def scheme(**values: Any) -> Scheme:
    """A scheme with a few labels of every layer."""
    return replace(
        Scheme(
            key="small",
            name=words("small"),
            entities=LayerPlan(
                labels=(label("PERS", hotkey="1"), label("LOC", hotkey="2"), label("ORG", hotkey="3")),
                attributes=(attribute("mention", "name", "nominal", "pronoun", default="name"),),
            ),
            claims=LayerPlan(
                labels=(label("claim", hotkey="c"),),
                attributes=(attribute("quote_form", "direct", "indirect", default="indirect"),),
            ),
            roles=(role("source", hotkey="s"), role("cue", hotkey="u", fillers=("span",)), role("addressee")),
            regions=LayerPlan(labels=(label("HEADLINE"), label("BOILERPLATE", dimmed=True)), overlap="none"),
            relations=LayerPlan(labels=(label("supports", head=("claim",), tail=("claim",)), label("same_as"))),
            article_labels=(attribute("genre", "news", "opinion"),),
        ),
        **values,
    )


def article(text: str = TEXT, *, copy: int = 0, name: str | None = None, **values: Any) -> Article:
    """The article of that text, named by its digest unless told."""
    sha256 = digest(text)
    return Article(article_key(sha256, copy), name or f"{sha256[:12]}-{copy}", sha256, len(text), **values)


def fragments(*places: tuple[int, int] | Span) -> Fragments:
    """Fragments from (start, end) pairs of code points."""
    return join(place if isinstance(place, Span) else Span(*place) for place in places)


def _common(
    kind: str, of: Article | ArticleKey, places: Sequence[tuple[int, int] | Span], values: Any
) -> dict[str, Any]:
    owner = values.pop("owner", SHARED if kind == "region" else SARA.id)
    return {
        "id": AnnotationId(IDS.make()),
        "article": of.key if isinstance(of, Article) else of,
        "fragments": fragments(*places),
        "owner": owner,
        "annotator": owner if owner.startswith("0") else SARA.id,
        "created": AT,
        "modified": AT,
        **values,
    }


def entity(
    of: Article | ArticleKey, *places: tuple[int, int] | Span, label: str = "PERS", **values: Any
) -> EntityMention:
    """An entity mention of Sara's, «محمد جواد ظريف» of TEXT by default."""
    return EntityMention(label=label, **_common("entity", of, places or ((27, 41),), values))


def claim(of: Article | ArticleKey, *places: tuple[int, int] | Span, label: str = "claim", **values: Any) -> Claim:
    """A claim of Sara's, on «بلاده لن تتفاوض تحت الضغط» of TEXT by default."""
    return Claim(label=label, **_common("claim", of, places or ((45, 70),), values))


def region(of: Article | ArticleKey, *places: tuple[int, int] | Span, label: str = "HEADLINE", **values: Any) -> Region:
    """A region, shared, on the first word of TEXT by default."""
    return Region(label=label, **_common("region", of, places or ((0, 3),), values))


def filled_by(thing: AnyAnnotation | Referent | Span) -> Filler:
    """The filler that names a mention, a claim, a referent or a span."""
    match thing:
        case Referent():
            return Filler(referent=thing.id)
        case Span():
            return Filler(fragments=(thing,))
        case _:
            return Filler(annotation=thing.id)


def relation(
    head: AnyAnnotation | AnnotationId, tail: AnyAnnotation | AnnotationId, *, label: str = "supports", **values: Any
) -> Relation:
    """A relation of Sara's from head to tail."""
    ends = [end if isinstance(end, str) else end.id for end in (head, tail)]
    common: dict[str, Any] = {"owner": SARA.id, "annotator": SARA.id, "created": AT, "modified": AT, **values}
    return Relation(id=RelationId(IDS.make()), label=label, head=ends[0], tail=ends[1], **common)


def referent(name: str = "محمد جواد ظريف", **values: Any) -> Referent:
    """A referent by that name."""
    return Referent(name=name, **{"id": ReferentId(IDS.make()), "label": "PERS", **values})


def cluster(name: str | None = None) -> Cluster:
    """A cluster of claims."""
    return Cluster(id=ClusterId(IDS.make()), name=name)


def content(text: str = TEXT, *annotations: AnyAnnotation | Relation, copy: int = 0, **values: Any) -> ArticleContent:
    """An article whole; build the annotations on `article(text, copy=copy)`."""
    return ArticleContent(
        article=article(text, copy=copy, **values),
        text=text,
        entities=tuple(one for one in annotations if isinstance(one, EntityMention)),
        claims=tuple(one for one in annotations if isinstance(one, Claim)),
        regions=tuple(one for one in annotations if isinstance(one, Region)),
        relations=tuple(one for one in annotations if isinstance(one, Relation)),
    )


def change(before: Thing | None, after: Thing | None, *, base: StepId | None = None) -> Change:
    """The change from one value of a thing to another: made when before is None, deleted when after is None."""
    thing = cast("Thing", after if after is not None else before)
    owner = getattr(thing, "owner", SHARED)
    if isinstance(thing, Scheme):
        target = "scheme"
    else:
        target = thing.key if isinstance(thing, Article) else thing.id
    return Change(KIND_OF_TYPE[type(thing)], target, owner, before, after, base)


def step(*changes: Change, name: str = "annotate", by: Annotator = SARA, ids: IdSource = IDS, **values: Any) -> Step:
    """One gesture of Sara's."""
    return Step(StepId(ids.make()), values.pop("device", DEVICE), by.id, AT, name, changes, **values)


def new_project(path: Path, *texts: str, by: Annotator = SARA) -> ProjectFile:
    """A new project file with these texts imported as articles, in this order."""
    project = ProjectFile.create(path, scheme=scheme(), name="تجربة", annotator=by, device=DEVICE)
    if texts:
        put(project, *(content(text) for text in texts))
    return project


def put(project: ProjectFile, *contents: ArticleContent, by: Annotator = SARA) -> Step:
    """Bring whole articles into the file as one import."""
    writer = project.begin_import(source="test", annotator=by.id, device=DEVICE)
    writer.add(contents)
    return writer.finish(AT)


@contextmanager
def no_commit(project: ProjectFile) -> Iterator[None]:
    """A disk that takes nothing: SQLite refuses every commit of this opening."""

    def answer(action: int, what: str | None, *_: str | None) -> int:
        is_commit = action == sqlite3.SQLITE_TRANSACTION and what == "COMMIT"
        return sqlite3.SQLITE_DENY if is_commit else sqlite3.SQLITE_OK

    connection = project._line.connection
    connection.set_authorizer(answer)
    try:
        yield
    finally:
        connection.set_authorizer(None)
