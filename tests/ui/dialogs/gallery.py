"""Paints every dialog in both languages and both themes into pictures, to be looked at.

Run: PYTHONPATH=desktop:. python tests/ui/dialogs/gallery.py FOLDER [SCREEN_SCALE [TEXT_SCALE [NAME…]]]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2] if len(sys.argv) > 2 else "1"

from hashiya.domain.scheme import Scheme, Words
from hashiya.exchange.scheme_file import write_scheme
from hashiya.resources.messages import Messages
from hashiya.ui.actions import ACTIONS, Action, scheme_actions
from hashiya.ui.dialogs.about import AboutDialog
from hashiya.ui.dialogs.annotator import AnnotatorDialog
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.crash import CrashDialog, report_of
from hashiya.ui.dialogs.crashes import CrashesPage, LogPage
from hashiya.ui.dialogs.exporting import ExportDialog
from hashiya.ui.dialogs.history import HistoryDialog
from hashiya.ui.dialogs.importing import ImportDialog
from hashiya.ui.dialogs.metadata import MetadataDialog
from hashiya.ui.dialogs.overview import OverviewPage
from hashiya.ui.dialogs.prompt import TextPrompt
from hashiya.ui.dialogs.referents import ReferentsPage
from hashiya.ui.dialogs.scheme import SchemeDialog
from hashiya.ui.dialogs.settings import Keyboard, SettingsDialog
from hashiya.ui.dialogs.update import UpdateDialog
from hashiya.ui.dialogs.update_work import Trouble
from hashiya.ui.keys.bindings import Binding, Bindings
from hashiya.ui.keys.filter import KeyFilter
from hashiya.ui.kit import LTR, RTL
from hashiya.ui.theme import Preference, ThemeSource
from hashiya.workspace.crashes import Crashes
from hashiya.workspace.settings import Settings
from hashiya.workspace.updates import Release
from PySide6.QtWidgets import QApplication, QDialog

from tests.builders import OMAR, SARA
from tests.ui.dialogs.project import TEXTS, filled_workspace

Make = Callable[[ThemeSource, Said, Path], QDialog]


def _annotator(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return AnnotatorDialog(theme, messages, current=SARA, known=[SARA, OMAR])


def _first(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return AnnotatorDialog(theme, messages, current=SARA, first=True)


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


def _settings_engines(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    dialog = SettingsDialog(
        theme, messages, Settings(camel_python=sys.executable), keyboard=_keyboard(), page="engines"
    )
    tried: list[object] = []
    dialog.camel.tried.connect(tried.append)
    dialog.show()
    until = time.monotonic() + 20
    while not tried and time.monotonic() < until:
        pause(20)
    return dialog


def _settings_keys(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    dialog = SettingsDialog(theme, messages, Settings(), keyboard=_keyboard(), page="keys")
    dialog.key_editor.table.choose("import")
    dialog.key_editor.wait()
    return dialog


def _texts(folder: Path) -> Path:
    texts = folder / "summit"
    texts.mkdir()
    for number, encoding in enumerate(("utf-8", "cp1256", "utf-16", "iso8859-6"), 14):
        (texts / f"summit-{number:03}.txt").write_bytes((TEXTS[number % 3] + "\n").encode(encoding, "replace"))
    (texts / "x (1).txt").write_bytes(b"a\0b")
    return texts


def _import(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return ImportDialog(theme, messages, project=Path("x.hashiya"))


def _import_chosen(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    return ImportDialog(theme, messages, project=Path("x.hashiya"), paths=[_texts(folder)])


RUNNING = """
import json, time, sys
lines = [
    ("summit-014.txt", "done", "windows-1256", "content", None, None),
    ("summit-015.txt", "done", "UTF-8", "content", None, None),
    ("summit-016.txt", "skipped", "UTF-8", "content", "009", None),
    ("C:\\\\x (1).txt", "failed", None, None, None, REASON),
]
for n, (file, state, encoding, how, same, reason) in enumerate(lines, 28):
    line = {"file": file, "state": state, "encoding": encoding, "how": how, "same_as": same, "reason": reason}
    print(json.dumps(line | {"n": n, "of": 48}), flush=True)
if END:
    summary = {"articles": 46, "annotations": 0, "skipped": 1, "merged": 0, "failed": 1, "conflicts": 0, "refused": 1}
    summary["remarks"] = [{"file": "C:\\\\x (1).txt", "words": REASON}]
    print(json.dumps({"summary": summary | {"new_labels": []}}))
else:
    time.sleep(60)
"""


def _import_at(theme: ThemeSource, messages: Said, folder: Path, *, end: bool) -> QDialog:
    place = messages().text("fault.where.character", place=412)
    reason = messages().text("fault.nul", found="U+0000", expected="", field="") + f" ({place})"
    code = RUNNING.replace("REASON", repr(reason)).replace("END", str(end))
    dialog = ImportDialog(
        theme, messages, project=Path("x.hashiya"), paths=[_texts(folder)], command=(sys.executable, "-c", code)
    )
    pause(200)
    dialog._start.click()
    pause(600)
    return dialog


def _import_table(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    text = TEXTS[0]
    head = "id,متن الخبر,start,end,tag,comment"
    rows = [f'a,"{text}",{at},{at + 4},PERS,' for at in (0, 5)]
    (folder / "x (1).csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
    dialog = ImportDialog(theme, messages, project=Path("x.hashiya"), paths=[folder / "x (1).csv"])
    pause(300)
    dialog.options.columns["text"].set_key("متن الخبر")
    dialog.options.columns["text"].picked.emit("متن الخبر")
    pause(300)
    return dialog


def _import_running(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    return _import_at(theme, messages, folder, end=False)


def _import_over(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    return _import_at(theme, messages, folder, end=True)


def _export(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    dialog = ExportDialog(theme, messages, workspace, article=workspace.articles.all()[0].key)
    dialog.what.choose("all")
    return dialog


def _export_over(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    dialog = ExportDialog(theme, messages, filled_workspace(folder / "x.hashiya"))
    dialog.export_to(folder / "corpus (1).jsonl")
    pause(400)
    return dialog


def _referents(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    page = ReferentsPage(theme, messages, workspace, referent=max(workspace.referents.counts()))
    pause(300)
    return page


def _merging(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    dialog = ReferentsPage(theme, messages, filled_workspace(folder / "x.hashiya"))
    dialog.start_merging()
    return dialog


def _metadata(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    key = workspace.articles.all()[0].key
    workspace.articles.set_meta(key, {"section": "سياسة", "file": "C:\\\\x (1).txt", "words": 41})
    return MetadataDialog(theme, messages, workspace, key)


def _history(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    view = workspace.view(workspace.articles.all()[0].key)
    claim = view.claims()[0]
    workspace.set_attribute(claim.id, "quote_form", "direct")
    workspace.set_attribute(claim.id, "quote_form", "mixed")
    workspace.claims.set_restatement(claim.id, "ظريف يصف التعاون في مكافحة كورونا بأنه جيد جدًا.")
    workspace.set_note(claim.id, "C:\\x (1).txt")
    workspace.history.undo()
    return HistoryDialog(theme, messages, workspace, claim.id)


def _overview(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    return OverviewPage(theme, messages, filled_workspace(folder / "x.hashiya"))


def _crash(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    try:
        int("نص المقال")
    except ValueError as error:
        return CrashDialog(theme, messages, report_of(error))
    raise AssertionError


LOGGED = """2026-11-22 09:14:02.118 INFO hashiya.app: started: hashiya 0.1.0, Python 3.11.2, Qt 6.11.1, Linux x86_64
2026-11-22 09:14:02.391 INFO hashiya.ui.window.window: opened /home/sara/projects/summit (1).hashiya
2026-11-22 09:41:57.004 INFO hashiya.ui.window.window: failed: disk_full path=/home/sara/projects/summit (1).hashiya
2026-11-22 10:02:33.870 INFO hashiya.workspace.reading_process: the reading process 4711 ended by itself, with -9
"""


def _log(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    (folder / "hashiya.log").write_text(LOGGED * 12, "utf-8")
    return LogPage(theme, messages, folder / "hashiya.log")


def _crashes(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    crashes = Crashes(folder)
    noted = 'Fatal Python error: Aborted\n\n  File "/x/hashiya/app.py", line 3 in go\n'
    crashes.keep_native(noted, time.time(), "hashiya 0.1.0, Python 3.11.2, Qt 6.11.1, Linux x86_64")
    for kind in (ValueError, KeyError, LookupError):
        crashes.keep(report_of(kind("x")))
    return CrashesPage(theme, messages, crashes)


def _update(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return UpdateDialog(theme, messages, address="https://downloads.example.org/hashiya/newest.json")


def _update_newer(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    dialog = UpdateDialog(theme, messages, address="https://downloads.example.org/hashiya/newest.json")
    dialog._answered(Release("1.2.0", "https://downloads.example.org/hashiya/1.2.0/notes.html"))
    return dialog


def _update_failed(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    dialog = UpdateDialog(theme, messages, address="https://downloads.example.org/hashiya/newest.json")
    dialog._failed(Trouble("unreachable"))
    return dialog


def _update_nobody(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return UpdateDialog(theme, messages, address="")


def _crashes_none(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    return CrashesPage(theme, messages, Crashes(folder))


def _about(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return AboutDialog(theme, messages)


def _prompt(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    note = "metadata.note"
    return TextPrompt(theme, messages, title=note, name=note, button="metadata.save", text="نص", lines=4)


def _scheme(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    return SchemeDialog(theme, messages, filled_workspace(folder / "x.hashiya"))


def _scheme_file(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    labels = workspace.scheme.entities.labels
    human = replace(labels[0], key="HUMAN", name=Words("إنسان", "Human"), hotkey=None)
    changed = replace(labels[1], name=Words("وظيفة", "Occupation"))
    new = replace(workspace.scheme.entities, labels=(changed, *labels[2:9], human))
    file = folder / "x (1).toml"
    relations = replace(workspace.scheme.relations, labels=())
    roles = tuple(replace(one, labels=()) for one in workspace.scheme.roles)
    changed_scheme = replace(workspace.scheme, entities=new, relations=relations, roles=roles)
    file.write_text(write_scheme(changed_scheme), "utf-8")
    dialog = SchemeDialog(theme, messages, workspace)
    dialog.read(file)
    return dialog


def _scheme_faulty(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    file = folder / "x (1).toml"
    text = write_scheme(workspace.scheme).replace("#3D4BCD", "#12").replace('hotkey = "2"', 'hotkey = "1"', 1)
    file.write_text(text, "utf-8")
    dialog = SchemeDialog(theme, messages, workspace)
    dialog.read(file)
    return dialog


def pause(milliseconds: int) -> None:
    """Let the windows live for so long."""
    until = time.monotonic() + milliseconds / 1000
    while time.monotonic() < until:
        QApplication.processEvents()


DIALOGS: dict[str, Make] = {
    "annotator": _annotator,
    "first": _first,
    "settings": _settings,
    "settings-text": _settings_text,
    "settings-engines": _settings_engines,
    "settings-keys": _settings_keys,
    "export": _export,
    "export-over": _export_over,
    "referents": _referents,
    "merging": _merging,
    "metadata": _metadata,
    "history": _history,
    "overview": _overview,
    "crash": _crash,
    "crashes": _crashes,
    "crashes-none": _crashes_none,
    "log": _log,
    "update": _update,
    "update-newer": _update_newer,
    "update-failed": _update_failed,
    "update-nobody": _update_nobody,
    "about": _about,
    "prompt": _prompt,
    "scheme": _scheme,
    "scheme-file": _scheme_file,
    "scheme-faulty": _scheme_faulty,
    "import": _import,
    "import-chosen": _import_chosen,
    "import-table": _import_table,
    "import-running": _import_running,
    "import-over": _import_over,
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
                    pause(250)
                    dialog.grab().save(str(folder / f"{name}-{language}-{theme}.png"))
                    dialog.close()


if __name__ == "__main__":
    main()
