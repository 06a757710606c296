"""The search command: hits with article, span and context, in lines to read or as one JSON object."""

from __future__ import annotations

import json
from argparse import Namespace

from hashiya.cli.older import say_if_older
from hashiya.domain.article import Status
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import ArticleKey, DeviceId
from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile
from hashiya.workspace.places import Places
from hashiya.workspace.queries import Hit, Query
from hashiya.workspace.record import Record
from hashiya.workspace.searching import Searching
from hashiya.workspace.settings import SettingsStore


def search_command(chosen: Namespace, messages: Messages, _: SettingsStore, __: Places) -> int:
    """What the query finds in the project, in its order; status 0 also when that is nothing."""
    with ProjectFile.open(chosen.file, read_only=True) as project:
        say_if_older(project, messages, quiet=chosen.quiet)
        query = Query(
            text=chosen.query,
            scope=_scope(project, chosen.article),
            spelling="exact" if chosen.exact else "folded",
            labels=frozenset(chosen.label) if chosen.label else None,
            statuses=frozenset(Status(one) for one in chosen.status) if chosen.status else None,
            among="annotations" if chosen.annotations else "text",
        )
        searching = Searching(Record(project, None, DeviceId("")))
        try:
            found = [one.hit for one in searching.all(query) or ()]
            variants = () if chosen.json or found else searching.variants(query)
        finally:
            searching.close()
    hits = found if chosen.limit is None else found[: chosen.limit]
    if chosen.json:
        answer = {"query": chosen.query, "total": len(found), "hits": [_data(hit) for hit in hits]}
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    for hit in hits:
        print(f"{hit.article_id}\t{hit.span.start}\t{hit.span.end}\t{_line(hit)}")
    if not chosen.quiet:
        articles = messages.text("words.articles", count=len({hit.article for hit in found}))
        print(messages.text("cli.search.total", number=len(found), articles=articles))
        if variants:
            print(messages.text("cli.search.variants", words=" ".join(one.text for one in variants)))
    return 0


def _scope(project: ProjectFile, name: str | None) -> ArticleKey | None:
    """The article of that readable name or key."""
    if name is None:
        return None
    article = project.article_by_id(name) or project.article(ArticleKey(name))
    if article is None:
        raise KnownFailure("no_such_article", name=name)
    return article.key


def _data(hit: Hit) -> dict[str, object]:
    """The hit as JSON has it; places in code points."""
    found: dict[str, object] = {
        "article": hit.article_id,
        "key": hit.article,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "before": hit.before,
        "after": hit.after,
        "boilerplate": hit.boilerplate,
    }
    return found | ({"annotation": hit.annotation} if hit.annotation else {})


def _line(hit: Hit) -> str:
    """The hit in its context, in one line, between the signs that the guidelines use."""
    return " ".join(f"{hit.before}⟦{hit.text}⟧{hit.after}".split())
