"""Whether a word that may report does so here: it may be another word, or tell of something else."""

from __future__ import annotations

from typing import Final

from hashiya.suggest.claims.cues import Cue, is_saying
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.phrasewords import IN_IT
from hashiya.suggest.claims.relay import is_passed_on
from hashiya.suggest.claims.senses import is_another_sense
from hashiya.suggest.claims.sentence import NOWHERE, Sentence, has_comma
from hashiya.suggest.claims.signs import How, Opening, is_content_noun
from hashiya.suggest.claims.wording import (
    ALREADY,
    BEFORE_SUBJECT,
    CLOSED_BY,
    COMPLEMENTIZER,
    CONTINUED,
    LEADS,
    PREPOSITIONS,
    WAS,
    WHO,
)

_ABOUT_IT: Final = frozenset(["به", "بها", "فيه", "فيها", "اليه", "اليها", "اليهم", "معه", "معها"])
_NOT_BEFORE: Final = frozenset(["يقول", "تقول", "يقولون", "اي"])
"""Words before which it is the next one that reports (مضى يقول), or nobody does (لم تعلن أي جهة)."""
_OWN_THOUGHTS: Final = frozenset(["أمل", "تمنى", "رجا", "اعتقد", "ظن", "رأى", "توقع", "أسف", "طلب"])
_RELATIVES: Final = frozenset(["التي", "الذي", "الذين", "اللذين", "اللتين", "ما", "مما", "لما", "بما"])
_IF: Final = frozenset(["اذا", "واذا", "فاذا", "لو", "ولو"])
_WHAT: Final = frozenset(["ما", "بما", "كما", "مما", "لما"])
"""Words behind which و and ف belong to the verb: «ما ورد بأمر الإحالة»."""
_BYLINE: Final = 6
_NEAR_NOUN: Final = 6
"""Words between such a verb and the preposition that it governs."""
_FAR: Final = 18
"""Words that may stand between a verb and the colon that its words come after."""
_NO_PERFECT: Final = frozenset(["لم", "لن", "ولم", "ولن", "فلم", "فلن"])
_CLOSES: Final = frozenset(["ختم", "ختمت", "اختتم", "اختتمت", "انهي", "انهت", "استهل", "استهلت"])
_HELD: Final = frozenset(["اعتبر", "عد"])
_CAUSES: Final = frozenset(["عزا", "أرجع"])
_GOING_ON: Final = frozenset(["تابع", "واصل", "كتب", "نشر", "شهد", "رد", "علق"])
_AT_ONCE: Final = frozenset(["طالب", "عبر", "وعد", "لوح", "طلب"])
_AS_NOUNS: Final = frozenset(
    [
        "قال",
        "أكد",
        "صرح",
        "أعلن",
        "زعم",
        "ادعى",
        "نفى",
        "اعترف",
        "أقر",
        "أشار",
        "حذر",
        "تعهد",
        "هدد",
        "شدد",
        "ألمح",
        "لمح",
        "ذكر",
        "أفاد",
        "أوضح",
        "اتهم",
        "توقع",
        "كشف",
        "أصر",
        "نبه",
    ]
)
"""Verbs whose masdar reports too: قوله إن، تأكيده أن."""


_BARE_IS_NOUN: Final = frozenset(["طالب", "ثمن", "رفض"])
_STUDIES: Final = frozenset(["دراسه", "الدراسه", "استطلاع", "الاستطلاع", "بحث", "البحث", "تقرير", "التقرير"])
_GUESSES: Final = frozenset(["توقعات", "ترجيحات", "تكهنات", "اتهامات", "ادعاءات"])


def _begins_clause(s: Sentence, cue: Cue) -> bool:
    """Whether the cue can have its subject in the clause before: a participle, or a verb that no noun stands before."""
    if cue.form.shape is not Shape.PERFECT or cue.form.person == 1:
        return True
    return (
        s.is_apart(cue.index)
        or s.form(cue.index - 1) in LEADS | WAS | ALREADY | BEFORE_SUBJECT
        or any(has_comma(s.mark(at)) for at in range(max(cue.index - 12, 1), cue.index + 1))
    )


def reports(
    s: Sentence, cue: Cue, opening: Opening, after: Subject | None, before: Subject | None, *, of_whom: bool = False
) -> bool:
    """Whether the word reports here what its opening begins; `of_whom`: «الذي» before it goes back to who can speak."""
    if of_whom and opening.how is How.NOMINAL and _tells_of_him(s, cue, opening):
        return _may_stand_here(s, cue, opening, after)
    if opening.how is How.NOMINAL and after is None and before is None:
        nested = s.quoted[cue.index] != NOWHERE and cue.form.person != 1
        if nested or not (cue.conjunction or _begins_clause(s, cue) or _is_in_it(s, cue.index + 1)):
            return False
    if cue.form.shape is Shape.MASDAR:
        return _reports_as_noun(s, cue, opening, after)
    if not _may_stand_here(s, cue, opening, after):
        return False
    if cue.form.shape is Shape.PARTICIPLE:
        return _reports_as_participle(s, cue, opening)
    return _reports_as_verb(s, cue, opening, after or before)


def _is_in_it(s: Sentence, index: int) -> bool:
    """«أصدرت بيانا تدين فيه …», «كتب تدوينة نفى من خلالها …»."""
    through = s.form(index) == "من" and s.form(index + 1) in {"خلاله", "خلالها"}
    return s.form(index) in IN_IT or through


def _tells_of_him(s: Sentence, cue: Cue, opening: Opening) -> bool:
    """«المحامي فهد، الذي دفع ببطلان الأقوال»: a noun of doing is what he says."""
    if s.form(cue.index - 1) not in WHO or "w" in cue.form.verb.governs:
        return cue.form.verb.name == "دفع"
    return is_content_noun(s.form(opening.word)) or "b" in cue.form.verb.governs


def _may_stand_here(s: Sentence, cue: Cue, opening: Opening, after: Subject | None) -> bool:
    """Whether the words beside it allow it to report."""
    previous, following = s.form(cue.index - 1), s.form(cue.index + 1)
    if _is_undone(previous, cue):
        return False
    if following in _ABOUT_IT and s.form(cue.index) in CONTINUED and opening.how is How.CLAUSE:
        return True  # «قائلا فيه إنه …»
    if following in IN_IT and cue.is_finite and "في" not in cue.form.verb.governs:
        return True  # «أصدرت بيانًا أدانت فيه …»
    if cue.form.person == 2 and cue.form.verb.name in _GOING_ON:
        return False  # «تابعتم الإجراءات»: he speaks to his hearers
    own = cue.form.person == 1 and cue.form.verb.name in _OWN_THOUGHTS
    if following in _ABOUT_IT | _NOT_BEFORE or (own and opening.at > cue.index + 1):
        return False
    if previous in WHO and (cue.form.verb.name in _GOING_ON or _is_closed_relative(s, cue, opening)):
        return opening.at == cue.index + 1
    if cue.form.pronoun and (previous in {"بما", "ما", "مما", "كما"} or s.raw(cue.index).endswith("ة")):
        return False  # «كما قالته»; «طالب وطالبة»
    if s.form(cue.index) in {"يذكر", "ويذكر", "يشار", "ويشار"} and after is None and cue.index < 2:
        return False
    if previous in _IF or (cue.conjunction and previous in _WHAT) or _is_byline(s, cue):
        return False
    if is_another_sense(s, cue, opening):
        return False
    if previous not in PREPOSITIONS or s.mark(cue.index):
        return True
    return cue.is_finite and (bool(cue.conjunction) or s.form(cue.index)[0] in "يتسن")


def _is_closed_relative(s: Sentence, cue: Cue, opening: Opening) -> bool:
    """«قال المسؤول الذي تحدث للصحفيين، إن …»: the one comma ends the relative clause; أن is the earlier verb's."""
    commas = [at for at in range(cue.index + 1, opening.at + 1) if has_comma(s.mark(at))]
    before = any(is_saying(s.form(at)) for at in range(max(cue.index - _NEAR_NOUN, 0), cue.index))
    return opening.how is How.CLAUSE and commas == [opening.at] and before


def _is_undone(previous: str, cue: Cue) -> bool:
    """Whether the word before it tells that nothing is said: «عدم إعلان …», «لن أعلن عن اسمه»."""
    if previous in {"عدم", "بعدم"} or (previous in WAS and cue.form.shape is Shape.PARTICIPLE):
        return True
    return previous in _NO_PERFECT and (cue.form.shape is Shape.PERFECT or cue.form.person == 1)


def _is_byline(s: Sentence, cue: Cue) -> bool:
    """«كتب: محمد عزالدين»: the line that tells who wrote the article."""
    dated = any(s.form(at)[:1].isdigit() for at in range(1, len(s))) and len(s) <= 2 * _BYLINE
    return cue.form.verb.name == "كتب" and cue.index == 0 and ":" in s.mark(1) and (len(s) <= _BYLINE or dated)


def _reports_as_verb(s: Sentence, cue: Cue, opening: Opening, subject: Subject | None) -> bool:
    """A finite verb; one that is more often another word needs a subject that is known, or its words at once."""
    governs, known = cue.form.verb.governs, subject is not None and subject.known
    name = cue.form.verb.name
    if name in _BARE_IS_NOUN and s.form(cue.index).removeprefix("و") not in {name, f"{name}ا"}:
        goes_on = cue.form.shape is Shape.IMPERFECT and subject is None and _is_told(s, cue.index)
        governs -= set() if goes_on else {"w"}  # only طالب itself is a student
    if opening.how is How.NOMINAL:
        if s.form(cue.index - 1) in _RELATIVES:
            return False
        if s.form(cue.index + 1) in IN_IT:
            return "w" not in governs or known or name == "عبر"  # «أصدر بيانا يندد فيه بـ…»
        if cue.form.shape is Shape.IMPERFECT and subject is None and name in _HELD and not cue.form.pronoun:
            return False  # «وتعتبر القلعة من أقدم …»: nobody says so
        if cue.form.shape is Shape.IMPERFECT and subject is None and not cue.conjunction:
            return cue.form.person == 1 and bool(governs & {"علي", "الي", "ب"})
        joined = bool(cue.conjunction) or has_comma(s.mark(cue.index))
        begins = subject is not None and (joined or cue.index == 0)
        joined = joined or s.form(cue.index - 1) in LEADS
        at_once = joined and opening.at == cue.index + 1 and cue.form.verb.name in _AT_ONCE
        at_once = at_once or (joined and opening.at == cue.index + 1 and _is_cause(s, cue))
        at_once = at_once or _is_feeling(s, cue, opening) or (joined and _is_asking_many(s, cue, opening))
        return (
            not governs & {"w"} or "d" in governs or known or begins or at_once or cue.form.verb.name in {"أعاد", "حمل"}
        )
    if "w" not in governs or "d" in governs:
        return True
    if s.form(cue.index + 1) in _STUDIES:
        return opening.at - cue.index <= _FAR
    if cue.form.verb.name == "بين" and s.form(cue.index) in {"بين", "وبين", "فبين", "تبين", "يتبين"}:
        if subject is None or not known:
            return opening.at == cue.index + 1
        apart = bool(cue.conjunction) and opening.how is How.CLAUSE and has_comma(s.mark(opening.at))
        return apart or opening.at == subject.end
    if opening.how in {How.QUOTATION, How.COLON} and ":" in s.mark(opening.word):
        return opening.at - cue.index <= _FAR
    return opening.at - cue.index <= (12 if known or "f" in governs else 6)


def _is_told(s: Sentence, index: int) -> bool:
    """Whether أن stands before the word in its sentence, so that a verb without a subject may go on with its clause."""
    return any(COMPLEMENTIZER.fullmatch(s.form(at)) for at in range(index))


def _is_feeling(s: Sentence, cue: Cue, opening: Opening) -> bool:
    """«حيث عبر زملاؤنا عن رغبتهم في …»: what is expressed is theirs."""
    noun = s.form(opening.word)
    theirs = noun.endswith(("ه", "ها", "هم", "نا")) and is_content_noun(noun)
    return cue.form.verb.name == "عبر" and theirs and opening.at - cue.index <= _NEAR_NOUN


def _is_asking_many(s: Sentence, cue: Cue, opening: Opening) -> bool:
    """«وطالب المسؤولين في الوزارة بزيارة القرى»: by its ending the noun is whom he asks."""
    asked = s.form(cue.index + 1)
    many = asked.startswith("ال") and (asked.endswith("ين") or s.raw(cue.index + 1).endswith(("ة", "ات")))
    return cue.form.verb.name == "طالب" and many and opening.at - cue.index <= _NEAR_NOUN


def _is_cause(s: Sentence, cue: Cue) -> bool:
    """Whether «عزت هذه الزيادة إلى …» puts something down to a cause."""
    if cue.form.verb.name not in _CAUSES:
        return False
    return any(s.form(at) == "الي" for at in range(cue.index + 2, min(len(s), cue.index + 9)))


def _reports_as_noun(s: Sentence, cue: Cue, opening: Opening, after: Subject | None) -> bool:
    """«قوله إن», «تصريح الوزير بأن»: only with words of their own that follow at once."""
    if opening.how is How.NOMINAL and cue.form.pronoun and opening.at == cue.index + 1 and is_passed_on(s, cue.index):
        return True  # «نقلت … عن مسؤول تأكيده وقوع …»
    if opening.how is How.NOMINAL and s.form(cue.index) in CLOSED_BY and opening.at == cue.index + 1:
        return any(s.form(at).removeprefix("و") in _CLOSES for at in range(max(cue.index - 6, 0), cue.index))
    if opening.how is How.CLAUSE and opening.at == cue.index + 1 and s.form(cue.index).removeprefix("و") in _GUESSES:
        return True  # «وسط ترجيحات بأن …»
    if opening.how in {How.NOMINAL, How.COMMA} or cue.form.verb.name not in _AS_NOUNS:
        return False
    if opening.how is How.QUOTATION and not opening.after_complementizer and ":" not in s.mark(opening.word):
        return cue.form.verb.name == "قال" and opening.at == cue.index + 1
    begun = after.end if after is not None else cue.index + 1
    near = opening.at - begun <= (4 if cue.form.pronoun and cue.form.verb.name == "قال" else 0)
    if not near or (after is not None and not after.known):
        return False
    return cue.form.pronoun or after is not None or s.form(cue.index) in CONTINUED | CLOSED_BY | {"القول"}


def _reports_as_participle(s: Sentence, cue: Cue, opening: Opening) -> bool:
    """«مؤكدًا أن», not «معلنة» of «أسعار معلنة»; the noun of an agent (متحدث) reports only in the accusative."""
    form = s.form(cue.index)
    if form.endswith(("ين", "ات")) and not s.is_apart(cue.index):
        return opening.how is not How.NOMINAL and opening.at == cue.index + 1
    if "m" in cue.form.verb.governs:
        return True  # «… محملة إياه المسؤولية»
    if opening.how is How.NOMINAL:
        apart = s.is_apart(cue.index) or form.endswith("ا") or bool(cue.conjunction)
        return (apart and ("w" not in cue.form.verb.governs or "m" in cue.form.verb.governs)) or s.is_apart(cue.index)
    adjective = form == "معلنه" and not s.is_apart(cue.index)
    return opening.at - cue.index <= (1 if adjective else 8)
