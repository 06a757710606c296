"""A report for people: the articles with their bands, labels, claims and relations, as one page to read and print."""

from __future__ import annotations

from hashiya.exchange.protocol import Format
from hashiya.exchange.report.writer import ReportWriter

FORMAT = Format(
    name="html-report",
    endings=(".html",),
    writer=ReportWriter,
    loses=("ids", "origins", "scores", "times", "defaults", "replaces", "extra"),
)
