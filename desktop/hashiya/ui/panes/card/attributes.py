"""The attributes of an annotation as rows of buttons, those at their defaults folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.scheme import Attribute
from hashiya.resources.messages import Messages
from hashiya.ui.kit import ChoiceRow, SectionHeading, ThemedWidget
from hashiya.ui.panes.card.fold_button import FoldButton
from hashiya.ui.theme import ThemeSource

Values = Mapping[str, str | None]


def value_of(attribute: Attribute, values: Values) -> str | None:
    """The value that the attribute has: what somebody chose, or its default."""
    return values.get(attribute.key, attribute.default)


class AttributeGroup(ThemedWidget):
    """One attribute: its name, and its values as buttons."""

    chosen = Signal(str, object)

    def __init__(
        self, source: ThemeSource, attribute: Attribute, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(source, parent)
        self.attribute = attribute
        self._language = messages.language
        name = attribute.name.in_language(messages.language)
        self._heading = SectionHeading(source, name)
        self.row = ChoiceRow(source, [], name=name, may_be_empty=attribute.default is None)
        self.row.chosen.connect(lambda value: self.chosen.emit(attribute.key, value))
        self._offered: tuple[str, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.px(5))
        layout.addWidget(self._heading)
        layout.addWidget(self.row)

    def show_value(self, value: str | None, *, aside: str = "") -> None:
        """Show this value as the chosen one; one that the scheme does not offer any more is shown while it is set."""
        offered = {v.key: v.name.in_language(self._language) for v in self.attribute.values if not v.retired}
        if value is not None and value not in offered:
            known = self.attribute.value(value)
            offered[value] = known.name.in_language(self._language) if known else value
        if tuple(offered) != self._offered:
            self._offered = tuple(offered)
            self.row.set_choices(list(offered.items()), current=value)
        else:
            self.row.set_current(value)
        name = self.attribute.name.in_language(self._language)
        self._heading.set_text(f"{name} · {aside}" if aside else name)


class Attributes(ThemedWidget):
    """All attributes of an annotation: prominent and changed ones open, the rest behind one button."""

    changed = Signal(str, object)

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._messages = messages
        self._groups: dict[str, AttributeGroup] = {}
        self._built_for: tuple[tuple[Attribute, ...], str] = ((), "")
        self._open = False
        self._rest = FoldButton(source)
        self._rest.clicked.connect(self._unfold)
        self._values: Values = {}
        self._mixed: frozenset[str] = frozenset()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._rest)

    @property
    def groups(self) -> dict[str, AttributeGroup]:
        """The rows of buttons by attribute, hidden ones too."""
        return dict(self._groups)

    @property
    def rest(self) -> FoldButton:
        """The button that the attributes at their defaults are behind."""
        return self._rest

    def show_values(
        self, attributes: tuple[Attribute, ...], values: Values, *, mixed: frozenset[str] = frozenset()
    ) -> None:
        """Show these attributes with these values; `mixed` ones differ among several annotations."""
        self._values, self._mixed = values, mixed
        wanted = tuple(a for a in attributes if not a.retired or a.key in values)
        if self._built_for != (wanted, self._messages().language):
            self._build(wanted)
        for key, group in self._groups.items():
            aside = self._messages().text("card.several.mixed") if key in mixed else ""
            group.show_value(None if key in mixed else value_of(group.attribute, values), aside=aside)
        self._fold()

    def focus_first(self) -> bool:
        """Give the keyboard to the first attribute; whether there is one."""
        first = next((group for group in self._groups.values() if group.isVisibleTo(self)), None)
        if first is not None:
            first.row.focus_first()
        return first is not None

    def _build(self, attributes: tuple[Attribute, ...]) -> None:
        for group in self._groups.values():
            self._layout.removeWidget(group)
            group.hide()
            group.deleteLater()
        self._groups = {}
        for attribute in sorted(attributes, key=lambda attribute: not attribute.prominent):
            group = AttributeGroup(self._source, attribute, self._messages(), self)
            group.chosen.connect(self.changed)
            self._groups[attribute.key] = group
        self._layout.setSpacing(self.theme.px(12))
        self._built_for = (attributes, self._messages().language)

    def _fold(self) -> None:
        """Show what is open, and how many are behind the button."""
        plain: list[QWidget] = []
        folded: list[QWidget] = []
        for key, group in self._groups.items():
            attribute = group.attribute
            usual = key not in self._mixed and value_of(attribute, self._values) == attribute.default
            behind = usual and not attribute.prominent
            possible = self._is_possible(attribute)
            if possible:
                (folded if behind else plain).append(group)
            group.setVisible(possible and (not behind or self._open))
        for place, widget in enumerate((*plain, self._rest, *folded)):
            if self._layout.indexOf(widget) != place:
                self._layout.insertWidget(place, widget)
        text = self._messages().text("card.claim.defaults", count=len(folded))
        self._rest.show_button(text, open_=self._open)
        self._rest.setVisible(bool(folded))

    def _is_possible(self, attribute: Attribute) -> bool:
        if attribute.only_while is None:
            return True
        other, wanted = attribute.only_while
        group = self._groups.get(other)
        return group is not None and value_of(group.attribute, self._values) == wanted

    def _unfold(self) -> None:
        self._open = not self._open
        self._fold()
