"""What Qt's own widgets take from a theme: a palette for Fusion, and one small style sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QPalette

from hashiya.resources import resource
from hashiya.ui.theme.tokens import Radius, Theme, Type


def palette(theme: Theme) -> QPalette:
    """The palette of Fusion in the theme's colours."""
    role = QPalette.ColorRole
    made = QPalette()
    colours = {
        role.Window: theme.panel,
        role.WindowText: theme.ink,
        role.Base: theme.raised,
        role.AlternateBase: theme.panel,
        role.Text: theme.ink,
        role.PlaceholderText: theme.ink2,
        role.Button: theme.panel,
        role.ButtonText: theme.ink,
        role.BrightText: theme.danger,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.ink,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.ink,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.raised,
        role.Mid: theme.line2,
        role.Dark: theme.line2,
        role.Shadow: theme.line2,
    }
    for which, value in colours.items():
        made.setColor(which, value)
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, theme.ink3)
    return made


def style_sheet(theme: Theme) -> str:
    """The one style sheet of the application: what Fusion draws otherwise than the pictures, and no more."""
    small = theme.px(Type.SMALL.size)
    body = theme.px(Type.BODY.size)
    thumb, thumb_over = _hex(theme.line2), _hex(theme.ink3)
    return f"""
QToolTip {{ background: {_hex(theme.raised)}; color: {_hex(theme.ink)}; border: 1px solid {_hex(theme.line2)};
 padding: 4px 8px; font-size: {small}px; }}
QMenuBar {{ background: transparent; color: {_hex(theme.ink)}; font-size: {body}px; spacing: 0; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: {Radius.CONTROL}px; background: transparent; }}
QMenuBar::item:selected {{ background: {_hex(theme.accent_soft)}; color: {_hex(theme.accent)}; }}
QMenu {{ background: {_hex(theme.raised)}; color: {_hex(theme.ink)}; border: 1px solid {_hex(theme.line2)};
 padding: 4px; font-size: {body}px; }}
QMenu::item {{ padding: 5px 26px; border-radius: {Radius.CAP}px; }}
QMenu::item:selected {{ background: {_hex(theme.accent_soft)}; color: {_hex(theme.ink)}; }}
QMenu::item:disabled {{ color: {_hex(theme.ink3)}; }}
{_tick(theme)}
QMenu::separator {{ height: 1px; background: {_hex(theme.line)}; margin: 4px 8px; }}
QComboBox QAbstractItemView {{ background: {_hex(theme.raised)}; color: {_hex(theme.ink)}; outline: none;
 border: 1px solid {_hex(theme.line2)}; selection-background-color: {_hex(theme.accent_soft)};
 selection-color: {_hex(theme.ink)}; padding: 4px; }}
QComboBox QAbstractItemView::item {{ min-height: 26px; padding: 0 8px; border-radius: {Radius.CAP}px; }}
QScrollBar:vertical {{ width: 12px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 12px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {thumb}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {thumb_over}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
Field {{ background: transparent; border: none; padding: 0; }}
QSplitter::handle {{ background: {_hex(theme.line)}; }}
"""


def _tick(theme: Theme) -> str:
    """The rule for the tick of a menu, which a style sheet takes from a file alone; Qt's own one is coarse at 2x."""
    file = resource(f"icons/menu/tick-{theme.scheme}.svg")
    if not isinstance(file, Path):
        return ""
    return f'QMenu::indicator:checked {{ image: url("{file.as_posix()}"); width: 14px; height: 14px; }}'


def _hex(value: QColor) -> str:
    return value.name()
