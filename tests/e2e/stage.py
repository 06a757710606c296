"""A real window on a real project, for each test: the sample's five articles, none of them annotated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hashiya.storage.project import ProjectFile
from hashiya.suggest.engines import ENGINES
from hashiya.ui.program import Program
from hashiya.ui.window.window import Window
from hashiya.workspace.importing import ImportChoices, Importing
from hashiya.workspace.places import Places
from hashiya.workspace.record import Record
from hashiya.workspace.sample import scheme_named
from hashiya.workspace.suggesting import ENGINES_OFF
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.builders import DEVICE, SARA
from tests.e2e.driver import SEEDS, Hands, Latin, program_in, usual


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the five articles, none of them annotated; tests work on copies."""
    path = tmp_path_factory.mktemp("untouched") / "project.hashiya"
    scheme = scheme_named("news-claims")
    with ProjectFile.create(path, scheme=scheme, name="تجربة", annotator=SARA, device=DEVICE) as project:
        importing = Importing(Record(project, SARA, DEVICE), ImportChoices(), SARA, DEVICE, lambda *_: True)
        importing.run(SEEDS)
        # What a test counts and clicks is its own: the engines speak in the tests that are about them.
        project.set_setting(ENGINES_OFF, json.dumps(sorted(ENGINES)))
    return path


@pytest.fixture
def project_file(untouched: Path, tmp_path: Path) -> Path:
    """This test's own copy of the five articles."""
    path = tmp_path / "مشروع (1).hashiya"
    path.write_bytes(untouched.read_bytes())
    return path


@pytest.fixture(scope="module")
def program(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program, with folders of its own."""
    return program_in(qapp, Places.below(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def window(program: Program) -> Iterator[Window]:
    """One window for each file, in which each test opens a project of its own."""
    made = Window(program)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def hands(window: Window, project_file: Path) -> Iterator[Hands]:
    """A person before the window, with a Latin keyboard, in Arabic."""
    window.program.take(usual())
    person = Hands(window, project_file, keys=Latin())
    yield person
    person.leave()
