"""What a person asks for in the card."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class CardNews(QObject):
    """The requests of all the pages of the card, with the ids of what they are about."""

    attribute_changed = Signal(str, str, object)
    """Annotation, attribute, value (None: empty)."""
    all_attributes_changed = Signal(list, str, object)
    """Annotations, attribute, value (None: empty)."""
    all_referents_chosen = Signal(list, object)
    """Annotations, referent (None: no more)."""
    all_referents_made = Signal(list, str)
    """Annotations, name of the new referent."""
    note_changed = Signal(str, str)
    restatement_changed = Signal(str, str)
    referent_requested = Signal(str)
    referent_chosen = Signal(str, str)
    """Annotation, referent."""
    referent_made = Signal(str, str)
    """Annotation, name of the new referent."""
    referent_removed = Signal(str)
    referent_activated = Signal(str)
    filler_activated = Signal(str)
    role_removed = Signal(str, str, int)
    """Claim, role, place among the fillers of the role."""
    relation_activated = Signal(str)
    """The annotation at the other end."""
    relation_delete_requested = Signal(str)
    cluster_activated = Signal(str)
    says_same_requested = Signal(str)
    leave_cluster_requested = Signal(str)
    guide_requested = Signal(object)
    """A Topic."""
    history_requested = Signal(str)
    delete_requested = Signal(list)
    left = Signal()
    """The person wants to go back to the text."""
