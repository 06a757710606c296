"""What an article says besides its text and marks, as one JSON object, for the formats that have room for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from hashiya.exchange.draft import Draft
from hashiya.exchange.line import CorpusArticle, CorpusReferent, StatusName
from hashiya.exchange.protocol import Setting

ABOUT = "hashiya"
"""The key that the object stands under."""


class AboutReferent(msgspec.Struct, omit_defaults=True):
    """A referent with what a corpus has only in its manifest."""

    name: str
    label: str | None = None
    aliases: tuple[str, ...] = ()
    external: dict[str, str] = {}
    note: str | None = None


class About(msgspec.Struct, omit_defaults=True):
    """The object."""

    id: str
    language: str = "ar"
    status: StatusName = "new"
    progress: dict[str, StatusName] = {}
    labels: dict[str, str] = {}
    note: str | None = None
    referents: dict[str, AboutReferent] = {}


def about_of(line: CorpusArticle, setting: Setting) -> About:
    """What the line says of its article."""
    return About(
        id=line.id,
        language=line.language,
        status=line.status,
        progress=line.progress,
        labels=line.labels,
        note=line.note,
        referents={key: _referent(key, one, setting) for key, one in line.referents.items()},
    )


def _referent(key: str, one: CorpusReferent, setting: Setting) -> AboutReferent:
    whole = setting.referents.get(key)
    if whole is None:
        return AboutReferent(one.name, one.label)
    external = dict(sorted(whole.external.items()))
    return AboutReferent(one.name, one.label, tuple(whole.aliases), external, whole.note)


def read_about(value: Any) -> About | None:
    """The object, when it is one."""
    convert: Callable[..., About] = msgspec.convert
    try:
        return convert(value, About)
    except (msgspec.ValidationError, RecursionError):
        return None


def tell_about(draft: Draft, about: About) -> None:
    """Tell the draft what the object says."""
    draft.id, draft.language, draft.status = about.id or draft.id, about.language, about.status
    draft.progress.update(about.progress)
    draft.labels.update(about.labels)
    draft.note = about.note
    for key, one in about.referents.items():
        draft.referent(
            key, one.name, label=one.label, aliases=one.aliases, external=one.external or None, note=one.note
        )
