"""What the panes show after a gesture: only what it changed is listed anew."""

from __future__ import annotations

from hashiya.domain.article import Status

from tests.e2e.driver import Hands


def test_a_first_mark_changes_the_row_of_its_article_alone(hands: Hands) -> None:
    model = hands.window.panes.articles.model
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    hands.article(2)
    hands.caret_in("الإيراني")
    hands.press("1")
    hands.settle()
    rows = [model.row(model.index(number)) for number in range(model.rowCount())]
    assert [row.status for row in rows if row] == [Status.NEW, Status.NEW, Status.IN_PROGRESS, Status.NEW, Status.NEW]
    assert resets == []
    hands.press("Ctrl+Z")
    hands.settle()
    row = model.row(model.index(2))
    assert row is not None
    assert row.status is Status.NEW


def test_an_article_that_is_removed_leaves_the_list_and_comes_back(hands: Hands) -> None:
    model = hands.window.panes.articles.model
    key = hands.room.workspace.articles.all()[1].key
    hands.article(0)
    hands.room.workspace.articles.remove([key])
    hands.settle()
    assert (model.rowCount(), model.place(key)) == (4, None)
    hands.press("Ctrl+Z")
    hands.settle()
    assert (model.rowCount(), model.place(key)) == (5, 2)
