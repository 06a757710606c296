"""The list of files of an import, as they were found and as each came in; and what of a file can be seen before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hashiya.domain.faults import Fault, KnownFailure
from hashiya.exchange.sources import Source
from hashiya.exchange.wording import fault_words
from hashiya.resources.messages import Messages
from hashiya.ui.dialogs.import_run import FileLine
from hashiya.ui.dialogs.rows import RowPainter
from hashiya.ui.kit import Tone, isolate, tone_colour
from hashiya.ui.theme import Type
from hashiya.workspace.import_preview import FirstArticle, first_article, told_format
from hashiya.workspace.import_report import ImportChoices
from hashiya.workspace.wording import failure_words

ROW_HEIGHT = 46
ENCODINGS = ("UTF-8", "UTF-16", "windows-1256", "ISO-8859-6")
FOUND = "found"
_PREVIEWED = 1200
"""Code points of a text that the preview shows."""
_SIGNS: dict[str, tuple[str, Tone]] = {
    FOUND: ("document", "ink3"),
    "done": ("tick", "ok"),
    "skipped": ("link", "ink3"),
    "failed": ("warning", "warn"),
    "remark": ("info", "ink2"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A file's first article as it will come in; or why it cannot be read."""

    file: Path
    first: FirstArticle | None = None
    failure: KnownFailure | None = None
    told: str = ""
    """The format that the file is told to be in; files of one such format are read alike."""

    @property
    def text(self) -> str:
        """The beginning of the text."""
        return self.first.text[:_PREVIEWED].strip() if self.first else ""


def preview_of(file: Source, choices: ImportChoices) -> Preview:
    """Read the file's first article, as it will come in."""
    try:
        first = first_article(file, choices)
    except KnownFailure as failure:
        return Preview(file.path, failure=failure, told=told_format(file))
    return Preview(file.path, first, first.failure, first.told)


def encoding_words(encoding: str, how: str, messages: Messages) -> str:
    """The encoding and how it was told; a usual one that was told by the contents needs no remark."""
    if not how or (how == "content" and encoding == "UTF-8"):
        return encoding
    return messages.text(f"import_.encoding_{how}", encoding=encoding)


def failure_sentence(failure: KnownFailure, messages: Messages) -> str:
    """What stands in the way; a fault without the file's name, that stands beside it."""
    fault = failure.details.get("fault")
    return fault_words(fault, messages) if isinstance(fault, Fault) else failure_words(failure, messages)


def state_words(row: FileLine, messages: Messages) -> str:
    """What became of the file, or where it lies when nothing did yet."""
    if row.state == FOUND:
        return isolate(str(row.file.parent))
    if row.state in ("failed", "remark"):
        return row.reason
    if row.state == "skipped":
        if row.same_as:
            return messages.text("import_.same_as", article=row.same_as)
        return messages.text("import_.skipped")
    return encoding_words(row.encoding, row.how, messages) or messages.text("import_.done")


def draw_file(painter: RowPainter, row: FileLine, messages: Messages) -> None:
    """Paint one file: sign, name, and what became of it."""
    theme = painter.theme
    icon, tone = _SIGNS.get(row.state, _SIGNS[FOUND])
    painter.icon(icon, tone_colour(theme, tone), 10, ROW_HEIGHT)
    room = painter.width - 48
    painter.text(isolate(row.file.name), Type.BODY_MEDIUM, theme.ink, painter.place(36, 4, room, 20))
    painter.text(state_words(row, messages), Type.SMALL, theme.ink2, painter.place(36, 24, room, 18))


def found_rows(files: Sequence[Path]) -> list[FileLine]:
    """The rows of files that nothing has happened to yet."""
    return [FileLine(file, FOUND) for file in files]


def report_sentences(summary: dict[str, Any], messages: Messages) -> list[str]:
    """What came of the import, each part only if there is anything to say."""
    text = messages.text
    parts = [text("import_.articles", count=summary["articles"])]
    if summary["annotations"]:
        parts.append(text("import_.annotations", count=summary["annotations"]))
    if summary.get("relations"):
        parts.append(text("words.relations", count=summary["relations"]))
    made = [text("dialog.join").join(parts) + "."]
    there = summary["skipped"] + summary["merged"]
    for key, number in (
        ("were_there", there),
        ("not_taken", summary["failed"]),
        ("conflicts", summary["conflicts"]),
        ("changed", summary.get("changed", 0)),
        ("refused", summary.get("refused", 0)),
        ("differs", summary.get("differs", 0)),
    ):
        if number:
            made.append(text(f"import_.{key}", count=number))
    if summary["new_labels"]:
        made.append(text("import_.new_labels", names=text("dialog.join").join(summary["new_labels"][:20])))
    return made
