"""The engines by name."""

from __future__ import annotations

ENGINES = (
    "gazetteer", "names", "dates", "numbers", "titles", "persons", "claims", "learned", "camel", "regions", "referents"
)  # fmt: skip
"""Every engine's name, in the order in which people see them."""
