"""What a claim that was found is worth: how sure it is, whether it says anything, whether it is the writer's own."""

from __future__ import annotations

from typing import Final

from hashiya.domain.span import Fragments
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.signs import How
from hashiya.suggest.claims.subjects import Found

_THINKING: Final = frozenset(["أدرك", "أيقن", "آمن", "وثق", "ظن", "اعتقد", "رأى", "وجد", "لاحظ", "تمنى", "خشي"])


def is_own(one: Found) -> bool:
    """Whether a verb inside somebody's words is rather his own: «وقالت: … ومنذ اللحظة الأولى أدركت أن …»."""
    named = one.after or one.before or one.cue.conjunction or one.opening.how is How.QUOTATION
    return not named and one.cue.form.shape is Shape.PERFECT and one.cue.form.verb.name in _THINKING


def is_empty(content: Fragments, how: How) -> bool:
    """Whether the content is one bare word without a noun's weight, which is no claim."""
    if how is How.NOMINAL:
        return len(content) == 1 and len(content[0]) < 3
    if how in {How.QUOTATION, How.COLON}:
        return sum(len(piece) for piece in content) < 3
    return sum(len(piece) for piece in content) < 6


def score_of(one: Found, source_form: str | None) -> float:
    """How often contents that this kind of sign begins were right: on unseen-a, -b, -c 45 of 47 quotations, 101 of 110
    clauses, 90 of 104 nouns; without a speaker of its own or inside other words less, which was not counted.
    """
    score = {How.QUOTATION: 0.95, How.COLON: 0.89, How.CLAUSE: 0.89, How.COMMA: 0.8, How.NOMINAL: 0.84}[one.opening.how]
    if one.cue.form.shape is Shape.MASDAR:
        score -= 0.1
    if one.lead is None and one.cue.index > 2 and source_form != "explicit":
        score -= 0.2
    if source_form is None:
        score -= 0.15
    return round(max(score, 0.05), 2)
