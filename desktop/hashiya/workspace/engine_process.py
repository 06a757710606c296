"""The engines in a process of their own, so that their reading never holds up the window.

The child is a command of the program itself (`hashiya propose`, not shown in the help). It is asked by a line of JSON
and answers with lines of JSON; it reads the project on connections of its own and never writes into it. It ends when
its input does.
"""

from __future__ import annotations

import logging
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from hashiya.workspace.heard import Request, Token
from hashiya.workspace.offering import AT_ONCE, BREATH, Offered
from hashiya.workspace.own_command import UNSEEN, own_command

LOG = logging.getLogger(__name__)

Labelling = Callable[[Sequence[Sequence[str]]], list[list[str]] | None]

MOST_STARTS = 3
"""A process that dies more often than this is not started again."""


class Told(msgspec.Struct, omit_defaults=True):
    """One line of the child's: some proposals, at last what the engines knew; or sentences to be labelled."""

    some: tuple[Offered, ...] = ()
    token: Token | None = None
    sentences: list[list[str]] | None = None


class Labelled(msgspec.Struct):
    """What CAMeL NER says of the sentences that the child told of."""

    labels: list[list[str]] | None


class EngineProcess:
    """The engines of one project; started with the first request, and again when it has died."""

    def __init__(self, project: Path, *, command: Sequence[str] = ()) -> None:
        self._words = [*(command or own_command()), "propose", str(project)]
        self._child: subprocess.Popen[bytes] | None = None
        self._starts = 0
        self._is_closed = False
        self.was_interrupted = False
        self._lock = threading.Lock()
        self._decode = msgspec.json.Decoder(Told)

    @property
    def pid(self) -> int | None:
        """The child's number, while there is one."""
        return self._child.pid if self._child else None

    def is_running(self) -> bool:
        """Whether there is a child that may be asked; one is started where there is none."""
        with self._lock:
            if self._child is not None and not self.was_interrupted and self._child.poll() is None:
                return True
            self._forget()
            if self._is_closed or self._starts >= MOST_STARTS:
                return False
            self._starts += 1
            self.was_interrupted = False
            with suppress(OSError):
                self._child = subprocess.Popen(
                    self._words,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    creationflags=UNSEEN,
                )
            return self._child is not None

    def ask(self, request: Request, labels: Labelling | None = None) -> tuple[tuple[Offered, ...], Token] | None:
        """What the engines propose, and what they knew; None when the child cannot say. For one thread at a time."""
        child = self._child
        if child is None or child.stdin is None or child.stdout is None:
            return None
        found: list[Offered] = []
        try:
            self._say(child, request)
            for line in child.stdout:
                told = self._decode.decode(line)
                if told.sentences is not None:
                    self._say(child, Labelled(labels(told.sentences) if labels else None))
                found += told.some
                if told.token is not None:
                    self._starts = 1
                    return tuple(found), told.token
                if len(told.some) == AT_ONCE:
                    time.sleep(BREATH)
        except (OSError, ValueError, msgspec.MsgspecError) as failure:
            LOG.info("the engines' process %d cannot be asked: %s", child.pid, failure)
        # It has closed its output or says what cannot be read; once it is gone, the next request has another child.
        child.kill()
        child.wait()
        return None

    def interrupt(self) -> None:
        """End the child; whoever waits for its answer is told that there is none."""
        with self._lock:
            self.was_interrupted = True
            if self._child is not None:
                self._child.kill()
                self._starts -= 1

    def close(self) -> None:
        """End the child for good."""
        self._is_closed = self.was_interrupted = True
        self.interrupt()
        with self._lock:
            self._forget()

    def _say(self, child: subprocess.Popen[bytes], what: Request | Labelled) -> None:
        if child.stdin is not None:
            child.stdin.write(msgspec.json.encode(what) + b"\n")
            child.stdin.flush()

    def _forget(self) -> None:
        if self._child is not None:
            ended = self._child.wait()
            wanted = "as it was asked to" if self.was_interrupted else "by itself"
            LOG.info("the engines' process %d ended %s, with %d", self._child.pid, wanted, ended)
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            self._child = None
