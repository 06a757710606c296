"""The process in which the model runs: the interpreter that a person chose, with the program's own script."""

from __future__ import annotations

import json
import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

from hashiya.resources import resource

LOG = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds for one article; what takes longer is given up, and the process with it."""
FAILURES = (
    "no_interpreter", "no_library", "no_model", "no_torch", "broken_model", "broken_library", "no_answer", "ended"
)  # fmt: skip
"""Why the model is not there, as codes; each has its words in the areas suggest and settings."""


class CamelProcess:
    """A model that is being loaded, ready, or failed; asking does not wait for its loading.

    `reason` is one of FAILURES, `detail` the folder of a model that is ready, or what was said of the failure.
    """

    def __init__(self, interpreter: str, *arguments: str) -> None:
        self.reason: str | None = None
        self.detail = ""
        self.is_ready = False
        self._lock = threading.Lock()
        self._told: queue.Queue[dict[str, Any] | None] = queue.Queue()
        script = resource("engines/camel_ner.py").read_text("utf-8")
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0) if sys.platform == "win32" else 0
        try:
            self._process: subprocess.Popen[bytes] | None = subprocess.Popen(
                [interpreter, "-c", script, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONUTF8": "1"},
                creationflags=hidden,
            )
        except OSError as error:
            self._process, self.reason, self.detail = None, "no_interpreter", str(error)
            return
        self._reader = threading.Thread(target=self._read, name="camel", daemon=True)
        self._reader.start()

    def labels(self, sentences: Sequence[Sequence[str]]) -> list[list[str]] | None:
        """The label of each word; None while the model is loading, and when it cannot answer."""
        with self._lock:
            process = self._process
            if not self.is_ready or process is None or process.stdin is None:
                return None
            try:
                process.stdin.write(json.dumps({"sentences": sentences}).encode() + b"\n")
                process.stdin.flush()
                answer = self._told.get(timeout=PATIENCE)
            except (OSError, ValueError, queue.Empty):
                # ValueError: another thread has closed the process meanwhile.
                answer = None
            if answer is None or [len(one) for one in answer["labels"]] != [len(one) for one in sentences]:
                self._give_up()
                return None
            return list(answer["labels"])

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process, self.is_ready = None, False

    @property
    def is_settled(self) -> bool:
        """Whether it is known if the model is there."""
        return self.is_ready or self.reason is not None

    def _give_up(self) -> None:
        self.reason = self.reason or "no_answer"
        self.is_ready = False
        if self._process is not None:
            self._process.kill()

    def _read(self) -> None:
        """Take the process's lines as they come; the first one says whether the model is there."""
        process = self._process
        if process is None or process.stdout is None:
            return
        for line in process.stdout:
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if not isinstance(told, dict):
                continue
            if "failed" in told:
                self.detail = str(told.get("detail", ""))
                self.reason = str(told["failed"])
            elif "ready" in told:
                self.detail = str(told.get("model", ""))
                self.is_ready = True
            else:
                self._told.put(told)
        self.is_ready = False
        self.reason = self.reason or "ended"
        LOG.info("the process %d of CAMeL NER has ended: %s", process.pid, self.reason)
        self._told.put(None)
