"""The desk is tested through the real window."""

from __future__ import annotations

from tests.e2e.stage import hands, program, project_file, untouched, window

__all__ = ["hands", "program", "project_file", "untouched", "window"]
