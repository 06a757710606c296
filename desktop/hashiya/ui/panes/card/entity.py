"""The card of an entity mention, and of a region."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.annotation import EntityMention, Layer, Region
from hashiya.ui.kit import CorpusLabel
from hashiya.ui.panes.card.attributes import Attributes
from hashiya.ui.panes.card.page import CardPage, Givens
from hashiya.ui.panes.card.parts import CardHead, GuideBox, MadeLine, Note, Relations, Section
from hashiya.ui.panes.card.referent_field import Candidates, ReferentField
from hashiya.ui.panes.values import EntityCard, RegionCard, Topic
from hashiya.ui.theme import Type

_QUOTE_LINES = 4


class MarkPage(CardPage):
    """What the cards of all simple marks have: words, attributes, note, guideline, and who made it."""

    layer: Layer

    def __init__(self, givens: Givens, layer: Layer, parent: QWidget | None = None) -> None:
        super().__init__(givens, parent)
        self.layer = layer
        self._annotation: EntityMention | Region | None = None
        source, messages = givens.source, givens.messages
        self._head = CardHead(source)
        self._words = CorpusLabel(source, "", Type.QUOTE, lines=_QUOTE_LINES)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.attributes = Attributes(source, messages)
        self.attributes.changed.connect(lambda key, value: self._news.attribute_changed.emit(self._id(), key, value))
        self.note = Note(source, messages)
        self.note.changed.connect(lambda text: self._news.note_changed.emit(self._id(), text))
        self._guide = GuideBox(source)
        self._guide.pressed.connect(lambda: self._news.guide_requested.emit(self._topic()))
        self._made = MadeLine(source, messages)
        self._made.history_requested.connect(lambda: self._news.history_requested.emit(self._id()))
        upper = QVBoxLayout()
        upper.setSpacing(self.theme.px(4))
        upper.addWidget(self._head)
        upper.addWidget(self._words)
        self._stack.addLayout(upper)
        for section in (self.attributes, self._guide, self.note, self._made):
            self._stack.addWidget(section)
        self._stack.addStretch(1)

    def focus_first(self) -> None:
        if not self.attributes.focus_first():
            self.note.edit()

    def show_mark(self, annotation: EntityMention | Region, words: str, by: str) -> None:
        """Show the annotation with its words and its annotator's name."""
        same = annotation.id == self._id()
        if not same:
            self.note.commit()
        self._annotation = annotation
        texts, scheme = self._texts(), self._givens.scheme()
        label = self._label(self.layer, annotation.label)
        place = texts.text("card.place", start=annotation.start, end=annotation.end)
        if len(annotation.fragments) > 1:
            place = f"{place} · {texts.text('card.fragments', count=len(annotation.fragments))}"
        self._head.show_head(self.layer, label, self._label_name(self.layer, annotation.label), place)
        self._words.set_text(words)
        attributes = scheme.attributes(self.layer, annotation.label)
        self.attributes.show_values(attributes, annotation.attributes)
        self.attributes.setVisible(bool(attributes))
        self.note.show_text(annotation.note or "", cap=self._givens.key_of("note"), same=same)
        guideline = label.guideline.in_language(texts.language) if label is not None else ""
        self._guide.show_guideline(texts.text("card.guide.from"), guideline, self._givens.key_of("guide"))
        self._made.show_made(annotation.origin, by, annotation.modified or annotation.created)

    def _id(self) -> str:
        return self._annotation.id if self._annotation is not None else ""

    def _topic(self) -> Topic:
        return Topic(self.layer, self._annotation.label if self._annotation is not None else "")


class EntityPage(MarkPage):
    """An entity mention: its referent and its relations too."""

    def __init__(self, givens: Givens, candidates: Candidates, parent: QWidget | None = None) -> None:
        super().__init__(givens, Layer.ENTITIES, parent)
        source, messages, news = givens.source, givens.messages, self._news
        self._referent = Section(source)
        self.referent = ReferentField(source, messages, candidates)
        self.referent.requested.connect(lambda: news.referent_requested.emit(self._id()))
        self.referent.chosen.connect(lambda referent: news.referent_chosen.emit(self._id(), referent))
        self.referent.made.connect(lambda name: news.referent_made.emit(self._id(), name))
        self.referent.removed.connect(lambda: news.referent_removed.emit(self._id()))
        self.referent.left.connect(news.left)
        self._referent.body.addWidget(self.referent)
        self.relations = Relations(source, messages)
        self.relations.activated.connect(news.relation_activated)
        self.relations.delete_requested.connect(news.relation_delete_requested)
        self._stack.insertWidget(1, self._referent)
        self._stack.insertWidget(3, self.relations)

    def focus_first(self) -> None:
        self.referent.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_card(self, card: EntityCard) -> None:
        """Show this mention."""
        self._referent.heading.set_text(self._texts().text("card.field.referent"))
        same = card.annotation.id == self._id()
        self.show_mark(card.annotation, card.words, card.by)
        self.referent.show_referent(card.referent, same=same)
        self.relations.show_relations(card.relations)


class RegionPage(MarkPage):
    """A region: its ends, note and guideline."""

    def __init__(self, givens: Givens, parent: QWidget | None = None) -> None:
        super().__init__(givens, Layer.REGIONS, parent)
        self._words.set_style(Type.HIT)

    def show_card(self, card: RegionCard) -> None:
        """Show this region."""
        self.show_mark(card.annotation, card.words, card.by)
