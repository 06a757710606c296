"""The project's scheme: its labels, roles and guidelines; and another in its place, after a look at what changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.faults import Fault, KnownFailure, Refusal
from hashiya.domain.scheme import Scheme
from hashiya.exchange.files import NewFile, known
from hashiya.exchange.scheme_file import read_scheme, scheme_faults, write_scheme
from hashiya.exchange.wording import fault_sentence
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.choices import Picker
from hashiya.ui.dialogs.rows import RowsDelegate, RowsModel, RowsView
from hashiya.ui.dialogs.scheme_rows import ROW, SchemeRow, difference_rows, draw_row, scheme_rows
from hashiya.ui.kit import BandKind, Button, SectionHeading, TextLabel, isolate
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.record import Outcome
from hashiya.workspace.workspace import Workspace

_GONE = ""
_MOST_FAULTS = 100


class SchemeDialog(Dialog):
    """Shows the scheme; a file is read, its faults or what it changes are shown, and it is applied in one step.

    `applied` carries that step.
    """

    applied = Signal(object)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        workspace: Workspace,
        *,
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "scheme.title", parent=parent)
        self._workspace, self._folder = workspace, folder or workspace.path.parent
        self._new: Scheme | None = None
        self._pickers: dict[str, Picker] = {}
        self._head = TextLabel(theme, style=Type.BODY_STRONG)
        self._words = TextLabel(theme, style=Type.SMALL, tone="ink2")
        self.content.addWidget(self._head)
        self.content.addWidget(self._words)
        self._renames = QWidget()
        self._rename_rows = QVBoxLayout(self._renames)
        self._rename_rows.setContentsMargins(0, 0, 0, 0)
        self._rename_rows.setSpacing(6)
        self.model: RowsModel[SchemeRow] = RowsModel(self._spoken)
        delegate = RowsDelegate(theme, ROW, draw_row)
        self.view = RowsView(theme, self.model, delegate, name=self.say("scheme.list"), shown=9)
        self.content.addWidget(self.view, 1)
        self.content.addWidget(self._renames)
        self._guide_name = SectionHeading(theme)
        self._guide = TextLabel(theme, style=Type.SMALL, lines=5)
        self._guide.setMinimumHeight(round(3 * theme.theme.line_height(Type.SMALL)))
        self._guide.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.content.addWidget(self._guide_name)
        self.content.addWidget(self._guide)
        self._add_foot()
        self.view.row_selected.connect(self._selected)
        self.show_scheme()

    def _add_foot(self) -> None:
        self.save = self.add_button(self.say("scheme.save"), icon="export")
        self.open_file = self.add_button(self.say("scheme.open"), icon="folder")
        self._back: Button = self.add_button(self.say("dialog.back"))
        self._main = self.add_primary(self.say("dialog.close"))
        self.save.clicked.connect(self._ask_save)
        self.open_file.clicked.connect(self._ask_open)
        self._back.clicked.connect(self.show_scheme)
        self._main.clicked.connect(self._primary)

    # The scheme as it is

    def show_scheme(self) -> None:
        """Show the project's scheme."""
        scheme = self._workspace.scheme
        self._new = None
        self.clear_problem()
        name = scheme.name.in_language(self.messages.language)
        self._head.set_text(self.say("scheme.name", name=name, version=scheme.version))
        self._say_words("")
        self._offer_renames([])
        self.model.show_rows(scheme_rows(scheme, self.messages))
        self._show_state()
        self.view.choose(1 if len(self.model.rows) > 1 else 0)
        self.view.setFocus()

    def _selected(self, row: SchemeRow | None) -> None:
        has_guide = row is not None and bool(row.key)
        self._guide_name.setVisible(has_guide)
        self._guide.setVisible(has_guide)
        if row is None or not has_guide:
            return
        text = row.guideline.in_language(self.messages.language)
        self._guide_name.set_text(self.say("scheme.guideline", name=row.name))
        self._guide.set_text(text or self.say("scheme.no_guideline"))

    def _spoken(self, row: SchemeRow) -> str:
        return self.say("scheme.row", name=row.name, label=row.key) if row.key else row.name

    # A file

    def _ask_open(self) -> None:
        asking = QFileDialog(self, self.say("scheme.choose"), str(self._folder))
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.setNameFilter(self.say("scheme.kinds"))
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.fileSelected.connect(lambda name: self.read(Path(name)))
        asking.open()

    def read(self, file: Path) -> None:
        """Read a scheme file; show its faults, or what it would change."""
        try:
            with known(file):
                data = file.read_bytes()
            text = data.decode("utf-8-sig")
        except KnownFailure as failure:
            self.show_failure(failure)
            return
        except UnicodeDecodeError as error:
            self._show_faults(file, [Fault("not_utf8", file=str(file), found=data[error.start : error.end].hex(" "))])
            return
        faults = scheme_faults(text, file=str(file))
        if faults:
            self._show_faults(file, faults)
            return
        self._new = read_scheme(text, file=str(file))
        self.clear_problem()
        self._head.set_text(self.say("scheme.file", name=file.name))
        self._offer_renames(self._missing(self._new))
        self._preview()
        self._show_state()
        self._main.setFocus()

    def _show_faults(self, file: Path, faults: list[Fault]) -> None:
        lines = [fault_sentence(fault, self.messages) for fault in faults[:_MOST_FAULTS]]
        self.show_problem(self.say("scheme.faulty", name=file.name), "\n".join(lines), kind=BandKind.ERROR)

    def _missing(self, new: Scheme) -> list[tuple[Layer, str]]:
        """The labels that something is marked with and the file does not have."""
        difference = self._workspace.schemes.preview(new, {})
        if isinstance(difference, Refusal):
            return []
        places = (place.partition(":") for place in difference.retired)
        return [(Layer(part), key) for part, _, key in places]

    def _offer_renames(self, missing: list[tuple[Layer, str]]) -> None:
        """For each label that is missing, ask whether it has another name in the file."""
        while self._rename_rows.count():
            item = self._rename_rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._pickers = {}
        language, new = self.messages.language, self._new
        for layer, key in missing:
            label = self._workspace.scheme.label(layer, key)
            fresh = [
                (one.key, one.name.in_language(language))
                for one in (new.layer(layer).labels if new else ())
                if self._workspace.scheme.label(layer, one.key) is None
            ]
            if label is None or not fresh:
                continue
            asked = self.say("scheme.rename", name=label.name.in_language(language))
            picker = Picker(self._source, name=asked)
            picker.set_choices([(_GONE, self.say("scheme.gone")), *fresh])
            picker.picked.connect(lambda _key: self._preview())
            self._pickers[key] = picker
            self._rename_rows.addWidget(SectionHeading(self._source, asked))
            self._rename_rows.addWidget(picker)
        self._renames.setVisible(bool(self._pickers))

    @property
    def renames(self) -> dict[str, str]:
        """Old label to new, as they were said."""
        return {old: picker.key for old, picker in self._pickers.items() if picker.key != _GONE}

    def _preview(self) -> None:
        new = self._new
        if new is None:
            return
        difference = self._workspace.schemes.preview(new, self.renames)
        if isinstance(difference, Refusal):
            self.show_refusal(difference, self._workspace.scheme)
            return
        self.model.show_rows(difference_rows(difference, self._workspace.scheme, new, self.messages))
        self._say_words("")
        if difference.annotations_renamed:
            self._say_words(self.say("scheme.annotations", count=difference.annotations_renamed))
        if difference.is_empty:
            same = new == self._workspace.scheme
            self._say_words(self.say("scheme.same" if same else "scheme.only_inside"))
        self._main.setEnabled(new != self._workspace.scheme)
        self.view.setVisible(not difference.is_empty)

    def _say_words(self, text: str) -> None:
        self._words.set_text(text)
        self._words.setVisible(bool(text))

    def _primary(self) -> None:
        if self._new is None:
            self.accept()
            return
        new, renames = self._new, self.renames
        done: list[Outcome] = []

        def gesture() -> Outcome:
            done.append(self._workspace.schemes.apply(new, renames))
            return done[-1]

        if self.attempt(gesture, self._workspace.scheme):
            self.applied.emit(done[-1])
            self.show_scheme()

    def _show_state(self) -> None:
        reading = self._new is not None
        self._back.setVisible(reading)
        self.save.setVisible(not reading)
        self.open_file.setVisible(not reading)
        self._main.set_text(self.say("scheme.apply") if reading else self.say("dialog.close"))
        if not reading:
            self._main.setEnabled(True)
            self.view.show()
        self.open_file.setEnabled(not self._workspace.read_only)

    # Saving

    def _ask_save(self) -> None:
        asking = QFileDialog(self, self.say("scheme.choose_save"), str(self._folder))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setNameFilter(self.say("scheme.kinds"))
        asking.setDefaultSuffix("toml")
        asking.selectFile(f"{self._workspace.scheme.key}.toml")
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.fileSelected.connect(lambda name: self.save_to(Path(name)))
        asking.open()

    def save_to(self, file: Path) -> None:
        """Write the project's scheme as a file."""
        try:
            with NewFile(file) as new:
                new.write(write_scheme(self._workspace.scheme).encode())
                new.keep()
        except KnownFailure as failure:
            self.show_failure(failure)
            return
        self.clear_problem()
        self._say_words(self.say("scheme.saved", path=isolate(str(file))))
