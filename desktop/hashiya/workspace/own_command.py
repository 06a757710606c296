"""How the program starts a command of its own in a child process."""

from __future__ import annotations

import sys


def own_command() -> tuple[str, ...]:
    """The words that start this program, frozen or not."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "hashiya")
