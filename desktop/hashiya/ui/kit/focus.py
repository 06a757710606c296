"""The ring around what has the keyboard: 2 px in accent, 2 px outside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from hashiya.ui.kit.themed import Themed, paint_box
from hashiya.ui.theme import Radius, ThemeSource

_GAP, _WIDTH = 2, 2
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})
_POINTER = frozenset({Qt.FocusReason.MouseFocusReason, Qt.FocusReason.NoFocusReason})


class FocusRing(Themed, QWidget):
    """A ring in a window or in what a scroll area scrolls, around one widget; it lets the pointer through.

    There is one for each such host, made when it is first needed and deleted with it.
    """

    def __init__(self, source: ThemeSource, host: QWidget) -> None:
        super().__init__(host)
        self.follow(source)
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        self._radius = 0.0
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def surround(self, widget: QWidget, radius: float) -> None:
        """Stand around this widget, and follow it, until another is named."""
        self.let_go()
        self._around, self._radius = widget, radius
        widget.destroyed.connect(self.let_go)
        at: QWidget | None = widget
        while at is not None and at is not self.parentWidget():
            at.installEventFilter(self)
            self._watched.append(at)
            at = at.parentWidget()
        self._place()

    def let_go(self) -> None:
        """Stand around nothing."""
        if self._around is not None and isValid(self._around):
            self._around.destroyed.disconnect(self.let_go)
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._around = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        host, around = self.parentWidget(), self._around
        if around is None or not isValid(around) or host is None or not host.isAncestorOf(around):
            self.hide()
            return
        out = _GAP + _WIDTH
        corner = around.mapTo(host, QPoint(0, 0))
        self.setGeometry(QRect(corner, around.size()).adjusted(-out, -out, out, out))
        self.setVisible(around.isVisibleTo(host))
        self.raise_()

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            radius = self.theme.px(self._radius) + _GAP + _WIDTH
            paint_box(painter, QRectF(self.rect()), radius, edge=self.theme.accent, width=_WIDTH)


class _Keeper(QObject):
    """Knows the ring of a theme source that is shown, since one widget at a time has the keyboard."""

    def __init__(self, source: ThemeSource) -> None:
        super().__init__(source)
        self._source = source
        self._ring: FocusRing | None = None

    def show_around(self, widget: QWidget, radius: float) -> None:
        self.hide_ring()
        host = _host(widget)
        if host is None:
            return
        found = host.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._ring = found if isinstance(found, FocusRing) else FocusRing(self._source, host)
        self._ring.surround(widget, radius)

    def hide_ring(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.let_go()
        self._ring = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and isinstance(event, QFocusEvent):
            if event.gotFocus():
                self.show_around(watched, float(watched.property("ring_radius") or Radius.CONTROL))
            else:
                self.hide_ring()
        return False


def ring_in(widget: QWidget, source: ThemeSource, event: QFocusEvent, radius: float, *, always: bool = False) -> None:
    """Show the ring around a widget that got the keyboard; not for a click, unless `always` (fields)."""
    if always or event.reason() not in _POINTER:
        _keeper(source).show_around(widget, radius)


def ring_out(source: ThemeSource) -> None:
    """Take the ring away: the widget that had it lost the keyboard."""
    _keeper(source).hide_ring()


def ring_on_focus(widget: QWidget, source: ThemeSource, radius: float = Radius.CONTROL) -> None:
    """Give a widget that is not of the kit (a list, a combo box) the ring whenever it has the keyboard."""
    widget.setProperty("ring_radius", radius)
    widget.installEventFilter(_keeper(source))


def _keeper(source: ThemeSource) -> _Keeper:
    found = source.findChild(_Keeper)
    return found if isinstance(found, _Keeper) else _Keeper(source)


def _host(widget: QWidget) -> QWidget | None:
    """The widget that the ring lies in: what a scroll area scrolls, so that the ring scrolls along, or the window."""
    at = widget.parentWidget()
    while at is not None and not at.isWindow():
        parent = at.parentWidget()
        if parent is not None and isinstance(parent.parentWidget(), QAbstractScrollArea):
            return at
        at = parent
    return at


class WheelGuard(QObject):
    """Keeps the wheel from changing a control that does not have the keyboard; the page scrolls instead."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def guard_wheel(widget: QWidget) -> None:
    """Let the wheel change this spin box or combo box only while it has the keyboard."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(WheelGuard(widget))
