"""Swatches, bars, bands, empty panes and sheets: what they show, and that they can be told and reached."""

from __future__ import annotations

import pytest
from hashiya.ui.kit import (
    LTR,
    RTL,
    Band,
    BandKind,
    Button,
    EmptyState,
    Field,
    Hairline,
    PlainBar,
    Sheet,
    StatusGlyph,
    Surface,
    Swatch,
    SwatchKind,
    TextLabel,
    ThinBar,
)
from hashiya.ui.theme import Preference, ThemeSource
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def colours_in(widget: QWidget) -> set[str]:
    image: QImage = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("kind", list(SwatchKind))
@pytest.mark.parametrize("theme", [Preference.LIGHT, Preference.DARK])
def test_each_layer_has_a_form_of_its_own(
    source: ThemeSource, qtbot: QtBot, kind: SwatchKind, theme: Preference
) -> None:
    source.set_preference(theme)
    images = []
    for other in SwatchKind:
        swatch = Swatch(source, other, "#3D4BCD")
        qtbot.addWidget(swatch)
        swatch.resize(swatch.sizeHint())
        images.append((other, swatch.grab().toImage()))
    mine = next(image for other, image in images if other is kind)
    assert [other for other, image in images if image == mine] == [kind]


def test_a_swatch_shows_the_colour_of_its_label(source: ThemeSource, qtbot: QtBot) -> None:
    swatch = Swatch(source, SwatchKind.ENTITY, "#3D4BCD")
    qtbot.addWidget(swatch)
    swatch.resize(swatch.sizeHint())
    assert "#3d4bcd" in colours_in(swatch)
    swatch.show_mark(SwatchKind.ENTITY, None)
    assert source.theme.neutral().name() in colours_in(swatch)


def test_a_status_is_a_sign_with_a_name(source: ThemeSource, qtbot: QtBot) -> None:
    images = []
    for status in ("new", "in_progress", "done", "set_aside"):
        glyph = StatusGlyph(source, status, name=status)
        qtbot.addWidget(glyph)
        glyph.resize(glyph.sizeHint())
        images.append(glyph.grab().toImage())
        assert QAccessible.queryAccessibleInterface(glyph).text(QAccessible.Text.Name) == status
    assert all(one != other for i, one in enumerate(images) for other in images[i + 1 :])
    with pytest.raises(KeyError):
        StatusGlyph(source, "finished")


@pytest.mark.parametrize("direction", [RTL, LTR])
def test_a_bar_fills_from_the_start_edge(source: ThemeSource, qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    bar = ThinBar(source, name="التقدّم", height=6)
    qtbot.addWidget(bar)
    bar.setLayoutDirection(direction)
    bar.resize(100, 6)
    bar.set_share(0.25)
    image = bar.grab().toImage()
    at_start, at_end = (90, 10) if direction is RTL else (10, 90)
    assert image.pixelColor(at_start, 3) == source.theme.accent
    assert image.pixelColor(at_end, 3) == source.theme.line2
    assert QAccessible.queryAccessibleInterface(bar).role() == QAccessible.Role.ProgressBar
    bar.set_share(7)
    assert bar.value() == bar.maximum()


@pytest.mark.parametrize("direction", [RTL, LTR])
def test_an_overview_bar_shows_its_parts_in_order(
    source: ThemeSource, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    bar = PlainBar(source)
    qtbot.addWidget(bar)
    bar.setLayoutDirection(direction)
    bar.resize(200, 10)
    bar.set_parts([("ok", 5), (QColor("#9C2436"), 5), ("accent", 0)], most=20, name="خمسة وخمسة من عشرين")
    image = bar.grab().toImage()

    def at(x: int) -> str:
        return image.pixelColor(199 - x if direction is RTL else x, 5).name()

    assert (at(25), at(75)) == (source.theme.ok.name(), "#9c2436")
    assert at(150) not in {source.theme.ok.name(), "#9c2436", source.theme.accent.name()}
    assert bar.accessibleName() == "خمسة وخمسة من عشرين"


def test_a_band_says_it_all_to_a_reader_and_has_one_button(source: ThemeSource, qtbot: QtBot) -> None:
    band = Band(source, BandKind.ERROR, "لم تُحفظ هذه الخطوة", "أفرغ مساحة.", button="أعد المحاولة")
    qtbot.addWidget(band)
    band.resize(400, 80)
    band.show()
    button = band.findChild(Button)
    assert isinstance(button, Button)
    with qtbot.waitSignal(band.pressed, timeout=500):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert band.accessibleName() == "لم تُحفظ هذه الخطوة أفرغ مساحة."
    band.say(BandKind.NEWS, "غيّرت نافذة أخرى هذا المقال")
    assert not button.isVisible()
    assert band.accessibleName() == "غيّرت نافذة أخرى هذا المقال"


def test_a_band_is_as_high_as_its_sentence_needs(source: ThemeSource, qtbot: QtBot) -> None:
    band = Band(source, BandKind.WARNING, "المشروع للقراءة فقط", "الملف في مكان لا يُكتب فيه. " * 6)
    qtbot.addWidget(band)
    assert band.heightForWidth(300) > band.heightForWidth(900)


def test_an_empty_pane_says_what_is_missing_in_the_middle(source: ThemeSource, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = Button(source, "استورد…")
    button.clicked.connect(lambda: pressed.append(True))
    empty = EmptyState(source, "import", "لا مقالات في هذا المشروع", "أفلِت ملفات نصية.", buttons=[button])
    qtbot.addWidget(empty)
    empty.resize(400, 400)
    empty.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    assert abs(button.mapTo(empty, button.rect().center()).x() - 200) <= 2
    empty.say("search", "لا مقال فيه «قمة»")
    assert "لا مقال فيه «قمة»" in [label.text() for label in empty.findChildren(TextLabel)]


@pytest.mark.parametrize("direction", [RTL, LTR])
def test_a_sheet_has_its_primary_button_at_the_end(
    source: ThemeSource, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    sheet = Sheet(source, "تصدير المدونة", parent=None)
    qtbot.addWidget(sheet)
    sheet.setLayoutDirection(direction)
    field = Field(source, name="x")
    sheet.content.addWidget(field)
    cancel, primary = sheet.add_cancel("إلغاء"), sheet.add_primary("صدّر…", icon="export")
    done: list[bool] = []
    primary.clicked.connect(lambda: done.append(True))
    sheet.open()
    qtbot.waitUntil(sheet.isActiveWindow)
    assert sheet.width() == 560
    at_end = primary.mapTo(sheet, primary.rect().topLeft()).x() + (0 if direction is RTL else primary.width())
    assert at_end == (20 if direction is RTL else 540)
    assert (cancel.x() > primary.x()) is (direction is RTL)
    assert sheet.isModal()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert done == [True]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_sheet_that_is_too_high_scrolls(source: ThemeSource, qtbot: QtBot) -> None:
    sheet = Sheet(source, "الإعدادات", parent=None)
    qtbot.addWidget(sheet)
    for i in range(60):
        sheet.content.addWidget(TextLabel(source, f"سطر {i}"))
    primary = sheet.add_primary("تم")
    sheet.open()
    assert sheet.height() <= sheet.screen().availableGeometry().height()
    assert primary.mapTo(sheet, primary.rect().bottomLeft()).y() <= sheet.height()


def test_a_small_sheet_shows_all_its_content(source: ThemeSource, qtbot: QtBot) -> None:
    sheet = Sheet(source, "تصدير", parent=None)
    qtbot.addWidget(sheet)
    last = TextLabel(source, "لا يضيع شيء في هذه الصيغة. " * 8)
    sheet.content.addWidget(Field(source, name="x"))
    sheet.content.addWidget(last)
    sheet.add_primary("صدّر…")
    sheet.open()
    qtbot.wait(10)
    assert last.height() == last.heightForWidth(last.width())
    assert not last.visibleRegion().isEmpty()
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_a_ground_is_opaque_in_its_colour_and_ends_in_a_hairline(source: ThemeSource, qtbot: QtBot) -> None:
    ground = Surface(source, "panel", start=True)
    qtbot.addWidget(ground)
    ground.setLayoutDirection(RTL)
    ground.resize(40, 20)
    image = ground.grab().toImage()
    assert image.pixelColor(39, 10) == source.theme.line
    assert image.pixelColor(0, 10) == source.theme.panel
    line = Hairline(source)
    qtbot.addWidget(line)
    assert line.height() == 1
