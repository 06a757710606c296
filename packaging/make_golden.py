"""Writes tests/golden/sample.jsonl anew: what the sample project's export is to be, byte for byte.

Run it after a change of the sample, of the scheme's defaults or of the corpus format, and look at what `git diff` shows
before it is committed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "sample.jsonl"

sys.path.insert(0, str(ROOT / "desktop"))


def sample_corpus(folder: Path) -> bytes:
    """The export of a sample project made in that folder by a person and on a device that are always the same."""
    from hashiya.domain.ids import AnnotatorId, DeviceId
    from hashiya.domain.links import Annotator
    from hashiya.exchange.choices import ExportChoices
    from hashiya.storage.project import ProjectFile
    from hashiya.workspace.exporting import export_corpus
    from hashiya.workspace.sample import make_sample

    person = Annotator(id=AnnotatorId("019ab000-0000-7000-8000-0000000060d1"), handle="hashiya", name="حاشية")
    device = DeviceId("019ab000-0000-7000-8000-0000000060d2")
    project = folder / "sample.hashiya"
    make_sample(project, name="sample", annotator=person, device=device)
    with ProjectFile.open(project, read_only=True) as opened:
        export_corpus(opened, folder / "sample.jsonl", ExportChoices())
    return (folder / "sample.jsonl").read_bytes()


def main() -> int:
    """Write the golden file."""
    with tempfile.TemporaryDirectory() as folder:
        data = sample_corpus(Path(folder))
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_bytes(data)
    sys.stdout.write(f"{GOLDEN}: {len(data)} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
