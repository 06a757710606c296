"""Corpora and texts out and in: one module per format or part, reading and writing plain values."""
