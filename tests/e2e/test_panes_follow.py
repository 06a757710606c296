"""What the panes show after a gesture: only what it changed is listed anew."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from hashiya.domain.article import Status
from hashiya.ui.window.window import Window
from hashiya.workspace.sample import make_sample
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import DEVICE, SARA
from tests.e2e.driver import Hands, Latin, usual

Places = list[tuple[object, ...]]


class Painted(QObject):
    """Where the parts of a widget stand, at each painting of one of them."""

    def __init__(self, root: QWidget) -> None:
        super().__init__()
        self._root = root
        self.frames: list[Places] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and self._root.isAncestorOf(watched):
            self.frames.append(self.places())
        return False

    def places(self) -> Places:
        """The parts that are shown now."""
        parts = [one for one in self._root.findChildren(QWidget) if one.isVisible()]
        return sorted(
            (type(one).__name__, *one.mapTo(self._root, QPoint()).toTuple(), *one.size().toTuple()) for one in parts
        )


def turn(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def test_a_first_mark_changes_the_row_of_its_article_alone(hands: Hands) -> None:
    model = hands.window.panes.articles.model
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    hands.article(2)
    hands.caret_in("الإيراني")
    hands.press("1")
    hands.settle()
    rows = [model.row(model.index(number)) for number in range(model.rowCount())]
    assert [row.status for row in rows if row] == [Status.NEW, Status.NEW, Status.IN_PROGRESS, Status.NEW, Status.NEW]
    assert resets == []
    hands.press("Ctrl+Z")
    hands.settle()
    row = model.row(model.index(2))
    assert row is not None
    assert row.status is Status.NEW


def test_an_article_that_is_removed_leaves_the_list_and_comes_back(hands: Hands) -> None:
    model = hands.window.panes.articles.model
    key = hands.room.workspace.articles.all()[1].key
    hands.article(0)
    hands.room.workspace.articles.remove([key])
    hands.settle()
    assert (model.rowCount(), model.place(key)) == (4, None)
    hands.press("Ctrl+Z")
    hands.settle()
    assert (model.rowCount(), model.place(key)) == (5, 2)


def test_the_first_frame_of_a_claims_card_is_its_last(
    window: Window, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    path = tmp_path / "sample.hashiya"
    make_sample(path, name="sample", annotator=SARA, device=DEVICE)
    window.program.take(usual())
    hands = Hands(window, path, keys=Latin())
    project = hands.room.workspace.project
    number, claims = next((n, some) for n, one in enumerate(project.articles()) if (some := project.claims(one.key)))
    hands.article(number)
    turn(300)
    for claim in claims[:5]:
        painted = Painted(hands.window.panes.card.claim)
        hands.desk.select(claim.id)
        qapp.installEventFilter(painted)
        hands.room.informing.refresh()
        qtbot.waitUntil(partial(bool, painted.frames), timeout=20_000)
        turn(300)
        qapp.removeEventFilter(painted)
        assert [n for n, frame in enumerate(painted.frames) if frame != painted.frames[-1]] == []
    hands.leave()
