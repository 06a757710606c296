"""A project of everything that formats stumble over, in memory."""

from __future__ import annotations

from dataclasses import replace

from hashiya.domain.annotation import AnyAnnotation, Filler
from hashiya.domain.article import Status
from hashiya.domain.links import Cluster, Referent
from hashiya.domain.scheme import LayerPlan
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Span

from tests.builders import (
    OMAR,
    SARA,
    article,
    attribute,
    claim,
    cluster,
    content,
    entity,
    filled_by,
    label,
    referent,
    region,
    relation,
    scheme,
)
from tests.exchange.memory import MemorySnapshot

HARD = (
    "  =عنوان 😀 فيه <وسم> & ]]> و\"اقتباس\" 'مفرد'\n\n"
    "قال وزير الخارجية محمد جواد ظريف\u200f إن بلاده\u00a0لن تتفاوض 👩‍👩‍👧 تحت الضغط.\n"
    "#Text=سطر\tبعلامة جدولة و\\شرطة و{قوس} [3] و_ و* و|.\u2028وفاصل\u0085آخر اَلْعَـرَبُ\n"
    "وقالت واشنطن إن طهران قالت إنها لن تقبل، وأضافت: 2020-07-22. \n\n"
)
PLAIN = "أكدت برلين أن المحادثات لم تنته. وردت باريس بالنفي.\n"
NAMES = ("مقال/1: «كذا»?", "CON", "100%41.txt", ".hidden ", "d82156b5")


def find(words: str, text: str = HARD) -> tuple[int, int]:
    """Where the words stand."""
    start = text.index(words)
    return start, start + len(words)


def nasty() -> MemorySnapshot:
    """Every kind of annotation on two articles, and three with hardly anything."""
    plan = scheme(
        claims=LayerPlan(
            labels=(label("claim", hotkey="c"), label("rumour")),
            attributes=(attribute("quote_form", "direct", "indirect", default="indirect"), attribute("sure", "نعم")),
        ),
        entities=LayerPlan(
            labels=(label("PERS"), label("LOC"), label("ORG"), label("MIS-2"), label("منصب")),
            attributes=(attribute("mention", "name", "nominal", "pronoun", default="name"),),
        ),
    )
    zarif = referent(aliases=("ظريف", "وزير; الخارجية"), external={"wikidata": "Q212648"}, note="سطر\nثان")
    tehran = referent("طهران", label="LOC")
    group = cluster("رفض التفاوض")
    first, second = _first(zarif, tehran, group), _second(group)
    cross = relation(first.claims[0], second.claims[0], label="same_as")
    first = replace(first, relations=(*first.relations, cross))
    bare = [content(f"نص قصير {number}.\n", name=name) for number, name in enumerate(NAMES[2:])]
    return MemorySnapshot([first, second, *bare], scheme=plan, register=(zarif, tehran), groups=(group,))


def _first(zarif: Referent, tehran: Referent, group: Cluster) -> ArticleContent:
    of = article(
        HARD,
        name=NAMES[0],
        meta={"title": 'عنوان, "بفاصلة"', "source": "=1+1", "published": "2020-07-22", "x": [1, {"a": None}]},
        status=Status.DONE,
        progress={SARA.id: Status.DONE, OMAR.id: Status.IN_PROGRESS},
        labels={"genre": "news"},
        note="ملاحظة\nفي سطرين\tوجدول",
        extra={"x_own": {"a": 1}},
    )
    minister = entity(of, find("وزير الخارجية"), label="منصب", attributes={"mention": "nominal"})
    name = entity(of, find("محمد جواد ظريف"), referent=zarif.id, note='=ملاحظة «"»\nسطر')
    nested = entity(of, find("جواد"), label="PERS", score=0.5, origin="corrected:names")
    split = entity(of, find("وزير"), find("محمد"), find("ظريف"), label="ORG")
    same = entity(of, find("محمد جواد ظريف"), label="LOC")
    omars = entity(of, find("محمد جواد ظريف"), owner=OMAR.id, annotator=OMAR.id)
    after = entity(of, find("واشنطن"), label="LOC", origin="imported:other")
    city = entity(of, find("طهران"), label="LOC", referent=tehran.id, attributes={"mention": None})
    custom = entity(of, find("2020-07-22"), label="MIS-2")
    edge = entity(of, (len(HARD) - 2, len(HARD)), label="ORG")
    start = entity(of, (0, 3), label="ORG")
    lines = entity(of, find("مفرد'\n\nقال"), label="ORG")
    inner = claim(
        of,
        find("لن تقبل"),
        label="rumour",
        roles={"source": (filled_by(city),), "cue": (filled_by(Span(*find("قالت إنها"))),)},
    )
    outer = claim(
        of,
        find("لن تتفاوض"),
        find("تحت الضغط"),
        roles={
            "source": (filled_by(name), filled_by(minister), filled_by(zarif)),
            "cue": (Filler(fragments=(Span(*find("قال ")), Span(*find("إن بلاده")))),),
            "addressee": (filled_by(inner), filled_by(city)),
        },
        restatement='إيران لن تتفاوض،\n"تحت الضغط"',
        cluster=group.id,
        attributes={"quote_form": "direct", "sure": "نعم"},
        note="ملاحظة",
    )
    held = relation(name, minister, label="same_as", attributes={"strength": "قوي"}, note="سبب")
    supports = relation(inner, outer)
    again = relation(city, after, label="same_as", owner=OMAR.id, annotator=OMAR.id)
    regions = [region(of, find("=عنوان 😀 فيه")), region(of, find("وفاصل"), find("اَلْعَـرَبُ"), label="BOILERPLATE")]
    marks: list[AnyAnnotation] = [
        minister,
        name,
        nested,
        split,
        same,
        omars,
        after,
        city,
        custom,
        edge,
        start,
        lines,
        inner,
        outer,
    ]
    return replace(content(HARD, *marks, *regions, held, supports, again), article=of)


def _second(group: Cluster) -> ArticleContent:
    of = article(PLAIN, name=NAMES[1], meta={"title": "قصير"})
    said = claim(of, find("المحادثات لم تنته", PLAIN), cluster=group.id)
    berlin = entity(of, find("برلين", PLAIN), label="LOC")
    return replace(content(PLAIN, said, berlin), article=of)
