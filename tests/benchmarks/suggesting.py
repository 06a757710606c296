"""`bench --suggest GOLD.jsonl`: how good the engines are on an annotated corpus, cold and learned from the rest of it.

Cold rows know nothing of the corpus but which labels it uses; the rows «others» learn from its other articles (a tenth
is left out at a time where there are many), or from the corpus given with --train. Outermost mentions are compared;
strict means start, end and label. The row «words only» is a conditional random field on the words alone, trained on the
same articles. Times are the processor's, but for --learning, which tells both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Layer
from hashiya.domain.article import Status
from hashiya.domain.ids import AnnotationId, ArticleKey
from hashiya.domain.span import Fragments, hull
from hashiya.storage.project import ProjectFile
from hashiya.storage.reads import Reads
from hashiya.suggest.engines import ENGINES
from hashiya.suggest.features import NameBook
from hashiya.suggest.learned import Effort, Learned, LearnedModel, Trainer, outermost
from hashiya.suggest.proposal import Proposal, Reading
from hashiya.suggest.scoring import EntityScore, Figures, Marked
from hashiya.suggest.scoring_claims import ClaimScores, ScoredClaim, Tally
from hashiya.workspace.importing import ImportChoices, Importing
from hashiya.workspace.proposing import HeldOut
from hashiya.workspace.record import Record
from hashiya.workspace.sample import scheme_named
from hashiya.workspace.training import boilerplate_of, examples_of
from hashiya.workspace.workspace import Workspace

from tests import builders as b
from tests.benchmarks import learning

SIZE = 3_000
"""Code points of the article that the time is told for."""
NAMED = ("PERS", "GPE", "LOC", "FAC", "ORG")
"""Persons, places and organisations, as one figure: what learning from the words alone is compared in."""


@dataclass(slots=True)
class Row:
    """The scores of one way to propose; times in seconds, of the processor for articles."""

    what: str
    entities: EntityScore = field(default_factory=EntityScore)
    claims: ClaimScores = field(default_factory=ClaimScores)
    regions: dict[str, Figures] = field(default_factory=dict)
    per_article: list[float] = field(default_factory=list)
    training: list[float] = field(default_factory=list)

    @property
    def named(self) -> Figures:
        """Persons, places and organisations together."""
        every = Figures()
        for one in (figures for label, figures in self.entities.by_label.items() if label in NAMED):
            every.add(right=one.right, proposed=one.proposed, wanted=one.wanted)
        return every

    def add_regions(self, gold: set[Marked], proposed: set[Marked]) -> None:
        """Count the code points of one article that are in regions: whether lines stand together says nothing."""
        for label in {one[1] for one in gold | proposed}:
            wanted, found = (
                {place for span, its in some if its == label for place in range(span.start, span.end)}
                for some in (gold, proposed)
            )
            figures = self.regions.setdefault(label, Figures())
            figures.add(right=len(wanted & found), proposed=len(found), wanted=len(wanted))

    def as_data(self) -> dict[str, Any]:
        """The row for JSON."""
        labels = sorted(self.entities.by_label.items(), key=lambda one: -one[1].wanted)
        return {
            "what": self.what,
            "strict": self.entities.strict.as_data(),
            "overlapping": self.entities.overlapping.as_data(),
            "proclitic_edges": self.entities.edges.as_data(),
            "persons_places_organisations": self.named.as_data(),
            "regions": {label: figures.as_data() for label, figures in sorted(self.regions.items())},
            "labels": {label: figures.as_data() for label, figures in labels},
            "claims": {name: _tally(tally) for name, tally in self.claims.rows().items()},
            "milliseconds_per_3000": round(1000 * statistics.median(self.per_article), 2) if self.per_article else None,
            "training_seconds": [round(one, 2) for one in self.training],
        }


def _tally(tally: Tally) -> dict[str, float]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "right": tally.right,
        "proposed": tally.proposed,
        "wanted": tally.gold,
    }


def project_of(corpora: Sequence[Path], folder: Path) -> Path:
    """A project with the corpora, every article done."""
    path = folder / "gold.hashiya"
    scheme = scheme_named("news-claims")
    with ProjectFile.create(path, scheme=scheme, name="gold", annotator=b.SARA, device=b.DEVICE) as project:
        importing = Importing(
            Record(project, b.SARA, b.DEVICE), ImportChoices(adopt=True), b.SARA, b.DEVICE, lambda *_: True
        )
        report = importing.run(list(corpora))
        if report.failures:
            raise SystemExit(f"not a corpus: {report.failures[0].failure}")
    workspace = Workspace.open(path, annotator=b.SARA, device=b.DEVICE)
    for article in workspace.articles.all():
        workspace.articles.set_status(article.key, Status.DONE)
    workspace.close()
    return path


def gold_mentions(reads: Reads, key: ArticleKey) -> list[Marked]:
    """The outermost mentions that people marked."""
    there = reads.annotations(key)
    return outermost((one.span, one.label) for one in there if isinstance(one, EntityMention))


def proposed_mentions(proposals: Iterable[Proposal]) -> list[Marked]:
    """The outermost mentions that are proposed."""
    return outermost((one.fragments[0], one.label) for one in proposals if one.layer is Layer.ENTITIES)


def regions_of(things: Iterable[Proposal | AnyAnnotation]) -> set[Marked]:
    """The regions among proposals or annotations, each as one span."""
    regions = (one for one in things if one.layer is Layer.REGIONS)
    return {(hull(one.fragments), one.label) for one in regions}


def gold_claims(reads: Reads, key: ArticleKey) -> list[ScoredClaim]:
    """The claims that people marked."""
    there = {one.id: one for one in reads.annotations(key)}

    def place(filler: Filler) -> Fragments | None:
        other = there.get(filler.annotation or AnnotationId(""))
        return filler.fragments or (other.fragments if other else None)

    def places(claim: Claim, role: str) -> tuple[Fragments, ...]:
        return tuple(found for filler in claim.fillers(role) if (found := place(filler)))

    return [
        ScoredClaim(
            one.fragments, places(one, "cue"), places(one, "source"), one.attributes.get("source_form") == "explicit"
        )
        for one in there.values()
        if isinstance(one, Claim)
    ]


def proposed_claims(proposals: Iterable[Proposal]) -> list[ScoredClaim]:
    """The claims that are proposed."""
    return [
        ScoredClaim(
            one.fragments,
            one.roles.get("cue", ()),
            one.roles.get("source", ()),
            one.attributes.get("source_form") == "explicit",
        )
        for one in proposals
        if one.layer is Layer.CLAIMS
    ]


def scored(what: str, reads: Reads, keys: Sequence[ArticleKey], held_out: HeldOut) -> Row:
    """Propose for each article, and compare."""
    row = Row(what)
    for key in keys:
        held_out.knowing(key)
        text = reads.text(key)
        times = []
        for _ in range(3):
            began = time.process_time()
            proposals = held_out.propose(key)
            times.append(time.process_time() - began)
        row.per_article.append(min(times) * SIZE / max(len(text), 1))
        row.entities.add(text, gold_mentions(reads, key), proposed_mentions(proposals))
        row.claims.add(proposed_claims(proposals), gold_claims(reads, key))
        row.add_regions(regions_of(reads.annotations(key)), regions_of(proposals))
    row.training = held_out.training_seconds
    return row


def words_only(reads: Reads, keys: Sequence[ArticleKey], folder: Path, *, apart: bool) -> Row:
    """What a conditional random field finds that sees the words alone; `apart`: what is scored is not trained on."""

    def no_rules(*_: object) -> list[Proposal]:
        return []

    row = Row("words only")
    groups = [keys] if apart else [keys[first :: min(len(keys), 10)] for first in range(min(len(keys), 10))]
    for group in groups:
        examples = examples_of(reads, without=group)
        if not examples:
            continue
        out = folder / "words.model"
        row.training.append(Trainer(no_rules, effort=Effort()).train(examples, out).seconds)
        model = LearnedModel.read(out)
        if model is None:
            continue
        for key in group:
            text = reads.text(key)
            engine = Learned(model, no_rules, book=NameBook())
            began = time.process_time()
            proposals = engine.propose(Reading(text, skipped=boilerplate_of(reads, key)))
            row.per_article.append((time.process_time() - began) * SIZE / max(len(text), 1))
            row.entities.add(text, gold_mentions(reads, key), proposed_mentions(proposals))
    return row


def measure(gold: Sequence[Path], train: Sequence[Path], off: Sequence[str]) -> list[Row]:
    """Every row for the corpora."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = project_of([*train, *gold], folder)
        with ProjectFile.open(path, read_only=True) as project, project.snapshot() as snapshot:
            reads = snapshot.reads
            every = [one.key for one in reads.articles()]
            known = _keys_of(train, reads)
            keys = [key for key in every if key not in known]
            held = keys if train else ()
            rows = [scored("cold", reads, keys, HeldOut(reads, folder, off=off, learns=False))]
            no_crf = HeldOut(reads, folder, off=[*off, "learned"], together=held)
            rows.append(scored("others, rules", reads, keys, no_crf))
            rows.append(scored("others", reads, keys, HeldOut(reads, folder, off=off, together=held)))
            rows.append(words_only(reads, keys, folder, apart=bool(train)))
    return rows


def _keys_of(corpora: Sequence[Path], reads: Reads) -> frozenset[ArticleKey]:
    from hashiya import read_corpus
    from hashiya.domain.article import digest

    return frozenset(
        key for corpus in corpora for line in read_corpus(corpus) for key in reads.keys_of_digest(digest(line.text))
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as text: entities, then labels, then claims."""
    lines = [f"{'entities':<16}{'P':>7}{'R':>7}{'F1':>7}{'overlap':>9}{'edges':>12}{'ms/3000':>9}{'train s':>9}"]
    for row in rows:
        strict, edges = row.entities.strict, row.entities.edges
        time_taken = 1000 * statistics.median(row.per_article) if row.per_article else 0.0
        training = f"{max(row.training):.1f}" if row.training else ""
        lines.append(
            f"{row.what:<16}{strict.precision:7.3f}{strict.recall:7.3f}{strict.f1:7.3f}"
            f"{row.entities.overlapping.f1:9.3f}{edges.precision:7.3f}/{edges.wanted:<4}{time_taken:9.1f}{training:>9}"
        )
    labels = sorted({label for row in rows for label in row.entities.by_label})
    wanted = {
        label: max(row.entities.by_label[label].wanted for row in rows if label in row.entities.by_label)
        for label in labels
    }
    lines += ["", f"{'F1 (P R)':<10}{'gold':>6}" + "".join(f"{row.what:>21}" for row in rows)]
    for label in sorted(labels, key=lambda one: -wanted[one]):
        cells = []
        for row in rows:
            figures = row.entities.by_label.get(label)
            cells.append(f"{figures.f1:7.3f} ({figures.precision:.2f} {figures.recall:.2f})" if figures else "")
        lines.append(f"{label:<10}{wanted[label]:>6}" + "".join(f"{cell:>21}" for cell in cells))
    lines += ["", f"{'persons, places, organisations':<32}F1 (P R), and ahead of words only"]
    for row in rows:
        ahead = 100 * (row.named.f1 - rows[-1].named.f1)
        named = f"{row.named.f1:.3f} ({row.named.precision:.2f} {row.named.recall:.2f})"
        lines.append(f"{row.what:<32}{named}{ahead:+7.1f} points")
    lines += ["", f"{'regions':<16}F1 (P R) by code points, right of proposed and of wanted"]
    for label, region in sorted(rows[0].regions.items()):
        counted = f"{region.right} of {region.proposed} and of {region.wanted}"
        lines.append(f"{label:<16}{region.f1:.3f} ({region.precision:.2f} {region.recall:.2f})  {counted}")
    lines += ["", f"{'claims':<16}" + "".join(f"{name:>22}" for name in rows[0].claims.rows())]
    for row in rows[:-1]:
        cells = [f"{t.f1:.3f} ({t.precision:.2f} {t.recall:.2f})" for t in row.claims.rows().values()]
        lines.append(f"{row.what:<16}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)


def main() -> int:
    """The exit status: 0 measured."""
    options = argparse.ArgumentParser("bench --suggest", description=__doc__)
    options.add_argument("--suggest", type=Path, nargs="+", required=True, metavar="GOLD.jsonl")
    options.add_argument("--train", type=Path, nargs="+", default=[], metavar="CORPUS.jsonl")
    options.add_argument("--off", nargs="+", default=[], choices=ENGINES, metavar="ENGINE")
    options.add_argument("--learning", type=int, nargs="+", default=[], metavar="N", help="time training on N articles")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    chosen = options.parse_args()
    rows = measure(chosen.suggest, chosen.train, chosen.off)
    print(table(rows))
    if chosen.learning:
        with tempfile.TemporaryDirectory() as name:
            print(
                "\n" + learning.table(learning.measure([*chosen.suggest, *chosen.train], chosen.learning, Path(name)))
            )
    if chosen.json:
        data = {"gold": [one.name for one in chosen.suggest], "rows": [row.as_data() for row in rows]}
        chosen.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
