"""Settings: what is chosen holds at once; the window writes it down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.ui.actions import Action
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.camel_choice import CamelChoice
from hashiya.ui.dialogs.choices import Stepper
from hashiya.ui.dialogs.keys import KeyEditor
from hashiya.ui.dialogs.keytable import TitleOf
from hashiya.ui.keys.bindings import Bindings
from hashiya.ui.keys.filter import KeyFilter
from hashiya.ui.kit import LTR, RTL, ChoiceRow, CorpusLabel, SectionHeading, Surface, TabStrip
from hashiya.ui.theme import AMIRI_FACTOR, Face, ThemeSource, TypeStyle
from hashiya.workspace.settings import Settings

PAGES = ("interface", "text", "engines", "keys")
TEXT_SIZES = (14, 34)
LINE_GAPS = (8, 48)
SCALES = (80, 200)
_OWN_HEIGHT = 35.75 / 21
"""Height of a line of Naskh over its size, before the distance is added."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What the page of keys needs: the actions, their names, their strokes and the filter that hears keys."""

    actions: Sequence[Action]
    title_of: TitleOf
    bindings: Bindings
    keys: KeyFilter


class SettingsDialog(Dialog):
    """All settings on three pages; `settings_changed` tells the whole of them after each choice."""

    settings_changed = Signal(object)

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        settings: Settings,
        *,
        keyboard: Keyboard | None = None,
        page: str = "interface",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "settings.title", parent=parent)
        self.settings = settings
        self._keyboard = keyboard
        self._whole: QWidget | None = None
        self._close = self.add_primary(self.say("dialog.close"))
        self._close.clicked.connect(self.accept)
        self._build(page)
        self.strip.setFocus()

    def choose_page(self, page: str) -> None:
        """Show that page."""
        self.strip.choose(page)

    def done(self, result: int) -> None:
        self.camel.end()
        # What was still being tried is chosen all the same; the page of engines will say what became of it.
        if (self.camel.interpreter or None) != self.settings.camel_python:
            self._take(camel_python=self.camel.interpreter or None)
        super().done(result)

    def _build(self, page: str) -> None:
        """Make everything anew, as after a change of language."""
        self.set_title(self.say("settings.title"))
        self.setLayoutDirection(RTL if self.messages.language == "ar" else LTR)
        self._close.set_text(self.say("dialog.close"))
        if self._whole is not None:
            self.camel.end()
            self.content.removeWidget(self._whole)
            self._whole.hide()
            self._whole.deleteLater()
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.strip = TabStrip(self._source, name=self.say("settings.pages"), padding=0)
        column.addWidget(self.strip)
        self._pages: dict[str, QWidget] = {}
        makers: dict[str, Callable[[QVBoxLayout], None]] = {
            "interface": self._interface,
            "text": self._text,
            "engines": self._engines,
        }
        if self._keyboard is not None:
            makers["keys"] = self._keys
        for key, fill in makers.items():
            self.strip.add(key, self.say(f"settings.{key}"))
            made = QWidget()
            inside = QVBoxLayout(made)
            inside.setContentsMargins(0, 0, 0, 0)
            fill(inside)
            self._pages[key] = made
            column.addWidget(made)
        column.addStretch(1)
        self.content.addWidget(self._whole)
        self.strip.chosen.connect(self._show_page)
        self.strip.choose(page)
        self._show_page(page)
        self.foot_last(self._close)

    def _show_page(self, page: str) -> None:
        for key, widget in self._pages.items():
            widget.setVisible(key == page)

    # Pages

    def _interface(self, column: QVBoxLayout) -> None:
        settings = self.settings
        self.language = self._choice(
            column, "language", ("system", "ar", "en"), settings.language or "system", self._take_language
        )
        self.theme_choice = self._choice(
            column, "theme", ("system", "light", "dark"), settings.theme, lambda key: self._take(theme=key)
        )
        digits = {None: "system", True: "arabic", False: "latin"}
        self.digits = self._choice(
            column, "digits", ("system", "arabic", "latin"), digits[settings.arabic_digits], self._take_digits
        )
        self.scale = self._stepper(
            column,
            "scale",
            value=round(settings.interface_scale * 100),
            bounds=SCALES,
            step=10,
            shown=lambda value: self.say("settings.percent", number=value),
        )
        self.scale.stepped.connect(lambda value: self._take(interface_scale=value / 100))

    def _text(self, column: QVBoxLayout) -> None:
        settings = self.settings
        self.font_choice = self._choice(
            column, "font", ("naskh", "amiri"), settings.corpus_font, lambda key: self._take(corpus_font=key)
        )
        self.text_size = self._stepper(column, "text_size", value=settings.text_size, bounds=TEXT_SIZES, step=1)
        self.text_size.stepped.connect(lambda value: self._take(text_size=value))
        self.line_gap = self._stepper(column, "line_gap", value=settings.line_gap, bounds=LINE_GAPS, step=4)
        self.line_gap.stepped.connect(lambda value: self._take(line_gap=value))
        column.addWidget(SectionHeading(self._source, self.say("settings.preview")))
        paper = Surface(self._source, "paper")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(16, 8, 16, 8)
        self.preview = CorpusLabel(self._source, self.say("settings.preview_text"), self._preview_type(), lines=2)
        inside.addWidget(self.preview)
        column.addWidget(paper)
        for key in ("show_others", "show_relations", "show_invisible"):
            self._shown_or_hidden(column, key)

    def _engines(self, column: QVBoxLayout) -> None:
        self.camel = CamelChoice(self._source, self._messages, self.settings.camel_python)
        self.camel.tried.connect(lambda interpreter: self._take(camel_python=interpreter))
        self.add_field("settings.camel", self.camel, to=column)
        self.add_words(self.say("settings.camel_words"), to=column)

    def _keys(self, column: QVBoxLayout) -> None:
        keyboard = self._keyboard
        assert keyboard is not None
        current = "on" if self.settings.single_keys else "off"
        choices = [(key, self.say(f"settings.single_{key}")) for key in ("on", "off")]
        name = self.say("settings.single_keys")
        self.single_keys = ChoiceRow(self._source, choices, name=name, current=current, large=True)
        self.single_keys.chosen.connect(lambda key: self._take(single_keys=key == "on"))
        self.add_field("settings.single_keys", self.single_keys, to=column)
        self.add_words(self.say("settings.single_words"), to=column)
        self.key_editor = KeyEditor(
            self._source,
            self._messages,
            actions=keyboard.actions,
            title_of=keyboard.title_of,
            bindings=keyboard.bindings,
            keys=keyboard.keys,
        )
        self.key_editor.bindings_changed.connect(lambda changes: self._take(bindings=changes))
        column.addWidget(self.key_editor)

    # Parts

    def _choice(
        self, column: QVBoxLayout, name: str, keys: Sequence[str], current: str, take: Callable[[str], None]
    ) -> ChoiceRow:
        choices = [(key, self.say(f"settings.{name}_{key}")) for key in keys]
        shown = current if current in keys else keys[0]
        made = ChoiceRow(self._source, choices, name=self.say(f"settings.{name}"), current=shown, large=True)
        made.chosen.connect(take)
        self.add_field(f"settings.{name}", made, to=column)
        return made

    def _shown_or_hidden(self, column: QVBoxLayout, key: str) -> None:
        choices = [(one, self.say(f"settings.{one}")) for one in ("shown", "hidden")]
        current = "shown" if getattr(self.settings, key) else "hidden"
        made = ChoiceRow(self._source, choices, name=self.say(f"settings.{key}"), current=current, large=True)
        made.chosen.connect(lambda chosen: self._take(**{key: chosen == "shown"}))
        self.add_field(f"settings.{key}", made, to=column)

    def _stepper(
        self,
        column: QVBoxLayout,
        name: str,
        *,
        value: int,
        bounds: tuple[int, int],
        step: int,
        shown: Callable[[int], str] | None = None,
    ) -> Stepper:
        short = {"scale": "scale", "text_size": "text", "line_gap": "gap"}[name]
        made = Stepper(
            self._source,
            value=value,
            least=bounds[0],
            most=bounds[1],
            step=step,
            shown=shown or self.messages.number,
            names=(self.say(f"settings.{short}_less"), self.say(f"settings.{short}_more")),
        )
        self.add_field(f"settings.{name}", made, to=column)
        return made

    def _preview_type(self) -> TypeStyle:
        """The type of the article's text under the settings; they do not grow with the interface."""
        settings, scale = self.settings, self.theme.scale
        amiri = settings.corpus_font == "amiri"
        size = round(settings.text_size * (AMIRI_FACTOR if amiri else 1) / scale)
        line = (settings.text_size * _OWN_HEIGHT + settings.line_gap) / (size * scale)
        return TypeStyle(Face.AMIRI if amiri else Face.NASKH, size, 400, line)

    # Taking

    def _take(self, **values: Any) -> None:
        self.settings = replace(self.settings, **values)
        self.preview.set_style(self._preview_type())
        self.settings_changed.emit(self.settings)

    def _take_language(self, key: str) -> None:
        self._take(language=None if key == "system" else key)
        self._say_again("language")

    def _take_digits(self, key: str) -> None:
        self._take(arabic_digits={"system": None, "arabic": True, "latin": False}[key])
        self._say_again("digits")

    def _say_again(self, focused: str) -> None:
        """Put every word into the language and digits that hold now, and go back to where the keyboard was."""
        self._build(self.strip.current)
        (self.language if focused == "language" else self.digits).focus_first()
