"""A shelf: as high as what stands in it where there is room, scrolled where there is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from hashiya.ui.theme import ThemeSource

LEAST = 132
"""The height in px, at the usual scale, that is always seen of it."""


class Shelf(QScrollArea):
    """Shows a widget whole, or a part of it that can be scrolled, so that a large type never pushes others out."""

    def __init__(self, theme: ThemeSource, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._inside = theme, widget
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(widget)
        self.viewport().setAutoFillBackground(False)
        widget.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self._inside.minimumSizeHint().expandedTo(self._inside.sizeHint())

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(self._inside.minimumSizeHint().width(), min(whole.height(), self._theme.theme.px(LEAST)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
