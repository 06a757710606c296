"""The report as PDF: every line on one page and whole, words that can be found again, whole files or none."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hashiya.domain.annotation import AnyAnnotation
from hashiya.domain.snapshot import ArticleContent
from hashiya.exchange.choices import ExportChoices, ExportReport
from hashiya.exchange.writing import write_export
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.exporting import ExportDialog
from hashiya.ui.printing import FORMAT
from hashiya.ui.printing.paper import ROOM, Flow, Placed, Row, pages
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.workspace import Workspace
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from tests.builders import article, claim, content, entity, region
from tests.exchange.memory import MemorySnapshot
from tests.exchange.nasty import nasty
from tests.ui.dialogs.hands import heard, opened
from tests.ui.dialogs.project import TEXTS, filled_workspace

SENTENCE = "قال وزير الخارجية محمد جواد ظريف إن بلاده لن تتفاوض تحت الضغط مع أحد. "


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A project of three articles."""
    made = filled_workspace(tmp_path / "x (1).hashiya")
    yield made
    made.close()


def printed(out: Path, snapshot: MemorySnapshot, language: str = "ar") -> ExportReport:
    return write_export(snapshot, out, FORMAT, choices=ExportChoices(), program="p", more={"language": language})


def page_count(path: Path) -> int:
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    return len(re.findall(rb"/Type /Page\b", data))


def long_article(paragraphs: int, *, marked: bool) -> ArticleContent:
    text = "\n".join(SENTENCE * 4 for _ in range(paragraphs))
    made: list[AnyAnnotation] = []
    whole = article(text)
    if marked:
        for start in range(0, len(text) - 160, 160):
            made += [entity(whole, (start + 5, start + 30)), claim(whole, (start + 10, start + 150))]
        made.append(region(whole, (0, len(text) - 1)))
    return content(text, *made)


class Strips:
    """A flow of rows of one height."""

    def __init__(self, count: int, height: float, kept: frozenset[int] = frozenset()) -> None:
        self.rows = [Row(n * height, (n + 1) * height, n in kept) for n in range(count)]

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        pytest.fail("pages are laid out without painting")


@pytest.mark.parametrize("height", [7.0, 100.0, ROOM / 3, ROOM, ROOM * 1.5])
def test_every_row_stands_on_one_page_and_none_is_cut(height: float) -> None:
    flows: list[tuple[float, Flow]] = [(0, Strips(40, height)), (20, Strips(3, height)), (20, Strips(0, height))]
    found: list[list[Placed]] = list(pages(flows))
    for _, flow in flows:
        mine = [(one.first, one.last) for page in found for one in page if one.flow is flow]
        assert [place for first, last in mine for place in range(first, last)] == list(range(len(flow.rows)))
    for page in found:
        for one in page:
            reach = one.flow.rows[one.last - 1].bottom - one.flow.rows[one.first].top
            assert one.down + reach <= ROOM or one.last == one.first + 1
        assert all(b.down > a.down for a, b in pairwise(page))


def test_a_heading_does_not_stand_last_on_a_page() -> None:
    flow = Strips(10, ROOM / 4, frozenset({3}))
    assert [(one.first, one.last) for page in pages([(0, flow)]) for one in page] == [(0, 3), (3, 7), (7, 10)]


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("language", ["ar", "en"])
def test_long_articles_take_several_pages_and_each_begins_on_its_own(tmp_path: Path, language: str) -> None:
    short = content("خبر قصير.\n")
    one = long_article(12, marked=True)
    printed(tmp_path / "short.pdf", MemorySnapshot([short]), language)
    printed(tmp_path / "long.pdf", MemorySnapshot([one]), language)
    printed(tmp_path / "both.pdf", MemorySnapshot([one, short]), language)
    assert page_count(tmp_path / "short.pdf") == 1
    assert page_count(tmp_path / "long.pdf") >= 3
    # The two, and the list of them.
    assert page_count(tmp_path / "both.pdf") == page_count(tmp_path / "long.pdf") + 1 + 1


class Parts:
    """What stands in a PDF by its numbers: pages in their order, where each link leads."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        numbers = re.findall(rb"(\d+) 0 R", self._found(rb"/Kids\s*\[(.*?)\]", self._data))
        self.pages = [self._thing(number) for number in numbers]
        named = self._found(rb"/Names \[\n(\(.*?)\n\]", self._data)
        self._places = {
            name: numbers.index(self._found(rb"\[(\d+) 0 R /XYZ", self._thing(number)))
            for name, number in re.findall(rb"\((.*?)\) (\d+) 0 R", named, re.DOTALL)
        }

    @staticmethod
    def _found(pattern: bytes, data: bytes) -> bytes:
        found = re.search(pattern, data, re.DOTALL)
        assert found is not None
        return found[1]

    def _thing(self, number: bytes) -> bytes:
        return self._found(rb"\n" + number + rb" 0 obj\n(.*?)\nendobj", self._data)

    def leads_to(self, page: int) -> list[int]:
        """The pages to which the links of a page lead, from the top; a link in several pieces once."""
        numbers = re.findall(rb"(\d+) 0 R", self._thing(self._found(rb"/Annots (\d+) 0 R", self.pages[page])))
        links = [self._found(rb"/Dest \((.*?)\)\n", self._thing(number)) for number in numbers]
        return list(dict.fromkeys(self._places[name] for name in links))


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_first_page_lists_the_articles_and_leads_to_each(tmp_path: Path, language: str) -> None:
    short, one = content("خبر قصير.\n"), long_article(12, marked=True)
    printed(tmp_path / "long.pdf", MemorySnapshot([one]), language)
    printed(tmp_path / "all.pdf", MemorySnapshot([content("Short (news\\ item).\n"), one, short]), language)
    parts, pages_of_long = Parts(tmp_path / "all.pdf"), page_count(tmp_path / "long.pdf")
    assert parts.leads_to(0) == [1, 2, 2 + pages_of_long]
    assert len(parts.pages) == 3 + pages_of_long
    places = re.search(rb"startxref\n(\d+)", (data := (tmp_path / "all.pdf").read_bytes()))
    assert places is not None
    assert data[int(places[1]) :].startswith(b"xref")


@pytest.mark.usefixtures("theme")
def test_a_long_list_goes_on_and_stays_before_the_articles(tmp_path: Path) -> None:
    many = [content(f"خبر {number}.\n") for number in range(45)]
    printed(tmp_path / "x.pdf", MemorySnapshot(many))
    parts = Parts(tmp_path / "x.pdf")
    first, second = parts.leads_to(0), parts.leads_to(1)
    assert [*first, *second] == list(range(2, 47))
    assert len(first) > len(second) > 0
    assert len(parts.pages) == 47


@pytest.mark.usefixtures("theme")
def test_one_article_needs_no_list(tmp_path: Path) -> None:
    printed(tmp_path / "x.pdf", MemorySnapshot([content("خبر قصير.\n")]))
    assert page_count(tmp_path / "x.pdf") == 1


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("language", ["ar", "en"])
def test_everything_that_is_hard_can_be_printed(tmp_path: Path, language: str) -> None:
    report = printed(tmp_path / "x.pdf", nasty(), language)
    assert page_count(tmp_path / "x.pdf") >= report.articles == 5


@pytest.mark.usefixtures("theme")
def test_no_article_makes_a_page_without_words(tmp_path: Path) -> None:
    printed(tmp_path / "x.pdf", MemorySnapshot([]))
    assert page_count(tmp_path / "x.pdf") == 1


@pytest.mark.usefixtures("theme")
def test_the_words_can_be_found_in_the_file(tmp_path: Path) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    printed(tmp_path / "x.pdf", MemorySnapshot([long_article(2, marked=True)]))
    read = subprocess.run([reader, "-layout", str(tmp_path / "x.pdf"), "-"], capture_output=True, check=True)
    words = set(re.sub("[\u202a-\u202e]", "", unicodedata.normalize("NFKC", read.stdout.decode())).split())
    # Behind letters that do not join, a reader may see a gap where none is.
    whole = {word for word in SENTENCE.replace(".", "").split() if not set("اورد") & set(word[:-1])}
    assert len(whole) > 5
    assert whole <= words


@pytest.mark.usefixtures("theme")
def test_the_same_articles_give_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    written = []
    for name in ("a.pdf", "b.pdf"):
        printed(tmp_path / name, MemorySnapshot([long_article(1, marked=True)]))
        written.append((tmp_path / name).read_bytes())
        time.sleep(1.1)  # the dates of a PDF are whole seconds
    assert written[0] == written[1]
    places = re.search(rb"startxref\n(\d+)", written[0])
    assert places is not None
    assert written[0][int(places[1]) :].startswith(b"xref")


@pytest.mark.usefixtures("theme")
def test_fonts_come_with_the_file(tmp_path: Path) -> None:
    printed(tmp_path / "x.pdf", MemorySnapshot([long_article(1, marked=True)]))
    data = (tmp_path / "x.pdf").read_bytes()
    fonts = set(re.findall(rb"/FontName /(?:[A-Z]{6}\+)?(\S+)", data))
    assert {b"NotoNaskhArabic-Regular", b"IBMPlexSansArabic-Regular"} <= fonts
    assert len(re.findall(rb"/FontFile2", data)) >= len(fonts)


@pytest.mark.usefixtures("theme")
def test_what_was_cancelled_leaves_no_file(tmp_path: Path) -> None:
    many = MemorySnapshot([content(f"خبر {number}.\n") for number in range(4)])
    report = write_export(
        many,
        tmp_path / "x.pdf",
        FORMAT,
        choices=ExportChoices(),
        program="p",
        progress=lambda done, _of: done < 2,
    )
    assert report.cancelled
    assert list(tmp_path.iterdir()) == []


def test_the_dialog_prints_the_article_that_is_shown(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, tmp_path: Path
) -> None:
    keys = [one.key for one in workspace.articles.all()]
    dialog = ExportDialog(theme, said, workspace, article=keys[1], what=FORMAT)
    reports = heard(dialog.exported)
    opened(qtbot, dialog)
    assert dialog.format.key == FORMAT.name
    dialog.what.choose("this")
    dialog.export_to(tmp_path / "تقرير.pdf")
    qtbot.waitUntil(lambda: bool(reports))
    assert (reports[0].articles, len(TEXTS)) == (1, 3)
    assert page_count(tmp_path / "تقرير.pdf") >= 1


def test_the_first_page_is_shown_before(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> None:
    keys = [one.key for one in workspace.articles.all()]
    dialog = ExportDialog(theme, said, workspace, article=keys[0], what=FORMAT)
    opened(qtbot, dialog)
    qtbot.waitUntil(dialog.preview.page.isVisible)
    assert dialog.preview.more == ({} if said().language == "ar" else {"language": "en"})
    assert said().text("export_.lossless") != dialog.losses.text()
    pixels = dialog.preview.page.pixmap().toImage()
    colours = {pixels.pixelColor(x, y).name() for x in range(0, pixels.width(), 3) for y in range(0, 200, 3)}
    assert "#ffffff" in colours
    assert len(colours) > 5
    dialog.format.set_key("jsonl")
    dialog.format.picked.emit("jsonl")
    qtbot.waitUntil(lambda: not dialog.preview.page.isVisible())
    assert dialog.preview.text.isVisible()
