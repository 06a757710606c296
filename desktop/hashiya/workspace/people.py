"""Who is at work: the person of the settings, one proposed from the system account, one named on the command line."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterable
from dataclasses import replace

from hashiya.domain.ids import AnnotatorId, IdSource
from hashiya.domain.links import Annotator
from hashiya.workspace.settings import Settings, SettingsStore

HANDLE = re.compile(r"[A-Za-z0-9_-]{1,40}")


def is_handle(text: str) -> bool:
    """Whether the text can stand in exports as an annotator's handle."""
    return bool(HANDLE.fullmatch(text))


def handle_from(name: str) -> str:
    """A handle made of the Latin letters and digits of the name, `annotator` when there are none."""
    made = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-").lower()[:40]
    return made or "annotator"


def with_free_handle(person: Annotator, known: Iterable[Annotator]) -> Annotator:
    """The person, with a number at the handle where somebody else of the project has it: it tells them apart."""
    taken = {one.handle for one in known if one.id != person.id}
    free = (person.handle, *(f"{person.handle}-{number}" for number in range(2, len(taken) + 3)))
    return replace(person, handle=next(handle for handle in free if handle not in taken))


def proposed_person() -> Annotator:
    """A person with the system account's name."""
    try:
        account = getpass.getuser()
    except (OSError, KeyError):
        account = "annotator"
    return Annotator(id=AnnotatorId(IdSource().make()), handle=handle_from(account), name=account)


def person_of(settings: Settings, store: SettingsStore) -> Annotator:
    """The person of the settings; at the very first use one is proposed and kept, to be confirmed in the window."""
    if settings.person:
        return settings.person
    person = proposed_person()
    store.save(settings.with_person(person))
    return person


def named(name: str | None, known: list[Annotator], default: Annotator) -> Annotator:
    """The person with this handle or name, a new one when nobody has it, the default when nobody is named."""
    if not name:
        return default
    for person in (*known, default):
        if name in (person.handle, person.name):
            return person
    handle = name if is_handle(name) else handle_from(name)
    return Annotator(id=AnnotatorId(IdSource().make()), handle=handle, name=name)
