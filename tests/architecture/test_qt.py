"""The installed Qt bindings do not lose references of None.

PySide6 6.12.0 drops one at each call of a void method; Python 3.11 dies of it after a few thousand calls. From 3.12
on None is immortal, so there the test can only hold the version.
"""

from __future__ import annotations

import sys

import PySide6
import pytest
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QTextCursor, QTextDocument


def references_of_none() -> int:
    """How many references of None there are."""
    return sys.getrefcount(None)


def test_the_version_is_one_that_python_survives() -> None:
    assert (6, 11) <= tuple(map(int, PySide6.__version__.split(".")[:2])) < (6, 12)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("void", ["setObjectName", "deleteChar", "moveTo"])
def test_a_void_call_keeps_the_references_of_none(void: str) -> None:
    document = QTextDocument()
    calls = {
        "setObjectName": (QObject(), "حاشية"),
        "deleteChar": (QTextCursor(document),),
        "moveTo": (QRect(0, 0, 1, 1), QPoint(1, 1)),
    }
    subject, *arguments = calls[void]
    method = getattr(subject, void)
    before = references_of_none()
    for _ in range(1000):
        method(*arguments)
    assert references_of_none() >= before - 10
