"""Written by another engineer right now."""
