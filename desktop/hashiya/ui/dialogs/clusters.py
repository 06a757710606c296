"""The page of clusters: claims of any article that say the same, together under a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.arabic.folding import fold_key
from hashiya.domain.annotation import Claim
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotationId, ArticleKey, ClusterId
from hashiya.domain.step import Kind, Step
from hashiya.ui.dialogs.asking import Asking
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.columns import columns, page_width
from hashiya.ui.dialogs.fields import CommitField, ListField
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import Button, FlowLayout, SectionHeading, TextLabel, first_strong, isolate, whole
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.record import BULK, Outcome
from hashiya.workspace.workspace import Workspace

_ROW, _CLAIM = 38, 62
_LIST = 300


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A cluster: what it is called, or else the words of its first claim; and what it is found by."""

    id: ClusterId
    name: str | None
    title: str
    claims: tuple[Claim, ...]
    folded: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of a cluster: its words, who says them, and where; `number` is 0 for another annotator's claim."""

    id: AnnotationId
    article: ArticleKey
    words: str
    speaker: str
    title: str
    number: int
    owner: str


@dataclass(frozen=True, slots=True)
class _Claims:
    """The claims of one cluster."""

    cluster: ClusterId | None
    rows: Sequence[ClaimRow]


@dataclass(frozen=True, slots=True)
class _Read:
    """All clusters, and the claims of the one that is shown."""

    rows: list[ClusterRow]
    claims: _Claims


def _read(reading: Workspace, empty: str, shown: ClusterId | None) -> _Read:
    """Read it, in any thread; `empty` is what a cluster without claims and name is called."""
    rows = []
    for cluster, claims in reading.claims.clusters():
        words = [reading.marks.excerpt(claim) for claim in claims]
        title = cluster.name or (words[0] if words else empty)
        folded = "\n".join(fold_key(text) for text in (title, *words))
        rows.append(ClusterRow(cluster.id, cluster.name, title, tuple(claims), folded))
    chosen = next((one for one in rows if one.id == shown), rows[0] if rows else None)
    return _Read(rows, _claims_of(reading, chosen) if chosen else _Claims(None, ()))


def _claims_of(reading: Workspace, shown: ClusterRow) -> _Claims:
    people = reading.annotators()
    views = {key: reading.view(key) for key in dict.fromkeys(claim.article for claim in shown.claims)}
    me = reading.annotator
    rows = []
    for claim in shown.claims:
        view = views[claim.article]
        own = me is not None and claim.owner == me.id
        person = people.get(claim.owner)
        rows.append(
            ClaimRow(
                claim.id,
                claim.article,
                reading.marks.excerpt(claim),
                view.speaker(claim) if own else "",
                view.article.title or view.article.id,
                view.claim_number(claim.id) if own else 0,
                person.name if person and not own else "",
            )
        )
    return _Claims(shown.id, rows)


class ClustersPage(Dialog):
    """All clusters of the project; `go_requested` tells the article and the claim to go to."""

    go_requested = Signal(str, object)

    def __init__(
        self, theme: ThemeSource, messages: Said, workspace: Workspace, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, messages, "clusters.title", width=page_width(theme.theme), parent=parent)
        self._workspace = workspace
        self._all: list[ClusterRow] = []
        self._shown: ClusterRow | None = None
        self._rows: _Claims = _Claims(None, ())
        self._asking = Asking(workspace, self)
        self._asking.answered.connect(self._answered)
        self._asking.failed.connect(self.show_failure)
        self._asking.patience_ended.connect(lambda: self.claims.show_rows(()))
        self._detail = QWidget()
        listed = self._listed()
        self._fill_detail(self._detail)
        self.content.addLayout(columns(theme.theme, listed, self._detail, wide=_LIST), 1)
        self.add_primary(self.say("dialog.close"), cap=None).clicked.connect(self.accept)
        self.view.row_selected.connect(self._show_row)
        self.view.row_activated.connect(lambda _row: self._to_name())
        self.claim_view.row_activated.connect(self._go)
        self.claim_view.row_selected.connect(lambda _row: self._allow())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.walked.connect(self._walk)
        self.search.returnPressed.connect(self._to_name)
        self.name.editingFinished.connect(self._rename)
        self.go.clicked.connect(self._go_to_chosen)
        self.leave.clicked.connect(self._leave_cluster)
        self._stop: Callable[[], None] | None = workspace.subscribe(self._hear)
        self.finished.connect(lambda _result: self._stop_hearing())
        self._total.set_text("")
        self._show_row(None)
        self.renew()
        self.search.setFocus()

    def _listed(self) -> QWidget:
        side = QWidget()
        hint = self.say("clusters.find")
        self.search = ListField(
            self._source, name=hint, placeholder=hint, icon="search", clear_name=self.say("dialog.clear")
        )
        self._total = TextLabel(self._source, style=Type.META, tone="ink2")
        self.model: RowsModel[ClusterRow] = RowsModel(self._spoken)
        self.view = RowsView(
            self._source,
            self.model,
            RowsDelegate(self._source, _ROW, self._draw),
            name=self.say("clusters.list"),
            shown=5,
        )
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.search, self._total):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        return side

    def _fill_detail(self, detail: QWidget) -> None:
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        hint = self.say("clusters.name_hint")
        self.name = CommitField(self._source, name=self.say("clusters.name"), placeholder=hint, style=Type.ROW)
        self.add_field("clusters.name", self.name, to=column)
        self._heading = SectionHeading(self._source, self.say("clusters.claims"))
        column.addSpacing(4)
        column.addWidget(self._heading)
        self.claims: RowsModel[ClaimRow] = RowsModel(self._spoken_claim)
        self.claim_view = RowsView(
            self._source,
            self.claims,
            RowsDelegate(self._source, _CLAIM, self._draw_claim),
            name=self.say("clusters.claims"),
            shown=4,
        )
        column.addWidget(self.claim_view, 1)
        self.go = Button(self._source, self.say("clusters.go"), icon="claim")
        self.leave = Button(self._source, self.say("clusters.leave"), icon="cross")
        foot = QWidget()
        flow = FlowLayout(foot, gap=8)
        flow.addWidget(self.go)
        flow.addWidget(self.leave)
        column.addWidget(foot)

    # Showing

    @property
    def is_reading(self) -> bool:
        """Whether clusters or claims are still being read."""
        return self._asking.is_waiting

    def renew(self) -> None:
        """Read the clusters again; the keyboard stays on its cluster if it is still there."""
        empty, shown = self.say("clusters.empty"), self._shown.id if self._shown else None
        self._asking.ask(lambda reading: _read(reading, empty, shown))

    def _answered(self, read: _Claims | _Read) -> None:
        if isinstance(read, _Read):
            self._all, self._rows = read.rows, read.claims
            self._filter()
        elif self._shown is not None and read.cluster == self._shown.id:
            self._rows = read
            self._show_claims()

    def choose(self, cluster: ClusterId) -> bool:
        """Put the keyboard on that cluster; whether it is shown."""
        for number, one in enumerate(self.model.rows):
            if one.id == cluster:
                self.view.choose(number)
                return True
        return False

    def _filter(self) -> None:
        before = self.view.chosen()
        wanted = fold_key(self.search.text()).strip()
        rows = [one for one in self._all if wanted in one.folded]
        self.model.show_rows(rows)
        if not self._all:
            self._total.set_text(self.say("clusters.none"))
        else:
            self._total.set_text(self.say("clusters.total", count=len(rows)) if rows else self.say("clusters.no_hits"))
        if rows and not (isinstance(before, ClusterRow) and self.choose(before.id)):
            self.view.choose(0)
        self._show_row(self.view.chosen())

    def _show_row(self, shown: ClusterRow | None) -> None:
        if self._shown is not None and (shown is None or shown.id != self._shown.id):
            self._rename()
        self._shown = shown
        self._detail.setEnabled(shown is not None)
        self.name.setText((shown.name or "") if shown else "")
        self.name.setCursorPosition(0)
        self._show_claims()
        if shown is not None and self._rows.cluster != shown.id:
            self._asking.ask(lambda reading: _claims_of(reading, shown))

    def _show_claims(self) -> None:
        """The claims of the cluster that is shown, as soon as they are read; those of another do not stay."""
        shown = self._shown
        is_read = self._is_read()
        if shown is not None and not is_read:
            self._asking.be_patient()
            self._allow()
            return
        self._asking.be_satisfied()
        rows = self._rows.rows if is_read else ()
        self.claims.show_rows(rows)
        if rows:
            self.claim_view.choose(0)
        self._heading.set_text(self.say("clusters.count", count=len(rows)) if rows else self.say("clusters.claims"))
        self._allow()

    def _allow(self) -> None:
        chosen = self.claim_view.chosen()
        there = isinstance(chosen, ClaimRow) and self._is_read()
        self.go.setEnabled(there)
        self.leave.setEnabled(there and not chosen.owner and not self._workspace.read_only)
        self.name.setEnabled(not self._workspace.read_only)

    def _is_read(self) -> bool:
        """Whether the claims are those of the cluster that is shown."""
        return self._shown is not None and self._rows.cluster == self._shown.id

    def _hear(self, step: Step) -> None:
        if step.name in BULK or not step.kinds.isdisjoint((Kind.CLUSTER, Kind.CLAIM)):
            self.renew()

    def _walk(self, by: int) -> None:
        if self.model.rows:
            self.view.choose(min(len(self.model.rows) - 1, max(0, self.view.currentIndex().row() + by)))

    # Changing and going

    def _to_name(self) -> None:
        if self._shown is not None and self.name.isEnabled():
            self.name.setFocus()
            self.name.selectAll()

    def _take(self, outcome: Outcome) -> bool:
        """Say why nothing was done, if so; whether it was done."""
        if not isinstance(outcome, Refusal):
            self.clear_problem()
            return True
        if outcome.code != "nothing_to_change":
            self.show_refusal(outcome, self._workspace.scheme)
        return False

    def _rename(self) -> None:
        shown, name = self._shown, self.name.text().strip() or None
        if shown is None or name == shown.name or self._workspace.read_only:
            return
        if not self._take(self._workspace.claims.name_cluster(shown.id, name)):
            self.name.setText(shown.name or "")

    def _leave_cluster(self) -> None:
        chosen = self.claim_view.chosen()
        if isinstance(chosen, ClaimRow) and self._is_read():
            self._take(self._workspace.claims.leave_cluster(chosen.id))
            (self.claim_view if self.claims.rows else self.search).setFocus()

    def _go_to_chosen(self) -> None:
        chosen = self.claim_view.chosen()
        if isinstance(chosen, ClaimRow):
            self._go(chosen)

    def _go(self, claim: ClaimRow) -> None:
        if not self._is_read():
            return
        self.go_requested.emit(claim.article, claim.id)
        self.accept()

    def done(self, result: int) -> None:
        """Close; what was typed is written first."""
        self._rename()
        super().done(result)

    def _stop_hearing(self) -> None:
        self._asking.leave()
        if self._stop is not None:
            self._stop()
            self._stop = None

    # Rows

    def _spoken(self, one: ClusterRow) -> str:
        return self.say("clusters.row", title=one.title, claims=self.say("clusters.count", count=len(one.claims)))

    def _place_of(self, claim: ClaimRow) -> str:
        if claim.owner:
            return self.say("clusters.others", name=claim.owner)
        number = self.say("words.claim_number", number=claim.number)
        return self.say("dialog.join").join((number, isolate(claim.speaker)) if claim.speaker else (number,))

    def _spoken_claim(self, claim: ClaimRow) -> str:
        return self.say("clusters.claim", words=claim.words, place=self._place_of(claim), title=claim.title)

    def _draw(self, painter: RowPainter, one: ClusterRow) -> None:
        theme = painter.theme
        number = whole(len(one.claims), arabic=self.messages.arabic_digits)
        place = painter.place(painter.width - 52, 0, 40, _ROW)
        painter.text(number, Type.META, theme.ink2, place, at_end=True)
        tone = theme.ink if one.name else theme.ink2
        same = first_strong(one.title) is painter.direction
        title = one.title if same else isolate(one.title)
        painter.text(title, Type.ROW, tone, painter.place(12, 0, painter.width - 60, _ROW))

    def _draw_claim(self, painter: RowPainter, claim: ClaimRow) -> None:
        theme, inside = painter.theme, painter.width - 24
        words = painter.place(12, 5, inside, 30)
        painter.text(claim.words, Type.HIT, theme.ink, words, direction=first_strong(claim.words))
        used = painter.text(
            self._place_of(claim), Type.META_MEDIUM, theme.claim, painter.place(12, 36, inside * 0.5, 18)
        )
        title = painter.place(24 + used, 36, inside - used - 12, 18)
        painter.text(isolate(claim.title), Type.META, theme.ink2, title)
