"""From candidates to hits: raw spans without proclitics, their context, and what is marked there already."""

from __future__ import annotations

import re
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

_KEPT = 10_000
_SPACE = re.compile("[ \n]")
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
        self._known: dict[tuple[str, int, int, Pattern | None], Span | None] = {}
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
        found = []
        for place in places:
            begin = max(0, place.start - _MARGIN)
            excerpt = self._finder.excerpt(place.candidate.sha256, begin, place.last + _MARGIN)
            hit = self._hit(place, begin, excerpt)
            if hit:
                found.append(hit)
        return found

    def _hit(self, place: _Place, begin: int, excerpt: str) -> Hit | None:
        """The hit, if what stands before it in its word is a proclitic."""
        start, end = place.start - begin, cluster_end(excerpt, place.last - begin + 1)
        text = excerpt[start:end]
        if self._exact is not None and text != self._exact:
            return None
        first, last = _run(excerpt, start, end)
        around = self._around(excerpt[first:last], start - first, end - first, place.pattern if place.glued else None)
        if around is None:
            return None
        candidate, shift = place.candidate, begin + first
        return Hit(
            article=candidate.article,
            article_id=candidate.id,
            title=candidate.title,
            span=Span(begin + start, begin + end),
            word=Span(shift + around.start, shift + around.end),
            before=_before(excerpt, start),
            text=text,
            after=_after(excerpt, end),
        )

    def _around(self, run: str, start: int, end: int, glued_to: Pattern | None) -> Span | None:
        """The words around the place in its run of characters; None when what is before it there is no proclitic.

        The same few words come again and again: what was found of one is kept.
        """
        key = (run, start, end, glued_to)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            around = _words_around(run, start, end)
            self._known[key] = around if glued_to is None or glued_to.accepts(run, around, start) else None
        return self._known[key]

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
        return [
            Seen(self._of_annotation(one.hit, annotation, digests[one.hit.article]), one.there)
            for one, annotation in found.values()
        ]

    def _of_annotation(self, hit: Hit, annotation: Reaching, digest: str) -> Hit:
        """The hit that is the annotation itself, with its own words in their context."""
        span = hull(annotation.fragments)
        begin = max(0, span.start - _MARGIN)
        excerpt = self._finder.excerpt(digest, begin, span.end + _MARGIN)
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


def _run(excerpt: str, start: int, end: int) -> tuple[int, int]:
    """From the space before the place to the one after it."""
    after = _SPACE.search(excerpt, end)
    first = max(excerpt.rfind(" ", 0, start), excerpt.rfind("\n", 0, start)) + 1
    return first, after.start() if after else len(excerpt)


def _words_around(excerpt: str, start: int, end: int) -> Span:
    """The words that the place reaches into; the place itself where there is none."""
    inside = [word for word in words(excerpt) if word.start < end and start < word.end]
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
