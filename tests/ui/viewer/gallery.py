"""Renders the viewer to pictures at 2x, to look at, without a screen.

`PYTHONPATH=desktop:. QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 .venv/bin/python -m tests.ui.viewer.gallery FOLDER`
"""

from __future__ import annotations

import sys
from pathlib import Path

from hashiya.domain.span import Span
from hashiya.ui.theme import Preference, ThemeSource
from hashiya.ui.viewer import Link, Tip, ViewContent, Viewer
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.viewer.sample import everything, first_seed, open_roles


def main(folder: Path) -> None:
    """Write every picture into the folder."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for theme in ("light", "dark"):
        source = ThemeSource(Preference(theme), reduce_motion=True)
        source.install(app)
        for language in ("ar", "en"):
            viewer = shown(source, first_seed(dark=theme == "dark", language=language))
            viewer.select_mark(next(m.id for m in viewer.content.marks if m.label == "OCC"))
            save(viewer, folder / f"main-{language}-{theme}.png")
        viewer = shown(source, first_seed(dark=theme == "dark"))
        claim = next(m for m in viewer.content.marks if viewer.content.text.startswith("بمواقف", m.start))
        viewer.open_claim(claim.id, open_roles(viewer.content, dark=theme == "dark"))
        viewer.verticalScrollBar().setValue(1460)
        save(viewer, folder / f"claim-{theme}.png")
        viewer.verticalScrollBar().setValue(1000)
        save(viewer, folder / f"claim-away-{theme}.png")
        forms(source, theme, folder)


def forms(source: ThemeSource, theme: str, folder: Path) -> None:
    """Pictures of what the seeds do not fill, and of other sizes."""
    content = everything(dark=theme == "dark")
    viewer = shown(source, content)
    viewer.set_show_invisible(True)
    viewer.set_hits([Span(*m) for m in ((content.text.index("القمة"), content.text.index("القمة") + 5),)])
    ids = {content.text[m.start : m.end]: m.id for m in content.marks}
    links = [
        Link("l1", "عضو في", ids["الأميركي"], ids["الكرملين"]),
        Link("l2", "مكان", ids["telegram"], ids["2231"]),
        Link("l3", "يناقض", ids["مُحَمَّد"], None, "مقال ٤، ادعاء ٣"),
    ]
    viewer.set_links(links)
    viewer.setFocus()
    viewer.set_caret(content.text.index("legram"))
    save(viewer, folder / f"forms-{theme}.png")
    viewer.set_links([])
    tip = Tip(
        "شخص", content.styles["entities", "PERS"].colour, "لافروف", "1", ("المرجع: سيرغي لافروف", "اسم · متيقَّن · بشري")
    )
    viewer._tip.present(tip, source.theme, viewer.rect_of(Span(60, 64)))
    viewer.select_mark("c1")
    viewer.set_selection(Span(content.text.index("وأكد"), content.text.index("المتحدث باسم")))
    save(viewer, folder / f"tip-{theme}.png")
    for size, width in ((14, 640), (34, 1300), (21, 620)):
        viewer = shown(source, first_seed(dark=theme == "dark"), width)
        viewer.set_text_size(size)
        viewer.select_mark("c1")
        save(viewer, folder / f"size-{size}-{width}-{theme}.png")


def shown(source: ThemeSource, content: ViewContent, width: int = 842) -> Viewer:
    """A viewer with the content."""
    viewer = Viewer(source)
    viewer.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    viewer.resize(width, 820)
    viewer.show_content(content)
    viewer.show()
    return viewer


def save(viewer: Viewer, file: Path) -> None:
    """Write the picture."""
    QApplication.processEvents()
    viewer.grab().save(str(file))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
