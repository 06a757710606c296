"""The picture of the welcome page: the beginning of the annotated article, as a page with its gloss."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QWidget

from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Span
from hashiya.resources import resource
from hashiya.resources.messages import Messages
from hashiya.ui.kit import ThemedWidget, paint_box
from hashiya.ui.theme import Face, Radius, ThemeSource, Type, face_font

_FONT, _PITCH = 17, 45
_MARGIN, _GLOSS, _INSIDE = 44, 150, 20
_MOST_LETTERS = 900


@dataclass(frozen=True, slots=True)
class PageClaim:
    """A claim on the page: where it stands, and who speaks."""

    span: Span
    number: int
    speaker: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the picture shows: the text's beginning, entity marks with their labels, and claims."""

    text: str
    entities: tuple[tuple[Span, str], ...]
    claims: tuple[PageClaim, ...]


def sample_page() -> Page:
    """The beginning of the example that ships with the program, with its marks."""
    with resource("sample/example.jsonl").open("r", encoding="utf-8") as lines:
        article: dict[str, Any] = json.loads(next(lines))
    text = article["text"][:_MOST_LETTERS]
    names = {entity["id"]: _called(entity["text"], entity["label"]) for entity in article["entities"]}
    entities = [
        (Span(start, end), entity["label"])
        for entity in article["entities"]
        for start, end in entity["fragments"]
        if end <= len(text)
    ]
    claims = []
    for number, claim in enumerate(article["claims"], 1):
        start, end = claim["fragments"][0]
        if start < len(text):
            sources = (names.get(filler.get("id", "")) for filler in claim["roles"].get("source", []))
            speaker = next((name for name in sources if name), "")
            claims.append(PageClaim(Span(start, min(end, len(text))), number, speaker))
    entities.sort(key=lambda mark: -len(mark[0]))
    return Page(text, tuple(entities), tuple(claims))


def _called(words: str, label: str) -> str:
    """What a speaker is called in the margin: a person by the last name."""
    return words.rsplit(maxsplit=1)[-1] if label == "PERS" else " ".join(words.split()[:2])


class PagePicture(ThemedWidget):
    """A page in a double red frame, its glosses in the margin; the text's direction, whatever the interface's."""

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        scheme: Scheme,
        page: Page,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._messages, self._scheme, self._page = messages, scheme, page
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(640, 620)

    def paintEvent(self, event: object) -> None:
        theme = self.theme
        with QPainter(self) as painter:
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.DIALOG), fill=theme.raised, edge=theme.line2)
            lines = max(1, (self.height() - 2 * _MARGIN - _INSIDE) // _PITCH)
            high = lines * _PITCH + _INSIDE
            frame = QRectF(_GLOSS, (self.height() - high) // 2, self.width() - _GLOSS - _MARGIN, high)
            for outset in (0.0, 4.0):
                painter.setPen(QPen(theme.claim, 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(frame.adjusted(-outset, -outset, outset, outset).translated(0.5, 0.5))
            corner = QPointF(frame.left() + _INSIDE, frame.top() + _INSIDE / 2)
            layout = self._laid(frame.width() - 2 * _INSIDE, lines)
            shown = [layout.lineAt(number) for number in range(layout.lineCount())]
            self._paint_bands(painter, shown, corner)
            painter.setPen(theme.ink)
            layout.draw(painter, corner)
            self._paint_claims(painter, shown, corner, frame)

    def _laid(self, width: float, most: int) -> QTextLayout:
        option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout = QTextLayout(self._page.text.replace("\n", " "), face_font(Face.NASKH, _FONT))
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        for number in range(most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, number * _PITCH + (_PITCH - line.height()) / 2))
        layout.endLayout()
        return layout

    def _paint_bands(self, painter: QPainter, lines: list[QTextLine], corner: QPointF) -> None:
        theme = self.theme
        for span, key in self._page.entities:
            label = next((one for one in self._scheme.entities.labels if one.key == key), None)
            if label is None or label.colour is None:
                continue
            colour = theme.mark_colour(label.colour.dark if theme.dark else label.colour.light).colour
            for line in lines:
                self._paint_band(painter, line, corner, span, colour)

    def _paint_band(self, painter: QPainter, line: QTextLine, corner: QPointF, span: Span, colour: QColor) -> None:
        reach = _on_line(line, span)
        if reach is None:
            return
        left, right = reach
        base = corner.y() + line.y() + line.ascent()
        area = QRectF(corner.x() + left - 1, base - 16, right - left + 2, 24)
        paint_box(painter, area, Radius.BAND, fill=self.theme.band(colour))
        painter.fillRect(QRectF(area.left(), base + 9, area.width(), 1.5), colour)

    def _paint_claims(self, painter: QPainter, lines: list[QTextLine], corner: QPointF, frame: QRectF) -> None:
        theme, messages = self.theme, self._messages()
        lowest = 0.0
        for claim in self._page.claims:
            first: float | None = None
            for line in lines:
                reach = _on_line(line, claim.span)
                if reach is None:
                    continue
                top = corner.y() + line.y() + line.ascent() - 19
                left, right = corner.x() + reach[0], corner.x() + reach[1]
                painter.setPen(QPen(theme.claim, 1.2))
                painter.drawLine(QPointF(left, top), QPointF(right, top))
                if first is None:
                    first = top
                    painter.drawLine(QPointF(right, top), QPointF(right, top + 5))
            if first is not None and first + 10 > lowest:
                lowest = first + 30
                self._paint_gloss(painter, claim, QPointF(frame.left() - 18, first + 3), messages)

    def _paint_gloss(self, painter: QPainter, claim: PageClaim, at: QPointF, messages: Messages) -> None:
        theme = self.theme
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        right = QRectF(at.x() - 16, at.y(), 16, 20)
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(theme.font(Type.META_STRONG))
        painter.setPen(theme.claim)
        painter.drawText(right, align, messages.number(claim.number))
        painter.setFont(theme.font(Type.META_MEDIUM))
        painter.setPen(theme.ink)
        painter.drawText(QRectF(16, at.y(), at.x() - 16 - 22, 20), align, claim.speaker)


def _on_line(line: QTextLine, span: Span) -> tuple[float, float] | None:
    """From where to where the span stands on the line, in px; None when it does not. The page is right to left."""
    start, end = max(span.start, line.textStart()), min(span.end, line.textStart() + line.textLength())
    if start >= end:
        return None
    begins, ends = _x(line, start), _x(line, end)
    return min(begins, ends), max(begins, ends)


def _x(line: QTextLine, place: int) -> float:
    found: Any = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)
