"""Values in sentences keep their own direction, and the sentence keeps its."""

from __future__ import annotations

from hashiya.resources.messages import ISOLATE_END, ISOLATE_FIRST, Messages

FIRST, END = ISOLATE_FIRST, ISOLATE_END


def test_a_value_stands_in_an_isolate() -> None:
    assert Messages("ar").text("failure.missing", path="C:\\x (1).txt").count(f"{FIRST}C:\\x (1).txt{END}") == 1


def test_a_message_in_a_message_keeps_the_direction_of_its_language() -> None:
    for language, mark in (("ar", "\u200f"), ("en", "\u200e")):
        messages = Messages(language)
        inner = messages.text("step.annotate", name="PERS", text="ظريف")
        assert inner.startswith(FIRST)
        assert f"{FIRST}{mark}{inner}{END}" in messages.text("step.undo", of=inner)


def test_a_terminal_gets_paths_that_can_be_copied() -> None:
    assert FIRST not in Messages("ar", isolate=False).text("failure.missing", path="x.txt")
