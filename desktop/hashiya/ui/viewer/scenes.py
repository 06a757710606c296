"""The scenes of an article, made for the paragraphs that are looked at and kept until something changes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument

from hashiya.domain.span import Span
from hashiya.ui.viewer.content import LayerName, Mark
from hashiya.ui.viewer.display import Display
from hashiya.ui.viewer.geometry import Box, Line, measure
from hashiya.ui.viewer.scene import Scene, Stretch, build, changed_lines
from hashiya.ui.viewer.spans import MarkIndex

KEPT = 600
NEAR = 2000
LAYERS: tuple[LayerName, ...] = ("entities", "claims", "regions")


_EVERYTHING = frozenset(("entities", "claims", "proposals"))


class Scenes:
    """The marks of the shown article and the measured paragraphs; blocks are known by their number only."""

    def __init__(self) -> None:
        self.display = Display("")
        self.marks: dict[str, Mark] = {}
        self.layers: dict[LayerName, MarkIndex] = {layer: MarkIndex() for layer in LAYERS}
        self.proposed: dict[LayerName, MarkIndex] = {layer: MarkIndex() for layer in LAYERS}
        self.glossed = self.layers["claims"]
        """The claims that have a gloss: the proposed ones too, where there are any."""
        self._others = MarkIndex()
        self._other_names: dict[str, str] = {}
        self._lines: dict[int, tuple[tuple[Line, ...], bool]] = {}
        self._boxes: dict[int, dict[tuple[int, int], tuple[Box, ...]]] = {}
        self._scenes: dict[int, Scene] = {}
        self._before: dict[int, tuple[Scene, set[str]]] = {}
        self._document: QTextDocument | None = None
        self._baselines: dict[int, float] = {}
        self.caret: tuple[int, QPointF, int] | None = None
        """Code point, place in the document and flag of the caret that was asked for last."""
        self.glosses: dict[tuple[int, int], list[Any]] = {}
        """Places of glosses, kept until a mark or the layout changes."""
        self._near = 0
        self._waiting = False

    def show(self, document: QTextDocument, display: Display) -> None:
        """Take another document for the same or another text."""
        self._document, self.display, self._near = document, display, 0
        self.forget()

    def hold_layout(self) -> None:
        """Forget all places; the document, whose layout is off, is laid out as soon as somebody asks for one."""
        self._waiting = True
        self.forget()

    def lay_out(self) -> None:
        """Lay the document out now if that waits."""
        if self._waiting and self._document is not None:
            self._waiting = False
            self._document.setLayoutEnabled(True)

    def set_marks(self, marks: Iterable[Mark], others: Sequence[tuple[Mark, str]] = ()) -> None:
        """Take all marks anew."""
        self.marks = {mark.id: mark for mark in marks}
        apart: dict[LayerName, list[Mark]] = {layer: [] for layer in LAYERS}
        offered: dict[LayerName, list[Mark]] = {layer: [] for layer in LAYERS}
        for mark in self.marks.values():
            (offered if mark.proposal else apart)[mark.layer].append(mark)
        self.layers = {layer: MarkIndex(found) for layer, found in apart.items()}
        self.proposed = {layer: MarkIndex(found) for layer, found in offered.items()}
        self._join_glossed()
        self._others = MarkIndex(mark for mark, _ in others)
        self._other_names = {mark.id: name for mark, name in others}
        self._scenes.clear()
        self._before.clear()
        self.glosses.clear()

    def put(self, mark: Mark) -> None:
        """Add a mark, or put it in the place of the one with its id."""
        self.take(mark.id)
        self.marks[mark.id] = mark
        (self.proposed if mark.proposal else self.layers)[mark.layer].add(mark)
        if mark.layer == "claims":
            self._gloss(mark)
        self._touch(mark)

    def take(self, mark: str) -> Mark | None:
        """Drop a mark; returns what it was."""
        old = self.marks.pop(mark, None)
        if old is not None:
            (self.proposed if old.proposal else self.layers)[old.layer].remove(old)
            if old.layer == "claims" and self.glossed is not self.layers["claims"]:
                self.glossed.remove(old)
            self._touch(old)
        return old

    def _gloss(self, claim: Mark) -> None:
        """Give one more claim a gloss."""
        if self.glossed is not self.layers["claims"]:
            self.glossed.add(claim)
        elif claim.proposal:
            self._join_glossed()

    def _join_glossed(self) -> None:
        """Claims and proposed claims in one order, where there are proposed ones."""
        claims, proposed = self.layers["claims"], self.proposed["claims"]
        self.glossed = MarkIndex([*claims, *proposed]) if len(proposed) else claims

    def changed(self) -> list[tuple[float, float, int]]:
        """The baselines of the first and last line that look otherwise in each paragraph since this was last asked.

        With the lowest lane in it, then or now.
        """
        found = []
        for number, (old, _) in self._before.items():
            block = self._shown_document().findBlockByNumber(number)
            new = self.scene(block)
            lines = changed_lines(old, new)
            if lines:
                top = self.rect(block).y()
                first, last = top + old.lines[min(lines)].baseline, top + old.lines[max(lines)].baseline
                found.append((first, last, max(old.deepest, new.deepest)))
        self._before = {}
        return found

    def forget(self) -> None:
        """Drop all that was measured: the text, its font or its width is another."""
        self._lines.clear()
        self._boxes.clear()
        self._before.clear()
        self._scenes.clear()
        self._baselines.clear()
        self.caret = None
        self.glosses.clear()

    def repaint(self) -> None:
        """Drop what the painters keep with the pieces: the colours are others."""
        self._before.clear()
        self._scenes.clear()

    def at(self, position: int) -> list[Mark]:
        """The marks at a position, in code points, the innermost first; regions last."""
        marks = self.layers["entities"].at(position) + self.layers["claims"].at(position)
        marks.sort(key=lambda mark: (mark.end == position, mark.end - mark.start))
        return marks + self.layers["regions"].at(position)

    def block(self, position: int) -> QTextBlock:
        """The paragraph of a position in code points."""
        return self._shown_document().findBlock(self.display.units.to_units(position))

    def blocks(self, span: Span) -> Iterator[QTextBlock]:
        """The paragraphs that the span touches."""
        block = self.block(span.start)
        end = self.display.units.to_units(span.end)
        while block.isValid() and block.position() < end:
            yield block
            block = block.next()

    def rect(self, block: QTextBlock) -> QRectF:
        """The paragraph's place in the document, which is laid out so far."""
        return self._shown_document().documentLayout().blockBoundingRect(block)

    def origin(self, block: QTextBlock) -> QPointF:
        """Where a scene's coordinates begin, in the document."""
        return self.rect(block).topLeft()

    def visible(self, top: float, bottom: float) -> list[tuple[QTextBlock, QPointF]]:
        """The paragraphs between two heights of the document, with their origins."""
        document = self._shown_document()
        layout = document.documentLayout()
        block = self._at_height(document, max(top, 0))
        self._near = block.blockNumber()
        found = []
        while block.isValid():
            origin = layout.blockBoundingRect(block).topLeft()
            if origin.y() >= bottom:
                break
            found.append((block, origin))
            block = block.next()
        return found

    def _at_height(self, document: QTextDocument, height: float) -> QTextBlock:
        """The paragraph at a height: from the one that was found last, when it is near, for scrolling goes by lines."""
        layout = document.documentLayout()
        block = document.findBlockByNumber(self._near)
        away = height - layout.blockBoundingRect(block).y() if block.isValid() else NEAR
        if abs(away) >= NEAR:
            place = layout.hitTest(QPointF(document.textWidth() / 2, height), Qt.HitTestAccuracy.FuzzyHit)
            return document.findBlock(max(place, 0))
        while away < 0 and block.previous().isValid():
            block = block.previous()
            away = height - layout.blockBoundingRect(block).y()
        while block.next().isValid() and layout.blockBoundingRect(block.next()).y() <= height:
            block = block.next()
        return block

    def line_under(self, height: float, above: float, below: float) -> tuple[QTextBlock, int]:
        """Block and number of the line at a height; a line has so much room above and below its baseline."""
        block = self._at_height(self._shown_document(), max(height, 0))
        top = self.rect(block).y()
        number = sum(top + line.baseline - above <= height for line in self.lines(block)) - 1
        if number >= 0:
            return block, number
        before = block.previous()
        if before.length() > 1:
            lines = self.lines(before)
            if height < self.rect(before).y() + lines[-1].baseline + below:
                return before, len(lines) - 1
        return block, 0

    def baselines(self, mark: Mark) -> tuple[float, float]:
        """The baselines of the first and last line of a mark, in the document."""
        return self.baseline(mark.start), self.baseline(mark.end - 1)

    def stretch(self, block: QTextBlock) -> Stretch:
        """The paragraph with its layout at hand, for as long as nothing else is called."""
        number = block.blockNumber()
        layout = block.layout()
        known_lines = self._lines.get(number)
        if known_lines is None:
            self.rect(block)  # a paragraph that Qt has not laid out has no lines yet
            layout.setCacheEnabled(True)
            rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
            known_lines = self._lines[number] = measure(layout, block.text(), rtl=rtl), rtl
        lines, rtl = known_lines
        start = block.position()
        end = start + block.length() - 1
        known = self._boxes.setdefault(number, {})
        text, units = self.display.text, self.display.units
        return Stretch(layout, lines, start, end, rtl=rtl, text=text, units=units, known=known)

    def line_at(self, position: int) -> tuple[QTextBlock, int, Line] | None:
        """Block, number and line of a character, by its position in code points."""
        block = self.block(position)
        lines = self.lines(block)
        place = self.display.units.to_units(position) - block.position()
        for number, line in enumerate(lines):
            if place < line.end or number == len(lines) - 1:
                return block, number, line
        return None

    def baseline(self, position: int) -> float:
        """The baseline of the character's line, in the document."""
        known = self._baselines.get(position)
        if known is None:
            found = self.line_at(position)
            known = self._baselines[position] = self.origin(found[0]).y() + found[2].baseline if found else 0.0
        return known

    def numbered(self, number: int) -> Stretch:
        """The paragraph with this number."""
        return self.stretch(self._shown_document().findBlockByNumber(number))

    def lines(self, block: QTextBlock) -> tuple[Line, ...]:
        """The lines of the paragraph."""
        known = self._lines.get(block.blockNumber())
        return known[0] if known else self.stretch(block).lines

    def scene(self, block: QTextBlock) -> Scene:
        """The paragraph with its marks."""
        number = block.blockNumber()
        scene = self._scenes.get(number)
        if scene is None:
            if len(self._scenes) > KEPT:
                self._scenes.clear()
            scene = self._scenes[number] = self._built(number, self.stretch(block))
        return scene

    def _built(self, number: int, stretch: Stretch) -> Scene:
        """The paragraph's scene, with what nothing was changed of taken from the one before."""
        start, end = stretch.first, stretch.last
        before, changed = self._before.get(number, (None, _EVERYTHING))
        entities, claims, proposals = None, None, None
        if "entities" in changed:
            entities = self.layers["entities"].touching(start, end)
        if "claims" in changed:
            claims = self.layers["claims"].touching(start, end)
        if "claims" in changed or "proposals" in changed:
            proposals = self.proposed["entities"].touching(start, end) + self.proposed["claims"].touching(start, end)
        others = [(mark, self._other_names[mark.id]) for mark in self._others.touching(start, end)]
        return build(number, stretch, entities, claims, others, proposals, before=before)

    def _touch(self, mark: Mark) -> None:
        """Forget the scenes that the mark is in."""
        if mark.layer == "claims":
            self.glosses.clear()
        if self._document is None or not (self._scenes or self._before):
            return
        for block in self.blocks(Span(mark.start, mark.end)):
            number = block.blockNumber()
            old = self._scenes.pop(number, None)
            if old is not None:
                self._before.setdefault(number, (old, set()))
            if number in self._before:
                self._before[number][1].add("proposals" if mark.proposal else mark.layer)

    def _shown_document(self) -> QTextDocument:
        if self._document is None:
            raise LookupError("nothing is shown yet")
        self.lay_out()
        return self._document
