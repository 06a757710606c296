"""The card: what is selected, with everything that can be said about it."""

from hashiya.ui.panes.card.card import Card

__all__ = ["Card"]
