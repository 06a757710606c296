"""The first page: what to begin with, the projects opened lately, and a page of the example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QVBoxLayout, QWidget

from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import Hairline, SectionHeading, Surface, TextLabel, Title
from hashiya.ui.panes.first_start import FirstStart
from hashiya.ui.panes.link_button import LinkButton
from hashiya.ui.panes.page_picture import PagePicture, sample_page
from hashiya.ui.panes.rows import empty_layout, row_of
from hashiya.ui.panes.values import RecentProject
from hashiya.ui.panes.welcome_rows import ActionButton, MissingRow, RecentButton
from hashiya.ui.theme import Size, ThemeSource, Type

_COLUMN, _PICTURE, _PICTURE_HEIGHT, _BETWEEN = 420, 640, 620, 72
_PICTURE_FROM = 1060
"""Under this width of the window the picture gives way to the column, in px."""

_MOST_RECENT = 6


class Welcome(Surface):
    """The page of a window without a project; `show_first` asks who is at work before the first project opens."""

    sample_requested = Signal()
    new_requested = Signal()
    open_requested = Signal()
    recent_requested = Signal(str)
    locate_requested = Signal(str)
    forget_requested = Signal(str)
    language_requested = Signal()
    theme_requested = Signal()
    annotator_given = Signal(str, str)
    """Name and handle, before what was asked for begins."""
    files_dropped = Signal(list)

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        key_of: Callable[[str], str],
        scheme: Scheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, "paper", parent=parent)
        self._messages, self._key_of = messages, key_of
        self._recent: tuple[RecentProject, ...] = ()
        self._language, self._theme_name, self._version = "system", "system", ""
        self.setAcceptDrops(True)
        self._wordmark = Title(source, "", Type.WORDMARK)
        self._tagline = TextLabel(source, "", replace(Type.PAGE_TITLE, weight=400), tone="ink2")
        self.first = FirstStart(source, messages)
        self.first.hide()
        self.sample = ActionButton(source, "guide", first=True)
        self.new = ActionButton(source, "plus")
        self.open = ActionButton(source, "folder")
        for button, asked in (
            (self.sample, self.sample_requested),
            (self.new, self.new_requested),
            (self.open, self.open_requested),
        ):
            button.clicked.connect(lambda _=False, asked=asked: self._begin(asked.emit))
        for field in (self.first.name, self.first.handle):
            field.returnPressed.connect(self.sample.click)
        self._recent_heading = SectionHeading(source)
        self._recent_rows = QVBoxLayout()
        self.picture = PagePicture(source, messages, scheme, sample_page())
        self._private = TextLabel(source, "", Type.SMALL, tone="ink2", lines=1)
        self.language = LinkButton(source)
        self.language.clicked.connect(self.language_requested)
        self.theme_button = LinkButton(source)
        self.theme_button.clicked.connect(self.theme_requested)
        self._version_words = TextLabel(source, "", Type.SMALL, tone="ink2", lines=1)
        self._lay_out(source)
        self.retranslate()

    def _lay_out(self, source: ThemeSource) -> None:
        px = self.theme.px
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(px(8), px(24), px(8), px(24))
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._wordmark)
        column.addWidget(self._tagline)
        column.addSpacing(px(24))
        column.addWidget(self.first)
        for button in (self.sample, self.new, self.open):
            column.addWidget(button)
            column.addSpacing(px(9))
        column.addSpacing(px(12))
        column.addWidget(self._recent_heading)
        column.addLayout(self._recent_rows)
        column.addStretch(2)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._column)
        self._area.viewport().setAutoFillBackground(False)
        self._column.setAutoFillBackground(False)
        self._column.setMinimumWidth(1)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Placed by hand: a layout would not let the window become narrower than the picture.
        self._middle = QWidget()
        self._middle.setMinimumSize(1, 1)
        self._area.setParent(self._middle)
        self.picture.setParent(self._middle)
        foot = Surface(source, "chrome", top=True)
        foot.setFixedHeight(px(Size.STATUS_LINE))
        partings = [Hairline(source, vertical=True, tone="line2") for _ in range(2)]
        for line in partings:
            line.setFixedHeight(px(14))
        row = row_of(
            self._private,
            self.language,
            partings[0],
            self.theme_button,
            partings[1],
            self._version_words,
            gap=px(12),
            stretch=0,
        )
        row.setContentsMargins(px(14), 0, px(14), 0)
        foot.setLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._middle, 1)
        whole.addWidget(foot)
        self._foot = foot

    def show_recent(self, recent: Sequence[RecentProject]) -> None:
        """Show the projects opened lately; missing ones stay until they are taken off."""
        self._recent = tuple(recent)[:_MOST_RECENT]
        messages = self._messages()
        empty_layout(self._recent_rows)
        self._recent_heading.setVisible(bool(self._recent))
        for place, project in enumerate(self._recent):
            if place:
                self._recent_rows.addWidget(Hairline(self._source))
            if project.missing:
                missing = MissingRow(self._source, project, messages)
                missing.locate_requested.connect(self.locate_requested)
                missing.forget_requested.connect(self.forget_requested)
                self._recent_rows.addWidget(missing)
                continue
            row = RecentButton(self._source, project, messages)
            row.clicked.connect(lambda _=False, path=project.path: self._begin(lambda: self._go(path)))
            self._recent_rows.addWidget(row)
        self.sample.set_first(not self._recent)

    def show_first(self, name: str = "", handle: str = "") -> None:
        """Ask who is at work, with a proposal; it is told when the person begins."""
        self.first.show_person(name, handle)
        self.first.show()

    def show_choices(self, *, language: str, theme: str, version: str) -> None:
        """Show the language (ar, en, system) and theme (system, light, dark) in use, and the program's version."""
        self._language, self._theme_name, self._version = language, theme, version
        self.retranslate()

    def focus_first(self) -> None:
        """Give the keyboard to where one begins."""
        if self.first.isVisibleTo(self):
            self.first.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sample.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        messages = self._messages()
        self._wordmark.set_text(messages.text("welcome.wordmark"))
        self._tagline.set_text(messages.text("welcome.tagline"))
        for button, key, cap in (
            (self.sample, "sample", "Enter"),
            (self.new, "new", self._key_of("new")),
            (self.open, "open", self._key_of("open")),
        ):
            button.show_action(messages.text(f"welcome.{key}.title"), messages.text(f"welcome.{key}.words"), cap)
        self._recent_heading.set_text(messages.text("welcome.recent"))
        self.picture.setAccessibleName(messages.text("welcome.picture"))
        self._private.set_text(messages.text("welcome.private"))
        language = messages.text(f"welcome.language_name.{self._language}")
        theme = messages.text(f"welcome.theme_name.{self._theme_name}")
        self.language.show_words(messages.text("welcome.language", name=language))
        self.theme_button.show_words(messages.text("welcome.theme", name=theme))
        version = messages.number(self._version)
        self._version_words.set_text(messages.text("welcome.version", version=version) if self._version else "")
        self.first.retranslate()
        self.show_recent(self._recent)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def retheme(self) -> None:
        super().retheme()
        self._foot.setFixedHeight(self.theme.px(Size.STATUS_LINE))
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._begin(lambda: self.files_dropped.emit(paths))

    def _fit(self) -> None:
        """The column keeps its width, the picture takes what is left, or goes."""
        px, width, height = self.theme.px, self.width(), self.height() - self._foot.height()
        column = max(1, min(px(_COLUMN) + 2 * px(8), width - px(32)))
        left = width - column - px(_BETWEEN) - 2 * px(32)
        shown = width >= _PICTURE_FROM and left >= px(360)
        picture = min(_PICTURE, left) if shown else 0
        total = column + (px(_BETWEEN) + picture if shown else 0)
        start = (width - total) // 2
        high = min(_PICTURE_HEIGHT, height - 2 * px(24))
        way, whole = self.layoutDirection(), QRect(0, 0, width, height)
        self._middle.resize(width, height)
        self._area.setGeometry(QStyle.visualRect(way, whole, QRect(start, 0, column, height)))
        place = QRect(start + total - picture, (height - high) // 2, max(1, picture), max(1, high))
        self.picture.setGeometry(QStyle.visualRect(way, whole, place))
        self.picture.setVisible(shown)

    def _begin(self, what: Callable[[], None]) -> None:
        """Do what was asked for, once it is known who is at work."""
        if self.first.isVisibleTo(self):
            given = self.first.given()
            if given is None:
                return
            self.first.hide()
            self.annotator_given.emit(*given)
        what()

    def _go(self, path: str) -> None:
        self.recent_requested.emit(path)
