"""The card with its tabs: card, annotations, guide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hashiya.domain.scheme import Scheme, Words
from hashiya.resources.messages import Messages
from hashiya.ui.kit import Surface, TabStrip
from hashiya.ui.panes.annotations import AnnotationsPane
from hashiya.ui.panes.card.claim import ClaimPage
from hashiya.ui.panes.card.entity import EntityPage, RegionPage
from hashiya.ui.panes.card.news import CardNews
from hashiya.ui.panes.card.others import NothingPage, RelationPage, SeveralPage
from hashiya.ui.panes.card.page import CardPage, Givens
from hashiya.ui.panes.card.parts import Note
from hashiya.ui.panes.card.referent_field import Candidates
from hashiya.ui.panes.guide import GuidePane
from hashiya.ui.panes.proposals import ProposalCard, ProposalsPage
from hashiya.ui.panes.values import AnyCard, ClaimCard, EntityCard, RegionCard, RelationCard, SeveralCard, Topic
from hashiya.ui.theme import ThemeSource

PROPOSALS, CARD, ANNOTATIONS, GUIDE = "proposals", "card", "annotations", "guide"
TABS = (PROPOSALS, CARD, ANNOTATIONS, GUIDE)
TURNS = 4
"""Turns of the event loop until a card is laid out: what is inside asks what is around it by events that are posted."""


class Card(Surface):
    """What is selected, the list of annotations, and the guide, as three tabs; `news` carries the card's requests.

    During a review the page of proposals takes the place of what is selected.
    """

    tab_chosen = Signal(str)

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        key_of: Callable[[str], str],
        candidates: Candidates,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, "panel", parent=parent)
        self._messages = messages
        self._scheme = Scheme(key="", name=Words("", ""))
        self._shown: AnyCard | None = None
        self._is_reviewing = False
        self.news = CardNews(self)
        givens = Givens(source, messages, key_of, lambda: self._scheme, self.news)
        self.entity = EntityPage(givens, candidates)
        self.claim = ClaimPage(givens)
        self.region = RegionPage(givens)
        self.relation = RelationPage(givens)
        self.several = SeveralPage(givens, candidates)
        self.nothing = NothingPage(givens)
        self.proposals = ProposalsPage(source, messages, key_of)
        self.annotations = AnnotationsPane(source, messages)
        self.guide = GuidePane(source, messages)
        self._tabs = TabStrip(source, name="")
        self._pages = QStackedWidget()
        self._places: dict[CardPage, QScrollArea] = {}
        for page in (self.nothing, self.entity, self.claim, self.region, self.relation, self.several):
            self._places[page] = _scrolled(page)
            self._pages.addWidget(self._places[page])
        self._tab_pages = QStackedWidget()
        shown = (_scrolled(self.proposals), self._pages, self.annotations, self.guide)
        for tab, widget in zip(TABS, shown, strict=True):
            self._tabs.add(tab, tab)
            self._tab_pages.addWidget(widget)
        self._tabs.chosen.connect(self._tab_chosen)
        self._count = self._waiting = 0
        self._tabs.set_shown(PROPOSALS, shown=False)
        self._tabs.choose(CARD)
        self.annotations.count_changed.connect(self.show_count)
        self._turns = 0
        self._laying_out = QTimer(self, singleShot=True, interval=0)
        self._laying_out.timeout.connect(self._laid_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tabs)
        layout.addWidget(self._tab_pages, 1)
        self.retranslate()

    @property
    def tab(self) -> str:
        """The tab that is open: proposals or card, annotations, guide."""
        return self._tabs.current

    def show_tab(self, tab: str) -> None:
        """Open a tab."""
        self._tabs.choose(tab)

    def show_scheme(self, scheme: Scheme) -> None:
        """Take labels, attributes and roles from this scheme."""
        self._scheme = scheme
        self.annotations.show_scheme(scheme)
        self.guide.show_scheme(scheme)
        self.proposals.show_scheme(scheme)
        self.show_card(self._shown)

    def show_card(self, card: AnyCard | None) -> None:
        """Show what is selected; None when nothing is."""
        if card is not None or self._shown is not None:
            self._paint_when_laid_out()
        self._shown = card
        page: CardPage
        if card is None:
            page = self.nothing
            self.nothing.show_nothing()
        elif isinstance(card, EntityCard):
            page = self.entity
            self.entity.show_card(card)
        elif isinstance(card, ClaimCard):
            page = self.claim
            self.claim.show_card(card)
        elif isinstance(card, RegionCard):
            page = self.region
            self.region.show_card(card)
        elif isinstance(card, RelationCard):
            page = self.relation
            self.relation.show_card(card)
        else:
            page = self.several
            self.several.show_card(card)
        self._pages.setCurrentWidget(self._places[page])

    def _paint_when_laid_out(self) -> None:
        """Paint the card once its parts have found their places: the first frame would show them in those of before."""
        if self.isVisible():
            self._pages.setUpdatesEnabled(False)
            self._turns = TURNS
            self._laying_out.start()

    def _laid_out(self) -> None:
        self._turns -= 1
        if self._turns > 0:
            self._laying_out.start()
        else:
            self._pages.setUpdatesEnabled(True)

    def show_proposal(self, card: ProposalCard | None, *, over: bool, waiting: int) -> None:
        """Show the proposal in question in the card's place, or that the review is `over`; else the card is back."""
        is_reviewing = card is not None or over
        if is_reviewing:
            self.proposals.show_card(card, waiting=waiting)
        if waiting != self._waiting:
            self._waiting = waiting
            self._name_tabs()
        if is_reviewing == self._is_reviewing:
            return
        self._is_reviewing = is_reviewing
        gone, come = (CARD, PROPOSALS) if is_reviewing else (PROPOSALS, CARD)
        self._tabs.set_shown(come, shown=True)
        if self.tab == gone:
            self.show_tab(come)
        self._tabs.set_shown(gone, shown=False)

    def commit(self) -> None:
        """Tell what is being written, before the project or the annotator changes."""
        for note in self.findChildren(Note):
            note.commit()

    def show_count(self, count: int) -> None:
        """Show on its tab how many annotations the article has, also while the list is not filled."""
        self._count = count
        self._name_tabs()

    def focus_first(self) -> None:
        """Give the keyboard to the first field of what is shown."""
        if self._is_reviewing:
            self.show_tab(PROPOSALS)
            self.proposals.focus_first()
            return
        self.show_tab(CARD)
        page = self._page()
        if page is not None:
            page.focus_first()

    def edit_referent(self) -> None:
        """Open the referent's field, if a mention is shown."""
        self.show_tab(CARD)
        if isinstance(self._shown, EntityCard):
            self.entity.referent.edit()
        elif isinstance(self._shown, SeveralCard) and self._shown.all_mentions:
            self.several.referent.edit()

    def edit_note(self) -> None:
        """Open the note of what is shown."""
        self.show_tab(CARD)
        page = self._page()
        if isinstance(page, (EntityPage, RegionPage, ClaimPage, RelationPage)):
            page.note.edit()

    def show_topic(self, topic: Topic | None) -> None:
        """Let the guide speak of this label or role, without opening its tab."""
        self.guide.show_topic(topic)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._tabs.setAccessibleName(self._messages().text("card.tab.card"))
        self.annotations.retranslate()
        self.guide.retranslate()
        self.proposals.retranslate()
        self._name_tabs()
        self.show_card(self._shown)

    def _page(self) -> CardPage | None:
        current = self._pages.currentWidget()
        return next((page for page, place in self._places.items() if place is current), None)

    def _name_tabs(self) -> None:
        messages = self._messages()
        count = self._count
        for tab in (CARD, GUIDE):
            self._tabs.set_text(tab, messages.text(f"card.tab.{tab}"))
        left = f" {messages.number(self._waiting)}" if self._waiting else ""
        self._tabs.set_text(PROPOSALS, messages.text("card.tab.proposals") + left)
        number = f" {messages.number(count)}" if count else ""
        self._tabs.set_text(ANNOTATIONS, messages.text("card.tab.annotations") + number)

    def _tab_chosen(self, tab: str) -> None:
        self._tab_pages.setCurrentIndex(TABS.index(tab))
        self.tab_chosen.emit(tab)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    # Never wider than what is seen of it: what has no room is cut with an ellipsis, not at the edge.
    page.setMinimumWidth(1)
    return area
