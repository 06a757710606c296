"""Looking for an update: nobody is asked before a click, the whole question is shown, and every answer is said."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hashiya import __version__
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.update import UpdateDialog
from hashiya.ui.dialogs.update_work import PATIENCE
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.updates import MOST_BYTES
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtNetwork import QSslCertificate, QSslConfiguration
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import click, opened, press

NOTES = "https://example.org/notes"
SOON = 5000
NEEDS_OPENSSL = pytest.mark.skipif(shutil.which("openssl") is None, reason="not installed: openssl")

Answer = Callable[[BaseHTTPRequestHandler], None]


class Quiet(ThreadingHTTPServer):
    """Answers each in a thread of its own; one that goes away, or trusts it not, is no fault."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class Server:
    """A host on this computer that answers as a test wants, and keeps what it was asked."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answer: Answer = told({"version": "99.0", "notes": NOTES})
        handler = type("Handler", (BaseHTTPRequestHandler,), {"do_GET": self._hear, "log_message": lambda *_: None})
        self._server = Quiet(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        if certificate is not None:
            encrypted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            encrypted.load_cert_chain(certificate)
            self._server.socket = encrypted.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        scheme = "http" if certificate is None else "https"
        self.address = f"{scheme}://127.0.0.1:{self._server.server_port}/newest.json"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    @property
    def host(self) -> str:
        """What a person reads of it."""
        return self.address.split("/")[2]

    def close(self) -> None:
        """Answer nobody any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def _hear(self) -> Answer:
        def hear(to: BaseHTTPRequestHandler) -> None:
            self.asked.append((to.path, dict(to.headers.items())))
            self.answer(to)

        return hear


def told(what: object, *, status: int = 200) -> Answer:
    """Answers with this as JSON."""
    return sent(json.dumps(what).encode(), status=status)


def sent(body: bytes, *, status: int = 200, **headers: str) -> Answer:
    """Answers with these bytes."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name, value)
        to.send_header("Content-Length", str(len(body)))
        to.end_headers()
        to.wfile.write(body)

    return answer


def endless(to: BaseHTTPRequestHandler) -> None:
    """Answers without an end, and without saying how long."""
    to.send_response(200)
    to.end_headers()
    try:
        for _ in range(1000):
            to.wfile.write(b" " * 65_536)
    except OSError:
        return


def slow(to: BaseHTTPRequestHandler) -> None:
    """Answers a letter at a time."""
    to.send_response(200)
    to.end_headers()
    try:
        for _ in range(100):
            to.wfile.write(b" ")
            to.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def asked(qtbot: QtBot, theme: ThemeSource, said: Said, server: Server, patience: int = PATIENCE) -> UpdateDialog:
    """The dialog, after it was opened, the button pressed and the answer there."""
    dialog = UpdateDialog(theme, said, address=server.address, patience=patience)
    opened(qtbot, dialog)
    click(dialog.ask_button)
    qtbot.waitUntil(lambda: not dialog.is_asking, timeout=SOON)
    return dialog


def test_nobody_is_asked_before_the_click_and_then_what_was_shown(
    qtbot: QtBot, theme: ThemeSource, said: Said, server: Server
) -> None:
    dialog = UpdateDialog(theme, said, address=server.address)
    opened(qtbot, dialog)
    qtbot.wait(200)
    assert server.asked == []
    assert server.address in dialog.question.text()
    click(dialog.ask_button)
    qtbot.waitUntil(lambda: not dialog.is_asking, timeout=SOON)
    ((path, headers),) = server.asked
    shown = dialog.question.text().splitlines()[2:]
    assert shown[0] == f"GET {path} HTTP/1.1"
    assert sorted(shown[1:]) == sorted(f"{name}: {value}" for name, value in headers.items())
    assert f"User-Agent: hashiya/{__version__}" in shown


def test_a_newer_version_is_told_with_its_notes(qtbot: QtBot, theme: ThemeSource, said: Said, server: Server) -> None:
    dialog = asked(qtbot, theme, said, server)
    assert dialog.said == said().text("update.newer", version="99.0")
    click(dialog.copy)
    assert QGuiApplication.clipboard().text() == NOTES
    server.answer = told({"version": "99.1"})
    click(dialog.ask_button)
    qtbot.waitUntil(lambda: not dialog.is_asking, timeout=SOON)
    assert "99.1" in dialog.said
    assert not dialog.copy.isVisible()


@pytest.mark.parametrize("version", [__version__, "0.0.1"])
def test_the_same_and_an_older_one_are_no_news(
    qtbot: QtBot, theme: ThemeSource, arabic: Said, server: Server, version: str
) -> None:
    server.answer = told({"version": version})
    dialog = asked(qtbot, theme, arabic, server)
    assert dialog.said == arabic().text("update.newest")


@pytest.mark.parametrize(
    ("answer", "code", "status"),
    [
        (sent(b"<html>welcome to the hotel</html>"), "garbage", ""),
        (told({"version": "1.0; rm"}), "garbage", ""),
        (told({"version": "99.0"}, status=404), "status", "404"),
        (told({"version": "99.0"}, status=500), "status", "500"),
        (told({"version": "99.0"}, status=203), "status", "203"),
        (sent(b" " * (MOST_BYTES + 1)), "large", ""),
        (endless, "large", ""),
        (sent(b"", status=302, Location="http://127.0.0.2:9/"), "redirect", ""),
        (sent(b"", status=302, Location="https://example.org/"), "redirect", ""),
        (sent(b"", status=302, Location="/newest.json"), "redirect", ""),
    ],
)
def test_what_is_no_answer_is_said_with_what_to_do(
    qtbot: QtBot, theme: ThemeSource, said: Said, server: Server, answer: Answer, code: str, status: str
) -> None:
    server.answer = answer
    dialog = asked(qtbot, theme, said, server)
    text = said().text
    assert (
        dialog.problem == f"{text('update.failed')} {text(f'update.trouble.{code}', host=server.host, status=status)}"
    )
    assert dialog.said == ""
    assert all(path == "/newest.json" for path, _ in server.asked)


def test_a_way_on_within_the_host_is_gone(qtbot: QtBot, theme: ThemeSource, arabic: Said, server: Server) -> None:
    there = told({"version": "99.0"})
    on = sent(b"", status=302, Location="/there.json")
    server.answer = lambda to: there(to) if to.path == "/there.json" else on(to)
    dialog = asked(qtbot, theme, arabic, server)
    assert "99.0" in dialog.said
    assert [path for path, _ in server.asked] == ["/newest.json", "/there.json"]


def test_who_does_not_answer_in_time_is_asked_no_longer(
    qtbot: QtBot, theme: ThemeSource, arabic: Said, server: Server
) -> None:
    server.answer = slow
    dialog = asked(qtbot, theme, arabic, server, patience=400)
    assert arabic().text("update.trouble.slow", host=server.host) in dialog.problem


def test_a_host_that_is_not_there_is_said(qtbot: QtBot, theme: ThemeSource, arabic: Said, server: Server) -> None:
    server.close()
    dialog = UpdateDialog(theme, arabic, address=server.address)
    opened(qtbot, dialog)
    click(dialog.ask_button)
    qtbot.waitUntil(lambda: not dialog.is_asking, timeout=SOON)
    assert arabic().text("update.trouble.unreachable", host=server.host) in dialog.problem


def test_asking_can_be_stopped_and_begun_again(qtbot: QtBot, theme: ThemeSource, said: Said, server: Server) -> None:
    server.answer = slow
    dialog = UpdateDialog(theme, said, address=server.address)
    opened(qtbot, dialog)
    click(dialog.ask_button)
    qtbot.waitUntil(lambda: bool(server.asked), timeout=SOON)
    click(dialog.ask_button)
    assert not dialog.is_asking
    assert dialog.said == said().text("update.stopped")
    assert dialog.problem == ""
    server.answer = told({"version": "99.0"})
    click(dialog.ask_button)
    qtbot.waitUntil(lambda: "99.0" in dialog.said, timeout=SOON)


def test_closing_stops_the_question(qtbot: QtBot, theme: ThemeSource, arabic: Said, server: Server) -> None:
    server.answer = slow
    dialog = UpdateDialog(theme, arabic, address=server.address)
    opened(qtbot, dialog)
    click(dialog.ask_button)
    qtbot.waitUntil(lambda: bool(server.asked), timeout=SOON)
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.is_asking


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this computer that nobody has signed, with its key."""
    file = tmp_path_factory.mktemp("certificate") / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "certificate.pem"]
    subprocess.run([*command, *named], cwd=file.parent, check=True, capture_output=True)
    file.write_bytes((file.parent / "key.pem").read_bytes() + (file.parent / "certificate.pem").read_bytes())
    return file


@pytest.fixture
def encrypted(certificate: Path) -> Iterator[Server]:
    made = Server(certificate)
    yield made
    made.close()


@NEEDS_OPENSSL
def test_a_certificate_that_nobody_signed_is_asked_nothing(
    qtbot: QtBot, theme: ThemeSource, said: Said, encrypted: Server
) -> None:
    dialog = asked(qtbot, theme, said, encrypted)
    assert said().text("update.trouble.tls", host=encrypted.host) in dialog.problem
    assert encrypted.asked == []


@NEEDS_OPENSSL
def test_one_that_the_system_trusts_is_asked(
    qtbot: QtBot, theme: ThemeSource, arabic: Said, encrypted: Server, certificate: Path
) -> None:
    before = QSslConfiguration.defaultConfiguration()
    trusting = QSslConfiguration(before)
    trusting.addCaCertificates(QSslCertificate.fromPath(str(certificate.parent / "certificate.pem")))
    QSslConfiguration.setDefaultConfiguration(trusting)
    try:
        dialog = asked(qtbot, theme, arabic, encrypted)
    finally:
        QSslConfiguration.setDefaultConfiguration(before)
    assert "99.0" in dialog.said
    assert len(encrypted.asked) == 1


def test_without_an_address_there_is_nobody_to_ask(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = UpdateDialog(theme, said, address="")
    opened(qtbot, dialog)
    assert not dialog.ask_button.isVisible()


def test_a_plain_connection_to_another_computer_is_not_made(qtbot: QtBot, theme: ThemeSource, arabic: Said) -> None:
    dialog = UpdateDialog(theme, arabic, address="http://example.org/newest.json")
    opened(qtbot, dialog)
    click(dialog.ask_button)
    assert arabic().text("update.trouble.address") in dialog.problem
