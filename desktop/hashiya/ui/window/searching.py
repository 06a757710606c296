"""Finding: in the article, and everything else by the command palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import ReferentId
from hashiya.domain.scheme import Label
from hashiya.domain.span import Span
from hashiya.ui.actions import LABEL, ROLE
from hashiya.ui.panes.caps import caps_of
from hashiya.ui.panes.values import Group, Item, Topic
from hashiya.ui.window.findbar import FindBar
from hashiya.ui.window.menus import is_possible
from hashiya.ui.window.search_page import SearchPage

if TYPE_CHECKING:
    from hashiya.ui.commandpalette import CommandPalette
    from hashiya.ui.window.window import Window

MOST_RECENT_COMMANDS = 8


class Searching(QObject):
    """The find bar and the command palette of a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._palette: CommandPalette | None = None
        self.page = SearchPage(window)
        self.bar = FindBar(window.program.theme, window.program.messages)
        window.panes.bands.addWidget(self.bar)
        self.bar.hits_changed.connect(window.panes.viewer.set_hits)
        self.bar.hit_chosen.connect(self._go_to_hit)
        self.bar.closed.connect(window.panes.viewer.setFocus)
        self.bar.project_requested.connect(self.page.open_search)

    def actions(self) -> dict[str, Callable[[], None]]:
        """The actions of finding."""
        return {
            "find": self.find,
            "find_next": lambda: self._walk(forward=True),
            "find_previous": lambda: self._walk(forward=False),
            **self.page.actions(),
            "command_palette": self.open_palette,
        }

    def find(self) -> None:
        """Open the find bar; selected words are looked for."""
        room = self._window.room
        if room is None or room.desk.view is None:
            return
        selection = self._window.panes.viewer.selection()
        text = room.desk.view.text
        self.bar.start(text, selection.of(text) if selection and len(selection) < 80 else None)

    def step_out(self) -> bool:
        """Esc: close the find bar when it is open and nothing inner is left to leave; whether it was closed."""
        if self.page.step_out():
            return True
        viewer = self._window.panes.viewer
        if not self.bar.isVisible() or (viewer.hasFocus() and viewer.selection()):
            return False
        self.bar.close_bar()
        return True

    def _walk(self, *, forward: bool) -> None:
        """To the next or previous hit: of the article when its bar is open, else of the project."""
        if self.bar.isVisible() or not self.page.can_walk:
            self.bar.walk(forward=forward)
        else:
            self.page.walk(1 if forward else -1)

    def _go_to_hit(self, span: Span) -> None:
        room = self._window.room
        if room:
            with room.desk.quiet():
                self._window.panes.viewer.set_caret(span.start)
                self._window.panes.viewer.reveal(span)

    # The command palette

    def open_palette(self) -> None:
        """Open the command palette, or close it."""
        program = self._window.program
        if self._palette is None:
            from hashiya.ui.commandpalette import CommandPalette

            self._palette = CommandPalette(program.theme, program.messages, self._window)
            self._palette.chosen.connect(self._chosen)
        self._palette.open(self.items(), program.settings.recent_commands)

    def has_the_keys(self, widget: QWidget) -> bool:
        """Whether the open command palette is where the keys go: it minds them itself."""
        return self._palette is not None and self._palette.isVisible() and self._palette.isAncestorOf(widget)

    def items(self) -> list[Item]:
        """Everything that the palette can find."""
        return [*self._commands(), *self._labels(), *self._articles(), *self._referents(), *self._guide()]

    def _commands(self) -> list[Item]:
        window, messages = self._window, self._window.program.messages()
        items = []
        for action in window.keyboard.actions.values():
            if action.id.startswith((LABEL, ROLE)):
                continue
            items.append(
                Item(
                    action.id,
                    Group.COMMANDS,
                    messages.text(f"action.{action.id}").rstrip("…"),
                    caps=caps_of(window.keyboard.key_of(action.id), messages),
                    icon=action.icon or "",
                    enabled=is_possible(window, action),
                )
            )
        return items

    def _labels(self) -> list[Item]:
        room, messages = self._window.room, self._window.program.messages()
        if room is None:
            return []
        language, scheme = messages.language, room.workspace.scheme
        named = [(LABEL, one.key, one.name) for one in scheme.entities.labels if not one.retired]
        named += [(ROLE, one.key, one.name) for one in scheme.roles if not one.retired]
        return [
            Item(
                prefix + key,
                Group.COMMANDS,
                name.in_language(language),
                detail=key,
                caps=caps_of(self._window.keyboard.key_of(prefix + key), messages),
                also=name.in_language("en" if language == "ar" else "ar"),
                enabled=room.desk.view is not None,
            )
            for prefix, key, name in named
        ]

    def _articles(self) -> list[Item]:
        room = self._window.room
        if room is None:
            return []
        messages = self._window.program.messages()
        return [
            Item(
                f"article:{article.key}",
                Group.ARTICLES,
                article.title or article.id,
                detail=messages.text(f"words.status.{article.status.value}"),
                icon="document",
                also=article.id,
                corpus=True,
            )
            for article in room.workspace.articles.all()
        ]

    def _referents(self) -> list[Item]:
        room = self._window.room
        if room is None:
            return []
        return [
            Item(f"referent:{one.id}", Group.REFERENTS, one.name, icon="link", also=" ".join(one.aliases), corpus=True)
            for one in room.workspace.referents.all()
        ]

    def _guide(self) -> list[Item]:
        room = self._window.room
        if room is None:
            return []
        language, scheme = self._window.program.messages().language, room.workspace.scheme

        def item(layer: Layer, label: Label) -> Item:
            title = label.name.in_language(language)
            guideline = label.guideline.in_language(language).split(".")[0]
            return Item(f"guide:{layer.value}:{label.key}", Group.GUIDE, title, detail=guideline, icon="guide")

        layers = (Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS, Layer.RELATIONS)
        return [item(layer, one) for layer in layers for one in scheme.layer(layer).labels if one.guideline.ar]

    def _chosen(self, item: Item) -> None:
        room, sort = self._window.room, item.id.partition(":")
        self._remember(item)
        if item.group is Group.COMMANDS:
            self._window.panes.viewer.setFocus()
            self._window.run(item.id)
        elif room is None:
            return
        elif item.group is Group.TEXTS and room.desk.view:
            self.bar.start(room.desk.view.text, item.also)
        elif item.group is Group.ARTICLES:
            room.show_article(sort[2])
            room.to_text()
        elif item.group is Group.REFERENTS:
            self._window.doing.dialogs.show_referents(ReferentId(sort[2]))
        elif item.group is Group.GUIDE:
            layer, _, key = sort[2].partition(":")
            self._window.panes.card.show_topic(Topic(Layer(layer), key))
            self._window.doing.show_guide()

    def _remember(self, item: Item) -> None:
        program = self._window.program
        if item.group is Group.COMMANDS:
            rest = [one for one in program.settings.recent_commands if one != item.id]
            program.change(recent_commands=[item.id, *rest][:MOST_RECENT_COMMANDS])
