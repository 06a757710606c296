"""Paints every dialog in both languages and both themes into pictures, to be looked at.

Run: PYTHONPATH=desktop:. python tests/ui/dialogs/gallery.py FOLDER [SCREEN_SCALE [TEXT_SCALE [NAME…]]]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if len(sys.argv) > 2:
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2]

from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.actions import ACTIONS, Action, scheme_actions
from hashiya.ui.dialogs.annotator import AnnotatorDialog
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.keys import KeysPage
from hashiya.ui.dialogs.settings import Keyboard, SettingsDialog
from hashiya.ui.keys.bindings import Binding, Bindings
from hashiya.ui.keys.filter import KeyFilter
from hashiya.ui.kit import LTR, RTL
from hashiya.ui.theme import Preference, ThemeSource
from hashiya.workspace.settings import Settings
from PySide6.QtWidgets import QApplication, QDialog

from tests.builders import OMAR, SARA

Make = Callable[[ThemeSource, Said, Path], QDialog]


def _annotator(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return AnnotatorDialog(theme, messages, current=SARA, known=[SARA, OMAR])


def _first(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return AnnotatorDialog(theme, messages, account="sara")


def bindings(scheme: Scheme | None = None) -> tuple[tuple[Action, ...], Bindings]:
    """Every action, those of the scheme too, and their default keys."""
    actions = (*ACTIONS, *(scheme_actions(scheme) if scheme else ()))
    return actions, Bindings([Binding.of(one.id, one.context, *one.strokes) for one in actions])


def _keyboard() -> Keyboard:
    actions, bound = bindings()
    keys = KeyFilter(lambda _stroke, _widget: False, lambda _stroke, _widget: False)
    return Keyboard(actions, lambda action: action.replace("_", " "), bound, keys)


def _settings(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return SettingsDialog(theme, messages, Settings(interface_scale=theme.theme.scale), keyboard=_keyboard())


def _settings_text(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return SettingsDialog(theme, messages, Settings(), keyboard=_keyboard(), page="text")


def _settings_keys(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    dialog = SettingsDialog(theme, messages, Settings(), keyboard=_keyboard(), page="keys")
    dialog.key_editor.table.choose("import")
    dialog.key_editor.wait()
    return dialog


def _keys(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    keyboard = _keyboard()
    contexts = ("everywhere", "viewer")
    return KeysPage(
        theme,
        messages,
        actions=keyboard.actions,
        title_of=keyboard.title_of,
        bindings=keyboard.bindings,
        contexts=contexts,
    )


DIALOGS: dict[str, Make] = {
    "annotator": _annotator,
    "first": _first,
    "settings": _settings,
    "settings-text": _settings_text,
    "settings-keys": _settings_keys,
    "keys": _keys,
}


def _always(said: Messages) -> Said:
    return lambda: said


def main() -> None:
    """Paint the dialogs that were named, or all."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    scale = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    wanted = sys.argv[4:] or list(DIALOGS)
    app = QApplication([])
    source = ThemeSource(Preference.LIGHT, scale=scale)
    source.install(app)
    with tempfile.TemporaryDirectory() as work:
        for theme in ("light", "dark"):
            source.set_preference(Preference(theme))
            for language in ("ar", "en"):
                app.setLayoutDirection(RTL if language == "ar" else LTR)
                said = Messages(language)
                for name in wanted:
                    place = Path(work) / f"{name}-{theme}-{language}"
                    place.mkdir()
                    dialog = DIALOGS[name](source, _always(said), place)
                    dialog.show()
                    for _ in range(20):
                        app.processEvents()
                    dialog.grab().save(str(folder / f"{name}-{language}-{theme}.png"))
                    dialog.close()


if __name__ == "__main__":
    main()
