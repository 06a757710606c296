"""The notice of others' work and the bill of materials, made from this environment's own packages."""

from __future__ import annotations

import json
import sysconfig
from pathlib import Path

import notices
import sbom

SITE = Path(sysconfig.get_path("purelib"))
PARTS = notices.parts(SITE)


def named(name: str) -> notices.Part:
    return next(part for part in PARTS if part.name == name)


def test_a_part_says_its_release_licence_and_text() -> None:
    part = named("lxml")
    assert part.licence == "BSD-3-Clause"
    assert part.page.startswith("https://lxml.de")
    assert any("Redistribution" in text for _, text in part.texts)


def test_qt_comes_with_the_texts_that_its_wheels_lack() -> None:
    part = named("pyside6-essentials")
    assert "LGPL-3.0-only" in part.licence
    assert {name for name, _ in part.texts} == {"GPL-3.0.txt", "LGPL-3.0.txt"}
    assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text for _, text in part.texts)


def test_what_only_builds_is_not_listed() -> None:
    assert not notices.BUILDERS & {part.name for part in PARTS}


def test_a_part_without_a_text_is_named() -> None:
    silent = notices.Part("mute", "1", "MIT", "", ())
    assert notices.without_text([named("lxml"), silent]) == ["mute"]


def test_the_notice_holds_every_part_and_text() -> None:
    told = notices.notice(PARTS, python="PYTHON SOFTWARE FOUNDATION LICENSE")
    for part in PARTS:
        assert f"{part.name} {part.version}: {part.licence}" in told
        assert all(text.strip() in told for _, text in part.texts)
    assert told.endswith("PYTHON SOFTWARE FOUNDATION LICENSE\n")


def test_the_bill_lists_every_part_once_and_is_the_same_each_time() -> None:
    when = "2026-01-01T00:00:00Z"
    told = sbom.bill(PARTS, python="3.12.1", when=when)
    assert told == sbom.bill(PARTS, python="3.12.1", when=when)
    bill = json.loads(told)
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    references = [component["bom-ref"] for component in bill["components"]]
    assert len(references) == len(set(references)) == len(PARTS) + 1
    assert bill["dependencies"][0]["dependsOn"] == references
    assert f"pkg:pypi/lxml@{named('lxml').version}" in references
