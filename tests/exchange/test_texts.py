"""Text files: encodings told apart, newlines made one, everything else verbatim; metadata proposed."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hashiya.domain.faults import FileFault, KnownFailure
from hashiya.exchange.formats import FORMATS, format_named
from hashiya.exchange.metadata import propose_metadata
from hashiya.exchange.text_reader import TextArticle, decode_text, read_text, walk
from hashiya.exchange.wording import fault_sentence
from hashiya.resources import seed_files
from hashiya.resources.messages import Messages, keys

SEEDS = {seed.name[:3]: seed.read_text("utf-8") for seed in seed_files()}
NARROW = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "..", "×": "x", "–": "-", "\u200f": ""}
) | str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def decode(data: bytes, encoding: str | None = None) -> TextArticle:
    """The bytes as text."""
    return decode_text(data, encoding=encoding, file="f.txt")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("cp1256", "windows-1256"),
        ("iso8859_6", "ISO-8859-6"),
    ],
)
def test_every_seed_is_told_in_every_encoding_whole_and_by_paragraph(seed: str, codec: str, name: str) -> None:
    text = SEEDS[seed] if codec.startswith("utf") else SEEDS[seed].translate(NARROW)
    for part in (text, *(line for line in text.split("\n") if len(line) > 14)):
        found = decode(part.encode(codec))
        assert (found.text, found.encoding, found.how) == (part, name, "content")


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16LE"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16BE"),
    ],
)
def test_a_byte_order_mark_is_believed_and_dropped_once(mark: bytes, codec: str, name: str) -> None:
    found = decode(mark + "\ufeffسلام".encode(codec))
    assert (found.text, found.encoding, found.how) == ("\ufeffسلام", name, "bom")
    assert found.notes == ("bom_dropped",)


def test_a_declared_encoding_is_used_as_it_is() -> None:
    assert decode("سلام".encode("cp1256"), "windows-1256").text == "سلام"
    assert decode("سلام".encode("cp1256"), "ISO-8859-6").text != "سلام"
    assert decode("سلام".encode("utf-8-sig"), "utf-8").text == "سلام"
    assert decode("سلام".encode("utf-16"), "utf-16").text == "سلام"
    with pytest.raises(FileFault) as caught:
        decode("سلام".encode("cp1256"), "utf-8")
    assert (caught.value.fault.code, caught.value.fault.field) == ("not_in_encoding", "byte 1")
    with pytest.raises(FileFault) as caught:
        decode(b"x", "klingon")
    assert caught.value.fault.code == "unknown_encoding"
    with pytest.raises(FileFault) as caught:
        decode(b"x", "hex")
    assert caught.value.fault.code == "unknown_encoding"


def test_newlines_become_one_and_nothing_else_changes() -> None:
    hard = "أ\u00a0ب\u200c\u200fت ـ َ 😀\u2028\u0085\x0b ٣ \t "
    found = decode(f"{hard}\r\nب\rج\n\r\n".encode())
    assert found.text == f"{hard}\nب\nج\n\n"
    assert found.notes == ("newlines_changed",)
    assert decode(hard.encode()).notes == ()


def test_nul_half_characters_and_empty_files_are_refused_with_their_place() -> None:
    with pytest.raises(FileFault) as caught:
        decode("سطر\nكل\0مة".encode())
    fault = caught.value.fault
    assert (fault.code, fault.line, fault.field) == ("nul", 2, "character 3")
    assert "f.txt" in fault_sentence(fault, Messages("ar"))
    with pytest.raises(FileFault):
        decode(codecs.BOM_UTF16_LE + "سلام".encode("utf-16-le") + b"\x00\xd8")
    with pytest.raises(FileFault) as caught:
        decode(b"\xef\xbb\xbf \r\n")
    assert caught.value.fault.code == "empty_file"


def test_files_are_read_and_their_failures_known(tmp_path: Path) -> None:
    path = tmp_path / "مقال.txt"
    path.write_bytes("سلام".encode("cp1256"))
    assert read_text(path).text == "سلام"
    with pytest.raises(KnownFailure) as caught:
        read_text(tmp_path / "gone.txt")
    assert caught.value.code == "missing"


def test_folders_are_walked_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.TXT", "a/1.txt", ".hidden.txt", ".git/x.txt", "a/c.jsonl", "a/picture.png", "z.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = walk([tmp_path / "z.csv", tmp_path, tmp_path / "b.txt", tmp_path / "gone.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "z.csv",
        "a/1.txt",
        "a/2.TXT",
        "a/c.jsonl",
        "b.txt",
        "gone.txt",
    ]


def test_the_seeds_tell_title_source_and_date() -> None:
    found = {name: propose_metadata(text) for name, text in SEEDS.items()}
    assert {name: one.get("source") for name, one in found.items()} == {
        "000": "العالم",
        "001": "وكالة ارنا",
        "002": "ميدل ايست نيوز",
        "003": "ميدل ايست نيوز",
        "004": "ميدل ايست نيوز",
    }
    assert {name: one.get("published") for name, one in found.items()} == {
        "000": "2020-07-22",
        "001": None,
        "002": None,
        "003": None,
        "004": None,
    }
    assert found["000"]["title"] == "مزيد من التقدم في العلاقات الاستراتيجية بين إيران وروسيا + فيديو"
    assert "title" not in found["001"]
    assert all(found[name]["title"] == SEEDS[name].split("\n")[0] for name in ("002", "003", "004"))
    assert {one["language"] for one in found.values()} == {"ar"}


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("الأربعاء ٢٢ يوليو ٢٠٢٠", "2020-07-22"),
        ("الأربعاء ٢٢ يوليو/تموز ٢٠٢٠ - ٠٣:١٢", "2020-07-22"),
        ("22 تموز 2020", "2020-07-22"),
        ("٥ كانون الثاني ٢٠٢١", "2021-01-05"),
        ("5 من أيلول 2021م", "2021-09-05"),
        ("2020.07.22", "2020-07-22"),
        ("نُشر في 22/07/2020", "2020-07-22"),
        ("2020-7-2 | 10:00", "2020-07-02"),
        ("۱۲ فبراير ۲۰۲۴", "2024-02-12"),
        ("July 22, 2020", "2020-07-22"),
        (
            "موسكو (العالم) 2020.07.22 - أجرى وزير الخارجية مباحثات طويلة في موسكو مع نظيره، وقال إن العلاقات ممتازة.",
            "2020-07-22",
        ),
        ("32 يوليو 2020", None),
        ("22 يوليو 1441", None),
        (
            "في 8 مايو 2018 انسحبت الولايات المتحدة من الاتفاق النووي، وأعادت العقوبات على إيران بعد ذلك بأشهر قليلة.",
            None,
        ),
        ("وقع القرار 2231 في عام 2015", None),
        ("رقم الهاتف 0020.07.22", None),
    ],
)
def test_dates_are_taken_in_both_digits_and_all_month_names(line: str, published: str | None) -> None:
    assert propose_metadata(f"عنوان\n\n{line}\n\nنص.").get("published") == published


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("عنوان\nقال ظريف: نعم.", None),
        ("عنوان\nوتابع وزير الخارجية: نعم.", None),
        ("عنوان\nالقاهرة - رويترز: نعم.", "رويترز"),
        ("عنوان\nوكالة الأناضول: نعم.", "وكالة الأناضول"),
        ("عنوان\nطهران (إرنا) - قال الوزير.", "إرنا"),
        ("عنوان\nنص.\nالمصدر : صحيفة الشرق الأوسط.", "صحيفة الشرق الأوسط"),
        ("رويترز: خبر عاجل\nنص.", None),
        ("عنوان\nوأكدت وكالة إرنا: نعم.", None),
    ],
)
def test_a_source_is_an_outlet_not_a_speaker(text: str, source: str | None) -> None:
    assert propose_metadata(text).get("source") == source


def test_other_languages_are_told_and_no_letters_tell_nothing() -> None:
    assert propose_metadata("A title\n\nSome text.")["language"] == "en"
    assert propose_metadata("گفت‌وگوی تلفنی وزیران خارجه ایران و روسیه\n\nچنین گفت.")["language"] == "fa"
    assert propose_metadata("123\n456") == {"title": "123"}


def test_every_format_says_what_it_loses_in_both_languages() -> None:
    for one in FORMATS:
        assert format_named(one.name) is one
        for language in ("ar", "en"):
            assert {f"format.name.{one.name}", *(f"format.loses.{key}" for key in one.loses)} <= keys(language)
    assert format_named("nothing") is None
