"""The painted page: one article laid out by Qt, its marks painted under and over the text. It knows no gesture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from hashiya.domain.span import Span
from hashiya.ui.theme import Face, ThemeSource
from hashiya.ui.viewer.caret import caret_place, paint_caret
from hashiya.ui.viewer.content import Arc, ClaimGloss, Link, Mark, RoleMark, ViewContent
from hashiya.ui.viewer.display import Display
from hashiya.ui.viewer.geometry import character_x, nearest_x
from hashiya.ui.viewer.guard import guarded
from hashiya.ui.viewer.hits import NOTHING, Hit, hit
from hashiya.ui.viewer.inks import Inks, Lettering
from hashiya.ui.viewer.measures import GAP, SIZES, Measures
from hashiya.ui.viewer.page import make_document, margins, set_margins
from hashiya.ui.viewer.painting import View, paint_over, paint_under
from hashiya.ui.viewer.scenes import Scenes
from hashiya.ui.viewer.stage import Stage
from hashiya.ui.viewer.views import view_of

LINE_ABOVE, LINE_BELOW = 27, 29
"""The room around a baseline in which a click is on its line."""

Glosses = Mapping[str, ClaimGloss] | Sequence[ClaimGloss]


class Canvas(QTextEdit):
    """Shows one article with its marks."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._content = ViewContent("")
        self._face = Face.NASKH
        self._document: QTextDocument | None = None
        self._caret_rect = QRect()
        self._laid_out_for = -1
        self._held = 0
        self.scenes = Scenes()
        self.stage = Stage(Measures(21, GAP), Inks(source.theme), Lettering(rtl=True))
        self.margins = margins(self.width(), self.stage.measures)
        self._set_up()
        self._dress()
        self.scenes.show(self.document(), self.scenes.display)
        source.changed.connect(self._theme_changed)
        self.cursorPositionChanged.connect(self._caret_moved)

    def _set_up(self) -> None:
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Without selection by keyboard Qt paints no caret: it is painted here, and does not blink.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The bar always keeps its width, so that lines break in the same places with and without it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # What is shown

    @property
    def content(self) -> ViewContent:
        """The article that is shown, with the marks it was given first."""
        return self._content

    def show_content(self, content: ViewContent) -> None:
        """Show another article, from its beginning."""
        self._content = content
        stage = self.stage
        stage.rtl = content.direction == "rtl"
        stage.arabic_digits = content.arabic_digits
        stage.styles = content.styles
        stage.glosses = _by_claim(content.glosses)
        stage.selected = stage.hovered = stage.open_claim = stage.frame = stage.drawn_link = None
        stage.also = frozenset()
        stage.roles, stage.arcs, stage.links, stage.hits = (), None, (), ()
        stage.letters = Lettering(rtl=stage.rtl)
        self.scenes.display = Display(content.text)
        self.scenes.set_marks(content.marks, content.others)
        self._lay()

    def take_marks(self, marks: Sequence[Mark]) -> None:
        """Take these marks in place of those there are; what the window shows of them must be the same."""
        self.scenes.set_marks([*marks, *(mark for mark in self.scenes.marks.values() if mark.proposal)])

    def update_marks(self, added: Iterable[Mark], removed: Iterable[str], glosses: Glosses | None = None) -> None:
        """Add marks, put some in the place of those with their ids, drop others; paints again what that touches."""
        touched: list[Mark] = []
        for name in removed:
            old = self.scenes.take(name)
            touched += [old] if old is not None else []
        for mark in added:
            old = self.scenes.marks.get(mark.id)
            touched += [mark] if old is None else [old, mark]
            self.scenes.put(mark)
        if glosses is not None:
            self.stage.glosses = _by_claim(glosses)
            self.scenes.glosses.clear()
        hung = self.stage.links or self.stage.open_claim
        if hung or glosses is not None or any(mark.layer != "entities" for mark in touched):
            self.viewport().update()
        elif not self._held:
            self._repaint_changed()

    @contextmanager
    def together(self) -> Iterator[None]:
        """While this lasts marks change without being measured again; at its end that is done once, for all of them."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            if not self._held:
                self._repaint_changed()

    def _repaint_changed(self) -> None:
        for first, last, lowest in self.scenes.changed():
            self._repaint_lines(first, last, lowest)

    def select_mark(self, mark: str | None, *, also: Collection[str] = ()) -> None:
        """Draw this mark as the selected one; `also` are all selected marks, it among them, when they are several."""
        stage, all_of_them = self.stage, frozenset(also)
        if (stage.selected, stage.also) == (mark, all_of_them):
            return
        # One that stays is painted again too: alone it has handles, among others it has none.
        touched = {stage.selected, *stage.also, mark, *all_of_them}
        stage.selected, stage.also = mark, all_of_them
        self._repaint_marks(*touched)

    def set_hovered(self, mark: str | None) -> None:
        """Draw this mark as the one under the pointer."""
        old, self.stage.hovered = self.stage.hovered, mark
        if old != mark:
            self._repaint_marks(old, mark)

    def open_claim(self, claim: str | None, roles: Sequence[RoleMark] = (), arcs: Sequence[Arc] | None = None) -> None:
        """Draw this claim as open, with its roles; arcs None draws them from the last cue to everything else."""
        stage, wanted = self.stage, (claim, tuple(roles), arcs)
        if wanted != (stage.open_claim, stage.roles, stage.arcs):
            stage.open_claim, stage.roles, stage.arcs = wanted
            self.viewport().update()

    def set_links(self, links: Sequence[Link]) -> None:
        """Draw these relations."""
        wanted = tuple(links)
        if wanted != self.stage.links:
            self.stage.links = wanted
            self.viewport().update()

    def set_hits(self, hits: Sequence[Span]) -> None:
        """Draw these search hits, which are apart."""
        wanted = sorted(hits)
        if wanted != self.stage.hits:
            self.stage.hits = wanted
            self.viewport().update()

    def show_offers(self, colour: str, offered: Sequence[Span], here: Span | None) -> None:
        """Draw where what is dragged may be dropped, and where it would be; an empty colour ends it."""
        wanted = colour, tuple(offered), here
        if wanted != (self.stage.offered_colour, self.stage.offered, self.stage.offered_here):
            self.stage.offered_colour, self.stage.offered, self.stage.offered_here = wanted
            self.viewport().update()

    def set_show_invisible(self, shown: bool) -> None:
        """Show characters that cannot be seen, or not."""
        self.stage.show_invisible = shown
        self.viewport().update()

    # Looks

    def set_text_size(self, px: float) -> None:
        """Set the text in this size, 14 to 34."""
        self._set_measures(Measures(min(max(px, SIZES[0]), SIZES[1]), self.stage.measures.gap))

    def set_line_gap(self, px: float) -> None:
        """Leave this much between the lines at size 21; 20 has room for two lanes."""
        self._set_measures(Measures(self.stage.measures.size, max(0, px)))

    def set_face(self, face: Face) -> None:
        """Set the text in this face."""
        if face is not self._face:
            self._face = face
            self._lay(keep=True)

    def _set_measures(self, measures: Measures) -> None:
        if measures != self.stage.measures:
            self.stage.measures = measures
            self._lay(keep=True)

    # Laying out

    def _lay(self, *, keep: bool = False) -> None:
        """Make the document anew; `keep` holds the selection and the line at the top."""
        cursor = self.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        self.scenes.lay_out()
        top = self.position_at(QPoint(self.viewport().width() // 2, 30)) if keep else 0
        display, old = self.scenes.display, self._document
        document = make_document(
            display.shown,
            self.stage.measures,
            face=self._face,
            heading_end=display.units.to_units(self._content.heading_end),
            direction=self._content.direction,
            parent=self,
        )
        self._document = document
        # Qt would lay it out two times here, and again when the widget is first shown: once is enough.
        document.setLayoutEnabled(False)
        self._fit_margins(document)
        self.scenes.show(document, display)
        self.setDocument(document)
        self.scenes.hold_layout()
        if old is not None:
            old.deleteLater()
        if keep:
            cursor = self.textCursor()
            cursor.setPosition(anchor)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            baseline = self.scenes.baseline(top)
            self.verticalScrollBar().setValue(round(baseline - self.stage.measures.line))
        else:
            self.verticalScrollBar().setValue(0)
        if self.isVisible():
            self.scenes.lay_out()
        self.viewport().update()

    def _fit_margins(self, document: QTextDocument) -> None:
        self._laid_out_for = self.viewport().width()
        self.margins = margins(self._laid_out_for, self.stage.measures)
        self.stage.column = (0, self.margins.column)
        set_margins(document, self.margins, rtl=self.stage.rtl)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.viewport().width() != self._laid_out_for and self._document is not None:
            self._document.setLayoutEnabled(False)
            self._fit_margins(self._document)
            self.scenes.hold_layout()
        super().resizeEvent(event)
        if self.isVisible():
            self.scenes.lay_out()

    # Places

    def offset(self) -> QPointF:
        """What takes a place in the document to one in the viewport."""
        return QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def position_at(self, point: QPoint) -> int:
        """The position between characters that is nearest to a point of the viewport, in code points."""
        block, line, x = self._line_at(point)
        place = nearest_x(line, x) if line else 0
        return self.scenes.display.units.to_points(block.position() + place)

    def character_at(self, point: QPoint) -> int:
        """The character under a point of the viewport, or the nearest one of its line."""
        block, line, x = self._line_at(point)
        place = min(character_x(line, x), nearest_x(line, x)) if line else 0
        return self.scenes.display.units.to_points(block.position() + place)

    def _line_at(self, point: QPoint) -> tuple[QTextBlock, QTextLine | None, float]:
        """The line at a point, from its overline to its names; Qt itself goes to the end from the room at the top."""
        inside = QPointF(point) - self.offset()
        k = self.stage.measures.k
        block, number = self.scenes.line_under(inside.y(), LINE_ABOVE * k, LINE_BELOW * k)
        layout = block.layout()
        line = layout.lineAt(number) if number < layout.lineCount() else None
        return block, line, inside.x() - self.scenes.origin(block).x()

    def length(self) -> int:
        """Length of the text in code points."""
        return len(self.scenes.display.text)

    def caret(self) -> int:
        """Where the caret is."""
        return self.scenes.display.units.to_points(self.textCursor().position())

    def hit(self, point: QPoint) -> Hit:
        """What is at a point of the viewport."""
        around = QRect(0, point.y() - 2, self.viewport().width(), 4)
        return hit(self.view(around), QPointF(point)) if self.scenes.display.text else NOTHING

    def rect_of(self, span: Span) -> QRectF:
        """The first line of the span in the viewport, from the top of its band to its names."""
        block = self.scenes.block(span.start)
        stretch = self.scenes.stretch(block)
        found = stretch.boxes(span)
        origin = self.scenes.origin(block)
        left = origin.x() + self.offset().x()
        if not found:
            return QRectF(left, origin.y() + self.offset().y(), 1, self.stage.measures.line)
        box = found[0]
        top, bottom = self.line_reach(origin.y() + stretch.lines[box.line].baseline)
        return QRectF(left + box.left, top, box.right - box.left, bottom - top)

    def line_reach(self, baseline: float) -> tuple[float, float]:
        """Where the bands and names of the line with this baseline of the document begin and end in the viewport."""
        y, k = baseline + self.offset().y(), self.stage.measures.k
        return y - 26 * k, y + 32 * k

    def view(self, rect: QRect, *, parts: bool = False) -> View:
        """All that touches a rectangle of the viewport; `parts` also cuts the scenes to what painting needs."""
        return view_of(
            self.scenes, self.stage, self.margins, self.offset(), self.viewport().height(), rect, parts=parts
        )

    # Painting

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        view = self.view(event.rect(), parts=True)
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_under(painter, view)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_over(painter, view)
            if self.hasFocus():
                paint_caret(painter, self)

    def repaint_span(self, span: Span) -> None:
        """Have the lines of the span painted again, with what reaches above and below them."""
        last = max(span.start, span.end - 1)
        first, lowest = self.scenes.baseline(span.start), self.scenes.scene(self.scenes.block(last)).deepest
        self._repaint_lines(first, self.scenes.baseline(last), lowest)

    def _repaint_lines(self, first: float, last: float, lowest: int) -> None:
        """Have the lines from one baseline of the document to another painted again, and names under that lane."""
        over, under = self.stage.measures.over, self.stage.measures.under(lowest)
        top, height = int(first - over + self.offset().y()), int(last - first + over + under) + 2
        self.viewport().update(0, top, self.viewport().width(), height)

    def _repaint_marks(self, *names: str | None) -> None:
        for name in names:
            mark = self.scenes.marks.get(name) if name else None
            if mark is None:
                continue
            if mark.layer != "entities":
                self.viewport().update()
            self.repaint_span(Span(mark.start, mark.end))

    @guarded
    def _caret_moved(self) -> None:
        """Only the places where the caret was and is are painted again; the selection is Qt's."""
        rect = caret_place(self)[0].toAlignedRect().adjusted(-8, -2, 8, 2)
        self.viewport().update(self._caret_rect)
        self.viewport().update(rect)
        self._caret_rect = rect

    def _dress(self) -> None:
        theme = self._source.theme
        colours = self.palette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            colours.setColor(group, QPalette.ColorRole.Base, theme.paper)
            colours.setColor(group, QPalette.ColorRole.Text, theme.ink)
            colours.setColor(group, QPalette.ColorRole.Highlight, theme.selection)
            colours.setColor(group, QPalette.ColorRole.HighlightedText, theme.ink)
        self.setPalette(colours)
        # After another style sheet the viewport keeps the colours that it had, unless it is told itself.
        self.viewport().setPalette(colours)

    @guarded
    def _theme_changed(self) -> None:
        self.stage.inks = Inks(self._source.theme)
        self.scenes.repaint()
        self._dress()
        self.viewport().update()


def _by_claim(glosses: Glosses) -> Mapping[str, ClaimGloss]:
    return glosses if isinstance(glosses, Mapping) else {gloss.id: gloss for gloss in glosses}
