"""What a project says of itself: its id, its name, and whether it was closed as it should be."""

from __future__ import annotations

from hashiya.storage.line import Line

_PUT = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class Meta:
    """Names and values, each written in a transaction of its own."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def get(self, key: str) -> str | None:
        """The value with this name."""
        found: str | None = self._line.value("SELECT value FROM meta WHERE key = ?", (key,))
        return found

    def put(self, key: str, value: str) -> None:
        """Write the value with this name."""
        self._line.run(_PUT, (key, value))

    @property
    def closed_cleanly(self) -> bool:
        """Whether the last program that wrote the file closed it."""
        return self.get("closed") == "1"

    @closed_cleanly.setter
    def closed_cleanly(self, cleanly: bool) -> None:
        self.put("closed", "1" if cleanly else "0")
