"""Paints the pages that gallery.py does not have, in the same way.

Run: PYTHONPATH=desktop:. python tests/ui/dialogs/gallery_pages.py FOLDER [SCREEN_SCALE [TEXT_SCALE [NAME…]]]
"""

from __future__ import annotations

from pathlib import Path

from tests.ui.dialogs import gallery  # the first: it makes the screen that there is none of

from hashiya.ui.dialogs.base import Said  # isort: skip
from hashiya.ui.dialogs.guide_pages import GuidePages  # isort: skip
from hashiya.ui.theme import ThemeSource  # isort: skip
from PySide6.QtWidgets import QDialog  # isort: skip


def _guide(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return GuidePages(theme, messages)


def _guide_keys(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return GuidePages(theme, messages, page="keys")


def _guide_scheme(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return GuidePages(theme, messages, page="scheme")


PAGES: dict[str, gallery.Make] = {
    "guide": _guide,
    "guide-keys": _guide_keys,
    "guide-scheme": _guide_scheme,
}

if __name__ == "__main__":
    gallery.DIALOGS.clear()
    gallery.DIALOGS.update(PAGES)
    gallery.main()
