"""The history of one thing: who changed it, when, and what it was before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.ids import AnnotatorId
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.change_words import ChangeWords
from hashiya.ui.kit import CorpusLabel, Hairline, TextLabel
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.history import HistoryEntry
from hashiya.workspace.wording import label_name, step_words
from hashiya.workspace.workspace import Workspace

MOST = 200


class HistoryDialog(Dialog):
    """Every change of the annotation, referent or article with this id, the newest first."""

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        workspace: Workspace,
        target: str,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "history.title", parent=parent)
        self._workspace = workspace
        self._words = ChangeWords(workspace, self.messages)
        entries = workspace.history.of(target)
        self.lines: list[str] = []
        self._head(target)
        for number, entry in enumerate(reversed(entries[-MOST:])):
            if number:
                self.content.addWidget(Hairline(theme))
            self._add_entry(entry)
        brought = workspace.history.import_of(target)
        if brought is not None:
            if entries:
                self.content.addWidget(Hairline(theme))
            lines = [self.say("history.imported", source=brought.source)]
            self._add_lines(lines, self._person(brought.annotator), brought.at)
        elif not entries:
            self.add_words(self.say("history.none"))
        self.content.addStretch(1)
        self.add_primary(self.say("dialog.close")).clicked.connect(self.accept)
        self.primary.setFocus()

    def _head(self, target: str) -> None:
        """The thing itself, as it is now."""
        found = self._workspace.annotation(target)
        if found is None:
            return
        label = label_name(self._workspace.scheme, {"layer": found.layer.value, "label": found.label}, self.messages)
        self.content.addWidget(TextLabel(self._source, label, Type.SMALL_MEDIUM, tone="ink2", lines=1))
        self.content.addWidget(CorpusLabel(self._source, self._workspace.marks.excerpt(found), Type.QUOTE, lines=2))
        self.content.addSpacing(4)

    def _add_entry(self, entry: HistoryEntry) -> None:
        self._add_lines(self._lines(entry), self._person(entry.step.annotator), entry.step.at)

    def _add_lines(self, lines: list[str], name: str, at: str) -> None:
        """What happened, and under it who did it when."""
        who = self.say("history.who", name=name, time=self.moment(at))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        for line in lines:
            column.addWidget(TextLabel(self._source, line))
        column.addWidget(TextLabel(self._source, who, Type.META, tone="ink2"))
        holder.setAccessibleName(self.say("history.spoken", who=who, step=lines[0], changes=" ".join(lines[1:])))
        self.content.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        self.lines += lines

    def _lines(self, entry: HistoryEntry) -> list[str]:
        """What happened, then what was before and after; a gesture whose parts say it all needs no name."""
        change, step = entry.change, entry.step
        changed = [self._words.sentence(one) for one in self._words.differences(change)]
        taken_back = step.name in ("undo", "redo")
        if changed and not taken_back:
            return changed
        if taken_back or (change.before is not None and change.after is not None):
            return [step_words(step, self._workspace.scheme, self.messages), *changed]
        return [self.say("history.made" if change.before is None else "history.deleted")]

    def _person(self, annotator: AnnotatorId) -> str:
        person = self._workspace.annotators().get(annotator)
        return person.name if person else self.say("history.somebody")
