"""What the window can do besides annotating: projects, in and out, views, dialogs and pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from hashiya.domain.article import Status
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import ArticleKey, ReferentId
from hashiya.domain.links import Annotator
from hashiya.storage.project import ProjectFile
from hashiya.ui.desk.desk import Saying
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.panes.values import ReferentInUse, Topic
from hashiya.ui.theme import Preference
from hashiya.ui.window.dialogs import Dialogs
from hashiya.ui.window.menus import fill_menus
from hashiya.ui.window.room import Room
from hashiya.ui.window.searching import Searching
from hashiya.workspace.backing import copy_to
from hashiya.workspace.settings import MOST_RECENT

if TYPE_CHECKING:
    from hashiya.ui.window.window import Window

SUFFIX = ".hashiya"
LEAST_TEXT, MOST_TEXT = 14, 34
LEAST_GAP, MOST_GAP = 20, 44
USUAL_TEXT = 21


class Doing(QObject):
    """The window's own actions."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.dialogs = Dialogs(window)
        self.searching = Searching(window)
        self._actions: dict[str, Callable[[], None]] = {
            "new": self.new_project,
            "open": self.open_project,
            "open_sample": self.open_sample,
            "start_afresh": self.start_afresh,
            "copy_to_hand_on": self.copy_to_hand_on,
            "close_project": window.show_welcome,
            "new_window": self.new_window,
            "quit": self._quit,
            "text_larger": lambda: self.resize_text(1),
            "text_smaller": lambda: self.resize_text(-1),
            "text_usual": lambda: window.program.change(text_size=USUAL_TEXT),
            "lines_wider": lambda: self.space_lines(2),
            "lines_closer": lambda: self.space_lines(-2),
            "show_proposals": self.toggle_proposals,
            "show_invisible": lambda: window.program.change(show_invisible=not window.program.settings.show_invisible),
            "pane_start": lambda: window.panes.toggle("articles"),
            "pane_end": lambda: window.panes.toggle("tools"),
            "reading_alone": window.panes.read_alone,
            "theme": self.switch_theme,
            "language": self.switch_language,
            "pane_next": lambda: self.walk_panes(1),
            "pane_previous": lambda: self.walk_panes(-1),
            "go_articles": lambda: self.go_pane("articles"),
            "go_text": window.panes.viewer.setFocus,
            "go_labels": lambda: self.go_pane("labels"),
            "go_card": lambda: self.go_pane("card"),
            "guide": self.show_guide,
            "remove_article": self.remove_article,
            "step_out": self.step_out,
            **self.searching.actions(),
            **self.dialogs.actions(),
        }

    def _quit(self) -> None:
        self._window.close()

    def run(self, action: str) -> bool:
        """Carry out an action of the window; whether it is one."""
        gesture = self._actions.get(action)
        if gesture is None:
            return False
        gesture()
        return True

    # Projects

    def _folder(self) -> str:
        places = self._window.program.places
        places.projects.mkdir(parents=True, exist_ok=True)
        return str(places.projects)

    def _filter(self) -> str:
        return f"{self._window.program.messages().text('window.project_files')} (*{SUFFIX})"

    def new_project(self) -> None:
        """Ask for a place and make an empty project there."""
        title = self._window.program.messages().text("action.new")
        name, _ = QFileDialog.getSaveFileName(self._window, title, self._folder(), self._filter())
        if not name:
            return
        path = Path(name) if name.endswith(SUFFIX) else Path(name + SUFFIX)
        program = self._window.program
        try:
            path.unlink(missing_ok=True)  # The person was asked by the file dialog whether it may be replaced.
            from hashiya.workspace.sample import scheme_named

            scheme = scheme_named("news-claims")
            ProjectFile.create(
                path, scheme=scheme, name=path.stem, annotator=program.person, device=program.device
            ).close()
        except KnownFailure as failure:
            self._window.say_failure(failure, path)
            return
        self._window.open(path)

    def open_project(self) -> None:
        """Ask for a project file and open it."""
        title = self._window.program.messages().text("action.open")
        name, _ = QFileDialog.getOpenFileName(self._window, title, self._folder(), self._filter())
        if name:
            self._window.open(Path(name))

    def open_sample(self) -> None:
        """Open the sample project where it was left off; make it the first time."""
        path = self._window.program.places.sample
        if path.exists() or self._make_sample(path):
            self._window.open(path)

    def start_afresh(self) -> None:
        """Make another sample project beside those there are, and open it."""
        first = self._window.program.places.sample
        path, number = first, 2
        while path.exists():
            path, number = first.with_stem(f"{first.stem}-{number}"), number + 1
        if self._make_sample(path):
            self._window.open(path)

    def _make_sample(self, path: Path) -> bool:
        program = self._window.program
        path.parent.mkdir(parents=True, exist_ok=True)
        name = program.messages().text("words.sample_name")
        try:
            from hashiya.workspace.sample import make_sample

            make_sample(path, name=name, annotator=program.person, device=program.device)
        except KnownFailure as failure:
            self._window.say_failure(failure, path)
            return False
        return True

    def copy_to_hand_on(self) -> None:
        """Ask for a place and write a whole copy of the project there."""
        room = self._window.room
        if room is None:
            return
        title = self._window.program.messages().text("action.copy_to_hand_on")
        start = str(Path(self._folder()) / f"{room.workspace.path.stem}-copy{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, title, start, self._filter())
        if not name:
            return
        source, to = room.workspace.path, Path(name)
        job = Job(lambda _: copy_to(source, to), self)
        job.done.connect(lambda _: room.desk.say(Saying.DONE, "window.copied", path=name))
        job.failed.connect(lambda failure: self._window.say_failure(failure, to))
        job.start()

    def new_window(self) -> None:
        """Another window on the same project."""
        if self._window.room:
            self._window.another_requested.emit(self._window.room.workspace.path)

    def forget(self, path: str) -> None:
        """Take a project off the list of recent ones; the file stays."""
        program = self._window.program
        program.change(recent=[one for one in program.settings.recent if one != path][:MOST_RECENT])

    def remedy(self, failure: KnownFailure, path: Path | None) -> tuple[str, Callable[[], None] | None]:
        """The one button of a failure's band, and what it does."""
        messages = self._window.program.messages()
        if failure.code in ("corrupt", "missing", "not_closed"):
            return messages.text("window.restore"), lambda: self.dialogs.restore_backup(path)
        if failure.code in ("newer_file", "older_read_only") and path:
            return messages.text("window.read"), lambda: _nothing(self._window.open(path, read_only=True))
        if failure.code in ("read_only", "unsafe_place", "no_access"):
            return messages.text("window.copy"), self.copy_to_hand_on
        return messages.text("window.close"), self._window.bands.hide

    # Views

    def resize_text(self, steps: int) -> None:
        """Larger or smaller text, by a pixel."""
        size = self._window.program.settings.text_size + steps
        self._window.program.change(text_size=min(MOST_TEXT, max(LEAST_TEXT, size)))

    def space_lines(self, pixels: int) -> None:
        """Lines farther apart or closer together."""
        gap = self._window.program.settings.line_gap + pixels
        self._window.program.change(line_gap=min(MOST_GAP, max(LEAST_GAP, gap)))

    def switch_theme(self) -> None:
        """From light to dark and back."""
        theme = self._window.program.theme.theme
        other = Preference.LIGHT if theme.scheme.value == "dark" else Preference.DARK
        self._window.program.change(theme=other.value)

    def switch_language(self) -> None:
        """From Arabic to English and back."""
        self._window.program.change(language="en" if self._window.program.language == "ar" else "ar")

    def toggle_proposals(self) -> None:
        """Show proposals in the text, or hide them."""
        program, room = self._window.program, self._window.room
        program.change(show_proposals=not program.settings.show_proposals)
        if room:
            shown = program.settings.show_proposals
            room.desk.say(Saying.HINT, "review.shown" if shown else "review.now_hidden")

    # Panes

    def go_pane(self, name: str) -> None:
        """Give the keyboard to a pane; once more hides it."""
        panes = self._window.panes
        named: dict[str, QWidget] = {"articles": panes.articles, "labels": panes.labels, "card": panes.card}
        widget = named[name]
        side = "articles" if name == "articles" else "tools"
        if widget.isVisible() and self._is_in(widget):
            panes.toggle(side)
            panes.viewer.setFocus()
            return
        panes.show_pane(side)
        if name == "card":
            panes.card.focus_first()
        else:
            _focus_first(widget)

    def walk_panes(self, way: int) -> None:
        """The keyboard to the next or previous pane."""
        panes = self._window.panes
        hits = self.searching.page.panes()
        order: list[QWidget] = [panes.articles, panes.viewer, *hits, panes.labels, panes.card, panes.status]
        there = [widget for widget in order if widget.isVisible()]
        at = next((number for number, widget in enumerate(there) if self._is_in(widget)), 0)
        _focus_first(there[(at + way) % len(there)])

    def _is_in(self, widget: QWidget) -> bool:
        """Whether the keys go to the widget or to something in it."""
        focus = QApplication.focusWidget()
        return focus is not None and (widget is focus or widget.isAncestorOf(focus))

    def show_guide(self) -> None:
        """The guide to the label in question; with no project the guide's pages."""
        if self._window.room is None:
            self.dialogs.guide_pages()
            return
        self._window.panes.show_pane("tools")
        self._window.panes.card.show_tab("guide")

    def remove_article(self) -> None:
        """Take the article on the desk off the lists; undo brings it back."""
        room = self._window.room
        if room and room.desk.article:
            self._remove(room.desk.article)

    # The room

    def connect_panes(self) -> None:
        """Connect what stays when projects come and go."""
        window = self._window
        window.header.command_requested.connect(lambda: self.run("command_palette"))
        window.header.recent_requested.connect(lambda path: window.open(Path(path)))
        window.panes.articles.import_requested.connect(lambda: self.run("import"))
        window.panes.status.annotator_requested.connect(lambda: self.run("annotator"))
        window.panes.bar.status_requested.connect(self._set_status)
        window.panes.articles.status_requested.connect(self._set_status_of)
        window.panes.articles.remove_requested.connect(self._remove)
        window.panes.articles.metadata_requested.connect(self.dialogs.show_metadata)
        window.panes.bar.metadata_requested.connect(lambda: self.run("metadata"))
        self.fill_menus()

    def take_dropped(self, paths: list[Path]) -> None:
        """Files were dropped: a project is opened, anything else imported."""
        project = next((path for path in paths if path.suffix == SUFFIX), None)
        if project:
            self._window.open(project)
        elif self._window.room:
            self.dialogs.import_files(paths)

    def connect_room(self, room: Room) -> None:
        """Connect a project that was just opened."""
        self.searching.page.connect_room(room)
        room.filler_requested.connect(self.dialogs.ask_filler)
        room.history_requested.connect(self.dialogs.show_history)
        room.files_dropped.connect(lambda paths: self.take_dropped([Path(path) for path in paths]))
        room.text_size_requested.connect(self.resize_text)
        room.guide_requested.connect(self._guide_topic)
        room.referent_requested.connect(lambda one: self.dialogs.show_referents(ReferentId(one)))
        room.scheme_requested.connect(lambda: self.run("scheme"))
        room.review.engines_requested.connect(lambda: self.run("engines"))
        room.reviewing.many_requested.connect(self.dialogs.accept_many)
        room.desk.waiting.connect(self.dialogs.wait_for)

    def _guide_topic(self, topic: Topic) -> None:
        self._window.panes.card.show_topic(topic)
        self._window.panes.card.show_tab("guide")

    def _set_status(self, status: str) -> None:
        room = self._window.room
        if room and room.desk.article:
            self._set_status_of(room.desk.article, status)

    def _set_status_of(self, article: str, status: str) -> None:
        room = self._window.room
        if room:
            key, wanted = ArticleKey(article), Status(status)
            room.desk.take(lambda: room.workspace.articles.set_status(key, wanted))

    def _remove(self, article: str) -> None:
        """Take an article off the lists; undo brings it back."""
        room = self._window.room
        if room is None:
            return
        key = ArticleKey(article)
        articles = room.workspace.articles
        following = articles.neighbour(key, forward=True) or articles.neighbour(key, forward=False)
        if room.desk.take(lambda: articles.remove([key])) and following and room.desk.view is None:
            room.desk.show_article(following)

    def step_out(self) -> None:
        """Esc: leave one thing, the innermost."""
        room = self._window.room
        if room is not None and room.desk.under_way is None and self.searching.step_out():
            return
        if room is not None:
            room.step_out()

    def fill_menus(self) -> None:
        """The menus in the language in use."""
        fill_menus(self._window)

    def candidates(self, query: str) -> list[ReferentInUse]:
        """The referents that a query could mean, for the card's field."""
        room = self._window.room
        if room is None:
            return []
        annotation = room.desk.annotation()
        counts = room.workspace.referents.counts()
        found = room.workspace.referents.candidates(query, label=annotation.label if annotation else None)
        return [ReferentInUse(one, *counts.get(one.id, (0, 0))) for one in found]

    def switch_annotator(self, person: Annotator) -> None:
        """Somebody else is at work in this window."""
        room = self._window.room
        if room:
            self._window.panes.card.commit()
            room.workspace.switch_annotator(person)
            if room.desk.view:
                room.desk.view.refresh()
            room.desk.select(None)
            room.desk.open(None)
            room.desk.showing.show_all()
            room.offering.renew()
            room.informing.show_all()


def _nothing(_: object) -> None:
    """Take what comes and give nothing back."""


def _focus_first(widget: QWidget) -> None:
    """The keyboard to the widget, or to the first field in it that takes it."""
    from PySide6.QtCore import Qt

    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        return
    for child in widget.findChildren(QWidget):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus(Qt.FocusReason.TabFocusReason)
            return
