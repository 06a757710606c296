"""The stage of the end-to-end tests."""

from __future__ import annotations

from tests.e2e.stage import hands, program, project_file, untouched, window

__all__ = ["hands", "program", "project_file", "untouched", "window"]
