"""How the program starts a command of its own in a child process."""

from __future__ import annotations

import sys

UNSEEN = 0x08000000 if sys.platform == "win32" else 0
"""How a child is started (CREATE_NO_WINDOW): without this Windows would show a black window for each."""


def own_command() -> tuple[str, ...]:
    """The words that start this program, frozen or not."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "hashiya")
