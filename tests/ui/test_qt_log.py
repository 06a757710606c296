"""What Qt says comes into the log with its level, and what it says at each painting does not fill it."""

from __future__ import annotations

import logging

import pytest
from hashiya.ui.qt_log import MOST_SENTENCES, MOST_TIMES, Hearing
from PySide6.QtCore import QMessageLogContext, QtMsgType


def test_a_sentence_is_written_a_few_times_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    hear = Hearing()
    for _ in range(1000):
        hear(QtMsgType.QtWarningMsg, QMessageLogContext(), "QPainter::begin: no engine")
    hear(QtMsgType.QtCriticalMsg, QMessageLogContext(), "another")
    told = [(record.levelno, record.getMessage()) for record in caplog.records]
    line = "default: QPainter::begin: no engine"
    assert told == [
        *[(logging.WARNING, line)] * (MOST_TIMES - 1),
        (logging.WARNING, f"{line} (said no more)"),
        (logging.ERROR, "default: another"),
    ]
    caplog.clear()


def test_sentences_with_a_number_in_each_do_not_fill_it_either(caplog: pytest.LogCaptureFixture) -> None:
    hear = Hearing()
    for number in range(MOST_SENTENCES * 3):
        hear(QtMsgType.QtWarningMsg, QMessageLogContext(), f"item {number}")
    assert len(caplog.records) == MOST_SENTENCES
    caplog.clear()
