"""Marking: relabelling, sticky labels, fragments, regions, deleting, undo that goes there."""

from __future__ import annotations

from tests.e2e.driver import Hands


def test_a_label_key_on_a_mark_relabels_it(hands: Hands) -> None:
    hands.caret_in("موسكو")
    hands.press("4", "6")
    assert [m[:2] for m in hands.mentions()] == [("LOC", "موسكو")]
    hands.caret_in("موسكو")
    hands.press("4")
    assert [m[:2] for m in hands.mentions()] == [("GPE", "موسكو")]
    hands.press("4")
    assert hands.said() == "هو «\u2068كيان سياسي\u2069» أصلًا."


def test_a_label_on_no_word_is_refused(hands: Hands) -> None:
    hands.viewer.set_caret(hands.text.index("\n\n") + 1)
    hands.press("4")
    assert hands.said() == "لا كلمة هنا."


def test_a_key_on_a_claim_that_was_walked_to_does_not_mark_its_first_word(hands: Hands) -> None:
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C", "4")
    assert hands.mentions() == []
    assert hands.said() == "ليس هذا ذكر كيان."


def test_the_same_label_on_the_same_words_is_refused(hands: Hands) -> None:
    hands.caret_in("موسكو")
    hands.press("4")
    hands.caret_in("موسكو")
    hands.press("Space", "4")
    assert hands.said().endswith("نفسه على هذا المقطع موجود.")
    assert len(hands.mentions()) == 1


def test_sticky_marks_every_selection_until_k(hands: Hands) -> None:
    hands.press("K")
    hands.caret_in("موسكو")
    hands.press("4")
    hands.drag_words("روسيا وإيران")
    hands.caret_in("طهران وموسكو")
    hands.press("Space", "Enter")
    assert [m[1] for m in hands.mentions()] == ["موسكو", "روسيا وإيران", "طهران"]
    assert "مثبَّت" in hands.said()
    hands.press("K")
    hands.drag_words("سيرغي لافروف")
    assert len(hands.mentions()) == 3


def test_escape_ends_sticky(hands: Hands) -> None:
    hands.press("K", "Esc")
    hands.caret_in("موسكو")
    hands.press("4")
    hands.drag_words("سيرغي لافروف")
    assert len(hands.mentions()) == 1


def test_a_adds_a_fragment_to_the_mark_used_last(hands: Hands) -> None:
    hands.caret_in("محمد جواد ظريف")
    hands.press("1")
    hands.caret_in("سيرغي لافروف")
    hands.press("1")
    hands.caret_in("محمد جواد ظريف", into=0)
    hands.press("Shift+Tab" if hands.desk.selected else "Tab")
    assert [m[1] for m in hands.mentions()] == ["محمد", "سيرغي"]
    hands.caret_in("جواد ظريف", into=6)
    hands.press("Space", "A")
    assert [m[1] for m in hands.mentions()] == ["محمد ظريف", "سيرغي"]
    assert [len(thing["fragments"]) for thing in hands.line()["entities"]] == [2, 1]
    hands.press("Ctrl+Z")
    assert [m[1] for m in hands.mentions()] == ["محمد", "سيرغي"]


def test_a_region_is_two_keys(hands: Hands) -> None:
    hands.caret_in("مزيد من التقدم")
    hands.press("G", "1")
    hands.caret_in("الأربعاء ٢٢")
    hands.press("G", "3")
    assert [region.label for region in hands.regions()] == ["HEADLINE", "DATELINE"]
    first = hands.regions()[0]
    assert hands.text[first.start : first.end] == hands.text.partition("\n")[0]
    hands.press("G", "2")
    assert [region.label for region in hands.regions()] == ["HEADLINE", "LEAD"]
    assert [region["label"] for region in hands.line()["regions"]] == ["HEADLINE", "LEAD"]


def test_a_region_under_way_gives_way_to_another_gesture(hands: Hands) -> None:
    hands.caret_in("موسكو")
    hands.press("G", "9")
    assert hands.said()
    assert hands.mentions() == []
    hands.press("Esc", "G", "0")
    assert hands.desk.under_way is None
    assert [m[0] for m in hands.mentions()] == ["DATE"]


def test_deleting_says_what_goes_with_it_and_one_undo_brings_all_back(hands: Hands) -> None:
    hands.caret_in("لافروف: ")
    hands.press("1")
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C", "Shift+W", "S", "Esc", "Esc")
    before = hands.export_bytes()
    hands.caret_in("لافروف: ")
    hands.press("Del")
    assert hands.mentions() == []
    assert "دور واحد" in hands.said()
    (claim,) = hands.claims()
    assert hands.words_of(claim, "source") == ["لافروف"]
    hands.press("Ctrl+Z")
    assert hands.export_bytes() == before


def test_undo_goes_there_and_names_the_step(hands: Hands) -> None:
    here = hands.desk.article
    hands.caret_in("وموسكو في جميع")
    hands.press("4")
    place = hands.mentions()[0][2]
    hands.press("Ctrl+PgDown", "Ctrl+Z")
    assert hands.desk.article == here
    assert hands.viewer.caret() == place
    assert hands.mentions() == []
    assert hands.said().startswith("تراجعتَ عن")
    hands.press("Ctrl+Y")
    assert [m[1] for m in hands.mentions()] == ["موسكو"]
    assert hands.desk.selected is not None
    assert hands.said()
    hands.press("Ctrl+Z", "Ctrl+Z")
    assert hands.said() == "لا شيء تتراجع عنه."
    hands.press("Ctrl+Shift+Z")
    assert len(hands.mentions()) == 1
    hands.press("Ctrl+Shift+Z")
    assert hands.said() == "لا شيء يُعاد."


def test_undoing_a_relation_goes_to_its_head(hands: Hands) -> None:
    hands.caret_in("محمد جواد ظريف")
    hands.press("[", "[", "1")
    hands.caret_in("وزير الخارجية الإيراني")
    hands.press("[", "[", "2", "R", "W", "1")
    (relation,) = hands.relations()
    assert relation.label == "holds_position"
    hands.press("Ctrl+PgDown", "Ctrl+Z")
    assert hands.relations() == []
    assert hands.desk.selected == relation.head


def test_a_relation_under_way_ends_with_its_start(hands: Hands) -> None:
    hands.caret_in("محمد جواد ظريف")
    hands.press("1", "R", "Ctrl+Z")
    assert hands.desk.under_way is None
