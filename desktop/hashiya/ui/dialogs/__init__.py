"""Dialogs and pages: sheets over the window, opened with `open()`; they never block, and tell what was asked for."""
