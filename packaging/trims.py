"""What stays out of the frozen program: modules that nothing imports, and files that came along with others."""

from __future__ import annotations

import re
from pathlib import PurePath

QT_LEFT_OUT = (
    "QtConcurrent", "QtDesigner", "QtHelp", "QtOpenGL", "QtOpenGLWidgets", "QtPdf", "QtPdfWidgets",
    "QtPrintSupport", "QtQml", "QtQuick", "QtQuickControls2", "QtQuickTest", "QtQuickWidgets", "QtSql", "QtTest",
    "QtUiTools", "QtXml",
)  # fmt: skip

MODULES = (
    "IPython", "PIL", "_tkinter", "camel_tools", "datasets", "doctest", "ensurepip", "lib2to3", "matplotlib", "numpy",
    "pandas", "pip", "pyarrow", "pydoc", "pytest", "scipy", "setuptools", "sklearn", "spacy", "tensorflow", "test",
    "tkinter", "torch", "transformers", "turtle", "unittest", "venv", "wheel",
    *(f"PySide6.{name}" for name in QT_LEFT_OUT),
)  # fmt: skip
"""Modules that are not frozen even where the build's environment has them."""

_LANGUAGES = "(?:ar|en)"

_FILES = (
    # The GTK of the build machine's desktop, by way of Qt's theme for it; Qt's own file dialog takes its place.
    r"platformthemes/libqgtk3",
    r"(?:^|/)lib(?:gtk-3|gdk-3|gdk_pixbuf|atk|atspi|cairo|pango|epoxy|fribidi|thai|datrie|pixman|rsvg)[.-]?[^/]*\.so",
    r"(?:^|/)lib(?:harfbuzz|graphite2)\.so",
    # Screens that no annotator sits before.
    r"plugins/platforms/(?:lib)?q(?:eglfs|linuxfb|vkkhrdisplay|minimalegl|minimal|vnc|direct2d)\b",
    r"plugins/(?:egldeviceintegrations|generic|qmltooling|printsupport|sqldrivers|designer|assetimporters)/",
    r"libQt6Egl",
    r"(?:libQt6|Qt6|Qt)(?:Qml|Quick|Pdf|VirtualKeyboard|OpenGL)\w*(?:\.so|\.dll$|\.framework/)",
    r"plugins/platforminputcontexts/(?:lib)?qtvirtualkeyboard",
    r"plugins/tls/(?:lib)?qcertonlybackend",  # reads certificates and encrypts nothing
    r"plugins/imageformats/(?:lib)?q(?:tiff|webp|tga|wbmp|icns|gif|pdf)\b",
    r"libtiff|libwebp",
    r"opengl32sw\.dll$",
    # Qt's own words in languages that the interface does not speak, babel's dates and numbers likewise.
    rf"translations/(?!qtbase_{_LANGUAGES}\.qm$)[^/]+\.qm$",
    rf"babel/locale-data/(?!(?:root|{_LANGUAGES})\.dat$)[^/]+\.dat$",
    r"pytz/zoneinfo/",  # dateparser asks for no zone by name unless it is told to
    # Type stubs, sources of compiled modules, and the tests of others.
    r"\.(?:pyi|pyx|pxd|pxi|h|hpp|c|cpp|a|lib)$",
    r"(?:^|/)PySide6/(?:typesystems|glue|include|scripts|doc|metatypes|lib|qml|resources)/",
    r"lxml/(?:includes|isoschematron/resources)/",
    r"dist-info/(?:RECORD|INSTALLER|REQUESTED|direct_url\.json|WHEEL|sboms/)",
)  # fmt: skip
_FILE = re.compile("|".join(f"(?:{one})" for one in _FILES))


def is_left_out(destination: str) -> bool:
    """Whether the file that would stand at this place in the bundle stays out of it."""
    return _FILE.search(PurePath(destination).as_posix().replace("\\", "/")) is not None
