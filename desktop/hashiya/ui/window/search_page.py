"""Search and label all in the window: put in the place of the text, given their keys, and taken away again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from hashiya.ui.actions import LABEL, Context
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.keys.filter import is_text_field
from hashiya.ui.panes.caps import cap_text
from hashiya.ui.panes.values import KeyWords, Tone
from hashiya.ui.window.beforehand import Beforehand
from hashiya.ui.window.hit_names import HitNames
from hashiya.ui.window.search_mode import Mode

if TYPE_CHECKING:
    from hashiya.ui.panes.searching.pane import SearchPane
    from hashiya.ui.panes.searching.side import LabelAllSide
    from hashiya.ui.window.hits import Hits
    from hashiya.ui.window.label_all import LabelAll
    from hashiya.ui.window.room import Room
    from hashiya.ui.window.window import Window

HIT_ACTIONS = frozenset({"hit_go", "hit_reject", "hit_proclitics", "hit_alike", "hit_apply"})
STAY = frozenset({"keys_now", "step_out", *HIT_ACTIONS})
"""Actions of the text that do not lead back to it."""
TO_TEXT = frozenset({"go_text", "article_next", "article_previous", "done_next", "set_aside", "guide", "find"})
"""Actions that work everywhere but lead back to the text."""

LONGEST = 200
"""A longer selection is not taken as the query, in code points."""
CLOSING = 5000
"""Milliseconds that the closing of a project waits for what is being made ready."""


class SearchPage(QObject):
    """The one page of a window for both; made when a project has been open for a while, or when it is asked for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.pane: SearchPane | None = None
        self.side: LabelAllSide | None = None
        self.hits: Hits | None = None
        self.all: LabelAll | None = None
        self._mode: Mode | None = None
        self._preparing: Job | None = None
        self._beforehand = Beforehand(self, (self._prepare, self._made_pane, self._made))

    @property
    def is_shown(self) -> bool:
        """Whether the page stands in the place of the text."""
        return self._mode is not None

    @property
    def is_writing(self) -> bool:
        """Whether what was accepted in label all is being written, and was not shown yet."""
        return self.all is not None and self.all.is_working

    @property
    def room(self) -> Room | None:
        """The project at work."""
        return self._window.room

    def actions(self) -> dict[str, Callable[[], None]]:
        """The actions of search and label all."""
        return {
            "find_all": self.open_search,
            "label_all": self.open_label_all,
            **{name: partial(self._act, name) for name in HIT_ACTIONS},
        }

    # A project comes and goes

    def connect_room(self, room: Room) -> None:
        """Another project is at work."""
        room.desk.article_shown.connect(self._article_shown)
        room.desk.stepped.connect(self._stepped)
        room.informing.elsewhere = self._shows_status
        self._beforehand.start()

    def leave_room(self) -> None:
        """The project is being closed."""
        self._beforehand.stop()
        self.close()
        for mode in (self.hits, self.all):
            if mode is not None:
                mode.leave_room()
        self.hits = self.all = None
        # After the modes: it waits for a search that is under way.
        if self._preparing is not None:
            self._preparing.wait(CLOSING)
            self._preparing = None

    def _article_shown(self, key: str) -> None:
        view = self.room.desk.view if self.room is not None else None
        if view is not None:
            self._window.doing.searching.bar.show_text(view.text)
        if self.hits is not None:
            self.hits.article_shown(key)
        if self.is_shown:
            self.close()

    def _stepped(self) -> None:
        if self.all is not None and self._mode is self.all:
            self.all.stepped()

    # Opening and closing

    def open_search(self, words: str = "") -> None:
        """Find these words in the project, or those that are selected."""
        room = self.room
        if room is None:
            return
        pane, _ = self._made()
        if self.hits is None:
            from hashiya.ui.window.hits import Hits

            self.hits = Hits(self, room)
        if not words and not self.is_shown and room.desk.view is not None:
            span = self._window.panes.viewer.selection()
            if span is not None and len(span) <= LONGEST and not self.hits.is_at(span):
                words = " ".join(span.of(room.desk.view.text).split())
        self._show(self.hits, side=False)
        self.hits.begin(words)
        pane.bar.field.setFocus()
        pane.bar.field.selectAll()

    def open_label_all(self) -> None:
        """List every other occurrence of the mention in question."""
        room = self.room
        if room is None:
            return
        if self.all is None:
            from hashiya.ui.window.label_all import LabelAll

            self.all = LabelAll(self, room)
        mention = self.all.mention()
        if mention is None:
            return
        self._made()
        self._show(self.all, side=True)
        self.all.begin(mention)

    def close(self) -> None:
        """Back to the text, as it was left."""
        mode, self._mode = self._mode, None
        if mode is None or self.pane is None or self.side is None:
            return
        mode.pause()
        panes = self._window.panes
        self.pane.hide()
        self.side.hide()
        panes.bar.show()
        panes.viewer.show()
        for part in self._tools():
            part.show()
        panes.status.end_standing()
        panes.viewer.setFocus()
        room = self.room
        if room is not None:
            room.informing.later("situation")

    def _prepare(self) -> None:
        """Let a thread make ready what every search needs."""
        if self.room is not None:
            searching = self.room.workspace.searching
            self._preparing = Job(lambda _: searching.prepare())
            self._preparing.start()

    def _made(self) -> tuple[SearchPane, LabelAllSide]:
        pane = self._made_pane()
        if self.side is None:
            from hashiya.ui.panes.searching.side import LabelAllSide

            program = self._window.program
            key_of, candidates = self._window.keyboard.key_of, self._window.doing.candidates
            self.side = LabelAllSide(program.theme, program.messages, key_of, candidates)
            self._add(self.side, self._window.panes.tools)
            self._connect(pane, self.side)
        return pane, self.side

    def _made_pane(self) -> SearchPane:
        if self.pane is None:
            from hashiya.ui.panes.searching.pane import SearchPane

            self.pane = SearchPane(self._window.program.theme, self._window.program.messages)
            self._add(self.pane, self._window.panes.middle)
        return self.pane

    def _add(self, widget: QWidget, parent: QWidget) -> None:
        layout = parent.layout()
        if isinstance(layout, QBoxLayout):
            layout.addWidget(widget, 1)
        widget.hide()

    def _connect(self, pane: SearchPane, side: LabelAllSide) -> None:
        pane.bar.asked_changed.connect(self._asked)
        pane.bar.field.walked.connect(self.walk)
        pane.bar.field.entered.connect(self._entered)
        pane.list.opened.connect(partial(self._act, "hit_go"))
        pane.list.current_changed.connect(self._shows_status)
        pane.widen_requested.connect(self._widen)
        pane.more_requested.connect(self._more)
        side.left.connect(pane.list.setFocus)
        side.alike_requested.connect(partial(self._act, "hit_alike"))
        side.apply_requested.connect(partial(self._act, "hit_apply"))

    def _asked(self) -> None:
        if self._mode is not None:
            self._mode.asked()

    def _widen(self) -> None:
        if self._mode is not None:
            self._mode.widen()

    def _more(self) -> None:
        if self._mode is not None:
            self._mode.more()

    def _tools(self) -> list[QWidget]:
        """What stands at the end beside the text."""
        layout = self._window.panes.tools.layout()
        items = [layout.itemAt(n) for n in range(layout.count())] if layout is not None else []
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if widget is not None and widget is not self.side]

    def _show(self, mode: Mode, *, side: bool) -> None:
        if self._mode is not None and self._mode is not mode:
            self._mode.pause()
        self._mode = mode
        panes, room = self._window.panes, self.room
        if self.pane is None or self.side is None or room is None:
            return
        scheme = room.workspace.scheme
        self.pane.show_scheme(scheme)
        self.side.show_scheme(scheme)
        self.pane.bar.show_filters(shown=not side)
        self._window.doing.searching.bar.close_bar()
        panes.bar.hide()
        panes.viewer.hide()
        self.pane.show()
        for part in self._tools():
            part.setVisible(not side)
        self.side.setVisible(side)
        if side:
            panes.show_pane("tools")

    # Keys

    def contexts(self, widget: QWidget) -> tuple[Context, ...] | None:
        """Which keys hold in the page's widgets; None elsewhere."""
        if not self.is_shown or self.pane is None or self.side is None:
            return None
        if widget is self.pane.list:
            return (Context.HITS, Context.VIEWER)
        inside = self.pane.isAncestorOf(widget) or self.side.isAncestorOf(widget)
        return (Context.HITS,) if inside else None

    def take_key(self, action: str) -> bool | None:
        """An action by its key while the page is shown: whether it is done, None for what goes its usual way."""
        focus = QApplication.focusWidget()
        if self._mode is None or self.pane is None or self.side is None or focus is None:
            return None
        in_list = focus is self.pane.list
        if action in HIT_ACTIONS:
            if not (in_list or (action in {"hit_apply", "hit_alike"} and focus is not self.side.referent.field)):
                return False
            self._act(action)
            return True
        if not in_list:
            return None
        if action.startswith(LABEL):
            self._mode.label(action.removeprefix(LABEL))
            return True
        if action == "find":
            self.pane.bar.field.setFocus()
            self.pane.bar.field.selectAll()
            return True
        known = self._window.keyboard.actions.get(action)
        is_of_text = known is not None and known.context is not Context.EVERYWHERE
        return False if is_of_text and action not in STAY else None

    def before(self, action: str) -> None:
        """An action is about to be carried out: those of the text lead back to it."""
        if not self.is_shown or action in STAY:
            return
        known = self._window.keyboard.actions.get(action)
        if action in TO_TEXT or (known is not None and known.context is not Context.EVERYWHERE):
            self.close()

    def step_out(self) -> bool:
        """Esc: leave the page, or what is being typed in it; whether there was something to leave."""
        if self.is_shown and self.pane is not None and self.side is not None:
            if self.side.isVisible() and self.side.referent.is_editing and self.all is not None:
                self.all.show_referent()
                self.pane.list.setFocus()
            elif self.all is not None and self._mode is self.all and self.is_writing:
                self.all.stop()
            else:
                self.close()
            return True
        return self.hits is not None and self.hits.end_walk()

    def walk(self, by: int) -> None:
        """To the next or previous hit: in the list, or in the texts when the list is not shown."""
        if self.is_shown and self.pane is not None:
            count = self.pane.list.hits.rowCount()
            if count:
                self.pane.list.go((self.pane.list.current + by) % count)
        elif self.hits is not None:
            self.hits.go_by(by)

    @property
    def can_walk(self) -> bool:
        """Whether there are hits to walk."""
        return self.is_shown or (self.hits is not None and self.hits.is_walking)

    def panes(self) -> list[QWidget]:
        """The parts of the page that F6 goes to."""
        shown = (self.pane.bar, self.pane.list, self.side) if self.pane and self.side else ()
        return [part for part in shown if part.isVisible()]

    def _act(self, action: str, *_: object) -> None:
        if self._mode is None:
            return
        if action == "hit_go":
            self._mode.enter()
        else:
            self._mode.act(action)

    def _entered(self) -> None:
        """Enter in the field: in a search to the current hit, else into the list."""
        if self.pane is None or self._mode is None or self.pane.is_empty:
            return
        if self.hits is not None and self._mode is self.hits:
            self.hits.enter()
        else:
            self.pane.list.setFocus()

    # The status line

    def _shows_status(self) -> bool:
        """Say in the status line what one is at, if the page is shown; whether it is."""
        if self._mode is None:
            return False
        self._mode.show_status()
        return True

    def say(self, words: str, keys: list[tuple[tuple[str, ...], str]], at: int, of: int) -> None:
        """Say what one is at, the keys for it, and which of how many rows is current."""
        messages, status = self._window.program.messages(), self._window.panes.status
        shown = [KeyWords(tuple(cap_text(cap, messages) for cap in caps), messages.text(key)) for caps, key in keys]
        status.stand(Tone.PLAIN, words, keys=shown)
        place = messages.text("searching.at", at=at + 1, of=of) if of and at >= 0 else ""
        status.show_place(place)

    def key_of(self, action: str) -> tuple[str, ...]:
        """The cap of an action's key."""
        cap = self._window.keyboard.key_of(action)
        return (cap,) if cap else ()

    @property
    def window(self) -> Window:
        """The window that the page is in."""
        return self._window

    def names(self) -> HitNames:
        """The articles by place and title, as they are now."""
        return HitNames(self.room)

    def is_typing(self) -> bool:
        """Whether the keys go to a field to write in."""
        focus = QApplication.focusWidget()
        return focus is not None and is_text_field(focus)
