"""Projects: the five seeds, made once and copied for each test, one that is empty; and a corpus of what was marked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.article import Status
from hashiya.resources import seed_files
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hashiya.workspace.sample import make_sample, scheme_named

from tests import builders as b
from tests.workspace.hands import Person, bring, done, exported, filler

Opener = Callable[..., Person]


@pytest.fixture(scope="session")
def seeds_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with the seeds, nothing marked."""
    folder = tmp_path_factory.mktemp("seeds")
    path = folder / "seeds.hashiya"
    texts = []
    for seed in seed_files():
        text = folder / seed.name
        text.write_bytes(seed.read_bytes())
        texts.append(text)
    scheme = scheme_named("news-claims")
    with ProjectFile.create(path, scheme=scheme, name="تجربة", annotator=b.SARA, device=b.DEVICE) as project:
        assert bring(project, *texts).articles == 5
    return path


@pytest.fixture(scope="session")
def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, closed."""
    path = tmp_path_factory.mktemp("sample") / "sample.hashiya"
    make_sample(path, name="sample", annotator=b.SARA, device=b.DEVICE)
    return path


@pytest.fixture
def path(seeds_project: Path, tmp_path: Path) -> Path:
    """A project of this test's own, with the seeds."""
    return Path(shutil.copy(seeds_project, tmp_path / "project.hashiya"))


@pytest.fixture
def sample_path(sample_project: Path, tmp_path: Path) -> Path:
    """A sample project of this test's own."""
    return Path(shutil.copy(sample_project, tmp_path / "sample.hashiya"))


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Opens windows that are closed at the end."""
    people: list[Person] = []

    def open_window(path: Path, **who: Any) -> Person:
        people.append(Person(path, **who))
        return people[-1]

    yield open_window
    for person in people:
        person.close()


@pytest.fixture
def sara(path: Path, opened: Opener) -> Person:
    """Sara, at work on the seeds."""
    return opened(path)


@pytest.fixture
def omar(path: Path, opened: Opener) -> Person:
    """Omar, at work on the same file in a window of his own."""
    return opened(path, by=b.OMAR)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[ProjectFile]:
    """An empty project with the scheme of the news, sound when the test is over."""
    scheme = scheme_named("news-claims")
    path = tmp_path / "empty.hashiya"
    with ProjectFile.create(path, scheme=scheme, name="فارغ", annotator=b.SARA, device=b.DEVICE) as project:
        yield project
    assert check_file(path) == []


@pytest.fixture
def corpus(sara: Person, tmp_path: Path) -> Path:
    """A corpus of the five seeds with something of every layer, across two articles."""
    speaker, post = sara.mention("محمد جواد ظريف"), sara.mention("وزير الخارجية الإيراني", "OCC")
    claim, other = sara.claim("إيران وروسيا"), sara.claim("مكافحة كورونا", article=1)
    workspace = sara.workspace
    done(workspace.claims.fill(claim.id, "source", filler(speaker)))
    done(workspace.claims.fill(claim.id, "cue", filler([sara.find("وقد"), sara.find("وصف")])))
    done(workspace.claims.says_same(claim.id, other.id))
    done(workspace.claims.name_cluster(sara.now(claim).cluster, "تعاون"))
    done(workspace.referents.make_and_assign(speaker.id, "محمد جواد ظريف"))
    done(workspace.referents.rename(sara.now(speaker).referent, "جواد ظريف"))
    done(workspace.relations.make(speaker.id, post.id, "holds_position"))
    done(workspace.relations.make(claim.id, other.id, "supports"))
    done(workspace.set_attribute(claim.id, "verifiable", "yes"))
    done(workspace.set_note(post.id, "«منصب»"))
    sara.region("مزيد من التقدم")
    done(workspace.articles.set_status(sara.articles[0], Status.DONE))
    out = tmp_path / "corpus.jsonl"
    exported(workspace.project, out)
    return out
