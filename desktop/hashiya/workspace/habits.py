"""How words are taken in a project: which stand alone in its texts, and with which proclitics they were marked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from hashiya.arabic.folding import fold_text
from hashiya.arabic.proclitics import stems
from hashiya.arabic.words import containing, word_at
from hashiya.arabic.words import words as words_in
from hashiya.domain.ids import AnnotatorId, ArticleKey
from hashiya.domain.span import Span
from hashiya.storage.project import ProjectFile
from hashiya.storage.reads import MentionRow, Reads

GoOn = Callable[[], bool]
REST = 0.001
"""Seconds of rest after each article, in which the window comes first."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of a project's words, all folded: those that stand alone, and the first words of mentions as taken.

    Of each word the choice that the annotator made last holds.
    """

    words: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()


def read_habits(project: ProjectFile, me: AnnotatorId, go_on: GoOn) -> Habits | None:
    """Read them from the index and from the annotator's own mentions, in any thread; None when it was stopped."""
    snapshot = project.snapshot()
    try:
        return _read(snapshot.reads, me, go_on)
    finally:
        snapshot.close()


def _read(reads: Reads, me: AnnotatorId, go_on: GoOn) -> Habits | None:
    mine: dict[ArticleKey, list[MentionRow]] = {}
    for row in reads.mention_rows():
        if row[-1] == me:
            mine.setdefault(row[0], []).append(row)
    words = frozenset(reads.folded_words())
    choices: list[tuple[str, Taken]] = []
    for article, marks in mine.items():
        if not go_on():
            return None
        text = reads.text(article)
        # Of the whole text at once: a long one may hold thousands of marks.
        found = words_in(text)
        for _, identifier, _, start, end, *_ in marks:
            taken = _taken(text, Span(start, end), containing(found, start))
            if taken is not None:
                choices.append((identifier, taken))
        time.sleep(REST)
    chosen: set[str] = set()
    # Ids are in the order in which the mentions were made.
    for _, (stem, others) in sorted(choices):
        chosen.difference_update(others)
        chosen.add(stem)
    return Habits(words, frozenset(chosen))


Taken = tuple[str, tuple[str, ...]]
"""Of a mention's first word: the stem that was taken, and every stem that could have been; folded."""


def taken_of(text: str, span: Span) -> Taken | None:
    """How a mark took its first word; None when it begins in none."""
    return _taken(text, span, word_at(text, span.start))


def _taken(text: str, span: Span, word: Span | None) -> Taken | None:
    if word is None or word.end <= span.start:
        return None
    possible = tuple(fold_text(choice.of(text)) for choice in stems(text, word))
    return fold_text(text[span.start : min(word.end, span.end)]), possible
