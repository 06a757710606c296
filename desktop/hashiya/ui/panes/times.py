"""Days and moments in words, in the interface's language and digits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hashiya.resources.messages import Messages


def day_words(published: str, messages: Messages) -> str:
    """The day of an article in words («٢٢ يوليو ٢٠٢٠»); what is no ISO 8601 day stands as it is."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return _day(day, messages)


def moment_words(at: str, messages: Messages, *, now: datetime | None = None) -> str:
    """A moment (ISO 8601 in UTC) in the local time of this machine: today 21:04, yesterday 9:15, 3 March 2026."""
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    today = (now or datetime.now().astimezone()).date()
    time = messages.number(f"{moment.hour}:{moment.minute:02}")
    if moment.date() == today:
        return messages.text("panes.date.today", time=time)
    if moment.date() == today - timedelta(days=1):
        return messages.text("panes.date.yesterday", time=time)
    return _day(moment.date(), messages)


def _day(day: date, messages: Messages) -> str:
    month = messages.text(f"panes.date.m{day.month}")
    return messages.text("panes.date.full", day=day.day, month=month, year=day.year)
