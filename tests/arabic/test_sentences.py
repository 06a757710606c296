"""Paragraphs, sentences, quotations and clauses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hashiya.arabic.sentences import clauses, paragraphs, quotations, sentences
from hypothesis import given

from tests.arabic.texts import SEEDS, texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال نعم. ثم مضى؟ لا! …", ["قال نعم.", "ثم مضى؟", "لا!", "…"]),
        ("موسكو 2020.07.22 - أجرى 3.5 بالمئة.", ["موسكو 2020.07.22 - أجرى 3.5 بالمئة."]),
        ("لكل الإتفاق.. وفيما يتعلق.", ["لكل الإتفاق.. وفيما يتعلق."]),
        ("للمزيد المرفق..", ["للمزيد المرفق.."]),
        ("قال: “نعم. لا”. ثم مضى.", ["قال: “نعم. لا”.", "ثم مضى."]),
        ('قال: "نعم." ثم مضى.', ['قال: "نعم."', "ثم مضى."]),
        ("قال د. محمد نعم. ثم", ["قال د. محمد نعم.", "ثم"]),
        ("في المنطقة.وقال نعم", ["في المنطقة.", "وقال نعم"]),
        ("في المنطقة .وقال نعم", ["في المنطقة .", "وقال نعم"]),
        ("قال د .محمد نعم", ["قال د .محمد نعم"]),
        ("نشرت ا.ف.ب اليوم", ["نشرت ا.ف.ب اليوم"]),
        ("عنوان\n\n  نص أول \r\nنص ثان", ["عنوان", "نص أول", "نص ثان"]),
        ("قال « نعم. ثم مضى.", ["قال « نعم.", "ثم مضى."]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.of(text) for sentence in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال ظريف، ان اميركا منيت.", ["وقال ظريف", "ان اميركا منيت", "اميركا منيت"]),
        ("وقال: نعم", ["وقال", "نعم"]),
        ("قال إنّ البلدين معاً، ثم", ["قال إنّ البلدين معاً", "البلدين معاً", "ثم"]),
        ("مشيراً إلى أنه جيد", ["مشيراً إلى أنه جيد", "أنه جيد"]),
        ("وصفها بانها متنامية", ["وصفها بانها متنامية", "بانها متنامية"]),
        ("وأنّه جيد", ["وأنّه جيد", "أنّه جيد"]),
        ("بان المباحثات تناولت", ["بان المباحثات تناولت", "المباحثات تناولت"]),
        ("فشلت وان السبيل", ["فشلت وان السبيل", "السبيل"]),
        ("زار بان كي مون", ["زار بان كي مون"]),
        ("الآن آن الأوان كان", ["الآن آن الأوان كان"]),
        ("أي تغيير فإنه يمثل", ["أي تغيير فإنه يمثل"]),
        ("قال: “تتمتع إيران، ونحن”.", ["قال", "تتمتع إيران", "ونحن"]),
        ("ما يُطلق عليه “أسطول الظل” التابع", ["ما يُطلق عليه", "أسطول الظل", "التابع"]),
        ("مطلع فبراير/شباط الجاري", ["مطلع فبراير/شباط الجاري"]),
        ("(العالم) 2020.07.22 - أجرى", ["العالم", "2020.07.22", "أجرى"]),
        ("قال د. محمد نعم.", ["قال د. محمد نعم"]),
        ("الإتفاق.. وفيما", ["الإتفاق", "وفيما"]),
        ("الروسي-الإيراني", ["الروسي-الإيراني"]),
        ("تهدف إلى أن", ["تهدف إلى أن"]),
        ("! ؟", []),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert [clause.of(text) for clause in clauses(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال: “نعم. لا”. و"هذا" و« ذاك »', ["نعم. لا", "هذا", "ذاك"]),
        ("«قال “نعم” لي»", ["قال “نعم” لي", "نعم"]),
        ("”معكوس“", ["معكوس"]),
        ('"واحد" و"اثنان', ["واحد"]),
        ("» لا شيء «", []),
        ("«»", []),
        # Marks of two kinds for one quotation.
        ('قال: “نعم" ثم مضى', ["نعم"]),
        ('قال: "نعم” ثم قال: "لا” ومضى', ["نعم", "لا"]),
        ('قال «نعم" ثم "لا".', ["نعم", "لا"]),
        ("قال: “نعم» ثم «لا».", ["نعم", "لا"]),
        ('قال: “نعم" وقال: “لا".', ["نعم", "لا"]),
        # The wrong way round.
        ("قال: »نعم ولا« ثم »لا« ومضى", ["نعم ولا", "لا"]),
        ("قال: »نعم ولا« ثم «لا» ومضى", ["نعم ولا", "لا"]),
        # Closed by its own mark, whatever stands inside.
        ("«قال ”نعم“ لي» ثم “لا", ["قال ”نعم“ لي", "نعم"]),
        ('«قال نعم" لي» ومضى', ['قال نعم" لي']),
        # One that is never closed takes nothing from those that are.
        ('قال: "نعم، ثم قال: "لا" و«ربما»', ["لا", "ربما"]),
        ('قال: «نعم، ثم قال: "لا"', ["لا"]),
        # Two apostrophes, straight or curved, are one mark; a single one is none.
        ("قال ''نعم'' ثم ''لا'' لي", ["نعم", "لا"]),
        ('قال ‘‘نعم’’ ثم "لا"', ["نعم", "لا"]),
        ("قال 'نعم' ومضى", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [quotation.of(text) for quotation in quotations(text)] == expected


@pytest.mark.parametrize("marks", ["«", "«“", '«"', "»«”"])
def test_marks_without_end_are_read_in_one_walk(marks: str) -> None:
    # Looked for again for each mark, what is open would take minutes here; the last quotation is paired all the same.
    text = f"{marks}نعم " * 40_000 + "«لا»"
    assert [quotation.of(text) for quotation in quotations(text)] == ["لا"]


def test_the_seeds_have_the_sentences_that_were_counted() -> None:
    assert [len(sentences(text)) for text in SEEDS] == [13, 14, 22, 23, 24]
    assert [len(paragraphs(text)) for text in SEEDS] == [13, 14, 21, 18, 23]


def test_the_contents_of_the_seeds_are_clauses() -> None:
    contents = [
        (0, "تمديد اتفاق العشرين عاماً بين إيران وروسيا على جدول أعمال الجهاز الدبلوماسي الإيراني"),
        (0, "أنه لا تزال هناك فرصة للحفاظ على الاتفاق النووي مشيراً إلى أن البلدين يعملان على دعم هذا الإتفاق"),
        (0, "هناك مساعي إيرانية روسية لدعم الاتفاق النووي والحفاظ عليه"),
        (1, "لنا مع روسيا اتفاقا للتعاون يعود للعام 2001 وهو اتفاق يتم تمديده بصورة آلية وسنسعى حتى نهاية سريان"),
        (2, "لدى روسيا و ايران اهداف مشتركة للتعاون على الصعيدين الاقليمي و الدولي"),
        (3, "لافروف سيزور إيران لإجراء محادثات مع نظيره الإيراني"),
        (3, "تتمتع إيران وروسيا بالقدرات المناسبة لتعزيز التعاون فيما بينهما"),
        (4, "الجانبين بحثا عمل إيران على إنتاج اللقاح الروسي ضد فيروس كورونا حسب ما أفاد موقع العربي الجديد"),
    ]
    for number, content in contents:
        text = SEEDS[number]
        assert any(clause.of(text).startswith(content) for clause in clauses(text)), content


@given(texts)
def test_units_are_in_order_trimmed_and_inside_each_other(text: str) -> None:
    lines = paragraphs(text)
    for unit in (lines, sentences(text)):
        assert all(before.end <= after.start for before, after in pairwise(unit))
        assert all(span.of(text) == span.of(text).strip() for span in unit)
    for sentence in sentences(text):
        assert any(line.contains(sentence) for line in lines)
    for clause in (*clauses(text), *(quote for line in lines for quote in quotations(text, line.start, line.end))):
        assert any(line.contains(clause) for line in lines)


@given(texts)
def test_sentences_leave_nothing_out(text: str) -> None:
    covered = {place for sentence in sentences(text) for place in range(sentence.start, sentence.end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)
