"""What macOS reads of the program before it starts: its names, languages, and the files that it opens."""

from __future__ import annotations

from typing import Any

from product import ARABIC_TITLE, ENDING, IDENTIFIER, LANGUAGES, MIME_TYPE, TITLE, version

PROJECT_TYPE = f"{IDENTIFIER}.project"
OLDEST_SYSTEM = "13.0"


def info_plist() -> dict[str, Any]:
    """The Info.plist of the .app, as plistlib writes it."""
    return {
        "CFBundleDevelopmentRegion": "ar",
        "CFBundleDisplayName": TITLE,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": f"{TITLE} ({ARABIC_TITLE})",
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "hashiya.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [PROJECT_TYPE],
            }
        ],
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleLocalizations": list(LANGUAGES),
        "CFBundleName": TITLE,
        "CFBundleShortVersionString": version(),
        "CFBundleVersion": version(),
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT licence",
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,
        "UTExportedTypeDeclarations": [
            {
                "UTTypeConformsTo": ["public.data", "public.database"],
                "UTTypeDescription": f"{TITLE} ({ARABIC_TITLE})",
                "UTTypeIconFile": "hashiya.icns",
                "UTTypeIdentifier": PROJECT_TYPE,
                "UTTypeTagSpecification": {
                    "public.filename-extension": [ENDING],
                    "public.mime-type": [MIME_TYPE],
                },
            }
        ],
    }
