"""What an export will write, before it is written: the format's own choice, and the files of the first article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hashiya.exchange.choosable import WRITING, options_of
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.choices import Picker
from hashiya.ui.kit import SectionHeading, Surface, TextLabel
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.exporting import WrittenFile

_LINES = 7
_PAGE, _PAGE_HEIGHT = 520, 300
"""Width and height of what is shown of a page, in px."""
_LONGEST = 900
"""Code points that are shown of a file."""


class ExportPreview(QWidget):
    """The format's own choice above the first article's files; `changed` when the choice is another."""

    changed = Signal()

    def __init__(self, theme: ThemeSource, messages: Said) -> None:
        super().__init__()
        self._messages, self._format = messages, ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._option_name = SectionHeading(theme, "")
        self.option = Picker(theme, name="")
        self.option.picked.connect(lambda _key: self.changed.emit())
        column.addWidget(self._option_name)
        column.addWidget(self.option)
        self._files_name = SectionHeading(theme, messages().text("export_.preview"))
        column.addWidget(self._files_name)
        self.which = Picker(theme, name=messages().text("export_.preview_file"))
        self.which.picked.connect(lambda _key: self._show_file())
        column.addWidget(self.which)
        paper = Surface(theme, "paper")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(12, 8, 12, 8)
        self.text = TextLabel(theme, "", Type.SMALL, lines=_LINES)
        # Formats are written from left to right, whatever the language of the words in them.
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.text.setMinimumHeight(round(_LINES * theme.theme.line_height(Type.SMALL)))
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.text)
        column.addWidget(paper)
        self.page = QLabel()
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.page.setAccessibleName(messages().text("export_.preview_page"))
        self.page.hide()
        column.addWidget(self.page)
        self._paper = paper
        self._files: dict[str, WrittenFile] = {}

    @property
    def more(self) -> Mapping[str, str]:
        """The format's own choice as its writer takes it."""
        return options_of(WRITING.get(self._format), self.option.key)

    def show_format(self, name: str) -> None:
        """Offer what only this format has."""
        self._format = name
        what = WRITING.get(name)
        self._option_name.setVisible(what is not None)
        self.option.setVisible(what is not None)
        self.option.clear()
        if what is not None:
            text = self._messages().text
            heading = text(f"format.option.{what.name}")
            self._option_name.set_text(heading)
            self.option.setAccessibleName(heading)
            # A report is written in the person's language, unless another one is chosen.
            current = self._messages().language if what.name == "language" else None
            self.option.set_choices(
                [(value, text(f"format.option_value.{what.name}.{value}")) for value in what.values], current=current
            )

    def show_files(self, files: Sequence[WrittenFile]) -> None:
        """Show what the first article makes; with several files one chooses which."""
        self._files = {one.name: one for one in files}
        self.which.set_choices([(one.name, one.name) for one in files])
        self.which.setVisible(len(files) > 1)
        self._show_file()

    def _show_file(self) -> None:
        file = self._files.get(self.which.key)
        picture = QPixmap()
        shown = file is not None and bool(file.data) and picture.loadFromData(file.data)
        self._paper.setVisible(not shown)
        self.page.setVisible(shown)
        if shown:
            self._show_page(picture)
        elif file is None:
            self.text.set_text(self._messages().text("export_.preview_none"))
        elif file.text is None:
            self.text.set_text(self._messages().text("export_.preview_binary", name=file.name))
        else:
            lines = [line for line in file.text.splitlines() if line.strip()]
            self.text.set_text("\n".join(lines)[:_LONGEST])

    def _show_page(self, picture: QPixmap) -> None:
        """The upper part of the page, as wide as the dialog has room for."""
        ratio = self.devicePixelRatioF()
        width = round(min(_PAGE, max(self.width(), 200)) * ratio)
        scaled = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        scaled = scaled.copy(0, 0, width, min(scaled.height(), round(_PAGE_HEIGHT * ratio)))
        scaled.setDevicePixelRatio(ratio)
        self.page.setPixmap(scaled)
