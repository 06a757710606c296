"""A second process that reads the project: engines never hold up the window, and a long list has two readers.

The child is a command of the program itself (`hashiya answer`, not shown in the help). It is asked by a line of JSON
and answers with lines of JSON; it reads the project on connections of its own and never writes into it. It ends when
its input does.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hashiya.workspace.heard import Request, Token
from hashiya.workspace.hits import Looking, Seen
from hashiya.workspace.offering import AT_ONCE, BREATH, Offered
from hashiya.workspace.own_command import UNSEEN, own_command

if TYPE_CHECKING:
    from subprocess import Popen

LOG = logging.getLogger(__name__)

Labelling = Callable[[Sequence[Sequence[str]]], list[list[str]] | None]

MOST_STARTS = 3
"""A process that dies more often than this is not started again."""


class Question(msgspec.Struct, omit_defaults=True):
    """One question to the child: an article for the engines, or articles with their hits."""

    article: Request | None = None
    looking: Looking | None = None


class Told(msgspec.Struct, omit_defaults=True):
    """One line of the child's: some proposals, at last what the engines knew; or sentences to be labelled; or hits."""

    some: tuple[Offered, ...] = ()
    token: Token | None = None
    sentences: list[list[str]] | None = None
    seen: list[Seen] | None = None


class Labelled(msgspec.Struct):
    """What CAMeL NER says of the sentences that the child told of."""

    labels: list[list[str]] | None


class ReadingProcess:
    """The child of one project; started with the first article, and again when it has died."""

    def __init__(self, project: Path, *, command: Sequence[str] = ()) -> None:
        self._words = [*(command or own_command()), "answer", str(project)]
        self._child: Popen[bytes] | None = None
        self._starts = 0
        self._is_closed = False
        self.was_interrupted = False
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self._has_answered = False
        self._decode = msgspec.json.Decoder(Told)

    @property
    def pid(self) -> int | None:
        """The child's number, while there is one."""
        return self._child.pid if self._child else None

    @property
    def is_free(self) -> bool:
        """Whether nobody waits for an answer."""
        return not self._asking.locked()

    def is_running(self) -> bool:
        """Whether there is a child that may be asked; one is started where there is none."""
        # Not before it is wanted: a start of the program does without it.
        import subprocess

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
        """What the engines propose, and what they knew; None when the child cannot say."""
        found: list[Offered] = []
        with self._asking:
            for told in self._answers(Question(article=request), labels):
                found += told.some
                if told.token is not None:
                    self._starts, self._has_answered = 1, True
                    return tuple(found), told.token
                if len(told.some) == AT_ONCE:
                    time.sleep(BREATH)
        return None

    def hits(self, looking: Looking) -> list[Seen] | None:
        """What `HitReader.read` finds; None when there is no child, or it is at something else or still beginning."""
        if not self._has_answered or not self._asking.acquire(blocking=False):
            return None
        try:
            return next((told.seen for told in self._answers(Question(looking=looking))), None)
        finally:
            self._asking.release()

    def _answers(self, asked: Question, labels: Labelling | None = None) -> Iterator[Told]:
        """Each line with which the child answers, as long as it can; when it asks itself, it is answered."""
        child = self._child
        if child is None or child.stdout is None:
            return
        try:
            _say(child, asked)
            for line in child.stdout:
                told = self._decode.decode(line)
                if told.sentences is not None:
                    _say(child, Labelled(labels(told.sentences) if labels else None))
                yield told
        except (OSError, ValueError, msgspec.MsgspecError) as failure:
            LOG.info("the reading process %d cannot be asked: %s", child.pid, failure)
        # It has closed its output or says what cannot be read; once it is gone, the next request has another child.
        child.kill()
        child.wait()

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

    def _forget(self) -> None:
        if self._child is not None:
            ended = self._child.wait()
            wanted = "as it was asked to" if self.was_interrupted else "by itself"
            LOG.info("the reading process %d ended %s, with %d", self._child.pid, wanted, ended)
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            self._child, self._has_answered = None, False


def _say(child: Popen[bytes], what: Question | Labelled) -> None:
    if child.stdin is not None:
        child.stdin.write(msgspec.json.encode(what) + b"\n")
        child.stdin.flush()
