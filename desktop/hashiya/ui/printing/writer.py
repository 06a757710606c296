"""The report as PDF: every article on pages of its own, as on the screen, then what is told of its claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPdfWriter

from hashiya.domain.annotation import Layer
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Setting, Writer
from hashiya.exchange.report.told import Told, ToldClaim
from hashiya.ui.kit import isolate
from hashiya.ui.printing.article import ArticleFlow
from hashiya.ui.printing.content import content_of
from hashiya.ui.printing.contents import ContentsFlow, Listed, mark_beginning, put_first
from hashiya.ui.printing.paper import FOOT, HEIGHT, INSIDE, ROOM, SIDE, TOP, WIDTH, Flow, Placed, pages, set_up
from hashiya.ui.printing.searchable import silenced
from hashiya.ui.printing.timeless import timeless
from hashiya.ui.printing.words import LegendFlow, Paragraph, Words, WordsFlow
from hashiya.ui.theme import LIGHT, Face
from hashiya.ui.viewer.inks import Lettering

PRINTED = replace(LIGHT, paper=QColor("#FFFFFF"))
"""The light theme on white paper."""
FOOT_PX = 11
SHARPER = 2
"""Pixels of the picture of a page to a px of it."""
LONGEST_TITLE = 200
"""Code points that are kept of a title for the list: no line holds more."""
SHORT = 48
"""Up to so many code points what is known of a claim stands in one row with the rest."""


class PdfWriter(Writer):
    """Writes one PDF; the option `language=en` writes its own words in English. May run in any thread."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._told = Told(setting)
        self._letters = Lettering(rtl=self._told.rtl)
        self._file = out.open()
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        set_up(self._writer)
        self._writer.setTitle(self._told.say("title"))
        self._writer.setCreator(setting.program)
        self._painter = QPainter()
        self._page = 0
        self._listed: list[Listed] = []

    def add(self, line: CorpusArticle) -> None:
        content = content_of(line, self._told, PRINTED)
        flows = list(self._flows(line, ArticleFlow(content, PRINTED, room=ROOM), titled=bool(content.heading_end)))
        title = " ".join(str(line.meta.get("title") or line.id).split())
        for number, page in enumerate(self._pages(flows)):
            self._turn()
            if not number:
                mark_beginning(self._painter, self._page)
                self._listed.append(Listed(title[:LONGEST_TITLE], self._page))
            self._paint(page)
            self._paint_foot(title if number else "")
        self._hand_on()

    def finish(self) -> None:
        if not self._page:
            self._turn()
        own = self._page
        if len(self._listed) > 1:
            # Which page an article begins on is known when it is written: the list is written last, and put first.
            for page in pages(list(self._contents())):
                self._turn()
                self._paint(page)
        self._painter.end()
        self._hand_on(first=self._page - own)

    def abandon(self) -> None:
        if self._painter.isActive():
            self._painter.end()

    def _hand_on(self, *, first: int = 0) -> None:
        """Write what Qt has made so far, so that no more than an article is held; Qt counts its places itself.

        At the end, so many of the last pages come `first`.
        """
        data = timeless(silenced(bytes(self._buffer.data().data())))
        self._file.write(put_first(data, first) if first else data)
        self._buffer.buffer().clear()
        self._buffer.seek(0)

    def _pages(self, flows: Sequence[tuple[float, Flow]]) -> Iterator[list[Placed]]:
        """The pages that are drawn of an article."""
        return pages(flows)

    def _begin(self) -> None:
        """Let the painter draw where the report goes."""
        self._painter.begin(self._writer)

    def _turn(self) -> None:
        """Begin a page."""
        if self._page:
            self._writer.newPage()
        else:
            self._begin()
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._page += 1

    def _paint(self, page: Sequence[Placed]) -> None:
        """Paint what stands on a page."""
        for flow, first, last, down in page:
            self._painter.save()
            self._painter.translate(SIDE, TOP + down - flow.rows[first].top)
            flow.paint(self._painter, first, last)
            self._painter.restore()

    def _contents(self) -> Iterator[tuple[float, Flow]]:
        """The list of the articles, under its heading."""
        heading = Paragraph((Words(self._told.say("contents"), size=22, weight=600),), with_next=True)
        yield 0, WordsFlow([heading], PRINTED, rtl=self._told.rtl)
        digits = self._told.digits
        listed = [(one, digits(number), digits(one.page)) for number, one in enumerate(self._listed, 1)]
        yield 14, ContentsFlow(listed, PRINTED, rtl=self._told.rtl)

    def _paint_foot(self, title: str) -> None:
        """The page's number, and the title of an article that began before."""
        number, letters = self._told.digits(self._page), self._letters
        painter, baseline = self._painter, HEIGHT - FOOT
        painter.setPen(PRINTED.ink3)
        width = letters.width(number, FOOT_PX, 500)
        left = SIDE if self._told.rtl else SIDE + INSIDE - width
        letters.draw(painter, left, baseline, number, FOOT_PX, 500)
        if title:
            shown = letters.cut(title, FOOT_PX, 400, INSIDE * 0.8)
            own = letters.width(shown, FOOT_PX, 400)
            start = SIDE + INSIDE - own if self._told.rtl else SIDE
            letters.draw(painter, start, baseline, shown, FOOT_PX, 400)
        painter.fillRect(QRectF(SIDE, baseline - 20, INSIDE, 0.8), PRINTED.line)

    def _flows(self, line: CorpusArticle, article: ArticleFlow, *, titled: bool) -> Iterator[tuple[float, Flow]]:
        """What stands of an article, from its title to its notes, each with the gap above it."""
        rtl = self._told.rtl
        yield 0, WordsFlow(list(self._head(line, titled=titled)), PRINTED, rtl=rtl)
        labels = sorted({one.label for one in line.entities})
        if labels:
            shown = [(self._told.name(Layer.ENTITIES, key), self._colour(key)) for key in labels]
            yield 8, LegendFlow(shown, PRINTED, rtl=rtl)
        yield 18, article
        told = [*self._claims(line), *self._relations(line), *self._notes(line)]
        if told:
            yield 26, WordsFlow(told, PRINTED, rtl=rtl)

    def _colour(self, label: str) -> QColor:
        return PRINTED.mark_colour(self._told.colour(Layer.ENTITIES, label)).colour

    def _head(self, line: CorpusArticle, *, titled: bool) -> Iterator[Paragraph]:
        if not titled:
            title = str(line.meta.get("title") or line.id)
            yield Paragraph((Words(title, Face.AMIRI, 27, 700),), with_next=True, quoted=True)
        about = " · ".join(isolate(value) if own else value for value, own in self._told.about(line))
        yield Paragraph((Words(about, size=12, colour=PRINTED.ink2),), with_next=True)

    def _heading(self, key: str) -> Paragraph:
        return Paragraph((Words(self._told.say(key), size=16, weight=600),), above=22, with_next=True)

    def _claims(self, line: CorpusArticle) -> Iterator[Paragraph]:
        if line.claims:
            yield self._heading("claims")
        for one in self._told.claims(line):
            yield from self._claim(one)

    def _claim(self, one: ToldClaim) -> Iterator[Paragraph]:
        bar = PRINTED.claim
        sign = Words(f"{self._told.digits(one.number)}  ", weight=600, colour=bar)
        label = Words(one.label, weight=600, colour=PRINTED.ink2)
        yield Paragraph((sign, label), above=14, with_next=True, bar=bar)
        quoted = Words(f"«{one.words}»", Face.NASKH, 17)
        yield Paragraph((quoted,), with_next=bool(one.rows), bar=bar, quoted=True)
        told = [(name, self._told.joint.join(map(isolate, values))) for name, values in one.rows]
        short = [row for row in told if len(row[0]) + len(row[1]) <= SHORT]
        row: list[Words] = []
        for name, value in short:
            row += [Words("  ·  ", colour=PRINTED.ink3)] if row else []
            row += _named(name, value)
        if row:
            yield Paragraph(tuple(row), above=1, with_next=len(told) > len(short), bar=bar)
        for name, value in told:
            if (name, value) not in short:
                yield Paragraph(_named(name, value), above=1, bar=bar)

    def _relations(self, line: CorpusArticle) -> Iterator[Paragraph]:
        if line.relations:
            yield self._heading("relations")
        for one in self._told.relations(line):
            about = "".join(f" ({isolate(name)}: {isolate(value)})" for name, value in one.attributes)
            note = f": {isolate(one.note)}" if one.note else ""
            label = Words(f" {isolate(one.label)} ", weight=600, colour=PRINTED.ink2)
            yield Paragraph((Words(isolate(one.head)), label, Words(f"{isolate(one.tail)}{about}{note}")), above=5)

    def _notes(self, line: CorpusArticle) -> Iterator[Paragraph]:
        notes = self._told.notes(line)
        if notes:
            yield self._heading("notes")
        for words, note in notes:
            about = (Words(f"«{isolate(words)}»: ", colour=PRINTED.ink2),) if words else ()
            yield Paragraph((*about, Words(isolate(note))), above=5)


class FirstPage(PdfWriter):
    """Draws the first page as a picture, PNG, for one to look at before the report is made."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._picture = QImage(WIDTH * SHARPER, HEIGHT * SHARPER, QImage.Format.Format_RGB32)
        self._picture.setDevicePixelRatio(SHARPER)
        self._picture.fill(PRINTED.paper)

    def add(self, line: CorpusArticle) -> None:
        if not self._page:
            super().add(line)

    def finish(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        QImageWriter(self._buffer, b"png").write(self._picture)
        self._hand_on()

    def _pages(self, flows: Sequence[tuple[float, Flow]]) -> Iterator[list[Placed]]:
        return islice(pages(flows), 1)

    def _begin(self) -> None:
        self._painter.begin(self._picture)


def _named(name: str, value: str) -> tuple[Words, Words]:
    return Words(f"{isolate(name)}: ", colour=PRINTED.ink2), Words(value)
