"""Hand-made marks on a seed, to look at and to test with; they are no gold standard."""

from __future__ import annotations

from collections.abc import Sequence

from hashiya.domain.span import Span
from hashiya.resources import seed_files
from hashiya.ui.viewer.content import ClaimGloss, LabelStyle, Mark, RoleMark, ViewContent

NAMES = {
    "PERS": ("شخص", "person", "#3D4BCD", "#A2BCED"),
    "OCC": ("منصب", "position", "#12588B", "#A9EAFD"),
    "ORG": ("منظمة", "org", "#026C70", "#54BEA0"),
    "GPE": ("كيان", "state", "#067556", "#A4E3A1"),
    "NORP": ("جماعة", "group", "#52099D", "#D078FB"),
    "LAW": ("قانون", "law", "#730664", "#D492C2"),
    "DATE": ("تاريخ", "date", "#55391C", "#F7B424"),
}
REGIONS = {
    "HEADLINE": ("عنوان", "headline"),
    "DATELINE": ("سطر التاريخ", "dateline"),
    "BOILERPLATE": ("غير تحريري", "boilerplate"),
}


def seed(number: int) -> str:
    """The text of a seed."""
    return seed_files()[number].read_bytes().decode("utf-8")


def styles(*, dark: bool = False, language: str = "ar") -> dict[tuple[str, str], LabelStyle]:
    """The styles of the labels used here."""
    found = {
        ("entities", key): LabelStyle(ar if language == "ar" else en, night if dark else day)
        for key, (ar, en, day, night) in NAMES.items()
    }
    for key, (ar, en) in REGIONS.items():
        name = ar if language == "ar" else en
        found["regions", key] = LabelStyle(name, "#857E70" if dark else "#8C8474", dimmed=key == "BOILERPLATE")
    found["claims", "claim"] = LabelStyle("ادعاء" if language == "ar" else "claim", "#F0858C" if dark else "#9C2436")
    return found


class Marker:
    """Finds words in a text from where it found the last ones, and marks them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.marks: list[Mark] = []
        self.glosses: list[ClaimGloss] = []

    def find(self, words: str, *, after: str | None = None) -> Span:
        """The next place of the words; `after` moves on to other words first."""
        if after is not None:
            self.place = self.text.index(after, self.place)
        start = self.text.index(words, self.place)
        return Span(start, start + len(words))

    def entity(self, label: str, words: str, *, stay: bool = False) -> Mark:
        """Mark the next place of the words; `stay` lets the next mark be inside."""
        span = self.find(words)
        if not stay:
            self.place = span.end
        mark = Mark(f"e{len(self.marks)}", "entities", label, span.start, span.end)
        self.marks.append(mark)
        return mark

    def claim(self, first: str, last: str, gloss: Sequence[str], *, carried: bool = False) -> Mark:
        """Mark from the first words to the last ones as a claim."""
        start = self.text.index(first, self.place)
        end = self.text.index(last, start) + len(last)
        number = len(self.glosses) + 1
        mark = Mark(f"c{number}", "claims", "claim", start, end)
        self.marks.append(mark)
        self.glosses.append(ClaimGloss(mark.id, number, gloss[0], carried, gloss[1], gloss[2]))
        return mark

    def region(self, label: str, first: str, last: str) -> Mark:
        """Mark from the first words to the last ones as a region."""
        start = self.text.index(first)
        end = self.text.index(last, start) + len(last)
        mark = Mark(f"r{len(self.marks)}", "regions", label, start, end)
        self.marks.append(mark)
        return mark


def first_seed(*, dark: bool = False, language: str = "ar") -> ViewContent:
    """Seed 000 as in the pictures."""
    text = seed(0)
    m = Marker(text)
    indirect = "غير مباشر" if language == "ar" else "indirect"
    m.region("HEADLINE", "مزيد", "فيديو")
    m.region("DATELINE", "الأربعاء", "غرينتش")
    for label, words in [
        ("GPE", "إيران"),
        ("GPE", "روسيا"),
        ("DATE", "الأربعاء ٢٢ يوليو ٢٠٢٠"),
        ("GPE", "موسكو"),
        ("ORG", "العالم"),
        ("DATE", "2020.07.22"),
    ]:
        m.entity(label, words)
    m.entity("OCC", "وزير الخارجية الإيراني", stay=True)
    for label, words in [
        ("ORG", "الخارجية"),
        ("NORP", "الإيراني"),
        ("PERS", "محمد جواد ظريف"),
        ("GPE", "موسكو"),
        ("NORP", "الروسي"),
        ("PERS", "سيرغي لافروف"),
    ]:
        m.entity(label, words)
    m.entity("OCC", "الوزير الإيراني", stay=True)
    m.entity("NORP", "الإيراني")
    m.entity("GPE", "موسكو")
    m.claim("العلاقات بين روسيا", "بالإستراتيجية", ("ظريف", "وصف", indirect))
    m.entity("GPE", "روسيا")
    m.entity("GPE", "إيران")
    m.claim("ضرورة الحوار", "والدولية", ("ظريف", "مؤكداً", indirect), carried=True)
    for label, words in [
        ("ORG", "العالم"),
        ("GPE", "إيران"),
        ("GPE", "إيران"),
        ("GPE", "روسيا"),
        ("PERS", "ظريف"),
        ("GPE", "موسكو"),
        ("GPE", "موسكو"),
    ]:
        m.entity(label, words)
    m.claim("تمديد اتفاق", "الإيراني", ("ظريف", "لفت", indirect), carried=True)
    m.entity("LAW", "اتفاق العشرين عاماً بين إيران وروسيا", stay=True)
    for label, words in [("DATE", "العشرين عاماً"), ("GPE", "إيران"), ("GPE", "روسيا"), ("NORP", "الإيراني")]:
        m.entity(label, words)
    m.claim("أنه وفي حال", "مناقشة ذلك", ("ظريف", "مشيراً", indirect), carried=True)
    m.entity("NORP", "الروس")
    _second_half(m, indirect)
    return ViewContent(
        text=text,
        heading_end=text.index("\n"),
        marks=m.marks,
        styles=styles(dark=dark, language=language),
        glosses=m.glosses,
        arabic_digits=language == "ar",
    )


def _second_half(m: Marker, indirect: str) -> None:
    m.place = m.text.index("من جانبه")
    m.entity("OCC", "وزير الخارجية الروسي", stay=True)
    m.entity("ORG", "الخارجية")
    m.entity("NORP", "الروسي")
    m.claim("أنه لا تزال", "الاتفاق النووي", ("لافروف", "شدد", indirect), carried=True)
    m.entity("LAW", "الاتفاق النووي")
    m.claim("أن البلدين", "الإتفاق", ("لافروف", "مشيراً", indirect), carried=True)
    m.entity("PERS", "لافروف")
    m.claim("إن هناك", "أخلاقية", ("لافروف", "قال", "مباشر" if indirect == "غير مباشر" else "direct"))
    for label, words in [("NORP", "إيرانية"), ("NORP", "روسية"), ("LAW", "الاتفاق النووي"), ("GPE", "إيران")]:
        m.entity(label, words)
    m.entity("OCC", "الرئيس الإيراني", stay=True)
    m.entity("NORP", "الإيراني")
    m.entity("PERS", "حسن روحاني")
    m.entity("NORP", "الروسي")
    m.entity("PERS", "فلاديمير بوتين")
    m.claim("بمواقف روسيا", "الأميركية", ("روحاني", "كان … أشاد", indirect))
    for label, words in [("GPE", "روسيا"), ("LAW", "للاتفاق النووي"), ("NORP", "الأميركية")]:
        m.entity(label, words)
    m.claim("ضرورة تنمية", "المجالات", ("روحاني", "مؤكداً", indirect), carried=True)
    for label, words in [("GPE", "طهران"), ("GPE", "موسكو"), ("PERS", "بوتين")]:
        m.entity(label, words)
    m.claim("موقف بلاده", "النووي", ("بوتين", "أشار", indirect))
    m.entity("LAW", "الاتفاق النووي")
    m.claim("الاستمرار", "الدولية", ("بوتين", "مشدداً", indirect), carried=True)
    m.entity("GPE", "إيران")


def open_roles(content: ViewContent, *, dark: bool = False) -> list[RoleMark]:
    """The roles of the claim that روحاني makes, as in the pictures: its cue is split."""
    colours = {
        "source": ("#2B6CB0", "#8FBCE6"),
        "cue": ("#8A5200", "#F0C060"),
        "addressee": ("#34245F", "#E0D8FF"),
        "occasion": ("#6B675D", "#BDB6A8"),
    }
    start = content.text.index("وكان الرئيس")
    found = []
    for role, label, words in [
        ("cue", "أداة الإسناد ١", "كان"),
        ("source", "صاحب القول", "الرئيس الإيراني حسن روحاني"),
        ("cue", "أداة الإسناد ٢", "أشاد"),
        ("occasion", "المناسبة", "اتصال هاتفي"),
        ("addressee", "المخاطَب", "نظيره الروسي فلاديمير بوتين"),
    ]:
        start = content.text.index(words, start)
        span = Span(start, start + len(words))
        found.append(RoleMark(role, label, colours[role][dark], (span,)))
        start = span.end
    return found


def everything(*, dark: bool = False) -> ViewContent:
    """Forms that the seeds do not fill: deep nesting, fragments, proposals, boilerplate, invisible characters."""
    text = (
        "حديث الوزير\n\n"
        "قال وزير خارجية دولة الإمارات العربية المتحدة إن كلًا من الرئيسين الأميركي والروسي سيلتقيان في جنيف، "
        "وأكد أن «ما قاله المتحدث باسم الكرملين من أن القمة ستعقد قريبًا صحيح» ولم يزد على telegram شيئًا سنة 2231.\n"
        "\n"
        "Reuters said the talks (in Geneva) were short.\n\n"
        "می\u200cخواهم ١٢\u00a0كم و\u200fRLM هنا 😀 مُحَمَّد.\n\n"
        "تابعونا على telegram\n\nاترك تعليقًا"
    )
    m = Marker(text)
    outer = m.entity("OCC", "وزير خارجية دولة الإمارات العربية المتحدة", stay=True)
    m.entity("ORG", "خارجية دولة الإمارات العربية المتحدة", stay=True)
    m.entity("GPE", "دولة الإمارات العربية المتحدة", stay=True)
    m.entity("GPE", "الإمارات العربية المتحدة", stay=True)
    m.entity("NORP", "العربية")
    whole, russian = m.find("الرئيسين الأميركي"), m.find("والروسي")
    first = m.find("الرئيسين")
    m.marks.append(
        Mark("f1", "entities", "OCC", whole.start, russian.end, (first, Span(russian.start + 1, russian.end)))
    )
    m.entity("NORP", "الأميركي")
    m.marks.append(Mark("p1", "entities", "GPE", *_ends(m.find("جنيف")), proposal=True))
    m.claim("ما قاله", "صحيح", ("الوزير", "أكد", "مباشر"))
    m.claim("القمة", "قريبًا", ("المتحدث", "قاله", "غير مباشر"))
    m.entity("ORG", "الكرملين")
    m.entity("ORG", "telegram")
    m.entity("DATE", "2231")
    m.entity("ORG", "Reuters")
    m.marks.append(Mark("p2", "claims", "claim", *_ends(m.find("the talks (in Geneva) were short")), proposal=True))
    m.glosses.append(ClaimGloss("p2", 3, "Reuters", False, "said", "غير مباشر"))
    m.entity("GPE", "Geneva")
    m.entity("PERS", "مُحَمَّد")
    m.region("HEADLINE", "حديث", "الوزير")
    m.region("BOILERPLATE", "تابعونا", "تعليقًا")
    m.marks.append(Mark("r9", "regions", "DATELINE", outer.start - 4, m.text.index("Reuters") - 2))
    talks = m.text.index("talks")
    return ViewContent(
        text=text,
        heading_end=text.index("\n"),
        marks=m.marks,
        styles=styles(dark=dark),
        glosses=m.glosses,
        others=[(Mark("o1", "entities", "EVENT", talks, talks + 5), "سلمى")],
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
