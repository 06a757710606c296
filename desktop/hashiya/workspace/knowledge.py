"""What the engines of one project know: confirmed names, repeated lines, referents, the learned model."""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path

from hashiya.domain.ids import AnnotatorId, ArticleKey
from hashiya.storage.reads import Reads
from hashiya.suggest.camel.engine import Ask
from hashiya.suggest.learned import LearnedModel, about_of
from hashiya.suggest.lineup import Lineup
from hashiya.workspace.confirmed import ConfirmedNames, Neighbourhood, labels_of, register_of

Token = tuple[int, int, frozenset[str], int, int]
"""What a computation knew: names (times of reading, version), the engines that were off, learned model, referents."""


class Knowledge:
    """What is known of the project across articles, read when it is first needed; one computation at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._camel: Ask | None = None
        self._model: LearnedModel | None = None
        self._model_read = self._model_wanted = 0
        self._names: ConfirmedNames | None = None
        self._near = Neighbourhood()
        self._heard: deque[ArticleKey] = deque()
        self._noted: set[ArticleKey] = set()
        self._readings = self._wanted = 0
        self._registers = self._registers_noted = 0
        self._lineup: tuple[object, Lineup] | None = None

    @property
    def has_model(self) -> bool:
        """Whether there is something learned."""
        return self._model is not None or (self._path is not None and about_of(self._path) is not None)

    def forget(self) -> None:
        """Everything is to be read again."""
        self._wanted += 1

    def ask_camel(self, ask: Ask | None) -> None:
        """Whom the engine of CAMeL NER asks."""
        if self._camel is not ask:
            self._camel = ask
            self.renew_model()

    def renew_register(self) -> None:
        """A referent was made or changed."""
        self._registers += 1

    def learn_from(self, model: Path) -> None:
        """The learned engine's model is, or will be, in this file."""
        self._path = model
        self.renew_model()

    def renew_model(self) -> None:
        """The learned model may be another."""
        self._model_wanted += 1

    def changed(self, article: ArticleKey) -> None:
        """The article's mentions are to be read again."""
        self._heard.append(article)

    def take_note(self) -> None:
        """Take up what was heard of, before the file is looked at."""
        with self._lock:
            self._registers_noted = self._registers
            while self._heard:
                self._noted.add(self._heard.popleft())
            if self._readings != self._wanted:
                self._readings, self._names = self._wanted, None

    def is_current(self, token: Token, off: frozenset[str]) -> bool:
        """Whether nothing has changed since the token was given."""
        version = self._names.version if self._names else -1
        return not self._heard and token == (self._wanted, version, off, self._model_wanted, self._registers)

    def lineup(self, reads: Reads, key: ArticleKey, me: AnnotatorId, off: frozenset[str]) -> tuple[Lineup, Token]:
        """The engines with all that is confirmed, and what they know."""
        with self._lock:
            names = self._current_names(reads)
            wanted = self._model_wanted
            model = None if "learned" in off else self._current_model(wanted)
            token = (self._readings, names.version, off, wanted, self._registers_noted)
            hidden = key if names.others_in(key, me) else None
            repeated = self._near.around(reads, key)
            known_by = (token, hidden, id(repeated))
            if self._lineup is None or self._lineup[0] != known_by:
                confirmed = [] if "names" in off else names.names(hidden=hidden, me=me)
                self._lineup = (
                    known_by,
                    Lineup(
                        confirmed=confirmed,
                        repeated=repeated,
                        off=off,
                        model=model,
                        labels=labels_of(reads.scheme(), names.total),
                        camel=self._camel,
                        register=register_of(reads, names) if "referents" not in off else None,
                    ),
                )
            return self._lineup[1], token

    def _current_model(self, wanted: int) -> LearnedModel | None:
        if self._model_read != wanted and self._path is not None:
            self._model = LearnedModel.read(self._path) or self._model
            self._model_read = wanted
        return self._model

    def _current_names(self, reads: Reads) -> ConfirmedNames:
        noted, self._noted = self._noted, set()
        if self._names is None:
            self._names, self._near = ConfirmedNames.read(reads), Neighbourhood()
        else:
            self._names.read_again(reads, noted)
        return self._names
