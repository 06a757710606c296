"""The texts of the interface: every key that the code asks for is there, in both languages, written as it should be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from hashiya.cli.arguments import HIDDEN
from hashiya.cli.run import COMMANDS
from hashiya.domain.article import Status
from hashiya.exchange import files
from hashiya.exchange.formats import FORMATS
from hashiya.resources.messages import Messages, forms, keys, plural_form
from hashiya.storage import failures
from hashiya.ui.actions import ACTIONS

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = ROOT / "desktop" / "hashiya"
FORMS = ("zero", "one", "two", "few", "many", "other")
ARABIC = re.compile("[\u0621-\u064a]")
AREAS = {path.stem for path in (ROOT / "resources" / "i18n" / "en").glob("*.toml")}
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_-]+)+")
STATUSES = {status.value for status in Status}


@cache
def source(folder: str = "") -> str:
    """The program's source, of one package or whole."""
    return "\n".join(path.read_text("utf-8") for path in sorted((DESKTOP / folder).rglob("*.py")))


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Every string of the program as (file, text); where a value stands in it, «{}»."""
    found = []
    for path in sorted(DESKTOP.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        parts = {id(one) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for one in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                said = (str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
                found.append((path.name, "".join(said)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
                found.append((path.name, node.value))
    return tuple(found)


def asked_for() -> Iterator[tuple[str, str]]:
    """The keys that stand in the source."""
    for file, text in texts():
        if KEY.fullmatch(text) and text.split(".")[0] in AREAS and not text.endswith((".toml", ".json", ".md")):
            yield file, text


def literals(pattern: str, folder: str = "") -> set[str]:
    return set(re.findall(pattern, source(folder)))


def step_names() -> Iterator[str]:
    """What the workspace calls its steps."""
    for path in sorted((DESKTOP / "workspace").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in {"take", "_take", "_replace", "add"}:
                given = [*node.args, *(one.value for one in node.keywords if one.arg == "name")]
                said = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                yield from said[:1]


def families() -> dict[str, set[str]]:
    """The keys that are put together from a name, by their beginning."""
    refusals = literals(r'Refusal\("([a-z_]+)"') | literals(r'\.refuse\("([a-z_]+)"', "ui")
    steps = set(step_names()) | {"undo", "redo", "create", "annotator", "take_back", "no_referent"}
    known = literals(r'KnownFailure\(\s*"([a-z_]+)"') - {"file_fault"}
    known |= {*failures._OF_SQLITE.values(), *failures._OF_SYSTEM.values(), *files._CODES.values(), "io_error"}
    counted = r'(?<!reading\.)(?:counts|left_out)\["([a-z_]+)"\]'
    looks = literals(r'"(not_in_scheme|claim_without_source|unsure|same_label_overlap)"', "workspace")
    return {
        "refusal": refusals,
        "step": steps,
        "failure": known,
        "failure.read_only_reason": {"asked", "file", "folder", "unknown"},
        "fault": literals(r'Fault\(\s*(?:code=)?"([a-z_]+)"'),
        "action": {action.id for action in ACTIONS},
        "words.status": STATUSES,
        "panes.article_status": STATUSES,
        "words.look": looks,
        "panes.look": looks,
        "export_.left": literals(counted, "exchange"),
        "format.loses": {what for one in FORMATS for what in one.loses},
        "format.name": {one.name for one in FORMATS},
        "cli.help": set(COMMANDS) - HIDDEN,
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_key_in_the_source_has_its_text(language: str) -> None:
    there = keys(language)
    groups = {key.rsplit(".", parts)[0] for key in there for parts in range(1, key.count(".") + 1)}
    missing = sorted({(file, key) for file, key in asked_for() if key not in there and key not in groups})
    assert missing == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_key_that_is_put_together_has_its_text(language: str) -> None:
    there = keys(language)
    made = families()
    assert all(len(names) > 1 for names in made.values()), {k: v for k, v in made.items() if len(v) < 2}
    missing = sorted(
        f"{area}.{name}" for area, names in made.items() for name in names if f"{area}.{name}" not in there
    )
    assert missing == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_beginning_and_end_of_a_key_fits_some_text(language: str) -> None:
    there = keys(language)
    for file, text in texts():
        if "{}" in text and text.split(".")[0] in AREAS and "." in text and " " not in text:
            pattern = re.compile(re.escape(text).replace(r"\{\}", r".+"))
            assert any(pattern.fullmatch(key) for key in there), (file, text)


def test_both_languages_have_the_same_keys() -> None:
    assert sorted(keys("ar") ^ keys("en")) == []


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(keys("ar") & keys("en")))
def test_a_text_has_the_same_values_in_both_languages(key: str) -> None:
    arabic, english = (
        {name for text in forms(one, key).values() for name in placeholders(text)} for one in ("ar", "en")
    )
    assert arabic - {"count"} == english - {"count"}
    assert (len(forms("ar", key)) > 1) == (len(forms("en", key)) > 1)


def test_arabic_tables_have_all_six_forms_and_english_ones_two() -> None:
    for key in sorted(keys("ar")):
        arabic, english = forms("ar", key), forms("en", key)
        if len(arabic) > 1:
            assert set(arabic) == set(FORMS), key
        if len(english) > 1:
            assert {"one", "other"} <= set(english) <= set(FORMS), key


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"),
     (102, "other"), (103, "few"), (110, "few"), (111, "many"), (1000, "other")],
)  # fmt: skip
def test_a_number_has_its_form(count: int, form: str) -> None:
    assert plural_form("ar", count) == form
    assert plural_form("en", count) == ("one" if count == 1 else "other")


def all_texts(language: str) -> list[tuple[str, str]]:
    return [(key, text) for key in sorted(keys(language)) for text in forms(language, key).values()]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_text_is_empty_or_has_spaces_too_many(language: str) -> None:
    # What joins two parts begins or ends with a space.
    joints = {key for key, text in all_texts(language) if len(text) <= 3}
    for key, text in all_texts(language):
        # Where there is none of something, nothing may be said of it.
        assert text.strip() or forms(language, key).get("zero", "x") == text, key
        assert "  " not in text, (key, text)
        if key not in joints:
            assert text == text.strip(), (key, text)


def test_arabic_texts_are_written_with_arabic_signs() -> None:
    for key, text in all_texts("ar"):
        assert not re.search(r"[\u0600-\u06ff\u2069»)][,;?]", text), (key, text)
        assert not re.search(r"[,;?] ?[\u0621-\u064a]", text), (key, text)
        assert not re.search(r"\s[،؛؟.:!]", text), (key, text)
        # Only a letter that belongs to a Latin word or a value after it is stretched.
        assert "\u0640" not in re.sub("[بلك]\u0640 ", "", text), (key, text)


def test_arabic_texts_are_arabic() -> None:
    without = [
        (key, text)
        for key, text in all_texts("ar")
        if not ARABIC.search(text) and re.search("[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", text))
    ]
    names = {"welcome.language_name.en", "settings.english"}
    technical = re.compile(r"^[\s\u200e\u2066-\u2069A-Za-z0-9.*+()/{}_-]+$")
    assert [(key, text) for key, text in without if key not in names and not technical.match(text)] == []


def test_english_texts_have_no_arabic_letters() -> None:
    allowed = {"welcome.language_name.ar", "settings.arabic", "settings.preview_text"}
    found = [(key, text) for key, text in all_texts("en") if ARABIC.search(text)]
    assert [(key, text) for key, text in found if key not in allowed and "«" not in text and len(text) > 20] == []


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("value", ["C:\\x (1).txt", "مقال.txt"])
def test_every_value_stands_in_isolates(language: str, value: str) -> None:
    messages = Messages(language)
    for key in sorted(keys(language)):
        names = placeholders(forms(language, key)["other"]) - {"count"}
        if not names:
            continue
        text = messages.text(key, count=100, **dict.fromkeys(names, value))
        assert text.count(f"\u2068{value}\u2069") == text.count(value) >= 1, key
