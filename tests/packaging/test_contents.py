"""The list of files that a package may and must have, and what is trimmed from it."""

from __future__ import annotations

import contents
import pytest
import trims

GOOD = {f"_internal/{name}": 1000 for name in contents.MUST} | {
    f"_internal/{name}": 1000
    for name in (
        "lxml/etree.cpython-311-x86_64-linux-gnu.so", "msgspec/_core.abi3.so", "pycrfsuite/_pycrfsuite.abi3.so",
        "PySide6/QtNetwork.abi3.so", "PySide6/Qt/plugins/platforms/libqxcb.so", "docx/templates/default.docx",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so", "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so", "libssl.so.3",
        "libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "PySide6/Qt/plugins/platforms/libqwayland.so",
    )
}  # fmt: skip


def test_a_good_bundle_has_no_fault() -> None:
    assert contents.faults(GOOD, linux=True) == []


@pytest.mark.parametrize(
    "name",
    [
        "_internal/torch/lib/libtorch.so",
        "_internal/numpy/__init__.py",
        "_internal/PySide6/QtQml.abi3.so",
        "_internal/PySide6/Qt/lib/libQt6Quick.so.6",
        "_internal/libgtk-3.so.0",
        "_internal/PySide6/Qt6WebEngineCore.dll",
    ],
)
def test_what_must_not_be_in_it_is_named(name: str) -> None:
    assert contents.faults({**GOOD, name: 1}, linux=True) == [f"{name} must not be in the bundle"]


@pytest.mark.parametrize("missing", sorted(GOOD))
def test_what_must_be_in_it_is_missed(missing: str) -> None:
    left = {name: size for name, size in GOOD.items() if name != missing}
    assert len(contents.faults(left, linux=True)) == 1


def test_a_heavy_bundle_is_refused() -> None:
    assert contents.faults({**GOOD, "_internal/libicudata.so.73": 201_000_000}, linux=True) == [
        "201 MB are more than 200"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "libgtk-3.so.0",
        "libpango-1.0.so.0",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/plugins/tls/libqcertonlybackend.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\translations\\qtbase_de.qm",
        "babel/locale-data/fr.dat",
        "PySide6/QtCore.pyi",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
    ],
)
def test_trimmed(name: str) -> None:
    assert trims.is_left_out(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "libssl.so.3",
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
        "PySide6/Qt/translations/qtbase_ar.qm",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt6Gui.dll",
        "babel/locale-data/root.dat",
        "babel/locale-data/en.dat",
        "hashiya_resources/fonts/amiri/Amiri-Regular.ttf",
        "hashiya_resources/fonts/amiri/OFL.txt",
        "trafilatura/settings.cfg",
        *contents.MUST,
    ],
)
def test_kept(name: str) -> None:
    assert not trims.is_left_out(name)


def test_every_file_weighs_in_one_part() -> None:
    weighed = dict(contents.weights(GOOD))
    assert sum(weighed.values()) == pytest.approx(sum(GOOD.values()) / 1e6)
    assert "other" not in weighed
