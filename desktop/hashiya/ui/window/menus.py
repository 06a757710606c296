"""The menus, filled from the table of actions: each entry with its key, off when it cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from hashiya.ui.actions import ACTIONS, MENUS, Action

if TYPE_CHECKING:
    from hashiya.ui.window.window import Window

QWIDGETSIZE_MAX = (1 << 24) - 1

SEPARATED = {
    "import", "close_project", "find", "settings", "show_invisible", "pane_start", "theme", "relation", "proclitics",
    "edge_left_out", "delete", "mark_next", "article_next", "place_back", "pane_next", "metadata", "update", "about",
}  # fmt: skip
"""The actions that a line stands above."""

SWITCHES = frozenset(
    ("show_invisible", "show_others", "show_relations", "show_proposals", "pane_start", "pane_end", "sticky")
)
"""The actions that switch something on and off: a tick says which it is."""


def fill_menus(window: Window) -> None:
    """Fill the menu bar anew, in the language in use."""
    bar: QMenuBar = window.header.menu_bar
    for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.deleteLater()  # with its entries: a bar that is cleared keeps them
    bar.clear()
    messages = window.program.messages()
    for name in MENUS:
        menu = bar.addMenu(messages.text(f"action.menu.{name}"))
        menu.aboutToShow.connect(lambda menu=menu: _refresh(window, menu))
        for action in (one for one in ACTIONS if one.menu == name):
            if action.id in SEPARATED and menu.actions():
                menu.addSeparator()
            menu.addAction(_entry(window, action, menu))
    fit_menus(bar)


def fit_menus(bar: QMenuBar) -> None:
    """Make the bar as wide as its menus: right to left, QMenuBar asks for all the width that it can get."""
    bar.setMinimumWidth(0)
    bar.setMaximumWidth(QWIDGETSIZE_MAX)
    bar.setFixedWidth(sum(bar.actionGeometry(action).width() for action in bar.actions()))


def with_key(text: str, key: str) -> str:
    """The text of a menu's entry with its key, which reads left to right: a bracket must not be mirrored."""
    return f"{text}\t\u2066{key}\u2069" if key else text


def _entry(window: Window, action: Action, menu: QMenu) -> QAction:
    key = window.keyboard.key_of(action.id)
    text = window.program.messages().text(f"action.{action.id}")
    entry = QAction(with_key(text, key), menu)
    entry.setData(action)
    entry.setCheckable(action.id in SWITCHES)
    # Set for the eye alone: the window's key filter runs the action, by the key's place.
    entry.triggered.connect(lambda: window.run(action.id))
    entry.setMenuRole(QAction.MenuRole.NoRole)
    return entry


def _refresh(window: Window, menu: QMenu) -> None:
    for entry in menu.actions():
        action = entry.data()
        if isinstance(action, Action):
            entry.setEnabled(is_possible(window, action))
            entry.setChecked(action.id in SWITCHES and is_on(window, action.id))
            key = window.keyboard.key_of(action.id)
            text = window.program.messages().text(f"action.{action.id}")
            entry.setText(with_key(text, key))


def is_on(window: Window, switch: str) -> bool:
    """Whether what the action switches is on."""
    settings, panes, room = window.program.settings, window.panes, window.room
    if switch in ("pane_start", "pane_end"):
        return (panes.articles if switch == "pane_start" else panes.tools).isVisible()
    if switch in ("show_invisible", "show_proposals"):
        return settings.show_invisible if switch == "show_invisible" else settings.show_proposals
    if room is None:
        return False
    desk = room.desk
    return {"show_others": desk.show_others, "show_relations": desk.show_relations, "sticky": desk.is_sticky}[switch]


def is_possible(window: Window, action: Action) -> bool:
    """Whether what the action needs is there."""
    if action.needs == "nothing":
        return True
    if window.room is None:
        return False
    return action.needs == "project" or window.room.desk.view is not None
