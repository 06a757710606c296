"""The panes of one window, and how they are laid out: articles, text, tools; the status line below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

from hashiya.resources.messages import Messages
from hashiya.ui.kit import Surface
from hashiya.ui.panes.articlebar import ArticleBar
from hashiya.ui.panes.articles import ArticlesPane
from hashiya.ui.panes.card.card import Card
from hashiya.ui.panes.card.referent_field import Candidates
from hashiya.ui.panes.palette import LabelPalette
from hashiya.ui.panes.statusline import StatusLine
from hashiya.ui.theme import ThemeSource
from hashiya.ui.viewer.viewer import Viewer
from hashiya.ui.window.shelf import Shelf

ARTICLES_WIDTH, TEXT_WIDTH, TOOLS_WIDTH = 256, 842, 340
TEXT_BESIDE_TOOLS, TEXT_BESIDE_BOTH = 580, 620
"""The width in px that the text keeps: the articles fold under 1100 and the tools under 860, at the usual scale."""
TEXT_MARGIN = 32
LEAST_ARTICLES, LEAST_TEXT, LEAST_TOOLS = 200, 560, 280
LEAST_CARD = 180


class Panes(QWidget):
    """Articles at the start, the text in the middle, the tools at the end; the line of state below all."""

    def __init__(
        self,
        theme: ThemeSource,
        messages: Callable[[], Messages],
        key_of: Callable[[str], str],
        candidates: Candidates,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._messages = theme, messages
        self.articles = ArticlesPane(theme, messages, key_of)
        self.bar = ArticleBar(theme, messages)
        self.viewer = Viewer(theme)
        self.labels = LabelPalette(theme, messages, key_of)
        self.card = Card(theme, messages, key_of, candidates)
        self.status = StatusLine(theme, messages)
        self.bands = QVBoxLayout()
        self.middle = Surface(theme, "paper")
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bands)
        column.addWidget(self.bar)
        column.addWidget(self.viewer, 1)
        self.tools = Surface(theme, "panel")
        tools = QVBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(0)
        tools.addWidget(Shelf(theme, self.labels))
        tools.addWidget(self.card, 1)
        # The card takes what the labels leave, however much is in it.
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for place, pane in enumerate((self.articles, self.middle, self.tools)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(place, 1 if pane is self.middle else 0)
        self._scale = 0
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.splitter, 1)
        whole.addWidget(self.status)
        self._wanted = {"articles": True, "tools": True}
        self._measure()
        self.retranslate()
        theme.changed.connect(self._measure)

    def retranslate(self) -> None:
        """Name the text for a screen reader, in the language in use."""
        self.viewer.setAccessibleName(self._messages().text("window.text"))

    def _measure(self) -> None:
        """Widths by the interface's scale: the usual ones when it has changed."""
        px = self._theme.theme.px
        for pane, least in (
            (self.articles, LEAST_ARTICLES),
            (self.middle, LEAST_TEXT),
            (self.tools, LEAST_TOOLS),
        ):
            pane.setMinimumWidth(px(least) if pane is not self.middle else least)
        self.card.setMinimumHeight(px(LEAST_CARD))
        if px(1000) != self._scale:
            self._scale = px(1000)
            self.splitter.setSizes([px(ARTICLES_WIDTH), TEXT_WIDTH, px(TOOLS_WIDTH)])
            if self.width() > 1:
                self.fit(self.width())

    # Hiding and coming back

    def toggle(self, name: str) -> None:
        """Hide or show the pane at the start (`articles`) or at the end (`tools`)."""
        self._wanted[name] = not self._pane(name).isVisible()
        self._pane(name).setVisible(self._wanted[name])

    def show_pane(self, name: str) -> None:
        """Show the pane if it is hidden."""
        self._wanted[name] = True
        self._pane(name).setVisible(True)

    def read_alone(self) -> None:
        """Hide both panes, or bring both back."""
        hidden = not (self.articles.isVisible() or self.tools.isVisible())
        for name in self._wanted:
            self._wanted[name] = hidden
            self._pane(name).setVisible(hidden)

    def fit(self, width: int) -> None:
        """Fold panes that a narrow window has no room for; they come back with the room."""
        px = self._theme.theme.px
        tools_room = px(LEAST_TOOLS) + TEXT_BESIDE_TOOLS
        both_room = px(LEAST_ARTICLES) + px(LEAST_TOOLS) + TEXT_BESIDE_BOTH
        self.articles.setVisible(self._wanted["articles"] and width >= both_room)
        self.tools.setVisible(self._wanted["tools"] and width >= tools_room)
        articles = self.splitter.sizes()[0] if self.articles.isVisibleTo(self) else 0
        tools = self.splitter.sizes()[2] if self.tools.isVisibleTo(self) else 0
        if width - articles - tools < self._text_room():
            # The side panes give way before the text gets narrower than its measure.
            articles, tools = min(articles, px(LEAST_ARTICLES)), min(tools, px(LEAST_TOOLS))
            self.splitter.setSizes([articles, width - articles - tools, tools])

    def _text_room(self) -> int:
        """The width in px that the text wants: its measure and two small margins."""
        return round(self.viewer.stage.measures.column) + 2 * TEXT_MARGIN

    def state(self) -> dict[str, Any]:
        """Sizes and what is hidden, to come back as they were."""
        return {"sizes": self.splitter.sizes(), **self._wanted}

    def restore(self, state: dict[str, Any]) -> None:
        """Sizes and what is hidden as they were."""
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 3 and all(isinstance(size, int) for size in sizes) and all(sizes):
            self.splitter.setSizes(sizes)
        for name in self._wanted:
            self._wanted[name] = state.get(name) is not False
            self._pane(name).setVisible(self._wanted[name])

    def _pane(self, name: str) -> QWidget:
        return self.articles if name == "articles" else self.tools
