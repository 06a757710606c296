"""What may and must be in the frozen program, and what each part of it weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

MOST_MEGABYTES = 200
MUST_NOT = re.compile(
    r"(?:^|/)(?:torch|numpy|scipy|pandas|sklearn|pyarrow|datasets|spacy|transformers|tkinter|camel_tools)(?:/|$)"
    r"|Qt6?(?:Qml|Quick|Pdf|OpenGL|WebEngine)|gtk-3|gdk-3|libpango|libcairo|libatk",
    re.IGNORECASE,
)
MUST = (
    "hashiya_resources/schemes/news-claims.toml",
    "hashiya_resources/fonts/noto-naskh-arabic/NotoNaskhArabic-Regular.ttf",
    "hashiya_resources/fonts/noto-naskh-arabic/OFL.txt", "hashiya_resources/fonts/amiri/OFL.txt",
    "hashiya_resources/fonts/ibm-plex-sans-arabic/OFL.txt", "hashiya_resources/i18n/ar/cli.toml",
    "hashiya_resources/i18n/en/cli.toml", "hashiya_resources/guide/ar/keys.md", "hashiya_resources/guide/en/keys.md",
    "hashiya_resources/gazetteer/names.tsv", "hashiya_resources/engines/camel_ner.py",
    "hashiya_seeds/000_e296fb844f5b8a25.txt", "licences/LICENSE.txt", "licences/THIRD-PARTY.txt",
    "licences/sbom.cdx.json", "trafilatura/settings.cfg",
)  # fmt: skip
MUST_BE_LIKE = (
    r"lxml/etree\..*(?:so|pyd)$", r"msgspec/_core\..*(?:so|pyd)$", r"pycrfsuite/_pycrfsuite\..*(?:so|pyd)$",
    r"PySide6/.*QtNetwork\.", r"platforms/(?:lib)?q(?:xcb|windows|cocoa)\.", r"platforms/(?:lib)?qoffscreen\.",
    # Whoever looks for an update does so over an encrypted connection.
    r"plugins/tls/(?:lib)?q(?:openssl|schannel|securetransport)backend\.",
    r"imageformats/(?:lib)?qsvg\.", r"docx/templates/default\.docx$",
)  # fmt: skip
OF_LINUX = (r"libssl\.so\.3$", r"libxcb-cursor\.so\.0$", r"libxkbcommon-x11\.so\.0$", r"platforms/libqwayland")
MODULES = ("openpyxl", "docx", "lxml", "trafilatura", "msgspec", "pycrfsuite", "sqlite_utils", "PySide6.QtNetwork")
"""Modules that the program must be able to import; what is pure Python lies in the executable, not in a file."""

PARTS = (
    ("Qt: ICU", r"libicu"),
    ("Qt: libraries", r"(?:^|/)(?:lib)?Qt6?\w*\.(?:so|dll|framework|dylib)|/Qt\w+\.framework/"),
    ("Qt: plugins, translations", r"/plugins/|/translations/"),
    ("PySide6 and shiboken6", r"PySide6/|shiboken6/"),
    ("lxml", r"(?:^|/)lxml/"),
    ("babel, dateparser, trafilatura and kin", r"/(?:babel|dateparser|trafilatura|justext|tld|pytz|htmldate|courlan)"),
    ("regex, msgspec, crfsuite, docx, others", r"/(?:regex|msgspec|pycrfsuite|docx|charset_normalizer|certifi)/"),
    ("fonts, schemes, words, guide, names, seeds", r"hashiya_(?:resources|seeds)/"),
    ("licences and bill of materials", r"licences/|dist-info/"),
    ("the program and all Python modules", r"^(?:hashiya|hashiya-console)(?:\.exe)?$|base_library\.zip"),
    ("Python: library and extensions", r"libpython|python3\d*\.dll|lib-dynload|python3\.\d+/"),
    ("libraries of the system", r"\.so|\.dll|\.dylib|\.pyd"),
)  # fmt: skip


def listing(folder: Path) -> dict[str, int]:
    """Every file below the folder with its size in bytes, by its path with `/`; a link weighs nothing."""
    files = (file for file in folder.rglob("*") if file.is_file() or file.is_symlink())
    return {file.relative_to(folder).as_posix(): 0 if file.is_symlink() else file.stat().st_size for file in files}


def faults(files: dict[str, int], *, linux: bool) -> list[str]:
    """What is wrong with these files as the contents of the program; nothing when all is well."""
    found = [f"{name} must not be in the bundle" for name in files if MUST_NOT.search(name)]
    found += [f"{ending} is missing" for ending in MUST if not any(name.endswith(f"/{ending}") for name in files)]
    patterns = [*MUST_BE_LIKE, *(OF_LINUX if linux else ())]
    found += [f"nothing like {one} is there" for one in patterns if not any(re.search(one, name) for name in files)]
    megabytes = sum(files.values()) / 1e6
    if megabytes >= MOST_MEGABYTES:
        found.append(f"{megabytes:.0f} MB are more than {MOST_MEGABYTES}")
    return found


def weights(files: dict[str, int]) -> list[tuple[str, float]]:
    """Each part of the program with its megabytes, the heaviest first."""
    weighed: Counter[str] = Counter()
    for name, size in files.items():
        weighed[next((part for part, pattern in PARTS if re.search(pattern, name)), "other")] += size
    return [(part, size / 1e6) for part, size in weighed.most_common()]


def table(weighed: Iterable[tuple[str, float]]) -> str:
    """The parts as lines to print."""
    rows = list(weighed)
    total = sum(size for _, size in rows)
    return "\n".join([*(f"{size:8.1f} MB  {part}" for part, size in rows), f"{total:8.1f} MB  in all"])
