"""Draws the program's icon in every size that the three systems want, from the one drawing in icons/hashiya.svg.

Run with the environment's Python: `.venv/bin/python packaging/draw_icons.py`. What it makes is kept in the repository,
so that no package needs a drawing program.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from environment import ROOT

DRAWING = ROOT / "packaging" / "icons" / "hashiya.svg"
PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_TYPES = {b"icp4": 16, b"icp5": 32, b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256, b"ic08": 256,
              b"ic14": 512, b"ic09": 512, b"ic10": 1024}  # fmt: skip
"""The kinds of picture that macOS knows, each a PNG, with its side in pixels; ic11 to ic14 are for screens of 2x."""


def png(size: int, drawing: bytes) -> bytes:
    """The drawing as a PNG, `size` pixels wide and high."""
    from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """The pictures in one Windows icon, by their side in pixels; 256 is written as 0."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, picture in sorted(pictures.items()):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place + len(bodies))
        bodies += picture
    return head + entries + bodies


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """The pictures in one macOS icon, by their kind."""
    body = b"".join(kind + struct.pack(">I", len(picture) + 8) + picture for kind, picture in pictures.items())
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def draw(folder: Path) -> list[Path]:
    """Write every icon into the folder; the files."""
    drawing = DRAWING.read_bytes()
    sizes = {*PNG_SIZES, *ICO_SIZES, *ICNS_TYPES.values()}
    pictures = {size: png(size, drawing) for size in sizes}
    made = {f"hashiya-{size}.png": pictures[size] for size in PNG_SIZES}
    made["hashiya.ico"] = ico({size: pictures[size] for size in ICO_SIZES})
    made["hashiya.icns"] = icns({kind: pictures[size] for kind, size in ICNS_TYPES.items()})
    for name, contents in made.items():
        (folder / name).write_bytes(contents)
    return [folder / name for name in made]


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for file in draw(DRAWING.parent):
        print(file)
