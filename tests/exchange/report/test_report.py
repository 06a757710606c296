"""The report: self-contained, every word of the text in it, every claim told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.formats import format_to_write
from hashiya.exchange.report import FORMAT
from hashiya.exchange.report.marked import Band, marked_text
from hashiya.exchange.writing import write_export
from lxml import html

from tests.exchange.nasty import HARD, nasty


def page(tmp_path: Path, language: str) -> str:
    out = tmp_path / "x.html"
    assert format_to_write(None, out) is FORMAT
    write_export(nasty(), out, FORMAT, choices=ExportChoices(), program="p", more={"language": language})
    return out.read_text("utf-8")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_stands_alone(tmp_path: Path, language: str, direction: str) -> None:
    text = page(tmp_path, language)
    root: Any = html.fromstring(text)
    assert (root.get("lang"), root.get("dir")) == (language, direction)
    assert not root.xpath("//script | //link | //img | //iframe | //@src | //@onclick")
    assert re.findall(r"url\(|@import|https?:", text) == []
    assert "<وسم>" not in text


def test_the_whole_text_and_every_claim_is_in_it(tmp_path: Path) -> None:
    root: Any = html.fromstring(page(tmp_path, "ar"))
    for small in root.xpath("//div[@class='text']//small"):
        small.drop_tree()
    assert root.xpath("//div[@class='text']")[0].text_content() == HARD
    told = " ".join(one.text_content() for one in root.xpath("//div[@class='claim']"))
    for words in ("لن تقبل", "طهران", "قالت إنها", "رفض التفاوض"):
        assert words in told
    anchors = set(root.xpath("//a/@id"))
    links = {one.removeprefix("#") for one in root.xpath("//a/@href")}
    assert links == anchors != set()


def test_bands_may_cross() -> None:
    bands = [Band(0, 4, "mention", "#111111", "أ"), Band(2, 6, "mention", "#222222", "ب")]
    shown = "".join(marked_text("abcdefg", bands))
    assert re.sub(r"<small.*?</small>|<[^>]*>", "", shown) == "abcdefg"
    assert shown.index(">أ<") < shown.index(">ب<")


def test_a_name_stays_with_the_word_that_it_is_on() -> None:
    bands = [
        Band(0, 9, "mention", "#111111", "طويل جدا"),
        Band(5, 7, "mention", "#222222", "ب"),
        Band(5, 13, "claim", "#333333", "١"),
    ]
    shown = "".join(marked_text("abcd efgh ijk", bands))
    kept = re.findall(r'<span class="kept">(.*?)</small></span>', shown)
    assert [re.sub(r"<[^>]*>", "", one) for one in kept] == ["efبghطويل جدا", "ijk١"]
    assert shown.count("<span") == shown.count("</span>")


def test_a_word_as_long_as_a_line_may_break() -> None:
    shown = "".join(marked_text("x" * 300, [Band(0, 300, "mention", "#111111", "أ")]))
    assert "kept" not in shown
