"""Label all: every other occurrence of a mention as a list to walk, and what was accepted written as one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hashiya.domain.annotation import EntityMention, Layer
from hashiya.domain.faults import KnownFailure, Refusal
from hashiya.domain.ids import ReferentId
from hashiya.domain.span import quote
from hashiya.domain.step import Step
from hashiya.ui.desk.desk import Saying
from hashiya.ui.desk.finding_all import DecidedRows, Decisions
from hashiya.ui.dialogs.jobs import Going, Job
from hashiya.ui.panes.searching.values import Asked, NoRows
from hashiya.ui.panes.values import ReferentInUse, Tone
from hashiya.workspace.labelling import Occurrence

if TYPE_CHECKING:
    from hashiya.ui.panes.searching.pane import SearchPane
    from hashiya.ui.panes.searching.side import LabelAllSide
    from hashiya.ui.window.room import Room
    from hashiya.ui.window.search_page import SearchPage

PAUSE = 60
CLOSING = 5000
TOLD = 1000
"""Changes between two that the status line tells of while they are written."""


class LabelAll(QObject):
    """Label all in one project's window."""

    def __init__(self, page: SearchPage, room: Room) -> None:
        super().__init__(page)
        self._page, self._room = page, room
        self._messages = page.window.program.messages
        self._mention: EntityMention | None = None
        self._words = ""
        self._asked = Asked()
        self.decisions = Decisions("", None, page.names())
        self._listing: Job | None = None
        self._writing: Job | None = None
        self._is_fresh = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._list)
        self._is_connected = False

    @property
    def pane(self) -> SearchPane:
        """The page's pane."""
        assert self._page.pane is not None
        return self._page.pane

    @property
    def side(self) -> LabelAllSide:
        """What stands beside the list."""
        assert self._page.side is not None
        return self._page.side

    @property
    def is_working(self) -> bool:
        """Whether what was accepted is being written."""
        return self._writing is not None

    @property
    def is_listed(self) -> bool:
        """Whether the list is there."""
        return self._listing is None and not self._timer.isActive()

    # Beginning

    def mention(self) -> EntityMention | None:
        """The mention in question: the selected one, else the innermost at the caret; why not is said."""
        desk = self._room.desk
        identifier = desk.selected or desk.mark_here(Layer.ENTITIES)
        found = self._room.workspace.annotation(identifier) if identifier else None
        if not isinstance(found, EntityMention):
            desk.refuse("not_a_mention" if found else "no_mark")
            return None
        if self._room.workspace.read_only:
            desk.refuse("read_only")
            return None
        return found

    def begin(self, mention: EntityMention) -> None:
        """List the other occurrences of this mention."""
        view = self._room.desk.view
        self._mention = mention
        self._words = " ".join(quote(view.text, mention.fragments).split()) if view else ""
        self._asked = Asked(text=self._words)
        self.decisions = Decisions(mention.label, mention.referent, self._page.names())
        self._is_fresh = True
        self._connect()
        self.pane.bar.ask(self._asked)
        self.pane.bar.field.say_count("")
        self.pane.list.show_rows(NoRows())
        self.pane.show_list()
        self.pane.more.hide()
        self.side.show_label(mention.label)
        self.show_referent()
        self._show_side()
        self.pane.list.setFocus()
        self._list()

    def _connect(self) -> None:
        if self._is_connected:
            return
        self._is_connected = True
        side = self.side
        side.label_chosen.connect(self._relabel)
        side.spelling_toggled.connect(self._toggle_spelling)
        side.referent.chosen.connect(self._refer)
        side.referent.made.connect(self._make_referent)
        side.referent.removed.connect(self._unrefer)
        side.referent.left.connect(self.pane.list.setFocus)
        self._page.window.panes.status.stop_requested.connect(self.stop)

    # Listing

    def asked(self) -> None:
        """Other words, or another scope."""
        self._timer.start()

    def _list(self) -> None:
        """Ask for the occurrences, in a thread."""
        self._timer.stop()
        self._drop_listing()
        self._asked = self.pane.bar.asked
        text, mention = self._asked.text.strip(), self._mention
        if not text or mention is None:
            self._listed([])
            return
        of = mention if text == self._words else (text, self.decisions.label)
        scope = self._room.desk.article if self._asked.in_article else None
        labelling = self._room.workspace.labelling
        jobs: list[Job] = []

        def work(_: Going) -> list[Occurrence]:
            return labelling.occurrences(of, scope=scope, stop=lambda: jobs[0].was_stopped)

        job = Job(work)
        jobs.append(job)
        job.done.connect(self._listed)
        job.failed.connect(self._page.window.say_failure)
        self._listing = job
        job.start()

    def _drop_listing(self) -> None:
        job, self._listing = self._listing, None
        if job is not None:
            job.drop()

    def _listed(self, occurrences: list[Occurrence]) -> None:
        self._listing = None
        at = self.pane.list.current
        place = self.decisions.place(at) if not self._is_fresh and 0 <= at < len(self.decisions) else None
        self.decisions.take(occurrences)
        if not self._page.is_shown:
            return
        if not occurrences:
            self.pane.list.show_rows(NoRows())
            widen = "project" if self._asked.in_article else ""
            self.pane.say_empty("no_others", query=self._asked.text.strip(), widen=widen)
        else:
            kept = self.decisions.number_of(place) if place else None
            first = kept if kept is not None else self.decisions.first_open() or 0
            self.pane.list.show_rows(
                DecidedRows(self.decisions, self._room.workspace.scheme, self._messages()), current=first
            )
            self.pane.show_list()
            if self._is_fresh and not self._page.is_typing():
                self.pane.list.setFocus()
        self._is_fresh = False
        self._changed()

    def stepped(self) -> None:
        """Something was changed in the project: see what stands there now."""
        if not self.is_working:
            self._timer.start()

    def widen(self) -> None:
        """Look in the whole project."""
        self.pane.bar.ask(replace(self._asked, in_article=False))
        self._list()

    def more(self) -> None:
        """All are listed already."""

    # Deciding

    def enter(self) -> None:
        """Accept the current row, and go on to the next that is open."""
        self._accept("")

    def label(self, key: str) -> None:
        """Accept the current row as that."""
        self._accept(key)

    def _accept(self, key: str) -> None:
        number = self._current()
        if number is None:
            return
        if not self.decisions.accept(number, key):
            self._room.desk.say(Saying.HINT, "searching.marked_already")
            self._go_on(number)
            return
        self._decided(number)

    def act(self, action: str) -> None:
        """Reject, turn the proclitic, accept all alike, apply."""
        number = self._current()
        if number is None:
            return
        if action == "hit_reject":
            if self.decisions.reject(number):
                self._decided(number)
            else:
                self._room.desk.say(Saying.HINT, "searching.marked_already")
        elif action == "hit_proclitics":
            if self.decisions.turn(number):
                self._changed(number)
            else:
                self._room.desk.refuse("no_stem")
        elif action == "hit_alike":
            count = self.decisions.accept_alike(number)
            if count:
                self._say(Saying.DONE, "searching.alike", count)
            else:
                self._room.desk.say(Saying.HINT, "searching.nothing_alike")
            self._changed()
            self._go_on(number)
        elif action == "hit_apply":
            self.apply()

    def _current(self) -> int | None:
        """The current row, if the list is there and nothing is being written."""
        number = self.pane.list.current
        return number if 0 <= number < len(self.decisions) and not self.is_working and self.is_listed else None

    def _decided(self, number: int) -> None:
        self._changed(number)
        self._go_on(number)

    def _go_on(self, number: int) -> None:
        """To the next row that is open, else to the first; when all were looked at, stay."""
        following = self.decisions.first_open(number + 1)
        if following is None:
            following = self.decisions.first_open()
        if following is not None:
            self.pane.list.go(following)

    def _changed(self, number: int | None = None) -> None:
        """Tally, count and this row, or all, are to be shown anew."""
        self.pane.list.hits.change(number or 0, number)
        self._show_side()
        messages = self._messages()
        hits = messages.text("searching.count", count=len(self.decisions))
        articles = messages.text("searching.articles", count=self.decisions.articles)
        key = "all" if len(self.decisions) else "none"
        self.pane.bar.field.say_count(messages.text(f"searching.found.{key}", hits=hits, articles=articles))
        self.show_status()

    def _show_side(self) -> None:
        self.side.show_spellings(self.decisions.spellings())
        self.side.show_tally(self.decisions.tally())

    # What is given to all

    def _relabel(self, key: str) -> None:
        self.decisions.label = key
        self.side.show_label(key)
        self._changed()

    def _toggle_spelling(self, spelling: str) -> None:
        at = self.pane.list.current
        place = self.decisions.place(at) if 0 <= at < len(self.decisions) else None
        self.decisions.toggle(spelling)
        kept = self.decisions.number_of(place) if place else None
        number = kept if kept is not None else self.decisions.first_open() or 0
        self.pane.list.show_rows(
            DecidedRows(self.decisions, self._room.workspace.scheme, self._messages()), current=number
        )
        self._changed()

    def show_referent(self) -> None:
        """Show whom all that is accepted stands for."""
        found = self._room.workspace.referents.resolve(self.decisions.referent)
        counts = self._room.workspace.referents.counts() if found else {}
        self.side.show_referent(ReferentInUse(found, *counts.get(found.id, (0, 0))) if found else None)

    def _refer(self, referent: str) -> None:
        self.decisions.referent = ReferentId(referent) if referent else None
        self.show_referent()
        self.pane.list.setFocus()

    def _unrefer(self) -> None:
        self._refer("")

    def _make_referent(self, name: str) -> None:
        step = self._room.desk.take(lambda: self._room.workspace.referents.make(name, self.decisions.label))
        if step is not None:
            self._refer(step.changes[0].target)

    # Writing

    def apply(self) -> None:
        """Write what was accepted as one step, in a thread."""
        choices = self.decisions.choices()
        if not choices:
            self._room.desk.say(Saying.HINT, "searching.nothing_accepted")
            return
        labelling = self._room.workspace.labelling
        jobs: list[Job] = []

        def work(going: Going) -> Step | Refusal:
            return labelling.apply(
                choices, progress=lambda done, of: _told(going, done, of), stop=lambda: jobs[0].was_stopped
            )

        job = Job(work)
        jobs.append(job)
        job.progressed.connect(self._progressed)
        job.done.connect(self._applied)
        job.failed.connect(self._failed)
        self._writing = job
        self._progressed(0, len(choices))
        job.start()

    def stop(self) -> None:
        """Write nothing after all."""
        if self._writing is not None:
            self._writing.stop()

    def _progressed(self, done: int, of: int) -> None:
        if self._writing is not None:
            words = self._messages().text("searching.writing", done=done, of=of)
            self._page.window.panes.status.stand(Tone.RUNNING, words)

    def _applied(self, outcome: Step | Refusal) -> None:
        self._writing = None
        self._room.workspace.poll(made=None if isinstance(outcome, Refusal) else outcome)
        if isinstance(outcome, Refusal):
            self._room.desk.refuse(outcome)
            self._list()
            return
        self._page.close()
        self._say(Saying.DONE, "searching.applied", outcome.details["count"])

    def _failed(self, failure: KnownFailure) -> None:
        self._writing = None
        self.show_status()
        self._page.window.say_failure(failure)

    def _say(self, kind: Saying, key: str, count: int) -> None:
        self._room.desk.said.emit(kind, self._messages().text(key, count=count))

    # Saying

    def show_status(self) -> None:
        """Say whose occurrences these are, and the keys of the list."""
        if self.is_working:
            return
        page = self._page
        keys = [
            (page.key_of("hit_go"), "searching.hint.accept"),
            (page.key_of("hit_reject"), "searching.hint.reject"),
            (("1", "…", "-"), "searching.hint.other_label"),
            (page.key_of("hit_proclitics"), "searching.hint.proclitic"),
            (page.key_of("hit_apply"), "searching.hint.apply"),
            (page.key_of("step_out"), "searching.hint.leave"),
        ]
        words = self._messages().text("searching.all.status", words=self._words)
        page.say(words, keys, self.pane.list.current, len(self.decisions))

    def pause(self) -> None:
        """The list is being left: nothing that was decided is written."""
        self._timer.stop()
        self._drop_listing()

    def leave_room(self) -> None:
        """The project is being closed: wait until nothing reads or writes it."""
        for job in (self._listing, self._writing):
            if job is not None:
                job.drop()
                job.wait(CLOSING)
        self._listing = self._writing = None
        self.deleteLater()


def _told(going: Going, done: int, of: int) -> None:
    # Each time the status line is painted anew.
    if done % TOLD == 0:
        going(done, of)
