"""The commands: for people who feed and use the corpus, for scripts, and for tests. None but the window loads Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command; the exit status: 0 done, 1 data or system stand in the way, 2 wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-V"]):
        from hashiya import __version__

        print(f"hashiya {__version__}")
        return 0
    from hashiya.cli.run import run

    return run(words)
