"""The page of referents: rename, other names, merge, remove, and every mention in its context."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hashiya.domain.ids import ReferentId
from hashiya.domain.step import Kind, Step
from hashiya.ui.dialogs.asking import Asking
from hashiya.ui.dialogs.base import WIDE, Dialog, Said
from hashiya.ui.dialogs.fields import CommitField
from hashiya.ui.dialogs.kwic import MENTION_ROW, draw_mention
from hashiya.ui.dialogs.referent_list import ReferentList, ReferentRow
from hashiya.ui.dialogs.rows import RowsDelegate, RowsModel, RowsView
from hashiya.ui.kit import Band, BandKind, Button, FlowLayout, NoteField, SectionHeading, TextLabel
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.record import BULK, Outcome
from hashiya.workspace.referents import MentionInContext
from hashiya.workspace.workspace import Workspace

_BESIDE = 640
"""Width of the sheet, in px before scaling, from which the list stands beside the details."""


@dataclass(frozen=True, slots=True)
class _Details:
    """Where a referent is mentioned, and how many claims have it in a role."""

    referent: ReferentId | None
    mentions: Sequence[MentionInContext]
    roles: int


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read: the details of one referent, and the counts of all if they were asked for."""

    details: _Details
    counts: Mapping[ReferentId, tuple[int, int]] | None


_NO_DETAILS = _Details(None, (), 0)


def _read(reading: Workspace, referent: ReferentId | None, *, wants_counts: bool) -> _Read:
    """Read it; in any thread."""
    referents = reading.referents
    details = _NO_DETAILS
    if referent is not None:
        details = _Details(referent, referents.mentions(referent), len(referents.claims_naming(referent)))
    return _Read(details, referents.counts() if wants_counts else None)


class ReferentsPage(Dialog):
    """All referents of the project; `go_requested` tells the article and annotation of a mention to go to."""

    go_requested = Signal(str, object)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        workspace: Workspace,
        *,
        referent: ReferentId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "referents.title", width=WIDE, parent=parent)
        self._workspace = workspace
        self._shown: ReferentRow | None = None
        self._details = _NO_DETAILS
        self._counts: Mapping[ReferentId, tuple[int, int]] | None = None
        self._asking = Asking(workspace, self)
        self._asking.answered.connect(self._answered)
        self._asking.failed.connect(self.show_failure)
        self._asking.patience_ended.connect(lambda: self.mentions.show_rows(()))
        self._merging: ReferentRow | None = None
        self._merge_band = Band(theme, BandKind.NEWS, "", button=self.say("referents.merge_stop"))
        self._merge_band.hide()
        self._merge_band.pressed.connect(self.stop_merging)
        self.content.addWidget(self._merge_band)
        self.list = ReferentList(theme, messages)
        # Large type on a small screen: the list above the details instead of beside them.
        beside = self.width_given >= _BESIDE
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        columns.setSpacing(20)
        if beside:
            self.list.setFixedWidth(theme.theme.px(300))
        columns.addWidget(self.list)
        self._detail = QWidget()
        self._fill_detail(self._detail)
        columns.addWidget(self._detail, 1)
        self.content.addLayout(columns, 1)
        self.add_primary(self.say("dialog.close"), cap=None).clicked.connect(self.accept)
        self.list.row_chosen.connect(self._show_row)
        self.list.row_activated.connect(self._activated)
        self._leave: Callable[[], None] | None = workspace.subscribe(self._hear)
        self.finished.connect(lambda _result: self._stop_hearing())
        self.list.show_referents(workspace.referents.all(), None, workspace.scheme)
        if referent is not None:
            self.list.choose(referent)
        self._show_row(self.list.chosen())
        self.renew()
        self.list.search.setFocus()

    def _fill_detail(self, detail: QWidget) -> None:
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.name = CommitField(self._source, name=self.say("referents.name"), style=Type.ROW)
        self.add_field("referents.name", self.name, to=column)
        self._facts = TextLabel(self._source, style=Type.SMALL, tone="ink2")
        column.addWidget(self._facts)
        self.aliases = NoteField(self._source, name=self.say("referents.aliases"), least=2, most=4)
        self.add_field("referents.aliases", self.aliases, to=column)
        self.merge = Button(self._source, self.say("referents.merge"), icon="link")
        self.remove = Button(self._source, self.say("referents.remove"), icon="trash")
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        flow.addWidget(self.merge)
        flow.addWidget(self.remove)
        column.addWidget(buttons)
        self._mentions_name = SectionHeading(self._source, self.say("referents.mentions"))
        column.addWidget(self._mentions_name)
        self.mentions: RowsModel[MentionInContext] = RowsModel(self._spoken)
        self.view = RowsView(
            self._source,
            self.mentions,
            RowsDelegate(self._source, MENTION_ROW, draw_mention),
            name=self.say("referents.mentions"),
            shown=4,
        )
        column.addWidget(self.view, 1)
        self.name.editingFinished.connect(self._rename)
        self.aliases.committed.connect(self._set_aliases)
        self.merge.clicked.connect(self.start_merging)
        self.remove.clicked.connect(self._remove)
        self.view.row_activated.connect(self._go)

    # Showing

    @property
    def is_reading(self) -> bool:
        """Whether counts or mentions are still being read."""
        return self._asking.is_waiting

    def renew(self) -> None:
        """Read the register again: the names at once, the rest as soon as it is there."""
        self.list.show_referents(self._workspace.referents.all(), self._counts, self._workspace.scheme)
        self._counts = None
        self._ask()

    def _hear(self, step: Step) -> None:
        if step.name in BULK or not step.kinds.isdisjoint((Kind.REFERENT, Kind.ENTITY)):
            self.renew()
            self._show_row(self.list.chosen())

    def _ask(self) -> None:
        """Read the mentions of the referent that is shown, and the counts where they are not known."""
        shown = self._shown.referent.id if self._shown else None
        wants_counts = self._counts is None
        self._asking.ask(lambda reading: _read(reading, shown, wants_counts=wants_counts))

    def _answered(self, read: _Read) -> None:
        if read.counts is not None:
            self._counts = read.counts
            self.list.show_referents(self._workspace.referents.all(), read.counts, self._workspace.scheme)
        self._details = read.details
        self._show_details()

    def _show_row(self, row: ReferentRow | None) -> None:
        if self._shown is not None and (row is None or row.referent.id != self._shown.referent.id):
            self._commit()
        self._shown = row
        self._detail.setEnabled(row is not None)
        referent = row.referent if row else None
        self.name.setText(referent.name if referent else "")
        self.name.setCursorPosition(0)
        self.aliases.set_text("\n".join(referent.aliases) if referent else "")
        self._show_details()
        if self._details.referent != (referent.id if referent else None):
            self._ask()

    def _show_details(self) -> None:
        """The mentions of the referent that is shown, as far as they are read; those of another do not stay."""
        row, details = self._shown, self._details
        referent = row.referent if row else None
        is_read = referent is not None and details.referent == referent.id
        mentions, roles = (details.mentions, details.roles) if is_read else ((), 0)
        is_unmentioned = is_read and not mentions
        if is_read or referent is None:
            self._asking.be_satisfied()
            self.mentions.show_rows(mentions)
            self._mentions_name.set_text(self.say("referents.no_mentions" if is_unmentioned else "referents.mentions"))
        else:
            self._asking.be_patient()
        self._facts.set_text(self._facts_of(row, roles) if row else self.say("referents.choose"))
        is_free = is_unmentioned and not roles
        self.remove.setEnabled(is_free)
        self.remove.setToolTip("" if is_free else self.say("referents.remove_tip"))

    def _facts_of(self, row: ReferentRow, roles: int) -> str:
        parts = [row.label] if row.label else []
        mentions = self.say("referents.count", count=row.mentions)
        if row.is_counted:
            of = self.say("referents.articles", count=row.articles) if row.articles else ""
            parts.append(f"{mentions} {of}".rstrip())
        if roles:
            parts.append(self.say("referents.roles", count=roles))
        return self.say("dialog.join").join(parts)

    def _spoken(self, mention: MentionInContext) -> str:
        return self.say(
            "referents.mention",
            words=mention.words,
            title=mention.title,
            before=mention.before,
            after=mention.after,
        )

    # Changing

    def _take(self, gesture: Callable[[], Outcome]) -> bool:
        return self.attempt(gesture, self._workspace.scheme)

    def _commit(self) -> None:
        """Write what was typed, before another referent is shown."""
        self._rename()
        self.aliases.commit()

    def _rename(self) -> None:
        shown, name = self._shown, self.name.text().strip()
        if shown is None or name == shown.referent.name:
            return
        if not self._take(lambda: self._workspace.referents.rename(shown.referent.id, name)):
            self.name.setText(shown.referent.name)

    def _set_aliases(self, text: str) -> None:
        shown = self._shown
        if shown is not None:
            names = tuple(line.strip() for line in text.splitlines() if line.strip())
            self._take(lambda: self._workspace.referents.set_aliases(shown.referent.id, names))

    def _remove(self) -> None:
        shown = self._shown
        if shown is not None:
            self._take(lambda: self._workspace.referents.remove(shown.referent.id))
            self.list.search.setFocus()

    def start_merging(self) -> None:
        """Let the next referent that is chosen with Enter be the one that this one is merged into."""
        if self._shown is None:
            return
        self._commit()
        self._merging = self._shown
        self._merge_band.say(
            BandKind.NEWS,
            self.say("referents.merge_into", name=self._shown.referent.name),
            button=self.say("referents.merge_stop"),
        )
        self._merge_band.show()
        self.list.search.clear()
        self.list.search.setFocus()

    def stop_merging(self) -> None:
        """Merge nothing after all."""
        self._merging = None
        self._merge_band.hide()

    def _activated(self, row: ReferentRow) -> None:
        merging = self._merging
        if merging is None:
            self.name.setFocus()
            self.name.selectAll()
            return
        self.stop_merging()
        if self._take(lambda: self._workspace.referents.merge(merging.referent.id, row.referent.id)):
            self.list.choose(row.referent.id)

    def _go(self, mention: MentionInContext) -> None:
        if self._shown is None or self._details.referent != self._shown.referent.id:
            return
        self.go_requested.emit(mention.article, mention.annotation)
        self.accept()

    # Closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._merging is not None:
            self.stop_merging()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close; what was typed is written first."""
        self._commit()
        super().done(result)

    def _stop_hearing(self) -> None:
        self._asking.leave()
        if self._leave is not None:
            self._leave()
            self._leave = None
