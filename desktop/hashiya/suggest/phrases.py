"""Noun phrases of news Arabic: which words after a head belong to it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from hashiya.arabic.folding import Folded
from hashiya.suggest.found import Found
from hashiya.suggest.gazetteer import Gazetteer, Match, built_in, nationals
from hashiya.suggest.tokens import JOINED, Tokens, stems
from hashiya.suggest.wordlists import folded_words, word_list

_ADJECTIVES = folded_words(
    "عام عامة أعلى عليا مشترك مشتركة متحد متحدة خاص خاصة موحد موحدة مستقل مستقلة منتخب منتخبة موقت موقتة مؤقت "
    "مؤقتة أول أولى كبير كبيرة كبرى شامل شاملة جديد جديدة مصغر مصغرة مختص مختصة حر حرة دائم دائمة ممتاز "
    "ممتازة متوسط متوسطة مساعد مساعدة مقيم مسلح مسلحة مركب دستوري مكلف مكلفة موسع موسعة مغلق مغلقة عاجل عاجلة "
    "طارئ طارئة مبكر مبكرة غير قادم مفتوح مفتوحة صغرى متكامل متكاملة محتل محتلة أسمى مفوض مفوضة مقبل مقبلة "
    "راهن راهنة أخير أخيرة مقدس مقدسة عرب فني متجدد متجددة"
)
_NOUNS_IN_IYA = folded_words(
    "قضية عملية اتفاقية حرية هوية جمعية كلية شخصية جنسية مسؤولية أقلية أكثرية أغلبية أهمية ميزانية إمكانية شرعية "
    "مديرية بلدية مفوضية جمهورية تنمية تغذية تربية قومية ماشية فعالية إنتاجية حساسية خلفية نظرية إشكالية مرجعية "
    "منهجية أرضية ضحية بداية نهاية حماية محامية رعاية رواية كفاية غاية دعاية وقاية عناية هداية تسوية توعية تصفية "
    "تغطية تحية قرية رؤية أضحية ترقية تنحية بنية مية سورية مزية حكاية"
)
_NOUNS_IN_I = folded_words(
    "تالي ماضي حالي جاري قاضي محامي نادي وادي راعي داعي مساعي أراضي تعاطي تصدي تحدي سعي وعي رأي شيء أهالي "
    "ليالي توالي تعافي باقي مباني معاني أماني تنامي تداعي نواحي ضواحي تفشي تولي تخلي تبني تمادي تلقي توخي "
    "تراخي كرسي ثاني"
)
_STOPS = folded_words(
    "التي الذي الذين اللذين اللتين اليوم الآن التقى التزم التزمت التحق التحقت التقت التقوا الماضي الماضية "
    "الجاري الجارية المقبل المقبلة القادم القادمة الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت"
)
_PAIRED = folded_words(
    "المال الموازنة الخزينة التعمير المناجم "
    "المحروقات السياسة الشؤون التكوين الحماية التنسيق المتابعة التحقيق المصارف الضمان الأسرة التجهيز "
    "اللوجستيك التشغيل السكان التعليم المغتربين التجارة الصناعة الاستثمار المعادن الثروة المياه الاتصالات "
    "البيئة الرياضة الثقافة الإعلام الآثار السياحة الطيران الشباب التضامن المالية الاقتصاد التخطيط التنمية "
    "الإصلاح الري الزراعة الأمن الدفاع الجنايات المعلومات التكنولوجيا الأوقاف الإرشاد المواصلات النقل الإسكان "
    "العلوم البحث الطاقة التعدين الغاز البترول التعاون العقاقير الغذاء الدواء الزراعه الجريمة المخدرات "
    "الطفولة الأمومة الفنون الآداب المرأة العدل التكنولوجية الهجرة الجمارك الضرائب المقاييس الموارد المحاربين "
    "الشهداء الأسرى المحررين النشر التوزيع الترجمة الإسعاف الإنقاذ الطباعة التأهيل التدريب الإحصاء المحاسبة "
    "الرقابة التفتيش التسويق التصدير الاستيراد التأمين التمويل التراث الحرف الصناعات المشروعات العمران "
    "المجتمعات الحكم الإدارة السلم المصالحة العدالة المساواة الجودة الاعتماد التقييس المواصفات الفضاء "
    "الجيولوجيا الأرصاد الغابات البحار الثروات الجامعات الصلب الحديد الخدمات الإنشاءات العلم الفكر السلامة الابتكار "
    "الانتخابات الإغاثة الحوكمة الشفافية الحريات "
    "الماء الريادة الجوازات المناخ الزلازل الكهرباء الصيد الأبحاث الدراسات الحدود المنافذ الأحوال الأدوية الأغذية"
)


_BODIES = folded_words("صندوق بنك هيئة مجلس لجنة ديوان جهاز مديرية معهد جامعة منظمة شركة مؤسسة وزارة محكمة اتحاد نقابة")
"""Heads that open a body of their own behind «and»: بنك التصدير وصندوق النقد."""
_OF_FATHERS = frozenset({"ولد", "بن", "بنت", "ابن"})
"""Words before which a name stands, not an adjective."""
_OF_DOING = re.compile("الت..ي.|الا..ا.|الحرفيين")
"""A masdar with the article that goes on a body's name: والتعمير, والتجهيز."""
_LONGEST = 8
"""No name or chain of adjectives has more words; so a text that repeats one word is read in linear time."""


class Text:
    """One text under reading: its words and the known names in it; what the engines share."""

    def __init__(self, folded: Folded, confirmed: Gazetteer) -> None:
        self.tokens = Tokens(folded)
        self.depth = 0
        """How many bodies are being read inside one another: مكتب رئيس مجلس إدارة …"""
        self.confirmed = confirmed

    @cached_property
    def matches(self) -> list[Match | None]:
        """The names of the built-in gazetteer, by the word where they begin."""
        return built_in().matches(self.tokens)

    @cached_property
    def confirmed_matches(self) -> list[Match | None]:
        """The project's own names, by the word where they begin."""
        return self.confirmed.matches(self.tokens)

    def has_named(self, head: str, index: int) -> bool:
        """Whether an organisation with this head has stood before the word with a name."""
        return self.first_heads.get(head, index) < index

    @cached_property
    def first_heads(self) -> dict[str, int]:
        """For each head word, where it first stands before a name, a definite noun or a nationality."""
        first: dict[str, int] = {}
        for index in range(len(self.tokens) - 1):
            if self.tokens.bonds[index + 1] != JOINED:
                continue
            after = self.tokens.forms[index + 1]
            named = after.startswith("ال") or self.matches[index + 1] is not None or may_be_construct(after)
            if named or not is_common(after):
                for _, stem in stems(self.tokens.forms[index]):
                    first.setdefault(stem, index)
            if (match := self.matches[index]) is not None and match.label == "ORG":
                first.setdefault(stems(self.tokens.forms[index])[-1][1], index)
        return first

    def place(self, first: int, end: int, cut: int = 0) -> tuple[int, int]:
        """Where the words [first, end) stand in the folded text, without the letters cut from the first."""
        return self.tokens.starts[first] + cut, self.tokens.ends[end - 1]

    def found(self, first: int, end: int, label: str, score: float, engine: str, *, cut: int = 0) -> Found:
        """The words [first, end) under a label."""
        return Found(*self.place(first, end, cut), label, score, engine)

    def name_at(self, index: int) -> Match | None:
        """The known name that begins with the whole word at the index."""
        match = self.matches[index] if index < len(self.matches) else None
        return match if match is not None and not match.cut else None

    def is_nationality(self, index: int) -> bool:
        """Whether the word is an adjective of origin, as it stands."""
        return self.tokens.form(index) in nationals()

    def is_definite_adjective(self, index: int) -> bool:
        """Whether the word can only, or mostly, be an adjective with the article."""
        form = self.tokens.form(index)
        if not form.startswith("ال") or len(form) < 5 or form in _STOPS:
            return False
        return is_adjective(form[2:])

    def adjectives(self, index: int, *, after_nationality: bool = False) -> int:
        """Where the definite adjectives that begin at the index end; one of origin is the last."""
        stop = index + _LONGEST
        while index < stop and self.tokens.goes_on(index):
            if self.is_nationality(index) and self.tokens.forms[index].startswith("ال"):
                index += 1
                while (
                    index < stop
                    and self.tokens.goes_on(index)
                    and (self._is_like_nationality(index) or self.tokens.forms[index] in {"المشترك", "المشتركه"})
                ):
                    index += 1
                if not after_nationality:
                    return index
            elif self.tokens.form(index + 1) in _OF_FATHERS and self.tokens.goes_on(index + 1):
                break  # «وزير الصيد الناني ولد اشروقة»
            elif self.is_definite_adjective(index) or self._is_joined_adjective(index):
                index += 1
            else:
                break
        return index

    def _is_joined_adjective(self, index: int) -> bool:
        """Whether «and» joins another adjective of relation to one: والتقني of البحث العلمي والتقني."""
        form, before = self.tokens.forms[index], self.tokens.forms[index - 1]
        ending = "يه" if before.endswith("يه") else "ي"
        if form[:3] != "وال" or not form.endswith(ending) or not before.endswith(ending):
            return False
        likes = is_adjective(form[3:]) and self.is_definite_adjective(index - 1) and form[1:] not in nationals()
        return likes and not self.is_nationality(index - 1)

    def _is_like_nationality(self, index: int) -> bool:
        """Whether an adjective of origin follows another one in the same number and gender."""
        form, before = self.tokens.forms[index], self.tokens.forms[index - 1]
        agreeing = form.endswith("ه") == before.endswith("ه") and form.endswith(("ي", "ه"))
        return agreeing and form.startswith("ال") and self.is_nationality(index)

    def complement(self, index: int, *, pairs: bool = True, loose: bool = False) -> int:
        """Where the complement of an indefinite head ends that begins at the index; the index where there is none."""
        if not self.tokens.goes_on(index):
            return index
        match = self.name_at(index)
        if match is not None and match.label != "NORP":
            return self.adjectives(match.end)
        form = self.tokens.forms[index]
        if form in _HOLDERS and (end := self._holder_end(index + 1)) > index + 1:
            return self.adjectives(end)
        if self.is_definite_noun(index):
            end = self._paired_twice(index + 1) if pairs else self.adjectives(index + 1)
            return self._with_its_preposition(f"لل{form[2:]}", end)
        construct = may_be_construct(form) or (loose and form not in _PARTICLES and len(form) > 2 and form.isalpha())
        if construct and self.tokens.goes_on(index + 1):
            match = self.name_at(index + 1)
            if match is not None and match.label in {"GPE", "ORG", "LOC"}:
                return self.adjectives(match.end)
        if self.is_definite_noun(index + 1) and self.tokens.goes_on(index + 1) and construct:
            return self._paired_twice(index + 2) if pairs else self.adjectives(index + 2)
        if loose and construct and self._is_doubled(index):
            return self.adjectives(index + 3)
        return index

    def _is_doubled(self, index: int) -> bool:
        """Whether two indefinite nouns share a definite one: «حماية وحرية الصحفيين» behind مركز."""
        second = self.tokens.form(index + 1)
        if second[:1] != "و" or len(second) < _LONG or second[1:] in _PARTICLES or not self.tokens.goes_on(index + 1):
            return False
        of_doing = self.tokens.forms[index].endswith("ه") and second.endswith("ه")
        return of_doing and self.is_definite_noun(index + 2) and self.tokens.goes_on(index + 2)

    def _holder_end(self, index: int) -> int:
        """Where the name ends after «King», «Prince» by which a place is called: الملك فهد, الأمير محمد."""
        given = word_list("given")
        stop = index + _LONGEST
        while (
            index < stop
            and self.tokens.goes_on(index)
            and (self.tokens.forms[index] in given or self.tokens.forms[index] in {"بن", "عبد", "الله", "الدين"})
        ):
            index += 2 if self.tokens.forms[index] == "عبد" else 1
        return index

    def paired(self, index: int) -> int:
        """Where «and the …» ends that goes on a ministry's or body's name: الصحة والسكان, وتقنية المعلومات."""
        stop = index + _LONGEST
        while index < stop and self.tokens.goes_on(index) and self.tokens.forms[index][:1] == "و":
            form = self.tokens.forms[index][1:]
            if not form and self.tokens.form(index + 1) in _PAIRED and self.tokens.goes_on(index + 1):
                index += 2  # «التربية و التعليم»
            elif form in _PAIRED or _OF_DOING.fullmatch(form):
                index += 1
            elif (
                form not in _BODIES
                and may_be_construct(form)
                and self.tokens.goes_on(index + 1)
                and self.is_definite_noun(index + 1)
            ):
                index += 2
            else:
                break
        return index

    def _paired_twice(self, index: int) -> int:
        """Where «and the …» ends, with adjectives between too: «التعليم العالي والبحث العلمي»."""
        end = self.adjectives(self.paired(index))
        further = self.paired(end)
        return self.adjectives(further) if further > end else end

    def is_definite_noun(self, index: int) -> bool:
        """Whether the word has the article and is no relative, weekday or verb."""
        form = self.tokens.form(index)
        return form.startswith("ال") and len(form) > 3 and form not in _STOPS and not self.is_nationality(index)

    def complement_of_li(self, index: int) -> int:
        """Where «للـ…» ends that goes on a definite name: للطاقة الذرية, لكرة القدم; the index where there is none."""
        if not self.tokens.goes_on(index):
            return index
        form = self.tokens.forms[index]
        match = self.matches[index]
        if match is not None and match.cut == 1 and match.end > index + 1 and form.startswith("ل"):
            return self.adjectives(match.end)
        if form.startswith("لل") and len(form) > 4:
            end = self.adjectives(self.paired(self.adjectives(index + 1)))
            return self._with_its_preposition(form, end)
        if (
            form.startswith("ل")
            and len(form) > 2
            and self.is_definite_noun(index + 1)
            and self.tokens.goes_on(index + 1)
        ):
            return self.adjectives(self.paired(index + 2)) if may_be_construct(form[1:]) else index
        return index

    def _with_its_preposition(self, form: str, end: int) -> int:
        """Goes on over «عن حقوق الإنسان» of «للدفاع عن حقوق الإنسان»."""
        if self.tokens.goes_on(end) and self.tokens.forms[end] == _ITS_PREPOSITION.get(form):
            further = self.complement(end + 1)
            return further if further > end + 1 else end
        return end


_LONG = 5
_ITS_PREPOSITION = {
    "للدفاع": "عن", "للرقابه": "علي", "للوقايه": "من", "للحمايه": "من", "للحد": "من", "للتحقيق": "في",
    "للقضاء": "علي", "للتقصي": "عن", "للكشف": "عن", "للبحث": "عن", "للحفاظ": "علي", "للاشراف": "علي",
}  # fmt: skip
"""Nouns that need a preposition to be complete."""
_PARTICLES = folded_words(
    "في من على عن إلى مع بين ضد غير بعد قبل منذ خلال حول عند لدى نحو كل أي هذا هذه التي الذي إن أن كان كانت "
    "قد لم لن لا ما هو هي هم قال قالت أكد أعلن أعلنت أو ثم بل عبر عام عامة تابع تابعة خاص خاصة جديد جديدة آخر "
    "أخرى كبير كبيرة سابق تضم يضم تدعى يدعى بشأن "
    "بخصوص حيال تجاه عقب أثناء ضمن بموجب يقضي ينص يتعلق"
)


_HOLDERS = folded_words("القاضي الملك الأمير الأميرة الملكة الشيخ الإمام الرئيس الشهيد السلطان الخليفة القديس القديسة")


def is_particle(form: str) -> bool:
    """Whether the folded word is a particle or a verb that no noun phrase goes on with."""
    return form in _PARTICLES


def is_adjective(bare: str) -> bool:
    """Whether the folded word without its article looks like an adjective."""
    if bare in _ADJECTIVES:
        return True
    if bare.endswith("يه"):
        return len(bare) >= 4 and bare not in _NOUNS_IN_IYA
    return bare.endswith("ي") and len(bare) >= 4 and bare not in _NOUNS_IN_I


def may_be_construct(form: str) -> bool:
    """Whether an indefinite word may stand between a head and a definite noun: شؤون الأسرى, حقوق الإنسان."""
    return form in _CONSTRUCTS


_CONSTRUCTS = folded_words(
    "فرز إعداد مراقبي مقاومة تمكين رقابة ضبط تشغيل نقل توزيع إنتاج تسويق تصدير استيراد تأمين إغاثة إيواء إعانة إطفاء "
    "ترقية تأهيل تدريب بحث ضمان جودة تقييس اعتماد تحديث هيكلة تسيير استشراف محاربة مناهضة مقاطعة نصرة صحة طوارئ أزمات "
    "كوارث ضرائب جمارك هجرة جوازات مرور ري مياه كهرباء غاز بترول فوسفات اتصالات بريد آثار تراث فنون آداب كتاب لغة "
    "حضارة تاريخ أطباء مهندسي "
    "شؤون حقوق رعاية مكافحة نزع حظر حماية إدارة تنسيق دعم تنمية تطوير تنظيم مراقبة متابعة رصد حفظ إعادة خبراء "
    "أمناء قيادة رئاسة إفتاء كرة أبناء علماء كبار أعيان نواب وزراء شيوخ قضاة أمن صيانة شورى كلية تشخيص سلاح "
    "خفر حرس مشاة سلامة صندوق بنك هيئة مجلس لجنة ديوان جهاز مكتب مديرية دائرة مركز معهد جامعة إنقاذ إصلاح "
    "تحرير حوار تقصي تحكيم تخطيط إعمار إحصاء ترويج تشجيع توثيق استثمار تكنولوجيا تقنية علوم بحوث أبحاث دراسات "
    "حوكمة سوق أسواق أوراق طب هندسة اقتصاد ضحايا أسر ذوي رجال سيدات شباب طلاب عمال معلمي محامي صحفيي حزب "
    "اتحاد نادي قناة نفط سكك طيران غوث منظمة شركة مؤسسة قوات جيش أركان قسم سلطة سلطات جبهة رابطة نقابة ائتلاف "
    "محكمة برلمان حكومة وزارة شرطة دولة عالم"
)


@lru_cache(maxsize=1 << 15)
def is_common(form: str) -> bool:
    """Whether the folded word is in the list of words that are no names, as it stands or behind a proclitic."""
    common = word_list("common")
    return any(stem in common for _, stem in stems(form))
