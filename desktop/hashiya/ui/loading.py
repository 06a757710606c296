"""Qt, loaded so that what is imported after it comes as quickly as before; to be imported before PySide6 is."""

from __future__ import annotations

import builtins
from importlib import import_module


def _load_qt() -> str:
    """Load PySide6, keep Python's own way of importing, and return Qt's version.

    PySide6 puts its own in place: it reads the source of every module that is imported later, to see whether it asks
    for another spelling of Qt's names (`from __feature__ import …`). None of ours does, and it costs a tenth of the
    start.
    """
    ordinary = builtins.__import__
    version: str = import_module("PySide6.QtCore").qVersion()
    builtins.__import__ = ordinary
    return version


QT_VERSION = _load_qt()
