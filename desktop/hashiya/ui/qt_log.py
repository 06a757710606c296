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


def hear_qt() -> None:
    """Write what Qt says into the log instead of standard error."""
    qInstallMessageHandler(_write)


def leave_qt() -> None:
    """Let Qt speak for itself again: at the end of the process nobody is there to hear it."""
    qInstallMessageHandler(None)


def _write(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    LOG.log(LEVELS.get(kind, logging.WARNING), "%s: %s", getattr(context, "category", None) or "default", message)
