"""Words by which a phrase is known to name somebody who speaks, though no mention tells of him; folded."""

from __future__ import annotations

import re
from typing import Final

from hashiya.suggest.wordlists import folded_words

GLUE: Final = frozenset(
    [
        "باسم",
        "في",
        "من",
        "لدي",
        "السابق",
        "الحالي",
        "الاسبق",
        "الموقت",
        "العام",
        "الجديد",
        "المنتخب",
        "بالوكاله",
        "المكلف",
        "الراحل",
        "الاعلي",
    ]
)
OWNED: Final = re.compile(
    "ل?(?:ل|ال)?(?:بيان|بيانات|تقرير|تقارير|تصريح|تصريحات|احصاءات|احصاييات|ارقام|نشره|نشريه|معطيات|تقديرات|ارصاد|نتايج"
    "|دراسه|راي|استطلاع|مسح|مذكره|خبر|بلاغ|قول|كلام|روايه|رساله|منشور|تدوينه|مدونه|مسودة|حسابات)"
)
"""Words that somebody issues, folded: whose they are is the source."""
PLURALS: Final = re.compile("(?:ال)?م?[^ ]{3,}ون|[^ ]{4,}(?:دوها|دوه|لوها|لوه|نوها|نوه|قوه|قوها)")
SOME: Final = frozenset(
    [
        "العديد",
        "الكثير",
        "بعض",
        "معظم",
        "اغلب",
        "غالبيه",
        "احد",
        "احدي",
        "كثير",
        "كثيرون",
        "عدد",
        "عشرات",
        "مءات",
        "ميات",
        "الاف",
        "كلا",
        "جانب",
        "قسم",
        "طايفه",
    ]
)
CLOSE: Final = frozenset(
    [
        "دفاع", "محامي", "محام", "محاميه", "والد", "والده", "شقيق", "شقيقه", "زوج", "زوجه", "نجل", "ابنه", "اسره",
        "عايله", "اقارب", "ذوو", "اهل", "مكتب", "حمله", "انصار", "صديق", "صديقه", "ارمله", "هييه", "جيران", "رفاق",
    ]
)  # fmt: skip
"""Who speaks for somebody or belongs to him: «دفاع المتهم محيي», «والد الضحية»; he himself does not."""
HIGHEST: Final = frozenset(["اكبر", "اعلي", "ارفع", "ابرز", "اهم", "اول"])
"""What a noun of those who speak may stand behind: أكبر مسؤول للشؤون الإنسانية."""
ON_CONDITION: Final = frozenset(
    ["طلب", "طلبت", "طلبا", "طلبوا", "اشترط", "اشترطت", "اشترطوا", "رفض", "رفضت", "فضل", "فضلت", "فضلوا", "رفضوا"]
)
"""Verbs of a speaker who will not be named: «، اشترط عدم الكشف عن هويته،»."""
OF_HIM: Final = frozenset(
    [
        "طلب",
        "طلبت",
        "فضل",
        "فضلت",
        "رفض",
        "رفضت",
        "فقد",
        "فقدت",
        "اشترط",
        "اشترطت",
        "لم",
        "يعمل",
        "تعمل",
        "يدعي",
        "تدعي",
        "شارك",
        "شاركت",
        "حضر",
        "حضرت",
        "نجا",
        "نجت",
        "زار",
        "زارت",
        "يقيم",
        "تقيم",
        "يعيش",
        "تعيش",
        "كان",
        "كانت",
        "نشرت",
        "نشرتها",
        "نشرها",
        "نشر",
        "اجرتها",
        "اجراها",
        "اجريت",
        "اجري",
        "اعدتها",
        "اعدها",
        "صدرت",
        "صدر",
        "اصدرته",
        "اصدرتها",
        "شملت",
        "اشرف",
        "اشرفت",
        "قادها",
        "قاده",
        "ضمت",
        "تناولت",
        "تناول",
    ]
)
"""Verbs that tell of a speaker whom no name tells: مسؤول طلب عدم كشف هويته."""
LAWYERS: Final = frozenset(["دفاع", "محامي", "محامو"])
DEFENDED: Final = frozenset(
    ["المتهم", "المتهمين", "المتهمه", "المتهمان", "الضحيه", "الضحايا", "المعتقلين", "الموقوفين", "الموقوف", "المدعي"]
)
"""For whom lawyers speak where no mention tells of him: «دفاع المتهمين»."""
CALLED: Final = CLOSE | frozenset(
    [
        "رييس",
        "رييسه",
        "مدير",
        "مديره",
        "وزير",
        "وزيره",
        "عضو",
        "نايب",
        "قايد",
        "متحدث",
        "ناطق",
        "مستشار",
        "خبير",
        "استاذ",
        "معاون",
        "مساعد",
        "لاعب",
        "مدرب",
    ]
)
"""What a person is called by right behind the name."""
ISSUED: Final = frozenset(
    ["صدر", "صدرت", "صادر", "صادره", "نشر", "نشرته", "نشرها", "اصدرته", "اصدره", "اصدرتها", "وزعته", "تلقت"]
)
"""What tells whose a statement is, up to a comma: «في بيان صدر عنها، …»."""
SAME: Final = frozenset(["ذاته", "نفسه", "ذاتها", "نفسها", "عينه", "المذكور", "المذكوره", "ايضا", "كذلك"])
"""What only repeats whom a subject names: المصدر ذاته."""
PAPERS: Final = frozenset(["نشرته", "نشرتها", "تقرير", "تقريره", "تقريرها", "مذكره", "دراسه", "مراجعه"])
OF_PAPERS: Final = frozenset(
    ["صحفي", "صحافي", "اعلامي", "رسمي", "هاتفي", "مقتضب", "مكتوب", "متلفز", "مشترك", "الاخير", "الاخيره"]
)
ASKING: Final = frozenset(["التمس", "طلب", "اقترح", "اشترط"])
"""Verbs whose object may begin with a number of years: «التمس وكيل الجمهورية 3 سنوات سجنًا»."""
OF_WHOM: Final = frozenset(["عنه", "عنها", "عنهم", "عليه", "عليها", "عليهم", "لنا", "لي", "له", "لها", "لهم"])
IN_IT: Final = frozenset(["فيه", "فيها"])
"""Back to what a relative clause is about: «بيانًا أدانت فيه …»."""
CALLING: Final = frozenset(
    f"{stem}{pronoun}"
    for stem in ("وصف", "وصفت", "وصفو", "يصف", "تصف", "اسما", "اسمت", "اسمو", "سما", "سمت", "سمو", "يسمي", "تسمي")
    for pronoun in ("ه", "ها", "هم")
)
"""With what name somebody calls what was named before: «ما أسماه …», «من أسمته …»."""
PUBLISHED: Final = folded_words(
    "نشرته نشرتها نشره نشرها بثته بثتها بثه بثها أوردته أوردتها أورده نقلته نقلتها نقله نقلها تداولته أذاعته"
)
"""Verbs that tell who gave a statement or report to the public: بيان نشرته الوكالة."""
