"""What is painted again after a gesture is all that looks otherwise: the screen is as if all had been painted."""

from __future__ import annotations

import random

import pytest
from hashiya.domain.span import Span
from hashiya.ui.viewer.content import Mark
from hashiya.ui.viewer.viewer import Viewer
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from tests.ui.viewer.conftest import Shower
from tests.ui.viewer.sample import first_seed

OPERATIONS = 100
SLACK = 2
"""A dashed outline, which is a picture between two rows of the screen, is drawn otherwise where it is cut."""


def on_screen(viewer: Viewer) -> QImage:
    """The viewport as it stands there, painted piece by piece."""
    place = viewer.viewport().geometry()
    return viewer.screen().grabWindow(viewer.winId()).toImage().copy(place).convertToFormat(QImage.Format.Format_RGB32)


def painted_whole(viewer: Viewer) -> QImage:
    """The viewport painted at once."""
    return viewer.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def pixels(image: QImage) -> bytes:
    """Its bytes, row after row; the image must outlive the view of them."""
    return bytes(image.constBits())


def rows_apart(viewer: Viewer) -> list[int]:
    """The rows in which the screen differs from what is painted at once, by more than rounding."""
    QCoreApplication.processEvents()
    one, other = pixels(on_screen(viewer)), pixels(painted_whole(viewer))
    wide = 4 * viewer.viewport().width()
    rows = [at for at in range(0, len(one), wide) if one[at : at + wide] != other[at : at + wide]]
    far = [
        at
        for at in rows
        if any(abs(a - b) > 2 for a, b in zip(one[at : at + wide], other[at : at + wide], strict=True))
    ]
    return [at // wide for at in far]


def gesture(viewer: Viewer, chance: random.Random) -> str:
    """One of those that repaint a few lines."""
    entities = sorted(mark.id for mark in viewer.scenes.marks.values() if mark.layer == "entities")
    start = chance.randrange(900)
    span = Span(start, start + chance.randrange(1, 60))
    what = chance.choice(("make", "make", "delete", "select", "hover", "caret", "select words", "frame"))
    if what == "make":
        label, proposal = chance.choice(("PERS", "GPE", "ORG")), chance.random() < 0.3
        viewer.update_marks(
            [Mark(f"m{chance.randrange(40)}", "entities", label, span.start, span.end, None, proposal)], ()
        )
    elif what == "delete" and entities:
        viewer.update_marks([], [chance.choice(entities)])
    elif what == "select" and entities:
        viewer.select_mark(chance.choice(entities))
    elif what == "hover" and entities:
        viewer.set_hovered(chance.choice(entities))
    elif what == "caret":
        viewer.set_caret(start)
    elif what == "select words":
        viewer.set_selection(span)
    elif what == "frame":
        viewer.reveal(span, frame=True)
    return what


@pytest.mark.parametrize("size", [21, 30, 14])
def test_a_few_lines_painted_again_are_enough(show: Shower, size: int) -> None:
    viewer, chance = show(first_seed()), random.Random(size)
    viewer.set_text_size(size)
    viewer.activateWindow()
    viewer.setFocus()
    for number in range(OPERATIONS):
        done = gesture(viewer, chance)
        # A frame may have been taken away while the two were compared.
        apart = rows_apart(viewer) and rows_apart(viewer)
        assert len(apart) <= SLACK, (number, done, apart)
