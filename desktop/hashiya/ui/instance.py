"""One program a person: a second start hands its file to the one that runs, and Finder's files come the same way."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

PATIENCE = 1000
"""Milliseconds that a second start waits for the running program to answer."""
TAKEN = b"taken\n"
MOST_BYTES = 100_000
"""A line that is longer names no file."""

LOG = logging.getLogger(__name__)

Take = Callable[[Path | None, str | None], None]
"""Shows a project, and an article of it; without a path the window that is there comes to the front."""


def server_name(home: Path) -> str:
    """The name under which the program of this person and these data is reached."""
    return f"hashiya-{sha256(str(home.resolve()).encode()).hexdigest()[:16]}"


def may_run(home: Path) -> bool:
    """Whether asking is worth its time: where servers are files, one that runs has left its file."""
    return os.name == "nt" or Path(QDir.tempPath(), server_name(home)).exists()


def hand_over(home: Path, file: Path | None, article: str | None) -> bool:
    """Give the file to the program that runs; False when none answers."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(server_name(home))
    if not socket.waitForConnected(PATIENCE):
        return False
    said = {"file": None if file is None else str(file.resolve()), "article": article}
    socket.write(json.dumps(said).encode() + b"\n")
    answered = socket.waitForBytesWritten(PATIENCE) and socket.waitForReadyRead(PATIENCE)
    return answered and socket.readAll().data() == TAKEN


def _understood(line: bytes) -> tuple[Path | None, str | None]:
    """The file and the article that another start names; ValueError when it says something else."""
    said = json.loads(line)
    match said:
        case {"file": str() | None as file, "article": str() | None as article}:
            return Path(file) if file else None, article
    raise ValueError("another start names neither file nor article")


class Reachable(QObject):
    """Takes what other starts and the system hand over, as long as it lives."""

    def __init__(self, home: Path, take: Take, parent: QObject) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._take = take
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(server_name(home)):
            # What a program left that was killed answers nobody; one that answers was asked before this one started.
            QLocalServer.removeServer(server_name(home))
            self._server.listen(server_name(home))

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            file, article = _understood(bytes(socket.readLine(MOST_BYTES).data()))
        except ValueError:
            LOG.warning("another start said what nobody understands")
            socket.abort()
            return
        socket.write(TAKEN)
        socket.flush()
        LOG.info("another start hands over %s", file)
        self._take(file, article)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On macOS a double click comes as an event and not as an argument."""
        if isinstance(event, QFileOpenEvent):
            self._take(Path(event.file()), None)
            return True
        return False
