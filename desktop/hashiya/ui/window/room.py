"""The room: panes and desk of one open project, and every action that works on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import ArticleKey
from hashiya.domain.span import Span
from hashiya.resources.messages import Messages
from hashiya.ui.actions import LABEL, ROLE
from hashiya.ui.desk.accustoming import Accustoming
from hashiya.ui.desk.desk import Desk, Pending, Saying
from hashiya.ui.desk.framing import Framing
from hashiya.ui.desk.linking import Linking
from hashiya.ui.desk.marking import Marking
from hashiya.ui.desk.offering import Offering
from hashiya.ui.desk.reviewing import Reviewing
from hashiya.ui.desk.selecting import Selecting
from hashiya.ui.desk.several import Several
from hashiya.ui.desk.tips import tip_of
from hashiya.ui.desk.walking import Walking
from hashiya.ui.theme import ThemeSource
from hashiya.ui.viewer.content import Reach, Tip
from hashiya.ui.window.carding import Carding, Pair
from hashiya.ui.window.context_menu import ContextMenu
from hashiya.ui.window.informing import Informing
from hashiya.ui.window.panes import Panes
from hashiya.ui.window.review import Review
from hashiya.ui.window.role_drag import RoleDrag
from hashiya.workspace.suggesting import Suggesting
from hashiya.workspace.workspace import Workspace


class Room(QObject):
    """One project at work."""

    filler_requested = Signal(str)
    history_requested = Signal(str)
    files_dropped = Signal(list)
    text_size_requested = Signal(int)
    guide_requested = Signal(object)
    referent_requested = Signal(str)
    scheme_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        panes: Panes,
        theme: ThemeSource,
        messages: Callable[[], Messages],
        key_of: Callable[[str], str],
    ) -> None:
        super().__init__()
        self.workspace, self.panes, self._messages, self._key_of = workspace, panes, messages, key_of
        # Before the desk, so that at each step it has left out what was decided when the desk asks.
        self.suggesting = Suggesting(workspace)
        self.desk = Desk(workspace, panes.viewer, theme, messages)
        self.accustoming = Accustoming(self.desk)
        self.offering = Offering(self.desk, self.suggesting)
        self.reviewing = Reviewing(self.desk, self.offering)
        self.selecting = Selecting(self.desk, self.reviewing)
        self.walking = Walking(self.desk)
        self.marking = Marking(self.desk, self.selecting)
        self.framing = Framing(self.desk, self.selecting)
        self.linking = Linking(self.desk)
        self.several = Several(self.desk)
        self.review = Review(self, key_of, messages)
        self.informing = Informing(self.desk, self.linking, self.review, panes, key_of, messages)
        self.role_drag = RoleDrag(self)
        self.context_menu = ContextMenu(self, key_of, messages)
        self._connections: list[Pair] = []
        self.actions: dict[str, Callable[[], None]] = {
            **self.selecting.actions(),
            **self.walking.actions(),
            **self.marking.actions(),
            **self.linking.actions(),
            **self.framing.actions(),
            **self.reviewing.actions(),
            "card": self._enter,
            "step_out": self.step_out,
            "note": self._note,
            "referent": self._referent,
            "history": self._history,
            "copy": panes.viewer.copy,
            "label_by_name": self._pick_label,
            "show_others": self._toggle_others,
            "show_relations": self._toggle_relations,
        }
        self._while_region = {*self.selecting.actions(), *self.walking.actions(), "region", "step_out", "copy"}
        self._connect()
        panes.viewer.set_snapper(self._snap)
        panes.viewer.set_grower(self._grown)
        panes.viewer.set_tip_for(self._tip)

    def leave(self) -> None:
        """The project is being closed: hear nothing more."""
        for signal, slot in self._connections:
            signal.disconnect(slot)
        self.marking.leave()
        self.informing.leave()
        self.offering.leave()
        self.accustoming.leave()
        self.suggesting.close()
        self.desk.leave()
        self.panes.viewer.set_snapper(None)
        self.panes.viewer.set_grower(None)
        self.panes.viewer.set_tip_for(None)

    def run(self, action: str) -> bool:
        """Carry out an action of the project; whether it is one."""
        if self.review.take(action):
            return True
        gesture = self.actions.get(action)
        # Labels and roles are the scheme's, which another step may have changed.
        if action.startswith(LABEL):
            gesture = partial(self._label, action.removeprefix(LABEL))
        elif action.startswith(ROLE):
            gesture = partial(self.framing.role, action.removeprefix(ROLE))
        if gesture is None:
            return False
        way = self.desk.under_way
        if way is not None and way.kind is Pending.REGION and action not in self._while_region:
            self.desk.begin(None)
        gesture()
        return True

    @property
    def is_reviewing(self) -> bool:
        """Whether the keys of a review hold, no other gesture being under way."""
        return self.reviewing.has_the_keys and self.desk.under_way is None

    def _label(self, key: str) -> None:
        if not self.review.label(key):
            self.marking.label(key)

    def digit(self, number: int) -> bool:
        """A digit while a relation or a region is under way picks one of its choices; whether it did."""
        way = self.desk.under_way
        if way is None or way.kind is Pending.CLUSTER:
            return False
        if way.kind is Pending.REGION:
            if number <= len(way.choices):
                self.marking.region(way.choices[number - 1])
            else:
                self.desk.say(Saying.HINT, "words.choose_region")
            return True
        self.linking.choose(number - 1)
        return True

    # Signals of panes and viewer

    def _connect(self) -> None:
        viewer, palette, card, articles = self.panes.viewer, self.panes.labels, self.panes.card, self.panes.articles
        for signal, slot in (
            (viewer.mark_clicked, self._mark_clicked),
            (viewer.mark_toggled, self._mark_toggled),
            (viewer.background_clicked, self._background_clicked),
            (viewer.mark_activated, self._mark_activated),
            (viewer.edge_dragged, self._edge_dragged),
            (viewer.fragment_dragged, self.marking.drag_fragment),
            (viewer.link_dragged, self._link_dragged),
            (viewer.selected_by_mouse, self.marking.selected_by_mouse),
            (viewer.context_menu_requested, self._context_menu),
            (viewer.text_size_requested, self.text_size_requested),
            (viewer.files_dropped, self.files_dropped),
            (palette.label_requested, self._palette_label),
            (palette.role_requested, self._palette_role),
            (palette.relation_requested, self._then_text(self.linking.begin_relation)),
            (palette.region_requested, self._choose_region),
            (palette.more_requested, self._pick_label),
            (palette.sticky_toggled, lambda _: self._then_text(self.marking.toggle_sticky)()),
            (palette.same_speaker_requested, self._then_text(self.framing.same_speaker)),
            (palette.leave_requested, self._then_text(lambda: self.desk.open(None))),
            (palette.topic_hovered, card.show_topic),
            (articles.article_requested, self._open_article),
            (card.annotations.annotation_requested, self._annotation_requested),
            (card.annotations.several_requested, self.several.choose),
            (card.annotations.left, self.to_text),
            *Carding(self).pairs(),
            *self.role_drag.pairs(),
            *self.review.pairs(),
            (card.guide.scheme_requested, self.scheme_requested),
            (self.framing.card_requested, self._to_card),
            (self.framing.filler_requested, self.filler_requested),
        ):
            signal.connect(slot)
            self._connections.append((signal, slot))

    def _to_card(self) -> None:
        self.informing.show_selected()
        self.panes.show_pane("tools")
        self.panes.card.focus_first()

    def _choose_region(self) -> None:
        self.panes.labels.choose_region()

    def _pick_label(self) -> None:
        self.panes.labels.pick_label()

    def _then_text(self, gesture: Callable[[], None]) -> Callable[[], None]:
        """The gesture, and the keyboard back to the text: a click on the palette must not take it away."""

        def act() -> None:
            gesture()
            self.to_text()

        return act

    def to_text(self) -> None:
        """Give the keyboard to the text."""
        self.panes.viewer.setFocus()

    def show_article(self, key: str) -> None:
        """Put the article on the desk, unless it is there."""
        if key != self.desk.article:
            article = self.workspace.articles.get(ArticleKey(key))
            if article:
                self.desk.show_article(article.key)

    def _open_article(self, key: str) -> None:
        """Put the article that was clicked on the desk, and go on with the keys of the text."""
        self.show_article(key)
        self.to_text()

    def _annotation_requested(self, identifier: str) -> None:
        self.desk.select(identifier)

    def _palette_label(self, layer: str, key: str) -> None:
        if layer == Layer.CLAIMS.value:
            self.framing.make()
        elif layer == Layer.ENTITIES.value:
            self._label(key)
        elif layer == Layer.REGIONS.value:
            label = self.workspace.scheme.label(Layer.REGIONS, key)
            if label:
                self.marking.region(label)
        self.to_text()

    def _palette_role(self, key: str) -> None:
        self.framing.role(key)
        self.to_text()

    # The viewer's gestures

    def _snap(self, span: Span, reach: Reach) -> Span:
        return span if reach is Reach.LETTER else self.selecting.snap(span)

    def _grown(self, reach: Reach, position: int) -> Span | None:
        view = self.desk.view
        if view is None:
            return None
        if reach is Reach.CLAUSE:
            return view.index.clause_at(position)
        if reach is Reach.PARAGRAPH:
            return view.index.paragraph_at(position)
        word = view.index.word_at(position)
        return self.selecting.snap(word) if word else None

    def _tip(self, identifier: str) -> Tip | None:
        return self.review.tip(identifier) or tip_of(self.desk, identifier, self._key_of)

    def _edge_dragged(self, identifier: str, piece: int, span: Span) -> None:
        if not self.review.dragged(identifier, piece, span):
            self.marking.drag_edge(identifier, piece, span)

    def _mark_clicked(self, identifier: str) -> None:
        if not self.review.clicked(identifier):
            self.desk.select(identifier, reveal=False, caret=False, pointed=True)

    def _mark_toggled(self, identifier: str) -> None:
        if not self.reviewing.has(identifier):
            self.several.toggle(identifier)

    def _background_clicked(self) -> None:
        if self.desk.selected:
            self.desk.select(None)

    def _mark_activated(self, identifier: str) -> None:
        if self.review.clicked(identifier):
            return
        self.desk.select(identifier, reveal=False, caret=False)
        row = self.desk.row(identifier)
        if row and row.layer is Layer.CLAIMS:
            self.desk.open(identifier)
        self.panes.card.focus_first()

    def _link_dragged(self, start: str, end: str) -> None:
        if self.reviewing.has(start) or self.reviewing.has(end):
            return
        labels = self.linking.drop(start, end)
        if not labels:
            self.desk.begin(None)
            self.desk.refuse("relation_not_allowed")
            return
        menu = QMenu(self.panes)
        for place, label in enumerate(labels):
            action = menu.addAction(label.name.in_language(self._messages().language))
            action.triggered.connect(lambda _=False, n=place: self.linking.choose(n))
        # The entry that closes the menu is carried out after this.
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self._drop_link))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.panes.cursor().pos())

    def _drop_link(self) -> None:
        """The menu of a dropped link was closed: without a choice nothing is under way."""
        way = self.desk.under_way
        if way is not None and way.kind is Pending.RELATION:
            self.desk.begin(None)

    def _context_menu(self, identifier: str | None, at: QPoint) -> None:
        if identifier and not self.panes.viewer.selection():
            self._mark_clicked(identifier)
        self.context_menu.open(at)

    def layer_of(self, identifier: str | None) -> Layer | None:
        """The layer of a mark of the article on the desk."""
        row = self.desk.row(identifier) if identifier else None
        return row.layer if row else None

    # Actions of the room

    def _enter(self) -> None:
        if self.walking.is_linking:
            self.linking.enter()
        elif self.desk.sticky and self.panes.viewer.selection():
            self.marking.selected_by_mouse()
        else:
            self.framing.enter()

    def step_out(self) -> None:
        """Esc: leave one thing, the innermost: a gesture under way, sticky, the selection, the claim."""
        desk = self.desk
        if self.role_drag.cancel() or self.panes.viewer.let_go():
            return
        if not self.panes.viewer.hasFocus():
            self.to_text()
        elif desk.under_way:
            desk.begin(None)
        elif desk.is_sticky:
            self.marking.toggle_sticky()
        elif self.review.step_out():
            return
        elif self.panes.viewer.selection():
            self.panes.viewer.set_caret(self.panes.viewer.caret())
        elif desk.open_claim:
            desk.open(None)
        elif desk.selected:
            desk.select(None)

    def _note(self) -> None:
        if self._needs_mark():
            self.panes.card.edit_note()

    def _referent(self) -> None:
        annotation = self._needs_mark()
        if annotation is None:
            return
        layers = {self.layer_of(one) for one in self.desk.several} or {annotation}
        if layers != {Layer.ENTITIES}:
            self.desk.refuse("not_a_mention")
            return
        self.panes.card.edit_referent()

    def _history(self) -> None:
        if self._needs_mark() and self.desk.selected:
            self.history_requested.emit(self.desk.selected)

    def _needs_mark(self) -> Layer | None:
        """The layer of the selected mark, else of the innermost at the caret, which is selected then."""
        desk = self.desk
        if desk.selected is None:
            inner = desk.marks_at_caret()
            if not inner:
                desk.refuse("no_mark")
                return None
            desk.select(inner[0], caret=False)
        annotation = desk.annotation()
        self.informing.refresh()
        return annotation.layer if annotation else None

    def _toggle_others(self) -> None:
        self.desk.show_others = not self.desk.show_others
        with self.desk.quiet():
            position = self.panes.viewer.caret()
            self.desk.showing.show_all()
            self.panes.viewer.set_caret(position)
        self.desk.say(Saying.HINT, "words.others_shown" if self.desk.show_others else "words.others_hidden")

    def _toggle_relations(self) -> None:
        self.desk.show_relations = not self.desk.show_relations
        self.desk.showing.show_links()
