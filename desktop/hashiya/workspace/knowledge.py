"""What the engines of one project know: confirmed names, repeated lines, referents, the learned model."""

from __future__ import annotations

from pathlib import Path

from hashiya.storage.reads import Reads
from hashiya.suggest.camel.engine import Ask
from hashiya.suggest.learned import LearnedModel
from hashiya.suggest.lineup import Lineup
from hashiya.workspace.confirmed import ConfirmedNames, Neighbourhood, labels_of, register_of
from hashiya.workspace.heard import Request, Token


class Knowledge:
    """What is known of the project across articles, read when it is first needed; it belongs to whoever computes."""

    def __init__(self) -> None:
        self._model: LearnedModel | None = None
        self._model_read: tuple[int, str | None] = (-1, None)
        self._names: ConfirmedNames | None = None
        self._near = Neighbourhood()
        self._readings = -1
        self._lineup: tuple[object, Lineup] | None = None

    def lineup(self, reads: Reads, request: Request, ask: Ask | None = None) -> tuple[Lineup, Token]:
        """The engines with all that is confirmed, and what they know; `ask` is whom the engine of CAMeL NER asks."""
        key, me, off = request.article, request.me, request.off
        names = self._current_names(reads, request)
        model = None if "learned" in off else self._current_model(request)
        token = (request.readings, names.version, off, request.models, request.registers)
        hidden = key if names.others_in(key, me) else None
        repeated = self._near.around(reads, key)
        known_by = (token, hidden, id(repeated), ask)
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
                    camel=ask,
                    register=register_of(reads, names) if "referents" not in off else None,
                ),
            )
        return self._lineup[1], token

    def _current_model(self, request: Request) -> LearnedModel | None:
        wanted = (request.models, request.model)
        if self._model_read != wanted and request.model is not None:
            self._model = LearnedModel.read(Path(request.model)) or self._model
            self._model_read = wanted
        return self._model

    def _current_names(self, reads: Reads, request: Request) -> ConfirmedNames:
        if self._names is None or self._readings != request.readings:
            self._readings = request.readings
            self._names, self._near = ConfirmedNames.read(reads), Neighbourhood()
        else:
            self._names.read_again(reads, request.changed)
        return self._names
