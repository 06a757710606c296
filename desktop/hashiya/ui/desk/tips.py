"""What the tip over a mark says."""

from __future__ import annotations

from collections.abc import Callable

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention
from hashiya.domain.span import quote
from hashiya.ui.actions import LABEL
from hashiya.ui.desk.desk import Desk
from hashiya.ui.panes.caps import cap_text
from hashiya.ui.panes.origins import origin_words
from hashiya.ui.viewer.content import Tip
from hashiya.workspace.placing import effective

LONGEST = 160


def tip_of(desk: Desk, identifier: str, key_of: Callable[[str], str]) -> Tip | None:
    """The label, its key, the words, the referent, the attributes and the origin of a mark."""
    annotation = desk.workspace.annotation(identifier)
    if annotation is None:
        return None
    messages = desk.messages()
    label = desk.workspace.scheme.label(annotation.layer, annotation.label)
    name = label.name.in_language(messages.language) if label else annotation.label
    if isinstance(annotation, Claim) and desk.view:
        name = messages.text("words.claim_number", number=desk.view.claim_number(annotation.id))
    style = desk.showing.styles().get((annotation.layer.value, annotation.label))
    words = " ".join(quote(desk.workspace.text(annotation.article), annotation.fragments).split())
    return Tip(
        name,
        style.colour if style else "#808080",
        words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…",
        cap_text(key_of(LABEL + annotation.label), messages),
        tuple(line for line in _lines(desk, annotation) if line),
    )


def _lines(desk: Desk, annotation: AnyAnnotation) -> list[str]:
    messages = desk.messages()
    lines = []
    if isinstance(annotation, EntityMention):
        referent = desk.workspace.referents.resolve(annotation.referent)
        if referent:
            lines.append(messages.text("words.tip_referent", name=referent.name))
    if isinstance(annotation, Claim) and desk.view:
        speaker = desk.view.speaker(annotation)
        lines.append(messages.text("hint.said_by", who=speaker) if speaker else messages.text("words.no_source"))
    values = _values(desk, annotation)
    lines.append(" · ".join([*values, origin_words(annotation.origin, messages)]))
    lines.append(annotation.note or "")
    return lines


def _values(desk: Desk, annotation: AnyAnnotation) -> list[str]:
    """The values of the first attributes that have one."""
    scheme, language = desk.workspace.scheme, desk.messages().language
    plans = [plan for plan in scheme.attributes(annotation.layer, annotation.label) if not plan.retired][:4]
    values = [plan.value(effective(scheme, annotation, plan.key) or "") for plan in plans]
    return [value.name.in_language(language) for value in values if value]
