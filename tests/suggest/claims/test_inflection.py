"""The forms of the verbs that report, as texts spell them."""

from __future__ import annotations

import pytest
from hashiya.arabic.folding import fold_text
from hashiya.suggest.claims.cues import analyses
from hashiya.suggest.claims.inflection import Shape

FORMS = [
    ("قال", "قال", Shape.PERFECT), ("قالت", "قال", Shape.PERFECT), ("قالوا", "قال", Shape.PERFECT),
    ("قلت", "قال", Shape.PERFECT), ("وقالتا", "قال", Shape.PERFECT), ("تقول", "قال", Shape.IMPERFECT),
    ("يقولون", "قال", Shape.IMPERFECT), ("سيقول", "قال", Shape.IMPERFECT), ("قائلةً", "قال", Shape.PARTICIPLE),
    ("قولها", "قال", Shape.MASDAR), ("أشاروا", "أشار", Shape.PERFECT), ("أشرنا", "أشار", Shape.PERFECT),
    ("مشيرين", "أشار", Shape.PARTICIPLE), ("رأت", "رأى", Shape.PERFECT), ("رأوا", "رأى", Shape.PERFECT),
    ("يرون", "رأى", Shape.IMPERFECT), ("نفت", "نفى", Shape.PERFECT), ("ينفون", "نفى", Shape.IMPERFECT),
    ("نافيًا", "نفى", Shape.PARTICIPLE), ("نافيا", "نفى", Shape.PARTICIPLE), ("دعوا", "دعا", Shape.PERFECT),
    ("داعين", "دعا", Shape.PARTICIPLE), ("حثّت", "حث", Shape.PERFECT), ("حثثنا", "حث", Shape.PERFECT),
    ("مؤكدًا", "أكد", Shape.PARTICIPLE), ("مؤكداً", "أكد", Shape.PARTICIPLE), ("موكدا", "أكد", Shape.PARTICIPLE),
    ("فأكدت", "أكد", Shape.PERFECT), ("وتأكيده", "أكد", Shape.MASDAR), ("بتأكيدها", "أكد", Shape.MASDAR),
    ("اتهمته", "اتهم", Shape.PERFECT), ("وأبلغهم", "أبلغ", Shape.PERFECT), ("ووعد", "وعد", Shape.PERFECT),
]  # fmt: skip


@pytest.mark.parametrize(("word", "verb", "shape"), FORMS)
def test_a_form_is_of_its_verb(word: str, verb: str, shape: Shape) -> None:
    assert (verb, shape) in {(form.verb.name, form.shape) for form, _ in analyses(fold_text(word))}


@pytest.mark.parametrize("word", ["نصف", "نادي", "أعقب", "الذي", "كتاب", "", "و", "لافروف", "بوشهر"])
def test_other_words_report_nothing(word: str) -> None:
    assert not analyses(fold_text(word))
