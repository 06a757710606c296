"""Paints every widget of the kit in both languages and both themes into pictures, to be looked at.

Run: python tests/ui/kit/gallery.py FOLDER [SCALE]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from hashiya.ui.kit import (
    LTR,
    RTL,
    Band,
    BandKind,
    Button,
    ButtonKind,
    ChipRow,
    ChoiceRow,
    CorpusLabel,
    EmptyState,
    Field,
    Hairline,
    IconButton,
    IconLabel,
    KeyCap,
    NoteField,
    PlainBar,
    SectionHeading,
    Select,
    Sheet,
    StatusGlyph,
    Surface,
    Swatch,
    SwatchKind,
    TabStrip,
    TextLabel,
    ThinBar,
    Title,
    Toggle,
    in_digits,
)
from hashiya.ui.theme import Preference, Theme, ThemeSource, Type
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

LABELS = {
    "light": ("#3D4BCD", "#12588B", "#026C70", "#067556", "#52099D", "#325938"),
    "dark": ("#A2BCED", "#A9EAFD", "#54BEA0", "#A4E3A1", "#D078FB", "#5DB153"),
}
NAMES = {
    "ar": ("شخص", "منصب", "منظمة", "كيان سياسي", "جماعة", "مكان"),
    "en": ("Person", "Position", "Organisation", "State, city", "Group", "Location"),
}


class Gallery:
    """One picture: the kit in one language and one theme."""

    def __init__(self, source: ThemeSource, language: str, theme: str) -> None:
        self.source, self.language, self.theme = source, language, theme
        self.sheet_part: Sheet | None = None

    def say(self, arabic: str, english: str) -> str:
        return arabic if self.language == "ar" else english

    def page(self, *, widths: float = 1.0) -> QWidget:
        page = Surface(self.source, "paper")
        page.setLayoutDirection(RTL if self.language == "ar" else LTR)
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(24)
        for part, width in ((self.labels(), 340), (self.card(), 340), (self.states(), 440), (self.list(), 256)):
            part.setFixedWidth(round(width * widths))
            row.addWidget(part)
        return page

    def pane(self) -> tuple[Surface, QVBoxLayout]:
        pane = Surface(self.source, "panel", start=True, end=True)
        column = QVBoxLayout(pane)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(4)
        return pane, column

    def labels(self) -> QWidget:
        pane, column = self.pane()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Title(self.source, self.say("التصنيفات", "Labels")), 1)
        head.addWidget(IconLabel(self.source, "pin", side=16))
        head.addWidget(TextLabel(self.source, self.say("تثبيت", "Sticky"), Type.SMALL, tone="ink2", lines=1))
        head.addWidget(KeyCap(self.source, "K"))
        column.addLayout(head)
        for i in range(6):
            column.addLayout(self.label_row(i))
        column.addWidget(Hairline(self.source))
        for kind, name, cap in (
            (SwatchKind.CLAIM, self.say("ادعاء", "Claim"), "C"),
            (SwatchKind.RELATION, self.say("علاقة", "Relation"), "R"),
            (SwatchKind.REGION, self.say("منطقة", "Region"), "G"),
        ):
            column.addLayout(self.row_of(Swatch(self.source, kind), name, cap))
        roles = {"light": ("#2B6CB0", "#8A5200"), "dark": ("#8FBCE6", "#F0C060")}[self.theme]
        for of, name in zip(roles, (self.say("صاحب القول", "Source"), self.say("أداة الإسناد", "Cue")), strict=True):
            column.addLayout(self.row_of(Swatch(self.source, SwatchKind.ROLE, of), name, "S"))
        column.addWidget(Hairline(self.source))
        self.buttons(column)
        column.addStretch(1)
        return pane

    def label_row(self, i: int) -> QHBoxLayout:
        cap = in_digits(str(i + 1), arabic=self.language == "ar")
        return self.row_of(Swatch(self.source, of=self.own(i)), NAMES[self.language][i], cap)

    def row_of(self, swatch: Swatch, name: str, cap: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(swatch)
        row.addWidget(TextLabel(self.source, name, Type.BODY, lines=1), 1)
        count = in_digits("21", arabic=self.language == "ar")
        row.addWidget(TextLabel(self.source, count, Type.META, tone="ink2", lines=1))
        row.addWidget(KeyCap(self.source, cap))
        return row

    def buttons(self, column: QVBoxLayout) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (first, second, third):
            row.setSpacing(8)
            column.addLayout(row)
        say, source = self.say, self.source
        primary = Button(source, say("قبول", "Accept"), kind=ButtonKind.PRIMARY, icon="tick", cap="Enter")
        first.addWidget(primary)
        first.addWidget(Button(source, say("رفض", "Reject"), icon="cross", cap="Del"))
        first.addStretch(1)
        small = Button(source, say("قبول بتصنيف آخر", "Accept as…"), cap="1–0", small=True)
        second.addWidget(small)
        second.addWidget(Button(source, say("تحريك الحدّ", "Move edge"), cap="[ ]", small=True))
        second.addStretch(1)
        third.addWidget(Button(source, say("إلغاء", "Cancel")))
        third.addWidget(Button(source, say("امسح التصفية", "Clear the filter"), kind=ButtonKind.SOFT))
        third.addWidget(Button(source, say("السجل", "History"), kind=ButtonKind.QUIET))
        third.addWidget(IconButton(source, "more", say("غيرها", "More")))
        off = Button(source, say("مطفأ", "Off"))
        off.setEnabled(False)
        third.addWidget(off)
        third.addStretch(1)

    def card(self) -> QWidget:
        pane, column = self.pane()
        column.setContentsMargins(0, 0, 0, 16)
        say, source = self.say, self.source
        tabs = TabStrip(source, name=say("الأدوات", "Tools"))
        arabic = self.language == "ar"
        tabs.add("card", say("البطاقة", "Card"))
        tabs.add("annotations", f"{say('الوسوم', 'Annotations')} {in_digits('81', arabic=arabic)}")
        tabs.add("guide", say("الدليل", "Guide"))
        column.addWidget(tabs)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 10, 16, 0)
        inside.setSpacing(6)
        column.addLayout(inside)
        head = QHBoxLayout()
        head.addWidget(Swatch(source, of=self.own(1), width=18))
        head.addWidget(TextLabel(source, NAMES[self.language][1], Type.BODY_STRONG, tone=self.own(1), lines=1), 1)
        head.addWidget(TextLabel(source, say("من ١٧٠ إلى ١٩٢", "170–192"), Type.META, tone="ink2", lines=1))
        inside.addLayout(head)
        inside.addWidget(CorpusLabel(source, "وزير الخارجية الإيراني", Type.QUOTE, lines=4))
        inside.addWidget(SectionHeading(source, say("المرجع", "Referent")))
        field = Field(source, name="x", icon="link", style=Type.ROW, clear_name=say("امسح", "Clear"))
        field.setText("وزير الخارجية (إيران)")
        inside.addWidget(field)
        inside.addWidget(SectionHeading(source, say("صيغة الذكر", "Mention")))
        mention = ("اسم", "وصف", "ضمير") if arabic else ("name", "description", "pronoun")
        inside.addWidget(ChoiceRow(source, [(m, m) for m in mention], name="x", current=mention[0]))
        inside.addWidget(SectionHeading(source, say("نوع القول", "Act")))
        acts = (
            ("إخبار", "تقييم", "توقّع", "مطالبة", "تعهّد", "نفي", "إعلان", "سؤال")
            if arabic
            else ("assert", "evaluate", "predict", "demand", "commit", "deny", "announce", "question")
        )
        inside.addWidget(ChoiceRow(source, [(m, m) for m in acts], name="x", current=acts[1]))
        inside.addWidget(SectionHeading(source, say("إعادة الصياغة", "Restatement")))
        note = NoteField(source, name="note")
        note.set_text("أشاد روحاني بدعم روسيا للاتفاق النووي وبتصدّيها للسياسة الأحادية الأميركية.")
        inside.addWidget(note)
        guide = say(
            "المنصب وسم، واسم صاحبه وسم آخر. أل التعريف داخل الحدّ، والسوابق خارجه.",
            "The position is one mark, the name after it another. The article is inside, proclitics outside.",
        )
        inside.addWidget(TextLabel(source, guide, Type.SMALL))
        inside.addStretch(1)
        return pane

    def own(self, number: int) -> Callable[[Theme], QColor]:
        return lambda theme: theme.mark_colour(LABELS[theme.scheme][number]).colour

    def states(self) -> QWidget:
        pane, column = self.pane()
        column.setSpacing(10)
        say, source = self.say, self.source
        column.addWidget(
            Band(
                source,
                BandKind.ERROR,
                say("لم تُحفظ هذه الخطوة: القرص ممتلئ", "This step was not saved: the disk is full"),
                say("كل ما سبقها محفوظ. أفرغ مساحة ثم أعد المحاولة.", "All before it is saved. Free some space."),
                button=say("أعد المحاولة", "Try again"),
            )
        )
        column.addWidget(
            Band(
                source,
                BandKind.WARNING,
                say("المشروع للقراءة فقط", "The project is read-only"),
                say(
                    "الملف في مكان لا يُكتب فيه. انسخه إلى مكان آخر لتوسم فيه كما تشاء.",
                    "The file is in a place that cannot be written to. Copy it elsewhere.",
                ),
                button=say("انسخ…", "Copy…"),
            )
        )
        column.addWidget(
            Band(
                source,
                BandKind.NEWS,
                say("غيّرت نافذة أخرى هذا المقال", "Another window changed this article"),
                say("أُضيف وسمان، وهما ظاهران الآن.", "Two annotations were added."),
                button=say("أرني", "Show me"),
            )
        )
        empty = EmptyState(
            source,
            "import",
            say("لا مقالات في هذا المشروع", "No articles in this project"),
            say("أفلِت ملفات نصية أو مجلدًا هنا، أو استوردها.", "Drop text files or a folder here, or import them."),
            buttons=[
                Button(source, say("استورد…", "Import…"), kind=ButtonKind.PRIMARY, icon="import", cap="Ctrl+I"),
                Button(source, say("أظهر المنجزة", "Show done")),
            ],
        )
        column.addWidget(empty, 1)
        row = QHBoxLayout()
        for name in ("new", "in_progress", "done", "set_aside"):
            row.addWidget(StatusGlyph(source, name))
        row.addStretch(1)
        column.addLayout(row)
        bar = ThinBar(source, name="x")
        bar.set_share(0.62)
        column.addWidget(bar)
        plain = PlainBar(source)
        plain.set_parts([("ok", 5), ("accent", 3), ("line2", 8)], most=20, name="x")
        column.addWidget(plain)
        return pane

    def list(self) -> QWidget:
        pane, column = self.pane()
        say, source = self.say, self.source
        column.setSpacing(8)
        column.addWidget(Title(source, say("المقالات", "Articles")))
        column.addWidget(
            Field(source, name="f", placeholder=say("تصفية المقالات", "Filter articles"), icon="search", cap="Ctrl+K")
        )
        chips = ("الكل", "لم تُنجز", "منجزة") if self.language == "ar" else ("All", "To do", "Done")
        column.addWidget(ChipRow(source, [(c, c) for c in chips], name="x"))
        for text in (
            "مزيد من التقدم في العلاقات الاستراتيجية بين إيران وروسيا + فيديو",
            "في لقاءه مع لافروف.. روحاني يؤكد على التعاون الاقليمي في التصدي للتدخلات الأميركية في المنطقة",
            "summit-014.txt مقال",
        ):
            column.addWidget(CorpusLabel(source, text, Type.ROW_TITLE, lines=2))
            foot = QHBoxLayout()
            foot.addWidget(StatusGlyph(source, "in_progress"))
            foot.addWidget(
                TextLabel(source, say("قيد العمل", "In progress"), Type.META_MEDIUM, tone="accent", lines=1), 1
            )
            foot.addWidget(CorpusLabel(source, "العالم · ٢٢ يوليو ٢٠٢٠", Type.META, tone="ink2"))
            column.addLayout(foot)
            bar = ThinBar(source, name="x")
            bar.set_share(0.62)
            column.addWidget(bar)
        column.addWidget(TextLabel(source, "windows-1256، عُرف من محتواه", Type.SMALL, tone="ink2"))
        column.addWidget(Toggle(source, say("بكل رسم", "Any spelling"), on=True, large=True))
        column.addWidget(Select(source, [("a", say("كالنظام", "As the system"))], name="x", current="a"))
        column.addStretch(1)
        return pane

    def sheet(self, parent: QWidget) -> Sheet:
        say, source = self.say, self.source
        sheet = Sheet(source, say("تصدير المدونة", "Export the corpus"), parent=parent)
        sheet.content.addWidget(SectionHeading(source, say("الصيغة", "Format")))
        formats = [("jsonl", "JSONL"), ("conll", "CoNLL"), ("brat", "brat")]
        sheet.content.addWidget(ChipRow(source, formats, name="x", large=True))
        sheet.content.addWidget(SectionHeading(source, say("اسم الملف", "File name")))
        sheet.content.addWidget(Field(source, name="x"))
        text = "لا يضيع شيء في هذه الصيغة. الاقتراحات غير المقبولة لا تُصدَّر."
        sheet.content.addWidget(
            TextLabel(source, say(text, "Nothing is lost in this format."), Type.SMALL, tone="ink2")
        )
        sheet.add_cancel(say("إلغاء", "Cancel"))
        sheet.add_primary(say("صدّر…", "Export…"), icon="export")
        return sheet


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if len(sys.argv) > 2:
        os.environ["QT_SCALE_FACTOR"] = sys.argv[2]
    app = QApplication([])
    source = ThemeSource(Preference.LIGHT)
    source.install(app)
    for theme in ("light", "dark"):
        source.set_preference(Preference(theme))
        for language in ("ar", "en"):
            app.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight
            )
            gallery = Gallery(source, language, theme)
            page = gallery.page()
            page.resize(page.sizeHint().width(), 700)
            page.show()
            app.processEvents()
            page.grab().save(str(folder / f"kit-{language}-{theme}.png"))
            sheet = gallery.sheet(page)
            sheet.show()
            app.processEvents()
            sheet.grab().save(str(folder / f"sheet-{language}-{theme}.png"))
            sheet.close()
            page.close()


if __name__ == "__main__":
    main()
