"""The pictures of the README and the guide, made from the real window: `python packaging/dev.py screenshots`."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from hashiya.app import make_application
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotatorId, DeviceId
from hashiya.domain.links import Annotator
from hashiya.ui.program import Program
from hashiya.ui.window.window import Window
from hashiya.workspace.places import Places
from hashiya.workspace.sample import make_sample
from hashiya.workspace.settings import Settings, SettingsStore
from PySide6.QtWidgets import QApplication, QLineEdit

FOLDER = Path(__file__).parent.parent / "resources" / "guide" / "img"
PERSON = Annotator(id=AnnotatorId("01900000-0000-7000-8000-000000000001"), handle="salma", name="سلمى")
DEVICE = DeviceId("01900000-0000-7000-8000-000000000002")
ARTICLE = "001_4e8b63863ce1e992"

Scene = Callable[[Window], None]


def select_position(window: Window) -> None:
    """The first position of the article selected."""
    if window.room:
        row = next(row for row in window.room.desk.rows((Layer.ENTITIES,)) if row.label == "OCC")
        window.room.desk.select(row.id)


def open_claim(window: Window) -> None:
    """A claim with source, cue and target open."""
    if window.room:
        desk = window.room.desk
        claim = desk.view.claims()[12] if desk.view else None
        if claim:
            desk.select(claim.id)
            desk.open(claim.id)


def review_proposal(window: Window) -> None:
    """The first proposal of an article that nobody has annotated, up for review."""
    if window.room:
        other = next(one for one in window.room.workspace.articles.all() if one.id != ARTICLE)
        window.room.show_article(other.key)
        until = time.monotonic() + 20
        while not window.room.offering.waiting() and time.monotonic() < until:
            _settle(QApplication.processEvents)
        window.run("proposal_next")


def show_palette(window: Window) -> None:
    """The command palette on a search."""
    window.run("command_palette")
    field = window.focusWidget()
    if isinstance(field, QLineEdit):
        field.setText("ادعاء")


def show_welcome(window: Window) -> None:
    """The first page."""
    window.show_welcome()


SCENES: tuple[tuple[str, str, str, Scene], ...] = (
    ("main-ar-light", "ar", "light", select_position),
    ("main-en-light", "en", "light", select_position),
    ("claim-ar-dark", "ar", "dark", open_claim),
    ("claim-ar-light", "ar", "light", open_claim),
    ("claim-en-light", "en", "light", open_claim),
    ("review-ar-light", "ar", "light", review_proposal),
    ("review-en-light", "en", "light", review_proposal),
    ("palette-ar-light", "ar", "light", show_palette),
    ("welcome-ar-light", "ar", "light", show_welcome),
)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        places = Places.below(Path(folder)).make()
        store = SettingsStore(places.settings)
        store.save(Settings(device=DEVICE, asked_who=True).with_person(PERSON))
        make_sample(places.sample, name="العلاقات الإيرانية الروسية", annotator=PERSON, device=DEVICE)
        program = Program(app, places, store)
        for name, language, theme, scene in SCENES:
            program.change(language=language, theme=theme, panes={})
            window = Window(program)
            window.resize(1440, 900)
            window.show()
            window.open(places.sample, article=ARTICLE)
            window.resize(1440, 900)
            _settle(app.processEvents)
            scene(window)
            _settle(app.processEvents)
            window.grab().save(str(FOLDER / f"{name}.png"))
            print(FOLDER.name, name)
            window.close()


def _settle(process: Callable[[], None]) -> None:
    for _ in range(40):
        process()
        time.sleep(0.005)


if __name__ == "__main__":
    main()
