"""What Qt says by itself is Arabic in the Arabic interface, all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hashiya.resources.messages import Messages
from hashiya.ui.qt_words import LACKING, arabic_words
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QToolButton
from pytestqt.qtbot import QtBot


@pytest.fixture
def arabic(qapp: QApplication) -> Iterator[None]:
    translators = arabic_words(Messages("ar"), qapp)
    for one in translators:
        qapp.installTranslator(one)
    yield
    for one in translators:
        qapp.removeTranslator(one)


def is_arabic(text: str) -> bool:
    return any("\u0621" <= letter <= "\u064a" for letter in text)


@pytest.mark.usefixtures("arabic")
def test_every_word_of_the_file_dialog_is_arabic(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    texts += [button.toolTip() for button in dialog.findChildren(QToolButton)]
    assert [text for text in texts if text and not is_arabic(text)] == []


@pytest.mark.usefixtures("arabic")
def test_what_no_translation_knows_stays_as_it_is() -> None:
    assert QCoreApplication.translate("Anything", "no such words") == "no such words"
    assert is_arabic(QCoreApplication.translate("QFileDialog", "Date Modified"))
    assert is_arabic(QCoreApplication.translate("QPlatformTheme", "Cancel"))


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize("source", LACKING)
def test_every_word_that_is_ours_is_needed(source: str, qapp: QApplication) -> None:
    own = arabic_words(Messages("ar"), qapp)[1]
    assert not own.translate("QFileDialog", source)
    assert not own.translate("QScrollBar", source)
