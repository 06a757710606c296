"""How files are imported, chosen beside a preview of the first article: format, whose work, columns, encoding."""

from __future__ import annotations

import csv
import io

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hashiya.exchange.choosable import READING, options_of
from hashiya.exchange.formats import is_there, readable
from hashiya.exchange.table.columns import PURPOSES, is_own
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.choices import Picker
from hashiya.ui.dialogs.import_files import ENCODINGS, Preview, encoding_words, failure_sentence
from hashiya.ui.kit import ChoiceRow, CorpusLabel, SectionHeading, Surface, TextLabel, isolate
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.import_report import Alike, ImportChoices

_AUTO = "auto"
_NONE = "-"
_AS_IT_SAYS = "file"


class ImportOptions(QWidget):
    """The choices of an import over a preview of one file's first article; `changed` when it must be read anew."""

    changed = Signal()

    def __init__(self, theme: ThemeSource, messages: Said) -> None:
        super().__init__()
        self._source, self._messages = theme, messages
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._alike: dict[str, Alike] = {}
        self._told = ""
        self._columns: dict[str, str] = {}
        self._shown: Preview | None = None
        self._add_preview()
        self._add_format()
        self._add_columns()
        self._add_whose()

    def say(self, key: str, *, count: int | None = None, **values: object) -> str:
        """The message with this key."""
        return self._messages().text(key, count=count, **values)

    # Building

    def _add_preview(self) -> None:
        self._name = SectionHeading(self._source, self.say("import_.preview_name"))
        self._column.addWidget(self._name)
        paper = Surface(self._source, "paper")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(16, 8, 16, 8)
        self.preview = CorpusLabel(self._source, "", Type.ROW, lines=4)
        self.preview.setMinimumHeight(round(4 * self._source.theme.line_height(Type.ROW)))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.preview)
        self._column.addWidget(paper)
        self.marks = TextLabel(self._source, style=Type.SMALL, tone="ink2", lines=2)
        self._column.addWidget(self.marks)
        self._fault = TextLabel(self._source, style=Type.SMALL, tone="warn")
        self._column.addWidget(self._fault)

    def _add_format(self) -> None:
        self._of_which = TextLabel(self._source, style=Type.SMALL_MEDIUM, tone="ink2", lines=1)
        self._column.addWidget(self._of_which)
        pair = QGridLayout()
        pair.setHorizontalSpacing(12)
        self.format = Picker(self._source, name=self.say("import_.format"))
        known = [(one.name, self.say(f"format.name.{one.name}")) for one in readable() if is_there(one)]
        self.format.set_choices([(_AUTO, self.say("import_.format_auto")), *known])
        self.encoding = Picker(self._source, name=self.say("import_.encoding"))
        choices = [(_AUTO, self.say("import_.encoding_auto")), *((name, name) for name in ENCODINGS)]
        self.encoding.set_choices(choices)
        for place, (key, picker) in enumerate((("format", self.format), ("encoding", self.encoding))):
            name = SectionHeading(self._source, self.say(f"import_.{key}"))
            name.setBuddy(picker)
            pair.addWidget(name, 0, place)
            pair.addWidget(picker, 1, place)
            pair.setColumnStretch(place, 1)
        self.encoding.picked.connect(lambda _key: self._keep())
        self.format.picked.connect(lambda _key: self._other_format())
        self._column.addLayout(pair)
        self._option_name = SectionHeading(self._source, "")
        self.option = Picker(self._source, name="")
        self.option.picked.connect(lambda _key: self._keep())
        self._column.addWidget(self._option_name)
        self._column.addWidget(self.option)
        self._show_option()

    def _add_columns(self) -> None:
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.addWidget(SectionHeading(self._source, self.say("import_.columns")), 0, 0, 1, 4)
        self.columns: dict[str, Picker] = {}
        for number, purpose in enumerate(PURPOSES):
            name = self.say(f"import_.column.{purpose}")
            picker = Picker(self._source, name=name)
            picker.picked.connect(lambda key, purpose=purpose: self._column_picked(purpose, key))
            words = TextLabel(self._source, name, Type.SMALL, tone="ink2", lines=1)
            down, across = divmod(number, 2)
            grid.addWidget(words, down + 1, 2 * across)
            grid.addWidget(picker, down + 1, 2 * across + 1)
            self.columns[purpose] = picker
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._column.addWidget(self._table)
        self._table.hide()

    def _add_whose(self) -> None:
        whose = [(key, self.say(f"import_.whose_{key}")) for key in (_AS_IT_SAYS, "mine", "proposals")]
        self.whose = ChoiceRow(self._source, whose, name=self.say("import_.whose"), current=_AS_IT_SAYS, large=True)
        same = [(key, self.say(f"import_.same_{key}")) for key in ("merge", "skip", "copy")]
        self.same_text = ChoiceRow(self._source, same, name=self.say("import_.same_text"), current="merge", large=True)
        for key, row in (("whose", self.whose), ("same_text", self.same_text)):
            name = SectionHeading(self._source, self.say(f"import_.{key}"))
            name.setBuddy(row)
            self._column.addSpacing(4)
            self._column.addWidget(name)
            self._column.addWidget(row)

    # What was chosen

    @property
    def format_name(self) -> str | None:
        """The format that was chosen; None when it is told for each file."""
        return None if self.format.key == _AUTO else self.format.key

    def choices(self) -> ImportChoices:
        """How the first article of any file is read."""
        return ImportChoices(alike=dict(self._alike))

    def _keep(self) -> None:
        """Keep what is chosen for the files like the one that is looked at."""
        self._alike[self._told] = Alike(
            format=self.format_name,
            encoding=None if self.encoding.key == _AUTO else self.encoding.key,
            columns=dict(self._columns),
            more=options_of(READING.get(self._format_shown()), self.option.key),
        )
        self.changed.emit()

    def words(self) -> list[str]:
        """The choices as the command takes them."""
        words = ["--on-duplicate", self.same_text.current or "merge"]
        for told, chosen in self._alike.items():
            said = [("format", chosen.format), ("encoding", chosen.encoding)]
            if chosen.columns:
                line = io.StringIO()
                csv.writer(line, lineterminator="").writerow(f"{key}={name}" for key, name in chosen.columns.items())
                said.append(("columns", line.getvalue()))
            said += [("option", f"{name}={value}") for name, value in chosen.more.items()]
            for name, value in said:
                words += ["--like", f"{told}:{name}={value}"] if value else []
        if self.whose.current != _AS_IT_SAYS:
            words.append("--adopt" if self.whose.current == "mine" else "--as-proposals")
        return words

    def _format_shown(self) -> str:
        """The format whose options are offered: the chosen one, else that of the file that is looked at."""
        told = self._shown.first.format if self._shown and self._shown.first else ""
        return self.format_name or told

    def _other_format(self) -> None:
        self._columns = {}
        self._show_option()
        self._keep()

    def _column_picked(self, purpose: str, key: str) -> None:
        self._columns[purpose] = "" if key == _NONE else key
        self._keep()

    # Showing

    def show_first(self, seen: Preview) -> None:
        """Show a file's first article, and what can be chosen for files like it."""
        if seen.told != self._told:
            self._show_chosen(seen.told)
        before, self._shown = self._format_shown(), seen
        first = seen.first
        self._of_which.set_text(self.say("import_.alike", format=self.say(f"format.name.{seen.told}")))
        fault = failure_sentence(seen.failure, self._messages()) if seen.failure else ""
        name = self.say("import_.preview", name=seen.file.name)
        if first:
            marked = self.say("import_.annotations", count=first.annotations)
            what = self.say(f"format.name.{first.format}")
            name = self.say("import_.preview_of", name=seen.file.name, format=what, annotations=marked)
        self._name.set_text(name)
        # The blank lines between paragraphs would take the room of the text.
        self.preview.set_text("\n".join(line for line in seen.text.splitlines() if line.strip()))
        marks = first.marks if first else ()
        rows = [f"{isolate(label)}: {isolate(' '.join(words.split()))}" for label, words in marks]
        self.marks.set_text(self.say("import_.marks_join").join(rows))
        self.marks.setVisible(bool(rows))
        self._fault.set_text(fault)
        self._fault.setVisible(bool(fault))
        self._show_known(seen)
        if self._format_shown() != before:
            self._show_option()

    def _show_chosen(self, told: str) -> None:
        """Show what is chosen for files that are told to be in that format."""
        self._told, self._shown = told, None
        chosen = self._alike.get(told, Alike())
        self.format.set_key(chosen.format or _AUTO)
        self.encoding.set_key(chosen.encoding or _AUTO)
        self._columns = dict(chosen.columns)
        self._show_option(chosen)

    def _show_known(self, seen: Preview) -> None:
        """Name what was found out beside «told for each file», and show which column holds what."""
        first = seen.first
        encoding, how = (first.encoding, first.how) if first else ("", "")
        told = self.encoding.key == _AUTO and encoding
        words = self.say("import_.encoding_auto_known", encoding=encoding) if told else ""
        self.encoding.setItemText(0, words or self.say("import_.encoding_auto"))
        self.encoding.setToolTip(encoding_words(encoding, how, self._messages()))
        known = self.say(f"format.name.{first.format}") if first and not self.format_name else ""
        words = self.say("import_.format_auto_known", format=known) if known else self.say("import_.format_auto")
        self.format.setItemText(0, words)
        names = first.columns if first and not is_own(first.columns) else ()
        self._table.setVisible(bool(names))
        if first and names:
            nothing = (_NONE, self.say("import_.column_none"))
            for purpose, picker in self.columns.items():
                picker.set_choices([nothing, *((name, name) for name in names)])
                taken = first.took.get(purpose, "")
                picker.set_key(taken if taken in names else _NONE)

    def _show_option(self, chosen: Alike | None = None) -> None:
        """Offer what only the format has, and show what is chosen of it."""
        what = READING.get(self._format_shown())
        self._option_name.setVisible(what is not None)
        self.option.setVisible(what is not None)
        self.option.clear()
        if what is not None:
            name = self.say(f"format.option.{what.name}")
            self._option_name.set_text(name)
            self.option.setAccessibleName(name)
            self.option.set_choices(
                [(value, self.say(f"format.option_value.{what.name}.{value}")) for value in what.values]
            )
            kept = (chosen or self._alike.get(self._told, Alike())).more.get(what.name)
            if kept in what.values:
                self.option.set_key(kept)
