"""The names of the controls that our labelling configuration has, and the configuration itself."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import LayerPlan, Scheme

TEXT = "text"
ROLES = "roles"
RESTATEMENT = "claims_restatement"
ROLE = "role:"
"""What stands before the label of a relation that fills a role."""
LAYERS = {"entities": Layer.ENTITIES, "claims": Layer.CLAIMS, "regions": Layer.REGIONS}


def attribute_control(control: str, key: str) -> str:
    """The control for an attribute of the marks of another control."""
    return f"{control}_{key}"


def attribute_key(control: str, name: str) -> str:
    """The attribute that a control stands for."""
    return name.removeprefix(f"{control}_") if control in LAYERS else name


def labelling_config(scheme: Scheme) -> bytes:
    """What may be marked, as Label Studio's configuration."""
    return "\n".join(_lines(scheme)).encode()


def _lines(scheme: Scheme) -> Iterator[str]:
    yield "<View>"
    # Without it Label Studio folds spaces, and every offset behind them is wrong.
    yield "  <Style>.htx-text{ white-space: pre-wrap; direction: rtl; }</Style>"
    yield "  <Relations>"
    values = [label.key for label in scheme.relations.labels] + [ROLE + role.key for role in scheme.roles]
    yield from (f"    <Relation value={quoteattr(value)}/>" for value in values)
    yield "  </Relations>"
    for control, plan in (("entities", scheme.entities), ("claims", scheme.claims), ("regions", scheme.regions)):
        yield from _labels(control, plan)
    yield f'  <Labels name="{ROLES}" toName="{TEXT}">'
    yield from (f"    <Label value={quoteattr(role.key)} hint={quoteattr(role.name.ar)}/>" for role in scheme.roles)
    yield "  </Labels>"
    yield f'  <Text name="{TEXT}" value="${TEXT}"/>'
    yield f'  <TextArea name="{RESTATEMENT}" toName="{TEXT}" perRegion="true" whenTagName="claims"/>'
    yield "</View>\n"


def _labels(control: str, plan: LayerPlan) -> Iterator[str]:
    yield f'  <Labels name="{control}" toName="{TEXT}">'
    for label in plan.labels:
        colour = f" background={quoteattr(label.colour.light)}" if label.colour else ""
        yield f"    <Label value={quoteattr(label.key)} hint={quoteattr(label.name.ar)}{colour}/>"
    yield "  </Labels>"
    for one in plan.attributes:
        name = quoteattr(attribute_control(control, one.key))
        yield f'  <Choices name={name} toName="{TEXT}" perRegion="true" whenTagName="{control}" choice="single">'
        yield from (
            f"    <Choice value={quoteattr(value.key)} hint={quoteattr(value.name.ar)}/>" for value in one.values
        )
        yield "  </Choices>"
