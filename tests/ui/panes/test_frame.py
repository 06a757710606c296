"""What frames the work: header, article bar, command palette and welcome page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.commandpalette import CommandPalette
from hashiya.ui.kit import TextLabel
from hashiya.ui.panes.articlebar import ArticleBar
from hashiya.ui.panes.header import Header
from hashiya.ui.panes.page_picture import sample_page
from hashiya.ui.panes.values import Group, Item, RecentProject
from hashiya.ui.panes.welcome_rows import MissingRow, RecentButton
from hashiya.ui.theme import ThemeSource
from hashiya.ui.welcome import Welcome
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panes.values import ARTICLES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

Texts = Callable[[], Messages]
KeyOf = Callable[[str], str]

ITEMS = [
    Item("claim", Group.COMMANDS, "ادعاء من التحديد", caps=("C",), icon="claim", also="Claim from the selection"),
    Item("claim_next", Group.COMMANDS, "الادعاء التالي", caps=("Q",)),
    Item("export", Group.COMMANDS, "صدّر", caps=("Ctrl+E",)),
    Item("undo", Group.COMMANDS, "تراجع", enabled=False),
    Item("article:1", Group.ARTICLES, "ادعاءات بشأن الاتفاق النووي", corpus=True),
    Item("referent:1", Group.REFERENTS, "الولايات المتحدة", also="أمريكا أميركا", corpus=True),
    Item("guide:1", Group.GUIDE, "ما حدّ الادعاء؟", "المضمون وحده"),
]


def texts_of(widget: QWidget) -> str:
    shown = [label.text() for label in widget.findChildren(TextLabel) if label.isVisible()]
    return " | ".join(shown).replace("\u2068", "").replace("\u2069", "")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def palette(window: QWidget, source: ThemeSource, arabic: Texts) -> Iterator[CommandPalette]:
    made = CommandPalette(source, arabic, window)
    yield made
    made.close_palette()


def titles(palette: CommandPalette) -> list[str]:
    model = palette.list.found
    rows = [model.row(model.index(row)) for row in range(model.rowCount())]
    return [row.title for row in rows if row and not row.heading]


def test_enter_runs_the_best_hit_and_the_keyboard_goes_back(
    qtbot: QtBot, window: QWidget, palette: CommandPalette
) -> None:
    text = QLineEdit(window)
    text.show()
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    chosen = QSignalSpy(palette.chosen)
    palette.open(ITEMS)
    palette.field.setText("ادعا")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.at(0) == [ITEMS[0]]
    assert not palette.isVisible()
    assert text.hasFocus()


def test_arrows_walk_over_headings_and_disabled_rows(palette: CommandPalette) -> None:
    chosen = QSignalSpy(palette.chosen)
    palette.open(ITEMS)
    palette.field.setText("ادعا")
    assert titles(palette)[:4] == [
        "ادعاء من التحديد",
        "الادعاء التالي",
        "ادعاءات بشأن الاتفاق النووي",
        "ما حدّ الادعاء؟",
    ]
    for _ in range(2):
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.at(0) == [ITEMS[4]]


@pytest.mark.parametrize(
    ("typed", "found"), [("امريكا", "الولايات المتحدة"), ("claim fr", "ادعاء من التحديد"), ("صدر", "صدّر")]
)
def test_it_finds_other_spellings_and_the_other_language(palette: CommandPalette, typed: str, found: str) -> None:
    palette.open(ITEMS)
    palette.field.setText(typed)
    assert titles(palette)[0] == found


def test_without_words_those_used_last_come_first(palette: CommandPalette) -> None:
    palette.open(ITEMS, ["export", "gone", "undo"])
    assert titles(palette) == ["صدّر", "ادعاء من التحديد", "الادعاء التالي"]


def test_no_hit_offers_to_search_the_text(palette: CommandPalette) -> None:
    chosen = QSignalSpy(palette.chosen)
    palette.open(ITEMS)
    palette.field.setText("قطقط")
    assert "لا شيء بهذا الاسم." in texts_of(palette)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    item = chosen.at(0)[0]
    assert (item.group, item.also) == (Group.TEXTS, "قطقط")


def test_escape_a_click_beside_it_and_a_second_call_close_it(palette: CommandPalette) -> None:
    palette.open(ITEMS)
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    palette.open(ITEMS)
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.isVisible()
    palette.open(ITEMS)
    palette.open(ITEMS)
    assert not palette.isVisible()


def test_it_covers_the_window_also_when_that_changes_its_size(
    qtbot: QtBot, window: QWidget, palette: CommandPalette
) -> None:
    palette.open(ITEMS)
    window.resize(700, 420)
    qtbot.waitUntil(lambda: palette.size() == window.size())
    box = palette.field.parentWidget()
    assert box is not None
    assert palette.rect().contains(box.geometry())
    assert box.width() == 620


def test_ten_thousand_articles_are_searched(palette: CommandPalette) -> None:
    many = [Item(f"article:{n}", Group.ARTICLES, f"خبر رقم {n} عن وزير الخارجية", corpus=True) for n in range(10_000)]
    palette.open([*ITEMS, *many])
    palette.field.setText("خبر")
    palette.field.setText("خبر 99")
    assert len(titles(palette)) == 7  # six of them, and the offer to search the text


def test_the_header_tells_project_and_whether_all_is_saved(
    qtbot: QtBot, source: ThemeSource, arabic: Texts, key_of: KeyOf
) -> None:
    header = Header(source, arabic, key_of)
    qtbot.addWidget(header)
    header.resize(1440, 48)
    header.show()
    assert header.project.text() == "لا مشروع مفتوحًا"
    assert "محفوظ" not in texts_of(header)
    header.show_project("العلاقات الإيرانية الروسية")
    assert "محفوظ" in texts_of(header)
    header.show_failed("القرص ممتلئ")
    assert "لم تُحفظ هذه الخطوة: القرص ممتلئ" in texts_of(header)
    header.show_saved()
    assert "محفوظ" in texts_of(header)
    asked = QSignalSpy(header.command_requested)
    QTest.mouseClick(header.command, Qt.MouseButton.LeftButton)
    assert asked.count() == 1


def test_the_project_s_menu_opens_recent_ones_but_not_missing_ones(
    qtbot: QtBot, source: ThemeSource, arabic: Texts, key_of: KeyOf
) -> None:
    header = Header(source, arabic, key_of)
    qtbot.addWidget(header)
    header.show_recent([RecentProject("one.hashiya", "الأول"), RecentProject("two.hashiya", "الثاني", missing=True)])
    asked = QSignalSpy(header.recent_requested)
    actions = [action for action in header.recent_menu().actions() if not action.isSeparator()]
    assert [action.isEnabled() for action in actions] == [True, False]
    actions[0].trigger()
    assert asked.at(0) == ["one.hashiya"]


def test_the_article_bar_tells_source_date_and_place(qtbot: QtBot, source: ThemeSource, arabic: Texts) -> None:
    bar = ArticleBar(source, arabic)
    qtbot.addWidget(bar)
    bar.resize(842, 44)
    bar.show()
    assert "اختر مقالًا" in texts_of(bar)
    assert not bar.status.isVisible()
    bar.show_article(ARTICLES[0], number=1, of=3)
    assert "المقال ١ من ٣" in texts_of(bar)
    assert "قيد العمل" in bar.status.accessibleName()
    metadata, status = QSignalSpy(bar.metadata_requested), QSignalSpy(bar.status_requested)
    bar.status_menu().actions()[2].trigger()
    assert status.at(0) == ["done"]
    bar.show_article(ARTICLES[2], number=3, of=3)
    date = next(b for b in bar.findChildren(QWidget) if getattr(b, "text", str)() == "بلا تاريخ")
    QTest.mouseClick(date, Qt.MouseButton.LeftButton)
    assert metadata.count() == 1


@pytest.fixture
def welcome(qtbot: QtBot, source: ThemeSource, arabic: Texts, key_of: KeyOf, scheme: Scheme) -> Welcome:
    made = Welcome(source, arabic, key_of, scheme)
    qtbot.addWidget(made)
    made.resize(1440, 850)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def test_the_first_page_begins_with_the_sample(qtbot: QtBot, welcome: Welcome) -> None:
    asked = QSignalSpy(welcome.sample_requested)
    welcome.focus_first()
    qtbot.waitUntil(welcome.sample.hasFocus)
    QTest.keyClick(welcome.sample, Qt.Key.Key_Return)
    assert asked.count() == 1
    assert "لا يغادر نصّك هذا الجهاز." in texts_of(welcome)


def test_who_is_at_work_is_asked_before_anything_opens(welcome: Welcome) -> None:
    given, new = QSignalSpy(welcome.annotator_given), QSignalSpy(welcome.new_requested)
    welcome.show_first("", "salma")
    QTest.mouseClick(welcome.new, Qt.MouseButton.LeftButton)
    assert (given.count(), new.count()) == (0, 0)
    assert "اكتب اسمك." in texts_of(welcome)
    QTest.keyClicks(welcome.first.name, "Salma Ahmad")
    assert welcome.first.handle.text() == "salma-ahmad"
    welcome.first.handle.setText("سلمى")
    QTest.mouseClick(welcome.new, Qt.MouseButton.LeftButton)
    assert given.count() == 0
    welcome.first.handle.setText("salma")
    QTest.mouseClick(welcome.new, Qt.MouseButton.LeftButton)
    assert given.at(0) == ["Salma Ahmad", "salma"]
    assert new.count() == 1


def test_an_arabic_name_keeps_the_proposed_handle(welcome: Welcome) -> None:
    welcome.show_first("", "salma")
    welcome.first.name.setText("سلمى")
    welcome.first.name.textEdited.emit("سلمى")
    assert welcome.first.given() == ("سلمى", "salma")


def test_recent_projects_open_and_missing_ones_can_be_found_or_forgotten(welcome: Welcome) -> None:
    now = datetime.now(UTC).isoformat()
    welcome.show_recent(
        [
            RecentProject("one.hashiya", "العلاقات", 5, 214, 0.2, now),
            RecentProject("two.hashiya", "تجربة", missing=True),
        ]
    )
    recent, locate, forget = (
        QSignalSpy(signal) for signal in (welcome.recent_requested, welcome.locate_requested, welcome.forget_requested)
    )
    QTest.qWait(0)
    row = welcome.findChild(RecentButton)
    missing = welcome.findChild(MissingRow)
    assert isinstance(row, RecentButton)
    assert isinstance(missing, MissingRow)
    assert "٢٠٪" in row.accessibleName()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.mouseClick(missing.locate, Qt.MouseButton.LeftButton)
    QTest.mouseClick(missing.forget, Qt.MouseButton.LeftButton)
    assert (recent.at(0), locate.at(0), forget.at(0)) == (["one.hashiya"], ["two.hashiya"], ["two.hashiya"])
    assert "الملف ليس في مكانه" in texts_of(welcome)


def test_a_file_that_is_dropped_is_told(welcome: Welcome, tmp_path: Path) -> None:
    dropped = QSignalSpy(welcome.files_dropped)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "work.hashiya"))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    welcome.dropEvent(event)
    assert dropped.at(0) == [[tmp_path / "work.hashiya"]]


def test_the_picture_gives_way_in_a_narrow_window(qtbot: QtBot, welcome: Welcome) -> None:
    assert welcome.picture.isVisible()
    welcome.resize(900, 600)
    qtbot.waitUntil(lambda: not welcome.picture.isVisible())


def test_the_page_of_the_picture_is_that_of_the_example() -> None:
    page = sample_page()
    named = {span.of(page.text): label for span, label in page.entities}
    assert named["محمد جواد ظريف"] == "PERS"
    assert page.claims[0].speaker == "ظريف"
    assert [claim.number for claim in page.claims][:3] == [1, 2, 3]
