"""Every pair of colours that the look sets on one another can be read, in both themes; so can the scheme's colours."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hashiya.resources import resource
from hashiya.ui.theme import DARK, LIGHT, Theme, contrast, mix, readable
from hashiya.ui.theme.colour import from_oklch, to_oklch

TEXT, MARK = 4.5, 3.0
THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]

TEXT_PAIRS = [
    ("ink", "paper"),
    ("ink", "panel"),
    ("ink", "chrome"),
    ("ink", "raised"),
    ("ink2", "paper"),
    ("ink2", "panel"),
    ("ink2", "chrome"),
    ("ink2", "raised"),
    ("accent", "paper"),
    ("accent", "panel"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("ink", "accent_soft"),
    ("ink2", "accent_soft"),
    ("ink", "selection"),
    ("ink", "hit"),
    ("claim", "paper"),
    ("claim", "panel"),
    ("ink", "claim_wash"),
    ("ok", "panel"),
    ("warn", "paper"),
    ("warn", "panel"),
    ("danger", "panel"),
]
MARK_PAIRS = [
    ("ink3", "paper"),
    ("ink3", "panel"),
    ("accent", "paper"),
    ("accent", "panel"),
    ("accent", "chrome"),
    ("accent", "raised"),
]
# The ratios that the look states, as it rounds them: a colour that is changed must be measured again.
STATED = {
    LIGHT.scheme: {
        ("ink", "paper"): 16.1,
        ("ink", "panel"): 15.0,
        ("ink2", "paper"): 6.1,
        ("ink2", "chrome"): 5.3,
        ("ink3", "paper"): 3.6,
        ("accent", "paper"): 8.3,
        ("on_accent", "accent"): 8.7,
        ("ink", "accent_soft"): 13.8,
        ("ink", "selection"): 12.4,
        ("ink", "hit"): 13.1,
        ("claim", "paper"): 7.4,
        ("ok", "panel"): 5.8,
        ("warn", "paper"): 5.7,
        ("danger", "panel"): 5.8,
    },
    DARK.scheme: {
        ("ink", "paper"): 13.7,
        ("ink", "panel"): 12.7,
        ("ink2", "paper"): 7.0,
        ("ink2", "chrome"): 6.0,
        ("ink3", "paper"): 4.3,
        ("accent", "paper"): 8.6,
        ("on_accent", "accent"): 8.3,
        ("ink", "accent_soft"): 10.2,
        ("ink", "selection"): 7.9,
        ("ink", "hit"): 6.9,
        ("claim", "paper"): 6.9,
        ("ok", "panel"): 8.4,
        ("warn", "paper"): 9.3,
        ("danger", "panel"): 7.0,
    },
}


def ratio(theme: Theme, one: str, other: str) -> float:
    return contrast(getattr(theme, one), getattr(theme, other))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("one", "other"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(theme: Theme, one: str, other: str) -> None:
    assert ratio(theme, one, other) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("one", "other"), MARK_PAIRS)
def test_marks_and_the_focus_ring_can_be_seen_on_their_ground(theme: Theme, one: str, other: str) -> None:
    assert ratio(theme, one, other) >= MARK


@pytest.mark.parametrize("theme", THEMES)
def test_ratios_are_those_that_the_look_states(theme: Theme) -> None:
    measured = {pair: ratio(theme, *pair) for pair in STATED[theme.scheme]}
    assert measured == pytest.approx(STATED[theme.scheme], abs=0.075)


@pytest.mark.parametrize("theme", THEMES)
def test_high_contrast_leaves_no_faint_text(theme: Theme) -> None:
    strong = theme.at(high_contrast=True)
    assert contrast(strong.ink2, strong.panel) >= 7
    assert contrast(strong.line2, strong.paper) >= MARK
    assert strong.mark_line > theme.mark_line
    assert strong.band("#3D4BCD") == strong.paper


def test_black_on_white_is_21_and_a_colour_on_itself_1() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1


def scheme_colours(part: str) -> Iterator[tuple[str, str, str]]:
    scheme = tomllib.loads(resource("schemes/news-claims.toml").read_text("utf-8"))
    for name, table in _tables(scheme):
        shown = table.get("colour")
        if isinstance(shown, dict) and name.startswith(part):
            yield str(table.get("id", table.get("key", name))), shown["light"], shown["dark"]


def _tables(value: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from _tables(inner, f"{path}/{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _tables(inner, path)


LABELS = list(scheme_colours("entities"))
ROLES = list(scheme_colours("roles"))


def test_the_default_scheme_brings_colours() -> None:
    assert len(LABELS) == 11
    assert len(ROLES) == 8


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("name", "light", "dark"), LABELS)
def test_a_label_of_the_default_scheme_is_read_as_name_on_its_band_and_under_ink(
    theme: Theme, name: str, light: str, dark: str
) -> None:
    shown = dark if theme.dark else light
    assert not theme.mark_colour(shown).moved, name
    assert contrast(theme.ink, theme.band(shown)) >= TEXT
    assert contrast(theme.ink, theme.band_selected(shown)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("name", "light", "dark"), ROLES)
def test_a_role_of_the_default_scheme_is_read_on_its_tag_and_in_its_box(
    theme: Theme, name: str, light: str, dark: str
) -> None:
    shown = dark if theme.dark else light
    assert not theme.role_colour(shown).moved, name
    assert contrast(theme.paper, shown) >= TEXT
    assert contrast(theme.ink, theme.box(shown)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("given", ["#FFFF66", "#777777", "#00FFAA", "#FAFAFA", "#101010", "#FF00FF", "#2040FF"])
def test_a_colour_that_cannot_be_read_is_moved_in_lightness_until_it_can(theme: Theme, given: str) -> None:
    found = theme.mark_colour(given)
    assert contrast(found.colour, theme.band(found.colour)) >= TEXT
    if found.moved:
        assert contrast(given, theme.band(given)) < TEXT
        _, chroma, hue = to_oklch(given)
        if chroma > 0.05:
            assert to_oklch(found.colour)[2] == pytest.approx(hue, abs=0.15)
    else:
        assert found.colour.name().upper() == given


def test_a_readable_colour_stays_as_it_is() -> None:
    assert readable("#1F4E79", "#FCFAF5").colour.name() == "#1f4e79"
    assert not readable("#1F4E79", "#FCFAF5").moved


@pytest.mark.parametrize("given", ["#3D4BCD", "#067556", "#F0C060", "#000000", "#FFFFFF", "#808080"])
def test_a_colour_survives_the_way_to_oklch_and_back(given: str) -> None:
    back = from_oklch(*to_oklch(given))
    for part in (1, 3, 5):
        assert abs(int(given[part : part + 2], 16) - int(back.name()[part : part + 2], 16)) <= 1


def test_bands_are_the_ones_of_the_look() -> None:
    assert LIGHT.band("#3D4BCD").name().upper() == "#E3E3F0"
    assert DARK.band("#A2BCED").name().upper() == "#373B43"
    assert mix("#000000", "#FFFFFF", 0.5).name() == "#808080"
