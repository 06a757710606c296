"""Find in the project: rows as they come, from the list to the place, and on from place to place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.domain.span import Span
from hashiya.ui.desk.desk import Saying
from hashiya.ui.desk.finding import MOST, Finding, Found
from hashiya.ui.panes.searching.values import Asked, HitRow, Names, NoRows, Standing, lead_of
from hashiya.workspace.queries import Hit, Query, Variant

if TYPE_CHECKING:
    from hashiya.ui.panes.searching.pane import SearchPane
    from hashiya.ui.window.room import Room
    from hashiya.ui.window.search_page import SearchPage

PAUSE = 40
"""Milliseconds after the last letter before it is looked for."""
SHORTEST = 1


class FoundRows:
    """The hits so far as rows; `marked` are the labels that were given to some of them in the list."""

    def __init__(self, names: Names, note: str) -> None:
        self.hits: list[Hit] = []
        self.marked: dict[int, str] = {}
        self._names, self._note = names, note

    def __len__(self) -> int:
        return len(self.hits)

    def row(self, number: int) -> HitRow:
        """The row of a hit."""
        hit = self.hits[number]
        lead = lead_of(hit)
        label = self.marked.get(number, "")
        standing = Standing.MARKED if label else Standing.BOILERPLATE if hit.boilerplate else Standing.FOUND
        return HitRow(
            *self._names(hit),
            hit.before.removesuffix(lead) if lead else hit.before,
            lead,
            hit.text,
            hit.after,
            standing,
            label,
            self._note if hit.boilerplate else "",
        )


class Hits(QObject):
    """The search of one project."""

    def __init__(self, page: SearchPage, room: Room) -> None:
        super().__init__(page)
        self._page, self._room = page, room
        self._messages = page.window.program.messages
        self._asked = Asked()
        self._most = MOST
        self._is_first = True
        self._articles = 0
        self._beginning = False
        self._total: int | None = None
        self._over = True
        self._at = -1
        self._rows = FoundRows(page.names(), "")
        self.is_walking = False
        self._going = False
        self._finding = Finding(room.workspace.searching)
        self._finding.found.connect(self._take)
        self._finding.variants_found.connect(self._offer)
        self._finding.failed.connect(page.window.say_failure)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._look)

    @property
    def pane(self) -> SearchPane:
        """The page's pane."""
        assert self._page.pane is not None
        return self._page.pane

    @property
    def hits(self) -> list[Hit]:
        """What was found so far, in order."""
        return self._rows.hits

    @property
    def is_over(self) -> bool:
        """Whether nothing more is being looked for."""
        return self._over and not self._timer.isActive()

    def begin(self, words: str) -> None:
        """Look for these words; for what was looked for last, when there are none."""
        again = not words and bool(self._asked.text) and bool(self.hits)
        if words:
            self._asked = replace(self._asked, text=words)
        self.pane.bar.ask(self._asked)
        if again:
            self.pane.list.show_rows(self._rows, current=max(0, self._at))
            self.pane.show_list()
            self._say_count()
            if not self._over:
                self._look()
        else:
            self._look()

    # Looking

    def asked(self) -> None:
        """Something else is asked for: look once the person pauses."""
        self._finding.drop()
        self._most = MOST
        self._timer.start()

    def widen(self) -> None:
        """Look in any spelling, in the whole project, or without a filter: the one that was offered."""
        bar = self.pane.bar
        asked = bar.asked
        if asked.exact:
            asked = replace(asked, exact=False)
        elif asked.in_article:
            asked = replace(asked, in_article=False)
        else:
            asked = Asked(text=asked.text)
        bar.ask(asked)
        bar.field.setFocus()
        self._look()

    def more(self) -> None:
        """List as many again."""
        self._most += MOST
        self._look()

    def _look(self) -> None:
        self._timer.stop()
        self._asked = self.pane.bar.asked
        self._is_first, self._over = True, False
        query = self._query(self._asked)
        if query is None:
            self._finding.drop()
            self._over = True
            self._rows = FoundRows(self._page.names(), "")
            self.pane.list.show_rows(NoRows())
            self.pane.bar.show_variants(())
            self.pane.bar.field.say_count("")
            self.pane.say_empty("idle")
            self.show_status()
            return
        self._finding.look(query, most=self._most)

    def _query(self, asked: Asked) -> Query | None:
        """The wishes as a query; None when there is nothing to look for."""
        text = asked.text.strip()
        if len(text) < SHORTEST:
            return None
        layer, _, label = asked.label.partition(":")
        return Query(
            text=text,
            scope=self._room.desk.article if asked.in_article else None,
            spelling="exact" if asked.exact else "folded",
            proclitics=asked.proclitics,
            phrase=asked.phrase,
            labels=frozenset({label}) if label else None,
            layer=Layer(layer) if layer else None,
            statuses=frozenset({Status(asked.status)}) if asked.status else None,
            among="annotations" if asked.among_annotations else "text",
        )

    def _take(self, found: Found) -> None:
        """Another page has come."""
        self._articles, self._total = found.articles, found.total
        self._beginning, self._over = found.beginning, found.over
        if self._is_first:
            self._is_first = False
            self._rows = FoundRows(self._page.names(), self._messages().text("searching.boilerplate"))
            self._rows.hits += found.hits
            self.pane.bar.show_variants(())
            if not self._rows.hits:
                self.pane.list.show_rows(NoRows())
                self.pane.say_empty("none", query=self._asked.text.strip(), widen=self._wider())
            else:
                self.pane.list.show_rows(self._rows, current=0)
                self.pane.show_list()
        else:
            self._rows.hits += found.hits
            self.pane.list.hits.grow()
        self.pane.more.setVisible(self._over and self._total is None)
        self._say_count()
        if self._page.is_shown and self._over:
            self.show_status()

    def _wider(self) -> str:
        asked = self._asked
        if asked.exact:
            return "folded"
        if asked.in_article:
            return "project"
        return "filters" if asked.label or asked.status or asked.among_annotations or not asked.proclitics else ""

    def _offer(self, variants: tuple[Variant, ...]) -> None:
        self.pane.bar.show_variants(variants)

    def _say_count(self) -> None:
        messages = self._messages()
        number = len(self.hits)
        hits = messages.text("searching.count", count=number)
        articles = messages.text("searching.articles", count=self._articles)
        key = "none" if not number else "so_far" if not self._over or self._total is None else "all"
        if key == "all" and self._beginning:
            key = "beginning"
        self.pane.bar.field.say_count(messages.text(f"searching.found.{key}", hits=hits, articles=articles))

    # The list

    def enter(self) -> None:
        """Go to the current hit."""
        if self.pane.list.current >= 0:
            self._go(self.pane.list.current)

    def act(self, action: str) -> None:
        """The other keys are those of label all."""
        self._room.desk.say(Saying.HINT, "searching.only_in_all")

    def label(self, key: str) -> None:
        """Mark the current hit as that where it is, and go on to the next."""
        number = self.pane.list.current
        if not 0 <= number < len(self.hits):
            return
        hit = self.hits[number]
        if self._room.desk.take(lambda: self._room.workspace.entities.annotate(hit.article, [hit.span], key)):
            self._rows.marked[number] = key
            self.pane.list.hits.change(number, number)
            self.pane.list.go(number + 1)

    def show_status(self) -> None:
        """Say what is looked for, and the keys of the list."""
        page, words = self._page, self._asked.text.strip()
        messages = self._messages()
        said = messages.text("searching.status", query=words) if words else messages.text("searching.status_empty")
        keys = [
            (page.key_of("hit_go"), "searching.hint.go"),
            (("↓", "↑"), "searching.hint.walk"),
            (("1", "…", "-"), "searching.hint.label"),
            (page.key_of("find_next"), "searching.hint.next"),
            (page.key_of("step_out"), "searching.hint.back"),
        ]
        page.say(said, keys, self.pane.list.current, len(self.hits))

    def pause(self) -> None:
        """The list is being hidden: remember where it was."""
        self._at = self.pane.list.current
        self._timer.stop()
        if not self._over:
            self._finding.drop()

    # The texts

    def go_by(self, by: int) -> None:
        """From the place that the person went to, on to the next or the previous one."""
        if self.is_walking and self.hits:
            self._go((self._at + by) % len(self.hits))

    def _go(self, number: int) -> None:
        hit, desk = self.hits[number], self._room.desk
        if self._room.workspace.articles.get(hit.article) is None:
            desk.refuse("gone")
            return
        self._page.close()
        self._at, self.is_walking = number, True
        desk.remember()
        if desk.article != hit.article:
            self._going = True
            desk.show_article(hit.article)
            self._going = False
        viewer = desk.viewer
        viewer.set_hits([one.span for one in self.hits if one.article == hit.article])
        if hit.annotation is not None and desk.row(hit.annotation):
            desk.select(hit.annotation)
        else:
            desk.set_selection(hit.span)
        viewer.setFocus()
        desk.say(Saying.HINT, "searching.went", at=number + 1, of=len(self.hits))

    def is_at(self, span: Span) -> bool:
        """Whether this is the hit that the person went to."""
        if not self.is_walking or not 0 <= self._at < len(self.hits):
            return False
        hit = self.hits[self._at]
        return (hit.article, hit.span) == (self._room.desk.article, span)

    def article_shown(self, _: str) -> None:
        """Another article is on the desk: its hits are not those that are shown."""
        if self.is_walking and not self._going:
            self._room.desk.viewer.set_hits([])

    def end_walk(self) -> bool:
        """Esc in the text: the hits are no longer shown; whether they were, and nothing inner was left to leave."""
        viewer = self._room.desk.viewer
        if not self.is_walking or viewer.selection() or not viewer.hasFocus() or self._room.desk.selected:
            return False
        self.is_walking = False
        viewer.set_hits([])
        return True

    def leave_room(self) -> None:
        """The project is being closed."""
        self._timer.stop()
        self._finding.leave()
        self._room.desk.viewer.set_hits([])
        self.deleteLater()
