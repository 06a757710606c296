"""Which engines are on in a project, and what became of what each has proposed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from hashiya.domain.faults import Refusal
from hashiya.domain.judged import EngineCount
from hashiya.storage.project import ProjectFile
from hashiya.suggest.engines import ENGINES

ENGINES_OFF = "engines_off"


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """One engine as people see it; `reason` (a message key) says why it is not available."""

    name: str
    on: bool
    available: bool
    reason: str | None
    record: Mapping[str, EngineCount]


class Switches:
    """The engines of one project, each on or off in every window of it."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def off(self) -> frozenset[str]:
        """The engines that are off now."""
        return engines_off(self._project.setting(ENGINES_OFF))

    def switch(self, name: str, on: bool) -> Refusal | None:
        """Turn an engine on or off for the whole project."""
        if name not in ENGINES:
            raise ValueError(f"no such engine: {name}")
        if self._project.read_only:
            return Refusal("read_only")
        off = self.off() - {name} if on else self.off() | {name}
        self._project.set_setting(ENGINES_OFF, json.dumps(sorted(off)))
        return None

    def record(self) -> dict[str, dict[str, EngineCount]]:
        """By engine and label, how many proposals were accepted, changed and rejected."""
        found: dict[str, dict[str, EngineCount]] = {}
        for (engine, label), count in self._project.engine_record().items():
            found.setdefault(engine, {})[label] = count
        return found


def engines_off(setting: str | None) -> frozenset[str]:
    """The engines that a project's setting turns off."""
    try:
        stored = json.loads(setting or "[]")
    except ValueError:
        return frozenset()
    return frozenset(stored) & frozenset(ENGINES) if isinstance(stored, list) else frozenset()
