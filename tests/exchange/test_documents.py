"""Word documents and saved pages: the article's own text, and what is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from hashiya.domain.faults import FileFault
from hashiya.exchange.formats import format_named, format_of
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import ReadOptions
from hashiya.exchange.sources import sources

from tests.exchange.loss import read_with

BODY = (
    "أعلن وزير الخارجية الإيراني محمد جواد ظريف أن بلاده لن تتفاوض تحت الضغط، وأن العقوبات لن تغيّر موقفها من الاتفاق.",
    "وقال ظريف في مؤتمر صحفي عقده في موسكو مع نظيره الروسي سيرغي لافروف إن العلاقات بين البلدين تتقدم كل يوم.",
    "وأضاف أن المحادثات تناولت التعاون في مكافحة فيروس كورونا، والوضع في سوريا، ومستقبل الاتفاق النووي.",
)
PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}">
<title>ظريف: لن نتفاوض تحت الضغط | وكالة</title><meta property="og:title" content="ظريف: لن نتفاوض تحت الضغط">
<meta property="og:site_name" content="وكالة الأنباء">
<meta property="article:published_time" content="2020-07-22T10:00:00Z">
<link rel="canonical" href="https://example.org/news/1"><script>var x = "لا يُقرأ";</script></head>
<body><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/w">العالم</a></li></ul></nav>
<article><h1>ظريف: لن نتفاوض تحت الضغط</h1>{body}</article>
<aside><h2>اقرأ أيضا</h2><a href="/2">خبر آخر</a></aside><footer>جميع الحقوق محفوظة</footer></body></html>"""


def read(path: Path, **more: str) -> CorpusArticle:
    what = format_of(sources([path], frozenset())[0])
    assert what
    (line,), _ = read_with(what, path, options=ReadOptions(more=more))
    return line


def page(path: Path, charset: str = "utf-8") -> Path:
    body = "".join(f"<p>{paragraph.replace('ظريف', '<b>ظريف</b>', 1)}</p>" for paragraph in BODY)
    path.write_bytes(PAGE.format(charset=charset, body=body).encode(charset))
    return path


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_a_saved_page_gives_its_article(tmp_path: Path, charset: str) -> None:
    line = read(page(tmp_path / "خبر.html", charset))
    assert all(paragraph in line.text for paragraph in BODY)
    assert "الحقوق" not in line.text
    assert "لا يُقرأ" not in line.text
    assert (line.id, line.language) == ("خبر", "ar")
    assert line.meta["title"] == "ظريف: لن نتفاوض تحت الضغط"
    assert (line.meta["source"], line.meta["published"]) == ("وكالة الأنباء", "2020-07-22")
    assert line.meta["url"] == "https://example.org/news/1"
    assert line.regions == []


def test_boilerplate_is_kept_when_asked_for(tmp_path: Path) -> None:
    line = read(page(tmp_path / "x.html"), boilerplate="keep")
    veiled = [one.text for one in line.regions]
    assert {one.label for one in line.regions} == {"BOILERPLATE"}
    assert any("الرئيسية" in text for text in veiled)
    assert any("جميع الحقوق محفوظة" in text for text in veiled)
    assert not any(paragraph in text for paragraph in BODY for text in veiled)
    assert all(paragraph in line.text for paragraph in BODY)


def test_a_page_without_an_article_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<html><body><script>1</script></body></html>", "utf-8")
    with pytest.raises(FileFault) as failed:
        read(tmp_path / "x.html")
    assert failed.value.fault.code == "reading.no_main_text"


def test_a_word_document_gives_its_text(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "عنوان الوثيقة"
    document.add_paragraph(BODY[0])
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "خلية", "أخرى"
    document.add_paragraph(BODY[1])
    document.save(str(tmp_path / "x.docx"))
    line = read(tmp_path / "x.docx")
    assert line.text == f"{BODY[0]}\nخلية\tأخرى\n{BODY[1]}\n"
    assert line.meta == {"title": "عنوان الوثيقة", "file": "x.docx"}


def test_a_torn_document_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 torn")
    what = format_named("docx")
    assert what
    with pytest.raises(FileFault) as failed:
        read_with(what, tmp_path / "x.docx")
    assert failed.value.fault.code == "reading.bad_zip"
