"""What the panes show of the desk: refreshed a moment after each change, so that the text is painted first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from hashiya.domain.annotation import Claim, Layer
from hashiya.domain.article import Article
from hashiya.domain.ids import ArticleKey
from hashiya.domain.span import Span
from hashiya.domain.step import Change, Kind, Step
from hashiya.resources.messages import Messages
from hashiya.ui.desk.cards import (
    annotation_rows,
    article_row,
    article_rows,
    card_of,
    label_counts,
    marked,
    progress,
    several_card,
)
from hashiya.ui.desk.desk import Desk, Pending, Saying
from hashiya.ui.desk.linking import Linking
from hashiya.ui.panes.caps import cap_text
from hashiya.ui.panes.card.card import ANNOTATIONS
from hashiya.ui.panes.values import KeyWords, Tone, Topic
from hashiya.ui.window.hints import KeyOf, keys_now
from hashiya.ui.window.panes import Panes
from hashiya.ui.window.review import Review
from hashiya.workspace.marks import SHOWN_WORDS, shortened
from hashiya.workspace.record import BULK

SOON = 30
"""Milliseconds between a change and the panes' redrawing: the text is painted in between."""

FEW = 500
"""So many annotations are listed even while their tab is not open."""

FEW_ROWS = 50
"""So many articles are changed in the list one by one; more are listed anew."""

TONES = {
    Saying.DONE: Tone.GOOD,
    Saying.REFUSED: Tone.REFUSED,
    Saying.UNDONE: Tone.UNDONE,
    Saying.HINT: Tone.PLAIN,
}


class Informing(QObject):
    """Keeps the panes in step with the desk."""

    def __init__(
        self,
        desk: Desk,
        linking: Linking,
        review: Review,
        panes: Panes,
        key_of: KeyOf,
        messages: Callable[[], Messages],
    ) -> None:
        super().__init__()
        self._desk, self._linking, self._review, self._panes = desk, linking, review, panes
        self._key_of, self._messages = key_of, messages
        self._stale: set[str] = set()
        self._saying: tuple[Tone, str] | None = None
        self._has_left = False
        self._own_card: str | None = None
        self._caret_in: str | None = None
        self.elsewhere: Callable[[], bool] = lambda: False
        """Says in the status line what is before the person when that is not the text; whether it is so."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self.refresh)
        desk.situation_changed.connect(self._situation_changed)
        desk.stepped.connect(self._stepped)
        desk.article_shown.connect(self._article_shown)
        desk.article_closed.connect(self._article_closed)
        desk.said.connect(self._say)
        panes.card.tab_chosen.connect(self._tab_chosen)

    def leave(self) -> None:
        """Stop: the project is being closed, and nothing may be read from it any more."""
        self._has_left = True
        self._timer.stop()
        self._panes.card.tab_chosen.disconnect(self._tab_chosen)

    def show_all(self) -> None:
        """Show everything anew: another project, language or theme."""
        scheme = self._desk.workspace.scheme
        self._panes.labels.show_scheme(scheme)
        self._panes.card.show_scheme(scheme)
        person = self._desk.workspace.annotator
        self._panes.status.show_annotator(person.name if person else None)
        self._stale |= {"articles", "counts", "annotations", "bar", "situation"}
        self.refresh()

    def later(self, *what: str) -> None:
        """Redraw these soon."""
        if self._has_left:
            return
        self._stale.update(what)
        self._timer.start()

    def show_selected(self) -> None:
        """Show the selected mark's own card although a claim is open, until something else is selected."""
        self._own_card = self._desk.selected
        self._refresh_situation()

    def _tab_chosen(self, _: str) -> None:
        self.later("annotations")

    def _situation_changed(self) -> None:
        if self._own_card != self._desk.selected:
            self._own_card = None
        self._saying = None
        self.later("said", "situation")

    def _article_shown(self, key: str) -> None:
        self._panes.articles.show_current(ArticleKey(key))
        self.later("counts", "annotations", "bar", "situation")

    def _article_closed(self) -> None:
        self.later("articles", "counts", "annotations", "bar", "situation")

    def _stepped(self, step: Step) -> None:
        kinds = step.kinds
        if Kind.SCHEME in kinds:
            self._panes.labels.show_scheme(self._desk.workspace.scheme)
            self._panes.card.show_scheme(self._desk.workspace.scheme)
        if step.name in BULK:
            self.later("articles", "bar")
        elif Kind.ARTICLE in kinds:
            self._articles_changed([change for change in step.changes if change.kind is Kind.ARTICLE])
        self.later("counts", "annotations", "situation", "progress")

    def _articles_changed(self, changes: Sequence[Change]) -> None:
        """Change a few rows where they stand; list all anew only when some came or went, or many are others now."""
        values = [change.after for change in changes if _stays(change)]
        if len(values) < len(changes) or len(changes) > FEW_ROWS:
            self.later("articles", "bar")
            return
        for article in values:
            if isinstance(article, Article):
                self._panes.articles.change_row(article_row(self._desk, article))
        self.later("bar")

    def _say(self, kind: str, text: str) -> None:
        self._saying = (TONES[Saying(kind)], text)
        self.later("said")

    # Redrawing

    @property
    def is_behind(self) -> bool:
        """Whether anything still waits to be redrawn."""
        return bool(self._stale)

    def refresh(self) -> None:
        """Redraw what is stale, now."""
        stale, self._stale = self._stale, set()
        if "articles" in stale:
            self._panes.articles.show_rows(article_rows(self._desk), progress(self._desk))
            if self._desk.article:
                self._panes.articles.show_current(self._desk.article)
        elif "progress" in stale:
            self._panes.articles.show_progress(progress(self._desk))
        if "counts" in stale:
            self._panes.labels.show_counts(label_counts(self._desk))
        if "annotations" in stale:
            self._refresh_annotations()
        if "bar" in stale:
            self._refresh_bar()
        if "situation" in stale:
            self._refresh_situation()
        if "said" in stale:
            self._refresh_said()

    def _refresh_said(self) -> None:
        if self._saying:
            self._panes.status.say(*self._saying)
        else:
            self._panes.status.be_quiet()

    def _refresh_annotations(self) -> None:
        number = len(self._desk.rows())
        if self._panes.card.tab == ANNOTATIONS or number <= FEW:
            self._panes.card.annotations.show_rows(annotation_rows(self._desk))
        else:
            self._panes.card.annotations.count_changed.emit(number)

    def _refresh_bar(self) -> None:
        view = self._desk.view
        if view is None:
            self._panes.bar.show_article(None)
            return
        listed = self._panes.articles.model
        if listed.place(view.key) is None:
            # It came while the list waits to be shown anew.
            self._panes.articles.show_rows(article_rows(self._desk), progress(self._desk))
        may_change = not self._desk.workspace.read_only
        row = article_row(self._desk, view.article)
        place = listed.place(view.key) or 0
        self._panes.bar.show_article(row, number=place, of=listed.total, may_change=may_change)

    def _announce(self) -> None:
        """Tell a screen reader which mark the caret came into."""
        here = next(iter(self._desk.marks_at_caret()), None) if self._desk.view else None
        came, self._caret_in = here != self._caret_in, here
        annotation = self._desk.workspace.annotation(here) if here and came else None
        if annotation:
            label = self._desk.workspace.scheme.label(annotation.layer, annotation.label)
            name = label.name.in_language(self._messages().language) if label else annotation.label
            words = self._desk.workspace.marks.excerpt(annotation)
            self._panes.status.announce(self._messages().text("hint.enters", name=name, words=words))

    def _refresh_situation(self) -> None:
        self._announce()
        desk, panes = self._desk, self._panes
        annotation = desk.annotation()
        claim = desk.claim()
        panes.labels.show_roles({role for role, fillers in claim.roles.items() if fillers} if claim else None)
        shown = annotation if self._own_card and annotation else claim or annotation
        several = several_card(desk)
        labels = {(one.layer, one.label) for one in several.annotations} if several else set()
        alike = shown is not None and (not several or len(labels) == 1)
        panes.labels.show_chosen((shown.layer, shown.label) if shown and alike else None)
        sticky = (Layer.ENTITIES, desk.sticky) if desk.sticky else None
        panes.labels.show_sticky(desk.is_sticky, label=sticky)
        panes.card.show_card(several or (card_of(desk, shown) if shown else None))
        chosen = desk.selected if several else shown.id if shown else None
        panes.card.annotations.show_current(chosen, also=desk.several)
        if shown:
            panes.card.show_topic(Topic(shown.layer, shown.label))
        if self.elsewhere():
            return
        if self._review.show():
            self._refresh_under_way()
        else:
            self._refresh_status(claim)

    def _selected_words(self) -> str:
        """The selected words, in quotation marks; nothing where none are selected."""
        desk = self._desk
        span = desk.viewer.selection()
        if span is None or desk.view is None:
            return ""
        # Only so much is looked at: all of a long article may be selected.
        some = Span(span.start, min(span.end, span.start + 2 * SHOWN_WORDS))
        return self._messages().text("status.selection", words=shortened(some.of(desk.view.text)))

    def _refresh_status(self, claim: Claim | None) -> None:
        desk, status, messages = self._desk, self._panes.status, self._messages()
        here = None if desk.several else marked(desk)
        # Of a mention that is selected while a claim is open nobody said anything.
        is_told = claim is not None and desk.selected in (None, claim.id)
        aside = desk.view.speaker(claim) if claim and is_told and desk.view else ""
        aside = messages.text("hint.said_by", who=aside) if aside else ""
        several = messages.text("card.several.title", count=len(desk.several)) if desk.several else ""
        words = "" if here or aside else self._selected_words()
        status.show_selection(here, aside=several or aside or words)
        status.show_keys(keys_now(desk, self._key_of, messages, offered=self._review.waits))
        if claim:
            lacks = desk.workspace.claims.lacks_source(claim)
            complete = not lacks and bool(claim.fillers("cue"))
            key = "hint.claim_complete" if complete else "hint.claim_lacks_source" if lacks else "hint.claim_lacks_cue"
            status.show_place(messages.text(key), tone="ok" if complete else "warn")
        elif desk.view:
            place = desk.view.place(desk.viewer.caret())
            status.show_place(messages.text("hint.place", paragraph=place.paragraph, word=place.word))
        else:
            status.show_place("")
        self._refresh_under_way()

    def _refresh_under_way(self) -> None:
        desk, status, messages = self._desk, self._panes.status, self._messages()
        way = desk.under_way
        stop = KeyWords((self._key_of("step_out"),), messages.text("hint.cancel"))
        if way is None:
            if desk.sticky:
                label = desk.workspace.scheme.label(Layer.ENTITIES, desk.sticky)
                name = label.name.in_language(messages.language) if label else desk.sticky
                off = KeyWords((self._key_of("step_out"),), messages.text("hint.sticky_end"))
                status.stand(Tone.STICKY, messages.text("hint.sticky", name=name), keys=(off,))
            else:
                status.end_standing()
            return
        labels = list(way.choices) if way.kind is Pending.REGION else self._linking.choices()
        keys = [
            KeyWords((cap_text(str(number), messages),), label.name.in_language(messages.language))
            for number, label in enumerate(labels[:9], 1)
        ]
        start = desk.workspace.annotation(way.start) if way.start else None
        name = desk.showing.mark_name(start) if start else ""
        status.stand(Tone.RELATION, messages.text(f"hint.under_way.{way.kind.value}", start=name), keys=(*keys, stop))


def _stays(change: Change) -> bool:
    """Whether the article was in the list before the change, and is after it."""
    before, after = change.before, change.after
    return isinstance(before, Article) and isinstance(after, Article) and not (before.removed or after.removed)
