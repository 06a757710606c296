"""Headlines, datelines, and what stands on a page besides the article."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hashiya.resources import seed_files
from hashiya.suggest.proposal import Reading
from hashiya.suggest.regions import Regions, RepeatedLines
from hypothesis import given
from hypothesis import strategies as st

BODY = "قال الوزير إن بلاده ستواصل العمل مع شركائها.\n\nوأضاف أن الاجتماع المقبل سيعقد في بغداد.\n\n"

DEBRIS = [
    "اترك تعليقاً",
    "أضف تعليقًا",
    "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
    "زر الذهاب إلى الأعلى",
    "واحد × اثنان =",
    "ستة عشر + 9 =",
    "5 × واحد =",
    "٧ + ثلاثة =",
    "× 4 = 20",
    "مقالات ذات صلة",
    "اقرأ أيضاً: الوزير يصل إلى القاهرة",
    "تابعونا على فيسبوك وتويتر",
    "تابع ميدل ايست نيوز على التلغرام telegram",
    "شارك هذا الخبر",
    "اشترك في النشرة البريدية",
    "جميع الحقوق محفوظة © 2024",
    "للمزيد إليكم الفيديو المرفق..",
    "الوسوم: إيران، روسيا",
    "فيسبوك | تويتر | واتساب",
]
TEXT = [
    "شارك الوزير في الاجتماع الذي عقد في جنيف أمس، وأكد أهمية الحوار بين الجانبين.",
    "تابع قائلاً إن بلاده ترفض الضغوط.",
    "وأشار إلى أن 5 من أصل 9 أعضاء وافقوا.",
    "اشتراك الدول في المؤتمر أمر مهم.",
    "تعليق المفاوضات ليس حلاً.",
    "انضم العراق إلى منظمة التجارة.",
]


def boilerplate(text: str, repeated: RepeatedLines | None = None) -> list[str]:
    """The words of the proposed boilerplate."""
    return [one.fragments[0].of(text) for one in Regions(repeated).propose(Reading(text)) if one.label == "BOILERPLATE"]


@pytest.mark.parametrize("line", DEBRIS)
def test_a_line_of_debris_is_told_from_the_text(line: str) -> None:
    text = f"عنوان قصير\n\n{BODY}{line}"
    assert boilerplate(text) == [line]


@pytest.mark.parametrize("line", TEXT)
def test_a_line_of_text_is_no_debris(line: str) -> None:
    assert boilerplate(f"عنوان قصير\n\n{BODY}{line}") == []


def test_lines_of_debris_under_each_other_are_one_region() -> None:
    tail = "مقالات ذات صلة\n\nاترك تعليقاً\n\nزر الذهاب إلى الأعلى"
    assert boilerplate(BODY + tail) == [tail]


def test_what_three_articles_end_with_is_debris_whatever_it_says() -> None:
    texts = [f"{BODY.replace('بغداد', city)}هذه القناة تبث من قلب المدينة" for city in ("عمان", "دمشق", "بيروت")]
    assert boilerplate(texts[0], RepeatedLines.of(texts[:2])) == []
    assert boilerplate(texts[0], RepeatedLines.of(texts)) == ["هذه القناة تبث من قلب المدينة"]


def test_figures_that_change_do_not_hide_a_repeated_line() -> None:
    cities = {"عمان": 12, "دمشق": 305, "بيروت": 7}
    texts = [f"زار الوزير {city}.\n\nثم غادر {city}.\n\nقرأه {count} من الزوار" for city, count in cities.items()]
    assert boilerplate(texts[1], RepeatedLines.of(texts)) == ["قرأه 305 من الزوار"]


def test_copies_of_one_article_are_no_boilerplate() -> None:
    assert boilerplate(BODY, RepeatedLines.of([BODY] * 5)) == []


@pytest.mark.parametrize(
    ("line", "is_dateline"),
    [
        ("الدوحة في 3 نوفمبر /قنا/", True),
        ("الكويت 5 مارس (كونا)", True),
        ("مسقط في ١٤ يناير 2025 /العمانية/", True),
        ("المنتخب في 3 مباريات (تقرير)", False),
        ("سجل 3 أهداف في المباراة (فيديو)", False),
    ],
)
def test_a_line_of_place_day_and_agency(line: str, is_dateline: bool) -> None:
    text = f"عنوان قصير\n{line}\n{BODY}"
    found = [one.fragments[0].of(text) for one in Regions().propose(Reading(text)) if one.label == "DATELINE"]
    assert found == ([line] if is_dateline else [])


def test_headline_dateline_and_lead_of_the_seeds() -> None:
    found = []
    for seed in seed_files():
        text = seed.read_text("utf-8")
        regions = Regions().propose(Reading(text))
        found.append([one.label for one in regions if one.label != "BOILERPLATE"])
    assert found == [
        ["HEADLINE", "DATELINE", "DATELINE"],
        [],
        ["HEADLINE", "LEAD"],
        ["HEADLINE", "LEAD"],
        ["HEADLINE"],
    ]


@given(st.text(alphabet=st.sampled_from("اب 5+=×\n\u064b\u200f🙂a."), max_size=200))
def test_regions_stay_inside_any_text_and_do_not_touch(text: str) -> None:
    found = [one for one in Regions(RepeatedLines.of([text] * 3)).propose(Reading(text)) if one.label == "BOILERPLATE"]
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("line", ["تابع " * 60_000, "5+" * 150_000, "واحد " * 60_000])
def test_one_endless_line_is_read_at_once(line: str) -> None:
    began = time.process_time()
    Regions(RepeatedLines.of([line])).propose(Reading(line))
    assert time.process_time() - began < 30
