"""Dialogs and pages of a window; each is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import ArticleKey, ReferentId
from hashiya.domain.links import Annotator
from hashiya.ui.actions import LABEL, ROLE, Context
from hashiya.workspace.offering import Offered

if TYPE_CHECKING:
    from hashiya.exchange.protocol import Format
    from hashiya.ui.dialogs.jobs import Job
    from hashiya.ui.kit import Sheet
    from hashiya.ui.window.window import Window


class Dialogs(QObject):
    """Opens what a window asks for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._open: Sheet | None = None

    def actions(self) -> dict[str, Callable[[], None]]:
        """The actions that open a dialog or a page."""
        return {
            "export": self.export,
            "print_report": self.print_report,
            "metadata": self.show_metadata,
            "overview": self.show_overview,
            "about": self.show_about,
            "update": self.look_for_update,
            "log": self.show_log,
            "crash_reports": self.show_crash_reports,
            "guide_pages": self.guide_pages,
            "keys_now": self.show_keys_now,
            "scheme": self.show_scheme,
            "engines": self.show_engines,
            "clusters": self.show_clusters,
            "imports": self.show_imports,
            "restore_backup": self.restore_backup,
            "referents": self.show_referents,
            "import": lambda: self.import_files([]),
            "annotator": self.ask_annotator,
            "settings": lambda: self.show_settings("interface"),
            "keys": lambda: self.show_settings("keys"),
        }

    def show(self, sheet: Sheet) -> None:
        """Open a sheet over the window."""
        self._show(sheet)

    def wait_for(self, job: Job) -> None:
        """Stand over the window until a long step is taken back; one that is quick is not spoken of."""
        from hashiya.ui.dialogs.waiting import AT_ONCE, WaitingDialog

        if job.wait(AT_ONCE):
            return
        program = self._window.program
        words = program.messages().text("going_back.words")
        self._show(WaitingDialog(program.theme, program.messages, "going_back", words, job, parent=self._window))

    def _show(self, sheet: Sheet) -> None:
        """Open a sheet; the keyboard goes back to the text when it closes."""
        self._open = sheet
        sheet.finished.connect(lambda _: self._closed(sheet))
        sheet.open()

    def _closed(self, sheet: Sheet) -> None:
        """Nothing is left of a closed sheet: it would go on to read a project that may be closed by then."""
        if self._open is sheet:
            self._open = None
        self._window.panes.viewer.setFocus()
        sheet.deleteLater()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files and folders, chosen there or dropped."""
        from hashiya.ui.dialogs.importing import ImportDialog

        window, room = self._window, self._window.room
        if room is None:
            return
        person = room.workspace.annotator
        dialog = ImportDialog(
            window.program.theme,
            window.program.messages,
            project=room.workspace.path,
            annotator=person.handle if person else None,
            paths=[Path(path) for path in paths],
            parent=window,
        )
        dialog.imported.connect(lambda _: self._imported())
        self._show(dialog)

    def _imported(self) -> None:
        room = self._window.room
        if room is None:
            return
        room.workspace.poll()
        room.informing.show_all()
        if room.desk.view is None:
            first = next(iter(room.workspace.articles.all()), None)
            if first:
                room.desk.show_article(first.key)

    def ask_annotator(self, *, first: bool = False) -> None:
        """Who is at work, asked at the first start and when somebody else takes over."""
        from hashiya.ui.dialogs.annotator import AnnotatorDialog

        window, room = self._window, self._window.room
        known = list(room.workspace.annotators().values()) if room else []
        program = window.program
        dialog = AnnotatorDialog(
            program.theme, program.messages, current=program.person, known=known, first=first, parent=window
        )
        dialog.annotator_chosen.connect(self._take_annotator)
        self._show(dialog)

    def _take_annotator(self, person: Annotator) -> None:
        program = self._window.program
        program.take(program.settings.with_person(person))
        self._window.bands.hide()

    def show_settings(self, page: str) -> None:
        """The settings, and among them the page of keys."""
        from hashiya.ui.dialogs.settings import Keyboard, SettingsDialog

        window, program = self._window, self._window.program
        keyboard = Keyboard(
            tuple(window.keyboard.actions.values()),
            self._title_of,
            window.keyboard.bindings,
            window.keyboard.filter,
        )
        dialog = SettingsDialog(
            program.theme, program.messages, program.settings, keyboard=keyboard, page=page, parent=window
        )
        dialog.settings_changed.connect(program.take)
        self._show(dialog)

    def _title_of(self, action: str) -> str:
        messages, room = self._window.program.messages(), self._window.room
        if action.startswith((LABEL, ROLE)) and room:
            scheme, key = room.workspace.scheme, action.partition(":")[2]
            named = scheme.label(Layer.ENTITIES, key) if action.startswith(LABEL) else scheme.role(key)
            return named.name.in_language(messages.language) if named else key
        return messages.text(f"action.{action}").rstrip("…")

    def ask_filler(self, role_key: str) -> None:
        """Who fills the role of the open claim, when the text does not name them."""
        from hashiya.ui.window.filler import FillerDialog

        window, room = self._window, self._window.room
        role = room.workspace.scheme.role(role_key) if room else None
        if room is None or role is None or room.desk.open_claim is None:
            return
        claim, framing, claims = room.desk.open_claim, room.framing, room.workspace.claims
        theme, messages = window.program.theme, window.program.messages
        dialog = FillerDialog(theme, messages, role, window.doing.candidates, parent=window)
        dialog.chosen.connect(lambda referent: framing.fill_with_referent(role_key, ReferentId(referent)))
        dialog.made.connect(lambda name: room.desk.take(lambda: claims.fill_new_referent(claim, role_key, name)))
        self._show(dialog)

    def export(self) -> None:
        """Export a corpus after a look at what is not complete."""
        from hashiya.exchange.jsonl import FORMAT

        self._export(FORMAT)

    def print_report(self) -> None:
        """The readable report as PDF."""
        from hashiya.ui.printing import FORMAT

        self._export(FORMAT)

    def _export(self, what: Format) -> None:
        from hashiya.ui.dialogs.exporting import ExportDialog

        window, room = self._window, self._window.room
        if room is None:
            return
        dialog = ExportDialog(
            window.program.theme,
            window.program.messages,
            room.workspace,
            article=room.desk.article,
            what=what,
            parent=window,
        )
        dialog.go_requested.connect(self._go)
        self._show(dialog)

    def show_referents(self, referent: ReferentId | None = None) -> None:
        """The page of all referents."""
        from hashiya.ui.dialogs.referents import ReferentsPage

        window, room = self._window, self._window.room
        if room is None:
            return
        page = ReferentsPage(
            window.program.theme, window.program.messages, room.workspace, referent=referent, parent=window
        )
        page.go_requested.connect(self._go)
        self._show(page)

    def _go(self, article: str, annotation: object) -> None:
        """To a place that a dialog names; the dialog gives way."""
        room = self._window.room
        if room is None:
            return
        if self._open is not None:
            self._open.close()
        if isinstance(annotation, str) and annotation:
            room.walking.go(annotation)
        else:
            room.show_article(article)
        room.to_text()

    def show_history(self, identifier: str) -> None:
        """Everything that happened to a thing, with who and when."""
        from hashiya.ui.dialogs.history import HistoryDialog

        window, room = self._window, self._window.room
        if room:
            theme, messages = window.program.theme, window.program.messages
            self._show(HistoryDialog(theme, messages, room.workspace, identifier, parent=window))

    def show_metadata(self, identifier: str | None = None) -> None:
        """What is known of an article; without a name the one on the desk."""
        from hashiya.ui.dialogs.metadata import MetadataDialog

        window, room = self._window, self._window.room
        article = ArticleKey(identifier) if identifier else room.desk.article if room else None
        if room and article:
            theme, messages = window.program.theme, window.program.messages
            self._show(MetadataDialog(theme, messages, room.workspace, article, parent=window))

    def show_overview(self) -> None:
        """The project in numbers."""
        from hashiya.ui.dialogs.overview import OverviewPage

        window, room = self._window, self._window.room
        if room:
            self._show(OverviewPage(window.program.theme, window.program.messages, room.workspace, parent=window))

    def show_about(self) -> None:
        """What the program is, and whose work is in it."""
        from hashiya.ui.dialogs.about import AboutDialog

        window = self._window
        self._show(AboutDialog(window.program.theme, window.program.messages, parent=window))

    def show_crash(self, report: str) -> None:
        """Something went wrong in the program: a report to copy, and the window stays."""
        from hashiya.ui.dialogs.crash import CrashDialog

        if isinstance(self._open, CrashDialog) and self._open.isVisible():
            self._open.add_report(report)
            return
        window = self._window
        self._show(CrashDialog(window.program.theme, window.program.messages, report, parent=window))

    def look_for_update(self) -> None:
        """What would be asked for a newer version, and of whom; nobody is asked yet."""
        from hashiya.ui.dialogs.update import UpdateDialog

        program = self._window.program
        self._show(UpdateDialog(program.theme, program.messages, parent=self._window))

    def show_log(self) -> None:
        """The end of the log."""
        from hashiya.ui.dialogs.crashes import LogPage

        program = self._window.program
        self._show(LogPage(program.theme, program.messages, program.places.log, parent=self._window))

    def show_crash_reports(self) -> None:
        """Every report of what went wrong inside the program."""
        from hashiya.ui.dialogs.crashes import CrashesPage
        from hashiya.workspace.crashes import Crashes

        program = self._window.program
        crashes = Crashes(program.places.crashes)
        self._show(CrashesPage(program.theme, program.messages, crashes, parent=self._window))

    def guide_pages(self, page: str | None = None) -> None:
        """The guide's pages."""
        from hashiya.ui.dialogs.guide_pages import GuidePages

        window = self._window
        self._show(GuidePages(window.program.theme, window.program.messages, page=page, parent=window))

    def show_keys_now(self) -> None:
        """All keys of this moment."""
        from hashiya.ui.dialogs.keys_now import KeysNowDialog, groups_now

        window, room = self._window, self._window.room
        scheme = room.workspace.scheme if room else None
        contexts = [Context.VIEWER] if room else []
        if room and room.is_reviewing:
            contexts.append(Context.REVIEW)
        if room and room.desk.open_claim:
            contexts.append(Context.CLAIM_OPEN)
        if window.doing.searching.page.is_shown:
            contexts.append(Context.HITS)
        groups = groups_now(window.keyboard, window.program.messages(), scheme, contexts)
        theme, messages = window.program.theme, window.program.messages
        self._show(KeysNowDialog(theme, messages, groups=groups, parent=window))

    def show_scheme(self) -> None:
        """The project's scheme, and another one put in its place."""
        from hashiya.ui.dialogs.scheme import SchemeDialog

        window, room = self._window, self._window.room
        if room:
            self._show(SchemeDialog(window.program.theme, window.program.messages, room.workspace, parent=window))

    def show_engines(self) -> None:
        """The engines of the project, each on or off, with their records."""
        from hashiya.ui.dialogs.engines import EnginesDialog

        window, room = self._window, self._window.room
        if room:
            theme, messages, suggesting = window.program.theme, window.program.messages, room.suggesting
            dialog = EnginesDialog(
                theme, messages, room.workspace, suggesting.engines(), suggesting.switch, parent=window
            )
            dialog.switched.connect(room.offering.renew)
            self._show(dialog)

    def accept_many(self, sort: tuple[Layer, str], alike: Sequence[Offered] | None) -> None:
        """Proposals of a sort, or those that look alike, to be accepted in one step."""
        from hashiya.ui.dialogs.accept_many import AcceptManyDialog

        window, room = self._window, self._window.room
        if room is None or room.desk.view is None:
            return
        dialog = AcceptManyDialog(
            window.program.theme,
            window.program.messages,
            room.workspace.scheme,
            room.desk.view.text,
            waiting=room.offering.waiting(),
            sorts=room.reviewing.sorts(),
            sort=sort,
            alike=alike,
            parent=window,
        )
        dialog.accepted_these.connect(room.reviewing.accept_these)
        self._show(dialog)

    def show_clusters(self) -> None:
        """The claims that say the same."""
        from hashiya.ui.dialogs.clusters import ClustersPage

        window, room = self._window, self._window.room
        if room:
            page = ClustersPage(window.program.theme, window.program.messages, room.workspace, parent=window)
            page.go_requested.connect(self._go)
            self._show(page)

    def show_imports(self) -> None:
        """What was imported when, and taking it back."""
        from hashiya.ui.dialogs.imports import ImportsDialog

        window, room = self._window, self._window.room
        if room:
            self._show(ImportsDialog(window.program.theme, window.program.messages, room.workspace, parent=window))

    def restore_backup(self, path: Path | None = None) -> None:
        """Backups to open, and rescuing what is readable of a damaged file."""
        from hashiya.ui.dialogs.backup import BackupDialog

        window, room = self._window, self._window.room
        wanted = path or (room.workspace.path if room else None)
        program = window.program
        dialog = BackupDialog(program.theme, program.messages, places=program.places, path=wanted, parent=window)
        dialog.open_requested.connect(lambda found: window.open(Path(found)))
        self._show(dialog)
