"""The menus of the real window: what switches something on and off says by a tick which it is."""

from __future__ import annotations

import pytest
from hashiya.ui.actions import ACTIONS
from hashiya.ui.window.menus import SWITCHES
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tests.e2e.driver import Hands


def entries(hands: Hands) -> dict[str, QAction]:
    """The entries of all menus by their action, as they stand when their menu opens."""
    found: dict[str, QAction] = {}
    for top in hands.window.header.menu_bar.actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        found |= {entry.data().id: entry for entry in menu.actions() if not entry.isSeparator()}
    return found


@pytest.mark.parametrize("action", sorted(SWITCHES))
def test_a_switch_has_a_tick_while_it_is_on(hands: Hands, action: str) -> None:
    before = entries(hands)[action].isChecked()
    entries(hands)[action].trigger()
    assert entries(hands)[action].isChecked() is not before
    entries(hands)[action].trigger()
    assert entries(hands)[action].isChecked() is before


def test_nothing_else_has_one(hands: Hands) -> None:
    in_menus = {one.id for one in ACTIONS if one.menu}
    ticked = {name for name, entry in entries(hands).items() if entry.isCheckable()}
    assert ticked == SWITCHES & in_menus == SWITCHES
