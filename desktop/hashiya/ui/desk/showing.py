"""From the workspace to the viewer: the article's marks, glosses, the open claim's frame and the links, as shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from hashiya.arabic.direction import first_strong
from hashiya.domain.annotation import AnyAnnotation, Claim, Layer
from hashiya.domain.ids import ArticleKey
from hashiya.domain.links import Relation
from hashiya.domain.scheme import Colour, Label
from hashiya.domain.span import Fragments
from hashiya.domain.step import Kind, Step
from hashiya.resources.messages import Messages
from hashiya.ui.theme import Scheme as Shade
from hashiya.ui.theme import ThemeSource
from hashiya.ui.viewer.content import CONTENT, Arc, ClaimGloss, LabelStyle, LayerName, Link, Mark, RoleMark, ViewContent
from hashiya.workspace.view import ArticleView, MarkRow

if TYPE_CHECKING:
    from hashiya.ui.desk.desk import Desk

CUE = "cue"
OPENING = 20_000
"""So many code points of a long article are shown with their marks at once: more than any screen holds."""
SOON = 15
"""Milliseconds until the rest of its marks follow."""


class Showing:
    """Draws the desk's article in the viewer."""

    def __init__(self, desk: Desk, theme: ThemeSource) -> None:
        self._desk = desk
        self._theme = theme
        self._glosses_version = -1
        self._rest = QTimer(desk, singleShot=True, interval=SOON)
        self._rest.timeout.connect(self._show_rest)
        self._styles: dict[tuple[str, str], LabelStyle] = {}
        self._styles_for: object = None
        self._proposed: dict[str, Mark] = {}
        self._proposed_glosses: dict[str, ClaimGloss] = {}
        self._proposed_in: ArticleKey | None = None

    # Colours

    def colour_of(self, colour: Colour | None) -> str:
        """A scheme's colour for the theme in use, moved in lightness where it could not be read; neutral for none."""
        theme = self._theme.theme
        if colour is None:
            return theme.ink2.name()
        return theme.mark_colour(colour.dark if theme.scheme is Shade.DARK else colour.light).colour.name()

    def style_of(self, layer: Layer, label: Label) -> LabelStyle:
        """A label as the viewer writes it."""
        language = self._desk.messages().language
        theme = self._theme.theme
        colour = theme.claim.name() if layer is Layer.CLAIMS and label.colour is None else self.colour_of(label.colour)
        return LabelStyle(label.short.in_language(language), colour, dimmed=label.dimmed)

    def styles(self) -> dict[tuple[str, str], LabelStyle]:
        """Every label of the scheme as the viewer writes it."""
        made_for = self._desk.workspace.scheme, self._theme.theme, self._desk.messages().language
        if self._styles_for != made_for:
            layers = (Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS)
            self._styles_for = made_for
            self._styles = {
                (layer.value, label.key): self.style_of(layer, label)
                for layer in layers
                for label in made_for[0].layer(layer).labels
            }
        return self._styles

    # The article

    def leave(self) -> None:
        """Show nothing more: the project is being closed."""
        self._rest.stop()

    def show_all(self, *, at_top: bool = False) -> None:
        """Show the article on the desk from the beginning; `at_top` leaves marks far below for a moment later."""
        self._rest.stop()
        view = self._desk.view
        if view is None:
            return
        in_parts = at_top and len(view.text) > OPENING and not self._desk.show_others
        if in_parts:
            self._rest.start()
        messages = self._desk.messages()
        people = self._desk.workspace.annotators()
        others = view.others() if self._desk.show_others else []
        if self._proposed_in != view.key:
            self._proposed, self._proposed_glosses = {}, {}
        marks = map(mark_of, view.opening(OPENING) if in_parts else view.marks())
        self._desk.viewer.show_content(
            ViewContent(
                text=view.text,
                heading_end=heading_end(view.text, view.article.title),
                marks=[*marks, *self._proposed.values()],
                styles=self.styles(),
                glosses=self.glosses(),
                others=[(mark_of(row), people[row.owner].name if row.owner in people else "?") for row in others],
                direction="ltr" if first_strong(view.text) == "ltr" else "rtl",
                arabic_digits=messages.arabic_digits,
            )
        )
        self._desk.viewer.select_mark(self._desk.selected, also=self._desk.several)
        self.show_sticky()
        self.show_claim()
        self.show_links()

    def _show_rest(self) -> None:
        """Show the marks that a long article was opened without."""
        if self._desk.view is not None:
            self._desk.viewer.take_marks(list(map(mark_of, self._desk.view.marks())))

    def show_sticky(self) -> None:
        """Let the pointer carry the sticky label's colour."""
        key = self._desk.sticky
        label = self._desk.workspace.scheme.label(Layer.ENTITIES, key) if key else None
        self._desk.viewer.set_sticky(self.colour_of(label.colour) if label else None)

    def show_step(self, step: Step) -> None:
        """Show what a step changed, and nothing else."""
        view = self._desk.view
        if view is None:
            return
        kinds = step.kinds
        delta = view.hear(step)
        if delta.everything or Kind.SCHEME in kinds:
            self.show_all()
            return
        self._desk.learn(delta.added)
        glosses = None if view.glosses_version == self._glosses_version else self.glosses()
        if delta.added or delta.removed or glosses is not None:
            self._desk.viewer.update_marks([mark_of(row) for row in delta.added], delta.removed, glosses)
        if kinds & {Kind.CLAIM, Kind.ENTITY, Kind.REFERENT}:
            self.show_claim()
        if Kind.RELATION in kinds:
            self.show_links()

    def glosses(self) -> Mapping[str, ClaimGloss]:
        """The margin's glosses in the person's language, by claim."""
        view = self._desk.view
        if view is None:
            return {}
        self._glosses_version = view.glosses_version
        return GlossesInWords(view, self._desk.messages(), self._forms(), self._proposed_glosses)

    def form_name(self, form: str | None) -> str:
        """How a claim is quoted, in the person's language; empty for a form that the scheme lacks."""
        return self._forms().get(form, "")

    # Proposals

    def propose(self, marks: Mapping[str, Mark], glosses: Mapping[str, ClaimGloss]) -> None:
        """Show these proposals in the place of those shown before, with the glosses of the claims among them."""
        view = self._desk.view
        before, self._proposed = self._proposed, {}
        self._proposed_glosses = {}
        self._proposed_in = view.key if view else None
        self.propose_also(marks.values(), [mark for mark in before.values() if mark.id not in marks], glosses)

    def propose_also(
        self, added: Iterable[Mark], removed: Sequence[Mark], glosses: Mapping[str, ClaimGloss] | None = None
    ) -> None:
        """Show these proposals too, or with other edges, and those no more."""
        for mark in removed:
            self._proposed.pop(mark.id, None)
            self._proposed_glosses.pop(mark.id, None)
        new = {mark.id: mark for mark in added}
        self._proposed |= new
        self._proposed_glosses |= glosses or {}
        if new or removed:
            claims = any(mark.layer == "claims" for mark in (*new.values(), *removed))
            shown = self.glosses() if claims else None
            self._desk.viewer.update_marks(new.values(), [mark.id for mark in removed], shown)

    def _forms(self) -> dict[str | None, str]:
        language = self._desk.messages().language
        plan = next((a for a in self._desk.workspace.scheme.claims.attributes if a.key == "quote_form"), None)
        names: dict[str | None, str] = {None: ""}
        if plan:
            names |= {value.key: value.name.in_language(language) for value in plan.values}
        return names

    # The open claim

    def show_claim(self) -> None:
        """Show the open claim's frame, or that none is open."""
        claim = self._desk.claim()
        if claim is None or self._desk.view is None or claim.article != self._desk.view.key:
            self._desk.viewer.open_claim(None, [], [])
            return
        roles = self.role_marks(claim)
        self._desk.viewer.open_claim(claim.id, roles, arcs_of(roles))

    def show_proposed_claim(self, identifier: str, roles: Mapping[str, Sequence[Fragments]]) -> None:
        """Show the frame of the proposed claim in question; without roles, that no frame is shown."""
        found = self._roles_in_text(roles)
        self._desk.viewer.open_claim(identifier if found else None, found, arcs_of(found))

    def role_marks(self, claim: Claim) -> list[RoleMark]:
        """The fillers that stand in the text, in the scheme's order of roles; several of a role are numbered."""
        view = self._desk.view
        if view is None:
            return []
        return self._roles_in_text(
            {role: [view.filler_fragments(one) for one in fillers] for role, fillers in claim.roles.items()}
        )

    def _roles_in_text(self, roles: Mapping[str, Sequence[Fragments | None]]) -> list[RoleMark]:
        messages, found = self._desk.messages(), []
        for role in self._desk.workspace.scheme.roles:
            fillers = roles.get(role.key, ())
            for number, fragments in enumerate(fillers, 1):
                if fragments is None:
                    continue
                name = role.name.in_language(messages.language)
                label = f"{name} {messages.number(number)}" if len(fillers) > 1 else name
                found.append(RoleMark(role.key, label, self.colour_of(role.colour), fragments))
        return found

    # Relations

    def show_links(self) -> None:
        """Show the selected mark's relations, or all when that is asked for."""
        view = self._desk.view
        if view is None:
            return
        if not self._desk.selected and not self._desk.show_relations:
            self._desk.viewer.set_links([])
            return
        selected = self._desk.selected
        relations = view.relations() if self._desk.show_relations or not selected else view.relations_of(selected)
        self._desk.viewer.set_links([self._link(relation) for relation in relations])

    def _link(self, relation: Relation) -> Link:
        name = self.relation_name(relation)
        here = [one if self._desk.row(one) else None for one in (relation.head, relation.tail)]
        absent = next((one for one, there in zip((relation.head, relation.tail), here, strict=True) if not there), None)
        far = self.elsewhere(absent, name, inward=absent == relation.head) if absent else None
        return Link(relation.id, name, here[0], here[1], far)

    def relation_name(self, relation: Relation) -> str:
        """What the relation is called in the person's language; its key where the scheme lacks it."""
        label = self._desk.workspace.scheme.label(Layer.RELATIONS, relation.label)
        return label.name.in_language(self._desk.messages().language) if label else relation.label

    def elsewhere(self, identifier: str, relation: str, *, inward: bool = False) -> str:
        """Where the other end of a relation is: «contradicts → article 4, claim 3»; the other way if `inward`."""
        annotation = self._desk.workspace.annotation(identifier)
        if annotation is None:
            return relation
        number = article_number(self._desk, annotation)
        return self._desk.messages().text(
            "words.elsewhere_inward" if inward else "words.elsewhere",
            relation=relation,
            article=number,
            mark=self.mark_name(annotation),
        )

    def mark_name(self, annotation: AnyAnnotation) -> str:
        """A mark by its name: «claim 3», or its label and words."""
        messages = self._desk.messages()
        if isinstance(annotation, Claim):
            number = self._desk.workspace.view(annotation.article).claim_number(annotation.id)
            return messages.text("words.claim_number", number=number)
        return self._desk.workspace.marks.excerpt(annotation)


class GlossesInWords(Mapping[str, ClaimGloss]):
    """The glosses of an article in the person's language, each made when the viewer shows it; and the proposed ones."""

    def __init__(
        self,
        view: ArticleView,
        messages: Messages,
        forms: Mapping[str | None, str],
        proposed: Mapping[str, ClaimGloss],
    ) -> None:
        self._view, self._forms = view, forms
        self._unnamed = messages.text("words.no_source")
        self._proposed = proposed
        self._made: dict[str, ClaimGloss] = dict(proposed)

    def __getitem__(self, claim: str) -> ClaimGloss:
        made = self._made.get(claim)
        if made is None:
            gloss = self._view.gloss(claim)
            if gloss is None:
                raise KeyError(claim)
            speaker, form = gloss.speaker or self._unnamed, self._forms.get(gloss.form, "")
            carried = gloss.carried or not gloss.speaker
            made = self._made[claim] = ClaimGloss(claim, gloss.number, speaker, carried, gloss.cue, form)
        return made

    def __contains__(self, claim: object) -> bool:
        return isinstance(claim, str) and (claim in self._proposed or self._view.claim_number(claim) > 0)

    def __iter__(self) -> Iterator[str]:
        yield from (row.id for row in self._view.marks() if row.layer is Layer.CLAIMS)
        yield from self._proposed

    def __len__(self) -> int:
        return sum(1 for _ in self)


def article_number(desk: Desk, annotation: AnyAnnotation) -> int:
    """The article's place in the project, from 1."""
    keys = [article.key for article in desk.workspace.articles.all()]
    return keys.index(annotation.article) + 1 if annotation.article in keys else 0


def mark_of(row: MarkRow) -> Mark:
    """A mark as the viewer takes it."""
    identifier, layer, label, start, end, fragments, _ = row
    name: LayerName = "entities" if layer is Layer.ENTITIES else "claims" if layer is Layer.CLAIMS else "regions"
    # Ten thousand of these are made at once: this is the quickest way.
    return Mark._make((identifier, name, label, start, end, fragments, False))


def arcs_of(roles: Sequence[RoleMark]) -> list[Arc]:
    """From the last cue to every other filler and to the content; without a cue none are drawn."""
    cues = [place for place, role in enumerate(roles) if role.role == CUE]
    if not cues:
        return []
    start = cues[-1]
    return [Arc(start, place) for place, role in enumerate(roles) if role.role != CUE] + [Arc(start, CONTENT)]


def heading_end(text: str, title: str | None) -> int:
    """The end of the first paragraph when it is the article's title, else 0."""
    first = text.split("\n", 1)[0]
    return len(first) if title and first.strip() == title.strip() else 0
