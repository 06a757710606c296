"""A CAS as plain values: texts (sofas), and feature structures with their features as texts and ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

TOKEN_LAYERS = (
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.",
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.Tag",
    "de.tudarmstadt.ukp.clarin.webanno.api.type.",
)
"""Layers about tokens and the tool itself: what they say is no annotation of news."""
ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
CHAIN = "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceChain"
LINK = "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
CLAIM = "webanno.custom.Claim"
SLOT = "webanno.custom.ClaimRolesLink"
SLOT_SPAN = "webanno.custom.ClaimSpan"
REGION = "webanno.custom.Region"
RELATION = "webanno.custom.Relation"
ARTICLE = "hashiya.Article"
DETAILS = "hashiya"
"""The feature that keeps, as JSON, what the layers of INCEpTION have no feature for."""

STRING, INTEGER = "uima.cas.String", "uima.cas.Integer"
ANNOTATION, TOP = "uima.tcas.Annotation", "uima.cas.TOP"
TYPES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    METADATA: (
        "uima.tcas.DocumentAnnotation",
        {"documentTitle": STRING, "documentId": STRING},
    ),
    ENTITY: (ANNOTATION, {"value": STRING, "identifier": STRING, DETAILS: STRING}),
    CLAIM: (ANNOTATION, {"label": STRING, "roles": f"{SLOT}[]", DETAILS: STRING}),
    SLOT: (TOP, {"role": STRING, "target": ANNOTATION, DETAILS: STRING}),
    SLOT_SPAN: (ANNOTATION, {DETAILS: STRING}),
    REGION: (ANNOTATION, {"value": STRING, DETAILS: STRING}),
    RELATION: (ANNOTATION, {"label": STRING, "Governor": ANNOTATION, "Dependent": ANNOTATION, DETAILS: STRING}),
    ARTICLE: (TOP, {DETAILS: STRING}),
}
"""The type system that is written: each type with its parent and features."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of another structure, as a feature's value."""

    id: int


Feature = str | int | Ref | list[Ref]


@dataclass(slots=True)
class Structure:
    """One feature structure; of a file that was read all features are texts, lists of texts or ids."""

    id: int
    type: str
    features: dict[str, Feature]

    @property
    def name(self) -> str:
        """The type's name without its package."""
        return self.type.rpartition(".")[2]

    def text(self, name: str) -> str | None:
        """A feature that is text or a number."""
        found = self.features.get(name)
        return None if found is None or isinstance(found, Ref | list) else str(found)

    def number(self, name: str) -> int | None:
        """A feature that is a whole number."""
        found = self.text(name)
        if found is None or len(found) > 12 or not found.lstrip("-").isdecimal():
            return None
        try:
            return int(found)
        except ValueError:
            return None

    def refs(self, name: str) -> list[int]:
        """The ids that a feature holds; a text of numbers is taken for them, as XMI does not tell."""
        found = self.features.get(name)
        if isinstance(found, Ref):
            return [found.id]
        if isinstance(found, list):
            return [one.id for one in found]
        parts = str(found).split() if found is not None else []
        return (
            [int(part) for part in parts] if all(len(p) < 12 and p.isdecimal() and p.isascii() for p in parts) else []
        )


@dataclass(slots=True)
class Sofa:
    """One text of a CAS."""

    id: int
    name: str
    text: str | None


@dataclass(slots=True)
class Cas:
    """One file."""

    sofas: dict[int, Sofa] = field(default_factory=dict)
    structures: dict[int, Structure] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)

    def indexed(self, sofa: Sofa) -> Iterator[Structure]:
        """What the sofa's view lists; all that points to the sofa when no view is there."""
        members = self.members.get(sofa.id)
        for one in self.structures.values():
            if one.id in members if members is not None else one.refs("sofa") == [sofa.id]:
                yield one
