"""The learner: tokens, tags, names, and a model that has learned something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hashiya.arabic.index import TextIndex
from hashiya.domain.annotation import Layer
from hashiya.domain.span import Span
from hashiya.suggest.features import NameBook, features_of, mentions_of, sentences_of, tags_of
from hashiya.suggest.learned import Example, Learned, LearnedModel, Trainer, learnable, outermost
from hashiya.suggest.lineup import Given, Lineup, cold_rules
from hashiya.suggest.proposal import Proposal, Reading
from hypothesis import given
from hypothesis import strategies as st

TEXT = "قال لافروف إن روسيا وإيران وقعتا الاتفاق. وأضاف ظريف في موسكو."


def no_rules(text: str, skipped: Sequence[Span] = ()) -> list[Proposal]:
    """Rules that find nothing."""
    assert isinstance(text, str)
    assert isinstance(skipped, Sequence)
    return []


def place(words: str, text: str = TEXT) -> Span:
    """Where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def test_tokens_begin_behind_a_proclitic_that_the_form_shows_or_that_another_engine_found() -> None:
    (first, second) = sentences_of(TextIndex(TEXT))
    assert {"روسيا", "إيران", "الاتفاق"} <= {token.span.of(TEXT) for token in first}
    assert "موسكو" in [token.span.of(TEXT) for token in second]
    text = "سافر لطهران"
    (whole,) = sentences_of(TextIndex(text))
    (cut,) = sentences_of(TextIndex(text), [place("طهران", text).start])
    assert [token.span.of(text) for token in cut][1] == "طهران"
    assert len(whole) == len(cut) == 2


def test_tags_and_mentions_are_each_other_s_way_back() -> None:
    (first, _) = sentences_of(TextIndex(TEXT))
    marked = [(place("لافروف"), "PERS"), (place("روسيا"), "GPE"), (place("إيران"), "GPE")]
    tags = tags_of(first, marked)
    back = [(Span(first[a].span.start, first[b - 1].span.end), label) for a, b, label in mentions_of(tags)]
    assert back == marked
    assert mentions_of(["I-PERS", "I-PERS", "O", "B-GPE", "B-GPE", "I-ORG"]) == [
        (0, 2, "PERS"),
        (3, 4, "GPE"),
        (4, 5, "GPE"),
        (5, 6, "ORG"),
    ]


def test_a_name_s_own_confirmation_is_left_out_when_it_is_learned_from() -> None:
    (first, _) = sentences_of(TextIndex(TEXT))
    book = NameBook.of([("لافروف", "PERS"), ("إيران", "GPE"), ("ايران", "GPE")])
    here = [token.folded for token in first].index("لافروف")
    assert book.hits(first)[here] == "PERS"
    own: Counter[tuple[tuple[str, ...], str]] = Counter({(("لافروف",), "PERS"): 1, (("ايران",), "GPE"): 1})
    hits = book.hits(first, own)
    assert hits[here] == ""
    assert "GPE" in hits


def test_a_number_is_nothing_to_learn_and_labels_are_limited() -> None:
    marks = tuple((Span(n, n + 1), label) for n, label in enumerate(["CARDINAL", *"ABCDEFGHIJKLMN", "A"]))
    labels = learnable([Example("x" * 20, marks)])
    assert "CARDINAL" not in labels
    assert "A" in labels
    assert len(labels) == 11


def test_outermost_keeps_what_lies_in_nothing_else() -> None:
    marks = [(Span(0, 10), "OCC"), (Span(5, 10), "NORP"), (Span(8, 12), "ORG"), (Span(20, 21), "GPE")]
    assert outermost(marks) == [(Span(0, 10), "OCC"), (Span(8, 12), "ORG"), (Span(20, 21), "GPE")]


def test_a_model_finds_what_it_was_shown_and_what_looks_like_it(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    names = ["سمير", "كريم", "نبيل", "جميل", "رشيد", "فريد", "حميد", "وليد", "سعيد", "عادل"]
    examples = []
    for name in names:
        text = f"قال {name} إن الاجتماع سيعقد غدا. ثم غادر القاعة."
        examples.append(Example(text, ((place(name, text), "PERS"),)))
    about = Trainer(no_rules).train(examples, tmp_path / "one.model")
    assert about.labels == ("PERS",)
    model = LearnedModel.read(tmp_path / "one.model")
    assert model is not None
    unseen = "قال منير إن الاجتماع سيعقد غدا."
    (one,) = Learned(model, no_rules, book=NameBook()).propose(Reading(unseen))
    assert one.fragments == (place("منير", unseen),)
    assert (one.layer, one.label, one.engine) == (Layer.ENTITIES, "PERS", "learned")
    assert 0.35 <= one.score <= 1
    skipped = Reading(unseen, skipped=[Span(0, len(unseen))])
    assert Learned(model, no_rules, book=NameBook()).propose(skipped) == []


def test_a_label_that_no_rule_knows_is_learned_from_the_words_around_it(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    weapons = ("صاروخ", "مدفع", "لغم", "رشاش", "قنبلة", "مسدس", "خنجر", "سيف")
    frames = (
        "عثر الجنود على {} قرب السياج.",
        "أطلق المسلحون النار من {} قديم.",
        "صادرت الشرطة {} كان مخبأ في شاحنة.",
        "وانفجر {} في ساحة القرية.",
    )
    plain = "وعثر السكان على قطة قرب السوق. وصادرت البلدية بضاعة كانت في شاحنة."
    examples = []
    for number, weapon in enumerate(weapons):
        text = f"{frames[number % 4].format(weapon)} {frames[(number + 1) % 4].format(weapon)} {plain}"
        first = text.index(weapon)
        second = text.index(weapon, first + 1)
        mentions = tuple((Span(start, start + len(weapon)), "WEAPON") for start in (first, second))
        examples.append(Example(text, mentions))
    about = Trainer(cold_rules).train(examples, tmp_path / "own.model")
    assert about.labels == ("WEAPON",)
    model = LearnedModel.read(tmp_path / "own.model")
    assert model is not None
    lineup = Lineup(model=model, labels={Layer.ENTITIES: {"WEAPON"}}, off=("regions", "claims", "referents"))
    unseen = "وانفجر طوربيد في ساحة الميناء. وعثر الجنود على كلاشينكوف قرب السياج. وغادر الوفد القاعة."
    found = [(one.fragments[0].of(unseen), one.label, one.engine) for one in lineup.propose(Given(text=unseen))]
    assert found == [("طوربيد", "WEAPON", "learned"), ("كلاشينكوف", "WEAPON", "learned")]


@given(st.text(alphabet=st.sampled_from("ابولكفس ء\u064b\u0640\u200f\u200d🙂a5.،\n«»"), max_size=120))
def test_any_text_has_tokens_inside_it_that_do_not_touch(text: str) -> None:
    sentences = sentences_of(TextIndex(text), range(0, len(text), 3))
    tokens = [token for sentence in sentences for token in sentence]
    assert all(0 <= token.span.start < token.span.end <= len(text) for token in tokens)
    assert all(a.span.end <= b.span.start for a, b in pairwise(tokens))
    for sentence in sentences:
        assert len(features_of(sentence, names=NameBook().hits(sentence))) == len(sentence)
