"""What Windows shows under «Details» of the program's file."""

from __future__ import annotations

from product import NAME, SUMMARY, TITLE, version, version_numbers

ENGLISH_UNICODE = "040904B0"


def strings() -> dict[str, str]:
    """The fields and what stands in them."""
    return {
        "CompanyName": "The Hashiya contributors",
        "FileDescription": f"{TITLE}: {SUMMARY}",
        "FileVersion": version(),
        "InternalName": NAME,
        "LegalCopyright": "MIT licence; third-party notices in the folder licences",
        "OriginalFilename": f"{NAME}.exe",
        "ProductName": TITLE,
        "ProductVersion": version(),
    }


def version_info() -> str:
    """The resource in the words that PyInstaller reads from a file."""
    fields = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings().items())
    numbers = version_numbers()
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, OS=0x40004), kids=["
        f"StringFileInfo([StringTable({ENGLISH_UNICODE!r}, [{fields}])]), "
        f"VarFileInfo([VarStruct('Translation', [0x0409, 1200])])])\n"
    )
