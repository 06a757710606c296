"""Steps, refusals and failures in the person's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hashiya.domain.annotation import Layer
from hashiya.domain.faults import Fault, KnownFailure, Refusal
from hashiya.domain.scheme import Scheme
from hashiya.domain.step import Step
from hashiya.exchange.wording import fault_sentence
from hashiya.resources.messages import Messages


def local_time(at: str) -> str:
    """A moment of the record, in the time of this computer, to the minute."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OSError, OverflowError):
        return at


def label_name(scheme: Scheme | None, details: dict[str, Any], messages: Messages) -> str:
    """The full name of the label in a step's or refusal's details; its key when the scheme lacks it."""
    key = str(details.get("label", ""))
    try:
        label = scheme.label(Layer(str(details.get("layer", ""))), key) if scheme else None
    except ValueError:
        label = None
    return label.name.in_language(messages.language) if label else key


def _role_name(scheme: Scheme | None, details: dict[str, Any], messages: Messages) -> str:
    key = str(details.get("role", ""))
    role = scheme.role(key) if scheme else None
    return role.name.in_language(messages.language) if role else key


def _values(scheme: Scheme | None, details: dict[str, Any], messages: Messages) -> dict[str, Any]:
    values = {key: value for key, value in details.items() if key != "count"}
    values.setdefault("name", label_name(scheme, details, messages))
    values.setdefault("text", "")
    values["role"] = _role_name(scheme, details, messages)
    if "status" in details:
        values["status"] = messages.text(f"words.status.{details['status']}")
    return values


def step_words(step: Step, scheme: Scheme | None, messages: Messages) -> str:
    """What the step did, in one line; of an undo, what it took back."""
    if step.name in ("undo", "redo"):
        undone = _named(str(step.details.get("of", "")), step.details, scheme, messages)
        return messages.text(f"step.{step.name}", of=undone)
    return _named(step.name, step.details, scheme, messages)


def _named(name: str, details: dict[str, Any], scheme: Scheme | None, messages: Messages) -> str:
    values = _values(scheme, details, messages)
    if name in ("referent", "referent_many") and not values["name"]:
        name = f"no_{name}"
    return messages.text(f"step.{name}", count=details.get("count"), **values)


def refusal_words(refusal: Refusal, scheme: Scheme | None, messages: Messages) -> str:
    """Why the gesture was refused."""
    details = refusal.details
    values = {key: value for key, value in details.items() if key != "count"}
    if "label" in details and "name" not in details:
        values["name"] = label_name(scheme, details, messages)
    elif "role" in details and "name" not in details:
        values["name"] = _role_name(scheme, details, messages)
    values.setdefault("name", "")
    if "at" in details:
        values["at"] = local_time(str(details["at"]))
    return messages.text(f"refusal.{refusal.code}", **values)


def failure_words(failure: KnownFailure, messages: Messages) -> str:
    """What stands in the way and what to do about it."""
    fault = failure.details.get("fault")
    if isinstance(fault, Fault):
        return fault_words(fault, messages)
    return messages.text(f"failure.{failure.code}", **failure.details)


def fault_words(fault: Fault, messages: Messages) -> str:
    """One fault of a file: where, what was found, what was expected."""
    return fault_sentence(fault, messages)
