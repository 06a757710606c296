"""The cards of a relation, of several marks, and of nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.annotation import AnyAnnotation, Layer
from hashiya.domain.links import Relation
from hashiya.domain.scheme import Attribute
from hashiya.ui.kit import Button, ButtonKind, SectionHeading, Swatch, TextLabel, ThemedWidget
from hashiya.ui.panes.caps import cap_text
from hashiya.ui.panes.card.attributes import Attributes, value_of
from hashiya.ui.panes.card.page import CardPage, Givens
from hashiya.ui.panes.card.parts import CardHead, GuideBox, MadeLine, Note, Section
from hashiya.ui.panes.card.referent_field import Candidates, ReferentField
from hashiya.ui.panes.card.words_button import WordsButton
from hashiya.ui.panes.keystrip import KeyStrip
from hashiya.ui.panes.rows import empty_layout, row_of
from hashiya.ui.panes.swatches import label_colour, swatch_kind
from hashiya.ui.panes.values import End, KeyWords, RelationCard, SeveralCard, Topic
from hashiya.ui.theme import Type


class RelationPage(CardPage):
    """A relation: its two ends, note, guideline, and who made it."""

    def __init__(self, givens: Givens, parent: QWidget | None = None) -> None:
        super().__init__(givens, parent)
        source, messages, news = givens.source, givens.messages, self._news
        self._relation: Relation | None = None
        self._head = CardHead(source)
        self._ends = QVBoxLayout()
        self.end_buttons: list[WordsButton] = []
        self.attributes = Attributes(source, messages)
        self.attributes.changed.connect(lambda key, value: news.attribute_changed.emit(self._id(), key, value))
        self.note = Note(source, messages)
        self.note.changed.connect(lambda text: news.note_changed.emit(self._id(), text))
        self.delete = Button(source, "", icon="trash")
        self.delete.clicked.connect(lambda: news.relation_delete_requested.emit(self._id()))
        self._guide = GuideBox(source)
        self._guide.pressed.connect(lambda: news.guide_requested.emit(self._topic()))
        self._made = MadeLine(source, messages)
        self._made.history_requested.connect(lambda: news.history_requested.emit(self._id()))
        self._stack.addWidget(self._head)
        self._stack.addLayout(self._ends)
        self._stack.addWidget(self.attributes)
        self._stack.addWidget(self.note)
        self._stack.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeading)
        self._stack.addWidget(self._guide)
        self._stack.addWidget(self._made)
        self._stack.addStretch(1)

    def focus_first(self) -> None:
        if self.end_buttons:
            self.end_buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_card(self, card: RelationCard) -> None:
        """Show this relation."""
        relation, texts, scheme = card.relation, self._texts(), self._givens.scheme()
        same = relation.id == self._id()
        if not same:
            self.note.commit()
        self._relation = relation
        label = self._label(Layer.RELATIONS, relation.label)
        name = self._label_name(Layer.RELATIONS, relation.label)
        self._head.show_head(Layer.RELATIONS, label, name, "")
        empty_layout(self._ends)
        self._ends.setSpacing(self.theme.px(10))
        self.end_buttons = []
        symmetric = label is not None and label.symmetric
        self._ends.addWidget(self._end(card.head, "" if symmetric else texts.text("card.field.head")))
        self._ends.addWidget(self._end(card.tail, "" if symmetric else texts.text("card.field.tail")))
        attributes = scheme.attributes(Layer.RELATIONS, relation.label)
        self.attributes.show_values(attributes, relation.attributes)
        self.attributes.setVisible(bool(attributes))
        self.note.show_text(relation.note or "", same=same)
        self.delete.set_text(texts.text("card.relation.delete"))
        guideline = label.guideline.in_language(texts.language) if label is not None else ""
        self._guide.show_guideline(texts.text("card.guide.from"), guideline, self._givens.key_of("guide"))
        self._made.show_made(relation.origin, card.by, relation.modified or relation.created)

    def _end(self, end: End, side: str) -> QWidget:
        texts, label = self._texts(), self._label(end.layer, end.label)
        holder = ThemedWidget(self._source)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(3))
        if side:
            column.addWidget(SectionHeading(self._source, side))
        colour = label_colour(end.layer, label, self.theme)
        swatch = Swatch(self._source, swatch_kind(end.layer), colour)
        words = WordsButton(self._source, style=Type.ROW)
        name = self._label_name(end.layer, end.label)
        words.show_words(end.words, spoken=f"{side} {name}: {end.words}".strip())
        words.clicked.connect(lambda: self._news.relation_activated.emit(end.id))
        column.addLayout(row_of(swatch, words, gap=self.theme.px(6), stretch=1))
        if end.article:
            where = texts.text("card.relation.elsewhere", article=end.article)
            column.addWidget(TextLabel(self._source, where, Type.META, tone="ink2", lines=1))
        self.end_buttons.append(words)
        return holder

    def _id(self) -> str:
        return self._relation.id if self._relation is not None else ""

    def _topic(self) -> Topic:
        return Topic(Layer.RELATIONS, self._relation.label if self._relation is not None else "")


class SeveralPage(CardPage):
    """Several marks: what they share, «differs» for the rest."""

    def __init__(self, givens: Givens, candidates: Candidates, parent: QWidget | None = None) -> None:
        super().__init__(givens, parent)
        news = givens.news
        self._annotations: tuple[AnyAnnotation, ...] = ()
        self._referent = Section(givens.source)
        self.referent = ReferentField(givens.source, givens.messages, candidates)
        self.referent.chosen.connect(lambda referent: news.all_referents_chosen.emit(self._ids(), referent))
        self.referent.made.connect(lambda name: news.all_referents_made.emit(self._ids(), name))
        self.referent.removed.connect(lambda: news.all_referents_chosen.emit(self._ids(), None))
        self.referent.left.connect(news.left)
        self._referent.body.addWidget(self.referent)
        self._title = TextLabel(givens.source, "", Type.BODY_STRONG, lines=1)
        self._labels = Section(givens.source)
        self._label_words = TextLabel(givens.source, "", Type.SMALL)
        self._labels.body.addWidget(self._label_words)
        self.attributes = Attributes(givens.source, givens.messages)
        self.attributes.changed.connect(self._changed)
        self.delete = Button(givens.source, "", kind=ButtonKind.PLAIN, icon="trash")
        self.delete.clicked.connect(self._delete)
        self._stack.addWidget(self._title)
        self._stack.addWidget(self._labels)
        self._stack.addWidget(self._referent)
        self._stack.addWidget(self.attributes)
        self._stack.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeading)
        self._stack.addStretch(1)

    def focus_first(self) -> None:
        if self._referent.isVisibleTo(self):
            self.referent.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.attributes.focus_first()

    def show_card(self, card: SeveralCard) -> None:
        """Show what these annotations share."""
        texts = self._texts()
        same = card.annotations and self._ids() == [one.id for one in card.annotations]
        self._annotations = card.annotations
        self._title.set_text(texts.text("card.several.title", count=len(card.annotations)))
        self._labels.heading.set_text(texts.text("card.several.labels"))
        names = dict.fromkeys(self._label_name(a.layer, a.label) for a in card.annotations)
        self._label_words.set_text("، ".join(names) if texts.language == "ar" else ", ".join(names))
        self._referent.setVisible(card.all_mentions)
        self._referent.heading.set_text(texts.text("card.field.referent"))
        self.referent.show_referent(card.referent, same=bool(same), differ=card.referents_differ)
        shared = self._shared()
        values = {a.key: value_of(a, self._annotations[0].attributes) for a in shared} if self._annotations else {}
        mixed = frozenset(
            a.key for a in shared if len({value_of(a, other.attributes) for other in self._annotations}) > 1
        )
        self.attributes.show_values(shared, values, mixed=mixed)
        self.attributes.setVisible(bool(shared))
        self.delete.set_text(texts.text("card.several.delete"))

    def _shared(self) -> tuple[Attribute, ...]:
        scheme = self._givens.scheme()
        each = [scheme.attributes(a.layer, a.label) for a in self._annotations]
        return tuple(a for a in each[0] if all(a in other for other in each)) if each else ()

    def _ids(self) -> list[str]:
        return [annotation.id for annotation in self._annotations]

    def _delete(self) -> None:
        self._news.delete_requested.emit(self._ids())

    def _changed(self, attribute: str, value: str | None) -> None:
        self._news.all_attributes_changed.emit(self._ids(), attribute, value)


class NothingPage(CardPage):
    """Nothing selected: how to begin, in three lines with their keys."""

    def __init__(self, givens: Givens, parent: QWidget | None = None) -> None:
        super().__init__(givens, parent)
        self._title = TextLabel(givens.source, "", Type.BODY_STRONG, lines=1)
        self._words = TextLabel(givens.source, "", Type.SMALL, tone="ink2")
        self.strips = [KeyStrip(givens.source) for _ in range(3)]
        self._stack.addWidget(self._title)
        self._stack.addWidget(self._words)
        for strip in self.strips:
            self._stack.addWidget(strip)
        self._stack.addStretch(1)

    def show_nothing(self) -> None:
        """Say how to begin."""
        texts, key_of = self._texts(), self._givens.key_of
        self._title.set_text(texts.text("card.nothing.title"))
        self._words.set_text(texts.text("card.nothing.words"))
        labels = [label for label in self._givens.scheme().entities.labels if label.shown and label.hotkey]
        first, last = (key_of(f"label:{label.key}") for label in (labels[0], labels[-1])) if labels else ("", "")
        ends = [first, "…", last] if first and last else []
        for strip, caps, words in zip(
            self.strips,
            ([key_of("grow")], ends, [key_of("claim")]),
            ("select", "label", "claim"),
            strict=True,
        ):
            shown = tuple(cap_text(cap, texts) for cap in caps if cap)
            strip.show_keys([KeyWords(shown, texts.text(f"card.nothing.{words}"))])
