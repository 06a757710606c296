"""Selecting with the keyboard: word, clause, sentence, paragraph; edges; proclitics; moving by words and more."""

from __future__ import annotations

from collections.abc import Callable

from hashiya.arabic.direction import first_strong
from hashiya.domain.faults import Refusal
from hashiya.domain.span import Span
from hashiya.ui.desk.desk import Desk
from hashiya.ui.desk.edges import Manner, beside, moved_by_letter, moved_edge, next_stem, snapped, stem_at
from hashiya.ui.desk.reviewing import Reviewing
from hashiya.workspace.record import Outcome


class Selecting:
    """Gestures on the selection, and on the edges of whatever is selected."""

    def __init__(self, desk: Desk, reviewing: Reviewing | None = None) -> None:
        self._desk = desk
        self.reviewing = reviewing

    def actions(self) -> dict[str, Callable[[], None]]:
        """The gestures by action."""
        table: dict[str, Callable[[], None]] = {
            "grow": self.grow,
            "shrink": self.shrink,
            "proclitics": self.cycle_proclitics,
            "edge_left_letter": lambda: self.edge_by_letter(left=True),
            "edge_right_letter": lambda: self.edge_by_letter(left=False),
        }
        for side in ("left", "right"):
            for way in ("out", "in"):
                table[f"edge_{side}_{way}"] = _bound(self.edge, left=side == "left", outward=way == "out")
        for unit in ("word", "sentence", "paragraph"):
            for way in ("next", "previous"):
                table[f"{unit}_{way}"] = _bound(self.move, unit, forward=way == "next", extend=False)
                table[f"{unit}_{way}_extend"] = _bound(self.move, unit, forward=way == "next", extend=True)
        return table

    @property
    def _manner(self) -> Manner:
        return self._desk.manner

    # What a key acts on

    def target(self) -> Span | None:
        """The selected words, else the word at the caret without its proclitic."""
        if self._desk.view is None:
            return None
        return self._desk.viewer.selection() or stem_at(self._desk.view.index, self._desk.viewer.caret(), self._manner)

    def snap(self, span: Span) -> Span:
        """The span as a drag selects it: whole words, without proclitic."""
        return snapped(self._desk.view.index, span, self._manner) if self._desk.view else span

    # Growing

    def grow(self) -> None:
        """Select the word at the caret, then its clause, sentence, paragraph."""
        view = self._desk.view
        if view is None:
            return
        now = self._desk.viewer.selection()
        if now is None:
            bigger = stem_at(view.index, self._desk.viewer.caret(), self._manner)
            if bigger is None:
                self._desk.refuse("no_words_here")
                return
        else:
            bigger = view.index.grow(now)
            if bigger == now:
                self._desk.refuse("no_further_edge")
                return
        grown = [*self._desk.grown, now] if now else []
        self._desk.set_selection(bigger)
        self._desk.grown = grown

    def shrink(self) -> None:
        """Go back to the selection before the last growing."""
        if self._desk.grown:
            rest = self._desk.grown[:-1]
            self._desk.set_selection(self._desk.grown[-1])
            self._desk.grown = rest
        else:
            span = self._desk.viewer.selection()
            if span is None:
                self._desk.refuse("no_selection")
                return
            self._desk.viewer.set_caret(span.start)

    # Edges

    def edge(self, *, left: bool, outward: bool) -> None:
        """Move the left or the right edge by one word."""
        view = self._desk.view
        if view is None:
            return

        def moved(span: Span) -> Span | None:
            at_end = self._at_end(span, left=left)
            return moved_edge(view.index, span, at_end=at_end, outward=outward, manner=self._manner)

        self._move(moved, "no_further_edge")

    def edge_by_letter(self, *, left: bool) -> None:
        """Move the left or the right edge outward by one letter."""
        view = self._desk.view
        if view is None:
            return

        def moved(span: Span) -> Span | None:
            return moved_by_letter(view.text, span, at_end=self._at_end(span, left=left))

        self._move(moved, "no_further_edge")

    def cycle_proclitics(self) -> None:
        """Take the next choice of the first word's proclitics."""
        view = self._desk.view
        if view is not None:
            self._move(lambda span: next_stem(view.index, span, self._manner), "no_stem")

    def _at_end(self, span: Span, *, left: bool) -> bool:
        """Whether the edge on that side is the logical end: the left one is, in a right-to-left paragraph."""
        text = self._desk.view.text if self._desk.view else ""
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", start)
        is_ltr = first_strong(text[start : end if end >= 0 else len(text)]) == "ltr"
        return left != is_ltr

    def _move(self, moved: Callable[[Span], Span | None], why_not: str) -> None:
        annotation = self._desk.annotation()
        if self.reviewing is not None and self.reviewing.current is not None:
            self._move_proposal(self.reviewing, moved, why_not)
            return
        if annotation is None or self._desk.viewer.selection():
            self._move_selection(moved, why_not)
            return
        if self._desk.several:
            self._desk.refuse("several_marks")
            return
        fragments = list(annotation.fragments)
        place = self._fragment_at_caret(annotation.fragments)
        new = moved(fragments[place])
        if new is None:
            self._desk.refuse(why_not)
            return
        fragments[place] = new

        def gesture() -> Outcome:
            return self._desk.workspace.set_fragments(annotation.id, fragments)

        if self._desk.take(gesture):
            self._desk.select(annotation.id, caret=False)

    def _move_proposal(self, reviewing: Reviewing, moved: Callable[[Span], Span | None], why_not: str) -> None:
        """Move an edge of the proposal in question; it is written when it is accepted."""
        place = self._fragment_at_caret(reviewing.fragments)
        new = moved(reviewing.fragments[place])
        if new is None:
            self._desk.refuse(why_not)
            return
        reviewing.move(place, new)

    def _fragment_at_caret(self, fragments: tuple[Span, ...]) -> int:
        caret = self._desk.viewer.caret()
        return next((n for n, piece in enumerate(fragments) if piece.start <= caret <= piece.end), 0)

    def _move_selection(self, moved: Callable[[Span], Span | None], why_not: str) -> None:
        span = self.target()
        if span is None:
            self._desk.refuse("no_words_here")
            return
        new = moved(span)
        if new is None:
            self._desk.refuse(Refusal(why_not))
            return
        self._desk.set_selection(new)

    # Moving the caret

    def move(self, unit: str, *, forward: bool, extend: bool) -> None:
        """Move the caret by a word, sentence or paragraph, in reading order; extending snaps to whole words."""
        view = self._desk.view
        if view is None:
            return
        here = self._desk.viewer.caret()
        if not extend:
            place = beside(view.index, here, unit, forward=forward)
            self._desk.viewer.set_caret(place.start if place else (len(view.text) if forward else 0))
            return
        if unit == "word":
            self._extend_by_word(forward=forward)
            return
        span = self.target() or self._letter_at(here)
        new = self._reached(span, unit, forward=forward) if span else None
        if new is None:
            self._desk.refuse("no_further_edge")
            return
        self._desk.set_selection(new, backward=not forward)

    def _letter_at(self, position: int) -> Span | None:
        """One letter or blank at the position, the last one at the text's end; None in an empty text."""
        length = len(self._desk.view.text) if self._desk.view else 0
        start = min(position, length - 1)
        return Span(start, start + 1) if length else None

    def _extend_by_word(self, *, forward: bool) -> None:
        """Move the caret's end of the selection by a word, through the other end if need be.

        With nothing selected the word at the caret is taken first, so that two words cost one key.
        """
        view, viewer = self._desk.view, self._desk.viewer
        selection, span = viewer.selection(), self.target()
        if view is None or span is None:
            self._desk.refuse("no_words_here")
            return
        at_end = forward if selection is None else viewer.caret() == span.end
        new = moved_edge(view.index, span, at_end=at_end, outward=at_end == forward)
        if new is None and at_end != forward:
            at_end = forward
            new = moved_edge(view.index, span, at_end=at_end, outward=True)
        if new is None:
            self._desk.refuse("no_further_edge")
            return
        self._desk.set_selection(new, backward=not at_end)

    def _reached(self, span: Span, unit: str, *, forward: bool) -> Span | None:
        """The span grown to the end of the unit at its end, or of the one after; or the same backward."""
        view = self._desk.view
        if view is None:
            return None
        here = span.end - 1 if forward else span.start
        around = {"sentence": view.index.sentence_at, "paragraph": view.index.paragraph_at}[unit](here)
        if around and forward and around.end > span.end:
            return Span(span.start, around.end)
        if around and not forward and around.start < span.start:
            return Span(around.start, span.end)
        place = beside(view.index, here, unit, forward=forward)
        if place is None:
            return None
        return Span(span.start, place.end) if forward else Span(place.start, span.end)


def _bound(gesture: Callable[..., None], *given: object, **named: object) -> Callable[[], None]:
    return lambda: gesture(*given, **named)
