"""The scheme: labels, attributes, roles and relations, as data that drives palette, keys, checks and exports."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hashiya.domain.annotation import Layer


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the interface's two languages."""

    ar: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in that language, the other one where it is empty."""
        return (self.ar or self.en) if language == "ar" else (self.en or self.ar)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour for light and one for dark, `#RRGGBB`."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the marked part between ⟦ and ⟧, and what it shows."""

    text: str
    comment: Words = Words("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A value of a layer: PERS, claim, supports, HEADLINE; known by its key.

    `hotkey` is a stroke or None; `shown` puts it in the palette; `retired` keeps it but offers it no more; `head`
    and `tail` (relations only) are the label keys that may stand at the ends; `dimmed` (regions only) veils the text.
    """

    key: str
    name: Words
    short: Words
    hotkey: str | None = None
    colour: Colour | None = None
    shown: bool = True
    retired: bool = False
    imported: bool = False
    symmetric: bool = False
    dimmed: bool = False
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    guideline: Words = Words("", "")
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that an attribute can have."""

    key: str
    name: Words
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A named choice on an annotation: closed values; `default` None means that it starts empty.

    `labels` limits it to those labels of the layer (empty: all). `only_while` is (attribute, value): it may be set
    only while that attribute has that value, and is cleared when it stops. `prominent` shows it in the card always.
    """

    key: str
    name: Words
    values: tuple[Value, ...]
    default: str | None = None
    labels: tuple[str, ...] = ()
    only_while: tuple[str, str] | None = None
    prominent: bool = False
    retired: bool = False

    def value(self, key: str) -> Value | None:
        """The value with this key."""
        return next((value for value in self.values if value.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of a claim. `most` None means without limit; `fillers` among mention, claim, referent, span."""

    key: str
    name: Words
    short: Words
    hotkey: str | None = None
    colour: Colour | None = None
    most: int | None = None
    fillers: tuple[str, ...] = ("mention", "referent", "span")
    labels: tuple[str, ...] = ()
    retired: bool = False
    guideline: Words = Words("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerPlan:
    """One layer's labels and attributes; `overlap` is `any`, `nested` or `none`."""

    labels: tuple[Label, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    overlap: str = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The whole plan of a project. Labels, attributes and values are known by key, never by their text."""

    key: str
    name: Words
    version: str = "1"
    entities: LayerPlan = field(default_factory=LayerPlan)
    claims: LayerPlan = field(default_factory=LayerPlan)
    roles: tuple[Role, ...] = ()
    regions: LayerPlan = field(default_factory=LayerPlan)
    relations: LayerPlan = field(default_factory=LayerPlan)
    article_labels: tuple[Attribute, ...] = ()

    def layer(self, layer: Layer) -> LayerPlan:
        """The plan of one layer."""
        plans = {
            Layer.ENTITIES: self.entities,
            Layer.CLAIMS: self.claims,
            Layer.REGIONS: self.regions,
            Layer.RELATIONS: self.relations,
        }
        return plans[layer]

    def with_layer(self, layer: Layer, plan: LayerPlan) -> Scheme:
        """The scheme with another plan of that layer."""
        match layer:
            case Layer.ENTITIES:
                return replace(self, entities=plan)
            case Layer.CLAIMS:
                return replace(self, claims=plan)
            case Layer.REGIONS:
                return replace(self, regions=plan)
            case Layer.RELATIONS:
                return replace(self, relations=plan)

    def label(self, layer: Layer, key: str) -> Label | None:
        """The label of that layer with that key, retired ones too."""
        return next((label for label in self.layer(layer).labels if label.key == key), None)

    def role(self, key: str) -> Role | None:
        """The role with that key, retired ones too."""
        return next((role for role in self.roles if role.key == key), None)

    def attributes(self, layer: Layer, label: str) -> tuple[Attribute, ...]:
        """The attributes that an annotation with that label has, in the scheme's order."""
        return tuple(a for a in self.layer(layer).attributes if not a.labels or label in a.labels)
