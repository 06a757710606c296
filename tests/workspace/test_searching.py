"""What a search finds on the five articles and on odd texts: every mention, in any spelling, the stem alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hashiya.arabic.folding import fold_key, fold_text
from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.domain.ids import DeviceId
from hashiya.storage.project import ProjectFile
from hashiya.workspace.hits import CONTEXT
from hashiya.workspace.record import Record
from hashiya.workspace.searching import Hit, Query, Searching
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import builders as b
from tests.workspace.hands import Person, done

NAMES = {
    "روسيا": 35, "إيران": 36, "لافروف": 25, "ظريف": 18, "موسكو": 20, "طهران": 10, "أميركا": 4, "أمريكا": 6,
    "بوتين": 5, "اليمن": 4,
}  # fmt: skip
"""The nine names of the five articles and how often each is mentioned, counted by hand and by an expression; one of
them is written in two ways that do not fold the same."""


def found(person: Person, text: str, **how: Any) -> tuple[Hit, ...]:
    return person.workspace.searching.page(replace(Query(text=text), **how), limit=10_000).hits


def words(person: Person, text: str, **how: Any) -> list[str]:
    return [hit.word.of(person.workspace.text(hit.article)) for hit in found(person, text, **how)]


@pytest.mark.parametrize("name", NAMES)
def test_every_mention_of_the_nine_names_is_found(sara: Person, name: str) -> None:
    hits = found(sara, name)
    assert len(hits) == NAMES[name]
    for hit in hits:
        assert hit.span.of(sara.workspace.text(hit.article)) == hit.text
        assert fold_text(hit.text) == fold_text(name)


def test_all_nine_are_163() -> None:
    assert sum(NAMES.values()) == 163


def test_another_way_to_write_it_is_offered_and_not_mixed_in(sara: Person) -> None:
    assert [one.text for one in sara.workspace.searching.variants(Query(text="أميركا"))] == ["امريكا"]
    assert [one.text for one in sara.workspace.searching.variants(Query(text="أمريكا"))] == ["اميركا"]
    assert sara.workspace.searching.variants(Query(text="روسيا")) == ()


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Person]:
    """A project of three short articles."""
    path = tmp_path / "odd.hashiya"
    b.new_project(
        path,
        "قالَ إِيـــرانيون: إيران وَإيران لإيران وبإيران فإيران ایران، و«ايران»؛ الإيرانية.\nوزير زير الزير",
        "رحّب بالاتفاق وللاتفاق والاتفاق، لا الاتفاقية. للجنة وللّجنة واللجنة: لجنة.\n"
        "😀 COVID-19 و٢٠١٥ لـ2015 قم وقم رقم",
        "عنوان\nتابع موقعنا إيران",
    ).close()
    person = Person(path)
    yield person
    person.close()


CASES = {
    "ايران": ["إيران", "وَإيران", "لإيران", "وبإيران", "فإيران", "ایران", "و«ايران"[2:], "إيران"],
    "زير": ["زير", "الزير"],
    "وزير": ["وزير"],
    "لجنة": ["للجنة", "وللّجنة", "واللجنة", "لجنة"],
    "اتفاق": ["بالاتفاق", "وللاتفاق", "والاتفاق"],
    "رقم": ["رقم"],
    "وزير زير": ["وزير زير"],
    "زير وزير": [],
    "رحب بالاتفاق": ["رحّب بالاتفاق"],
    "؛": ["؛"],
    "«»": [],
    "الاتفاق": ["بالاتفاق", "وللاتفاق", "والاتفاق"],
    "اللجنة": ["للجنة", "وللّجنة", "واللجنة"],
    "2015": ["و٢٠١٥", "لـ2015"],
    "قم": ["قم", "وقم"],
    "😀": ["😀"],
    "covid": ["COVID-19"],
    "ايران زير": [],
    "": [],
    " ـ ": [],
    "ًٌ": [],
}


@pytest.mark.parametrize("query", CASES)
def test_what_is_and_what_is_not_the_word(odd: Person, query: str) -> None:
    assert words(odd, query) == CASES[query]


def test_the_stem_is_marked_without_its_proclitic(odd: Person) -> None:
    assert {hit.text for hit in found(odd, "الاتفاق")} == {"الاتفاق", "لاتفاق"}
    assert [hit.text for hit in found(odd, "2015")] == ["٢٠١٥", "2015"]


def test_the_article_that_is_left_out_is_found_and_belongs_to_the_hit(odd: Person) -> None:
    assert [hit.text for hit in found(odd, "اتفاق")] == ["الاتفاق", "لاتفاق", "الاتفاق"]
    assert [hit.text for hit in found(odd, "لجنة")] == ["لجنة", "لّجنة", "اللجنة", "لجنة"]
    assert found(odd, "اتفاق", proclitics=False) == ()
    assert found(odd, "اتفاق", spelling="exact") == ()


@pytest.mark.parametrize(
    ("text", "query", "number"),
    [
        # Prepositions do not follow each other: what stands behind one is a word of its own.
        ("التقى لابيدان بالوزير. تحدث إلى بلابيدان ولابيدان", "ابيدان", 0),
        ("وصل لطهران وبطهران", "طهران", 2),
        ("سافر إلى بلندن ثم لندن", "لندن", 2),
        ("إلتزام بالتزام", "تزام", 1),
        ("والله وله", "له", 1),
        ("وزير الخارجية ووزير خارجية", "وزير خارجية", 2),
        ("السلام عليكم", "سلام عليكم", 1),
    ],
)
def test_the_words_of_the_project_tell_what_a_proclitic_is(tmp_path: Path, text: str, query: str, number: int) -> None:
    path = tmp_path / "words.hashiya"
    b.new_project(path, text).close()
    person = Person(path)
    assert len(found(person, query)) == number
    person.close()


def test_exact_takes_only_what_is_written_so(odd: Person) -> None:
    assert {hit.text for hit in found(odd, "إيران", spelling="exact")} == {"إيران"}
    assert [hit.text for hit in found(odd, "ایران", spelling="exact")] == ["ایران"]


def test_without_proclitics_only_whole_words_count(odd: Person) -> None:
    assert words(odd, "ايران", proclitics=False) == ["إيران", "ایران", "ايران", "إيران"]


def test_words_can_begin_with_the_query_or_hold_it(odd: Person) -> None:
    assert "الإيرانية" not in words(odd, "ايران")
    assert "الإيرانية" in words(odd, "ايران", words="beginning")
    assert "إِيـــرانيون" in words(odd, "ايران", words="beginning")
    assert {"إِيـــرانيون", "الإيرانية"} <= set(words(odd, "يران", words="inside"))


def test_words_that_need_not_follow_each_other_are_found_in_one_article(odd: Person) -> None:
    assert words(odd, "ايران زير", phrase=False)[-2:] == ["زير", "الزير"]
    assert {hit.article for hit in found(odd, "ايران زير", phrase=False)} == {odd.articles[0]}


def test_hits_stay_in_the_article_and_with_the_status_asked_for(odd: Person) -> None:
    assert len(found(odd, "ايران", scope=odd.articles[2])) == 1
    done(odd.workspace.articles.set_status(odd.articles[2], Status.DONE))
    assert {hit.article for hit in found(odd, "ايران", statuses=frozenset({Status.DONE}))} == {odd.articles[2]}


def test_what_is_marked_and_what_is_boilerplate_is_told(odd: Person) -> None:
    mark = done(odd.workspace.entities.annotate(odd.articles[0], [odd.find("إيران")], "LOC")).changes[0].target
    done(odd.workspace.regions.make(odd.articles[2], [odd.find("تابع موقعنا إيران", article=2)], "BOILERPLATE"))
    hits = found(odd, "ايران")
    assert hits[0].marks == (mark,)
    assert [hit.boilerplate for hit in hits] == [False] * 7 + [True]
    assert [hit.marks for hit in found(odd, "ايران", labels=frozenset({"LOC"}))] == [(mark,)]
    assert found(odd, "ايران", layer=Layer.CLAIMS) == ()


def test_annotations_are_found_by_their_words(odd: Person) -> None:
    span = odd.find("بالاتفاق وللاتفاق", article=1)
    mark = done(odd.workspace.entities.annotate(odd.articles[1], [span], "ORG")).changes[0].target
    (hit,) = found(odd, "الاتفاق", among="annotations")
    assert (hit.annotation, hit.span, hit.text) == (mark, span, "بالاتفاق وللاتفاق")
    assert found(odd, "الاتفاق", among="annotations", labels=frozenset({"LOC"})) == ()


def test_context_is_of_one_line_and_not_long(sara: Person) -> None:
    for hit in found(sara, "روسيا"):
        text = sara.workspace.text(hit.article)
        assert text.endswith(hit.before, 0, hit.span.start)
        assert text.startswith(hit.after, hit.span.end)
        assert "\n" not in hit.before + hit.after
        assert max(len(hit.before), len(hit.after)) <= CONTEXT


def test_pages_follow_each_other(sara: Person) -> None:
    searching, query = sara.workspace.searching, Query(text="روسيا")
    first = searching.page(query, limit=20)
    second = searching.page(query, offset=20, limit=20)
    assert (len(first.hits), first.more, len(second.hits), second.more, second.total) == (20, True, 15, False, 35)
    assert first.hits + second.hits == found(sara, "روسيا")
    assert searching.count(query) == (35, second.articles)


def test_a_page_is_of_the_file_as_it_is_now(sara: Person, omar: Person) -> None:
    before = found(sara, "روسيا")[0]
    done(sara.workspace.entities.annotate(before.article, [before.span], "GPE"))
    assert found(sara, "روسيا")[0].marks
    assert not found(omar, "روسيا")[0].marks


def test_a_removed_article_is_not_searched(odd: Person) -> None:
    done(odd.workspace.articles.remove([odd.articles[0]]))
    assert {hit.article for hit in found(odd, "ايران")} == {odd.articles[2]}


def test_a_search_ends_when_it_is_told_to(sara: Person) -> None:
    answer = sara.workspace.searching.page(Query(text="روسيا"), stop=lambda: True)
    assert (answer.hits, answer.total, answer.stopped) == ((), None, True)
    assert sara.workspace.searching.count(Query(text="روسيا"), stop=lambda: True) is None
    assert len(found(sara, "روسيا")) == NAMES["روسيا"]


def test_a_search_may_run_beside_the_window(sara: Person) -> None:
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(len(found(sara, "روسيا")))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        done(sara.workspace.set_note(done(sara.workspace.entities.annotate(
            sara.articles[0], [sara.find("موسكو", nth=number)], "GPE")).changes[0].target, str(number)))  # fmt: skip
    for thread in threads:
        thread.join()
    assert answers == [NAMES["روسيا"]] * 4


def test_the_common_word_of_many_articles_comes_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "many.hashiya"
    texts = [f"{n} قال من {'إيران' if n % 3 else 'طهران'}." for n in range(1200)]
    b.new_project(path, *texts).close()
    person = Person(path)
    for query, number in (("ايران", 800), ("من", 1200), ("قال من طهران", 400)):
        hits = found(person, query)
        assert len(hits) == number
        assert [person.articles.index(hit.article) for hit in hits] == sorted(
            person.articles.index(hit.article) for hit in hits
        )
    person.close()


# Any text, any query

LETTERS = st.sampled_from("اأإآىيیةهوؤئءلبكکفقرنمد َُّٰـ٠5۵ aZéЖ😀🇸🇾\u200c\u200d\u200f\u202b\u2067\n«»-،ﻻﷲگپ")
TEXTS = st.text(LETTERS, min_size=1, max_size=60)


def _without_article(words: str) -> set[str]:
    """The words without ال, and without the ل that is left of it behind لـ."""
    bare = words.replace("ال", "")
    return {bare, bare.removeprefix("ل")}


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, query=st.one_of(st.text(LETTERS, max_size=6), st.text(max_size=4)), data=st.data())
def test_any_query_on_any_text_finds_what_folds_alike(
    text: str, query: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    query = data.draw(st.sampled_from([query, text[:5], text[3:7]]))
    try:
        query.encode()
    except UnicodeEncodeError:
        return
    path = tmp_path_factory.mktemp("any") / "x.hashiya"
    b.new_project(path, text).close()
    how: dict[str, Any] = {
        "words": data.draw(st.sampled_from(["whole", "beginning", "inside"])),
        "spelling": data.draw(st.sampled_from(["folded", "exact"])),
        "phrase": data.draw(st.booleans()),
        "proclitics": data.draw(st.booleans()),
    }
    with ProjectFile.open(path) as project:
        searching = Searching(Record(project, None, DeviceId("x")))
        hits = searching.page(replace(Query(text=query), **how), limit=1000).hits
        searching.variants(Query(text=query))
        searching.close()
    key = fold_key(query) or fold_text(query).strip()
    for hit in hits:
        assert hit.text == hit.span.of(text)
        assert hit.word.contains(hit.span)
        folded = fold_key(hit.text) if fold_key(query) else fold_text(hit.text)
        # The article may stand before a word that is looked for without it; behind لـ its alef is not written.
        asked = {key} if how["phrase"] else {key, *key.split()}
        alike = bool(_without_article(folded) & {one for some in asked for one in _without_article(some)})
        # Of a ligature (ﷲ) that holds what is looked for, the whole is the hit: it cannot be cut.
        held = how["words"] == "inside" and any(some in folded for some in asked)
        assert alike or held, hit
    if how["words"] == "inside" and how["spelling"] == "folded" and fold_key(query) == fold_text(query) and key:
        assert (key in fold_text(text)) == bool(hits)


def test_what_stands_in_more_texts_than_are_put_in_order_at_once_is_found_in_order(tmp_path: Path) -> None:
    texts = [f"قال {'زكرياتوف' if n % 5 else 'غيره'} في {n}.\n" for n in range(2_700)]
    with b.new_project(tmp_path / "many.hashiya") as project:
        b.put(project, *(b.content(text, name=f"many-{n:04}") for n, text in enumerate(texts)))
        searching = Searching(Record(project, b.SARA, DeviceId("d")))
        wanted = [f"many-{n:04}" for n in range(2_700) if n % 5]
        assert [hit.article_id for hit in searching.page(Query(text="زكرياتوف"), limit=150).hits] == wanted[:150]
        found = searching.all(Query(text="زكرياتوف")) or []
        assert [one.hit.article_id for one in found] == wanted
        searching.close()
