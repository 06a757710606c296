"""The sample project: the five articles of seeds/, one of them annotated in full as an example."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hashiya.domain.ids import DeviceId
from hashiya.domain.links import Annotator
from hashiya.domain.scheme import Scheme
from hashiya.exchange.jsonl_reader import read_corpus
from hashiya.exchange.scheme_file import read_scheme
from hashiya.resources import resource, seed_files
from hashiya.storage.project import ProjectFile
from hashiya.workspace.importing import ImportChoices, Importing
from hashiya.workspace.record import Record

DEFAULT_SCHEME = "news-claims"
EXAMPLE = ("example.jsonl", "example.manifest.json")


def scheme_named(name: str) -> Scheme:
    """A scheme that ships with the program; FileNotFoundError when there is none of that name."""
    file = f"{name}.toml"
    return read_scheme(resource(f"schemes/{file}").read_text("utf-8"), file=file)


def make_sample(path: Path, *, name: str, annotator: Annotator, device: DeviceId) -> None:
    """Make the sample project in a new file; KnownFailure when the file is there already or cannot be written.

    The example is the work of the person whose project this is, so that it can be seen, changed and undone.
    """
    project = ProjectFile.create(
        path, scheme=scheme_named(DEFAULT_SCHEME), name=name, annotator=annotator, device=device
    )
    with project, tempfile.TemporaryDirectory() as folder:
        importing = Importing(
            Record(project, annotator, device), ImportChoices(adopt=True), annotator, device, _unwatched
        )
        example, annotated = _example_in(Path(folder))
        for seed in seed_files():
            text = Path(folder) / seed.name
            text.write_bytes(seed.read_bytes())
            importing.run([example if seed.name == annotated else text])


def _example_in(folder: Path) -> tuple[Path, str]:
    """The annotated article as a corpus in that folder, and the seed that it is made from."""
    for file in EXAMPLE:
        (folder / file).write_bytes(resource(f"sample/{file}").read_bytes())
    corpus = folder / EXAMPLE[0]
    first = next(iter(read_corpus(corpus)))
    return corpus, str(first.meta["file"])


def _unwatched(*_: object) -> bool:
    return True
