"""Claim frames: AIDA's names for what our claims have."""

from __future__ import annotations

import json
from pathlib import Path

from hashiya.exchange.aida import FORMAT

from tests.builders import article, claim, content, entity, filled_by
from tests.exchange.loss import written
from tests.exchange.memory import MemorySnapshot

TEXT = "قال ظريف إن واشنطن لن تقبل.\n"


def test_a_frame_has_its_parts_and_template(tmp_path: Path) -> None:
    of = article(TEXT)
    zarif, washington = entity(of, (4, 8)), entity(of, (12, 18), label="LOC")
    said = claim(
        of,
        (12, 26),
        roles={"source": (filled_by(zarif),), "target": (filled_by(washington),)},
        attributes={"epistemic": "true_certain"},
    )
    written(MemorySnapshot([content(TEXT, zarif, washington, said)]), FORMAT, tmp_path / "x.json")
    (item,) = json.loads((tmp_path / "x.json").read_text("utf-8"))
    (frame,) = item["claimFrames"]
    assert frame["claimTemplate"] == "X لن تقبل"
    assert frame["epistemic"] == "EpistemicTrueCertain"
    assert frame["sentiment"] == "SentimentNeutralUnknown"
    assert frame["associatedKEs"] == sorted([zarif.id, washington.id])
    assert frame["components"]["claimer"] == [
        {"componentName": "ظريف", "componentKE": zarif.id, "componentType": "PERS"}
    ]
