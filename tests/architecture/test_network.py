"""The program speaks to nobody: no module but two loads what makes connections, and one that works has none."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hashiya.workspace.people import proposed_person
from hashiya.workspace.sample import make_sample
from hashiya.workspace.settings import Settings

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
CONNECTING = {
    "socket", "socketserver", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc",
    "asyncio", "multiprocessing.connection", "requests", "httpx", "urllib3", "aiohttp", "websockets",
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore",
}  # fmt: skip
ALLOWED = {
    # A second start speaks to the first on this computer.
    "hashiya/ui/instance.py": {"QLocalSocket", "QLocalServer"},
    # A person asks for a newer version.
    "hashiya/ui/dialogs/update_work.py": {
        "QNetworkAccessManager", "QNetworkProxy", "QNetworkReply", "QNetworkRequest", "QSslSocket",
    },
}  # fmt: skip
LISTENING = """
import sys, time
import socket
opened = socket.create_server(("127.0.0.1", 0))
print("ready", flush=True)
time.sleep(60)
"""


def connecting(source: str) -> set[str]:
    """What a module takes from those that make connections; the module itself where it is taken whole."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names if _is_connecting(one.name)}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                if _is_connecting(node.module) or _is_connecting(f"{node.module}.{one.name}"):
                    found.add(one.name)
        elif isinstance(node, ast.Call) and _name(node.func) in {"import_module", "__import__"}:
            found |= {str(one.value) for one in node.args if isinstance(one, ast.Constant) and one.value in CONNECTING}
    return found


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _is_connecting(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in CONNECTING)


def test_no_module_but_two_takes_anything_that_makes_connections() -> None:
    found = {
        file.relative_to(root).as_posix(): taken
        for root in (DESKTOP, RESOURCES)
        for file in root.rglob("*.py")
        if (taken := connecting(file.read_text("utf-8")))
    }
    assert found == ALLOWED


@pytest.mark.parametrize(
    "line",
    [
        "importlib.import_module('socket')",
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from http.client import HTTPSConnection",
        "def go():\n    from PySide6 import QtNetwork",
        "import_module('ssl')",
    ],
)
def test_each_way_to_take_it_is_seen(line: str) -> None:
    assert connecting(line)


def connections(process: int) -> set[str]:
    """The connections to other computers, and what listens for them, that a process has open: TCP and UDP."""
    own = set()
    for file in Path(f"/proc/{process}/fd").iterdir():
        try:
            own.add(file.readlink().name)
        except FileNotFoundError:
            continue  # closed meanwhile
    lines = [
        line.split()
        for kind in ("tcp", "tcp6", "udp", "udp6")
        if Path(f"/proc/{process}/net/{kind}").exists()
        for line in Path(f"/proc/{process}/net/{kind}").read_text().splitlines()[1:]
    ]
    return {f"{line[1]} {line[2]}" for line in lines if f"socket:[{line[9]}]" in own}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="only Linux lists a process's connections")
def test_the_program_at_work_has_no_connection(tmp_path: Path) -> None:
    project = tmp_path / "sample.hashiya"
    make_sample(project, name="sample", annotator=proposed_person(), device=Settings().device_id)
    environment = os.environ | {
        "HASHIYA_HOME": str(tmp_path / "home"),
        "HASHIYA_QUIT_AFTER": "5000",
        "PYTHONPATH": str(DESKTOP),
    }
    command = [sys.executable, "-m", "hashiya", str(project)]
    seen: set[str] = set()
    looks = 0
    with subprocess.Popen(command, env=environment) as program:
        while program.poll() is None:
            try:
                seen |= connections(program.pid)
                looks += 1
            except (FileNotFoundError, PermissionError, ProcessLookupError):
                break  # it has just ended
            time.sleep(0.05)
    assert program.returncode == 0
    assert looks > 20
    assert seen == set()


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="only Linux lists a process's connections")
def test_a_connection_is_seen() -> None:
    with subprocess.Popen([sys.executable, "-c", LISTENING], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        seen = connections(other.pid)
        other.kill()
    assert len(seen) == 1
