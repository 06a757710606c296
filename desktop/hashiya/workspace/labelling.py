"""Label all: every other occurrence of a mention, to be looked through, and marked as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from hashiya.domain.annotation import EntityMention, Layer
from hashiya.domain.article import Article, Status
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import SHARED, AnnotationId, AnnotatorId, ArticleKey, ReferentId
from hashiya.domain.span import hull
from hashiya.domain.step import Change, Kind
from hashiya.storage.finding import Reaching, StoppedError
from hashiya.workspace.hits import Seen
from hashiya.workspace.marks import shortened, with_status
from hashiya.workspace.placing import offered
from hashiya.workspace.queries import Hit, Query, Stop
from hashiya.workspace.record import Outcome, Record, now
from hashiya.workspace.searching import Searching

__all__ = ["Choice", "Conflict", "Labelling", "Occurrence"]

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""

State = Literal["free", "same", "inside", "conflict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An annotation that stands where an occurrence is: its id, label and words."""

    annotation: AnnotationId
    label: str
    text: str


class Occurrence(Struct, frozen=True, kw_only=True, gc=False):
    """One place with the words; `same` is marked already, `conflict` has another label there, or edges that cross.

    `inside` stands in a wider mention, or around a smaller one, where the scheme lets it: `conflicts` tell of them.

    `spelling` is how it is written there, by which those that look alike are told.
    """

    hit: Hit
    state: State
    spelling: str
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An occurrence that shall be marked, with which label and for which referent."""

    occurrence: Occurrence
    label: str
    referent: ReferentId | None = None


class Labelling:
    """Finds the occurrences of a mention and marks those that were chosen; any thread may ask, one at a time."""

    def __init__(self, record: Record, searching: Searching) -> None:
        self._record = record
        self._searching = searching

    def occurrences(
        self, of: EntityMention | tuple[str, str], *, scope: ArticleKey | None = None, stop: Stop | None = None
    ) -> list[Occurrence]:
        """Every place with the words of the mention, or of (text, label), but the mention itself and boilerplate.

        None of them when it was stopped.
        """
        if isinstance(of, EntityMention):
            (text,), label, itself = self._searching.words_of([(of.article, of.fragments)]), of.label, of.id
        else:
            (text, label), itself = of, None
        found = self._searching.all(Query(text=text, scope=scope), stop=stop) or []
        wanted = [one for one in found if not one.there or not (one.hit.boilerplate or _is(itself, one))]
        # Asked for all at once: where ten thousand are marked otherwise, each would be a statement.
        there = {
            one.id: (seen.hit.article, one.fragments)
            for seen in wanted
            if seen.there
            for one in _in_the_way(seen, label)
        }
        words = dict(zip(there, self._searching.words_of(list(there.values())), strict=True)) if there else {}
        return [self._occurrence(one, label, words) for one in wanted]

    def _occurrence(self, seen: Seen, label: str, words: Mapping[AnnotationId, str]) -> Occurrence:
        hit = seen.hit
        if not seen.there:
            return Occurrence(hit=hit, state="free", spelling=hit.text)
        there = _in_the_way(seen, label)
        if not there:
            state: State = "same" if any(one.kind is Kind.ENTITY for one in seen.there) else "free"
            return Occurrence(hit=hit, state=state, spelling=hit.text)
        conflicts = tuple(Conflict(annotation=one.id, label=one.label, text=shortened(words[one.id])) for one in there)
        nests = self._record.scheme.entities.overlap != "none"
        is_inside = nests and all(_is_nested(one, hit) and hull(one.fragments) != hit.span for one in there)
        return Occurrence(hit=hit, state="inside" if is_inside else "conflict", spelling=hit.text, conflicts=conflicts)

    def apply(
        self, choices: Sequence[Choice], *, progress: Progress | None = None, stop: Stop | None = None
    ) -> Outcome:
        """Mark the chosen places in one step, on a connection of its own; those that are marked so by now are left out.

        A refusal, and nothing written, when one cannot stand there or when it was stopped. Whoever holds the
        workspace hears of the step at its next `poll`.
        """
        if self._record.project.read_only:
            return Refusal("read_only")
        if self._record.annotator is None:
            return Refusal("no_annotator")
        if stop and stop():
            return Refusal("stopped")

        def watching(done: int, of: int) -> bool:
            if progress:
                progress(done, of)
            return not (stop and stop())

        try:
            with self._record.project.beside(watching) as project:
                record = Record(project, self._record.annotator, self._record.device)
                return self._take(record, choices)
        except StoppedError:
            return Refusal("stopped")

    def _take(self, record: Record, choices: Sequence[Choice]) -> Outcome:
        refusal = _refusal(record, choices)
        if refusal:
            return refusal
        articles = _articles(record, choices)
        if isinstance(articles, Refusal):
            return articles
        wanted = self._still_wanted(record, choices)
        if isinstance(wanted, Refusal):
            return wanted
        if not wanted:
            return Refusal("nothing_to_change")
        time, ids = now(), record.project.ids
        made = [
            _mention(choice, AnnotationId(one), record.me, time)
            for choice, one in zip(wanted, ids.several(len(wanted)), strict=True)
        ]
        changes = [Change(Kind.ENTITY, one.id, one.owner, None, one) for one in made]
        first = wanted[0]
        touched = dict.fromkeys(one.article for one in made)
        return record.take(
            "label_all",
            [*changes, *_begun(record, [articles[key] for key in touched])],
            count=len(changes),
            label=first.label,
            layer=Layer.ENTITIES.value,
            text=shortened(first.occurrence.hit.text),
            article=first.occurrence.hit.article,
        )

    def _still_wanted(self, record: Record, choices: Sequence[Choice]) -> list[Choice] | Refusal:
        """The choices without those that are marked the same by now; a refusal when the scheme lets one not stand."""
        rule = record.scheme.entities.overlap
        wanted, taken = [], set()
        for choice, there in zip(choices, self._searching.there([c.occurrence.hit for c in choices]), strict=True):
            hit = choice.occurrence.hit
            place = (hit.article, hit.span, choice.label)
            mentions = [one for one in there if one.kind is Kind.ENTITY and one.owner == record.me]
            if place in taken or any(_is_at(one, hit) and one.label == choice.label for one in mentions):
                continue
            for one in mentions:
                if rule == "none" or (rule == "nested" and not _is_nested(one, hit)):
                    return Refusal("overlap", {"label": one.label, "layer": Layer.ENTITIES.value})
            taken.add(place)
            wanted.append(choice)
        return wanted


def _refusal(record: Record, choices: Sequence[Choice]) -> Refusal | None:
    """Why one of the labels or referents cannot be given."""
    for label in dict.fromkeys(choice.label for choice in choices):
        allowed = offered(record.scheme, Layer.ENTITIES, label)
        if isinstance(allowed, Refusal):
            return allowed
    known = record.referents()
    for referent in dict.fromkeys(choice.referent for choice in choices):
        if referent is not None and (referent not in known or known[referent].removed):
            return Refusal("gone")
    return None


def _articles(record: Record, choices: Sequence[Choice]) -> dict[str, Article] | Refusal:
    """The articles of the choices by key; a refusal when one is not there any more."""
    keys = dict.fromkeys(choice.occurrence.hit.article for choice in choices)
    found = record.project.things(Kind.ARTICLE, keys)
    articles = {key: one for key, one in found.items() if isinstance(one, Article) and not one.removed}
    return articles if len(articles) == len(keys) else Refusal("gone")


def _begun(record: Record, articles: Sequence[Article]) -> list[Change]:
    """The changes that put those of the articles in progress that nobody touched yet."""
    new = [one for one in articles if one.status is Status.NEW]
    last = record.project.last_changes([one.key for one in new])
    return [
        Change(Kind.ARTICLE, one.key, SHARED, one, with_status(one, Status.IN_PROGRESS, record.me), last.get(one.key))
        for one in new
    ]


def _in_the_way(seen: Seen, label: str) -> list[Reaching]:
    """The mentions that reach into the hit; none when it is marked the same already."""
    there = [one for one in seen.there if one.kind is Kind.ENTITY]
    return [] if any(_is_at(one, seen.hit) and one.label == label for one in there) else there


def _is(mention: AnnotationId | None, seen: Seen) -> bool:
    """Whether the hit is the mention itself."""
    return any(one.id == mention and _is_at(one, seen.hit) for one in seen.there)


def _is_at(one: Reaching, hit: Hit) -> bool:
    """Whether the annotation has exactly the edges of the hit."""
    return one.fragments == (hit.span,)


def _is_nested(one: Reaching, hit: Hit) -> bool:
    """Whether one of the mention and the hit holds the other."""
    span = hull(one.fragments)
    return span.contains(hit.span) or hit.span.contains(span)


def _mention(choice: Choice, identifier: AnnotationId, me: AnnotatorId, time: str) -> EntityMention:
    hit = choice.occurrence.hit
    return EntityMention(
        id=identifier,
        article=hit.article,
        label=choice.label,
        fragments=(hit.span,),
        owner=me,
        annotator=me,
        referent=choice.referent,
        created=time,
        modified=time,
    )
