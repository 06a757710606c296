"""The whole kit at once: a change of theme leaves nothing behind, and nothing is cut off at twice the size."""

from __future__ import annotations

import pytest
from hashiya.ui.kit import Chip, Field, KeyCap, TextLabel, Toggle
from hashiya.ui.theme import Preference, ThemeSource
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.gallery import Gallery


def laid_out(page: QWidget, qtbot: QtBot) -> None:
    page.resize(page.sizeHint().width(), 1400)
    page.show()
    qtbot.waitExposed(page)
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    QApplication.processEvents()


def picture(page: QWidget) -> QImage:
    return page.grab().toImage()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_that_lived_through_a_change_looks_like_a_new_one(
    source: ThemeSource, qtbot: QtBot, language: str
) -> None:
    old = Gallery(source, language, "dark").page()
    qtbot.addWidget(old)
    laid_out(old, qtbot)
    light = picture(old)
    source.set_preference(Preference.DARK)
    QApplication.processEvents()
    after = picture(old)
    old.close()
    fresh = Gallery(source, language, "dark").page()
    qtbot.addWidget(fresh)
    laid_out(fresh, qtbot)
    assert after != light
    assert after == picture(fresh)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_nothing_is_cut_off_at_any_scale(source: ThemeSource, qtbot: QtBot, language: str, scale: float) -> None:
    source.set_scale(scale)
    page = Gallery(source, language, "light").page(widths=scale)
    qtbot.addWidget(page)
    page.resize(page.sizeHint().width(), round(1100 * scale))
    page.show()
    qtbot.waitExposed(page)
    for kind in (QPushButton, Chip, Toggle, KeyCap, Field):
        for widget in page.findChildren(kind):
            if widget.isVisible():
                assert widget.width() >= widget.minimumSizeHint().width(), widget.accessibleName()
                assert widget.height() >= widget.minimumSizeHint().height(), widget.accessibleName()
    for label in page.findChildren(TextLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
