"""Paints the pages that gallery.py does not have, in the same way.

Run: PYTHONPATH=desktop:. python tests/ui/dialogs/gallery_pages.py FOLDER [SCREEN_SCALE [TEXT_SCALE [NAME…]]]
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2] if len(sys.argv) > 2 else "1"

from hashiya.domain.annotation import Claim, Layer
from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Span
from hashiya.suggest.proposal import Proposal
from hashiya.ui.actions import Context
from hashiya.ui.desk.reviewing import Sort
from hashiya.ui.dialogs.accept_many import AcceptManyDialog
from hashiya.ui.dialogs.backup import BackupDialog
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.clusters import ClustersPage
from hashiya.ui.dialogs.engines import EnginesDialog
from hashiya.ui.dialogs.guide_pages import GuidePages
from hashiya.ui.dialogs.imports import ImportsDialog
from hashiya.ui.dialogs.keys_now import KeysNowDialog, groups_now
from hashiya.ui.keyboard import Keyboard
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.offering import Offered
from hashiya.workspace.suggesting import Suggesting
from PySide6.QtWidgets import QDialog

from tests.builders import content
from tests.ui.dialogs import gallery
from tests.ui.dialogs.backed import backed_up, damage
from tests.ui.dialogs.brought import bring
from tests.ui.dialogs.project import filled_workspace, place, target


def _guide(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return GuidePages(theme, messages)


def _guide_keys(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return GuidePages(theme, messages, page="keys")


def _guide_scheme(theme: ThemeSource, messages: Said, _folder: Path) -> QDialog:
    return GuidePages(theme, messages, page="scheme")


def keyboard(folder: Path) -> tuple[Keyboard, Scheme]:
    """The keyboard of a window with a project in it, and the project's scheme."""
    workspace = filled_workspace(folder / "x.hashiya")
    made = Keyboard(lambda _widget: None, lambda _action: False, {})
    made.show_scheme(workspace.scheme)
    return made, workspace.scheme


def _keys_now(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    made, scheme = keyboard(folder)
    groups = groups_now(made, messages(), scheme, [Context.VIEWER, Context.CLAIM_OPEN])
    return KeysNowDialog(theme, messages, groups=groups)


def _imports(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    bring(workspace.project, "C:\\x (1).txt", content("نص آخر"))
    bring(workspace.project, "مقالات القمة", content("نص ثالث"))
    workspace.project.take_back_import(workspace.project.imports()[1].id)
    return ImportsDialog(theme, messages, workspace)


def _imports_ask(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    dialog = _imports(theme, messages, folder)
    assert isinstance(dialog, ImportsDialog)
    dialog.ask()
    return dialog


def _accept_many(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    text = workspace.text(workspace.articles.all()[0].key)
    found = [
        Offered(
            Proposal(
                layer=Layer.ENTITIES,
                label="GPE",
                fragments=(Span(match.start(), match.end()),),
                engine="gazetteer",
                score=0.95 - 0.02 * number,
            ),
            f"proposal:{number}",
        )
        for number, match in enumerate(re.finditer("إيران|روسيا|موسكو|طهران", text))
    ]
    return AcceptManyDialog(
        theme,
        messages,
        workspace.scheme,
        text,
        waiting=found,
        sorts=[Sort(Layer.ENTITIES, "GPE", 0.9, 2, len(found))],
        sort=(Layer.ENTITIES, "GPE"),
    )


def _engines(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    suggesting = Suggesting(workspace)
    return EnginesDialog(theme, messages, workspace, suggesting.engines(), suggesting.switch)


def _clusters(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    workspace = filled_workspace(folder / "x.hashiya")
    claims = workspace.claims
    first = workspace.articles.all()[0].key
    text = workspace.text(first)
    pair = [
        target(claims.make(first, [place(text, words)]), Claim)
        for words in ("طهران وموسكو تتابعان تنفيذ الاتفاقيات", "التعاون في مكافحة كورونا")
    ]
    claims.says_same(*pair)
    named = next(one for one, _ in claims.clusters())
    claims.name_cluster(named.id, "التعاون جيد")
    page = ClustersPage(theme, messages, workspace)
    gallery.pause(300)
    return page


def _backup(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    path, places = backed_up(folder)
    dialog = BackupDialog(theme, messages, places=places, path=path)
    gallery.pause(600)
    return dialog


def _backup_over(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    dialog = _backup(theme, messages, folder)
    assert isinstance(dialog, BackupDialog)
    dialog.primary.click()
    gallery.pause(600)
    return dialog


def _backup_damaged(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    path, places = backed_up(folder)
    damage(path)
    dialog = BackupDialog(theme, messages, places=places, path=path)
    gallery.pause(600)
    return dialog


def _rescued(theme: ThemeSource, messages: Said, folder: Path) -> QDialog:
    dialog = _backup_damaged(theme, messages, folder)
    assert isinstance(dialog, BackupDialog)
    dialog.rescue()
    gallery.pause(900)
    return dialog


PAGES: dict[str, gallery.Make] = {
    "keys-now": _keys_now,
    "imports": _imports,
    "imports-ask": _imports_ask,
    "clusters": _clusters,
    "accept-many": _accept_many,
    "engines": _engines,
    "backup": _backup,
    "backup-over": _backup_over,
    "backup-damaged": _backup_damaged,
    "backup-rescued": _rescued,
    "guide": _guide,
    "guide-keys": _guide_keys,
    "guide-scheme": _guide_scheme,
}

if __name__ == "__main__":
    gallery.DIALOGS.clear()
    gallery.DIALOGS.update(PAGES)
    gallery.main()
