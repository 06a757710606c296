"""The guide's pages: what the program is for, its keys, how to decide, questions, and where the work is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from hashiya.resources import resource
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.columns import columns, page_width
from hashiya.ui.dialogs.guide_text import GuideText
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.theme import ThemeSource, Type

PAGES = (
    "first-ten-minutes", "keys", "guideline", "scheme", "suggestions", "search", "formats", "moving", "questions",
    "backups-and-safety",
)  # fmt: skip
"""The pages in the order in which one reads them; another that is there comes after them."""

_ROW = 38
_LIST = 220


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its file's name without the ending, its title, and what stands below the title, in Markdown."""

    name: str
    title: str
    text: str


def guide_pages(language: str) -> tuple[Page, ...]:
    """Every page of the guide in that language."""
    found = {
        file.name.removesuffix(".md"): file.read_text("utf-8")
        for file in resource(f"guide/{language}").iterdir()
        if file.name.endswith(".md")
    }
    names = [name for name in PAGES if name in found] + sorted(found.keys() - set(PAGES))
    return tuple(_page(name, found[name]) for name in names)


def _page(name: str, text: str) -> Page:
    first, _, rest = text.partition("\n")
    return Page(name, first.removeprefix("#").strip(), rest)


class GuidePages(Dialog):
    """All pages, the list of them at the side; `page_shown` tells the name of the one that is read."""

    page_shown = Signal(str)

    def __init__(
        self, theme: ThemeSource, messages: Said, *, page: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, messages, "guide_pages.title", width=page_width(theme.theme), parent=parent)
        self.pages: Sequence[Page] = guide_pages(self.messages.language)
        self._model: RowsModel[Page] = RowsModel(lambda one: one.title)
        self._model.show_rows(self.pages)
        delegate = RowsDelegate(theme, _ROW, self._draw, lines=False)
        self.list = RowsView(theme, self._model, delegate, name=self.say("guide_pages.list"), shown=len(self.pages))
        self.text = _Reading(theme, self.layoutDirection(), name=self.say("guide_pages.text"))
        self.content.addLayout(columns(theme.theme, self.list, self.text, wide=_LIST), 1)
        self.add_primary(self.say("dialog.close")).clicked.connect(self.accept)
        self.list.row_selected.connect(self._show_page)
        self.list.row_activated.connect(lambda _page: self.text.setFocus())
        if not self.show_page(page or ""):
            self.list.choose(0)
        self.list.setFocus()

    @property
    def page(self) -> Page | None:
        """The page that is read."""
        chosen = self.list.chosen()
        return chosen if isinstance(chosen, Page) else None

    def show_page(self, name: str) -> bool:
        """Show the page of that name; whether there is one."""
        for number, one in enumerate(self.pages):
            if one.name == name:
                self.list.choose(number)
                return True
        return False

    def _show_page(self, page: Page | None) -> None:
        if page is not None:
            self.text.show_markdown(page.title, page.text)
            self.page_shown.emit(page.name)

    def _draw(self, painter: RowPainter, page: Page) -> None:
        tone = painter.theme.accent if painter.chosen else painter.theme.ink
        style = Type.BODY_MEDIUM if painter.chosen else Type.BODY
        painter.text(page.title, style, tone, painter.place(12, 0, painter.width - 24, _ROW))


class _Reading(GuideText):
    """The page's text, as high as a page is comfortable to read."""

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(520), self.theme.px(500))

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self.theme.px(240), min(self.theme.px(500), round(self.screen().availableGeometry().height() * 0.6))
        )
