"""The projects opened last, with how far each has come."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hashiya.domain.article import Status
from hashiya.domain.faults import KnownFailure
from hashiya.storage.project import ProjectFile
from hashiya.ui.panes.values import RecentProject
from hashiya.workspace.settings import Settings


def recent_projects(settings: Settings, *, looked_into: bool = False) -> list[RecentProject]:
    """The recent projects; their progress too when they are to be looked into."""
    return [_recent(Path(path), looked_into=looked_into) for path in settings.recent]


def _recent(path: Path, *, looked_into: bool) -> RecentProject:
    try:
        opened = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()
    except OSError:
        return RecentProject(str(path), path.stem, missing=True)
    if not looked_into:
        return RecentProject(str(path), path.stem, opened=opened)
    try:
        with ProjectFile.open(path, read_only=True) as project:
            articles = project.articles()
            done = sum(1 for article in articles if article.status is Status.DONE)
            number = sum(project.annotation_counts().values())
            share = done / len(articles) if articles else 0.0
            return RecentProject(str(path), project.name, len(articles), number, share, opened)
    except KnownFailure:
        return RecentProject(str(path), path.stem, opened=opened)
