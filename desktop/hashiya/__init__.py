"""Hashiya: annotate Arabic text, and read the corpora that come out of it."""

__version__ = "0.1.0"
