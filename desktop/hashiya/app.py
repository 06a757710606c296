"""Builds the program once: the application, its shared state, its first window."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from hashiya.ui.loading import QT_VERSION

# isort: split
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from hashiya import __version__
from hashiya.ui.dialogs.jobs import end_all
from hashiya.ui.garbage import Garbage
from hashiya.ui.identity import name_application, show_icon
from hashiya.ui.instance import Reachable, hand_over, may_run
from hashiya.ui.program import Program
from hashiya.ui.qt_log import hear_qt, leave_qt
from hashiya.ui.window.window import Window
from hashiya.workspace.log import Logging, python_version, system_line
from hashiya.workspace.native import NativeFaults
from hashiya.workspace.places import Places
from hashiya.workspace.settings import SettingsStore

LOG = logging.getLogger(__name__)

READY = "ready"
READY_VARIABLE = "HASHIYA_BENCH_READY"
"""When set, the program says READY once its window is painted, and ends so many milliseconds later."""

SETTLED_AFTER = 200
"""Milliseconds after the window is up until it has its icon and answers other starts; the painting comes before."""


class Windows:
    """Every window of the program; another window on a project is made on request."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.all: list[Window] = []

    def make(self) -> Window:
        """A new window, not shown yet."""
        window = Window(self._program)
        window.another_requested.connect(self._open_another)
        window.closed.connect(self._forget)
        self.all.append(window)
        return window

    def take(self, path: Path | None, article: str | None) -> None:
        """Show a project that another start or the system hands over; without one, come to the front."""
        window = self._window_for(path)
        if path is not None and (window.room is None or window.room.workspace.path != path or article):
            window.open(path, article=article)
        window.show()
        window.raise_()
        window.activateWindow()

    def front(self) -> Window | None:
        """The window that the person looks at, else the newest; None when all are closed."""
        return next((one for one in reversed(self.all) if one.isActiveWindow()), self.all[-1] if self.all else None)

    def _window_for(self, path: Path | None) -> Window:
        """The window that has the project open, else one that shows none, else a new one."""
        there = [one for one in self.all if one.room is not None and one.room.workspace.path == path]
        free = [one for one in self.all if one.room is None]
        if path is None:
            there = self.all[-1:]
        return next(iter([*there, *free]), None) or self.make()

    def _open_another(self, path: Path) -> None:
        window = self.make()
        window.show()
        window.open(path)

    def _forget(self, window: Window) -> None:
        if window in self.all:
            self.all.remove(window)
            # Qt's connections hold what Python would take for garbage: nothing else ever frees it.
            window.deleteLater()


def make_application() -> QApplication:
    """The Qt application, with the program's name."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    name_application(app)
    return app


def run_window(
    file: Path | None, *, article: str | None, places: Places, store: SettingsStore, verbose: bool = False
) -> int:
    """Open the window: that project, else the last one, else the welcome page; the exit status when it is closed.

    Where the program runs already it is handed the file, and this one ends. KnownFailure when it cannot begin.
    """
    app = make_application()
    if may_run(places.data) and hand_over(places.data, file, article):
        return 0
    places.make()
    with _recorded(places, verbose=verbose) as died:
        program = Program(app, places, store)
        windows = Windows(program)
        window = windows.make()
        report_exceptions(windows.front, places.crashes)
        recent = [Path(path) for path in program.settings.recent[:1] if Path(path).exists()]
        wanted = file or next(iter(recent), None)
        window.show()
        if wanted is None or not window.open(wanted, article=article):
            window.show_welcome()
        if died:
            window.bands.say_it_died()
        return _run(app, window, lambda: _settle_in(app, places, windows))


def say_no_window(words: str) -> None:
    """Say why there is no window, to a person who has started the program by a double click."""
    app = make_application()
    if app.platformName() != "offscreen":  # where nobody would see it, and nobody close it
        QMessageBox.critical(None, app.applicationDisplayName(), words)


@contextmanager
def _recorded(places: Places, *, verbose: bool) -> Iterator[bool]:
    """The log and the faults outside Python, noted as long as the program runs; whether the last one was cut short."""
    log = Logging(places.log, verbose=verbose)
    hear_qt()
    about = f"hashiya {__version__}, Python {python_version()}, Qt {QT_VERSION}, {system_line()}"
    LOG.info("started: %s", about)
    faults = NativeFaults(places.crashes)
    noted = faults.take()
    if noted:
        from hashiya.workspace.crashes import Crashes

        made = Crashes(places.crashes).keep_native(*noted, about)
        LOG.warning("the last time the program was cut short: %s", made.name if made else "no report of it")
    faults.watch()
    try:
        yield noted is not None
    except Exception:
        LOG.exception("the program ends, for it cannot go on")
        raise
    finally:
        if survived := faults.rest():
            from hashiya.workspace.crashes import without_home

            LOG.warning("a fault outside Python, which did not end the program:\n%s", without_home(survived))
        LOG.info("ended")
        leave_qt()
        log.end()


def _run(app: QApplication, window: Window, settle_in: Callable[[], None]) -> int:
    """Let the window work until it is closed, or until the environment asks for the end."""
    QTimer.singleShot(0, Garbage(app).spare_what_is_there)
    QTimer.singleShot(SETTLED_AFTER, settle_in)
    quit_after = os.environ.get("HASHIYA_QUIT_AFTER")
    if quit_after:
        QTimer.singleShot(int(quit_after), app.quit)
    rest = os.environ.get(READY_VARIABLE)
    watching = _FirstPainting(app, window, int(rest)) if rest else None
    status = app.exec()
    end_all()
    del watching
    return status


def _settle_in(app: QApplication, places: Places, windows: Windows) -> None:
    """What the first painting did not wait for: the icon, and what other starts and the system hand over."""
    show_icon(app)
    reachable = Reachable(places.data, windows.take, app)
    if sys.platform == "darwin":
        app.installEventFilter(reachable)


class _FirstPainting(QObject):
    """Tells the benchmark that the text and every pane beside it are painted."""

    def __init__(self, app: QApplication, window: Window, rest: int) -> None:
        super().__init__()
        self._app, self._window, self._rest = app, window, rest
        window.panes.viewer.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # The painting itself comes after its event was seen here, and that of the panes with it.
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        room = self._window.room
        if room is not None and room.informing.is_behind:
            QTimer.singleShot(0, self._tell)
            return
        print(READY, flush=True)
        QTimer.singleShot(self._rest, self._app.quit)


def report_exceptions(front: Callable[[], Window | None], folder: Path) -> None:
    """An exception anywhere becomes a file and a dialog with a report to copy, never a vanished window."""
    last = ""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        from hashiya.ui.dialogs.crash import report_of
        from hashiya.workspace.crashes import Crashes

        nonlocal last
        told = report_of(error, trace)
        if told == last:
            # What fails in a painting fails at each: the log would hold nothing else.
            LOG.error("the same error again: %s", kind.__name__)
        else:
            LOG.error("an error that nobody expected", exc_info=(kind, error, trace))
            Crashes(folder).keep(told)
        last = told
        window = front()
        if window is not None:
            window.doing.dialogs.show_crash(told)

    sys.excepthook = report


def save_picture(file: Path, out: Path, *, article: str | None, places: Places, store: SettingsStore) -> None:
    """Write a picture of the window on a project, as it stands after its first painting."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    Garbage(app)
    program = Program(app, places.make(), store)
    window = Windows(program).make()
    window.show()
    window.open(file, article=article)
    for _ in range(20):
        app.processEvents()
    window.grab().save(str(out))
    window.close()


def qt_versions() -> dict[str, Any]:
    """Versions of Qt and of what encrypts its connections, and the faces that it has loaded."""
    make_application()
    from hashiya.ui.dialogs.update_work import encryption
    from hashiya.ui.theme import register_fonts

    register_fonts()
    from PySide6.QtGui import QFontDatabase

    wanted = ("Noto Naskh Arabic", "Amiri", "IBM Plex Sans Arabic")
    families = set(QFontDatabase.families())
    return {"qt": QT_VERSION, "tls": encryption() or "none", "fonts": [name for name in wanted if name in families]}
