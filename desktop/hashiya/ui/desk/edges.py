"""Where edges may go: by word and by letter, the start of a span without its proclitic. Pure; code points."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from hashiya.arabic.clusters import next_cluster, previous_cluster
from hashiya.arabic.index import TextIndex
from hashiya.arabic.proclitics import Known, default_stem, nothing_known, turned, vocabulary
from hashiya.domain.span import Span

BLANKS = " \t\n\u00a0"
OPENING = BLANKS + '"“”«»‘’:،'
CLOSING = BLANKS + '"“”«»‘’.،؛:'


class Manner(NamedTuple):
    """How words are taken: which are known to stand alone, besides the text's own, and which stems were confirmed."""

    known: Known = nothing_known
    confirmed: Known = nothing_known


PLAIN = Manner()


@lru_cache(maxsize=4)
def _vocabulary(text: str) -> frozenset[str]:
    return vocabulary([text])


def known_words(index: TextIndex, manner: Manner = PLAIN) -> Known:
    """Tells whether a word stands alone somewhere in the text or the project: a remainder that equals it is a word."""
    here = _vocabulary(index.text)
    return lambda word: word in here or manner.known(word)


def stem(index: TextIndex, word: Span, manner: Manner = PLAIN) -> Span:
    """The word as the annotator took it before, else without its proclitic where that is sure."""
    return default_stem(index.text, word, known_words(index, manner), confirmed=manner.confirmed)


def stem_at(index: TextIndex, position: int, manner: Manner = PLAIN) -> Span | None:
    """The word at the caret without its proclitic; None where no word is."""
    word = index.word_at(position)
    return stem(index, word, manner) if word else None


def snapped(index: TextIndex, span: Span, manner: Manner = PLAIN) -> Span:
    """The span grown to whole words, the first without its proclitic."""
    return index.snapped(span, known_words(index, manner), confirmed=manner.confirmed)


def moved_edge(index: TextIndex, span: Span, *, at_end: bool, outward: bool, manner: Manner = PLAIN) -> Span | None:
    """The span with one edge moved by a word; None where it cannot move."""
    if at_end:
        return _end_moved(index, span, outward=outward)
    if outward:
        word = index.word_at(span.start)
        begins_inside = word is not None and word.start < span.start < word.end
        previous = index.previous_word(word.start if word and begins_inside else span.start)
        return Span(stem(index, previous, manner).start, span.end) if previous else None
    inside = index.words_in(span)
    return Span(stem(index, inside[1], manner).start, span.end) if len(inside) > 1 else None


def _end_moved(index: TextIndex, span: Span, *, outward: bool) -> Span | None:
    if not outward:
        inside = index.words_in(span)
        return Span(span.start, inside[-2].end) if len(inside) > 1 else None
    word = index.word_at(span.end)
    if word is not None and word.start < span.end < word.end:
        return Span(span.start, word.end)
    following = index.next_word(span.end - 1)
    return Span(span.start, following.end) if following else None


def moved_by_letter(text: str, span: Span, *, at_end: bool) -> Span | None:
    """The span with one edge one letter farther out; None at the text's end."""
    if at_end:
        end = next_cluster(text, span.end)
        return Span(span.start, end) if end > span.end else None
    start = previous_cluster(text, span.start)
    return Span(start, span.end) if start < span.start else None


def next_stem(index: TextIndex, span: Span, manner: Manner = PLAIN) -> Span | None:
    """The span with the next choice of its first word's proclitics; None when there is only one."""
    turned_span = turned(index.text, span, known_words(index, manner))
    return turned_span if turned_span != span else None


def beside(index: TextIndex, position: int, unit: str, *, forward: bool) -> Span | None:
    """The next or previous word, sentence or paragraph from the position."""
    if forward:
        following = {"word": index.next_word, "sentence": index.next_sentence, "paragraph": index.next_paragraph}
        return following[unit](position)
    before = {"word": index.previous_word, "sentence": index.previous_sentence, "paragraph": index.previous_paragraph}
    return before[unit](position)


def content_of(text: str, span: Span) -> Span:
    """What a claim's content is of selected words: without white space, quotation marks and a closing stop."""
    start, end = span.start, span.end
    while start < end - 1 and text[start] in OPENING:
        start += 1
    while end > start + 1 and text[end - 1] in CLOSING:
        end -= 1
    return Span(start, end)
