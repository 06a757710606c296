"""What argparse says by itself, in the person's language: «usage», «error», what is missing and what is not known.

argparse looks its words up by the names that gettext has in its module; they are given ours, which stand among the
other texts. What it says to programmers alone stays as it is.
"""

from __future__ import annotations

import argparse

from hashiya.resources.messages import Messages

WORDS = {
    "usage: ": "usage.usage",
    "positional arguments": "usage.arguments",
    "options": "usage.options",
    "show this help message and exit": "usage.help",
    "%(prog)s: error: %(message)s\n": "usage.error",
    "argument %(argument_name)s: %(message)s": "usage.argument",
    "the following arguments are required: %s": "usage.missing",
    "one of the arguments %s is required": "usage.one_of",
    "unrecognized arguments: %s": "usage.unknown",
    "expected one argument": "usage.needs_one",
    "expected at most one argument": "usage.at_most_one",
    "expected at least one argument": "usage.at_least_one",
    "not allowed with argument %s": "usage.excludes",
    "ignored explicit argument %r": "usage.no_value",
    "ambiguous option: %(option)s could match %(matches)s": "usage.ambiguous",
    "invalid %(type)s value: %(value)r": "usage.bad_value",
    "invalid choice: %(value)r (choose from %(choices)s)": "usage.bad_choice",
}
"""Every sentence of argparse's that a person can see, and the message that stands for it."""


def speak(messages: Messages) -> None:
    """Let argparse say its sentences in this language, from now on."""

    def one(sentence: str) -> str:
        if sentence not in WORDS:
            return sentence
        return messages.text(WORDS[sentence]) + sentence[len(sentence.rstrip()) :]

    vars(argparse)["_"] = one
