"""A whole article by keys alone: moving, marking, claims, roles, relations, a cluster, regions; and all of it back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hashiya.domain.article import Status
from hashiya.storage.checking import check_file

from tests.e2e.driver import Arabic, Hands, Latin

NOTHING_LEFT = "لا شيء تتراجع عنه."
NOTHING_TO_REDO = "لا شيء يُعاد."


@dataclass(frozen=True, slots=True)
class Do:
    """Walk to the nth place of the words (a word of them is under the caret then) and press the keys."""

    words: str
    keys: str
    nth: int = 1


HEAD = (
    Do("مزيد من التقدم", "G 1"),
    Do("إيران وروسيا", "4"),
    Do("وروسيا", "4"),
    Do("الأربعاء", "[ [ [ 0"),
    Do("الأربعاء", "G 3"),
    Do("موسكو (العالم)", "4"),
    Do("العالم) 2020", "3"),
    Do("وزير الخارجية الإيراني", "[ [ 2"),
    Do("الخارجية الإيراني", "Space 3"),
    Do("الإيراني محمد", "Space 5"),
    Do("محمد جواد", "[ [ 1"),
    Do("الروسي سيرغي", "5"),
    Do("سيرغي", "[ 1"),
    Do("الوزير الإيراني", "[ 2"),
    Do("الإيراني لدى", "Space 5"),
    Do("العلاقات بين روسيا وإيران بالإستراتيجية", "Space [ [ [ [ C"),
    Do("وصف الوزير", "V"),
    Do("الوزير الإيراني لدى", "S Esc Esc"),
    Do("ضرورة الحوار", "Space Space Shift+] Shift+] C B"),
    Do("مؤكداً على", "V Esc Esc"),
)
TAIL = (
    Do("وزير الخارجية الروسي على", "[ [ 2"),
    Do("أنه لا تزال", "Space Space C Shift+W S"),
    Do("شدد وزير", "V Esc Esc"),
    Do("لافروف: ", "1"),
    Do("هناك مساعي", "Space Space C Shift+W S"),
    Do("وقال لافروف", "V Esc Esc"),
    Do("ولا تزال هناك فرصة لتحقيق", "Space Space C B Esc Esc"),
    Do("حسن روحاني", "[ 1"),
    Do("بمواقف روسيا", "Space Space C B"),
)


def walk_to(hands: Hands, words: str, nth: int) -> None:
    """From wherever the caret is, by paragraph and by word."""
    goal = hands.span(words, nth).start
    hands.press("Ctrl+Home")
    while (end := hands.text.find("\n", hands.viewer.caret())) >= 0 and end < goal:
        hands.press("Ctrl+Down")
    while hands.viewer.caret() < goal:
        before = hands.viewer.caret()
        hands.press("Ctrl+Left")
        assert hands.viewer.caret() > before
    hands.press("Left")
    assert goal < hands.viewer.caret() <= goal + 2


def work(hands: Hands, doings: tuple[Do, ...]) -> None:
    for one in doings:
        walk_to(hands, one.words, one.nth)
        hands.press(*one.keys.split())
        said = hands.window.panes.status.said()
        assert said is None or said.tone.value != "refused", (one, said.text)


def annotate(hands: Hands) -> None:
    work(hands, HEAD)
    work(hands, TAIL)
    hands.press("Esc", "Esc")
    walk_to(hands, "محمد جواد", 1)
    hands.press("R", "Shift+W", "Shift+W", "Shift+W", "1")
    walk_to(hands, "أنه لا تزال", 1)
    hands.press("E", "Q", "Q", "Enter")
    walk_to(hands, "هناك مساعي", 1)
    hands.press("R", "Q", "1")
    hands.press("Ctrl+D")


@pytest.mark.parametrize("keyboard", [Latin, Arabic])
def test_a_whole_article_and_all_of_it_back(hands: Hands, keyboard: type[Latin | Arabic]) -> None:
    hands.keys = keyboard()
    key = hands.desk.article
    untouched = hands.export_bytes()
    annotate(hands)
    line = next(line for line in hands.export() if line["key"] == key)
    assert line["status"] == Status.DONE.value
    assert [region["label"] for region in line["regions"]] == ["HEADLINE", "DATELINE"]
    assert len(line["entities"]) == 16
    texts = [claim["text"] for claim in line["claims"]]
    assert texts[:2] == [
        "العلاقات بين روسيا وإيران بالإستراتيجية",
        "ضرورة الحوار بين البلدين في ظل تسارع التطورات الإقليمية والدولية",
    ]
    assert len(texts) == 6
    assert all(claim["roles"]["source"] for claim in line["claims"])
    assert [relation["label"] for relation in line["relations"]] == ["holds_position", "supports"]
    clusters = [claim["cluster"] for claim in line["claims"] if claim["cluster"]]
    assert len(clusters) == 2
    assert len(set(clusters)) == 1
    assert check_file(hands.path) == []
    whole = hands.export_bytes()
    take_back(hands)
    assert hands.export_bytes() == untouched
    do_again(hands)
    assert hands.export_bytes() == whole
    assert check_file(hands.path) == []


def take_back(hands: Hands) -> None:
    for _ in range(200):
        hands.press("Ctrl+Z")
        if hands.said() == NOTHING_LEFT:
            return
    pytest.fail("undo never ends")


def do_again(hands: Hands) -> None:
    for _ in range(200):
        hands.press("Ctrl+Shift+Z")
        if hands.said() == NOTHING_TO_REDO:
            return
    pytest.fail("redo never ends")
