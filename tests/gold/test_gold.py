"""The gold corpora: made from their sources without a fault, and marked on whole words."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hashiya.arabic.clusters import is_edge
from hashiya.exchange.jsonl_reader import check_corpus, read_corpus
from hashiya.exchange.line import CorpusArticle

BUILD: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("build.py")))
README = Path(__file__).with_name("README.md")
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SETS = ("seeds", "unseen-a", "unseen-b", "unseen-c", "unseen-d", "unseen-e", "entities")
ARTICLES = {"seeds": 5, "unseen-a": 11, "unseen-b": 11, "unseen-c": 8, "unseen-d": 4, "unseen-e": 8, "entities": 20}
PROCLITICS = {"و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك", "بـ", "لـ"}
WRITTEN = """@genre news

¶HEADLINE [OCC وزير [ORG الخارجية] [NORP الروسي]] و[GPE:g طهران]: لا اتفاق
> d e | لا اتفاق | - | وزير الخارجية الروسي
¶
¶ وكان [PERS لافروف] أكد أن الخطة قائمة، وأكد أن بلاده ستلتزم.
> i e | الخطة قائمة | كان + أكد ×1 | لافروف
> i i | بلاده ستلتزم | أكد | ^
"""
"""A small source with all that the form has."""


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[CorpusArticle]]:
    folder = tmp_path_factory.mktemp("gold")
    made = {name: BUILD["build"](name, folder) for name in SETS}
    for corpus in made.values():
        faults = check_corpus(corpus)
        # The five seeds have the sample's article, whose register no manifest of theirs tells.
        assert [fault for fault in faults if fault.code != "corpus.no_manifest"] == []
    return {name: list(read_corpus(corpus)) for name, corpus in made.items()}


def marks_of(article: CorpusArticle) -> list[Any]:
    return [*article.entities, *article.claims, *article.regions]


@pytest.mark.parametrize("name", SETS)
def test_every_text_is_there_once(corpora: dict[str, list[CorpusArticle]], name: str) -> None:
    articles = corpora[name]
    assert len(articles) == ARTICLES[name]
    assert len({article.sha256 for article in articles}) == len(articles)
    assert all(article.entities for article in articles)
    assert all(bool(article.claims) == (name != "entities") for article in articles)


def test_the_seeds_are_as_they_were_given(corpora: dict[str, list[CorpusArticle]]) -> None:
    texts = {article.id: article.text for article in corpora["seeds"]}
    assert texts == {path.stem: path.read_text("utf-8") for path in SEEDS.glob("*.txt")}


@pytest.mark.parametrize("name", SETS)
def test_no_mark_parts_a_letter_or_a_word(corpora: dict[str, list[CorpusArticle]], name: str) -> None:
    for article in corpora[name]:
        text = article.text
        for mark in marks_of(article):
            for start, end in mark.fragments:
                where = (article.id, text[start:end])
                assert is_edge(text, start), where
                assert is_edge(text, end), where
                assert text[start:end] == text[start:end].strip(), where
                assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), where
                before = text[:start].split()[-1] if start and not text[start - 1].isspace() else ""
                glued = before[len(before.rstrip("".join(PROCLITICS))) :]
                assert not before[-1:].isalnum() or glued in PROCLITICS, where


@pytest.mark.parametrize("name", SETS)
def test_no_mention_stands_twice(corpora: dict[str, list[CorpusArticle]], name: str) -> None:
    for article in corpora[name]:
        places = Counter((one.label, tuple(map(tuple, one.fragments))) for one in article.entities)
        assert [place for place, count in places.items() if count > 1] == []


@pytest.mark.parametrize("name", SETS)
def test_every_reported_claim_has_a_cue_or_a_source(corpora: dict[str, list[CorpusArticle]], name: str) -> None:
    for article in corpora[name]:
        for claim in article.claims:
            form = claim.attributes["source_form"]
            assert form, (article.id, claim.text)
            assert form == "writer" or claim.roles.get("cue") or claim.roles.get("source"), (article.id, claim.text)
            assert form in {"writer", "passive"} or claim.roles.get("source"), (article.id, claim.text)


def test_the_counts_are_those_of_the_readme(corpora: dict[str, list[CorpusArticle]]) -> None:
    assert BUILD["counts"](corpora) in README.read_text("utf-8")


def test_the_form_is_read(tmp_path: Path) -> None:
    source = tmp_path / "small.gold"
    source.write_text(WRITTEN, "utf-8")
    content = BUILD["read_article"](source)
    assert (
        content.text == "وزير الخارجية الروسي وطهران: لا اتفاق\n\nوكان لافروف أكد أن الخطة قائمة، وأكد أن بلاده ستلتزم."
    )
    marks = [(one.label, content.text[one.start : one.end]) for one in content.entities]
    assert marks[:3] == [("OCC", "وزير الخارجية الروسي"), ("ORG", "الخارجية"), ("NORP", "الروسي")]
    assert marks[3:] == [("GPE", "طهران"), ("PERS", "لافروف")]
    assert content.entities[3].attributes == {"metonymy": "government"}
    split, carried = content.claims[1:]
    words = [content.text[span.start : span.end] for span in split.roles["cue"][0].fragments]
    assert words == ["كان", "أكد"]
    assert split.roles["cue"][0].fragments[1] != carried.roles["cue"][0].fragments[0]
    assert carried.roles["source"] == split.roles["source"]
    assert content.text[carried.roles["cue"][0].fragments[0].start :].startswith("أكد أن بلاده")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("¶ [GPE موسكو", "not closed"),
        ("¶ موسكو]", "too many"),
        ("¶ قال: نعم\n> d e | لا | قال | -", "no such words"),
        ("¶ نعم ثم نعم\n> d v | نعم | - | -", "2 places"),
        ("نص بلا علامة", "neither"),
    ],
)
def test_a_wrong_source_is_refused(tmp_path: Path, wrong: str, said: str) -> None:
    source = tmp_path / "wrong.gold"
    source.write_text(wrong, "utf-8")
    with pytest.raises(Exception, match=said):
        BUILD["read_article"](source)
