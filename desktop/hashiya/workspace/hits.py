"""From candidates to hits: raw spans without proclitics, their context, and what is marked there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from hashiya.arabic.clusters import cluster_end
from hashiya.arabic.words import words
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotatorId, ArticleKey
from hashiya.domain.span import Span, hull
from hashiya.domain.step import Kind
from hashiya.storage.finding import Candidate, Finder, Reaching, Text
from hashiya.workspace.matching import Found, Pattern
from hashiya.workspace.queries import Hit, Query

CONTEXT = 60
"""How many code points of its line stand before and after a hit at most."""
_MARGIN = 2 * CONTEXT
"""What is read around a hit: its context, and its whole words."""

_LAYER_OF = {Kind.ENTITY: Layer.ENTITIES, Kind.CLAIM: Layer.CLAIMS, Kind.REGION: Layer.REGIONS}


class Seen(NamedTuple):
    """A hit with the annotations that reach into it."""

    hit: Hit
    there: tuple[Reaching, ...]


class _Place(NamedTuple):
    """A place in a text before its raw letters were looked at: where its first and its last letter stand.

    `glued` tells that something stands before it in its word, of which the pattern knows whether it is a proclitic.
    """

    candidate: Candidate
    start: int
    last: int
    glued: bool
    pattern: Pattern


class HitReader:
    """Reads the hits of one query in candidates; `owner` None takes everybody's work for one's own."""

    def __init__(self, finder: Finder, query: Query, *, owner: AnnotatorId | None, dimmed: frozenset[str]) -> None:
        self._finder = finder
        self._query = query
        self._owner = owner
        self._dimmed = dimmed
        self._exact = query.text.strip() if query.spelling == "exact" else None
        self.pattern = Pattern.of(query.text, edges=query.words, proclitics=query.proclitics)
        self._patterns = (self.pattern,) if query.phrase else self.pattern.single()

    def read(self, candidates: Sequence[Candidate]) -> list[Seen]:
        """The hits in these articles, in their order."""
        texts = self._finder.texts(dict.fromkeys(one.number for one in candidates))
        places = [
            place
            for candidate in candidates
            if candidate.number in texts
            for place in self._places(candidate, texts[candidate.number])
        ]
        hits = self._hits(places)
        reaching = self._reaching(hits)
        seen = [self._seen(hit, reaching[n]) for n, hit in enumerate(hits)]
        if self._query.among == "annotations":
            digests = {one.article: one.sha256 for one in candidates}
            return self._annotations(seen, digests)
        return [one for one in seen if self._is_wanted(one)]

    # Places

    def _places(self, candidate: Candidate, text: Text) -> list[_Place]:
        """Where the words stand in the text: each of them somewhere, when they need not follow each other."""
        found: list[tuple[Found, Pattern]] = []
        for pattern in self._patterns:
            some = [(one, pattern) for one in pattern.places(text.folded)]
            if not some:
                return []
            found += some
        if len(self._patterns) > 1:
            found = sorted(dict(found).items(), key=itemgetter(0))
        raw = text.shifts.raw_index if text.shifts else int
        return [
            _Place(candidate, raw(start), raw(end - 1), glued > 0, pattern) for (start, end, glued), pattern in found
        ]

    def _hits(self, places: Sequence[_Place]) -> list[Hit]:
        begins = [max(0, place.start - _MARGIN) for place in places]
        excerpts = self._finder.excerpts(
            [
                (place.candidate.sha256, begin, place.last + _MARGIN - begin)
                for place, begin in zip(places, begins, strict=True)
            ]
        )
        hits = (self._hit(*one) for one in zip(places, begins, excerpts, strict=True))
        return [hit for hit in hits if hit is not None]

    def _hit(self, place: _Place, begin: int, excerpt: str) -> Hit | None:
        """The hit, if what stands before it in its word is a proclitic."""
        start, end = place.start - begin, cluster_end(excerpt, place.last - begin + 1)
        around = _words_around(excerpt, start, end)
        if place.glued and not place.pattern.accepts(excerpt, around, start):
            return None
        text = excerpt[start:end]
        if self._exact is not None and text != self._exact:
            return None
        candidate = place.candidate
        return Hit(
            article=candidate.article,
            article_id=candidate.id,
            title=candidate.title,
            span=Span(begin + start, begin + end),
            word=Span(begin + around.start, begin + around.end),
            before=_before(excerpt, start),
            text=text,
            after=_after(excerpt, end),
        )

    # What is there

    def _reaching(self, hits: Sequence[Hit]) -> list[list[Reaching]]:
        there: list[list[Reaching]] = [[] for _ in hits]
        places = [(hit.article, hit.span.start, hit.span.end) for hit in hits]
        for one in self._finder.reaching(places, self._owner):
            if any(piece.overlaps(hits[one.place].span) for piece in one.fragments):
                there[one.place].append(one)
        return there

    def _seen(self, hit: Hit, there: Iterable[Reaching]) -> Seen:
        found = tuple(there)
        if not found:
            return Seen(hit, found)
        dimmed = any(one.kind is Kind.REGION and one.label in self._dimmed for one in found)
        marks = tuple(one.id for one in found if one.kind is not Kind.REGION)
        return Seen(replace(hit, boilerplate=dimmed, marks=marks), found)

    def _is_wanted(self, seen: Seen) -> bool:
        query = self._query
        return (query.labels is None and query.layer is None) or any(self._has_label(one) for one in seen.there)

    def _has_label(self, one: Reaching) -> bool:
        query = self._query
        return (query.layer is None or _LAYER_OF[one.kind] is query.layer) and (
            query.labels is None or one.label in query.labels
        )

    def _annotations(self, seen: Sequence[Seen], digests: dict[ArticleKey, str]) -> list[Seen]:
        """The annotations that contain the hits, each once, with their own words in their context."""
        found: dict[str, tuple[Seen, Reaching]] = {}
        for one in seen:
            for annotation in one.there:
                if self._has_label(annotation) and any(piece.contains(one.hit.span) for piece in annotation.fragments):
                    found.setdefault(annotation.id, (one, annotation))
        spans = [hull(annotation.fragments) for _, annotation in found.values()]
        begins = [max(0, span.start - _MARGIN) for span in spans]
        excerpts = self._finder.excerpts(
            [
                (digests[one.hit.article], begin, span.end + _MARGIN - begin)
                for (one, _), begin, span in zip(found.values(), begins, spans, strict=True)
            ]
        )
        return [
            Seen(_of_annotation(one.hit, annotation, begin, excerpt), one.there)
            for (one, annotation), begin, excerpt in zip(found.values(), begins, excerpts, strict=True)
        ]


def _of_annotation(hit: Hit, annotation: Reaching, begin: int, excerpt: str) -> Hit:
    """The hit that is the annotation itself."""
    span = hull(annotation.fragments)
    start, end = span.start - begin, span.end - begin
    return replace(
        hit,
        span=span,
        word=span,
        before=_before(excerpt, start),
        text=excerpt[start:end],
        after=_after(excerpt, end),
        annotation=annotation.id,
    )


def _words_around(excerpt: str, start: int, end: int) -> Span:
    """The words that the place reaches into; the place itself where there is none."""
    first, last = start, end
    while first > 0 and not excerpt[first - 1].isspace():
        first -= 1
    while last < len(excerpt) and not excerpt[last].isspace():
        last += 1
    inside = [word for word in words(excerpt, first, last) if word.start < end and start < word.end]
    return Span(min(inside[0].start, start), max(inside[-1].end, end)) if inside else Span(start, end)


def _before(excerpt: str, start: int) -> str:
    """What stands before the place in its line, cut where a word begins."""
    begin = max(excerpt.rfind("\n", 0, start) + 1, 0)
    if start - begin > CONTEXT:
        space = excerpt.find(" ", start - CONTEXT, start)
        begin = space + 1 if space >= 0 else start - CONTEXT
    return excerpt[begin:start]


def _after(excerpt: str, end: int) -> str:
    """What stands after the place in its line, cut where a word ends."""
    line = excerpt.find("\n", end)
    stop = len(excerpt) if line < 0 else line
    if stop - end > CONTEXT:
        space = excerpt.rfind(" ", end, end + CONTEXT)
        stop = space if space > end else end + CONTEXT
    return excerpt[end:stop]
