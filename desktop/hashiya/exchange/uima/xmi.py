"""A CAS in XMI, both ways, and its type system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hashiya.exchange.sources import Source
from hashiya.exchange.uima.cas import TYPES, Cas, Feature, Ref, Sofa, Structure
from hashiya.exchange.xml_in import escaped, local_name, parse_xml

_ID = "{http://www.omg.org/XMI}id"
_NO_PACKAGE = "uima.noNamespace."


def read_xmi(source: Source) -> Cas:
    """The file as a CAS; FileFault when it is no XML."""
    cas = Cas()
    for element in parse_xml(source):
        kind = _type_of(str(element.tag))
        number = _number(element.get(_ID))
        if kind == "uima.cas.Sofa" and number is not None:
            cas.sofas[number] = Sofa(number, element.get("sofaID") or "", element.get("sofaString"))
        elif kind == "uima.cas.View":
            sofa = _number(element.get("sofa"))
            members = (_number(one) for one in (element.get("members") or "").split())
            if sofa is not None:
                cas.members.setdefault(sofa, set()).update(one for one in members if one is not None)
        elif kind != "uima.cas.NULL" and number is not None:
            features: dict[str, Feature] = {
                str(k): str(v) for k, v in element.attrib.items() if not str(k).startswith("{")
            }
            for child in element:
                features.setdefault(local_name(child), child.text or "")
            cas.structures[number] = Structure(number, kind, features)
    return cas


def _number(text: str | None) -> int | None:
    return int(text) if text and len(text) < 12 and text.isascii() and text.isdecimal() else None


def _type_of(tag: str) -> str:
    """`{http:///a/b.ecore}C` is the type a.b.C."""
    space, _, name = tag.removeprefix("{").rpartition("}")
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return f"{package}.{name}".removeprefix(_NO_PACKAGE).removeprefix("noNamespace.")


def xmi_of(sofa: Sofa, structures: Iterable[Structure]) -> Iterator[str]:
    """The pieces of the file."""
    known = list(structures)
    spaces = sorted({one.type.rpartition(".")[0] for one in known})
    declared = "".join(f' xmlns:n{number}="http:///{_path(one)}.ecore"' for number, one in enumerate(spaces))
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
        f'xmlns:cas="http:///uima/cas.ecore"{declared} xmi:version="2.0">\n  <cas:NULL xmi:id="0"/>\n'
    )
    for one in known:
        package, _, name = one.type.rpartition(".")
        features = "".join(f' {key}="{_value(value)}"' for key, value in one.features.items())
        yield f'  <n{spaces.index(package)}:{name} xmi:id="{one.id}"{features}/>\n'
    text = escaped(sofa.text or "")
    yield (
        f'  <cas:Sofa xmi:id="{sofa.id}" sofaNum="1" sofaID="{sofa.name}" mimeType="text" sofaString="{text}"/>\n'
        f'  <cas:View sofa="{sofa.id}" members="{" ".join(str(one.id) for one in known)}"/>\n</xmi:XMI>\n'
    )


def _path(package: str) -> str:
    return package.replace(".", "/")


def _value(value: Feature) -> str:
    if isinstance(value, Ref):
        return str(value.id)
    if isinstance(value, list):
        return " ".join(str(one.id) for one in value)
    return escaped(str(value))


def type_system() -> str:
    """The types that are written, as a type system description."""
    types = "".join(
        f"    <typeDescription>\n      <name>{name}</name>\n      <description/>\n"
        f"      <supertypeName>{parent}</supertypeName>\n      <features>\n"
        + "".join(_feature(key, kind) for key, kind in features.items())
        + "      </features>\n    </typeDescription>\n"
        for name, (parent, features) in TYPES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n  <types>\n'
        f"{types}  </types>\n</typeSystemDescription>\n"
    )


def _feature(name: str, kind: str) -> str:
    element = kind.removesuffix("[]")
    array = f"          <elementType>{element}</elementType>\n" if element != kind else ""
    ranged = "uima.cas.FSArray" if element != kind else kind
    return (
        f"        <featureDescription>\n          <name>{name}</name>\n          <description/>\n"
        f"          <rangeTypeName>{ranged}</rangeTypeName>\n{array}        </featureDescription>\n"
    )
