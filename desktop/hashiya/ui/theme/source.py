"""Where every widget gets the theme from, and hears that it changed."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hashiya.ui.theme.fonts import register_fonts
from hashiya.ui.theme.palette import palette, style_sheet
from hashiya.ui.theme.tokens import DARK, LIGHT, Theme, Type


class Preference(StrEnum):
    """Which theme the person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ThemeSource(QObject):
    """The theme in use: the person's preference, the system's colours, contrast and motion, and the scale."""

    changed = Signal()

    def __init__(
        self,
        preference: Preference = Preference.SYSTEM,
        *,
        scale: float = 1.0,
        high_contrast: bool | None = None,
        reduce_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preference = preference
        self._scale = scale
        self._contrast_wish = high_contrast
        self._reduce_motion = reduce_motion
        self._installed = False
        self._sheeted = True
        self._theme = self._made()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    @property
    def preference(self) -> Preference:
        """What the person wants."""
        return self._preference

    @property
    def reduce_motion(self) -> bool:
        """Whether nothing may move."""
        return self._reduce_motion

    def set_preference(self, preference: Preference) -> None:
        """Take another preference."""
        self._preference = preference
        self._renew()

    def set_scale(self, scale: float) -> None:
        """Take another scale of the interface, 1.0 to 2.0."""
        self._scale = min(2.0, max(0.8, scale))
        self._renew()

    def set_high_contrast(self, *, on: bool | None) -> None:
        """Switch high contrast on or off; None follows the system."""
        self._contrast_wish = on
        self._renew()

    def set_reduce_motion(self, *, on: bool) -> None:
        """Switch motion off or on."""
        self._reduce_motion = on

    def install(self, app: QApplication, *, sheet: bool = True) -> None:
        """Give the application the style, fonts, palette and style sheet of the theme, now and whenever it changes.

        Without `sheet` the style sheet waits for `add_sheet`: under one, Qt polishes a widget again at each change of
        its parent, which takes a quarter of the time in which a window is made.
        """
        register_fonts()
        app.setStyle("Fusion")
        self._installed = True
        self._sheeted = sheet
        self._dress(app)

    def add_sheet(self, app: QApplication) -> None:
        """Give the application the style sheet that `install` left out."""
        if not self._sheeted:
            self._sheeted = True
            app.setStyleSheet(style_sheet(self._theme))

    def _dress(self, app: QApplication) -> None:
        app.setPalette(palette(self._theme))
        app.setFont(self._theme.font(Type.BODY))
        if self._sheeted:
            app.setStyleSheet(style_sheet(self._theme))

    def _system_changed(self) -> None:
        self._renew()

    def _renew(self) -> None:
        made = self._made()
        if made == self._theme:
            return
        self._theme = made
        app = QApplication.instance()
        if self._installed and isinstance(app, QApplication):
            self._dress(app)
        self.changed.emit()

    def _made(self) -> Theme:
        hints = QGuiApplication.styleHints()
        system_dark = hints.colorScheme() is Qt.ColorScheme.Dark
        dark = self._preference is Preference.DARK or (self._preference is Preference.SYSTEM and system_dark)
        contrast = self._contrast_wish
        if contrast is None:
            contrast = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        return (DARK if dark else LIGHT).at(scale=self._scale, high_contrast=contrast)
