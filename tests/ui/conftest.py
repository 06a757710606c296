"""The real window, for the tests of the interface as a whole."""

from __future__ import annotations

from tests.e2e.stage import hands, program, project_file, untouched, window

__all__ = ["hands", "program", "project_file", "untouched", "window"]
