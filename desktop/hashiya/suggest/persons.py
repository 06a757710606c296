"""Persons: after a title, by a given name, by a word for a role; then their last names through the rest of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from hashiya.suggest import personwords as words
from hashiya.suggest.found import Found
from hashiya.suggest.lastnames import JOINTS, Name, alone, counterparts, keep, propagated, without_overlaps
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.strangers import find_strangers, is_family_in_i, is_verb_of_saying
from hashiya.suggest.titles import Title
from hashiya.suggest.tokens import APART, GLUED, Tokens, keeps, stems
from hashiya.suggest.unlisted import UnlistedNames
from hashiya.suggest.wordlists import marked_words, word_list


def find_persons(text: Text, titles: Sequence[Title], taken: Iterable[Found]) -> list[Found]:
    """Names after titles and roles, names that begin with a given name, then last names alone."""
    reader = _Names(text, _titled(text, titles))
    names: dict[int, Name] = {}
    closed = _closed_words(text.tokens, taken)
    roles: list[Found] = []
    _after_titles(text, reader, titles, names)
    forms = text.tokens.forms
    known = "بن" in forms or "بنت" in forms
    fathers = {index - 1 for index, form in enumerate(forms) if form in words.OF_FATHER} if known else ()
    for index, form in enumerate(forms):
        if not (_may_name(form) or index in fathers) or index in names:
            continue
        if form in words.HONORIFICS or form in words.ROLES or (form[:1] in "ول" and _role_behind(form)):
            role = reader.after_role(index, names)
            # After a title a rank is but politeness: الرئيس التنفيذي الدكتور محمد.
            roles += role
        for cut, stem in stems(form):
            if index not in closed and reader.begins(index, cut, stem):
                end = reader.name_end(index, cut, trusted=False)
                if end > index + 1 or (end == index + 1 and reader.may_stand_alone(index, stem)):
                    score = 0.88 if end > index + 1 else 0.6
                    keep(names, Name(index, end, cut, score))
                break
    for first, end, cut, score in find_strangers(text, titles, reader.may_be):
        taken_there = any(name.first < end and first < name.end for name in names.values())
        if not taken_there and closed.isdisjoint(range(first, end)):
            keep(names, Name(first, end, cut, score))
    kept = [alone(forms, name, names.values()) for name in without_overlaps(names)]
    return propagated(text, kept, closed) + counterparts(text, kept, closed) + roles


def _titled(text: Text, titles: Iterable[Title]) -> frozenset[int]:
    """The words with which positions of several words begin; that of عبد الأمير is none."""
    long = (title.first for title in titles if title.end > title.first + 1)
    return frozenset(first for first in long if text.tokens.form(first - 1) != "عبد")


@lru_cache(maxsize=1 << 15)
def _may_name(form: str) -> bool:
    """Whether a name or a role may begin with the word, whatever stands around it."""
    given = word_list("given")
    return any(
        stem in given or stem in words.NAMING or stem in words.HONORIFICS or stem in words.ROLES
        for _, stem in stems(form)
    )


def _role_behind(form: str) -> bool:
    return any(stem in words.HONORIFICS or stem in words.ROLES for _, stem in stems(form))


def _closed_words(tokens: Tokens, taken: Iterable[Found]) -> frozenset[int]:
    """The words that surer engines have taken."""
    by_start = tokens.index_of
    closed: set[int] = set()
    for one in taken:
        index = by_start.get(one.start)
        if index is None:
            index = next((by_start[start] for start in range(one.start - 3, one.start) if start in by_start), None)
        while index is not None and index < len(tokens) and tokens.ends[index] <= one.end:
            closed.add(index)
            index += 1
    return frozenset(closed)


def _after_titles(text: Text, reader: _Names, titles: Iterable[Title], names: dict[int, Name]) -> None:
    tokens = text.tokens
    for title in titles:
        place = title.end
        if place >= len(tokens):
            continue
        apart = not tokens.goes_on(place)
        if apart and tokens.gap(place).strip() not in {"،", ",", '"', "»", "”", "»،", '"،', "”،"}:
            continue
        if apart and text.is_definite_adjective(place) and tokens.gap(place).strip() in {'"', "»", "”"}:
            place, apart = place + 1, False  # «رئيس منظمة «أطباء بلا حدود» الإغاثية كريستوس كريستو»
            if not tokens.goes_on(place):
                continue
        while tokens.form(place) in words.HONORIFICS and tokens.goes_on(place + 1):
            place, apart = place + 1, False
        quoted = tokens.gap(place).strip() in {'"', "»", "”"}
        end = reader.name_end(place, 0, trusted=True)
        if apart and not quoted and not reader.begins(place, 0, tokens.forms[place]):
            between = 2 <= end - place <= 3 and end < len(tokens) and tokens.gap(end).strip()[:1] in {"،", ",", ":"}
            if not between:
                continue  # «المدير الفني، تييري فريمو، …»
        if end > place and not reader.is_construct(place, end):
            keep(names, Name(place, end, 0, 0.92 if end > place + 1 else 0.75))


class _Names(UnlistedNames):
    """Reads names in one text."""

    def __init__(self, text: Text, titled: frozenset[int]) -> None:
        """`titled` are the words with which positions of several words begin; no name goes on over them."""
        super().__init__(text)
        self._titled = titled
        self._doubtful = marked_words("given")

    def begins(self, index: int, cut: int, stem: str) -> bool:
        """Whether a given name begins here: a sure one, or a doubtful one with a name after it."""
        if len(stem) > 2 and self._tokens.form(index + 1) in words.OF_FATHER and self._tokens.goes_on(index + 1):
            return not is_common(stem) and stem.isalpha() and not stem.startswith("ال")
        if stem == "ولد" and not cut:
            return self._has_given(index + 1) and is_verb_of_saying(self._tokens.form(index - 1))
        if stem in words.NAMING:
            return self._tokens.goes_on(index + 1) and (stem == "عبد" or self._tokens.forms[index + 1] in self._given)
        if stem not in self._given or (cut and keeps(self._tokens.forms[index])) or self._asks(index, stem):
            return False
        if stem == "علي" and self._tokens.spelled(index).endswith("ى") and not self._after_name(index):
            return False
        if stem not in self._doubtful:
            return True
        if not self._tokens.goes_on(index + 1):
            return False
        after = self._tokens.forms[index + 1]
        if after == "الدين" or (after in words.INSIDE_NAMES and self._has_given(index + 2)):
            return True
        if after.startswith("ال") and not cut:
            if is_family_in_i(self._text, index + 1):
                return not self._text.is_nationality(index + 1) or self._tokens.bonds[index] == APART
            return after[2:] in self._given and not self._text.is_definite_adjective(index + 1) and not is_common(after)
        if after in {"بن", "عبد"} or (after in self._given and not (cut and after in self._doubtful)):
            return True
        # «…، كريم بنعلي، …»: a doubtful name at a phrase's beginning, with a word after it that no list has.
        apart = self._tokens.bonds[index] == APART and not cut
        # «سامر حداد وكمال عون»: behind a name of two words.
        joined = cut and self._tokens.forms[index][0] == "و" and self._tokens.form(index - 2) in self._given
        return (joined or (apart and self._ends_a_phrase(index + 2))) and self._is_unknown(
            index + 1, after, first=False, trusted=False
        )

    def _asks(self, index: int, stem: str) -> bool:
        """Whether طالب is the verb: «طالب العزاوي الحكومة بـ…»."""
        if stem != "طالب":
            return False
        asked = self._tokens.form(index + 2)
        opens = not index or self._tokens.bonds[index] == APART or self._tokens.forms[index][0] in "وف"
        asks = asked.startswith(("ال", "ب")) and asked != "الذي"
        return opens and asks and is_family_in_i(self._text, index + 1)

    def may_be(self, index: int, first: bool) -> bool:
        """Whether the word may belong to a name that no list has."""
        form = self._tokens.forms[index]
        if form == "علي" and self._tokens.spelled(index).endswith("ى"):
            return False
        if form in self._given:
            return True
        if form.startswith("ال") or form.endswith(("ته", "تها", "نا", "ني")):
            return False
        return self._is_unknown(index, form, first=first, trusted=False)

    def _is_known(self, index: int) -> bool:
        """Whether the word is a given name, or a word that goes with one."""
        form = self._tokens.forms[index]
        return form in self._given or form in JOINTS or form == "عبد" or self._tokens.form(index - 1) == "عبد"

    def _after_name(self, index: int) -> bool:
        return self._tokens.goes_on(index) and self._tokens.form(index - 1) in self._given

    def may_stand_alone(self, index: int, stem: str) -> bool:
        """Whether a given name alone is worth a proposal."""
        if len(stem) <= 3 or stem in self._doubtful or stem in words.MONTHLIKE:
            return False
        before = self._tokens.form(index - 1)
        return self._tokens.goes_on(index) and any(word in words.AFTER_SPEECH for _, word in stems(before))

    def name_end(self, index: int, cut: int, *, trusted: bool) -> int:
        """Where the name ends that begins at the word; the index for none."""
        tokens = self._tokens
        end = index
        unknown = 0
        if self._is_future(index):
            return index
        stop = min(index + 7, len(tokens))
        stop = next((at for at in range(index + 1, stop) if at in self._titled), stop)
        while end < stop and (end == index or tokens.goes_on(end) or self._hyphened(end)):
            form = tokens.forms[end][cut if end == index else 0 :]
            if (step := self._known_step(index, end, form, trusted=trusted)) > 0:
                unknown = max(unknown, 1) if step > 1 and form != "عبد" else unknown
                end += step
            elif step < 0:
                break
            elif end == index + 1 and self._is_known(index) and (step := self._second_step(end, form)) > 0:
                if form in words.ORDINALS:
                    return end + step
                end += step
            elif form.startswith("ال") and len(form) > 4:
                if end == index or not self._is_family(end, index):
                    return end
                return end + 1 + (self._has_a_third(index, end + 1, trusted=trusted) and end == index + 1)
            elif unknown < (2 if end - index <= 1 else 1) and self._is_unknown(
                end, form, first=end == index, trusted=trusted
            ):
                unknown += 1
                end += 1
                if unknown == 2:
                    return end + self._has_a_third(index, end, trusted=trusted)
            else:
                return end + (end == index + 2 and self._has_a_third(index, end, trusted=trusted))
        return end

    def is_construct(self, index: int, end: int) -> bool:
        """Whether one word that no list has is rather a noun, since a definite one follows: الرئيس صمت الحكومة."""
        if end > index + 1 or self._tokens.forms[index] in self._given or not self._tokens.goes_on(end):
            return False
        after = self._tokens.forms[end]
        return after.startswith("ال") and not self._text.is_nationality(end) and not is_family_in_i(self._text, end)

    def _is_future(self, index: int) -> bool:
        """Whether the word is rather a verb that begins with «will»: سيزور."""
        form = self._tokens.forms[index]
        if form[:2] not in {"سي", "ست", "سن"} or len(form) < 5 or form in self._given:
            return False
        return not (self._tokens.goes_on(index + 1) and self.may_be(index + 1, False))

    def _second_step(self, end: int, form: str) -> int:
        """How many words a word takes that can only be a name's second: an ordinal, وزيري, الحاج before a name."""
        if form in words.ORDINALS or form in words.FAMILY_TOO:
            return 1
        return 2 if form in words.INSIDE_NAMES and self._has_given(end + 1) else 0

    def _has_given(self, index: int) -> bool:
        return self._tokens.goes_on(index) and self._tokens.forms[index] in self._given

    def _has_a_third(self, index: int, end: int, *, trusted: bool) -> bool:
        """Whether one unknown word more belongs to a foreign name: a clause or «that» must follow it."""
        if not trusted or not self._tokens.goes_on(end):
            return False
        after = self._tokens.form(end + 1)
        ends = self._ends_a_phrase(end + 1) or after in words.BEHIND_NAMES or self._is_accusative(end + 1)
        form = self._tokens.forms[end]
        return ends and (form in self._given or self._is_unknown(end, form, first=False, trusted=True))

    def _is_accusative(self, index: int) -> bool:
        """Whether the word is an object by its ending, so that a name ends before it."""
        return index < len(self._tokens) and self._tokens.spelled(index).endswith(("ا", "اً", "ًا"))

    def _known_step(self, index: int, end: int, form: str, *, trusted: bool) -> int:
        """How many words a word that is surely of the name takes; 0 for another word, -1 where the name must end."""
        tokens = self._tokens
        if form in self._given:
            return -1 if form == "علي" and self._is_on(end, index) else 1
        if form in words.AFTER_SERVANT and end > index:
            return 1
        if form in words.OF_GOD and tokens.form(end + 1) == "الله" and tokens.goes_on(end + 1) and end > index:
            return 2
        if form == "عبد" and tokens.goes_on(end + 1):
            return 2
        if end == index and trusted and tokens.form(end + 1) == "ولد" and tokens.goes_on(end + 1):
            return 1
        if form in JOINTS and tokens.goes_on(end + 1) and (end > index or trusted or form in {"ابو", "ابن", "ولد"}):
            after = tokens.forms[end + 1]
            if after == "عبد":
                return 1  # «بن عبد المحسن»: the servant's name comes whole
            return -1 if is_common(after) and after not in self._given and form != "ال" else 2
        return 0

    def _hyphened(self, end: int) -> bool:
        return self._tokens.bonds[end] == GLUED and self._tokens.gap(end) in {"-", "‑", "–"}

    def _is_on(self, end: int, index: int) -> bool:
        """Whether علي is rather the preposition."""
        spelled = self._tokens.spelled(end)
        after = self._tokens.form(end + 1)
        named = end > index and after in self._given and after not in self._doubtful
        return spelled.endswith("ى") and not named

    def _is_family(self, end: int, index: int) -> bool:
        """Whether a word with the article may be a family name here."""
        form = self._tokens.forms[end]
        if (
            words.DOING.fullmatch(form)
            or (words.MANY.fullmatch(form) and form[2:] not in self._given)
            or form in words.NOT_SURNAMES
            or form in words.FIELDS
            or is_common(form)
            or (is_common(form[2:]) and form[2:] not in self._given and not form.endswith("ي"))
        ):
            return False
        if self._text.is_nationality(end):
            after_father = self._tokens.forms[end - 2] in {"بن", "بنت", "ابن"}
            named = self._tokens.forms[end - 1] in self._given or self._tokens.forms[end - 1] in words.AFTER_SERVANT
            return (end - index <= 2 and named) or after_father
        if self._tokens.spelled(end).endswith("ة"):
            tribe = words.OF_A_TRIBE.fullmatch(form) is not None and self._is_known(index)
            return end - index == 1 and (form[2:] in self._given or tribe)
        if not all(self._is_known(place) for place in range(index, end)) and not form.endswith("ي"):
            return self._tokens.form(end - 1) in JOINTS or self._tokens.form(end - 2) in JOINTS
        if form.endswith("يه"):
            return False
        return not form.endswith(("ات", "ون")) or (end - index == 1 and self._is_known(index))

    def after_role(self, index: int, names: dict[int, Name]) -> list[Found]:
        """Keeps the name after an honorific or a role and its adjectives; a role before a name is a position."""
        tokens = self._tokens
        place = index + 1
        honorific = tokens.forms[index] in words.HONORIFICS or tokens.forms[index][1:] in words.HONORIFICS
        if not honorific:
            while tokens.goes_on(place) and (
                self._text.is_definite_adjective(place) or self._text.is_nationality(place)
            ):
                place += 1
        while tokens.goes_on(place) and tokens.forms[place] in words.HONORIFICS:
            place += 1
        if not tokens.goes_on(place):
            return []
        end = self.name_end(place, 0, trusted=True)
        sure = tokens.forms[place] in self._given or honorific
        if end > place + 1 or (end == place + 1 and sure):
            keep(names, Name(place, end, 0, 0.88 if sure else 0.7))
            return self._role(index)
        return []

    def _role(self, index: int) -> list[Found]:
        """The role's words as a position, unless they are words of politeness."""
        for cut, stem in stems(self._tokens.forms[index]):
            if stem in words.ROLES or stem in words.RANKS:
                end = index + 1
                while self._tokens.goes_on(end) and (
                    self._text.is_definite_adjective(end) or self._text.is_nationality(end)
                ):
                    end += 1
                if not stem.startswith("ال"):
                    return []
                return [self._text.found(index, end, "OCC", 0.7, "titles", cut=cut)]
        return []
