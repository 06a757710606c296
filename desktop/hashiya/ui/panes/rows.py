"""Widgets put in a line, and taken out again."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget


def row_of(*widgets: QWidget, gap: int, stretch: int = -1) -> QHBoxLayout:
    """The widgets in one line; the one at `stretch` takes the room that is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if place == stretch else 0)
    return row


def empty_layout(layout: QLayout) -> None:
    """Take every widget out of the layout and the rows in it, for good."""
    while (item := layout.takeAt(0)) is not None:
        if (row := item.layout()) is not None:
            empty_layout(row)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
