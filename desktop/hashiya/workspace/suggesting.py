"""What the engines propose for an article, less what is there, what was rejected and what nobody should annotate.

Reading and computing happen on a connection of their own in whichever thread `compute` is called, the engines in a
process of theirs where that is wanted; everything else here belongs to the thread of the project. What was computed is
kept: a gesture costs looking at the marks around the proposals, not reading the text again.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.domain.annotation import AnyAnnotation, EntityMention, Layer
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotatorId, ArticleKey
from hashiya.domain.step import Change, Kind, Step
from hashiya.suggest.engines import ENGINES
from hashiya.suggest.model_file import about_of, is_available
from hashiya.workspace.heard import Heard, Token
from hashiya.workspace.offering import AT_ONCE, BREATH, Computed, Offered, Reviewable
from hashiya.workspace.ordered import text_order
from hashiya.workspace.record import BULK, is_about_all
from hashiya.workspace.rejected import Rejected
from hashiya.workspace.settled import SettledMarks
from hashiya.workspace.switches import ENGINES_OFF, EngineInfo, Switches, engines_off
from hashiya.workspace.training_aside import Training, model_path
from hashiya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from hashiya.suggest.camel.process import CamelProcess
    from hashiya.workspace.engine_room import EngineRoom
    from hashiya.workspace.reading_process import ReadingProcess

__all__ = ["ENGINES_OFF", "Computed", "EngineInfo", "Offered", "Reviewable", "Suggesting", "engines_off"]

KEPT = 8
"""Articles whose proposals are kept."""
STEPS = 500
"""The latest steps, which a reading that began before them has not seen."""
LONG = 20_000
"""Code points from which on a reading is ended when the article is left: the next one should not wait for it."""


class Suggesting:
    """The proposals of one open project.

    `compute` may be called in any thread; hand what it returns to `keep` in the project's thread. `now` is what to
    show, `for_article` does all three. Call `close` when the project is closed.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._project = workspace.project
        self._training: Training | None = None
        self._camel: CamelProcess | None = None
        self._camel_was_ready = False
        self._interpreter: str | None = None
        self._kept: OrderedDict[ArticleKey, Computed] = OrderedDict()
        self._marks: dict[ArticleKey, SettledMarks] = {}
        self._rejected_in: dict[ArticleKey, Rejected] = {}
        self._referred: dict[str, bool] = {}
        self._heard = Heard()
        self._steps: deque[Step] = deque(maxlen=STEPS)
        self._step_count = self._written_count = 0
        self._process: ReadingProcess | None = None
        self._told_pid: int | None = None
        self._room: EngineRoom | None = None
        self._computing = threading.Lock()
        self.reading: ArticleKey | None = None
        self._switches = Switches(self._project)
        self._off = self._switches.off()
        self._leave = (workspace.subscribe(self.hear, at_once=True), workspace.subscribe(self._written))

    def read_aside(self, process: ReadingProcess) -> None:
        """Let the engines read in this process, which is started when it is first needed and ended by `close`."""
        self._process = process

    def learn(self, models: Path) -> None:
        """Let the learned engine be trained in the background; `models` is the folder of what it knows."""
        self._training = Training(self._workspace.path, model_path(models, self._project.project_id))
        self._heard.model = self._training.model
        self._heard.renew_model()

    def close(self) -> None:
        """Hear of nothing any more, and let no training go on."""
        for leave in self._leave:
            leave()
        if self._training is not None:
            self._training.stop()
        if self._process is not None:
            self._process.close()
        self.use_camel(None)

    def use_camel(self, interpreter: str | None) -> None:
        """Let CAMeL NER run with this interpreter, which has it installed; None ends it."""
        if interpreter == self._interpreter:
            return
        self._interpreter = interpreter
        if self._camel is not None:
            self._camel.close()
        self._camel = None
        if interpreter:
            from hashiya.suggest.camel.process import CamelProcess

            self._camel = CamelProcess(interpreter)
        self._camel_was_ready = False
        if self._camel is not None or self._heard.camel:
            self._heard.camel = self._camel is not None
            self._heard.renew_model()

    def tick(self) -> bool:
        """Let the background training go on; True when the engines may know more now. Call it about once a second."""
        is_ready = self._camel is not None and self._camel.is_ready
        news = is_ready and not self._camel_was_ready
        self._camel_was_ready = is_ready
        if self._training is not None and "learned" not in self._off and self._training.tick():
            news = True
        if news:
            self._heard.renew_model()
        return news

    # What waits

    def for_article(self, key: ArticleKey) -> Reviewable:
        """The article's proposals, computed now when what is kept is not fresh."""
        if not self._is_fresh(self._kept.get(key)):
            computed = self.compute(key)
            if computed is not None:
                self.keep(computed)
        return self.now(key) or Reviewable(key)

    def now(self, key: ArticleKey) -> Reviewable | None:
        """The article's proposals as they were computed last, less what is there now; None when they never were."""
        computed = self._kept.get(key)
        if computed is None or computed.owner != self._me:
            return None
        self._kept.move_to_end(key)
        marks = self._marks_of(key)
        rejected = self._rejected(key)
        left = [one for one in computed.proposals if self._waits(one, marks, rejected)]
        return Reviewable(key, tuple(left), self._is_fresh(computed))

    def computed(self, key: ArticleKey) -> Computed | None:
        """What was computed last for the article; None when nothing was."""
        computed = self._kept.get(key)
        return computed if computed is not None and computed.owner == self._me else None

    def waiting_among(self, key: ArticleKey, some: Iterable[Offered]) -> list[Offered]:
        """Those of the article's proposals that nothing has decided yet."""
        marks, rejected = self._marks_of(key), self._rejected(key)
        return [one for one in some if self._waits(one, marks, rejected)]

    def is_fresh(self, key: ArticleKey) -> bool:
        """Whether the article's proposals were computed from all that is confirmed now."""
        return self._is_fresh(self._kept.get(key))

    def keep(self, computed: Computed) -> None:
        """Take what was computed for an article in place of what was kept."""
        key = computed.article
        self._kept[key] = computed
        self._kept.move_to_end(key)
        self._rejected_in.pop(key, None)
        self._marks[key] = computed.marks
        later = self.steps_since(computed)
        if later is None or any(step.name in BULK for step in later):
            del self._marks[key]
        for step in later or ():
            for change in step.changes:
                for thing, is_there in ((change.before, False), (change.after, True)):
                    if isinstance(thing, AnyAnnotation):
                        self._mark(thing, is_there=is_there)
        while len(self._kept) > KEPT:
            gone, _ = self._kept.popitem(last=False)
            self._marks.pop(gone, None)
            self._rejected_in.pop(gone, None)

    def steps_since(self, computed: Computed) -> list[Step] | None:
        """The steps that were heard of since then; None when they were too many to be known still."""
        count = self._step_count - computed.heard
        return None if count > len(self._steps) else list(self._steps)[len(self._steps) - count :]

    def compute(self, key: ArticleKey) -> Computed | None:
        """Let the engines read the article; for any thread. None when the article was left before they had."""
        with self._computing:
            self.reading = key
            try:
                heard, me = self._written_count, self._me
                read = self._read(key, me)
                return self._looked_at(key, me, *read, heard) if read else None
            finally:
                self.reading = None

    def as_it_is(self, computed: Computed) -> Computed:
        """What of the same few proposals waits now, by the marks that are kept."""
        if self.steps_since(computed) == []:
            return computed
        key = computed.article
        waiting = tuple(sorted(self.waiting_among(key, computed.proposals), key=text_order))
        return replace(computed, waiting=waiting, marks=self._marks_of(key), heard=self._step_count)

    def look_again(self, computed: Computed) -> Computed:
        """What of the same proposals waits now; for any thread."""
        heard = self._written_count
        return self._looked_at(computed.article, computed.owner, computed.proposals, computed.token, heard)

    def interrupt(self) -> None:
        """Let the engines' process end what it is at; whoever waits for it is told nothing."""
        if self._process is not None:
            self._process.interrupt()

    def left_all_but(self, key: ArticleKey | None) -> None:
        """Only this article is looked at now: the reading of another ends, if it would take long."""
        other = self.reading
        if other is not None and other != key and len(self._workspace.text(other)) > LONG:
            self.interrupt()

    def _read(self, key: ArticleKey, me: AnnotatorId) -> tuple[tuple[Offered, ...], Token] | None:
        """What the engines say: in their own process, or here when there is none."""
        off, labels = self._off, self._camel.labels if self._camel else None
        process = self._process if len(off) < len(ENGINES) else None
        if process is not None:
            if process.is_running():
                if process.pid != self._told_pid:
                    self._told_pid = process.pid
                    self._heard.forget()
                found = process.ask(self._heard.request(key, me, off), labels)
                if found is not None:
                    self._heard.answered(found[1])
                    return found
                # What it was told of is lost with it.
                self._heard.forget()
            if process.was_interrupted:
                return None
        from hashiya.workspace.engine_room import EngineRoom

        self._room = self._room or EngineRoom()
        request = self._heard.request(key, me, off)
        with self._project.snapshot() as snapshot:
            found = self._room.read(snapshot.reads, request, labels)
        self._heard.answered(found[1])
        return found

    def _looked_at(
        self, key: ArticleKey, me: AnnotatorId, proposals: tuple[Offered, ...], token: Token, heard: int
    ) -> Computed:
        with self._project.snapshot() as snapshot:
            marks = SettledMarks(snapshot.reads, key, me)
            rejected = Rejected(snapshot.reads.rejections(key, me))
        waiting = []
        for number, one in enumerate(proposals, 1):
            if self._waits(one, marks, rejected):
                waiting.append(one)
            if number % AT_ONCE == 0:
                # The window goes on meanwhile.
                time.sleep(BREATH)
        longest = max((one.end - one.start for one in proposals), default=0)
        return Computed(key, me, proposals, token, tuple(sorted(waiting, key=text_order)), longest, marks, heard)

    @property
    def _me(self) -> AnnotatorId:
        annotator = self._workspace.annotator
        return annotator.id if annotator else AnnotatorId("")

    def _is_fresh(self, computed: Computed | None) -> bool:
        return computed is not None and computed.owner == self._me and self._heard.is_current(computed.token, self._off)

    def _waits(self, one: Offered, marks: SettledMarks, rejected: Rejected) -> bool:
        proposal = one.proposal
        if rejected.has(proposal):
            return False
        if proposal.new_referent is not None:
            return not any(self._referred.get(mention, False) for mention in proposal.new_referent.mentions)
        if proposal.mention is not None:
            return not self._referred.get(proposal.mention, False)
        return not marks.settle(proposal)

    def _rejected(self, key: ArticleKey) -> Rejected:
        """What this person has rejected in the article."""
        if key not in self._rejected_in:
            self._rejected_in[key] = Rejected(self._project.rejections(key, self._me))
        return self._rejected_in[key]

    # In step with the file

    def hear(self, step: Step) -> None:
        """Take note of a step of whichever window, which the disk may still be at."""
        self._steps.append(step)
        self._step_count += 1
        if is_about_all(step):
            self._marks.clear()
            self._rejected_in.clear()
            self._kept.clear()
            return
        for article, changes in step.placed.items():
            for change in changes:
                self._note(article, change)

    def _written(self, step: Step) -> None:
        """The step is in the file, where a reading that begins now finds it."""
        self._written_count = self._step_count
        if self._training is not None:
            self._training.hear(step)
        if is_about_all(step):
            self._heard.forget()
            return
        if Kind.REFERENT in step.kinds:
            self._heard.renew_register()
        for article, changes in step.placed.items():
            if any(map(_is_of_mention, changes)):
                self._heard.changed(article)

    def _note(self, article: ArticleKey, change: Change) -> None:
        """A thing of the article was changed."""
        if change.kind is Kind.REJECTION:
            self._rejected_in.pop(article, None)
        for thing, is_there in ((change.before, False), (change.after, True)):
            if not isinstance(thing, AnyAnnotation) or thing.article != article:
                continue
            if thing.is_proposal:
                self._kept.pop(article, None)
                continue
            if isinstance(thing, EntityMention):
                self._referred[thing.id] = thing.referent is not None if is_there else True
            if article in self._marks:
                self._mark(thing, is_there=is_there)

    def _mark(self, thing: AnyAnnotation, *, is_there: bool) -> None:
        """Keep the marks of its article in step."""
        marks = self._marks.get(thing.article)
        if marks is not None and (thing.owner == marks.owner or thing.layer is Layer.REGIONS):
            marks.drop(thing)
            if is_there:
                marks.put(thing)

    def _marks_of(self, key: ArticleKey) -> SettledMarks:
        marks = self._marks.get(key)
        if marks is None or marks.owner != self._me:
            self._rejected_in.pop(key, None)
            marks = self._marks[key] = SettledMarks(self._project, key, self._me)
        return marks

    # Engines

    def engines(self) -> list[EngineInfo]:
        """Every engine, whether it is on, and what became of its proposals in this project."""
        self._off = self._switches.off()
        record = self._switches.record()
        reasons = {name: self._reason(name) for name in ENGINES}
        return [
            EngineInfo(name, name not in self._off, reasons[name] is None, reasons[name], record.get(name, {}))
            for name in ENGINES
        ]

    def _reason(self, name: str) -> str | None:
        """Why the engine cannot propose anything, as a message key."""
        if name == "learned" and not is_available():
            return "suggest.reason.no_crfsuite"
        if name == "learned" and (self._heard.model is None or about_of(self._heard.model) is None):
            return "suggest.reason.no_articles"
        if name == "camel" and self._camel is None:
            return "suggest.reason.no_camel"
        if name == "camel" and self._camel is not None and self._camel.reason is not None:
            return f"suggest.reason.camel_{self._camel.reason}"
        return None

    def switch(self, name: str, on: bool) -> Refusal | None:
        """Turn an engine on or off for the whole project, in every window of it."""
        refusal = self._switches.switch(name, on)
        self._off = self._switches.off()
        return refusal


def _is_of_mention(change: Change) -> bool:
    """Whether a mention was changed that somebody made."""
    return any(isinstance(thing, EntityMention) and not thing.is_proposal for thing in (change.before, change.after))
