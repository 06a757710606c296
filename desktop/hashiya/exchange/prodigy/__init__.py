"""Prodigy's tasks, and the files that spaCy trains from: offsets in code points."""
