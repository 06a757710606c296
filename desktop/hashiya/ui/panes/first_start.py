"""Who is at work: asked once, on the first page, before the first project opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.resources.messages import Messages
from hashiya.ui.kit import Field, SectionHeading, TextLabel, ThemedWidget, paint_box
from hashiya.ui.theme import Radius, ThemeSource, Type
from hashiya.workspace.people import handle_from, is_handle


class FirstStart(ThemedWidget):
    """Name and handle, with a proposal; `given` tells them, or says what is lacking."""

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._messages = messages
        self._own_handle = False
        self._fallback = ""
        self._title = TextLabel(source, "", Type.BODY_STRONG, lines=1)
        self._words = TextLabel(source, "", Type.SMALL, tone="ink2")
        self._name_heading, self._handle_heading = SectionHeading(source), SectionHeading(source)
        self.name = Field(source, name="", icon="person")
        self.handle = Field(source, name="")
        self._fault = TextLabel(source, "", Type.SMALL, tone="danger")
        self._fault.hide()
        self.name.textEdited.connect(self._name_edited)
        self.handle.textEdited.connect(self._handle_edited)
        px = self.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(15), px(12), px(15), px(14))
        column.setSpacing(px(5))
        for widget in (
            self._title,
            self._words,
            self._name_heading,
            self.name,
            self._handle_heading,
            self.handle,
            self._fault,
        ):
            column.addWidget(widget)
        self.setContentsMargins(0, 0, 0, px(12))
        self.retranslate()

    def show_person(self, name: str, handle: str) -> None:
        """Propose a name and a handle."""
        self._fallback = handle
        self.name.setText(name)
        self.handle.setText(handle)
        self._own_handle = False

    def given(self) -> tuple[str, str] | None:
        """Name and handle; None when one is lacking, which is then said and gets the keyboard."""
        name, handle = " ".join(self.name.text().split()), self.handle.text().strip()
        if not name:
            self._refuse("welcome.first.no_name", self.name)
            return None
        if not is_handle(handle):
            self._refuse("welcome.first.bad_handle", self.handle)
            return None
        self._fault.hide()
        return name, handle

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        messages = self._messages()

        def text(key: str) -> str:
            return messages.text(f"welcome.first.{key}")

        self._title.set_text(text("title"))
        self._words.set_text(text("words"))
        for heading, field, key in (
            (self._name_heading, self.name, "name"),
            (self._handle_heading, self.handle, "handle"),
        ):
            heading.set_text(text(key))
            field.setAccessibleName(text(key))
            field.setPlaceholderText(text(f"{key}_hint"))
        self.handle.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._fault.hide()

    def paintEvent(self, event: object) -> None:
        theme = self.theme
        with QPainter(self) as painter:
            area = QRectF(self.contentsRect())
            paint_box(painter, area, theme.px(Radius.CARD), fill=theme.panel, edge=theme.line)

    def _name_edited(self, text: str) -> None:
        self._fault.hide()
        if not self._own_handle:
            # A name without a Latin letter gives no handle; the one proposed at first stays.
            self.handle.setText(handle_from(text) if any(is_handle(letter) for letter in text) else self._fallback)

    def _handle_edited(self) -> None:
        self._fault.hide()
        self._own_handle = True

    def _refuse(self, key: str, field: Field) -> None:
        self._fault.set_text(self._messages().text(key))
        self._fault.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
