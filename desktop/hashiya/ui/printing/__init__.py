"""The report on paper: articles as the viewer shows them, on pages of A4, as PDF.

`FORMAT` is the format that the export dialog offers beside those of the commands, which know no Qt.
"""

from __future__ import annotations

from hashiya.exchange.protocol import Format
from hashiya.exchange.report import FORMAT as PAGE
from hashiya.ui.printing.writer import FirstPage, PdfWriter

FORMAT = Format(name="pdf-report", endings=(".pdf",), writer=PdfWriter, loses=PAGE.loses)
FIRST_PAGE = Format(name="pdf-first-page", endings=(".png",), writer=FirstPage, loses=PAGE.loses)
"""The first page of the first article as a picture."""

__all__ = ["FIRST_PAGE", "FORMAT"]
