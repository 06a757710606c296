"""What this person chose on this computer: language, theme, sizes, keys; kept apart from every project."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from hashiya.domain.ids import AnnotatorId, DeviceId, IdSource
from hashiya.domain.links import Annotator
from hashiya.workspace.places import own_folder

MOST_RECENT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; None means «as the system has it». Sizes are in device-independent pixels."""

    device: str = ""
    annotator: dict[str, str] | None = None
    asked_who: bool = False
    language: str | None = None
    theme: str = "system"
    arabic_digits: bool | None = None
    text_size: int = 21
    line_gap: int = 20
    corpus_font: str = "naskh"
    interface_scale: float = 1.0
    single_keys: bool = True
    show_others: bool = False
    show_invisible: bool = False
    show_relations: bool = False
    show_proposals: bool = True
    bindings: dict[str, list[str]] = field(default_factory=dict)
    recent: list[str] = field(default_factory=list)
    last_articles: dict[str, str] = field(default_factory=dict)
    panes: dict[str, Any] = field(default_factory=dict)
    camel_python: str | None = None
    recent_commands: list[str] = field(default_factory=list)

    @property
    def person(self) -> Annotator | None:
        """The annotator who works here, None before the first start asked."""
        if not self.annotator:
            return None
        return Annotator(
            id=AnnotatorId(self.annotator["id"]), handle=self.annotator["handle"], name=self.annotator["name"]
        )

    @property
    def is_new_here(self) -> bool:
        """Whether nobody was asked yet who is at work."""
        return not self.asked_who

    def with_person(self, annotator: Annotator) -> Settings:
        """The same settings with another annotator at work."""
        return replace(self, annotator={"id": annotator.id, "handle": annotator.handle, "name": annotator.name})

    def with_recent(self, path: Path) -> Settings:
        """The same settings with this project as the one opened last."""
        text = str(path)
        return replace(self, recent=[text, *(one for one in self.recent if one != text)][:MOST_RECENT])

    @property
    def device_id(self) -> DeviceId:
        """The id of this installation."""
        return DeviceId(self.device)


class SettingsStore:
    """The settings file: read once, written whole through a temporary file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """The settings; what is missing or of another type has its default, a device id is made at the first start."""
        try:
            stored = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            stored = {}
        settings = Settings(**_fitting(stored)) if isinstance(stored, dict) else Settings()
        return settings if settings.device else replace(settings, device=IdSource().make())

    def save(self, settings: Settings) -> None:
        """Write the settings; KnownFailure when the place cannot be written."""
        with own_folder(self._path.parent):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._path.with_suffix(".tmp")
            temporary.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
            temporary.replace(self._path)


def _fitting(stored: dict[str, Any]) -> dict[str, Any]:
    """The stored values whose type is the one that the setting has: a hand-edited file must not stop the start."""
    model = Settings()
    kept = {}
    for one in fields(Settings):
        if one.name not in stored:
            continue
        value, default = stored[one.name], getattr(model, one.name)
        is_optional = default is None and isinstance(value, str | bool | dict | None)
        is_number = isinstance(default, float) and isinstance(value, int | float)
        if is_optional or is_number or type(value) is type(default):
            kept[one.name] = value
    return kept
