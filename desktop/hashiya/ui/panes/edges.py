"""Margins by start and end instead of left and right, which Qt's layouts do not mirror."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def set_margins(layout: QLayout, widget: QWidget, start: int, top: int, end: int, bottom: int) -> None:
    """Give the layout these margins, the start at the side where the widget's lines begin; in px."""
    mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    layout.setContentsMargins(end if mirrored else start, top, start if mirrored else end, bottom)
