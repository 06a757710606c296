"""The lists: articles, annotations; and the guide beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.domain.ids import ArticleKey
from hashiya.domain.scheme import Label, LayerPlan, Scheme, Words
from hashiya.resources.messages import Messages
from hashiya.ui.kit import TextLabel
from hashiya.ui.panes.annotations import AnnotationsPane, Order
from hashiya.ui.panes.articles import ArticlesPane
from hashiya.ui.panes.articles_model import Which
from hashiya.ui.panes.example_label import ExampleLabel
from hashiya.ui.panes.guide import GuidePane
from hashiya.ui.panes.values import ArticleRow, Progress, Topic
from hashiya.ui.theme import ThemeSource
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panes.values import ANNOTATIONS, ARTICLES, many_articles

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

Texts = Callable[[], Messages]
KeyOf = Callable[[str], str]


@pytest.fixture
def pane(qtbot: QtBot, source: ThemeSource, arabic: Texts, key_of: KeyOf) -> ArticlesPane:
    made = ArticlesPane(source, arabic, key_of)
    qtbot.addWidget(made)
    made.show_rows(ARTICLES, Progress(1, 3, 214))
    made.resize(256, 600)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def listed(qtbot: QtBot, source: ThemeSource, arabic: Texts, scheme: Scheme) -> AnnotationsPane:
    made = AnnotationsPane(source, arabic)
    qtbot.addWidget(made)
    made.show_scheme(scheme)
    made.show_rows(ANNOTATIONS)
    made.resize(340, 400)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def texts_of(widget: QWidget) -> str:
    shown = [label.text() for label in widget.findChildren(TextLabel) if label.isVisible()]
    return " | ".join(shown).replace("\u2068", "").replace("\u2069", "")


def titles(pane: ArticlesPane) -> list[str]:
    return [str(pane.model.data(pane.model.index(row))) for row in range(pane.model.rowCount())]


def test_the_foot_tells_how_far_the_project_has_come(pane: ArticlesPane) -> None:
    assert "أُنجز مقال واحد من ٣" in texts_of(pane)
    assert "٢١٤ وسمًا" in texts_of(pane)


def test_a_click_opens_an_article_and_so_does_enter(pane: ArticlesPane) -> None:
    asked = QSignalSpy(pane.article_requested)
    place = pane.list.visualRect(pane.model.index(1)).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert [asked.at(number) for number in range(asked.count())] == [["a2"], ["a3"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ايران", 3), ("الإيراني", 1), ("ارنا ظريف", 1), ("بزشكيان", 1), ("IRAN", 0)],
)
def test_the_filter_takes_any_spelling_of_title_and_source(
    qtbot: QtBot, pane: ArticlesPane, typed: str, found: int
) -> None:
    pane.field.setText(typed)
    qtbot.waitUntil(lambda: pane.model.query == typed)
    assert len(titles(pane)) == found


def test_chips_show_what_is_to_do_and_what_is_done(pane: ArticlesPane) -> None:
    chips = {chip.key: chip for chip in pane.which.chips()}
    QTest.mouseClick(chips[Which.DONE], Qt.MouseButton.LeftButton)
    assert titles(pane) == [ARTICLES[1].title]
    QTest.mouseClick(chips[Which.TO_DO], Qt.MouseButton.LeftButton)
    assert titles(pane) == [ARTICLES[0].title, ARTICLES[2].title]


def test_no_hits_say_what_hides_the_rest_and_how_to_see_it(qtbot: QtBot, pane: ArticlesPane) -> None:
    cleared = QSignalSpy(pane.filter_cleared)
    QTest.mouseClick(pane.which.chips()[1], Qt.MouseButton.LeftButton)
    pane.field.setText("قمة")
    qtbot.waitUntil(lambda: pane.model.query == "قمة")
    assert "لا مقال فيه «قمة»" in texts_of(pane)
    assert "بين ٣ مقالات، واحد منها مخفي لأنه منجز." in texts_of(pane)
    QTest.mouseClick(pane.clear, Qt.MouseButton.LeftButton)
    assert cleared.count() == 1
    assert len(titles(pane)) == 3
    assert pane.field.text() == ""


def test_an_empty_project_offers_to_import(pane: ArticlesPane) -> None:
    asked = QSignalSpy(pane.import_requested)
    pane.show_rows([], Progress(0, 0, 0))
    assert "لا مقالات في هذا المشروع" in texts_of(pane)
    assert not pane.field.isVisible()
    QTest.mouseClick(pane.import_button, Qt.MouseButton.LeftButton)
    assert asked.count() == 1


def test_an_article_that_was_just_done_stays_in_the_list_of_those_to_do(pane: ArticlesPane) -> None:
    pane.which.set_current(Which.TO_DO)
    pane.which.chosen.emit(Which.TO_DO)
    done = ArticleRow(ARTICLES[0].key, ARTICLES[0].title, Status.DONE)
    pane.change_row(done)
    assert titles(pane) == [ARTICLES[0].title, ARTICLES[2].title]
    assert pane.model.row(pane.model.index(0)) == done


def test_the_open_article_is_chosen_and_found_again_after_filtering(qtbot: QtBot, pane: ArticlesPane) -> None:
    pane.show_current(ArticleKey("a3"))
    assert pane.list.currentIndex().row() == 2
    pane.field.setText("بزشكيان")
    qtbot.waitUntil(lambda: pane.model.query != "")
    assert pane.list.currentIndex().row() == 0
    assert pane.model.place(ArticleKey("a3")) == 3


def test_the_menu_of_an_article_asks_for_what_it_says(pane: ArticlesPane) -> None:
    status, remove, metadata = (
        QSignalSpy(signal) for signal in (pane.status_requested, pane.remove_requested, pane.metadata_requested)
    )
    menu = pane.menu_for(ARTICLES[2])
    states = menu.findChild(QMenu)
    assert isinstance(states, QMenu)
    assert [action.isChecked() for action in states.actions()] == [True, False, False, False]
    states.actions()[2].trigger()
    menu.actions()[1].trigger()
    menu.actions()[-1].trigger()
    assert status.at(0) == ["a3", "done"]
    assert metadata.at(0) == ["a3"]
    assert remove.at(0) == ["a3"]
    menu.deleteLater()


def test_a_screen_reader_is_told_title_status_source_and_date(pane: ArticlesPane) -> None:
    said = pane.model.data(pane.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    for words in (ARTICLES[0].title, "قيد العمل", "العالم", "٢٢ يوليو ٢٠٢٠"):
        assert words in said.replace("\u2068", "").replace("\u2069", "")


def test_ten_thousand_articles_are_shown_and_filtered(qtbot: QtBot, pane: ArticlesPane) -> None:
    rows = many_articles(10_000)
    pane.show_rows(rows, Progress(3334, 10_000, 0))
    QTest.qWait(0)
    qtbot.waitUntil(lambda: not pane.model.fold_some(0))
    pane.model.filter("الايراني 77", Which.ALL)
    assert 0 < pane.model.rowCount() < 10_000
    sizes = {pane.list.sizeHintForIndex(pane.model.index(row)).height() for row in (0, 5, 20)}
    assert len(sizes) == 1


def test_annotations_stand_in_order_by_label_or_only_those_to_look_at(listed: AnnotationsPane) -> None:
    def shown() -> list[str]:
        model = listed.model
        rows = [model.row(model.index(row)) for row in range(model.rowCount())]
        return [row.id for row in rows if row]

    assert shown() == ["e1", "c1", "e2", "g1"]
    QTest.mouseClick(listed.orders.chips()[1], Qt.MouseButton.LeftButton)
    assert shown() == ["e2", "e1", "c1", "g1"]
    assert "٢" in listed.orders.chips()[2].accessibleName()
    QTest.mouseClick(listed.orders.chips()[2], Qt.MouseButton.LeftButton)
    assert shown() == ["c1", "g1"]
    said = listed.model.data(listed.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "ادعاء بلا قائل" in said


def test_choosing_a_row_goes_there_but_showing_one_does_not(qtbot: QtBot, listed: AnnotationsPane) -> None:
    asked = QSignalSpy(listed.annotation_requested)
    listed.show_current("e2")
    listed.show_rows(ANNOTATIONS, current=ANNOTATIONS[2].id)
    listed.show_order(Order.BY_LABEL)
    listed.show_order(Order.IN_ORDER)
    assert asked.count() == 0
    assert listed.list.currentIndex().row() == 2
    listed.list.setFocus()
    qtbot.waitUntil(listed.list.hasFocus)
    QTest.keyClick(listed.list, Qt.Key.Key_Up)
    place = listed.list.visualRect(listed.model.index(3)).center()
    QTest.mouseClick(listed.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [asked.at(n) for n in range(asked.count())] == [["c1"], ["g1"]]


def test_an_article_without_annotations_says_so(listed: AnnotationsPane) -> None:
    told = QSignalSpy(listed.count_changed)
    listed.show_rows([])
    assert told.at(0) == [0]
    assert "لا وسوم في هذا المقال بعد" in texts_of(listed)
    listed.show_rows([ANNOTATIONS[0]])
    listed.show_order(Order.LOOK)
    assert "لا وسم يحتاج نظرًا" in texts_of(listed)


def test_the_guide_speaks_both_languages_the_interface_s_first(
    qtbot: QtBot, source: ThemeSource, english: Texts, scheme: Scheme
) -> None:
    guide = GuidePane(source, english)
    qtbot.addWidget(guide)
    guide.show_scheme(scheme)
    guide.resize(340, 600)
    guide.show()
    label = scheme.label(Layer.ENTITIES, "OCC")
    assert label is not None
    guide.show_topic(Topic(Layer.ENTITIES, "OCC"))
    QTest.qWait(0)
    said = texts_of(guide)
    assert said.index(label.guideline.en[:30]) < said.index(label.guideline.ar[:30])
    examples = guide.findChildren(ExampleLabel)
    assert examples[0].parts[0].of(examples[0].text()) == "وزير الخارجية الإيراني"


def test_the_guide_says_where_a_guideline_is_written_when_there_is_none(
    qtbot: QtBot, source: ThemeSource, arabic: Texts
) -> None:
    bare = Label(key="PERS", name=Words("شخص", "Person"), short=Words("شخص", "person"))
    guide = GuidePane(source, arabic)
    qtbot.addWidget(guide)
    guide.show_scheme(Scheme(key="bare", name=Words("", ""), entities=LayerPlan(labels=(bare,))))
    asked = QSignalSpy(guide.scheme_requested)
    guide.resize(340, 400)
    guide.show()
    guide.show_topic(Topic(Layer.ENTITIES, "PERS"))
    QTest.qWait(0)
    assert "entities.labels.PERS" in texts_of(guide)
    button = next(b for b in guide.findChildren(QPushButton) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.count() == 1
