"""The keyboard: which action a stroke stands for where the keys go now, and what a key cap shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from hashiya.domain.scheme import Scheme
from hashiya.ui.actions import ACTIONS, LABEL, Action, Context, scheme_actions
from hashiya.ui.keys.bindings import Binding, Bindings
from hashiya.ui.keys.filter import KeyFilter
from hashiya.ui.keys.strokes import Stroke

Contexts = Callable[[QWidget], Sequence[Context] | None]
"""Which contexts hold while a widget has the keys; None when the widget is in another window."""


FROM_ANYWHERE = {"find"}
"""Actions of the text whose keys lead to it from the panes too, but for the keys that write something there."""

ONCE = {"accept", "reject"}
"""What a key that is held does only once, as labels do: the next proposal is another decision."""


class Keyboard:
    """The actions of one window by key."""

    def __init__(self, contexts: Contexts, run: Callable[[str], bool], changes: Mapping[str, Sequence[str]]) -> None:
        self._contexts = contexts
        self._run = run
        self._changes = dict(changes)
        self.actions: dict[str, Action] = {}
        self.bindings = Bindings([])
        self.single_keys = True
        self.digits: Callable[[int], bool] = lambda _: False
        self.filter = KeyFilter(self._handle, self._would_handle)
        self.show_scheme(None)
        self._listens = False

    def listen(self) -> None:
        """Hear every key from now on.

        Not before the window is painted: a filter in Python sees every event of the start, and PySide then looks for
        the class of each sender among all that there are.
        """
        if not self._listens:
            self._listens = True
            self.filter.install()

    def show_scheme(self, scheme: Scheme | None) -> None:
        """Take the keys of labels and roles from this scheme."""
        self._scheme = scheme
        actions = (*ACTIONS, *(scheme_actions(scheme) if scheme else ()))
        self.actions = {action.id: action for action in actions}
        taken: set[tuple[str, str]] = set()
        bindings = []
        for action in actions:
            # A scheme may ask for a key that an action of the program has: the program's own comes first.
            free = [stroke for stroke in action.strokes if (_room(action.context), stroke) not in taken]
            taken |= {(_room(action.context), stroke) for stroke in free}
            bindings.append(Binding.of(action.id, action.context, *free))
        self.bindings = Bindings(bindings, self._changes)

    def change(self, changes: Mapping[str, Sequence[str]], scheme: Scheme | None) -> None:
        """Take other keys from the settings."""
        if dict(changes) == self._changes and scheme == self._scheme:
            return
        self._changes = dict(changes)
        self.show_scheme(scheme)

    def key_of(self, action: str) -> str:
        """The key of an action as a cap shows it; empty when it has none."""
        strokes = self.bindings.strokes(action)
        return self.filter.layout.cap(strokes[0]) if strokes else ""

    def _action(self, stroke: Stroke, contexts: Sequence[Context] | None) -> str | None:
        if contexts is None:
            return None
        if stroke.is_bare and not self.single_keys and len(stroke.key) == 1:
            return None
        found = self.bindings.lookup(stroke, contexts)
        if found is None and not stroke.is_typing:
            of_text = self.bindings.lookup(stroke, (Context.VIEWER,))
            return of_text if of_text in FROM_ANYWHERE else None
        return found

    def _would_handle(self, stroke: Stroke, widget: QWidget) -> bool:
        contexts = self._contexts(widget)
        return self._digit(stroke, contexts) is not None or self._action(stroke, contexts) is not None

    def _handle(self, stroke: Stroke, widget: QWidget) -> bool:
        contexts, repeated = self._contexts(widget), self.filter.is_repeated
        digit = self._digit(stroke, contexts)
        if digit is not None and not repeated and self.digits(digit):
            return True
        action = self._action(stroke, contexts)
        if action is not None and repeated and (action in ONCE or action.startswith(LABEL)):
            return True
        return action is not None and self._run(action)

    def _digit(self, stroke: Stroke, contexts: Sequence[Context] | None) -> int | None:
        if contexts and Context.VIEWER in contexts and stroke.is_bare and stroke.key in "123456789":
            return int(stroke.key)
        return None


def _room(context: Context) -> str:
    """Contexts that share their keys."""
    return "viewer" if context in (Context.VIEWER, Context.CLAIM_OPEN) else str(context)
