"""Words that report elsewhere and mean something else here: «رفض الكشف عن اسمه», «العالم أجمع», «أمن الدولة»."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from hashiya.suggest.claims.cues import Cue
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.phrasewords import HIGHEST
from hashiya.suggest.claims.sentence import Sentence, has_comma
from hashiya.suggest.claims.signs import How, Opening, is_content_noun
from hashiya.suggest.claims.wording import ALREADY, LEADS
from hashiya.suggest.wordlists import folded_words

_WHAT: Final = frozenset(["ما", "بما", "كما", "مما", "لما"])
_MORE: Final = frozenset(["اكثر", "نحو", "حوالي", "قرابه", "زهاء", "اقل"])
_GOD: Final = frozenset(["الله", "المولي", "ربنا", "العلي", "الباري"])
_AGAIN: Final = frozenset(["التاكيد", "التذكير", "تاكيده", "تاكيدها"])
_NUMBERS: Final = frozenset(["مليون", "مليوني", "ملايين", "الف", "الفي", "الاف", "ميه", "ميات"])
_HIDDEN: Final = frozenset(["عدم", "حجب", "اخفاء", "الا", "التكتم"])
_NOT_BEFORE: Final = {
    **dict.fromkeys(("دعا", "سأل", "ناشد"), _GOD),
    **dict.fromkeys(("طلب", "اشترط"), _HIDDEN),
    "واصل": frozenset(["مع"]),
    "طالب": frozenset(["وطالبه", "وطالبات"]),
    "قدر": frozenset(["عدد", "حجم", "قيمه", "نسبه"]),
}
"""Words before which a verb means something else: «تواصل مع الوزارة», «طلب عدم كشف هويته»."""
_REFUSED: Final = folded_words(
    "التعليق الكشف كشف الإفصاح ذكر الإجابة الرد التصريح الإدلاء الحديث التحدث الخوض إعلان الإعلان تأكيد نشر الاجتماع"
    " اللقاء الحضور المشاركة التوقيع توقيع الخروج"
)
"""What somebody refuses to say or do: «رفض الكشف عن اسمه»."""
_NOT_COMING: Final = frozenset(["حضور", "الحضور", "المشاركه", "عدم", "الاستمرار", "تولي", "قبول"])
"""What somebody begs to be excused from: «اعتذر عن حضور الحفل»."""
_PLEAS: Final = frozenset(["بطلان", "كيديه", "انتفاء", "عدم", "براءه", "سقوط", "انقضاء", "تناقض", "خلو", "انعدام"])
"""What counsel pleads: «دفع ببطلان الإجراءات»; anything else is pushed."""
_THANKS: Final = folded_words("الشكر شكره شكرها التحية تحية التهنئة التهاني التعازي التقدير الامتنان")
"""What is expressed with «توجه»; anything else is a direction."""
_WORKS: Final = frozenset(["الفيلم", "العمل", "المسلسل", "الكتاب", "الروايه", "المسرحيه", "العرض", "القصه", "الاغنيه"])
"""What is about something, and says nothing: «الفيلم يتحدث عن الصداقة»."""


class Here(NamedTuple):
    """A cue in its sentence, and what it would open there."""

    sentence: Sentence
    cue: Cue
    opening: Opening

    @property
    def word(self) -> str:
        """The folded word itself."""
        return self.sentence.form(self.cue.index)

    @property
    def previous(self) -> str:
        """The folded word before it; empty at the sentence's beginning."""
        return self.sentence.form(self.cue.index - 1)

    @property
    def following(self) -> str:
        """The folded word behind it; empty at the sentence's end."""
        return self.sentence.form(self.cue.index + 1)

    @property
    def object(self) -> str:
        """The folded word that the content would begin in."""
        return self.sentence.form(self.opening.word)


def is_another_sense(s: Sentence, cue: Cue, opening: Opening) -> bool:
    """Whether the verb means something else here, as what stands beside it shows."""
    verb, form, here = cue.form.verb, cue.form, Here(s, cue, opening)
    previous, following = here.previous, here.following
    if following in _NOT_BEFORE.get(verb.name, ()):
        return True
    if (differs := _BY_VERB.get(verb.name)) is not None and differs(here):
        return True
    if here.word == "عقب" and here.cue.index and not has_comma(s.mark(here.cue.index)):
        return True  # «… «سالم» عقب اجتماعهما»
    if verb.name == "بين" or here.word in {"جدد", "عقب"}:
        return not (cue.conjunction or s.is_apart(cue.index) or previous in LEADS | ALREADY)
    if form.shape is Shape.PARTICIPLE and verb.name in {"طلب", "قدر"}:
        return _is_student_or_ability(here)
    if "f" in verb.governs:
        return previous in _WHAT or following not in {"في", "عن"} or opening.how is How.NOMINAL
    if "s" in verb.governs:
        return "من" not in {s.form(cue.index + step) for step in range(2, 5)}  # «علمت «الحياة» من مصادر أن …»
    return False


def _that_follows(here: Here) -> bool:
    return here.opening.how is How.CLAUSE and here.opening.at == here.cue.index + 1


def _is_refusal_to_speak(here: Here) -> bool:
    bare = here.word == "رفض" and not (here.sentence.is_apart(here.cue.index) or here.previous in LEADS | ALREADY)
    return bare or here.sentence.form(here.opening.at) in _REFUSED or here.opening.how is not How.NOMINAL


def _is_found_or_seat(here: Here) -> bool:
    """«فقد تبين أن …», which nobody says; «تتخذ من … مقرًا لها»."""
    if here.word in {"تبين", "وتبين", "فتبين"}:
        return here.opening.at == here.cue.index + 1 or here.previous in ALREADY
    seat = here.cue.form.verb.name == "أقر" and here.cue.form.shape is Shape.PARTICIPLE
    return seat and here.following in {"له", "لها", "لهم"}


def _is_reached(here: Here) -> bool:
    """«أن تبلغ الحصة النصف»; «أنها أُبلغت بتسجيل …»."""
    told = here.cue.form.shape is Shape.IMPERFECT or here.previous in {"انه", "انها", "انهم"}
    return told and here.opening.how is How.NOMINAL


def _is_student_or_ability(here: Here) -> bool:
    """«طالب وطالبة»; «مقدرة» where no أن follows."""
    if here.cue.form.verb.name == "طلب":
        return here.sentence.raw(here.cue.index).endswith("ة")
    return here.word == "مقدره" and not _that_follows(here)


def _is_counted(here: Here) -> bool:
    """«مليون طالب يؤدون الامتحان»."""
    return here.word == "طالب" and here.previous in _NUMBERS


def _is_known(here: Here) -> bool:
    """«هو لا يعلم أنه …»."""
    return here.cue.form.shape is Shape.IMPERFECT and not here.cue.form.pronoun


def _is_added(here: Here) -> bool:
    """«أضافوا أكثر من ألف جندي إلى …»."""
    following = here.following
    return following in _MORE or following[:1].isdigit()


def _is_described(here: Here) -> bool:
    """«وتصعيد وصف الاتهام»."""
    previous = here.previous.removeprefix("و")
    return here.word == "وصف" and not here.sentence.mark(here.cue.index) and is_content_noun(previous)


def _is_named(here: Here) -> bool:
    """«ويُدعى جهاد»."""
    return here.cue.form.shape is Shape.IMPERFECT and here.sentence.raw(here.cue.index).endswith("ى")


def _is_discovery(here: Here) -> bool:
    """«أكبر كشف أثري»."""
    return here.previous in HIGHEST | {"هناك", "ثمه"}


def _is_not_again(here: Here) -> bool:
    """«أعاد فتح المعبر», not «أعاد التأكيد»."""
    return not _AGAIN & {here.sentence.form(here.cue.index + step) for step in range(1, 6)}


def _is_all(here: Here) -> bool:
    """«العالم أجمع»."""
    return here.word == "اجمع" and here.previous.startswith("ال")


def _is_safety(here: Here) -> bool:
    """«أمن الدولة»."""
    return (here.word == "امن" or here.cue.form.shape is Shape.IMPERFECT) and not _that_follows(here)


def _is_excuse(here: Here) -> bool:
    return here.object in _NOT_COMING


def _is_push(here: Here) -> bool:
    form = here.object
    return form not in _PLEAS and form.removeprefix("ب") not in _PLEAS


def _is_direction(here: Here) -> bool:
    return here.object.removeprefix("ب") not in _THANKS


def _is_about(here: Here) -> bool:
    beside = {here.previous, here.following}
    return here.opening.how is How.NOMINAL and not _WORKS.isdisjoint(beside)


def _is_needed(here: Here) -> bool:
    """«في مباراة تطلب منا حلولا»."""
    return here.cue.form.shape is Shape.IMPERFECT and here.following in {"منا", "منه", "منها", "منهم"}


def _is_without(here: Here) -> bool:
    """«دون قواعد»: the preposition, not who noted something down."""
    return here.word == "دون"


_BY_VERB: Final[Mapping[str, Callable[[Here], bool]]] = {
    "رفض": _is_refusal_to_speak,
    "أبان": _is_found_or_seat,
    "بين": _is_found_or_seat,
    "أقر": _is_found_or_seat,
    "أبلغ": _is_reached,
    "طالب": _is_counted,
    "طلب": _is_needed,
    "أعلم": _is_known,
    "أضاف": _is_added,
    "وصف": _is_described,
    "ادعى": _is_named,
    "كشف": _is_discovery,
    "أعاد": _is_not_again,
    "أجمع": _is_all,
    "آمن": _is_safety,
    "اعتذر": _is_excuse,
    "دفع": _is_push,
    "تحدث": _is_about,
    "دون": _is_without,
    "توجه": _is_direction,
}
"""What each verb may be instead."""
