"""Laws, treaties, resolutions: by their head word, with what names them."""

from __future__ import annotations

from hashiya.suggest.found import Found
from hashiya.suggest.heads import add, has_name, named_end, numbered_end, quoted_end
from hashiya.suggest.phrases import Text
from hashiya.suggest.wordlists import folded_words

LAWS = folded_words(
    "اتفاق اتفاقية معاهدة قانون ميثاق بروتوكول دستور مرسوم إعلان وثيقة اتفاقات اتفاقيات مبادرة قرار نظام "
    "تشريع صفقة برنامج خطة استراتيجية مشروع"
)
_LAW_TREATY = folded_words("اتفاق اتفاقية معاهدة قانون ميثاق بروتوكول اتفاقات اتفاقيات دستور")
_ON_AIR = folded_words("مداخلة خلال مقدم مقدمة حلقة ضيف مع مذيع مذيعة المذاع الذي عبر على يقدمه تقدمه")
"""What stands beside a programme of radio or television: مقدم برنامج «…», «…» المذاع على …"""
_BY_PLACE = folded_words("اتفاقية اتفاق معاهدة بروتوكول ميثاق برنامج إعلان صلح هدنة")
"""Named after the place where they were made: اتفاقية رامسار."""
DEFINITE_LAWS = folded_words(
    "الاتفاق الاتفاقية المعاهدة القانون الميثاق البروتوكول الدستور المرسوم القرار الإعلان العهد الاستراتيجية"
)


def law(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """اتفاق باريس, قانون العقوبات, قرار مجلس الأمن 2231, قرار رقم 5."""
    tokens = text.tokens
    if stem != "مشروع" and (quoted := quoted_end(text, index + 1)) > index + 1:
        if stem == "برنامج" and (tokens.form(index - 1) in _ON_AIR or tokens.form(quoted) in _ON_AIR):
            return 0
        return add(text, (index, quoted, cut), "LAW", 0.7, found)
    numbered = numbered_end(text, index + 1)
    if numbered > index + 1:
        return add(text, (index, numbered, cut), "LAW", 0.85, found)
    end = text.complement(index + 1, loose=stem in _LAW_TREATY)
    if end == index + 1 and stem in _BY_PLACE and (end := named_end(text, index + 1)) > index + 1:
        return add(text, (index, end, cut), "LAW", 0.75, found)
    if end == index + 1:
        return 0
    after = numbered_end(text, end)
    if after > end:
        return add(text, (index, after, cut), "LAW", 0.9, found)
    if stem not in _LAW_TREATY:
        return 0
    end = max(end, text.complement_of_li(end))
    named = has_name(text, index + 1, end)
    score = 0.75 if named or stem in {"قانون", "معاهده", "اتفاقيه"} else 0.6
    if tokens.form(index + 1) in {"الجانبين", "البلدين", "الطرفين", "الدولتين"}:
        return 0
    return add(text, (index, end, cut), "LAW", score, found)


def definite_law(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الاتفاق النووي, القرار 2231, المعاهدة; the bare word is a description."""
    numbered = numbered_end(text, index + 1)
    if numbered > index + 1:
        return add(text, (index, numbered, cut), "LAW", 0.93, found)
    end = text.adjectives(index + 1)
    if end > index + 1 and stem != "الاعلان" and (stem != "القرار" or text.is_nationality(end - 1)):
        end = max(end, text.complement_of_li(end))
        return add(text, (index, end, cut), "LAW", 0.7, found)
    if stem in {"العهد", "الاستراتيجيه"}:
        return 0
    if stem in {"الاتفاق", "الاتفاقيه", "المعاهده", "الدستور"}:
        return add(text, (index, index + 1, cut), "LAW", 0.55, found, description=True)
    return 0
