"""What the columns of a table hold, told by their names or by the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

OWN = (
    *("kind", "article", "id", "label", "start", "end", "text", "fragments", "head", "tail", "roles", "referent"),
    *("restatement", "cluster", "attributes", "defaulted", "note", "annotator", "origin", "score", "created"),
    *("modified", "meta"),
)
"""The columns that the program writes, in order."""

_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "content", "body", "sentence", "article_text", "document", "tweet", "نص", "النص", "المتن"),
        *("full_text", "article_body", "articlebody", "maintext", "main_text", "story", "news", "post", "message"),
        *("paragraph", "review", "نص المقال", "نص الخبر", "الخبر", "المحتوى", "التغريدة", "الجملة"),
    ),
    "article": ("article", "id", "doc_id", "docid", "document_id", "article_id", "key", "file", "المقال", "المعرف"),
    "start": ("start", "begin", "start_offset", "offset_start", "from", "البداية"),
    "end": ("end", "stop", "end_offset", "offset_end", "to", "النهاية"),
    "label": ("label", "tag", "type", "category", "class", "entity", "التصنيف", "الوسم"),
    "quote": ("quote", "span", "span_text", "surface", "mention", "entity_text", "المقطع"),
    "annotator": ("annotator", "user", "coder", "annotated_by", "الموسم"),
    "note": ("note", "comment", "ملاحظة"),
    "score": ("score", "confidence", "probability"),
    "title": ("title", "headline", "العنوان"),
    "source": ("source", "publisher", "المصدر"),
    "published": ("published", "date", "publication_date", "التاريخ"),
    "url": ("url", "link", "الرابط"),
}
PURPOSES = tuple(_NAMES)
"""What a column may hold."""
META = ("title", "source", "published", "url")


_LEAST = 25
"""Characters that a text has at the least, on average, where only its length tells that it is one; a name has less."""


def longest(rows: Sequence[Mapping[str, object]], known: Mapping[str, str]) -> str | None:
    """The column that must be the text, for it is far longer than all others; None when none is."""
    if any(len(name) > _LEAST or name.startswith("#") for row in rows for name in row):
        # A first line like that names no columns: it is one of the rows.
        return None
    taken = {name for purpose, name in known.items() if purpose not in ("article", *META)}
    lengths: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and name not in taken:
                lengths[name] = lengths.get(name, 0) + len(value)
    order = sorted(lengths, key=lambda name: -lengths[name])
    if not order or lengths[order[0]] < _LEAST * len(rows):
        return None
    return order[0] if len(order) == 1 or lengths[order[0]] > 2 * lengths[order[1]] else None


def is_own(names: Sequence[str]) -> bool:
    """Whether the program wrote the table itself."""
    return {"kind", "article", "text", "fragments"} <= set(names)


def guessed(names: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Which column holds what, by its purpose: as chosen (a purpose without a name has none), else by a usual name."""
    found = {purpose: name for purpose, name in chosen.items() if name in names}
    by_name = {name.strip().casefold(): name for name in reversed(names)}
    for purpose, usual in _NAMES.items():
        if purpose in chosen:
            continue
        taken = set(found.values())
        match = next((by_name[one] for one in usual if one in by_name and by_name[one] not in taken), None)
        if match is not None:
            found[purpose] = match
    return found
