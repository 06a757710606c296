"""A real project with something of everything, for the tests and the pictures of dialogs."""

from __future__ import annotations

from pathlib import Path

from hashiya.domain.annotation import Claim, EntityMention, Filler
from hashiya.domain.article import Status
from hashiya.domain.ids import AnnotationId
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.exchange.scheme_file import read_scheme
from hashiya.resources import resource
from hashiya.storage.project import ProjectFile
from hashiya.workspace.record import Outcome
from hashiya.workspace.workspace import Workspace

from tests.builders import DEVICE, OMAR, SARA, content, put

TEXTS = (
    (
        "مزيد من التقدم في العلاقات الاستراتيجية بين إيران وروسيا\n"
        "أكد وزير الخارجية الإيراني محمد جواد ظريف أن طهران وموسكو تتابعان تنفيذ الاتفاقيات.\n"
        "وقال ظريف إن التعاون في مكافحة كورونا جيد جدًا."
    ),
    (
        "في لقائه مع لافروف.. روحاني يؤكد على التعاون الإقليمي\n"
        "قال روحاني إن بلاده ترحّب بتوسيع التعاون مع روسيا، وأضاف أن ظريف سيزور موسكو قريبًا."
    ),
    (
        "ظريف ولافروف يوقعان اتفاقية تعاون في مجال الأمن السيبراني\n"
        "وقّع محمد جواد ظريف وسيرغي لافروف في موسكو اتفاقية تعاون، وأكد لافروف أن التعاون جيد."
    ),
)


def made(outcome: Outcome) -> Step:
    """The step, where a refusal would be a mistake of the test."""
    assert isinstance(outcome, Step), outcome
    return outcome


def target(outcome: Outcome, kind: type = object) -> AnnotationId:
    """The id of the thing of that type that the gesture made."""
    return AnnotationId(next(c.target for c in made(outcome).changes if isinstance(c.after, kind)))


def place(text: str, words: str, *, nth: int = 0) -> Span:
    """Where the words stand for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


OPENED: list[Workspace] = []
"""The projects that were opened since the last test ended."""


def filled_workspace(path: Path) -> Workspace:
    """Three articles: mentions with referents, claims with and without a source, a cluster, one article done."""
    file = "schemes/news-claims.toml"
    scheme = read_scheme(resource(file).read_text("utf-8"), file=file)
    with ProjectFile.create(
        path, scheme=scheme, name="العلاقات الإيرانية الروسية", annotator=SARA, device=DEVICE
    ) as project:
        titles = [text.partition("\n")[0] for text in TEXTS]
        metas = [
            {"title": titles[0], "source": "العالم", "published": "2020-07-22"},
            {"title": titles[1]},
            {"title": titles[2]},
        ]
        put(project, *(content(text, meta=meta) for text, meta in zip(TEXTS, metas, strict=True)))
    workspace = Workspace.open(path, annotator=SARA, device=DEVICE)
    OPENED.append(workspace)
    _fill(workspace)
    return workspace


def close_opened() -> None:
    """Let go of every project that a dialog was made on; closing one twice does no harm."""
    while OPENED:
        OPENED.pop().close()


def _fill(workspace: Workspace) -> None:
    first, second, third = (article.key for article in workspace.articles.all())
    mentions = []
    for key, text, words, label in (
        (first, TEXTS[0], "محمد جواد ظريف", "PERS"),
        (first, TEXTS[0], "ظريف إن", "PERS"),
        (second, TEXTS[1], "ظريف", "PERS"),
        (third, TEXTS[2], "محمد جواد ظريف", "PERS"),
        (third, TEXTS[2], "سيرغي لافروف", "PERS"),
        (first, TEXTS[0], "إيران", "GPE"),
    ):
        span = place(text, words.removesuffix(" إن"), nth=1 if words == "ظريف إن" else 0)
        mentions.append(target(workspace.entities.annotate(key, [span], label), EntityMention))
    made(workspace.referents.make_and_assign(mentions[0], "محمد جواد ظريف"))
    zarif = workspace.referents.all()[0].id
    for mention in mentions[1:4]:
        made(workspace.referents.assign(mention, zarif))
    made(workspace.referents.make_and_assign(mentions[4], "سيرغي لافروف"))
    made(workspace.referents.make("جواد ظريف", "PERS"))
    one = target(workspace.claims.make(first, [place(TEXTS[0], "التعاون في مكافحة كورونا جيد جدًا")]), Claim)
    made(workspace.claims.fill(one, "source", Filler(annotation=mentions[1])))
    two = target(workspace.claims.make(third, [place(TEXTS[2], "التعاون جيد")]), Claim)
    made(workspace.claims.make(second, [place(TEXTS[1], "بلاده ترحّب بتوسيع التعاون مع روسيا")]))
    made(workspace.claims.says_same(one, two))
    made(workspace.set_attribute(mentions[0], "certainty", "unsure"))
    made(workspace.relabel(mentions[5], "LOC"))
    made(workspace.articles.set_status(first, Status.DONE))
    workspace.switch_annotator(OMAR)
    made(workspace.entities.annotate(third, [place(TEXTS[2], "موسكو")], "GPE"))
    workspace.switch_annotator(SARA)
