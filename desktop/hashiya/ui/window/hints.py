"""The keys that matter now, for the status line: at most six."""

from __future__ import annotations

from collections.abc import Callable

from hashiya.domain.annotation import Layer
from hashiya.resources.messages import Messages
from hashiya.ui.actions import ROLE
from hashiya.ui.desk.desk import Desk
from hashiya.ui.panes.caps import cap_text
from hashiya.ui.panes.values import KeyWords

KeyOf = Callable[[str], str]
Rows = tuple[tuple[str, tuple[str, ...]], ...]
"""Hints by name, each with its caps; none: those of the action."""

NOTHING = (("letter", ("←", "→")), ("word_next", ()), ("mark_next", ()), ("command_palette", ()))
PROPOSED = (("word_next", ()), ("mark_next", ()), ("proposal_next", ()), ("command_palette", ()))
WORDS = (("labels", ("1", "…", "-")), ("grow", ()), ("claim", ()), ("edges", ("[", "]")), ("proclitics", ()))
MENTION = (("mark_next", ()), ("edges", ("[", "]")), ("proclitics", ()), ("card", ()), ("delete", ()))
SEVERAL = (("labels", ("1", "…", "-")), ("referent", ()), ("card", ()), ("delete", ()), ("step_out", ()))
CLAIM = (("card_claim", ()), ("claim_next", ()), ("relation", ()), ("says_same", ()), ("delete", ()))
OPEN = ((ROLE + "source", ()), (ROLE + "cue", ()), ("same_speaker", ()), ("card", ()), ("step_out", ()))

REVIEW = (
    ("accept", ()),
    ("accept_as", ("1", "…", "0")),
    ("edge", ("[", "]")),
    ("reject", ()),
    ("skip", ()),
    ("end_review", ()),
)

# The hint's name in the texts, where it is not the action's.
ACTION_OF = {"card_claim": "card", "end_review": "step_out", "skip": "proposal_next"}


def keys_now(desk: Desk, key_of: KeyOf, messages: Messages, *, offered: bool) -> list[KeyWords]:
    """What the keys do now; `offered` when proposals wait in the article."""
    if desk.view is None:
        rows: Rows = (("command_palette", ()),)
    elif desk.open_claim:
        rows = OPEN
    elif desk.viewer.selection():
        rows = WORDS
    elif desk.several:
        rows = SEVERAL
    elif desk.selected:
        row = desk.row(desk.selected)
        rows = CLAIM if row and row.layer is Layer.CLAIMS else MENTION
    else:
        rows = PROPOSED if offered else NOTHING
    return _hints(rows, key_of, messages, lambda name: _words(desk, name, messages))


def review_keys(key_of: KeyOf, messages: Messages, *, relabels: bool, moves: bool = True) -> list[KeyWords]:
    """What the keys do while a proposal is in question.

    `relabels` when it can be accepted as another label, `moves` when its edges can be moved.
    """
    idle = {name for name, acts in (("accept_as", relabels), ("edge", moves)) if not acts}
    rows = tuple(row for row in REVIEW if row[0] not in idle)
    return _hints(rows, key_of, messages, lambda name: messages.text(f"hint.{name}"))


def _hints(rows: Rows, key_of: KeyOf, messages: Messages, words: Callable[[str], str]) -> list[KeyWords]:
    hints = []
    for name, given in rows:
        caps = given or tuple(cap for cap in (key_of(ACTION_OF.get(name, name)),) if cap)
        if caps:
            hints.append(KeyWords(tuple(cap_text(cap, messages) for cap in caps), words(name)))
    return hints


def _words(desk: Desk, name: str, messages: Messages) -> str:
    if name.startswith(ROLE):
        role = desk.workspace.scheme.role(name.removeprefix(ROLE))
        return role.short.in_language(messages.language) if role else name
    return messages.text(f"hint.{name}")
