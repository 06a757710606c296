"""The bill of materials: what the packages are made of, in CycloneDX 1.6, for whoever must look for a weak release."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from notices import Part
from product import NAME, version

SPEC_VERSION = "1.6"


def bill(parts: Iterable[Part], *, python: str, when: str) -> str:
    """The bill as JSON; `python` is its release, `when` an ISO time. The same parts give the same bytes."""
    listed = list(parts)
    document: dict[str, Any] = {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPEC_VERSION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, _key(listed))}",
        "version": 1,
        "metadata": {
            "timestamp": when,
            "component": {
                "type": "application",
                "bom-ref": NAME,
                "name": NAME,
                "version": version(),
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": [_python(python), *(_component(part) for part in listed)],
        "dependencies": [{"ref": NAME, "dependsOn": ["python", *(_reference(part) for part in listed)]}],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _key(parts: Iterable[Part]) -> str:
    return " ".join([f"{NAME}=={version()}", *(f"{part.name}=={part.version}" for part in parts)])


def _reference(part: Part) -> str:
    return f"pkg:pypi/{part.name}@{part.version}"


def _python(release: str) -> dict[str, Any]:
    named = {"license": {"id": "PSF-2.0"}}
    return {"type": "platform", "bom-ref": "python", "name": "python", "version": release, "licenses": [named]}


def _component(part: Part) -> dict[str, Any]:
    reference = _reference(part)
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": reference,
        "name": part.name,
        "version": part.version,
        "purl": reference,
        "licenses": [{"license": {"name": part.licence}}],
    }
    if part.page:
        component["externalReferences"] = [{"type": "website", "url": part.page}]
    return component
