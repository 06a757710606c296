"""Engines that propose annotations: a text and what is confirmed in, proposals with scores out. No screen, no file."""
