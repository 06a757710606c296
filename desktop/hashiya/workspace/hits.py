"""From candidates to hits: raw spans without proclitics, their context, and what is marked there already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hashiya.arabic.clusters import cluster_end
from hashiya.arabic.words import words
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotatorId, ArticleKey
from hashiya.domain.span import Span, hull
from hashiya.domain.step import Kind
from hashiya.storage.finding import Candidate, Finder, Needed, Reaching
from hashiya.storage.text import Text
from hashiya.workspace.matching import Found, Pattern, alone, ambiguous
from hashiya.workspace.queries import Hit, Query

CONTEXT = 60
"""How many code points of its line stand before and after a hit at most."""
_MARGIN = 2 * CONTEXT
"""What is read around a hit: its context, and its whole words."""

_KEPT = 10_000
_JUDGED = 3  # letters that a word has of which the project's words are asked
_PLAIN = "\u02ff"
"""Up to here no character belongs to the letter before it."""
_SPACE = re.compile("[ \n]")
_LAYER_OF = {Kind.ENTITY: Layer.ENTITIES, Kind.CLAIM: Layer.CLAIMS, Kind.REGION: Layer.REGIONS}


_InRun = tuple[str, int, int, Pattern | None]
"""A place: its run of characters, its start and end in it, and the pattern to which what is before it is glued."""


class Looking(NamedTuple):
    """Whose hits of a query are to be read in which articles; `owner` None takes everybody's work for one's own."""

    query: Query
    owner: AnnotatorId | None
    candidates: Sequence[Candidate]


class Seen(NamedTuple):
    """A hit with the annotations that reach into it."""

    hit: Hit
    there: tuple[Reaching, ...]


class HitReader:
    """Reads the hits of one query in candidates; `owner` None takes everybody's work for one's own."""

    def __init__(self, finder: Finder, query: Query, *, owner: AnnotatorId | None) -> None:
        self._finder = finder
        self._query = query
        self._owner = owner
        self._dimmed = frozenset(label.key for label in finder.scheme().regions.labels if label.dimmed)
        self._exact = query.text.strip() if query.spelling == "exact" else None
        self.pattern = judged(Pattern.of(query.text, edges=query.words, proclitics=query.proclitics), finder)
        self._known: dict[_InRun, Span | None] = {}
        self._patterns = (self.pattern,) if query.phrase else self.pattern.single()

    def read(self, candidates: Sequence[Candidate]) -> list[Seen]:
        """The hits in these articles, in their order."""
        texts = self._finder.texts(dict.fromkeys(one.number for one in candidates))
        hits = [
            hit
            for candidate in candidates
            if candidate.number in texts
            for hit in self._hits(candidate, texts[candidate.number])
        ]
        reaching = self._reaching(hits)
        seen = [self._seen(hit, reaching[n]) if n in reaching else Seen(hit, ()) for n, hit in enumerate(hits)]
        if self._query.among == "annotations":
            digests = {one.article: one.sha256 for one in candidates}
            return self._annotations(seen, digests)
        if self._query.labels is None and self._query.layer is None:
            return seen
        return [one for one in seen if any(self._has_label(there) for there in one.there)]

    @property
    def needed(self) -> Needed:
        """What the text of every article with a hit has."""
        groups = [group for pattern in self._patterns for group in pattern.needed()]
        return Needed(groups, self.pattern.letters)

    # Places

    def _hits(self, candidate: Candidate, text: Text) -> list[Hit]:
        """The hits in the text: each of the words somewhere, when they need not follow each other."""
        if len(self._patterns) == 1:
            (pattern,) = self._patterns
            return [hit for place in pattern.places_in(text) if (hit := self._hit(candidate, text, place, pattern))]
        return [hit for place, one in self._together(text) if (hit := self._hit(candidate, text, place, one))]

    def _together(self, text: Text) -> list[tuple[Found, Pattern]]:
        """The places of all the words in their order, none when one of the words is not there."""
        found: dict[tuple[int, int, int], tuple[Found, Pattern]] = {}
        for pattern in self._patterns:
            some = {place[:3]: (place, pattern) for place in pattern.places_in(text)}
            if not some:
                return []
            found |= some
        return [found[place] for place in sorted(found)]

    def _hit(self, candidate: Candidate, text: Text, place: Found, pattern: Pattern) -> Hit | None:
        """The hit, if what stands before it in its word is a proclitic."""
        folded, ends, glued, byte = place
        first, last = text.raw_places(folded, ends - 1)
        begin = first - _MARGIN if first > _MARGIN else 0
        # What the raw text has more is mostly marks, of two bytes.
        excerpt = text.excerpt(begin, last + _MARGIN, byte + 2 * (first - folded - _MARGIN))
        start, end = first - begin, last + 1 - begin
        if excerpt[end : end + 1] > _PLAIN:
            end = cluster_end(excerpt, end)
        words = excerpt[start:end]
        if self._exact is not None and words != self._exact:
            return None
        # From the space before the place to the one after it: there its words are.
        newline, space = excerpt.rfind("\n", 0, start), _SPACE.search(excerpt, end)
        run = excerpt.rfind(" ", newline + 1, start) + 1 or newline + 1
        piece = excerpt[run : space.start()] if space else excerpt[run:]
        around = self._around((piece, start - run, end - run, pattern if glued else None))
        if around is None:
            return None
        shift = begin + run
        span = Span(first, begin + end)
        is_whole = around.start == start - run and around.end == end - run
        return Hit(
            article=candidate.article,
            article_id=candidate.id,
            span=span,
            word=span if is_whole else Span(shift + around.start, shift + around.end),
            before=_before(excerpt, start, newline),
            text=words,
            after=_after(excerpt, end),
        )

    def _around(self, place: _InRun) -> Span | None:
        """The words around the place in its run of characters; None when what is before it there is no proclitic.

        The same few words come again and again: what was found of one is kept.
        """
        if place not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            run, start, end, glued_to = place
            around = _words_around(run, start, end)
            self._known[place] = around if glued_to is None or glued_to.accepts(run, around, start) else None
        return self._known[place]

    # What is there

    def _reaching(self, hits: Sequence[Hit]) -> dict[int, list[Reaching]]:
        """The annotations that reach into hits, by the hit's number."""
        there: dict[int, list[Reaching]] = {}
        places = [(hit.article, hit.span.start, hit.span.end) for hit in hits]
        for one in self._finder.reaching(places, self._owner):
            if any(piece.overlaps(hits[one.place].span) for piece in one.fragments):
                there.setdefault(one.place, []).append(one)
        return there

    def _seen(self, hit: Hit, there: Sequence[Reaching]) -> Seen:
        found = tuple(there)
        dimmed = any(one.kind is Kind.REGION and one.label in self._dimmed for one in found)
        marks = tuple(one.id for one in found if one.kind is not Kind.REGION)
        return Seen(replace(hit, boilerplate=dimmed, marks=marks), found)

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
            before=_before(excerpt, start, excerpt.rfind("\n", 0, start)),
            text=excerpt[start:end],
            after=_after(excerpt, end),
            annotation=annotation.id,
        )


def judged(pattern: Pattern, finder: Finder) -> Pattern:
    """The pattern that keeps what the project's words tell is no word with a proclitic (لافروف)."""
    if not pattern.words or len(first := pattern.words[0]) < _JUDGED:
        return pattern
    doubted = ambiguous(first)
    known = set(finder.known([*alone(first), *(word for one, tell in doubted for word in (one, *tell))]))
    if not known.isdisjoint(alone(first)):
        return pattern
    kept = frozenset(one for one, tell in doubted if one in known and not known.isdisjoint(tell))
    return pattern.keeping(kept) if kept else pattern


def _words_around(excerpt: str, start: int, end: int) -> Span:
    """The words that the place reaches into; the place itself where there is none."""
    inside = [word for word in words(excerpt) if word.start < end and start < word.end]
    return Span(min(inside[0].start, start), max(inside[-1].end, end)) if inside else Span(start, end)


def _before(text: str, start: int, newline: int) -> str:
    """What stands before the place in its line, which begins after the newline, cut where a word begins."""
    begin = start - CONTEXT
    if begin <= newline + 1:
        return text[newline + 1 : start]
    return text[text.find(" ", begin, start) + 1 or begin : start]


def _after(text: str, end: int) -> str:
    """What stands after the place in its line, cut where a word ends."""
    stop = end + CONTEXT
    line = text.find("\n", end, stop + 1)
    if line < 0 and stop < len(text):
        line = text.rfind(" ", end + 1, stop)
    return text[end : line if line >= 0 else stop]
