"""What the SQLite library on this computer is and can do."""

from __future__ import annotations

import sqlite3


def sqlite_library_version() -> str:
    """Its version."""
    return sqlite3.sqlite_version


def can_search_texts() -> bool:
    """Whether it has FTS5 with the trigram tokenizer."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (text, tokenize = 'trigram')")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
