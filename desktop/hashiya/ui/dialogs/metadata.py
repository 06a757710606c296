"""Metadata of an article: the usual fields, any others, the scheme's article labels, note and status."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hashiya.domain.article import Article, Status
from hashiya.domain.ids import ArticleKey
from hashiya.domain.scheme import Attribute
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.kit import (
    Button,
    ButtonKind,
    ChoiceRow,
    Field,
    IconButton,
    NoteField,
    SectionHeading,
    TextLabel,
    in_digits,
    isolate,
)
from hashiya.ui.theme import ThemeSource, Type
from hashiya.workspace.record import Outcome
from hashiya.workspace.workspace import Workspace

USUAL = ("title", "source", "published", "url")
SHOWN_ONLY = "file"
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def day_of(text: str) -> str | None:
    """The day, month or year (ISO 8601) that was written in figures of any script; None when it is none."""
    parts = _DAY.fullmatch(in_digits(text.strip(), arabic=False).replace("/", "-").replace(".", "-"))
    if parts is None:
        return None
    year, month, day = (int(part) if part else None for part in parts.groups())
    try:
        date(year or 1, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


class MetadataDialog(Dialog):
    """Shows and changes what is known of one article; everything is written when the dialog is left with its button."""

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        workspace: Workspace,
        article: ArticleKey,
        *,
        focus: str = "title",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, messages, "metadata.title", parent=parent)
        self._workspace = workspace
        found = workspace.articles.get(article)
        assert found is not None
        self._article: Article = found
        self.fields: dict[str, Field] = {}
        self.labels: dict[str, ChoiceRow] = {}
        self._others: list[tuple[Field | None, Field, str]] = []
        length = self.say("metadata.length", count=found.length)
        self.add_words(isolate(found.id) + " · " + length)
        self._add_usual()
        self._add_labels()
        self._add_others()
        self.note = NoteField(theme, name=self.say("metadata.note"), least=2)
        self.note.set_text(found.note or "")
        self.add_field("metadata.note", self.note)
        self.add_cancel(self.say("dialog.cancel"))
        self.add_primary(self.say("metadata.save")).clicked.connect(self._save)
        start = self.fields.get(focus, self.fields["title"])
        start.setFocus()
        start.selectAll()

    # Building

    def _add_usual(self) -> None:
        for key in USUAL:
            name = "metadata.article_title" if key == "title" else f"metadata.{key}"
            hint = self.say("metadata.published_hint") if key == "published" else self.say("metadata.empty")
            style = Type.ROW if key == "title" else Type.BODY
            field = Field(self._source, name=self.say(name), placeholder=hint, style=style)
            value = self._article.meta.get(key)
            field.setText("" if value is None else str(value))
            field.setCursorPosition(0)
            field.setEnabled(value is None or isinstance(value, str))
            self.fields[key] = field
            self.add_field(name, field)
        if self._article.meta.get(SHOWN_ONLY):
            words = TextLabel(self._source, isolate(str(self._article.meta[SHOWN_ONLY])), Type.SMALL, tone="ink2")
            self.add_field("metadata.file", words)

    def _add_labels(self) -> None:
        statuses = [(one.value, self.say(f"words.status.{one.value}")) for one in Status]
        name = self.say("metadata.status")
        self.status = ChoiceRow(self._source, statuses, name=name, current=self._article.status.value, large=True)
        self.add_field("metadata.status", self.status)
        for attribute in self._workspace.scheme.article_labels:
            if not attribute.retired:
                self._add_label(attribute)

    def _add_label(self, attribute: Attribute) -> None:
        language = self.messages.language
        current = self._article.labels.get(attribute.key)
        values = [
            (value.key, value.name.in_language(language))
            for value in attribute.values
            if not value.retired or value.key == current
        ]
        name = attribute.name.in_language(language)
        offered = current if any(key == current for key, _ in values) else None
        row = ChoiceRow(self._source, values, name=name, current=offered, may_be_empty=True, large=True)
        self.labels[attribute.key] = row
        self.content.addSpacing(4)
        self.content.addWidget(SectionHeading(self._source, name))
        self.content.addWidget(row)

    def _add_others(self) -> None:
        self._other_rows = QVBoxLayout()
        self._other_rows.setSpacing(6)
        self.content.addSpacing(4)
        self.content.addWidget(SectionHeading(self._source, self.say("metadata.other")))
        self.content.addLayout(self._other_rows)
        for key, value in self._article.meta.items():
            if key not in USUAL and key != SHOWN_ONLY and value is not None:
                self._add_other(key, value)
        self.add = Button(self._source, self.say("metadata.add"), kind=ButtonKind.QUIET, icon="plus", small=True)
        self.add.clicked.connect(lambda: self._add_other("", "").setFocus())
        self.content.addWidget(self.add)

    def _add_other(self, key: str, value: Any) -> Field:
        """Add a field of any name; one that was there keeps its name."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name: Field | TextLabel
        if key:
            name = TextLabel(self._source, isolate(key), Type.SMALL, tone="ink2", lines=1)
        else:
            name = Field(self._source, name=self.say("metadata.key"), placeholder=self.say("metadata.key"))
        name.setFixedWidth(self.theme.px(140))
        field = Field(self._source, name=key or self.say("metadata.value"), placeholder=self.say("metadata.empty"))
        field.setText(value if isinstance(value, str) else str(value))
        field.setCursorPosition(0)
        if not isinstance(value, str):
            field.setEnabled(False)
            field.setToolTip(self.say("metadata.not_text"))
        remove = IconButton(self._source, "trash", self.say("metadata.remove", name=key or self.say("metadata.value")))
        entry = (name if isinstance(name, Field) else None, field, key)
        remove.clicked.connect(lambda: self._remove_other(entry, holder))
        for widget in (name, field, remove):
            line.addWidget(widget)
        self._others.append(entry)
        self._other_rows.addWidget(holder)
        return name if isinstance(name, Field) else field

    def _remove_other(self, entry: tuple[Field | None, Field, str], holder: QWidget) -> None:
        if entry in self._others:
            self._others.remove(entry)
        holder.hide()
        self.add.setFocus()

    # Saving

    def _save(self) -> None:
        try:
            changes = self._changed_meta()
            self.clear_problem()
        except _UnfitError as unfit:
            self.show_problem(self.messages.text(unfit.message, count=None, **unfit.values))
            unfit.field.setFocus()
            unfit.field.selectAll()
            return
        if all(self._is_written(gesture) for gesture in self._gestures(changes)):
            self.accept()

    def _is_written(self, gesture: Callable[[], Outcome]) -> bool:
        """Whether nothing stood in the way; a gesture that changes nothing any more is as good as done."""
        return self.attempt(gesture, self._workspace.scheme) or not self.problem

    def _gestures(self, changes: dict[str, Any]) -> Iterator[Callable[[], Outcome]]:
        """What changed, each kind of it one gesture."""
        articles, key = self._workspace.articles, self._article.key
        if changes:
            yield lambda: articles.set_meta(key, changes)
        for label, row in self.labels.items():
            if row.current != self._article.labels.get(label):
                yield partial(articles.set_label, key, label, row.current)
        note = self.note.text().strip() or None
        if note != self._article.note:
            yield lambda: articles.set_note(key, note)
        status = self.status.current
        if status and status != self._article.status.value:
            yield lambda: articles.set_status(key, Status(status))

    def _changed_meta(self) -> dict[str, Any]:
        """What is to be written; a field that was taken away becomes None."""
        meta = self._article.meta
        wanted: dict[str, Any] = {
            key: one.text().strip() or None for key, one in self.fields.items() if one.isEnabled()
        }
        # A date that came in otherwise stays as it was written there.
        published = wanted.get("published")
        if published and published != meta.get("published"):
            wanted["published"] = day_of(published)
            if wanted["published"] is None:
                raise _UnfitError("metadata.bad_date", self.fields["published"])
        kept = {key for _, _, key in self._others if key}
        wanted |= dict.fromkeys(key for key in meta if key not in (*USUAL, SHOWN_ONLY) and key not in kept)
        for name, field, known in self._others:
            text = field.text().strip() or None
            if name is None:
                if field.isEnabled():
                    wanted[known] = text
            elif key := name.text().strip():
                if wanted.get(key) is not None or key in kept or key == SHOWN_ONLY:
                    raise _UnfitError("metadata.key_taken", name, name=key)
                wanted[key] = text
            elif text:
                raise _UnfitError("metadata.no_key", name)
        return {key: value for key, value in wanted.items() if meta.get(key) != value}


class _UnfitError(Exception):
    """What stands in a field cannot be written."""

    def __init__(self, message: str, field: Field, **values: str) -> None:
        super().__init__(message)
        self.message, self.field, self.values = message, field, values
