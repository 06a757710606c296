"""Glyphs, lines and boxes: marks move nothing, and each visual run gets its box."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest
from hashiya.arabic.words import words
from hashiya.domain.span import Span
from hashiya.ui.viewer import Mark, ViewContent, Viewer
from hashiya.ui.viewer.content import LayerName
from PySide6.QtGui import QTextLayout

from tests.ui.viewer.sample import NAMES, first_seed, seed, styles

Show = Callable[..., Viewer]


def setting(viewer: Viewer) -> list[tuple[object, ...]]:
    """Every glyph of the text with its place, and where every line begins and stands."""
    found: list[tuple[object, ...]] = []
    document = viewer.document()
    block = document.begin()
    while block.isValid():
        top = document.documentLayout().blockBoundingRect(block).getRect()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            glyphs = [
                (tuple(run.glyphIndexes()), tuple(point.toTuple() for point in run.positions()))
                for run in line.glyphRuns()
            ]
            found.append((top, line.textStart(), line.textLength(), line.y(), line.naturalTextRect().getRect(), glyphs))
        block = block.next()
    return found


def some_marks(text: str, count: int, *, seed_: int = 7) -> list[Mark]:
    """Marks on words, nested and overlapping."""
    rng = random.Random(seed_)
    found, labels = words(text), sorted(NAMES)
    marks = []
    for number in range(count):
        first = rng.randrange(len(found))
        last = min(first + rng.choice((0, 0, 0, 1, 2, 6)), len(found) - 1)
        layer: LayerName = "claims" if last - first > 4 else "entities"
        label = "claim" if layer == "claims" else rng.choice(labels)
        marks.append(Mark(f"m{number}", layer, label, found[first].start, found[last].end))
    return marks


@pytest.mark.parametrize("number", range(5))
def test_text_stands_the_same_with_0_1_and_500_marks(show: Show, number: int) -> None:
    text = seed(number)
    heading = text.index("\n")
    plain = setting(show(ViewContent(text, heading_end=heading)))
    assert len(plain) > 20
    for count in (1, 500):
        viewer = show(ViewContent(text, heading_end=heading, marks=some_marks(text, count), styles=styles()))
        assert setting(viewer) == plain
        viewer.select_mark("m0")
        viewer.set_selection(Span(10, 40))
        viewer.update_marks([], ["m0"])
        viewer.grab()
        assert setting(viewer) == plain


def test_lines_have_one_distance(show: Show) -> None:
    text = "سطر أول طويل " * 30 + "\n\n" + "فيه 😀 و漢字 و telegram " * 20
    viewer = show(ViewContent(text))
    for number in (0, 2):
        stretch = viewer.scenes.numbered(number)
        baselines = [line.baseline for line in stretch.lines]
        steps = {round(b - a, 1) for a, b in itertools.pairwise(baselines)}
        assert steps <= {55.7, 55.8}
    assert viewer.scenes.rect(viewer.document().findBlockByNumber(2)).top() - viewer.scenes.rect(
        viewer.document().findBlockByNumber(1)
    ).top() == pytest.approx(10, abs=0.2)


@pytest.mark.parametrize("word", ["2231", "telegram", "2020.07.22", "RLM"])
def test_the_first_character_of_a_run_against_the_paragraph_is_covered(show: Show, word: str) -> None:
    text = f"قرأنا القرار {word} على الشاشة"
    viewer = show(ViewContent(text))
    start = text.index(word)
    stretch = viewer.scenes.numbered(0)
    whole = stretch.boxes(Span(start, start + len(word)))
    assert len(whole) == 1
    first = stretch.boxes(Span(start, start + 1))
    last = stretch.boxes(Span(start + len(word) - 1, start + len(word)))
    assert len(first) == len(last) == 1
    assert first[0].right - first[0].left > 4
    assert first[0].left == pytest.approx(whole[0].left, abs=0.5), "a run from left to right begins at its left"
    assert last[0].right == pytest.approx(whole[0].right, abs=0.5)
    inside = [stretch.boxes(Span(i, i + 1))[0] for i in range(start, start + len(word))]
    assert sum(box.right - box.left for box in inside) == pytest.approx(whole[0].right - whole[0].left, abs=1)


def test_a_span_over_mixed_runs_has_a_box_for_each_unbroken_stretch(show: Show) -> None:
    text = "نص telegram هنا"
    viewer = show(ViewContent(text))
    stretch = viewer.scenes.numbered(0)
    broken = stretch.boxes(Span(0, 6))  # «نص tel»: what follows «نص » on its left is «egram», then «tel»
    assert len(broken) == 2
    assert broken[0].left > broken[1].right
    assert len(stretch.boxes(Span(0, len(text)))) == 1


def test_white_space_at_the_end_of_a_line_has_no_width(show: Show) -> None:
    text = "كلمات كثيرة تملأ السطر الأول كله وتنتهي عند رقم من أرقام السنة وهو 15 عضوا مع آخرين من الناس في المكان نفسه"
    viewer = show(ViewContent(text))
    for size in range(14, 35):
        viewer.set_text_size(size)
        stretch = viewer.scenes.numbered(0)
        place = text.index("15")
        box = stretch.boxes(Span(place, place + 2))[0]
        assert box.right - box.left > size * 0.8


def test_marks_and_combining_letters_are_inside_their_words_box(show: Show) -> None:
    text = "قال مُحَمَّد لا للأمر"
    viewer = show(ViewContent(text))
    stretch = viewer.scenes.numbered(0)
    word = words(text)[1]
    whole = stretch.boxes(word)[0]
    for position in range(word.start, word.end):
        for box in stretch.boxes(Span(position, position + 1)):
            assert whole.left - 0.5 <= box.left <= box.right <= whole.right + 0.5


def test_the_column_keeps_its_measure_and_its_side(show: Show) -> None:
    for width in (760, 842, 1200):
        viewer = show(ViewContent("كلمة " * 200), width=width)
        lines = viewer.scenes.numbered(0).lines
        assert viewer.margins.column == pytest.approx(27.4 * 21, abs=0.5)
        assert max(line.right for line in lines) <= viewer.margins.column + 1
        assert viewer.margins.after > viewer.margins.before
        origin = viewer.scenes.origin(viewer.document().begin())
        assert origin.x() == pytest.approx(viewer.margins.after, abs=0.1)
    english = show(ViewContent("word " * 200, direction="ltr"))
    assert english.scenes.origin(english.document().begin()).x() == pytest.approx(english.margins.before, abs=0.1)


def test_a_paragraph_of_the_other_language_runs_its_own_way(show: Show) -> None:
    viewer = show(ViewContent("نص عربي\n“BBC said so.”\nBBC قالت ذلك\nنص"))
    assert [viewer.scenes.numbered(n).rtl for n in range(4)] == [True, False, True, True]


def test_no_paragraph_holds_more_than_one_format(show: Show) -> None:
    viewer = show(first_seed())
    block = viewer.document().begin()
    while block.isValid():
        assert len(block.textFormats()) <= 1
        layout = block.layout()
        assert isinstance(layout, QTextLayout)
        assert not layout.formats()
        block = block.next()
