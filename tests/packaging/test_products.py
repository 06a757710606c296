"""What the three systems read of the program: version, icons, file type, menus, property list, installer."""

from __future__ import annotations

import ast
import plistlib
import re
import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import draw_icons
import hashiya
import linux_packages
import plist
import product
import pytest
import version_info
from hashiya.storage import schema

ROOT = Path(__file__).resolve().parents[2]
PNG = b"\x89PNG\r\n\x1a\n"


def test_the_version_is_the_program_s() -> None:
    assert product.version() == hashiya.__version__
    assert product.version_numbers()[:3] == tuple(int(part) for part in hashiya.__version__.split("."))
    assert product.application_id() == schema.APPLICATION_ID


def test_the_property_list_survives_writing_and_names_what_opens() -> None:
    told = plistlib.loads(plistlib.dumps(plist.info_plist()))
    assert told["CFBundleShortVersionString"] == hashiya.__version__
    assert told["CFBundleLocalizations"] == ["ar", "en"]
    declared = told["UTExportedTypeDeclarations"][0]
    opened = told["CFBundleDocumentTypes"][0]
    assert opened["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert opened["LSHandlerRank"] == "Owner"
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["hashiya"]
    assert "public.data" in declared["UTTypeConformsTo"]


def test_the_entitlements_are_few() -> None:
    told = plistlib.loads((ROOT / "packaging" / "macos" / "entitlements.plist").read_bytes())
    assert told == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_windows_details_are_one_expression_of_the_parts_that_its_writer_knows() -> None:
    told = ast.parse(version_info.version_info(), mode="eval")
    called = {node.func.id for node in ast.walk(told) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert called == {
        "VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo", "VarStruct",
    }  # fmt: skip
    said = {
        tuple(ast.literal_eval(value) for value in node.args)
        for node in ast.walk(told)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "StringStruct"
    }
    assert {("ProductVersion", hashiya.__version__), ("OriginalFilename", "hashiya.exe")} <= said


def ico_sizes(data: bytes) -> list[int]:
    count = struct.unpack("<HHH", data[:6])[2]
    entries = [struct.unpack("<BBBBHHII", data[6 + 16 * n : 22 + 16 * n]) for n in range(count)]
    assert all(data[place : place + 8] == PNG for *_, place in entries)
    return [width or 256 for width, *_ in entries]


def icns_kinds(data: bytes) -> list[bytes]:
    assert data[:4] == b"icns"
    assert struct.unpack(">I", data[4:8])[0] == len(data)
    kinds, place = [], 8
    while place < len(data):
        kind, length = struct.unpack(">4sI", data[place : place + 8])
        assert data[place + 8 : place + 16] == PNG
        kinds.append(kind)
        place += length
    return kinds


def test_the_icons_are_there_in_every_size() -> None:
    folder = draw_icons.DRAWING.parent
    assert ico_sizes((folder / "hashiya.ico").read_bytes()) == list(draw_icons.ICO_SIZES)
    assert icns_kinds((folder / "hashiya.icns").read_bytes()) == list(draw_icons.ICNS_TYPES)
    assert len(draw_icons.ICO_SIZES) >= 6
    assert len(set(draw_icons.ICNS_TYPES.values())) >= 6
    for size in linux_packages.ICON_SIZES:
        head = (folder / f"hashiya-{size}.png").read_bytes()[:24]
        assert struct.unpack(">II", head[16:24]) == (size, size)


def test_the_drawing_is_the_program_s_own_mark() -> None:
    logo = (ROOT / "resources" / "icons" / "logo.svg").read_text("utf-8").strip()
    assert draw_icons.DRAWING.read_text("utf-8").strip() == logo.replace("currentColor", "#1F4E79")


def test_the_menu_entry_opens_projects_in_both_languages() -> None:
    lines = (linux_packages.LINUX / "hashiya.desktop").read_text("utf-8").splitlines()[1:]
    told = dict(line.split("=", 1) for line in lines)
    assert (told["Exec"], told["MimeType"]) == ("hashiya %f", f"{product.MIME_TYPE};")
    assert (told["Name"], told["Name[ar]"]) == (product.TITLE, product.ARABIC_TITLE)
    assert (told["Comment"], told["Comment[ar]"]) == (product.SUMMARY, product.ARABIC_SUMMARY)


def test_what_stands_in_the_templates_is_what_the_product_is_called() -> None:
    metainfo = ET.fromstring(
        linux_packages.filled("hashiya.metainfo.xml", version=product.version(), date="2026-01-01")
    )
    release = metainfo.find("releases/release")
    assert metainfo.findtext("id") == product.IDENTIFIER
    assert release is not None
    assert release.get("version") == hashiya.__version__
    assert f"0x{schema.APPLICATION_ID:08x}" in linux_packages.filled("hashiya.mime.xml")
    script = (ROOT / "packaging" / "windows" / "hashiya.nsi").read_text("utf-8")
    assert 'MUI_LANGUAGE "Arabic"' in script
    assert "RequestExecutionLevel user" in script
    assert not re.search(r'RMDir /r "\$INSTDIR"', script), "whatever else is in the folder is not ours to remove"


@pytest.mark.skipif(
    not (shutil.which("update-mime-database") and shutil.which("gio")), reason="no update-mime-database or no gio"
)
def test_a_project_is_known_by_its_bytes_whatever_its_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "share" / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copyfile(linux_packages.LINUX / "hashiya.mime.xml", packages / "hashiya.xml")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    subprocess.run(["update-mime-database", packages.parent], check=True, capture_output=True)
    stored = next((ROOT / "tests" / "storage" / "stored").glob("*.hashiya"))
    shutil.copyfile(stored, tmp_path / "renamed.bin")
    asked = ["gio", "info", "-a", "standard::content-type", str(tmp_path / "renamed.bin")]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert f"standard::content-type: {product.MIME_TYPE}" in told
