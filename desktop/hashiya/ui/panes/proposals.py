"""The page that takes the card's place during a review: what is proposed, by whom, how sure, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label, Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import (
    Button,
    ButtonKind,
    CorpusLabel,
    FlowLayout,
    Hairline,
    SectionHeading,
    TextLabel,
    ThemedWidget,
    ThinBar,
    Tone,
    decimal,
)
from hashiya.ui.panes.caps import cap_text
from hashiya.ui.panes.card.parts import CardHead
from hashiya.ui.panes.link_button import LinkButton
from hashiya.ui.panes.rows import empty_layout, row_of
from hashiya.ui.panes.sort_button import SortButton, SortRow
from hashiya.ui.panes.swatches import label_colour, role_colour
from hashiya.ui.theme import Size, ThemeSource, Type

_QUOTE_LINES = 6
_MOST_SORTS = 6
_ROLE_WIDTH, _MOST_ROLE_WIDTH = 76, 96
_BAR = 4
_TALLY_TONES: tuple[Tone, ...] = ("ok", "warn", "danger")


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role of a proposed claim in words; `comes` names the label of the mention that is accepted with the claim."""

    role: str
    words: str
    comes: str = ""


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """The proposal in question as its page shows it; `record` is accepted, corrected, rejected of its engine.

    `refers` when all that is proposed is a referent, for mentions that are there: label and edges are theirs, and the
    record is that of this referent, or of new ones. `new_for` are the mentions that a new referent is meant for; 0 of
    one that is known.
    """

    layer: Layer
    label: str
    words: str
    engine: str
    score: float
    record: tuple[int, int, int]
    number: int
    of: int
    corrected: bool = False
    referent: str = ""
    refers: bool = False
    new_for: int = 0
    roles: tuple[RoleLine, ...] = ()
    values: str = ""
    sorts: tuple[SortRow, ...] = ()

    @property
    def can_be_relabelled(self) -> bool:
        """Whether it can be accepted as another label."""
        return self.layer is Layer.ENTITIES and not self.refers


class ProposalsPage(ThemedWidget):
    """The proposal in question with its buttons, and the sorts that can be accepted at once."""

    accept_requested = Signal()
    reject_requested = Signal()
    accept_as_requested = Signal()
    edges_requested = Signal()
    many_requested = Signal(str, str)
    """Layer and label."""
    next_article_requested = Signal()
    engines_requested = Signal()
    left = Signal()

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        key_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._messages, self._key_of = messages, key_of
        self._scheme: Scheme | None = None
        self._card: ProposalCard | None = None
        self._found = 0
        self._stack = QVBoxLayout(self)
        self._build_question()
        self._build_many()
        self._build_over()
        self._stack.addStretch(1)
        self._measure()
        self.show_card(None)

    # Building

    def _build_question(self) -> None:
        source = self._source
        self._place = TextLabel(source, "", Type.META, tone="ink2", lines=1)
        self._engine = TextLabel(source, "", Type.META, tone="ink2", lines=1)
        self._head = CardHead(source)
        self.words = CorpusLabel(source, "", Type.QUOTE, lines=_QUOTE_LINES)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._referent = CorpusLabel(source, "", Type.ROW, lines=1)
        self._roles = QVBoxLayout()
        self._values = TextLabel(source, "", Type.META, tone="ink2", lines=2)
        self._bar = ThinBar(source, name="", height=_BAR)
        self._score = TextLabel(source, "", Type.BODY_STRONG, lines=1)
        self._record_name = TextLabel(source, "", Type.META, tone="ink2", lines=1)
        self.tallies = [TextLabel(source, "", Type.META_MEDIUM, tone=tone, lines=1) for tone in _TALLY_TONES]
        self.accept = Button(source, "", kind=ButtonKind.PRIMARY, icon="tick")
        self.reject = Button(source, "", icon="close")
        self.accept_as = Button(source, "", small=True)
        self.edges = Button(source, "", small=True)
        for button, signal in (
            (self.accept, self.accept_requested),
            (self.reject, self.reject_requested),
            (self.accept_as, self.accept_as_requested),
            (self.edges, self.edges_requested),
        ):
            button.clicked.connect(signal)
        self._question = QWidget()
        self._column = QVBoxLayout(self._question)
        self._column.setContentsMargins(0, 0, 0, 0)
        gap = self.theme.px(8)
        self._column.addLayout(row_of(self._place, self._engine, gap=gap, stretch=0))
        # Above all that is longer in one proposal than in another: they stay under the pointer of who clicks on and on.
        self._column.addWidget(_flow([self.accept, self.reject], gap=gap))
        for widget in (self._head, self.words, self._referent):
            self._column.addWidget(widget)
        self._column.addLayout(self._roles)
        self._column.addWidget(self._values)
        self._column.addLayout(row_of(self._bar, self._score, gap=self.theme.px(12), stretch=0))
        self._column.addWidget(self._record_name)
        self._column.addWidget(_flow(self.tallies, gap=self.theme.px(14)))
        self._column.addWidget(_flow([self.accept_as, self.edges], gap=gap))
        self._stack.addWidget(self._question)

    def _build_many(self) -> None:
        self._line = Hairline(self._source)
        self._many_name = SectionHeading(self._source)
        self._sorts = QVBoxLayout()
        self.sort_buttons: list[SortButton] = []
        self._stack.addWidget(self._line)
        self._stack.addWidget(self._many_name)
        self._stack.addLayout(self._sorts)

    def _build_over(self) -> None:
        source = self._source
        self._over_words = TextLabel(source, "", Type.BODY_STRONG)
        self._over_detail = TextLabel(source, "", Type.SMALL, tone="ink2")
        self.next_article = Button(source, "", kind=ButtonKind.SOFT)
        self.next_article.clicked.connect(self.next_article_requested)
        self.engines = LinkButton(source, icon="gear", tone="accent")
        self.engines.clicked.connect(self.engines_requested)
        self._over = QWidget()
        column = QVBoxLayout(self._over)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(8))
        column.addWidget(self._over_words)
        column.addWidget(self._over_detail)
        column.addWidget(self.next_article)
        self._stack.addWidget(self._over)
        self._stack.addWidget(self.engines, 0, Qt.AlignmentFlag.AlignLeading)

    # Showing

    def show_scheme(self, scheme: Scheme) -> None:
        """Take labels and roles from this scheme."""
        self._scheme = scheme
        self.show_card(self._card, waiting=self._found)

    def show_card(self, card: ProposalCard | None, *, waiting: int = 0) -> None:
        """Show the proposal in question; None: all were reviewed, `waiting` those that were found meanwhile."""
        self._card, self._found = card, waiting
        texts = self._messages()
        self._question.setVisible(card is not None)
        self._over.setVisible(card is None)
        self._name_buttons(texts)
        if card is not None:
            self._show_question(card, texts)
        self._show_sorts(card.sorts if card else (), texts)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.show_card(self._card, waiting=self._found)

    def retheme(self) -> None:
        super().retheme()
        self._measure()
        self.show_card(self._card, waiting=self._found)

    def focus_first(self) -> None:
        """Give the keyboard to the first button."""
        button = self.accept if self._card is not None else self.next_article
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _name_buttons(self, texts: Messages) -> None:
        caps = {name: self._key_of(name) for name in ("accept", "reject", "article_next")}
        self.accept.set_text(texts.text("review.accept"))
        self.accept.set_cap(caps["accept"] or None)
        self.reject.set_text(texts.text("review.reject"))
        self.reject.set_cap(caps["reject"] or None)
        self.accept_as.set_text(texts.text("review.accept_as"))
        self.accept_as.set_cap(f"{texts.number(1)}–{texts.number(0)}")
        self.edges.set_text(texts.text("review.move_edge"))
        self.edges.set_cap("[ ]")
        self._over_words.set_text(texts.text("review.all_reviewed"))
        key = "review.found_more" if self._found else "review.all_reviewed_more"
        self._over_detail.set_text(texts.text(key, count=self._found, cap=self._key_of("proposal_next")))
        self.next_article.set_text(texts.text("action.article_next"))
        self.next_article.set_cap(cap_text(caps["article_next"], texts) if caps["article_next"] else None)
        self.engines.show_words(texts.text("review.engines_link"))

    def _show_question(self, card: ProposalCard, texts: Messages) -> None:
        arabic = texts.arabic_digits
        label = self._label(card.layer, card.label)
        name = label.name.in_language(texts.language) if label else card.label
        colour = label_colour(card.layer, label, self.theme)
        self._place.set_text(texts.text("review.place", number=card.number, of=card.of))
        self._engine.set_text(texts.text("review.engine", name=card.engine))
        self._head.show_head(card.layer, label, name, texts.text("review.corrected_now") if card.corrected else "")
        self.words.set_text(card.words)
        key = "review.new_referent" if card.new_for else "review.referent"
        self._referent.set_text(texts.text(key, name=card.referent, count=card.new_for) if card.referent else "")
        self._referent.setVisible(bool(card.referent))
        self._values.set_text(card.values)
        self._values.setVisible(bool(card.values))
        self._show_roles(card.roles, texts)
        number = decimal(card.score, arabic=arabic)
        self._bar.set_tone(colour)
        self._bar.set_share(card.score)
        self._bar.setAccessibleName(texts.text("review.score", score=number))
        self._score.set_text(number)
        on = "new_referents" if card.new_for else "referent" if card.refers else "label"
        self._record_name.set_text(texts.text(f"review.record_on.{on}"))
        for tally, key, count in zip(self.tallies, ("accepted", "corrected", "rejected"), card.record, strict=True):
            tally.set_text(texts.text(f"review.tally.{key}", number=count))
        self.accept_as.setVisible(card.can_be_relabelled)
        self.edges.setVisible(not card.refers)

    def _show_roles(self, roles: Sequence[RoleLine], texts: Messages) -> None:
        empty_layout(self._roles)
        self._roles.setSpacing(self.theme.px(2))
        before = ""
        for line in roles:
            role = self._scheme.role(line.role) if self._scheme else None
            name = role.name.in_language(texts.language) if role else line.role
            tone = role_colour(role, self.theme) if role else self.theme.ink2
            title = TextLabel(self._source, name if line.role != before else "", Type.META, tone=tone, lines=1)
            title.setFixedWidth(min(self.theme.px(_ROLE_WIDTH), _MOST_ROLE_WIDTH))
            words = CorpusLabel(self._source, line.words, Type.ROW, lines=1)
            words.setAccessibleName(texts.text("card.claim.filler", role=name, words=line.words))
            parts: list[QWidget] = [title, words]
            if line.comes:
                comes = texts.text("review.comes", name=line.comes)
                parts.append(TextLabel(self._source, comes, Type.META, tone="ink2", lines=1))
            self._roles.addLayout(row_of(*parts, gap=self.theme.px(6), stretch=1))
            before = line.role

    def _show_sorts(self, sorts: Sequence[SortRow], texts: Messages) -> None:
        shown = [sort for sort in sorts if sort.count > 1][:_MOST_SORTS]
        for widget in (self._line, self._many_name):
            widget.setVisible(bool(shown))
        self._many_name.set_text(texts.text("review.many"))
        if [button.sort for button in self.sort_buttons] != shown or not shown:
            empty_layout(self._sorts)
            self.sort_buttons = [SortButton(self._source, sort) for sort in shown]
            for button in self.sort_buttons:
                button.pressed_sort.connect(self.many_requested)
                self._sorts.addWidget(button)
        for button in self.sort_buttons:
            label = self._label(button.sort.layer, button.sort.label)
            button.show_words(label, label.name.in_language(texts.language) if label else button.sort.label, texts)

    def _label(self, layer: Layer, key: str) -> Label | None:
        return self._scheme.label(layer, key) if self._scheme else None

    def _measure(self) -> None:
        px = self.theme.px
        padding = px(Size.PANE_PADDING)
        self._stack.setContentsMargins(padding, px(12), padding, px(12))
        self._stack.setSpacing(px(10))
        self._column.setSpacing(px(8))
        self._sorts.setSpacing(px(8))


def _flow(widgets: Sequence[QWidget], *, gap: int) -> QWidget:
    """The widgets in a line that wraps."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=gap)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
