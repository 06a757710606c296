"""The engines by name, and what the program knows of them without them."""

from __future__ import annotations

ENGINES = (
    "gazetteer", "names", "dates", "numbers", "titles", "persons", "claims", "learned", "camel", "regions", "referents"
)  # fmt: skip
"""Every engine's name, in the order in which people see them."""

BOILERPLATE = "BOILERPLATE"
"""The label of regions in which nothing is proposed."""
