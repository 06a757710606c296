"""The configuration beside the articles: what brat offers to mark, and by it what is a region when it comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hashiya.domain.scheme import LayerPlan, Scheme
from hashiya.exchange.brat.names import safe, safe_role

REGIONS = "!Regions"
ROLES = "!Roles"
CONTENT = "content"
_HEAD = re.compile(r"\[(\w+)\]\s*$")


@dataclass(frozen=True, slots=True)
class Known:
    """The types that a configuration names under our headings; `roles` is None where it has no such heading."""

    regions: frozenset[str] = frozenset()
    roles: frozenset[str] | None = None


def known_types(text: str) -> Known:
    """What the configuration tells of text-bound annotations."""
    found: dict[str, set[str]] = {}
    section, heading = "", ""
    for line in text.split("\n"):
        head = _HEAD.match(line)
        if head:
            section, heading = head[1], ""
        elif section == "entities" and line.strip() and not line.startswith("#"):
            if line[0] not in " \t":
                heading = line.strip()
                found.setdefault(heading, set())
            else:
                found.setdefault(heading, set()).add(line.split()[0])
    roles = found.get(ROLES)
    return Known(frozenset(found.get(REGIONS, ())), None if roles is None else frozenset(roles))


class Types:
    """The types of text-bound annotations: each label's and role's own, also where two have one key."""

    def __init__(self, scheme: Scheme) -> None:
        self._entities = {safe(label.key) for label in scheme.entities.labels}
        self._regions: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        for label in scheme.regions.labels:
            self.region(label.key)
        for role in scheme.roles:
            self.role(role.key)

    def region(self, key: str) -> str:
        """The type of that region label."""
        if key not in self._regions:
            self._regions[key] = self._free(safe(key), self._entities)
        return self._regions[key]

    def role(self, key: str) -> str:
        """The type of a plain span that fills that role."""
        if key not in self._roles:
            self._roles[key] = self._free(safe_role(key), self._entities | set(self._regions.values()))
        return self._roles[key]

    @staticmethod
    def _free(name: str, taken: set[str]) -> str:
        while name in taken:
            name += "-"
        return name


def annotation_conf(scheme: Scheme, types: Types) -> bytes:
    """What may be marked, as annotation.conf."""
    return "\n".join(_annotation_lines(scheme, types)).encode()


def _annotation_lines(scheme: Scheme, types: Types) -> Iterator[str]:
    yield "[entities]"
    yield from (safe(label.key) for label in scheme.entities.labels)
    if scheme.regions.labels:
        yield REGIONS
        yield from (f"\t{types.region(label.key)}" for label in scheme.regions.labels)
    yield ROLES
    yield from (f"\t{types.role(key)}" for key in dict.fromkeys((CONTENT, *(role.key for role in scheme.roles))))
    yield "\n[relations]"
    yield "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"
    for label in scheme.relations.labels:
        kind = ", <REL-TYPE>:symmetric" if label.symmetric else ""
        head, tail = ("|".join(map(safe, keys)) or "<ANY>" for keys in (label.head, label.tail))
        yield f"{safe(label.key)}\tArg1:{head}, Arg2:{tail}{kind}"
    yield "\n[events]"
    roles = ", ".join(f"{safe_role(role.key)}{_many(role.most)}:<ANY>" for role in scheme.roles)
    for label in scheme.claims.labels:
        content = f"{CONTENT}?:{types.role(CONTENT)}"
        yield f"{safe(label.key)}\t{content}{', ' + roles if roles else ''}"
    yield "\n[attributes]"
    yield from _attributes(scheme)
    yield ""


def _many(most: int | None) -> str:
    return "?" if most == 1 else "*"


def _attributes(scheme: Scheme) -> Iterator[str]:
    seen: dict[str, tuple[list[str], list[str]]] = {}
    plans: tuple[tuple[str, LayerPlan], ...] = (
        ("<ENTITY>", scheme.entities),
        ("<ENTITY>", scheme.regions),
        ("<EVENT>", scheme.claims),
    )
    for ends, plan in plans:
        for one in plan.attributes:
            whose, values = seen.setdefault(safe(one.key), ([], []))
            whose += [ends] if ends not in whose else []
            values += [safe(value.key) for value in one.values if safe(value.key) not in values]
    for name, (whose, values) in seen.items():
        yield f"{name}\tArg:{'|'.join(whose)}, Value:{'|'.join(values)}"


def visual_conf(scheme: Scheme, types: Types) -> bytes:
    """How brat shows it, as visual.conf: names in Arabic and colours."""
    lines = ["[labels]"]
    named = [(safe(one.key), one) for plan in (scheme.entities, scheme.claims, scheme.relations) for one in plan.labels]
    named += [(types.region(one.key), one) for one in scheme.regions.labels]
    lines += [f"{name} | {_plain(one.name.ar)} | {_plain(one.short.ar)}" for name, one in named]
    lines += [f"{safe_role(role.key)} | {_plain(role.name.ar)} | {_plain(role.short.ar)}" for role in scheme.roles]
    lines += ["", "[drawing]", "SPAN_DEFAULT fgColor:black, bgColor:lightgreen, borderColor:darken"]
    lines += [f"{name} bgColor:{one.colour.light}" for name, one in named if one.colour]
    return ("\n".join(lines) + "\n").encode()


def _plain(name: str) -> str:
    return re.sub(r"[|\s]+", " ", name).strip() or "-"


@lru_cache(64)
def types_in(data: bytes) -> Known:
    """What a configuration file tells; the same file is read once."""
    return known_types(data.decode("utf-8", "replace").replace("\r\n", "\n"))
