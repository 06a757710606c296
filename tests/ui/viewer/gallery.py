"""Renders the viewer to pictures at 2x, to look at: `python tests/ui/viewer/gallery.py FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")
HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[3] / "desktop"), str(HERE.parents[3])]

from hashiya.ui.theme import Preference, ThemeSource  # noqa: E402
from hashiya.ui.viewer.viewer import Viewer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.ui.viewer.sample import first_seed  # noqa: E402


def main(folder: Path) -> None:
    """Write every picture into the folder."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for theme in ("light", "dark"):
        for language in ("ar", "en"):
            source = ThemeSource(Preference(theme))
            source.install(app)
            viewer = Viewer(source)
            viewer.resize(842, 820)
            content = first_seed(dark=theme == "dark", language=language)
            viewer.show_content(content)
            viewer.show()
            viewer.select_mark(next(m.id for m in content.marks if m.label == "OCC"))
            viewer.grab().save(str(folder / f"main-{language}-{theme}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
