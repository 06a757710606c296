"""The engines of a project: each on or off, with what became of its proposals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import ReferentId
from hashiya.domain.judged import NEW_REFERENT, REFERENT
from hashiya.ui.dialogs.base import Dialog, Said, row
from hashiya.ui.kit import ChoiceRow, Hairline, TextLabel
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.suggesting import EngineInfo
from hashiya.workspace.workspace import Workspace

_MOST_LABELS = 8


class EnginesDialog(Dialog):
    """Every engine with its record; `switched` tells that another set of engines proposes now."""

    switched = Signal()

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        workspace: Workspace,
        engines: Sequence[EngineInfo],
        switch: Callable[[str, bool], Refusal | None],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "review.engines.title", parent=parent)
        self._workspace, self._switch = workspace, switch
        self.choices: dict[str, ChoiceRow] = {}
        may_change = not workspace.read_only
        self.add_words(self.say("review.engines.intro" if may_change else "review.engines.read_only"))
        for number, engine in enumerate(engines):
            if number:
                self.content.addWidget(Hairline(theme))
            self.content.addWidget(self._engine(engine, may_change=may_change))
        self.close_button = self.add_primary(self.say("dialog.close"))
        self.close_button.clicked.connect(self.accept)
        self.foot_last(self.close_button)
        first = next((one for one in self.choices.values() if one.isEnabled()), None)
        if first is not None:
            first.focus_first()
        else:
            self.close_button.setFocus()

    def _engine(self, engine: EngineInfo, *, may_change: bool) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        name = self.say(f"suggest.engine.{engine.name}")
        words = TextLabel(self._source, name, Type.BODY_STRONG, lines=1)
        if engine.available:
            states = [(key, self.say(f"review.engines.{key}")) for key in ("on", "off")]
            choice = ChoiceRow(self._source, states, name=name, current="on" if engine.on else "off")
            choice.chosen.connect(lambda key, one=engine.name: self._take(one, on=key == "on"))
            choice.setEnabled(may_change)
            self.choices[engine.name] = choice
            column.addLayout(row(words, choice, stretch=0))
        else:
            reason = self.say(engine.reason) if engine.reason else self.say("review.engines.off")
            aside = TextLabel(self._source, reason, Type.META, tone="ink2", lines=1)
            column.addLayout(row(words, aside, stretch=0))
        column.addWidget(TextLabel(self._source, self.say(f"suggest.about.{engine.name}"), Type.SMALL, tone="ink2"))
        for line in self._record(engine.name):
            column.addWidget(TextLabel(self._source, line, Type.META, tone="ink2"))
        return holder

    def _record(self, engine: str) -> list[str]:
        """What became of its proposals, the labels with most of them first."""
        counts = self._workspace.tallies.labels_of(engine)
        if not counts:
            return [self.say("review.engines.none_yet")]
        ordered = sorted(counts.items(), key=lambda one: -sum(one[1]))[:_MOST_LABELS]
        lines = [self._line(self._name(label), *found) for label, found in ordered]
        known = [found for label, found in counts.items() if _is_known_referent(label)]
        if len(known) > 1:
            # There are more referents than lines.
            lines.insert(0, self._line(self.say("review.engines.known_referents"), *map(sum, zip(*known, strict=True))))
        return lines

    def _line(self, name: str, accepted: int, corrected: int, rejected: int) -> str:
        return self.say(
            "review.engines.record",
            label=name,
            accepted=self.say("review.tally.accepted", number=accepted),
            corrected=self.say("review.tally.corrected", number=corrected),
            rejected=self.say("review.tally.rejected", number=rejected),
        )

    def _name(self, key: str) -> str:
        scheme = self._workspace.scheme
        if _is_known_referent(key):
            referent = self._workspace.referents.resolve(ReferentId(key.removeprefix(REFERENT)))
            return referent.name if referent else ""
        own = key.removeprefix(NEW_REFERENT)
        found = (scheme.label(layer, own) for layer in (Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS))
        label = next((one for one in found if one), None)
        name = label.name.in_language(self.messages.language) if label else own
        return name if own == key else self.say("review.engines.new_referents", label=name)

    def _take(self, engine: str, *, on: bool) -> None:
        refusal = self._switch(engine, on)
        if refusal is not None:
            self.show_refusal(refusal)
        else:
            self.clear_problem()
            self.switched.emit()


def _is_known_referent(label: str) -> bool:
    return label.startswith(REFERENT) and not label.startswith(NEW_REFERENT)
