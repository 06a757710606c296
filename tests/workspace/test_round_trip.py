"""From a project to a corpus to a project to a corpus: the same bytes, whatever stands in the text."""

from __future__ import annotations

import itertools
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler
from hashiya.domain.article import Status, digest
from hashiya.domain.ids import SHARED
from hashiya.domain.links import Relation
from hashiya.domain.span import Span, join
from hashiya.exchange.choices import ExportChoices, Split
from hashiya.exchange.jsonl_reader import check_corpus, read_corpus
from hashiya.exchange.line import CorpusAnnotation
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hashiya.workspace.exporting import export_corpus, incomplete
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders as b
from tests.workspace.hands import Person, bring, done, everything, exported, filler

LETTERS = st.sampled_from(
    [
        *"ابتةىءأإآؤئ و،؛؟.«»\n\t",
        "\u064b\u0651\u0670",  # marks
        "\u0640",  # tatweel
        "\u200b\u200c\u200d\u2060\ufeff",  # zero width
        "\u00a0\u202f",  # spaces that do not break
        "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2069",  # bidi controls
        "\u2028\u2029\u0085",  # other line ends
        "😀👨‍👩‍👧🇸🇾",
        "Latin 123 ٤٥",
        '"\\/\u0001\u001f\u007f',
        "\ufdd0\ufffe\U0010ffff",
    ]
)
TEXTS = st.lists(LETTERS, min_size=4, max_size=30).map("".join).filter(lambda text: len(text.strip()) > 6)
VALUES = st.one_of(
    st.none(), st.integers(-9, 9), st.booleans(), st.text(max_size=5), st.lists(st.integers(), max_size=2)
)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@st.composite
def fragments(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    spans = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(Span(start, draw(st.integers(start + 1, len(text)))))
    return join(spans)


@st.composite
def contents(draw: st.DrawFn, number: int) -> tuple[Any, str, list[AnyAnnotation]]:
    """An article with mentions, claims and regions, as any program might have made them."""
    text = f"{number} {draw(TEXTS)}"
    owners = st.sampled_from([b.SARA.id, b.OMAR.id])
    article = b.article(
        text,
        name=f"مقال {number}",
        meta={"title": draw(WORDS), draw(WORDS) or "k": draw(VALUES)},
        status=draw(st.sampled_from(list(Status))),
        progress={b.OMAR.id: draw(st.sampled_from(list(Status)))},
        labels={"genre": "news"} if draw(st.booleans()) else {},
        note=draw(st.one_of(st.none(), WORDS.filter(bool))),
    )
    made: list[AnyAnnotation] = [
        b.entity(
            article,
            *draw(fragments(text)),
            owner=draw(owners),
            label=draw(st.sampled_from(["PERS", "GPE"])),
            attributes={"mention": "pronoun"} if draw(st.booleans()) else {},
            note=draw(st.one_of(st.none(), WORDS.filter(bool))),
            origin=draw(st.sampled_from(["human", "imported:brat", "corrected:imported:brat", "suggested:x"])),
            score=draw(st.one_of(st.none(), st.integers(0, 10000).map(lambda n: n / 10000))),
            extra={"x_more": draw(VALUES)} if draw(st.booleans()) else {},
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    for _ in range(draw(st.integers(0, 3))):
        roles: dict[str, tuple[Filler, ...]] = {}
        owner = draw(owners)
        for role in draw(st.sets(st.sampled_from(["source", "cue", "target"]))):
            spans = [Filler(fragments=draw(fragments(text))) for _ in range(draw(st.integers(1, 2)))]
            others = [filler(one) for one in made if one.owner == owner and draw(st.booleans())]
            roles[role] = tuple(dict.fromkeys([*others, *spans]))
        made.append(
            b.claim(
                article,
                *draw(fragments(text)),
                owner=owner,
                roles=roles,
                restatement=draw(st.one_of(st.none(), WORDS.filter(bool))),
                attributes={"source_form": draw(st.sampled_from([None, "writer"]))} if draw(st.booleans()) else {},
            )
        )
    if draw(st.booleans()):
        made.append(b.region(article, *draw(fragments(text)), label="LEAD", owner=SHARED))
    return article, text, made


@st.composite
def projects(draw: st.DrawFn) -> tuple[list[tuple[Any, str, list[AnyAnnotation]]], list[Relation]]:
    """Up to three articles, and relations within and across them."""
    articles = [draw(contents(number)) for number in range(draw(st.integers(1, 3)))]
    claims = [one for _, _, made in articles for one in made if isinstance(one, Claim)]
    mentions = [one for _, _, made in articles for one in made if isinstance(one, EntityMention)]
    relations = []
    for some, label in ((claims, "supports"), (mentions, "located_in")):
        for one, two in itertools.pairwise(some):
            relations.append(b.relation(one.id, two.id, label=label, owner=one.owner, annotator=one.owner))
    return articles, [one for one in relations if draw(st.booleans())]


@pytest.mark.slow
def test_whatever_stands_in_the_text_comes_back(seeds_project: Path) -> None:
    folder = Path(tempfile.mkdtemp())
    bare = folder / "bare.hashiya"
    shutil.copy(seeds_project, bare)
    with ProjectFile.open(bare) as project:
        project.apply(b.step(b.change(None, b.OMAR), name="annotator", ids=project.ids))
        (seeds,) = project.imports()
        project.take_back_import(seeds.id)

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(projects())
    def check(drawn: tuple[list[tuple[Any, str, list[AnyAnnotation]]], list[Relation]]) -> None:
        articles, relations = drawn
        one, two = folder / "one.hashiya", folder / "two.hashiya"
        for path in (one, two):
            shutil.copy(bare, path)
        with ProjectFile.open(one) as project:
            things = []
            for article, text, made in articles:
                project.add_text(text)
                things += [article, *made]
            step = b.step(*(b.change(None, thing) for thing in (*things, *relations)), ids=project.ids)
            project.apply(step)
            first = exported(project, folder / "a.jsonl")
            whole = everything(project)
        assert check_corpus(folder / "a.jsonl") == []
        with ProjectFile.open(two) as project:
            report = bring(project, folder / "a.jsonl")
            assert (report.failures, report.warnings, report.relations_left_out) == ([], [], 0)
            assert exported(project, folder / "b.jsonl") == first
            assert everything(project) == whole
            again = bring(project, folder / "a.jsonl")
            assert (again.articles, again.annotations, again.relations, again.conflicts) == (0, 0, 0, [])
        assert check_file(two) == []
        for (article, text, _), line in zip(articles, read_corpus(folder / "b.jsonl"), strict=True):
            assert (line.text, line.sha256, line.id) == (text, digest(text), article.id)
            marks: list[CorpusAnnotation] = [*line.entities, *line.claims, *line.regions]
            for mark in marks:
                assert mark.text == " ".join(text[start:end] for start, end in mark.fragments)

    check()
    shutil.rmtree(folder)


def test_the_sample_comes_back_byte_for_byte(sample_path: Path, tmp_path: Path) -> None:
    with ProjectFile.open(sample_path) as project:
        first = exported(project, tmp_path / "a.jsonl")
        whole = everything(project)
        scheme, people = project.scheme(), project.annotators()
    assert first.count(b"\n") == 5
    path = tmp_path / "again.hashiya"
    with ProjectFile.create(path, scheme=scheme, name="x", annotator=b.SARA, device=b.DEVICE) as project:
        report = bring(project, tmp_path / "a.jsonl")
        assert (report.articles, report.relations) == (5, 20)
        assert exported(project, tmp_path / "b.jsonl") == first
        assert everything(project) == whole
        assert project.annotators() == people


def test_boilerplate_is_cut_and_offsets_follow(sara: Person, tmp_path: Path) -> None:
    text = sara.workspace.text(sara.articles[0])
    debris = sara.find("الأربعاء ٢٢ يوليو ٢٠٢٠ - ٠٣:١٢ بتوقيت غرينتش")
    done(sara.workspace.regions.make(sara.articles[0], [debris], "BOILERPLATE"))
    mention, inside = sara.mention("محمد جواد ظريف"), sara.mention("الأربعاء", "DATE")
    claim = sara.claim("العلاقات بين روسيا وإيران")
    done(sara.workspace.claims.fill(claim.id, "source", filler(mention)))
    exported(sara.workspace.project, tmp_path / "cut.jsonl", boilerplate="cut")
    line = next(iter(read_corpus(tmp_path / "cut.jsonl")))
    assert debris.of(text) not in line.text
    assert line.text in text.replace(debris.of(text), "") or len(line.text) <= len(text) - len(debris)
    (entity,) = line.entities
    assert (entity.id, line.text[entity.start : entity.end]) == (mention.id, "محمد جواد ظريف")
    assert line.text[line.claims[0].start : line.claims[0].end] == "العلاقات بين روسيا وإيران"
    assert inside.id not in {one.id for one in line.entities}
    manifest = json.loads((tmp_path / "cut.manifest.json").read_text("utf-8"))
    assert manifest["choices"]["boilerplate"] == "cut"
    assert sum(manifest["left_out"].values()) >= 1


def test_a_choice_of_articles_statuses_and_people(sara: Person, omar: Person, tmp_path: Path) -> None:
    sara.mention("موسكو", "GPE")
    omar.mention("روسيا", "GPE")
    one, two = sara.claim("إيران وروسيا"), sara.claim("مكافحة كورونا", article=1)
    done(sara.workspace.relations.make(one.id, two.id, "supports"))
    done(sara.workspace.articles.set_status(sara.articles[0], Status.DONE))
    out = tmp_path / "x.jsonl"
    project = sara.workspace.project
    exported(project, out, statuses=frozenset({Status.DONE}), annotators=frozenset({"sara"}))
    (line,) = read_corpus(out)
    assert [(entity.label, entity.annotator) for entity in line.entities] == [("GPE", "sara")]
    assert line.relations == []
    manifest = json.loads((tmp_path / "x.manifest.json").read_text("utf-8"))
    assert manifest["left_out"] == {"annotations_of_others": 1, "articles": 4, "relations": 1}
    assert [person["handle"] for person in manifest["annotators"]] == ["sara"]


def test_what_is_incomplete_is_told_before_an_export(sara: Person, omar: Person) -> None:
    mine, theirs = sara.claim("إيران وروسيا"), omar.claim("الحوار بين البلدين")
    found = incomplete(sara.workspace, ExportChoices())
    assert len(found.not_done) == 5
    assert [identifier for _, identifier in found.claims_without_source] == [mine.id, theirs.id]
    found = incomplete(sara.workspace, ExportChoices(annotators=frozenset({"omar"})))
    assert [identifier for _, identifier in found.claims_without_source] == [theirs.id]
    done(sara.workspace.articles.set_status(sara.articles[0], Status.DONE))
    found = incomplete(sara.workspace, ExportChoices(statuses=frozenset({Status.NEW})))
    assert (len(found.not_done), found.claims_without_source) == (4, ())


def test_a_split_is_the_same_each_time(sara: Person, tmp_path: Path) -> None:
    split = Split(shares=(60, 20, 20), seed=3)
    report = export_corpus(sara.workspace.project, tmp_path / "x.jsonl", ExportChoices(split=split))
    assert [path.name for path in report.files] == ["x.train.jsonl", "x.dev.jsonl", "x.test.jsonl"]
    first = [path.read_bytes() for path in report.files]
    export_corpus(sara.workspace.project, tmp_path / "x.jsonl", ExportChoices(split=split))
    assert [path.read_bytes() for path in report.files] == first
    assert sum(data.count(b"\n") for data in first) == 5


def test_a_stopped_export_leaves_nothing(sara: Person, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    report = export_corpus(sara.workspace.project, folder / "x.jsonl", ExportChoices(), lambda done, _: done < 2)
    assert report.cancelled
    assert list(folder.iterdir()) == []
