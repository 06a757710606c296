"""Every licence under which something in the packages stands, gathered from what installed packages say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from environment import ROOT
from product import TITLE, version

BUILDERS = frozenset({
    "altgraph", "macholib", "packaging", "pefile", "pip", "pyinstaller-hooks-contrib", "pywin32-ctypes", "setuptools",
})  # fmt: skip
"""Installed in the build's environment, but in no package."""

_TEXTS = ("licen", "copying", "notice", "authors")
_OF_QT = ("pyside6-essentials", "shiboken6")
_RULE = "=" * 100


@dataclass(frozen=True, slots=True)
class Part:
    """A package of others inside the program: name, release, licence as it calls it, page, and its licence's texts."""

    name: str
    version: str
    licence: str
    page: str
    texts: tuple[tuple[str, str], ...]


def parts(site: Path) -> list[Part]:
    """The packages installed in this folder that go into the program, by name."""
    found = {_name(one): one for one in distributions(path=[str(site)])}
    return [_part(name, found[name]) for name in sorted(found) if name not in BUILDERS]


def _name(of: Distribution) -> str:
    return of.metadata["Name"].lower().replace("_", "-").replace(".", "-")


def _part(name: str, of: Distribution) -> Part:
    files = [file for file in of.files or () if ".dist-info" in file.parts[0]]
    named = [file for file in files if any(word in file.name.lower() for word in _TEXTS)]
    texts = [(file.name, Path(str(file.locate())).read_text("utf-8", "replace")) for file in named]
    if name in _OF_QT:  # its wheels come without the texts
        texts = [(file.name, file.read_text("utf-8")) for file in sorted((ROOT / "packaging" / "licences").iterdir())]
    return Part(name, of.version, _licence(of), _page(of), tuple(texts))


def _licence(of: Distribution) -> str:
    told = _said(of, "License-Expression") or _said(of, "License")
    if told and "\n" not in told.strip():
        return told.strip()
    classified = [line.rsplit(" :: ", 1)[1] for line in of.metadata.get_all("Classifier") or () if "License" in line]
    return ", ".join(classified) or "see its text"


def _said(of: Distribution, key: str) -> str:
    """What the package says under the key; nothing when it says nothing (from 3.12 on Python warns of asking)."""
    return str(of.metadata[key]) if key in of.metadata else ""


def _page(of: Distribution) -> str:
    pages = dict(line.split(", ", 1) for line in of.metadata.get_all("Project-URL") or () if ", " in line)
    named = {label.lower(): page for label, page in pages.items()}
    own = named.get("homepage") or _said(of, "Home-page")
    return own or named.get("source") or next(iter(pages.values()), "")


def notice(found: Iterable[Part], *, python: str) -> str:
    """THIRD-PARTY.txt: who made what is inside, and under which licence, with every text."""
    listed = list(found)
    lines = [
        f"{TITLE} {version()} is under the MIT licence. It holds work of others, each under its own licence.",
        "The typefaces are under the SIL Open Font License 1.1; its text stands beside each of them.",
        "Qt and PySide6 are used unchanged, as libraries of their own files, under the GNU LGPL 3: whoever wants to",
        "may replace them by others that fit. Their source is at https://download.qt.io and https://code.qt.io.",
        "",
        *(f"{part.name} {part.version}: {part.licence}  {part.page}".rstrip() for part in listed),
        "Python: Python Software Foundation License  https://www.python.org",
    ]
    for part in listed:
        for name, text in part.texts:
            lines += ["", _RULE, f"{part.name} {part.version}: {name}", _RULE, "", text.strip()]
    return "\n".join([*lines, "", _RULE, "Python", _RULE, "", python.strip()]) + "\n"


def without_text(found: Iterable[Part]) -> list[str]:
    """The packages that brought no text of their licence."""
    return [part.name for part in found if not part.texts]


def system_notice(libraries: Iterable[Path]) -> str:
    """The copyright files of the Debian packages that bundled libraries of the system come from, each once."""
    names = {file.name for file in libraries}
    lists = Path("/var/lib/dpkg/info").glob("*.list")  # read once; `dpkg -S` goes through all of them for each name
    packages = sorted(
        {
            listed.stem.partition(":")[0]
            for listed in lists
            if not names.isdisjoint(
                line.rpartition("/")[2] for line in listed.read_text("utf-8", "replace").splitlines()
            )
        }
    )
    told = []
    for package in packages:
        copyright_file = Path("/usr/share/doc") / package / "copyright"
        if copyright_file.is_file():
            told += [_RULE, package, _RULE, "", copyright_file.read_text("utf-8", "replace").strip(), ""]
    return "\n".join(told)
