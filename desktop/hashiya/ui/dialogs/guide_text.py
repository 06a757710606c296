"""A page of Markdown to be read: the program's own type and colours, in the direction of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextList,
    QTextListFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from hashiya.resources import resource
from hashiya.ui.kit import Themed, paint_box, ring_on_focus
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, TypeStyle

_PAD = 20
_LINE = 1.6
"""Height of a line over the size of its type; the face's own height is more than that."""
_HEADS = {1: Type.PAGE_TITLE, 2: Type.HEADING, 3: Type.BODY_STRONG}
_ABOVE = {1: 0, 2: 14, 3: 8}
_ISOLATES = ("\u2066", "\u2069")
_AIR = "\u2005"
"""Keeps the edge of a key off its letters."""
_CODE = re.compile(r"`([^`\n]+)`")


class GuideText(Themed, QTextEdit):
    """Shows one page; keys stand in it as keys, left to right whatever is around them."""

    def __init__(
        self, source: ThemeSource, direction: Qt.LayoutDirection, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._direction = direction
        self._page = ("", "")
        self._keys: list[tuple[int, int]] = []
        self._pictures: list[int] = []
        self.setLayoutDirection(direction)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        # Without the keyboard's way of selecting, arrows scroll as in any page that is read.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.follow(source)
        ring_on_focus(self, source)
        self._dress()

    def retheme(self) -> None:
        self._dress()
        super().retheme()

    def show_markdown(self, title: str, text: str) -> None:
        """Show a page from its beginning."""
        self._page = (title, text)
        # The page before may be taller: the bar goes, the width changes, and its pictures are not there any more.
        self._keys, self._pictures = [], []
        self.setMarkdown(f"# {title}\n\n{_with_isolates(text)}")
        option = QTextOption(Qt.AlignmentFlag.AlignLeading)
        option.setTextDirection(self._direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        block = self.document().begin()
        while block.isValid():
            self._set(block)
            block = block.next()
        self._fit_pictures()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the guide, in the sharpness of the screen; every other thing is not there."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        file = (name if isinstance(name, str) else name.path()).rpartition("/")[2]
        picture = QImage.fromData(resource(f"guide/img/{file}").read_bytes())
        ratio = self.devicePixelRatio()
        shown = picture.scaledToWidth(round(self._picture_width() * ratio), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pictures()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            theme = self.theme
            with QPainter(self) as painter:
                edge = theme.accent if self.hasFocus() else theme.ink3 if theme.high_contrast else theme.line2
                paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=theme.raised, edge=edge)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        with QPainter(self.viewport()) as painter:
            painter.translate(0, -self.verticalScrollBar().value())
            for place in self._key_places():
                paint_box(painter, place, theme.px(Radius.CAP), fill=theme.panel, edge=theme.line2)
        super().paintEvent(event)

    def _key_places(self) -> Iterator[QRectF]:
        """Where the keys stand in the page, without those that are broken over two lines."""
        layout = self.document().documentLayout()
        for start, length in self._keys:
            block = self.document().findBlock(start)
            first = start - block.position()
            line = block.layout().lineForTextPosition(first)
            if not line.isValid() or line.textStart() + line.textLength() < first + length:
                continue
            one, _ = cast("tuple[float, int]", line.cursorToX(first))
            other, _ = cast("tuple[float, int]", line.cursorToX(first + length))
            corner = layout.blockBoundingRect(block).topLeft()
            middle = corner.y() + line.y() + line.height() / 2
            high = self.theme.px(Size.CAP)
            yield QRectF(corner.x() + min(one, other), middle - high / 2, abs(one - other), high)

    def _picture_width(self) -> float:
        """How wide a picture can be, in device-independent pixels."""
        return max(float(self.viewport().width() - self.theme.px(4)), 100.0)

    def _fit_pictures(self) -> None:
        """Give the pictures the width of the page, made anew for it."""
        document = self.document()
        for position in self._pictures:
            cursor = QTextCursor(document)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            form = cursor.charFormat().toImageFormat()
            made = cast("QImage", self.loadResource(QTextDocument.ResourceType.ImageResource.value, form.name()))
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(form.name()), made)
            wide = QTextImageFormat(form)
            wide.setWidth(made.deviceIndependentSize().width())
            wide.setHeight(made.deviceIndependentSize().height())
            cursor.setCharFormat(wide)

    # Setting the type

    def _set(self, block: QTextBlock) -> None:
        """Set one block: its direction and space, and the type of each piece of it."""
        level = block.blockFormat().headingLevel()
        style = _HEADS.get(level, Type.BODY)
        cursor = QTextCursor(block)
        form = QTextBlockFormat()
        form.setLayoutDirection(self._direction)
        form.setAlignment(Qt.AlignmentFlag.AlignLeading)
        bullets = cast("QTextList | None", block.textList())
        in_list = bullets is not None
        if bullets is not None and bullets.format().style() is QTextListFormat.Style.ListCircle:
            disc = bullets.format()
            disc.setStyle(QTextListFormat.Style.ListDisc)
            bullets.setFormat(disc)
        form.setTopMargin(self.theme.px(_ABOVE.get(level, 2 if in_list else 6)))
        form.setBottomMargin(self.theme.px(2 if in_list else 6))
        height = max(_LINE, style.line) * self.theme.px(style.size)
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor.mergeBlockFormat(form)
        for start, length, piece in _pieces(block):
            if piece.isImageFormat():
                self._pictures.append(start)
                continue
            if piece.fontFixedPitch():
                self._keys.append((start, length))
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._piece(piece, style))

    def _piece(self, piece: QTextCharFormat, style: TypeStyle) -> QTextCharFormat:
        theme, made = self.theme, QTextCharFormat()
        made.setForeground(theme.ink)
        font = theme.font(style)
        if piece.fontFixedPitch():
            font = theme.font(Type.SMALL_MEDIUM)
        elif piece.fontWeight() > QFont.Weight.Normal and style is Type.BODY:
            font = theme.font(Type.BODY_STRONG)
        made.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
        return made

    def _dress(self) -> None:
        theme = self.theme
        pad = theme.px(_PAD)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(pad, theme.px(14), theme.px(8), theme.px(8))
        if self._direction is Qt.LayoutDirection.RightToLeft:
            self.setViewportMargins(theme.px(8), theme.px(14), pad, theme.px(8))
        self.document().setDefaultFont(theme.font(Type.BODY))
        self.document().setIndentWidth(theme.px(20))
        dress = self.palette()
        dress.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        dress.setColor(QPalette.ColorRole.Text, theme.ink)
        dress.setColor(QPalette.ColorRole.Highlight, theme.selection)
        dress.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self.setPalette(dress)
        if self._page[0]:
            place = self.verticalScrollBar().value()
            self.show_markdown(*self._page)
            self.verticalScrollBar().setValue(place)


def _with_isolates(text: str) -> str:
    """The text with each key between isolates, or `[` is mirrored and «Ctrl+→» turned round in Arabic lines."""
    first, last = _ISOLATES
    return _CODE.sub(lambda found: f"`{first}{_AIR}{found[1].strip(first + last)}{_AIR}{last}`", text)


def _pieces(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Where each piece of one format is in the document, and its format; read before anything is changed."""
    pieces = []
    walk = block.begin()
    while not walk.atEnd():
        piece = walk.fragment()
        pieces.append((piece.position(), piece.length(), piece.charFormat()))
        walk += 1
    return pieces
