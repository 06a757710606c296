"""Words, sentences and clauses of one text, found once and by paragraph, as far as they are asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from hashiya.arabic.clusters import snap_to_clusters
from hashiya.arabic.proclitics import Known, cycle, nothing_known, stems
from hashiya.arabic.sentences import clauses, quotations, sentences
from hashiya.arabic.words import containing, first_after, last_before, words
from hashiya.domain.span import Span

_BREAK = re.compile("[\n\r\u0085\u2029]")


class Line:
    """One line of the text, [start, end), and what is in it; a paragraph when it is not blank."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self.start, self.end = start, end

    @cached_property
    def words(self) -> tuple[Span, ...]:
        return words(self._text, self.start, self.end)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return sentences(self._text, self.start, self.end)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        return clauses(self._text, self.start, self.end)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        return quotations(self._text, self.start, self.end)

    @cached_property
    def paragraph(self) -> Span | None:
        """The line without white space at its edges; None when it is blank."""
        if not self.sentences:
            return None
        return Span(self.sentences[0].start, self.sentences[-1].end)


class TextIndex:
    """What the keys and the mouse need of one text: the unit at a place, the next one, the next greater one."""

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [found.start() for found in _BREAK.finditer(text)]
        self._starts = [0, *(place + 1 for place in breaks)]
        self._ends = [*breaks, len(text)]
        self._lines: dict[int, Line] = {}

    def __len__(self) -> int:
        """How many lines the text has."""
        return len(self._starts)

    def line(self, number: int) -> Line:
        """The line of this number, counted from 0."""
        if number not in self._lines:
            self._lines[number] = Line(self.text, self._starts[number], self._ends[number])
        return self._lines[number]

    def line_number(self, position: int) -> int:
        """The number of the line that the position is in."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def words(self) -> tuple[Span, ...]:
        """Every word of the text."""
        return tuple(word for number in range(len(self)) for word in self.line(number).words)

    def words_in(self, span: Span) -> tuple[Span, ...]:
        """The words that share a character with the span."""
        first, last = self.line_number(span.start), self.line_number(span.end - 1)
        near = (word for number in range(first, last + 1) for word in self.line(number).words)
        return tuple(word for word in near if word.overlaps(span))

    def word_at(self, position: int) -> Span | None:
        """The word that the caret is in; at the end of a word it counts as in it."""
        return containing(self._line_at(position).words, position)

    def sentence_at(self, position: int) -> Span | None:
        """The sentence that the caret is in."""
        return containing(self._line_at(position).sentences, position)

    def clause_at(self, position: int) -> Span | None:
        """The innermost clause that the caret is in."""
        around = [clause for clause in self._line_at(position).clauses if clause.start <= position <= clause.end]
        return max(around, key=lambda clause: clause.start, default=None)

    def paragraph_at(self, position: int) -> Span | None:
        """The paragraph that the caret is in."""
        return self._line_at(position).paragraph

    def next_word(self, position: int) -> Span | None:
        """The first word that begins after the position."""
        for number in range(self.line_number(position), len(self)):
            if found := first_after(self.line(number).words, position):
                return found
        return None

    def previous_word(self, position: int) -> Span | None:
        """The last word that begins before the position."""
        for number in range(self.line_number(position), -1, -1):
            if found := last_before(self.line(number).words, position):
                return found
        return None

    def next_sentence(self, position: int) -> Span | None:
        """The first sentence that begins after the position."""
        for number in range(self.line_number(position), len(self)):
            if found := first_after(self.line(number).sentences, position):
                return found
        return None

    def previous_sentence(self, position: int) -> Span | None:
        """The last sentence that begins before the position."""
        for number in range(self.line_number(position), -1, -1):
            if found := last_before(self.line(number).sentences, position):
                return found
        return None

    def next_paragraph(self, position: int) -> Span | None:
        """The first paragraph that begins after the position."""
        for number in range(self.line_number(position), len(self)):
            paragraph = self.line(number).paragraph
            if paragraph and paragraph.start > position:
                return paragraph
        return None

    def previous_paragraph(self, position: int) -> Span | None:
        """The last paragraph that begins before the position."""
        for number in range(self.line_number(position), -1, -1):
            paragraph = self.line(number).paragraph
            if paragraph and paragraph.start < position:
                return paragraph
        return None

    def snapped(
        self, span: Span, known: Known = nothing_known, *, confirmed: Known = nothing_known, stem: bool = True
    ) -> Span:
        """The span grown to whole words, the first one without its proclitic; to whole letters where it has no word.

        A span that begins behind what may be a proclitic, with a remainder that is a word, keeps that beginning: of
        «ولروسيا» one may take «روسيا», of «لافروف» never «افروف».
        """
        inside = self.words_in(span)
        if not inside:
            return snap_to_clusters(self.text, span)
        first, end = inside[0], inside[-1].end
        if not stem:
            starts = [choice.start for choice in stems(self.text, first)]
            return Span(span.start if span.start in starts else first.start, end)
        choices = cycle(self.text, first, known, confirmed=confirmed)
        inner = [choice.start for choice in choices if choice.start > first.start]
        return Span(span.start if span.start in inner else choices[0].start, end)

    def grow(self, span: Span) -> Span:
        """The next greater unit: word, clause, the clause around it, quotation, sentence, paragraph; then itself.

        A word that has lost its proclitic counts as a whole word.
        """
        snapped = self.snapped(span, stem=False)
        if snapped != span and snapped.contains(span):
            return snapped
        line = self._line_at(span.start)
        units = [*line.clauses, *line.quotations, *line.sentences]
        if line.paragraph:
            units.append(line.paragraph)
        greater = [unit for unit in units if unit.contains(span) and unit != span]
        return min(greater, key=len, default=span)

    def _line_at(self, position: int) -> Line:
        return self.line(self.line_number(position))


def grow(text: str, span: Span) -> Span:
    """The next greater unit around the span; a text that is asked often has a TextIndex."""
    return TextIndex(text).grow(span)
