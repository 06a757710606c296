"""Imports under a name of their own, for the list of imports."""

from __future__ import annotations

from hashiya.domain.snapshot import ArticleContent
from hashiya.storage.project import ProjectFile

from tests.builders import AT, DEVICE, SARA


def bring(project: ProjectFile, source: str, *contents: ArticleContent) -> str:
    """Bring whole articles into the file as one import of that name; its id."""
    writer = project.begin_import(source=source, annotator=SARA.id, device=DEVICE)
    writer.add(contents)
    writer.finish(AT)
    return writer.id
