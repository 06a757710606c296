"""Selecting with the keyboard: words without proclitic, growing, edges, stems, extending."""

from __future__ import annotations

import pytest

from tests.e2e.driver import Hands


def test_space_takes_the_word_then_clause_sentence_and_paragraph(hands: Hands) -> None:
    hands.caret_in("لا توجد" if "لا توجد" in hands.text else "تزال هناك فرصة للحفاظ")
    grown = []
    for _ in range(5):
        hands.press("Space")
        grown.append(hands.selected_words())
    assert grown[0] == "تزال"
    assert grown[1] == "أنه لا تزال هناك فرصة للحفاظ على الاتفاق النووي مشيراً إلى أن البلدين يعملان على دعم هذا الإتفاق"
    assert grown[2].startswith("من جانبه شدد")
    assert len({*grown}) == len(dict.fromkeys(grown))
    assert grown[-1] == hands.text[slice(*_paragraph(hands))]


def _paragraph(hands: Hands) -> tuple[int, int]:
    here = hands.viewer.selection()
    assert here is not None
    start = hands.text.rindex("\n", 0, here.end) + 1
    return start, hands.text.index("\n", start)


def test_shift_space_goes_back_step_by_step(hands: Hands) -> None:
    hands.caret_in("تزال هناك فرصة للحفاظ")
    hands.press("Space", "Space")
    clause = hands.selected_words()
    hands.press("Space", "Shift+Space")
    assert hands.selected_words() == clause
    hands.press("Shift+Space")
    assert hands.selected_words() == "تزال"
    hands.press("Shift+Space")
    assert hands.selected_words() == ""


def test_growing_at_its_end_and_shrinking_nothing_are_said(hands: Hands) -> None:
    hands.caret_in("تزال هناك فرصة للحفاظ")
    hands.press(*["Space"] * 6)
    assert hands.said() == "لا يتحرّك الحدّ أبعد من هذا."
    hands.press("Esc", "Shift+Space")
    assert hands.said() == "حدّد كلمات أو وسمًا أولًا."


def test_an_edge_moves_outward_and_inward_by_a_word(hands: Hands) -> None:
    hands.caret_in("الخارجية الإيراني محمد")
    hands.press("[")
    assert hands.selected_words() == "الخارجية الإيراني"
    hands.press("]")
    assert hands.selected_words() == "وزير الخارجية الإيراني"
    hands.press("Shift+[")
    assert hands.selected_words() == "وزير الخارجية"
    hands.press("Shift+]")
    assert hands.selected_words() == "الخارجية"
    hands.press("Shift+]")
    assert hands.said() == "لا يتحرّك الحدّ أبعد من هذا."


def test_an_edge_moves_by_a_letter(hands: Hands) -> None:
    hands.caret_in("وروسيا")
    hands.press("Space", "Alt+]")
    assert hands.selected_words() == "وروسيا"


def test_edges_of_a_mark_are_moved_in_one_step(hands: Hands) -> None:
    hands.caret_in("سيرغي لافروف")
    hands.press("1", "[")
    assert [m[:2] for m in hands.mentions()] == [("PERS", "سيرغي لافروف")]
    hands.press("Shift+[")
    assert [m[:2] for m in hands.mentions()] == [("PERS", "سيرغي")]
    hands.press("Ctrl+Z", "Ctrl+Z")
    assert [m[:2] for m in hands.mentions()] == [("PERS", "سيرغي")]


def test_x_turns_the_proclitics_of_selection_and_mark(hands: Hands) -> None:
    hands.caret_in("بالإستراتيجية")
    hands.press("Space")
    assert hands.selected_words() == "الإستراتيجية"
    hands.press("X")
    assert hands.selected_words() == "بالإستراتيجية"
    hands.press("X")
    assert hands.selected_words() == "الإستراتيجية"
    hands.caret_in("وروسيا")
    hands.press("4", "X")
    assert [m[1] for m in hands.mentions()] == ["وروسيا"]
    hands.caret_in("مباحثات")
    hands.press("X")
    assert hands.said() == "ليس لهذه الكلمة سابقة تُترك خارج الحدّ."


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["Ctrl+Shift+Left"], "سيرغي لافروف"),
        (["Ctrl+Shift+Left", "Ctrl+Shift+Right"], "سيرغي"),
        (["Ctrl+Shift+Right"], "الروسي سيرغي"),
        (["Ctrl+Shift+Right", "Ctrl+Shift+Right"], "نظيره الروسي سيرغي"),
        (["Ctrl+Shift+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Left"], "الروسي سيرغي"),
        (["Space", "Ctrl+Shift+Left"], "سيرغي لافروف"),
        (["Space", "Ctrl+Shift+Right"], "الروسي سيرغي"),
    ],
)
def test_extending_by_words_moves_the_carets_end(hands: Hands, keys: list[str], words: str) -> None:
    hands.caret_in("سيرغي لافروف")
    hands.press(*keys)
    assert hands.selected_words() == words


def test_shift_and_arrows_extend_by_letters(hands: Hands) -> None:
    hands.caret_in("سيرغي لافروف", into=0)
    hands.press("Shift+Left", "Shift+Left")
    assert hands.selected_words() == "سي"
    hands.press("1")
    assert [m[1] for m in hands.mentions()] == ["سي"]


def test_arrows_follow_the_text_not_the_eye(hands: Hands) -> None:
    hands.caret_in("telegram" if "telegram" in hands.text else "2231", into=0)
    here = hands.viewer.caret()
    for number in range(1, 5):
        hands.press("Left")
        assert hands.viewer.caret() == here + number


def test_escape_leaves_one_thing_at_a_time(hands: Hands) -> None:
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C")
    hands.caret_in("أخلاقية")
    hands.press("Space", "Esc")
    assert hands.selected_words() == ""
    assert hands.desk.open_claim is not None
    hands.press("Esc")
    assert hands.desk.open_claim is None


def test_escape_closes_the_find_bar(hands: Hands) -> None:
    bar = hands.window.doing.searching.bar
    hands.press("/")
    hands.type("روسيا")
    assert bar.isVisible()
    assert hands.viewer.selection() is None
    hands.press("Esc")
    assert not bar.isVisible()
    assert hands.viewer.hasFocus()
    hands.press("Ctrl+F", "Enter")
    hands.viewer.setFocus()
    hands.press("Esc")
    assert not bar.isVisible()


def test_a_proclitic_that_was_kept_once_is_kept_the_next_time(hands: Hands) -> None:
    hands.caret_in("وروسيا", 1)
    hands.press("4")
    hands.caret_in("وروسيا", 2)
    hands.press("Space")
    assert hands.selected_words() == "روسيا"
    hands.press("Esc", "Ctrl+Z")
    hands.caret_in("وروسيا", 1)
    hands.press("Space", "X", "4")
    assert [mention[1] for mention in hands.mentions()] == ["وروسيا"]
    hands.caret_in("وروسيا", 2)
    hands.press("4")
    assert [mention[1] for mention in hands.mentions()] == ["وروسيا", "وروسيا"]
    hands.press("X")
    assert [mention[1] for mention in hands.mentions()] == ["وروسيا", "روسيا"]
    hands.caret_in("وروسيا", 3)
    hands.press("Space")
    assert hands.selected_words() == "روسيا"
