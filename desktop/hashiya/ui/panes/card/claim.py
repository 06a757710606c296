"""The card of a claim, in the order in which one reads a statement: what, who, how, where, to whom, about whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.annotation import Claim, Layer
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import CorpusLabel, IconLabel, KeyCap, TextLabel, ThemedWidget, paint_box
from hashiya.ui.panes.card.attributes import Attributes
from hashiya.ui.panes.card.page import CardPage, Givens
from hashiya.ui.panes.card.parts import CardHead, MadeLine, Note, Relations, RemovableRow, Section
from hashiya.ui.panes.card.words_button import WordsButton
from hashiya.ui.panes.link_button import LinkButton
from hashiya.ui.panes.rows import empty_layout, row_of
from hashiya.ui.panes.swatches import role_colour
from hashiya.ui.panes.values import ClaimCard, ClusterMate, FillerLine
from hashiya.ui.theme import Radius, ThemeSource, Type

_CONTENT_LINES = 6
_ROLE_WIDTH, _MOST_ROLE_WIDTH = 84, 112
_LARGE = 1.5
"""From this scale on the glyph of a referent stands without its word."""

_SOURCE, _SOURCE_FORM = "source", "source_form"


class ContentBox(ThemedWidget):
    """The content of the claim, on the wash that it has in the text."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self.words = CorpusLabel(source, "", Type.HIT, lines=_CONTENT_LINES)
        px = self.theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(10), px(6), px(10), px(8))
        layout.addWidget(self.words)

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            theme = self.theme
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CARD), fill=theme.claim_wash)


class HollowRow(ThemedWidget):
    """What is lacking, in a dashed frame, with the keys that fill it: said, not scolded."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._words = TextLabel(source, "", Type.SMALL, tone="ink2", lines=1)
        self._caps = [KeyCap(source, ""), KeyCap(source, "")]
        px = self.theme.px
        row = row_of(self._words, *self._caps, gap=px(6), stretch=0)
        row.setContentsMargins(px(10), px(5), px(8), px(5))
        self.setLayout(row)

    def show_lack(self, words: str, caps: Sequence[str], *, spoken: str) -> None:
        """Show what is lacking and the keys for it."""
        self._words.set_text(words)
        for cap, text in zip(self._caps, (*caps, "", ""), strict=False):
            cap.set_text(text)
            cap.setVisible(bool(text))
        self.setAccessibleName(spoken)

    def paintEvent(self, event: object) -> None:
        theme = self.theme
        with QPainter(self) as painter:
            pen = QPen(theme.line2, 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 3])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            radius = theme.px(Radius.CONTROL)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class FillerRow(RemovableRow):
    """One filler of a role: the role's name in its colour, and the words."""

    activated = Signal()

    def __init__(
        self,
        source: ThemeSource,
        line: FillerLine,
        scheme: Scheme,
        messages: Messages,
        *,
        named: bool,
        parent: QWidget | None = None,
    ) -> None:
        self._role = scheme.role(line.role)
        name = self._role.name.in_language(messages.language) if self._role is not None else line.role
        self._name = TextLabel(source, name if named else "", Type.META, lines=1)
        # At twice the size a role's name gives way to the words, and is whole in its tip.
        self._name.setFixedWidth(min(source.theme.px(_ROLE_WIDTH), _MOST_ROLE_WIDTH))
        words = WordsButton(source, style=Type.ROW)
        words.show_words(line.words, spoken=messages.text("card.claim.filler", role=name, words=line.words))
        after: list[QWidget] = []
        if line.referent is not None:
            aside = messages.text("card.claim.is_referent")
            after.append(IconLabel(source, "link", side=14, name=aside))
            if source.theme.scale < _LARGE:
                after.append(TextLabel(source, aside, Type.META, tone="ink2", lines=1))
        elif line.carried:
            after.append(TextLabel(source, messages.text("card.claim.carried"), Type.META, tone="ink2", lines=1))
        remove = messages.text("card.claim.remove_filler", words=line.words)
        super().__init__(source, words, before=(self._name,), after=after, remove=remove, parent=parent)
        self.line = line
        words.clicked.connect(self.activated)
        self.retheme()

    def retheme(self) -> None:
        super().retheme()
        if self._role is not None:
            self._name.set_tone(role_colour(self._role, self.theme))


class Cluster(Section):
    """The claims that say the same, and the two gestures about them."""

    activated = Signal(str)
    says_same_requested = Signal()
    leave_requested = Signal()

    def __init__(self, givens: Givens, parent: QWidget | None = None) -> None:
        super().__init__(givens.source, parent=parent)
        self._messages: Callable[[], Messages] = givens.messages
        self._key_of = givens.key_of
        self._mates = QVBoxLayout()
        self._mates.setSpacing(self.theme.px(2))
        self.same = LinkButton(givens.source, icon="cluster")
        self.same.clicked.connect(self.says_same_requested)
        self.leave = LinkButton(givens.source, icon="close")
        self.leave.clicked.connect(self.leave_requested)
        self.body.addLayout(self._mates)
        self.body.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeading)

    def show_cluster(self, mates: Sequence[ClusterMate]) -> None:
        """Show the other claims of the cluster."""
        messages = self._messages()
        self.heading.set_text(messages.text("card.field.cluster"))
        self.heading.setVisible(bool(mates))
        empty_layout(self._mates)
        for mate in mates:
            self._mates.addWidget(self._row(mate, messages))
        self.same.show_words(messages.text("card.claim.says_same"), cap=self._key_of("says_same"))
        self.leave.show_words(messages.text("card.claim.leave_cluster"), cap=self._key_of("leave_cluster"))
        self.leave.setVisible(bool(mates))

    def _row(self, mate: ClusterMate, messages: Messages) -> QWidget:
        row = ThemedWidget(self._source)
        where = messages.text("card.claim.mate_here", number=mate.number)
        if mate.article:
            where = messages.text("card.claim.mate", number=mate.number, article=mate.article)
        words = WordsButton(self._source, style=Type.ROW, lines=1)
        words.show_words(mate.words, spoken=f"{where}: {mate.words}")
        words.clicked.connect(lambda: self.activated.emit(mate.id))
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(TextLabel(self._source, where, Type.META, tone="claim", lines=1))
        column.addWidget(words)
        return row


class ClaimPage(CardPage):
    """A claim with its roles, attributes, restatement, cluster, relations and note."""

    def __init__(self, givens: Givens, parent: QWidget | None = None) -> None:
        super().__init__(givens, parent)
        source, messages, news = givens.source, givens.messages, self._news
        self._claim: Claim | None = None
        self._head = CardHead(source)
        self._content = ContentBox(source)
        self._lack = HollowRow(source)
        self._fillers = QVBoxLayout()
        self.filler_rows: list[FillerRow] = []
        self.attributes = Attributes(source, messages)
        self.attributes.changed.connect(lambda key, value: news.attribute_changed.emit(self._id(), key, value))
        self.restatement = Note(source, messages, name="restatement", always=True)
        self.restatement.changed.connect(lambda text: news.restatement_changed.emit(self._id(), text))
        self.cluster = Cluster(givens)
        self.cluster.activated.connect(news.cluster_activated)
        self.cluster.says_same_requested.connect(lambda: news.says_same_requested.emit(self._id()))
        self.cluster.leave_requested.connect(lambda: news.leave_cluster_requested.emit(self._id()))
        self.relations = Relations(source, messages)
        self.relations.activated.connect(news.relation_activated)
        self.relations.delete_requested.connect(news.relation_delete_requested)
        self.note = Note(source, messages)
        self.note.changed.connect(lambda text: news.note_changed.emit(self._id(), text))
        self._made = MadeLine(source, messages)
        self._made.history_requested.connect(lambda: news.history_requested.emit(self._id()))
        upper = QVBoxLayout()
        upper.setSpacing(self.theme.px(6))
        upper.addWidget(self._head)
        upper.addWidget(self._content)
        upper.addLayout(self._fillers)
        upper.addWidget(self._lack)
        self._stack.addLayout(upper)
        rest = (self.attributes, self.restatement, self.cluster, self.relations, self.note, self._made)
        for section in rest:
            self._stack.addWidget(section)
        self._stack.addStretch(1)

    def focus_first(self) -> None:
        self.attributes.focus_first()

    def show_card(self, card: ClaimCard) -> None:
        """Show this claim."""
        claim, texts, scheme = card.annotation, self._texts(), self._givens.scheme()
        same = claim.id == self._id()
        if not same:
            self.restatement.commit()
            self.note.commit()
        self._claim = claim
        label = self._label(Layer.CLAIMS, claim.label)
        several_labels = len(scheme.claims.labels) > 1 and label is not None
        name = texts.text("card.claim.number", number=card.number)
        if several_labels:
            name = f"{name} · {self._label_name(Layer.CLAIMS, claim.label)}"
        self._head.show_head(Layer.CLAIMS, label, name, texts.text("card.fragments", count=len(claim.fragments)))
        self._content.words.set_text(card.words)
        self._show_fillers(card, scheme, texts)
        self._show_lack(card, texts)
        self.attributes.show_values(scheme.attributes(Layer.CLAIMS, claim.label), claim.attributes)
        self.restatement.show_text(claim.restatement or "", same=same)
        self.cluster.show_cluster(card.cluster)
        self.relations.show_relations(card.relations)
        self.note.show_text(claim.note or "", cap=self._givens.key_of("note"), same=same)
        self._made.show_made(claim.origin, card.by, claim.modified or claim.created)

    def _show_fillers(self, card: ClaimCard, scheme: Scheme, texts: Messages) -> None:
        empty_layout(self._fillers)
        self._fillers.setSpacing(self.theme.px(3))
        self.filler_rows = []
        before = ""
        for line in card.fillers:
            row = FillerRow(self._source, line, scheme, texts, named=line.role != before)
            row.activated.connect(lambda line=line: self._go(line))
            row.removed.connect(lambda line=line: self._news.role_removed.emit(self._id(), line.role, line.index))
            self._fillers.addWidget(row)
            self.filler_rows.append(row)
            before = line.role

    def _show_lack(self, card: ClaimCard, texts: Messages) -> None:
        has_source = any(line.role == _SOURCE for line in card.fillers)
        said = bool(card.annotation.attributes.get(_SOURCE_FORM))
        caps = [self._givens.key_of(action) for action in (f"role:{_SOURCE}", "same_speaker")]
        plain = texts.text("card.claim.no_source_plain")
        spoken = texts.text("card.claim.no_source", source=caps[0], same=caps[1]) if all(caps) else plain
        self._lack.show_lack(plain, [cap for cap in caps if cap], spoken=spoken)
        self._lack.setVisible(not has_source and not said)

    def _go(self, line: FillerLine) -> None:
        if line.referent is not None:
            self._news.referent_activated.emit(line.referent)
        elif line.annotation is not None:
            self._news.filler_activated.emit(line.annotation)
        else:
            self._news.filler_activated.emit(self._id())

    def _id(self) -> str:
        return self._claim.id if self._claim is not None else ""
