"""Words that begin what somebody says though no sign stands between: «وأضاف ليست هناك …», «وأردف تسلمنا …»."""

from __future__ import annotations

from typing import Final

from hashiya.suggest.claims.cues import Cue
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.signs import How

_I: Final = frozenset(["انا", "نحن"])
_OPENING: Final = frozenset(["ليس", "ليست", "لا", "لن", "لم", "هناك", "نحن", "لقد", "انا", "ما"])
_OURS: Final = frozenset(["للاسف", "لدينا", "لدي", "يوجد"])
_NOT_WE: Final = frozenset(["احيانا", "مجانا", "اعيانا", "ضمانا"])
_SHORT_WE: Final = 4
"""Letters that a verb of «we» has more than."""
_GOING_ON: Final = frozenset(["أضاف", "أردف", "تابع", "استطرد", "واصل"])
"""Verbs by which somebody goes on speaking, so that «we …» behind one is already his."""
_TELLING: Final = frozenset(["روى", "شرح", "حكى", "أوضح", "وصف"])
"""Verbs behind which «how» begins what is told."""


def bare_speech(form: str, cue: Cue, *, named: bool) -> How | None:
    """How the folded word right behind the cue or its subject begins speech; None where it does not.

    `named` tells whether the cue has a subject of its own.
    """
    verb, shape = cue.form.verb, cue.form.shape
    if not verb.is_plain:
        return None
    if shape is Shape.PARTICIPLE:
        return How.COLON if form in _I else None  # «قائلا أنا قتلت …»
    if shape is not Shape.PERFECT:
        return None
    if form in _OPENING or (form == "كيف" and verb.name in _TELLING):
        return How.CLAUSE
    ours = form in _OURS or (form.endswith("نا") and len(form) > _SHORT_WE and form not in _NOT_WE)
    goes_on = verb.name in _GOING_ON and bool(cue.conjunction) and not named
    return How.CLAUSE if ours and goes_on else None
