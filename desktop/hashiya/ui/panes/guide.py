"""The guide: the guideline of one label or role in both languages, with examples."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hashiya.domain.scheme import Example, Label, Role, Scheme, Words
from hashiya.resources.messages import Messages
from hashiya.ui.kit import (
    Button,
    ButtonKind,
    CorpusLabel,
    Hairline,
    SectionHeading,
    Swatch,
    SwatchKind,
    TextLabel,
    ThemedWidget,
    isolate,
)
from hashiya.ui.panes.example_label import ExampleLabel
from hashiya.ui.panes.rows import empty_layout, row_of
from hashiya.ui.panes.swatches import label_colour, role_colour, swatch_kind
from hashiya.ui.panes.values import Topic
from hashiya.ui.theme import Size, ThemeSource, Type


class GuidePane(ThemedWidget):
    """What the scheme says of a label or role: the interface's language first, then the other, then examples."""

    scheme_requested = Signal()

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._messages = messages
        self._scheme = Scheme(key="", name=Words("", ""))
        self._topic: Topic | None = None
        self._page = QWidget()
        self._stack = QVBoxLayout(self._page)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._page)
        self._area.viewport().setAutoFillBackground(False)
        self._page.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self.retranslate()

    @property
    def topic(self) -> Topic | None:
        """What the guide speaks of."""
        return self._topic

    def show_scheme(self, scheme: Scheme) -> None:
        """Take the guidelines from this scheme."""
        self._scheme = scheme
        self._build()

    def show_topic(self, topic: Topic | None) -> None:
        """Speak of this label or role; None keeps what is there."""
        if topic is not None and topic != self._topic:
            self._topic = topic
            self._build()
            self._area.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setAccessibleName(self._messages().text("panes.guide.name"))
        self._area.setAccessibleName(self._messages().text("panes.guide.name"))
        self._build()

    def retheme(self) -> None:
        super().retheme()
        self._build()

    def _build(self) -> None:
        px, messages = self.theme.px, self._messages()
        empty_layout(self._stack)
        padding = px(Size.PANE_PADDING)
        self._stack.setContentsMargins(padding, px(14), padding, px(14))
        self._stack.setSpacing(px(10))
        known = self._known()
        if known is None:
            self._add(TextLabel(self._source, messages.text("panes.guide.none_chosen"), Type.SMALL, tone="ink2"))
            self._stack.addStretch(1)
            return
        thing, kind, colour, path = known
        self._show_head(thing, kind, colour)
        written = self._show_guideline(thing.guideline)
        if not written:
            self._show_none(path)
        examples = thing.examples if isinstance(thing, Label) else ()
        if examples:
            self._show_examples(examples, colour)
        self._stack.addStretch(1)

    def _known(self) -> tuple[Label | Role, SwatchKind, QColor, str] | None:
        """The label or role, its swatch, its colour, and where in the scheme's file it stands."""
        topic = self._topic
        if topic is None:
            return None
        if topic.layer is None:
            role = self._scheme.role(topic.key)
            if role is None:
                return None
            return role, SwatchKind.ROLE, role_colour(role, self.theme), f"roles.{role.key}"
        label = self._scheme.label(topic.layer, topic.key)
        if label is None:
            return None
        colour = label_colour(topic.layer, label, self.theme)
        return label, swatch_kind(topic.layer), colour, f"{topic.layer}.labels.{label.key}"

    def _show_head(self, thing: Label | Role, kind: SwatchKind, colour: QColor) -> None:
        language = self._messages().language
        name = TextLabel(self._source, thing.name.in_language(language), Type.BODY_STRONG, tone=colour, lines=2)
        if kind is SwatchKind.REGION:
            name.set_tone("ink")
        other = thing.name.en if language == "ar" else thing.name.ar
        aside = TextLabel(self._source, isolate(other), Type.META, tone="ink2", lines=1)
        swatch = Swatch(self._source, kind, colour, width=18, height=15)
        self._stack.addLayout(row_of(swatch, name, aside, gap=self.theme.px(8), stretch=1))

    def _show_guideline(self, guideline: Words) -> bool:
        first, second = guideline.ar, guideline.en
        if self._messages().language != "ar":
            first, second = second, first
        written = [text for text in (first.strip(), second.strip()) if text]
        for place, text in enumerate(written):
            if place:
                self._add(Hairline(self._source))
            style = Type.BODY if place == 0 else Type.SMALL
            self._add(CorpusLabel(self._source, text, style, tone="ink" if place == 0 else "ink2", lines=0))
        return bool(written)

    def _show_none(self, path: str) -> None:
        messages = self._messages()
        self._add(TextLabel(self._source, messages.text("panes.guide.none_written"), Type.BODY_MEDIUM))
        self._add(TextLabel(self._source, messages.text("panes.guide.where", cap=path), Type.SMALL, tone="ink2"))
        edit = Button(self._source, messages.text("panes.guide.edit_scheme"), kind=ButtonKind.PLAIN)
        edit.clicked.connect(self.scheme_requested)
        self._stack.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_examples(self, examples: tuple[Example, ...], colour: QColor) -> None:
        messages = self._messages()
        self._add(SectionHeading(self._source, messages.text("panes.guide.examples")))
        for example in examples:
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(ExampleLabel(self._source, example.text, colour))
            comment = example.comment.in_language(messages.language)
            if comment:
                column.addWidget(CorpusLabel(self._source, comment, Type.META, tone="ink2", lines=0))
            self._add(holder)

    def _add(self, widget: QWidget) -> None:
        self._stack.addWidget(widget)
