"""Choosing a label by typing its name, in Arabic or in English."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label, Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit.direction import isolate
from hashiya.ui.kit.fields import Field
from hashiya.ui.kit.labels import TextLabel
from hashiya.ui.kit.themed import Themed, paint_box
from hashiya.ui.panes.found import FoundDelegate, FoundList, FoundRow
from hashiya.ui.panes.matching import Match, match
from hashiya.ui.theme import Radius, Size, ThemeSource, Type

_WIDTH, _MOST_ROWS = 300, 10
_LAYERS = (Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS)


class LabelPicker(Themed, QFrame):
    """A small window with every label that can be given; it closes when one is chosen or the person goes elsewhere."""

    label_chosen = Signal(str, str)

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        cap_of: Callable[[Layer, Label], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.follow(source)
        self._messages, self._cap_of = messages, cap_of
        self._scheme: Scheme | None = None
        texts = messages()
        self.setAccessibleName(texts.text("palette.picker.name"))
        self.field = Field(
            source, name=texts.text("palette.picker.name"), placeholder=texts.text("palette.picker.hint")
        )
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        delegate = FoundDelegate(source, height=Size.LABEL_ROW, padding=12, parent=self)
        self.list = FoundList(delegate, self)
        self.list.setAccessibleName(texts.text("palette.picker.name"))
        self.list.row_chosen.connect(self._take)
        self._none = TextLabel(source, texts.text("palette.picker.none"), Type.SMALL, tone="ink2")
        px = self.theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(8), px(8), px(8), px(8))
        layout.setSpacing(px(6))
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self._none)

    def show_scheme(self, scheme: Scheme) -> None:
        """Offer the labels of this scheme, those that are not in the palette too."""
        self._scheme = scheme
        self._search("")

    def open_at(self, point: QPoint) -> None:
        """Open below a point of the screen, wholly on it, with the keyboard in the field."""
        self.setFixedWidth(self.theme.px(_WIDTH))
        self.adjustSize()
        left = point.x() - self.width() if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else point.x()
        screen = QGuiApplication.screenAt(point) or self.screen()
        room = screen.availableGeometry()
        left = max(room.left(), min(left, room.right() - self.width()))
        top = max(room.top(), min(point.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self.list.move_choice(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.list.chosen_row())
                return True
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            theme = self.theme
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CARD), fill=theme.raised, edge=theme.line2)

    def _search(self, query: str) -> None:
        if self._scheme is None:
            return
        found: list[tuple[int, FoundRow]] = []
        for layer in _LAYERS:
            for label in self._scheme.layer(layer).labels:
                if not label.retired:
                    found += self._matched(query, layer, label)
        if query.strip():
            found.sort(key=lambda pair: -pair[0])
        self.list.show_rows([row for _, row in found])
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(self.theme.px(Size.LABEL_ROW) * min(len(found), _MOST_ROWS))
        self._none.setVisible(not found)
        self.adjustSize()

    def _matched(self, query: str, layer: Layer, label: Label) -> list[tuple[int, FoundRow]]:
        language = self._messages().language
        name = label.name.in_language(language)
        other = label.name.en if language == "ar" else label.name.ar
        shown = match(query, name)
        aside = [match(query, words) for words in (other, label.key, label.short.ar, label.short.en)]
        best = max((m for m in (shown, *aside) if m is not None), key=lambda m: m.score, default=None)
        if best is None:
            return []
        parts = (shown or Match(0, ())).parts
        cap = self._cap_of(layer, label)
        row = FoundRow(
            title=name,
            key=f"{layer}:{label.key}",
            parts=parts,
            detail=isolate(other),
            caps=(cap,) if cap else (),
            layer=layer,
            label=label,
        )
        return [(best.score, row)]

    def _take(self, row: FoundRow | None) -> None:
        if row is None:
            return
        layer, _, label = row.key.partition(":")
        self.close()
        self.label_chosen.emit(layer, label)
