"""Scheme files: read, written, read again; and every fault by its key's path."""

from __future__ import annotations

import tomllib

import pytest
from hashiya.domain.faults import FileFault
from hashiya.domain.scheme import Colour, Example, Label, LayerPlan, Role, Scheme, Value, Words
from hashiya.exchange.scheme_file import read_scheme, scheme_faults, write_scheme
from hashiya.exchange.toml_text import toml_text
from hashiya.exchange.wording import fault_sentence
from hashiya.resources import resource
from hashiya.resources.messages import Messages
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import attribute, scheme

SHIPPED = resource("schemes/news-claims.toml").read_text("utf-8")

texts = st.text(st.characters(exclude_categories=["Cs"]))
any_words = st.builds(Words, texts, texts)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """A scheme with texts of every sort."""
    keys = draw(st.lists(st.text("ABCأبت-_.", min_size=1), unique=True, max_size=3))
    labels = tuple(
        Label(
            key=key,
            name=draw(any_words),
            short=draw(any_words),
            hotkey=draw(st.none() | st.just(str(number))),
            colour=draw(st.none() | st.just(Colour("#12ab34", "#FFFFFF"))),
            shown=draw(st.booleans()),
            retired=draw(st.booleans()),
            imported=draw(st.booleans()),
            guideline=draw(any_words),
            examples=tuple(draw(st.lists(st.builds(Example, texts, any_words), max_size=2))),
        )
        for number, key in enumerate(keys)
    )
    values = tuple(Value(key=key, name=draw(any_words), retired=draw(st.booleans())) for key in keys)
    attributes = (
        (attribute("a", *keys, default=draw(st.sampled_from(keys)), prominent=draw(st.booleans())),) if keys else ()
    )
    return Scheme(
        key="k" + draw(texts),
        name=draw(any_words),
        version=draw(texts),
        entities=LayerPlan(
            labels=labels, attributes=attributes, overlap=draw(st.sampled_from(["any", "nested", "none"]))
        ),
        claims=LayerPlan(labels=(Label(key="claim", name=Words("", ""), short=Words("", "")),)),
        roles=tuple(
            Role(key=key, name=draw(any_words), short=draw(any_words), most=draw(st.none() | st.just(2)))
            for key in keys
        ),
        article_labels=tuple(attribute(key, *(value.key for value in values)) for key in keys),
    )


@settings(deadline=None)
@given(schemes())
def test_a_written_scheme_reads_back_equal(made: Scheme) -> None:
    assert read_scheme(write_scheme(made), file="s.toml") == made


def test_the_shipped_scheme_reads_and_comes_back_equal() -> None:
    shipped = read_scheme(SHIPPED, file="news-claims.toml")
    assert read_scheme(write_scheme(shipped), file="s.toml") == shipped
    assert read_scheme(write_scheme(scheme()), file="s.toml") == scheme()


def test_one_language_and_no_short_name_are_enough() -> None:
    text = (
        'format = "hashiya-scheme/1"\nkey = "k"\nname = {ar = "م"}\n[[entities.labels]]\nkey = "A"\nname = {en = "a"}\n'
    )
    found = read_scheme(text, file="s.toml")
    assert found.name == Words("م", "")
    assert found.entities.labels[0].short == Words("", "a")


BROKEN = {
    '"#3D4BCD"|"#12"': ("bad_colour", "entities.labels[0].colour.light", '"#12"'),
    '"#3D4BCD"|12': ("not_text", "entities.labels[0].colour.light", "12"),
    'hotkey = "2"|hotkey = "1"': ("hotkey_taken", "entities.labels[1].hotkey", '"1"'),
    'key = "OCC"\n|key = "PERS"\n': ("key_taken", "entities.labels[1].key", '"PERS"'),
    "shown = true|shwon = true": ("unknown_key", "entities.labels[0].shwon", '"shwon"'),
    '[entities]\noverlap = "any"|[entities]\noverlap = "all"': ("not_one_of", "entities.overlap", '"all"'),
    'key = "PERS"\n|': ("missing_key", "entities.labels[0].key", None),
    'version = "1"|version = 1': ("not_text", "version", "1"),
    'format = "hashiya-scheme/1"|format = "other"': ("wrong_format", "format", '"other"'),
    'default = "name"|default = "nome"': ("unknown_value", "entities.attributes[0].default", '"nome"'),
}


@pytest.mark.parametrize("change", BROKEN)
def test_a_fault_names_the_keys_path_and_the_value(change: str) -> None:
    before, after = change.split("|")
    code, field, found = BROKEN[change]
    assert before in SHIPPED
    text = SHIPPED.replace(before, after, 1)
    with pytest.raises(FileFault) as caught:
        read_scheme(text, file="mine.toml")
    fault = caught.value.fault
    assert (fault.code, fault.field, fault.found, fault.file) == (code, field, found, "mine.toml")
    for language in ("ar", "en"):
        assert field in fault_sentence(fault, Messages(language))


SMALL = """format = "hashiya-scheme/1"
key = "k"
name = {ar = "م", en = "s"}
[[entities.labels]]
key = "A"
name = {ar = "أ", en = "a"}
[[claims.labels]]
key = "claim"
name = {ar = "ا", en = "c"}
"""
BROKEN_PARTS = {
    '[[relations.labels]]\nkey="r"\nname={ar="ع"}\nhead=["B"]': ("unknown_label", "relations.labels[0].head[0]"),
    '[[relations.labels]]\nkey="r"\nname={ar="ع"}\nsymmetric=true\nhead=["A"]': (
        "symmetric_ends",
        "relations.labels[0].tail",
    ),
    '[[regions.labels]]\nkey="r"\nname={ar="ع"}\nhead=["A"]': ("only_relations", "regions.labels[0].head"),
    '[[relations.labels]]\nkey="r"\nname={ar="ع"}\ndimmed=true': ("only_regions", "relations.labels[0].dimmed"),
    '[[roles]]\nkey="r"\nname={ar="ع"}\nfillers=["verb"]': ("not_one_of", "roles[0].fillers[0]"),
    '[[roles]]\nkey="r"\nname={ar="ع"}\nmost=0': ("too_small", "roles[0].most"),
    '[[roles]]\nkey="r"\nname={ar="ع"}\nlabels=["Z"]': ("unknown_label", "roles[0].labels[0]"),
    '[[claims.attributes]]\nkey="a"\nname={ar="ع"}\nvalues=[]': ("no_values", "claims.attributes[0].values"),
    '[[claims.attributes]]\nkey="a"\nname={ar="ع"}\nvalues=[{key="v",name={ar=""}},{key="v",name={ar=""}}]': (
        "key_taken",
        "claims.attributes[0].values[1].key",
    ),
    '[[claims.attributes]]\nkey="a"\nname={ar="ع"}\nvalues=[{key="v",name={ar=""}}]\nonly_while=["b","v"]': (
        "unknown_attribute",
        "claims.attributes[0].only_while[0]",
    ),
    '[[claims.attributes]]\nkey="a"\nname={ar="ع"}\nvalues=[{key="v",name={ar=""}}]\nlabels=["A"]': (
        "unknown_label",
        "claims.attributes[0].labels[0]",
    ),
    '[[article_labels]]\nkey=""\nname={ar="ع"}\nvalues=[{key="v",name={ar=""}}]': (
        "empty_text",
        "article_labels[0].key",
    ),
}


@pytest.mark.parametrize("part", BROKEN_PARTS)
def test_what_does_not_hold_between_the_parts_is_a_fault(part: str) -> None:
    code, field = BROKEN_PARTS[part]
    assert scheme_faults(SMALL, file="s.toml") == []
    fault = scheme_faults(SMALL + part, file="s.toml")[0]
    assert (fault.code, fault.field) == (code, field)


def test_region_keys_may_be_those_of_entities() -> None:
    text = (
        SMALL.replace('key = "A"', 'key = "A"\nhotkey = "1"') + '[[regions.labels]]\nkey="R"\nname={ar=""}\nhotkey="1"'
    )
    assert scheme_faults(text, file="s.toml") == []
    role = '[[roles]]\nkey="r"\nname={ar=""}\nhotkey="1"'
    assert [fault.code for fault in scheme_faults(text + "\n" + role, file="s.toml")] == ["hotkey_taken"]


def test_broken_toml_is_told_with_its_line() -> None:
    fault = scheme_faults(SMALL.replace('key = "A"', "key = A"), file="s.toml")[0]
    assert (fault.code, fault.line) == ("not_toml", 5)
    assert scheme_faults(SMALL + 'x = "', file="s.toml")[0].line is not None


def test_every_fault_is_listed() -> None:
    text = SMALL + '[[roles]]\nkey="r"\nname={ar="ع"}\nmost=0\nfillers=["verb"]\nhotkey=""'
    assert [fault.code for fault in scheme_faults(text, file="s.toml")] == ["too_small", "not_one_of", "empty_text"]


def test_toml_text_escapes_what_toml_does_not_allow() -> None:
    awkward = {"a b": 'x"\\\n\t\x00\x7f\u2028😀', "n": -3, "flags": [True, False], "t": {"k": "v"}}
    assert tomllib.loads(toml_text({"table": awkward})) == {"table": awkward}
