"""The article's text on paper, with bands, names, overlines and margins as the viewer paints them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock

from hashiya.domain.span import Span
from hashiya.ui.printing.paper import INSIDE, Row
from hashiya.ui.printing.searchable import of_line, write_unseen
from hashiya.ui.theme import Face, Theme
from hashiya.ui.viewer.content import ClaimGloss, ViewContent
from hashiya.ui.viewer.display import Display
from hashiya.ui.viewer.inks import Inks, Lettering
from hashiya.ui.viewer.margins import (
    BOX_ABOVE,
    BOX_AT,
    BOX_HEIGHT,
    GlossPlace,
    Sides,
    brackets,
    move_apart,
)
from hashiya.ui.viewer.measures import GAP, Measures
from hashiya.ui.viewer.page import Margins, make_document, set_margins
from hashiya.ui.viewer.painting import PaintedPart, View, paint_over, paint_under
from hashiya.ui.viewer.scenes import Scenes
from hashiya.ui.viewer.stage import Stage

SIZE = 21
BEFORE, AFTER = 84, 168
"""Room for regions' names and for glosses beside the text, where there are any."""
WIDEST = 680
"""A line without margins beside it is no longer than one can read."""
NUMBER_UP = 6
"""How far a claim's number reaches over its line."""
UNDER = 3


class ArticleFlow:
    """The lines of one article. What it paints at a page's edge is clipped to the page's lines."""

    def __init__(self, content: ViewContent, theme: Theme, *, room: float) -> None:
        self._holder = QObject()
        self._room = room
        measures = Measures(SIZE, GAP)
        rtl = content.direction == "rtl"
        self._margins = _margins(content)
        glosses = content.glosses
        self._stage = Stage(
            measures,
            Inks(theme),
            Lettering(rtl=rtl),
            rtl=rtl,
            arabic_digits=content.arabic_digits,
            styles=content.styles,
            glosses={one.id: one for one in glosses if isinstance(one, ClaimGloss)},
            column=(0, self._margins.column),
        )
        display = Display(content.text)
        self._document = make_document(
            display.shown,
            measures,
            face=Face.NASKH,
            heading_end=display.units.to_units(content.heading_end),
            direction=content.direction,
            parent=self._holder,
        )
        set_margins(self._document, self._margins, rtl=rtl)
        self._document.setTextWidth(INSIDE)
        self._scenes = Scenes()
        self._scenes.show(self._document, display)
        self._scenes.set_marks(content.marks)
        self._lines: list[tuple[QTextBlock, int]] = []
        self._baselines: list[float] = []
        self.rows = self._rows()

    def _rows(self) -> Sequence[Row]:
        """One row a line, from its highest overline to its names."""
        rows = []
        measures = self._stage.measures
        block = self._document.begin()
        heading = self._document.begin().blockNumber() if self._document.begin().charFormat().fontWeight() > 400 else -1
        while block.isValid():
            if block.length() > 1:
                scene, top = self._scenes.scene(block), self._scenes.origin(block).y()
                for number, line in enumerate(scene.lines):
                    level, lowest = scene.levels[number], scene.lowest[number]
                    baseline = top + line.baseline
                    up = measures.overline(level or 0) + NUMBER_UP
                    down = measures.name(lowest) + UNDER if lowest >= 0 else measures.above
                    own = block.layout().lineAt(number)
                    up, down = max(up, own.ascent() - 6), max(down, own.descent() - 6)
                    self._lines.append((block, number))
                    self._baselines.append(baseline)
                    rows.append(Row(baseline - up, baseline + down, with_next=block.blockNumber() == heading))
            block = block.next()
        return rows

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        top, bottom = self.rows[first].top, self._bottom(last)
        painter.save()
        painter.setClipRect(QRectF(0, top, INSIDE, bottom - top))
        view = self._view(first, last, bottom)
        paint_under(painter, view)
        painter.setPen(self._stage.inks.theme.ink)
        for block, number in self._lines[first:last]:
            line, origin = block.layout().lineAt(number), self._scenes.origin(block)
            line.draw(painter, origin)
            words = block.text()
            rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
            write_unseen(painter, line, of_line(words, line), origin, rtl=rtl)
        paint_over(painter, view)
        painter.restore()

    def _bottom(self, last: int) -> float:
        """Where a page ends that ends with the row before `last`: before the next row begins."""
        bottom = self.rows[last - 1].bottom
        return min(bottom, max(self.rows[last].top, self._baselines[last - 1])) if last < len(self.rows) else bottom

    def _view(self, first: int, last: int, bottom: float) -> View:
        """What is painted of a page."""
        scenes, stage = self._scenes, self._stage
        top = self.rows[first].top
        blocks = {block.blockNumber(): block for block, _ in self._lines[first:last]}
        shown = [(scenes.scene(block), scenes.origin(block)) for block in blocks.values()]
        parts = []
        for scene, origin in shown:
            cut = scene.between(self._baselines[first] - origin.y() - 1, self._baselines[last - 1] - origin.y() + 1)
            after = self._document.findBlockByNumber(scene.number + 1)
            parts.append(PaintedPart(cut, scene, scenes.scene(after) if after.isValid() else None, origin))
        span = self._span(first, last)
        return View(
            stage,
            self._margins,
            shown,
            self._glosses(span, first, last),
            brackets(scenes, stage, span),
            QPointF(0, 0),
            (top, bottom),
            scenes.numbered,
            parts=parts,
        )

    def _span(self, first: int, last: int) -> Span:
        """The code points on the rows."""
        places = []
        for block, number in (self._lines[first], self._lines[last - 1]):
            line = block.layout().lineAt(number)
            places += [block.position() + line.textStart(), block.position() + line.textStart() + line.textLength()]
        units = self._scenes.display.units
        return Span(units.to_points(places[0]), units.to_points(places[-1]))

    def _glosses(self, span: Span, first: int, last: int) -> list[GlossPlace]:
        """The glosses beside the page's claims, apart; of one that goes on from the page before, its number again."""
        scenes, stage = self._scenes, self._stage
        low, high = scenes.glossed.slice(span.start, span.end)
        found = [mark for mark in scenes.glossed.part(low, high) if mark.end > span.start and mark.id in stage.glosses]
        begin, end = self.rows[first].top, self.rows[last - 1].bottom
        wanted = [max(scenes.baselines(mark)[0], self._baselines[first]) - BOX_ABOVE for mark in found]
        tops = move_apart((max(top, begin) for top in wanted), BOX_HEIGHT)
        # The last ones have no page below them: they push the others up, as far as there is room.
        limit = max(end, begin + self._room) if last == len(self.rows) else end + UNDER
        for number in range(len(tops) - 1, -1, -1):
            tops[number] = min(tops[number], limit - BOX_HEIGHT)
            limit = tops[number]
        sides = Sides(self._margins, rtl=stage.rtl)
        places = []
        for mark, top in zip(found, tops, strict=True):
            gloss, (start, stop) = stage.glosses[mark.id], scenes.baselines(mark)
            if mark.start < span.start:
                gloss = ClaimGloss(gloss.id, gloss.number, "", carried=True)
            box = sides.end_rect(BOX_AT, self._margins.after - 4, top, BOX_HEIGHT)
            above, below = start - stage.measures.overline(0), stop + 7
            places.append(GlossPlace(gloss, mark, box, above, below, above, below))
        return places


def _margins(content: ViewContent) -> Margins:
    layers = {mark.layer for mark in content.marks}
    before = BEFORE if "regions" in layers else 0
    after = AFTER if "claims" in layers else 0
    column = min(INSIDE - before - after, WIDEST)
    return Margins(before, column, INSIDE - before - column, least=AFTER)
