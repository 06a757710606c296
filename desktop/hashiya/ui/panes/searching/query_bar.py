"""What is looked for and how: the words, where, which spellings, and which hits to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import (
    RTL,
    Button,
    ButtonKind,
    ChipRow,
    Field,
    FlowLayout,
    Select,
    Surface,
    TextLabel,
    Toggle,
)
from hashiya.ui.panes.searching.values import Asked
from hashiya.ui.theme import Size, ThemeSource, Type
from hashiya.workspace.queries import Variant

_HEIGHT = 42
_PROJECT, _ARTICLE = "project", "article"
_MOST_VARIANTS = 6


class QueryField(Field):
    """The words that are looked for, with how many hits they have at the end."""

    walked = Signal(int)
    entered = Signal()

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        self._count: TextLabel | None = None
        super().__init__(source, name="", icon="search", cap="Esc", style=Type.QUOTE, height=_HEIGHT, parent=parent)
        self._count = TextLabel(source, "", Type.SMALL, tone="ink2", lines=1, parent=self)
        self._place_ends()

    @property
    def count_words(self) -> str:
        """What is said about how many hits there are."""
        return self._count.text() if self._count is not None else ""

    def say_count(self, words: str) -> None:
        """Say how many hits there are."""
        if self._count is not None and words != self._count.text():
            self._count.set_text(words)
            self._place_ends()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _place_ends(self) -> None:
        super()._place_ends()
        if self._count is None or self._cap is None:
            return
        self._count.adjustSize()
        gap, rtl = self.theme.px(12), self.layoutDirection() is RTL
        at = self._cap.x() + self._cap.width() + gap if rtl else self._cap.x() - gap - self._count.width()
        self._count.move(at, (self.height() - self._count.height()) // 2)
        margins = self.textMargins()
        room = self._count.width() + gap if self._count.text() else 0
        left, right = (margins.left() + room, margins.right()) if rtl else (margins.left(), margins.right() + room)
        self.setTextMargins(left, 0, right, 0)


class QueryBar(Surface):
    """The field, the scope, the spelling and the filters; `asked_changed` tells that something else is asked for."""

    asked_changed = Signal()

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, "paper", bottom=True, parent=parent)
        self._messages = messages
        self._scheme: Scheme | None = None
        self._is_told = True
        self.field = QueryField(source)
        self.scope = ChipRow(source, [(_PROJECT, _PROJECT), (_ARTICLE, _ARTICLE)], name="", current=_PROJECT)
        self.folded = Toggle(source, "", on=True)
        self.proclitics = Toggle(source, "", on=True)
        self.exact = Toggle(source, "")
        self.phrase = Toggle(source, "", on=True)
        self.among = Toggle(source, "")
        self.label = Select(source, [("", "")], name="", current="")
        self.status = Select(source, [("", "")], name="", current="")
        self.filters: tuple[QWidget, ...] = (
            self.folded,
            self.proclitics,
            self.exact,
            self.phrase,
            self.among,
            self.label,
            self.status,
        )
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=self.theme.px(8), row_gap=self.theme.px(6))
        self._flow.addWidget(self.scope)
        for chip in self.filters:
            self._flow.addWidget(chip)
        self._variants = QWidget()
        self._variants_flow = FlowLayout(self._variants, gap=self.theme.px(6))
        self._others = TextLabel(source, "", Type.META, tone="ink2", lines=1)
        self._variants_flow.addWidget(self._others)
        self.variant_buttons: list[Button] = []
        self._variants.hide()
        self._column = QVBoxLayout(self)
        for widget in (self.field, self._chips, self._variants):
            self._column.addWidget(widget)
        self._connect()
        self._measure()
        self.retranslate()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.scope.chosen.connect(lambda _: self.asked_changed.emit())
        self.label.chosen.connect(lambda _: self.asked_changed.emit())
        self.status.chosen.connect(lambda _: self.asked_changed.emit())
        self.folded.clicked.connect(lambda on: self._spell(exact=not on))
        self.exact.clicked.connect(lambda on: self._spell(exact=on))
        for toggle in (self.proclitics, self.phrase, self.among):
            toggle.clicked.connect(lambda _: self.asked_changed.emit())

    def _typed(self) -> None:
        if self._is_told:
            self.asked_changed.emit()

    def _spell(self, *, exact: bool) -> None:
        """Any spelling and exactly as written are two ends of one choice."""
        self.exact.setChecked(exact)
        self.folded.setChecked(not exact)
        self.asked_changed.emit()

    @property
    def asked(self) -> Asked:
        """What is asked for now."""
        return Asked(
            text=self.field.text(),
            in_article=self.scope.current == _ARTICLE,
            exact=self.exact.isChecked(),
            proclitics=self.proclitics.isChecked(),
            phrase=self.phrase.isChecked(),
            among_annotations=self.among.isChecked(),
            label=self.label.current or "",
            status=self.status.current or "",
        )

    def ask(self, asked: Asked) -> None:
        """Show these wishes; nobody is told."""
        self._is_told = False
        self.field.setText(asked.text)
        self._is_told = True
        self.scope.set_current(_ARTICLE if asked.in_article else _PROJECT)
        self.exact.setChecked(asked.exact)
        self.folded.setChecked(not asked.exact)
        self.proclitics.setChecked(asked.proclitics)
        self.phrase.setChecked(asked.phrase)
        self.among.setChecked(asked.among_annotations)
        self.label.set_current(asked.label)
        self.status.set_current(asked.status)

    def show_filters(self, *, shown: bool) -> None:
        """Show spelling and filters, or the scope alone."""
        for widget in self.filters:
            widget.setVisible(shown)
        if not shown:
            self.show_variants(())

    def show_scheme(self, scheme: Scheme) -> None:
        """Take the labels to filter by from this scheme."""
        self._scheme = scheme
        self._fill_labels()

    def show_variants(self, variants: Sequence[Variant]) -> None:
        """Offer other spellings of the word."""
        for button in self.variant_buttons:
            self._variants_flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        messages = self._messages()
        self.variant_buttons = []
        for variant in variants[:_MOST_VARIANTS]:
            words = messages.text("searching.variant", words=variant.text, number=variant.count)
            button = Button(self._source, words, kind=ButtonKind.QUIET, small=True)
            button.clicked.connect(lambda _=False, text=variant.text: self._take_variant(text))
            self._variants_flow.addWidget(button)
            button.setVisible(True)
            self.variant_buttons.append(button)
        self._variants.setVisible(bool(variants))

    def _take_variant(self, text: str) -> None:
        """Look for the other spelling; its button goes away, so the field is where one goes on."""
        self.field.setFocus()
        self.field.setText(text)

    def retheme(self) -> None:
        super().retheme()
        self._measure()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        text = self._messages().text
        self.setAccessibleName(text("searching.name"))
        self.field.setAccessibleName(text("searching.query"))
        self.field.setPlaceholderText(text("searching.placeholder"))
        self.scope.setAccessibleName(text("searching.scope"))
        for chip in self.scope.chips():
            chip.set_text(text(f"searching.in_{chip.key}"))
        for name, toggle in (
            ("folded", self.folded),
            ("proclitics", self.proclitics),
            ("exact", self.exact),
            ("phrase", self.phrase),
            ("among", self.among),
        ):
            toggle.set_text(text(f"searching.{name}"))
            toggle.setToolTip(text(f"searching.tip.{name}"))
        self._others.set_text(text("searching.variants"))
        self._fill_labels()
        statuses = [(status.value, text(f"panes.article_status.{status}")) for status in Status]
        current = self.status.current
        self.status.set_choices([("", text("searching.any_status")), *statuses], current=current or "")
        self._name(self.status, text("searching.by_status"))

    def _fill_labels(self) -> None:
        messages, current = self._messages(), self.label.current or ""
        choices = [("", messages.text("searching.any_label"))]
        if self._scheme is not None:
            for layer in (Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS):
                choices += [
                    (f"{layer.value}:{one.key}", one.name.in_language(messages.language))
                    for one in self._scheme.layer(layer).labels
                ]
        kept = current if current in dict(choices) else ""
        self.label.set_choices(choices, current=kept)
        self._name(self.label, messages.text("searching.by_label"))

    def _name(self, select: Select, name: str) -> None:
        select.setAccessibleName(name)
        select.setAccessibleDescription(name)
        select.setToolTip(name)

    def _measure(self) -> None:
        px = self.theme.px
        pad = px(Size.PANE_PADDING)
        self._column.setContentsMargins(px(20), pad, px(20), px(12))
        self._column.setSpacing(px(8))
