"""Fields to write in: one line with an icon, a way to empty it and its key; and a note that grows."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QTextEdit, QWidget

from hashiya.ui.kit.buttons import IconButton
from hashiya.ui.kit.direction import RTL
from hashiya.ui.kit.focus import ring_in, ring_out
from hashiya.ui.kit.keycap import KeyCap
from hashiya.ui.kit.themed import Themed, paint_box
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, TypeStyle, paint_icon

_ICON = 14


class Field(Themed, QLineEdit):
    """A line to write in, 32 high: icon at the start; at the end its key while empty, then a button to empty it."""

    _height = 0

    def __init__(
        self,
        source: ThemeSource,
        *,
        name: str,
        placeholder: str = "",
        icon: str | None = None,
        cap: str | None = None,
        clear_name: str | None = None,
        style: TypeStyle = Type.BODY,
        height: int = Size.FIELD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._style, self._height = icon, style, height
        self._cap: KeyCap | None = None
        self._clear: IconButton | None = None
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(source)
        if cap is not None:
            self._cap = KeyCap(source, cap, parent=self)
        if clear_name is not None:
            self._clear = IconButton(source, "close", clear_name, side=22, parent=self)
            self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._clear.setCursor(Qt.CursorShape.ArrowCursor)
            self._clear.clicked.connect(self.clear)
        self.textChanged.connect(self._place_ends)
        self._dress()

    def retheme(self) -> None:
        self._dress()
        super().retheme()

    def set_cap(self, cap: str) -> None:
        """Show another key."""
        if self._cap is not None:
            self._cap.set_text(cap)
            self._place_ends()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(96), self.theme.px(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_ends()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._place_ends()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, Radius.CONTROL, always=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        with QPainter(self) as painter:
            edge = theme.accent if self.hasFocus() else theme.ink3 if theme.high_contrast else theme.line2
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=theme.raised, edge=edge)
            if self._icon is not None:
                side, inset = theme.px(_ICON), theme.px(11)
                x = self.width() - inset - side if self.layoutDirection() is RTL else inset
                place = QPointF(x, (self.height() - side) / 2)
                paint_icon(painter, place, self._icon, theme.ink2, side, direction=self.layoutDirection())
        super().paintEvent(event)

    def _dress(self) -> None:
        theme = self.theme
        self.setFont(theme.font(self._style))
        dress = self.palette()
        dress.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        dress.setColor(QPalette.ColorRole.Text, theme.ink)
        dress.setColor(QPalette.ColorRole.PlaceholderText, theme.ink2)
        dress.setColor(QPalette.ColorRole.Highlight, theme.selection)
        dress.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self.setPalette(dress)
        self._place_ends()

    def _place_ends(self) -> None:
        if not self._height:
            return  # Qt tells of changes while its own constructor still runs
        theme, inset = self.theme, self.theme.px(10)
        rtl = self.layoutDirection() is RTL
        before = inset + (theme.px(_ICON) + theme.px(7) if self._icon is not None else 0)
        after = inset
        shown: KeyCap | IconButton | None = self._cap if not self.text() or self._clear is None else None
        for end in (self._cap, self._clear):
            if end is not None:
                end.setVisible(False)
        if self._clear is not None and self.text():
            shown = self._clear
        if shown is not None:
            shown.adjustSize()
            edge = theme.px(5 if shown is self._clear else 8)
            x = edge if rtl else self.width() - edge - shown.width()
            shown.move(x, (self.height() - shown.height()) // 2)
            shown.setVisible(True)
            after = edge + shown.width() + theme.px(4)
        # QLineEdit keeps 2 px for itself beside these margins.
        left, right = (after, before) if rtl else (before, after)
        self.setTextMargins(max(0, left - 2), 0, max(0, right - 2), 0)
        # Of an empty line Qt asks the keyboard layout for the direction, and a Latin one puts the caret at the left.
        start = (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment((Qt.AlignmentFlag.AlignLeading if self.text() else start) | Qt.AlignmentFlag.AlignVCenter)


class NoteField(Themed, QTextEdit):
    """Several lines to write in, as high as what is written, between `least` and `most` lines.

    `committed` tells the text when the person leaves the field or presses Ctrl+Enter, if it changed.
    """

    committed = Signal(str)

    def __init__(
        self,
        source: ThemeSource,
        *,
        name: str,
        placeholder: str = "",
        style: TypeStyle = Type.ROW,
        least: int = 2,
        most: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._least, self._most = style, least, most
        self._known = ""
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.follow(source)
        self._dress()
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def retheme(self) -> None:
        self._dress()
        super().retheme()

    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a text that is already known: it is not told of."""
        self._known = text
        if text != self.toPlainText():
            self.setPlainText(text)
            self._set_line_distance()

    def commit(self) -> None:
        """Tell the text if it changed."""
        if self.text() != self._known:
            self._known = self.text()
            self.committed.emit(self._known)

    def sizeHint(self) -> QSize:
        lines = self.theme.line_height(self._style)
        margins = 2 * self.theme.px(7)
        wanted = math.ceil(self.document().size().height()) + 2
        least, most = math.ceil(self._least * lines) + margins, math.ceil(self._most * lines) + margins
        return QSize(self.theme.px(240), min(most, max(least, wanted)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(96), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.commit()
            event.ignore()  # the pane may want to give the keyboard back to the text
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, Radius.CONTROL, always=True)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)
        self.viewport().update()
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        with QPainter(self.viewport()) as painter:
            edge = theme.accent if self.hasFocus() else theme.ink3 if theme.high_contrast else theme.line2
            paint_box(painter, QRectF(self.viewport().rect()), theme.px(Radius.CONTROL), fill=theme.raised, edge=edge)
        super().paintEvent(event)

    def _dress(self) -> None:
        theme = self.theme
        self.setFont(theme.font(self._style))
        dress = self.palette()
        dress.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        dress.setColor(QPalette.ColorRole.Text, theme.ink)
        dress.setColor(QPalette.ColorRole.PlaceholderText, theme.ink2)
        dress.setColor(QPalette.ColorRole.Highlight, theme.selection)
        dress.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self.setPalette(dress)
        self.document().setDocumentMargin(theme.px(7))
        self._set_line_distance()
        self.updateGeometry()

    def _set_line_distance(self) -> None:
        """One distance for all lines: what is written next takes it from the block before."""
        distance = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        distance.setLineHeight(self.theme.line_height(self._style), kind)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(distance)
        self.document().clearUndoRedoStacks()

    def _grow(self) -> None:
        self.updateGeometry()
