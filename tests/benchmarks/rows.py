"""One measured figure, its baseline and its bar; figures of many runs; the table."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured; a bar is `times` the baseline, or `under` so much, or both; none is only reported.

    All is judged by the clock; `cpu` is told beside it, for cores that others use too.
    """

    what: str
    size: str = ""
    value: float
    unit: str = "ms"
    baseline: float | None = None
    cpu: float | None = None
    baseline_cpu: float | None = None
    baseline_is: str = ""
    times: float | None = None
    under: float | None = None
    goal: float | None = None
    samples: int = 1

    @property
    def ratio(self) -> float | None:
        """How many times the baseline, by the clock."""
        return self.value / self.baseline if self.baseline else None

    @property
    def cpu_ratio(self) -> float | None:
        """How many times the baseline, by what was computed."""
        return self.cpu / self.baseline_cpu if self.cpu and self.baseline_cpu else None

    @property
    def verdict(self) -> str:
        """`holds`, `misses`, or `reported` where there is no bar."""
        if self.times is None and self.under is None:
            return "reported"
        over = self.times is not None and self.ratio is not None and self.ratio > self.times
        return "misses" if over or (self.under is not None and self.value > self.under) else "holds"

    @property
    def bar(self) -> str:
        """The bar in words."""
        parts = []
        if self.times is not None:
            parts.append(f"≤ {self.times:g} ×")
        if self.under is not None:
            parts.append(f"≤ {self.under:g} {self.unit}")
        return ", ".join(parts)

    def as_data(self) -> dict[str, Any]:
        """The row for JSON."""
        return {**asdict(self), "ratio": self.ratio, "cpu_ratio": self.cpu_ratio, "verdict": self.verdict}


def median(samples: Iterable[float]) -> float:
    """The middle of the samples."""
    return statistics.median(samples)


def p95(samples: Sequence[float]) -> float:
    """The value that 95 of 100 samples do not pass."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


HEADS = ("what", "size", "measured", "baseline", "ratio", "of CPU", "bar", "goal", "")


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [HEADS, tuple("---" for _ in HEADS), *(_cells(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADS))]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.what,
        row.size,
        f"{_figure(row.value)} {row.unit}",
        "" if row.baseline is None else f"{_figure(row.baseline)} {row.unit}",
        "" if row.ratio is None else f"{row.ratio:.2f} ×",
        "" if row.cpu_ratio is None else f"{row.cpu_ratio:.2f} ×",
        row.bar,
        "" if row.goal is None else f"{row.goal:g} {row.unit}",
        row.verdict,
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
