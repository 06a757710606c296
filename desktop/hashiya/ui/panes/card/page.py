"""What every page of the card is built from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label, Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import ThemedWidget
from hashiya.ui.panes.card.news import CardNews
from hashiya.ui.theme import Size, ThemeSource


@dataclass(frozen=True, slots=True)
class Givens:
    """What a page takes: the look, the texts, the keys, the scheme in use, and where requests go."""

    source: ThemeSource
    messages: Callable[[], Messages]
    key_of: Callable[[str], str]
    scheme: Callable[[], Scheme]
    news: CardNews


class CardPage(ThemedWidget):
    """A page of the card: sections one under the other; Esc leaves it for the text."""

    def __init__(self, givens: Givens, parent: QWidget | None = None) -> None:
        super().__init__(givens.source, parent)
        self._givens = givens
        self._news = givens.news
        self._stack = QVBoxLayout(self)
        self._measure()

    def retheme(self) -> None:
        super().retheme()
        self._measure()

    def focus_first(self) -> None:
        """Give the keyboard to the first field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and bool(
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if event.key() == Qt.Key.Key_Escape or ctrl_enter:
            self._news.left.emit()
        else:
            super().keyPressEvent(event)

    def _texts(self) -> Messages:
        return self._givens.messages()

    def _label(self, layer: Layer, key: str) -> Label | None:
        return self._givens.scheme().label(layer, key)

    def _label_name(self, layer: Layer, key: str) -> str:
        label = self._label(layer, key)
        return label.name.in_language(self._texts().language) if label is not None else key

    def _measure(self) -> None:
        px = self.theme.px
        padding = px(Size.PANE_PADDING)
        self._stack.setContentsMargins(padding, px(12), padding, px(12))
        self._stack.setSpacing(px(12))
