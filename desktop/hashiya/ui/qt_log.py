"""What Qt says of itself, as lines of the log."""

from __future__ import annotations

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LOG = logging.getLogger("hashiya.qt")

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


MOST_TIMES = 5
"""What Qt says more often than this it says at each painting: the log would hold nothing else."""
MOST_SENTENCES = 200


class Hearing:
    """Writes down what Qt says, each sentence a few times at the most."""

    def __init__(self) -> None:
        self._said: dict[str, int] = {}

    def __call__(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Take one sentence of Qt's; it may come from any thread."""
        times = self._said.get(message, 0) + 1
        too_often = times > MOST_TIMES or (times == 1 and len(self._said) >= MOST_SENTENCES)
        if too_often and kind is not QtMsgType.QtFatalMsg:
            return
        self._said[message] = times
        more = " (said no more)" if times == MOST_TIMES else ""
        category = getattr(context, "category", None) or "default"
        LOG.log(LEVELS.get(kind, logging.WARNING), "%s: %s%s", category, message, more)


def hear_qt() -> None:
    """Write what Qt says into the log instead of standard error."""
    qInstallMessageHandler(Hearing())


def leave_qt() -> None:
    """Let Qt speak for itself again: at the end of the process nobody is there to hear it."""
    qInstallMessageHandler(None)
