"""Reported speech: who says what in which words, found by rules of the language."""

from hashiya.suggest.claims.engine import ReportedSpeech

__all__ = ["ReportedSpeech"]
