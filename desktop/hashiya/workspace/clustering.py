"""What becomes of clusters when claims leave them."""

from __future__ import annotations

from collections.abc import Sequence

from hashiya.domain.annotation import Claim
from hashiya.domain.links import Cluster
from hashiya.domain.step import Kind
from hashiya.workspace.record import Record


def left_behind(record: Record, leaving: Sequence[Claim]) -> tuple[list[Claim], list[Cluster]]:
    """The claims that would be alone in a cluster once these have left, and the clusters to dissolve.

    A cluster says that several claims say the same: with one claim it says nothing. Where the one left is another
    annotator's work, it is left as it is.
    """
    gone = {claim.id for claim in leaving}
    alone: list[Claim] = []
    dissolved: list[Cluster] = []
    for identifier in dict.fromkeys(claim.cluster for claim in leaving if claim.cluster):
        staying = [one for one in record.project.claims_of_cluster(identifier) if one.id not in gone]
        cluster = record.project.thing(Kind.CLUSTER, identifier)
        if len(staying) > 1 or any(one.owner != record.me for one in staying) or not isinstance(cluster, Cluster):
            continue
        alone += staying
        dissolved.append(cluster)
    return alone, dissolved
