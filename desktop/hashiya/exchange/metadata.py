"""What a news text says of itself: title, source, date, language. Only proposals: what is not plain is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

LONGEST_TITLE = 160
LONGEST_SOURCE = 60
HEAD, TAIL = 5, 4
"""How many paragraphs at the beginning and at the end may tell source and date."""

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SPELLINGS = str.maketrans("أإآىة", "ااايه")

_MONTHS = (
    ("يناير", "كانون الثاني", "جانفي", "january"),
    ("فبراير", "شباط", "فيفري", "february"),
    ("مارس", "اذار", "march"),
    ("ابريل", "نيسان", "افريل", "april"),
    ("مايو", "ايار", "ماي", "may"),
    ("يونيو", "حزيران", "جوان", "june"),
    ("يوليو", "تموز", "جويليه", "يوليوز", "july"),
    ("اغسطس", "اب", "اوت", "غشت", "august"),
    ("سبتمبر", "ايلول", "شتنبر", "september"),
    ("اكتوبر", "تشرين الاول", "october"),
    ("نوفمبر", "تشرين الثاني", "نونبر", "november"),
    ("ديسمبر", "كانون الاول", "دجنبر", "december"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = "|".join(sorted(map(re.escape, _NUMBER_OF), key=len, reverse=True))
_DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}}) (?:من )?(?P<n>{_MONTH})(?: ?[/(] ?(?:{_MONTH})\)?)?،?,? (?P<y>\d{{4}})(?!\d)"
    ),
    re.compile(rf"(?<!\w)(?P<n>{_MONTH}) (?P<d>\d{{1,2}})[,،]? (?P<y>\d{{4}})(?!\d)"),
)

_SOURCE_LINE = re.compile(r"^[\s*•-]*(?:المصدر|مصدر الخبر|نقلا عن|Source)\s*[:：]\s*(?P<source>\S.*)$", re.IGNORECASE)
_DATELINE = re.compile(r"^(?P<place>[^\W\d]+(?: [^\W\d]+){0,2}) ?\((?P<source>[^()\d]{2,40})\)")
_OPENING = re.compile(r"^(?:[^\W\d]+ ?[-–—/] ?)?(?P<source>[^:：\d.،؛؟!\n]{2,45}?) ?[:：] ?\S")
_OUTLETS = re.compile(
    r"(?<!\w)(?:وكاله|نيوز|قناه|صحيفه|جريده|موقع|شبكه|تلفزيون|اذاعه|مجله|رويترز|سبوتنيك|اسوشيتد|فرانس برس|شينخوا|"
    r"الجزيره|الميادين|العربيه نت|العربي الجديد|روسيا اليوم|سكاي نيوز|بي بي سي|الاناضول|ارنا|تسنيم|سانا|"
    r"news|agency|reuters|cnn|bbc|afp|rt)(?!\w)",
    re.IGNORECASE,
)
_SAYING = re.compile(r"^و?(?:قال|يقول|اضاف|اكد|تابع|صرح|اعلن|اوضح|ذكر|اشار|شدد|حسب|بحسب|وفق|نقل|افاد)")


def propose_metadata(text: str) -> dict[str, str]:
    """Title, source, published (ISO date) and language, as far as the text tells them."""
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    found = {
        "title": _title(paragraphs),
        "source": _source(paragraphs),
        "published": _published(paragraphs),
        "language": _language(text),
    }
    return {key: value for key, value in found.items() if value}


def _title(paragraphs: list[str]) -> str | None:
    """The first paragraph when it is short, does not end like a sentence, and has text after it."""
    if len(paragraphs) < 2:
        return None
    first = paragraphs[0]
    if len(first) > LONGEST_TITLE or first[-1] in ".:،؛,;" or _SOURCE_LINE.match(first):
        return None
    bare = _plain(first)
    alone = next((match for pattern in _DATES if (match := pattern.search(bare))), None)
    if alone and len(alone[0]) * 2 > len(bare):
        return None
    return first


def _source(paragraphs: list[str]) -> str | None:
    for paragraph in (*paragraphs[-TAIL:], *paragraphs[:HEAD]):
        named = _SOURCE_LINE.match(_unsigned(paragraph))
        if named and len(named["source"]) <= LONGEST_SOURCE:
            return _trimmed(named["source"])
    for paragraph in paragraphs[:HEAD]:
        placed = _DATELINE.match(paragraph)
        if placed:
            return _trimmed(placed["source"])
    # The first paragraph may be a headline, and «بزشكيان: …» names a speaker there.
    for paragraph in paragraphs[1:HEAD] or paragraphs[:1]:
        opening = _OPENING.match(paragraph)
        if opening and _is_outlet(opening["source"]):
            return _trimmed(opening["source"])
    return None


def _is_outlet(name: str) -> bool:
    plain = _plain(name)
    return bool(_OUTLETS.search(plain)) and not _SAYING.match(plain)


def _published(paragraphs: list[str]) -> str | None:
    """A date that stands in a line of its own, or opens a paragraph before a dash."""
    for paragraph in (*paragraphs[:HEAD], *paragraphs[HEAD:][-TAIL:]):
        plain = _plain(paragraph)
        for found, end in _dates(plain):
            alone = len(plain) <= 80 and not plain.endswith(".")
            opening = end <= 80 and re.match(r" ?(?:[-–—:|)ـ]|$)", plain[end:])
            if alone or opening:
                return found.isoformat()
    return None


def _dates(plain: str) -> Iterator[tuple[date, int]]:
    """The dates in the text, each with where it ends."""
    for pattern in _DATES:
        for match in pattern.finditer(plain):
            parts = match.groupdict()
            month = _NUMBER_OF[parts["n"]] if "n" in parts else int(parts["m"])
            year = int(parts["y"])
            if not 1900 <= year <= 2100:
                continue
            try:
                yield date(year, month, int(parts["d"])), match.end()
            except ValueError:
                continue


def _language(text: str) -> str | None:
    """`ar`, `fa`, or `en` by the letters that most of the text is written in."""
    arabic = sum("\u0620" <= letter <= "\u06d3" for letter in text)
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    if arabic + latin == 0:
        return None
    if latin > arabic:
        return "en"
    persian = sum(letter in "پچژگکی" for letter in text)
    return "fa" if persian * 20 > arabic else "ar"


def _plain(text: str) -> str:
    """The text with plain digits, one spelling of alef, yeh and teh marbuta, single spaces and small letters."""
    return re.sub(r"[^\S\n]+", " ", _unsigned(text).translate(_DIGITS).translate(_SPELLINGS)).lower()


def _unsigned(text: str) -> str:
    """The text without tatweel, vowel signs and direction marks."""
    return re.sub(r"[\u0640\u064b-\u0652\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text)


def _trimmed(name: str) -> str:
    return name.strip(" \t.،؛()[]«»\"'")
